// Package hex writes bytes as hexadecimal digits, and reads them.
package hex

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// ErrLength: the number of digits is odd.
var ErrLength = errors.New("encoding/hex: odd length hex string")

// InvalidByteError is a byte that is no digit.
type InvalidByteError byte

func (e InvalidByteError) Error() string {
	return fmt.Sprintf("encoding/hex: invalid byte: %#U", rune(e))
}

//go:noescape
func encode(dst, src []byte)

// decode stops at the first byte that is no digit; n pairs of digits were read.
//
//go:noescape
func decode(dst, src []byte) (n int)

// EncodedLen returns how many digits n bytes take.
func EncodedLen(n int) int { return n * 2 }

// DecodedLen returns how many bytes x digits hold.
func DecodedLen(x int) int { return x / 2 }

// Encode writes src as digits to dst and returns how many these are.
func Encode(dst, src []byte) int {
	n := len(src) * 2
	encode(dst[:n:n], src)
	return n
}

// AppendEncode appends src as digits to dst.
func AppendEncode(dst, src []byte) []byte {
	n := EncodedLen(len(src))
	dst = slices.Grow(dst, n)
	Encode(dst[len(dst):][:n], src)
	return dst[:len(dst)+n]
}

func value(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// Decode reads digits from src into dst and returns how many bytes it stored.
func Decode(dst, src []byte) (int, error) {
	n := len(src) / 2
	if len(dst) < n {
		_ = dst[n-1]
	}
	done := decode(dst, src[:2*n])
	if done < n {
		if c := src[2*done]; !value(c) {
			return done, InvalidByteError(c)
		}
		return done, InvalidByteError(src[2*done+1])
	}
	if len(src)%2 == 1 {
		if c := src[len(src)-1]; !value(c) {
			return n, InvalidByteError(c)
		}
		return n, ErrLength
	}
	return n, nil
}

// AppendDecode appends the bytes that the digits in src stand for to dst.
func AppendDecode(dst, src []byte) ([]byte, error) {
	n := DecodedLen(len(src))
	dst = slices.Grow(dst, n)
	n, err := Decode(dst[len(dst):][:n], src)
	return dst[:len(dst)+n], err
}

// EncodeToString returns src as digits.
func EncodeToString(src []byte) string {
	dst := make([]byte, EncodedLen(len(src)))
	Encode(dst, src)
	return string(dst)
}

// DecodeString returns the bytes that the digits in s stand for, up to the first error.
func DecodeString(s string) ([]byte, error) {
	dst := make([]byte, DecodedLen(len(s)))
	n, err := Decode(dst, []byte(s))
	return dst[:n], err
}

// Dump returns data as `hexdump -C` shows it.
func Dump(data []byte) string {
	if len(data) == 0 {
		return ""
	}
	var b strings.Builder
	d := Dumper(&b)
	d.Write(data)
	d.Close()
	return b.String()
}

const bufferSize = 1024

type encoder struct {
	w   io.Writer
	err error
	out [bufferSize]byte
}

// NewEncoder returns a writer that writes digits to w.
func NewEncoder(w io.Writer) io.Writer { return &encoder{w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	for len(p) > 0 && e.err == nil {
		chunk := p[:min(len(p), bufferSize/2)]
		var written int
		encoded := Encode(e.out[:], chunk)
		written, e.err = e.w.Write(e.out[:encoded])
		n += written / 2
		p = p[len(chunk):]
	}
	return n, e.err
}

type decoder struct {
	r   io.Reader
	err error
	in  []byte // digits that were read
	arr [bufferSize]byte
}

// NewDecoder returns a reader of the bytes that the digits from r stand for.
func NewDecoder(r io.Reader) io.Reader { return &decoder{r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.in) < 2 && d.err == nil {
		kept := copy(d.arr[:], d.in)
		var got int
		got, d.err = d.r.Read(d.arr[kept:])
		d.in = d.arr[:kept+got]
		if d.err == io.EOF && len(d.in)%2 != 0 {
			if c := d.in[len(d.in)-1]; !value(c) {
				d.err = InvalidByteError(c)
			} else {
				d.err = io.ErrUnexpectedEOF
			}
		}
	}
	p = p[:min(len(p), len(d.in)/2)]
	n, err = Decode(p, d.in[:len(p)*2])
	d.in = d.in[2*n:]
	if err != nil {
		d.in, d.err = nil, err
	}
	if len(d.in) < 2 {
		return n, d.err
	}
	return n, nil
}

const digits = "0123456789abcdef"

type dumper struct {
	w      io.Writer
	chars  [18]byte // the right column of the line
	used   int      // bytes in the line
	count  uint     // bytes in all
	closed bool
}

// Dumper returns a writer that writes to w what `hexdump -C` shows; Close ends the last line.
func Dumper(w io.Writer) io.WriteCloser { return &dumper{w: w} }

func shown(c byte) byte {
	if c < 32 || c > 126 {
		return '.'
	}
	return c
}

func (h *dumper) Write(data []byte) (n int, err error) {
	if h.closed {
		return 0, errors.New("encoding/hex: dumper closed")
	}
	for i := range data {
		var b []byte
		if h.used == 0 {
			b = fmt.Appendf(b, "%08x  ", h.count)
		}
		b = append(b, digits[data[i]>>4], digits[data[i]&15], ' ')
		switch h.used {
		case 7:
			b = append(b, ' ')
		case 15:
			b = append(b, ' ', '|')
		}
		if _, err = h.w.Write(b); err != nil {
			return
		}
		n++
		h.chars[h.used] = shown(data[i])
		h.used++
		h.count++
		if h.used == 16 {
			h.chars[16], h.chars[17] = '|', '\n'
			if _, err = h.w.Write(h.chars[:]); err != nil {
				return
			}
			h.used = 0
		}
	}
	return
}

func (h *dumper) Close() (err error) {
	if h.closed {
		return
	}
	h.closed = true
	if h.used == 0 {
		return
	}
	used := h.used
	blanks := 3*(16-used) + 1
	if used <= 7 {
		blanks++
	}
	line := strings.Repeat(" ", blanks) + "|" + string(h.chars[:used]) + "|\n"
	_, err = io.WriteString(h.w, line)
	return
}
