// Package utf16 encodes and decodes UTF-16.
package utf16

const (
	replacement = '\uFFFD'
	surrLow     = 0xd800 // first of the high halves
	surrMid     = 0xdc00 // first of the low halves
	surrEnd     = 0xe000
	surrSelf    = 0x10000
	maxRune     = '\U0010FFFF'
)

// IsSurrogate reports whether r is one half of a surrogate pair.
func IsSurrogate(r rune) bool {
	return surrLow <= r && r < surrEnd
}

// DecodeRune combines the two halves of a surrogate pair; U+FFFD when they are not a pair.
func DecodeRune(r1, r2 rune) rune {
	if surrLow <= r1 && r1 < surrMid && surrMid <= r2 && r2 < surrEnd {
		return (r1-surrLow)<<10 | (r2 - surrMid) + surrSelf
	}
	return replacement
}

// EncodeRune returns the surrogate pair for r; two U+FFFD when r does not need a pair.
func EncodeRune(r rune) (r1, r2 rune) {
	if r < surrSelf || r > maxRune {
		return replacement, replacement
	}
	r -= surrSelf
	return surrLow + (r>>10)&0x3ff, surrMid + r&0x3ff
}

// RuneLen returns how many 16-bit words the encoding of r takes: 1, 2, or -1 when r is invalid.
func RuneLen(r rune) int {
	switch {
	case 0 <= r && r < surrLow, surrEnd <= r && r < surrSelf:
		return 1
	case surrSelf <= r && r <= maxRune:
		return 2
	}
	return -1
}

// AppendRune appends the encoding of r to a; an invalid rune is encoded as U+FFFD.
func AppendRune(a []uint16, r rune) []uint16 {
	switch RuneLen(r) {
	case 1:
		return append(a, uint16(r))
	case 2:
		r1, r2 := EncodeRune(r)
		return append(a, uint16(r1), uint16(r2))
	}
	return append(a, replacement)
}

// Encode returns the UTF-16 encoding of s.
func Encode(s []rune) []uint16 {
	n := len(s)
	for _, r := range s {
		if r >= surrSelf {
			n++
		}
	}
	a := make([]uint16, 0, n)
	for _, r := range s {
		a = AppendRune(a, r)
	}
	return a
}

// Decode returns the runes that s encodes; a half without its partner becomes U+FFFD.
func Decode(s []uint16) []rune {
	runes := make([]rune, 0, len(s))
	for i := 0; i < len(s); i++ {
		r := rune(s[i])
		if IsSurrogate(r) {
			r = replacement
			if i+1 < len(s) {
				if pair := DecodeRune(rune(s[i]), rune(s[i+1])); pair != replacement {
					r = pair
					i++
				}
			}
		}
		runes = append(runes, r)
	}
	return runes
}
