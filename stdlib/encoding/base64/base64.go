// Package base64 writes bytes as text of 64 characters (RFC 4648), and reads it.
package base64

import (
	"io"
	"slices"
	"strconv"
)

// StdPadding and NoPadding are the characters that fill the last group of four, or their absence.
const (
	StdPadding rune = '='
	NoPadding  rune = -1
)

// Encoding is an alphabet of 64 characters, with its padding.
type Encoding struct {
	alphabet [64]byte
	values   [256]byte // of the characters; 0xFF: not in the alphabet
	pad      rune
	strict   bool
}

// The usual alphabets: with + and /, for URLs and file names with - and _, and both without padding.
var (
	StdEncoding = NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
	URLEncoding = NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

	RawStdEncoding = StdEncoding.WithPadding(NoPadding)
	RawURLEncoding = URLEncoding.WithPadding(NoPadding)
)

// NewEncoding returns a padded encoding with an alphabet of 64 different bytes.
func NewEncoding(encoder string) *Encoding {
	if len(encoder) != 64 {
		panic("encoding alphabet is not 64-bytes long")
	}
	e := &Encoding{pad: StdPadding}
	copy(e.alphabet[:], encoder)
	for i := range e.values {
		e.values[i] = 0xFF
	}
	for i := 0; i < len(encoder); i++ {
		switch {
		case encoder[i] == '\n' || encoder[i] == '\r':
			panic("encoding alphabet contains newline character")
		case e.values[encoder[i]] != 0xFF:
			panic("encoding alphabet includes duplicate symbols")
		}
		e.values[encoder[i]] = byte(i)
	}
	return e
}

// WithPadding returns the same encoding with another padding character, or none.
func (enc Encoding) WithPadding(padding rune) *Encoding {
	switch {
	case padding < NoPadding || padding == '\r' || padding == '\n' || padding > 0xff:
		panic("invalid padding")
	case padding != NoPadding && enc.values[byte(padding)] != 0xFF:
		panic("padding contained in alphabet")
	}
	enc.pad = padding
	return &enc
}

// Strict returns the same encoding; reading then refuses bits after the last byte that are not 0.
func (enc Encoding) Strict() *Encoding {
	enc.strict = true
	return &enc
}

// CorruptInputError tells the place of a character that does not belong there.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base64 data at input byte " + strconv.FormatInt(int64(e), 10)
}

// encode writes whole groups and the last one, padded unless pad is negative.
//
//go:noescape
func encode(alphabet *[64]byte, pad rune, dst, src []byte)

// decode reads all of src. bad is the place of the first character that is wrong, or negative.
//
//go:noescape
func decode(values *[256]byte, pad rune, strict bool, dst, src []byte) (n, bad int)

// EncodedLen returns how many characters n bytes take.
func (enc *Encoding) EncodedLen(n int) int {
	if enc.pad == NoPadding {
		return n/3*4 + (n%3*8+5)/6
	}
	return (n + 2) / 3 * 4
}

// DecodedLen returns how many bytes n characters hold at most.
func (enc *Encoding) DecodedLen(n int) int {
	if enc.pad == NoPadding {
		return n/4*3 + n%4*6/8
	}
	return n / 4 * 3
}

// Encode writes src as characters to dst, which has room for EncodedLen(len(src)).
func (enc *Encoding) Encode(dst, src []byte) {
	if len(src) == 0 {
		return
	}
	encode(&enc.alphabet, enc.pad, dst[:enc.EncodedLen(len(src))], src)
}

// AppendEncode appends src as characters to dst.
func (enc *Encoding) AppendEncode(dst, src []byte) []byte {
	n := enc.EncodedLen(len(src))
	dst = slices.Grow(dst, n)
	enc.Encode(dst[len(dst):][:n], src)
	return dst[:len(dst)+n]
}

// EncodeToString returns src as characters.
func (enc *Encoding) EncodeToString(src []byte) string {
	buf := make([]byte, enc.EncodedLen(len(src)))
	enc.Encode(buf, src)
	return string(buf)
}

// Decode reads characters from src into dst and returns how many bytes it stored. Line ends are
// left out.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	if len(src) == 0 {
		return 0, nil
	}
	n, bad := decode(&enc.values, enc.pad, enc.strict, dst, src)
	if bad >= 0 {
		return n, CorruptInputError(bad)
	}
	return n, nil
}

// AppendDecode appends the bytes that the characters in src stand for to dst.
func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	// Without the padding, so that no more room is made than needed.
	n := len(src)
	for n > 0 && rune(src[n-1]) == enc.pad {
		n--
	}
	n = n/4*3 + n%4*6/8
	dst = slices.Grow(dst, n)
	n, err := enc.Decode(dst[len(dst):][:n], src)
	return dst[:len(dst)+n], err
}

// DecodeString returns the bytes that the characters in s stand for.
func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	buf := make([]byte, enc.DecodedLen(len(s)))
	n, err := enc.Decode(buf, []byte(s))
	return buf[:n], err
}

type encoder struct {
	err  error
	enc  *Encoding
	w    io.Writer
	rest [3]byte // bytes that make no group yet
	used int
	out  [1024]byte
}

// NewEncoder returns a writer that writes characters to w; Close writes the last group.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser { return &encoder{enc: enc, w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	if e.err != nil {
		return 0, e.err
	}
	if e.used > 0 {
		taken := copy(e.rest[e.used:], p)
		e.used += taken
		n += taken
		p = p[taken:]
		if e.used < 3 {
			return
		}
		e.enc.Encode(e.out[:], e.rest[:])
		if _, e.err = e.w.Write(e.out[:4]); e.err != nil {
			return n, e.err
		}
		e.used = 0
	}
	for len(p) >= 3 {
		chunk := min(len(e.out)/4*3, len(p))
		chunk -= chunk % 3
		e.enc.Encode(e.out[:], p[:chunk])
		if _, e.err = e.w.Write(e.out[:chunk/3*4]); e.err != nil {
			return n, e.err
		}
		n += chunk
		p = p[chunk:]
	}
	e.used = copy(e.rest[:], p)
	return n + e.used, nil
}

func (e *encoder) Close() error {
	if e.err == nil && e.used > 0 {
		e.enc.Encode(e.out[:], e.rest[:e.used])
		_, e.err = e.w.Write(e.out[:e.enc.EncodedLen(e.used)])
		e.used = 0
	}
	return e.err
}

type decoder struct {
	enc     *Encoding
	r       io.Reader // without line ends
	err     error
	readErr error
	in      [1024]byte
	used    int    // characters in in
	out     []byte // bytes that were read and not asked for yet
	buf     [1024 / 4 * 3]byte
}

// NewDecoder returns a reader of the bytes that the characters from r stand for.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader {
	return &decoder{enc: enc, r: &lineless{r}}
}

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.out) > 0 {
		n = copy(p, d.out)
		d.out = d.out[n:]
		return n, nil
	}
	if d.err != nil {
		return 0, d.err
	}
	for d.used < 4 && d.readErr == nil {
		want := min(max(len(p)/3*4, 4), len(d.in))
		n, d.readErr = d.r.Read(d.in[d.used:want])
		d.used += n
	}
	if d.used < 4 {
		return d.readLast(p)
	}
	whole := d.used / 4 * 4
	n, d.err = d.enc.Decode(d.buf[:], d.in[:whole])
	d.out = d.buf[:n]
	d.used = copy(d.in[:], d.in[whole:d.used])
	n = copy(p, d.out)
	d.out = d.out[n:]
	if n == 0 && len(p) > 0 && d.err == nil {
		return d.Read(p)
	}
	if len(d.out) > 0 {
		return n, nil
	}
	return n, d.err
}

// readLast reads what makes no whole group.
func (d *decoder) readLast(p []byte) (n int, err error) {
	if d.enc.pad == NoPadding && d.used > 0 && d.readErr == io.EOF {
		n, d.err = d.enc.Decode(d.buf[:], d.in[:d.used])
		d.used = 0
		d.out = d.buf[:n]
		n = copy(p, d.out)
		d.out = d.out[n:]
		if n > 0 || len(p) == 0 && len(d.out) > 0 {
			return n, nil
		}
		if d.err != nil {
			return 0, d.err
		}
	}
	d.err = d.readErr
	if d.err == io.EOF && d.used > 0 {
		d.err = io.ErrUnexpectedEOF
	}
	return 0, d.err
}

// lineless reads without line ends.
type lineless struct {
	wrapped io.Reader
}

func (r *lineless) Read(p []byte) (int, error) {
	n, err := r.wrapped.Read(p)
	for n > 0 {
		kept := 0
		for _, b := range p[:n] {
			if b != '\r' && b != '\n' {
				p[kept] = b
				kept++
			}
		}
		if kept > 0 {
			return kept, err
		}
		n, err = r.wrapped.Read(p)
	}
	return n, err
}
