// Package utf8 encodes and decodes UTF-8.
package utf8

// Numbers of the encoding.
const (
	RuneError = '\uFFFD'     // stands for bytes that are not UTF-8
	RuneSelf  = 0x80         // bytes below this are runes by themselves
	MaxRune   = '\U0010FFFF' // the greatest code point
	UTFMax    = 4            // the most bytes an encoded rune takes
)

const (
	surrogateMin = 0xD800
	surrogateMax = 0xDFFF
)

// FullRune reports whether p begins with a whole encoded rune. Bytes that can never become a valid
// encoding count as whole: they decode to RuneError of width 1.
//
//go:noescape
func FullRune(p []byte) bool

// FullRuneInString is FullRune for a string.
//
//go:noescape
func FullRuneInString(s string) bool

// DecodeRune returns the first rune of p and its width in bytes: (RuneError, 0) when p is empty,
// (RuneError, 1) when it does not begin with valid UTF-8.
//
//go:noescape
func DecodeRune(p []byte) (rune, int)

// DecodeRuneInString is DecodeRune for a string.
//
//go:noescape
func DecodeRuneInString(s string) (rune, int)

// DecodeLastRune returns the last rune of p and its width, with DecodeRune's special cases.
//
//go:noescape
func DecodeLastRune(p []byte) (rune, int)

// DecodeLastRuneInString is DecodeLastRune for a string.
//
//go:noescape
func DecodeLastRuneInString(s string) (rune, int)

// RuneLen returns how many bytes the encoding of r takes, -1 when r has none.
func RuneLen(r rune) int {
	switch {
	case r < 0:
		return -1
	case r < 0x80:
		return 1
	case r < 0x800:
		return 2
	case surrogateMin <= r && r <= surrogateMax:
		return -1
	case r < 0x10000:
		return 3
	case r <= MaxRune:
		return 4
	}
	return -1
}

// EncodeRune writes the encoding of r into p, which must be long enough, and returns its width. A
// rune that has no encoding is written as RuneError.
func EncodeRune(p []byte, r rune) int {
	switch i := uint32(r); {
	case i < 0x80:
		p[0] = byte(r)
		return 1
	case i < 0x800:
		_ = p[1]
		p[0] = 0xC0 | byte(r>>6)
		p[1] = 0x80 | byte(r)&0x3F
		return 2
	case i > MaxRune, surrogateMin <= i && i <= surrogateMax:
		r = RuneError
		fallthrough
	case i < 0x10000:
		_ = p[2]
		p[0] = 0xE0 | byte(r>>12)
		p[1] = 0x80 | byte(r>>6)&0x3F
		p[2] = 0x80 | byte(r)&0x3F
		return 3
	}
	_ = p[3]
	p[0] = 0xF0 | byte(r>>18)
	p[1] = 0x80 | byte(r>>12)&0x3F
	p[2] = 0x80 | byte(r>>6)&0x3F
	p[3] = 0x80 | byte(r)&0x3F
	return 4
}

// AppendRune appends the encoding of r to p.
func AppendRune(p []byte, r rune) []byte {
	if uint32(r) < RuneSelf {
		return append(p, byte(r))
	}
	return appendLong(p, r)
}

func appendLong(p []byte, r rune) []byte {
	var buf [UTFMax]byte
	n := EncodeRune(buf[:], r)
	return append(p, buf[:n]...)
}

// RuneCount returns the number of runes in p; each byte that is not part of valid UTF-8 counts as one.
//
//go:noescape
func RuneCount(p []byte) int

// RuneCountInString is RuneCount for a string.
//
//go:noescape
func RuneCountInString(s string) (n int)

// RuneStart reports whether b can begin an encoded rune: every byte but the continuation bytes.
func RuneStart(b byte) bool { return b&0xC0 != 0x80 }

// Valid reports whether p is wholly valid UTF-8.
//
//go:noescape
func Valid(p []byte) bool

// ValidString is Valid for a string.
//
//go:noescape
func ValidString(s string) bool

// ValidRune reports whether r can be encoded.
func ValidRune(r rune) bool {
	return 0 <= r && r < surrogateMin || surrogateMax < r && r <= MaxRune
}
