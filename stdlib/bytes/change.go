package bytes

import (
	"unicode"
	"unicode/utf8"
)

// Modes of mapCase.
const (
	toUpper = iota
	toLower
	toTitle
)

//go:noescape
func mapCase(s []byte, mode int) []byte

// Clone returns a copy of b; nil for nil.
func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// Repeat returns count copies of b in a row. It panics when count is negative or the result would
// be too long.
func Repeat(b []byte, count int) []byte {
	if count == 0 {
		return []byte{}
	}
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	if len(b) > maxInt/count {
		panic("bytes: Repeat output length overflow")
	}
	n := len(b) * count
	if n == 0 {
		return []byte{}
	}
	repeated := make([]byte, n)
	for done := copy(repeated, b); done < n; done *= 2 {
		copy(repeated[done:], repeated[:done])
	}
	return repeated
}

// Replace returns a copy of s with the first n occurrences of old replaced by new; n < 0 sets no
// limit. An empty old is found before every rune and at the end.
func Replace(s, old, new []byte, n int) []byte {
	m := 0
	if n != 0 {
		m = Count(s, old)
	}
	if m == 0 {
		return append([]byte(nil), s...)
	}
	if n < 0 || m < n {
		n = m
	}
	replaced := make([]byte, 0, len(s)+n*(len(new)-len(old)))
	start := 0
	for i := 0; i < n; i++ {
		end := start
		if len(old) > 0 {
			end += Index(s[start:], old)
		} else if i > 0 {
			_, width := utf8.DecodeRune(s[start:])
			end += width
		}
		replaced = append(replaced, s[start:end]...)
		replaced = append(replaced, new...)
		start = end + len(old)
	}
	return append(replaced, s[start:]...)
}

// ReplaceAll returns a copy of s with all occurrences of old replaced by new.
func ReplaceAll(s, old, new []byte) []byte {
	return Replace(s, old, new, -1)
}

// ToUpper returns a copy of s in upper case.
func ToUpper(s []byte) []byte { return mapCase(s, toUpper) }

// ToLower returns a copy of s in lower case.
func ToLower(s []byte) []byte { return mapCase(s, toLower) }

// ToTitle returns a copy of s in title case.
func ToTitle(s []byte) []byte { return mapCase(s, toTitle) }

// ToUpperSpecial returns a copy of s in upper case, the special mappings first.
func ToUpperSpecial(c unicode.SpecialCase, s []byte) []byte {
	return Map(c.ToUpper, s)
}

// ToLowerSpecial returns a copy of s in lower case, the special mappings first.
func ToLowerSpecial(c unicode.SpecialCase, s []byte) []byte {
	return Map(c.ToLower, s)
}

// ToTitleSpecial returns a copy of s in title case, the special mappings first.
func ToTitleSpecial(c unicode.SpecialCase, s []byte) []byte {
	return Map(c.ToTitle, s)
}

// Map returns a copy of s with every rune mapped; a negative result drops the rune.
func Map(mapping func(r rune) rune, s []byte) []byte {
	mapped := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, width := utf8.DecodeRune(s[i:])
		if r = mapping(r); r >= 0 {
			mapped = utf8.AppendRune(mapped, r)
		}
		i += width
	}
	return mapped
}

// ToValidUTF8 returns a copy of s with every run of invalid bytes replaced.
func ToValidUTF8(s, replacement []byte) []byte {
	valid := make([]byte, 0, len(s)+len(replacement))
	invalid := false
	for i := 0; i < len(s); {
		r, width := utf8.DecodeRune(s[i:])
		if r == utf8.RuneError && width == 1 {
			if !invalid {
				valid = append(valid, replacement...)
			}
			invalid = true
		} else {
			valid = append(valid, s[i:i+width]...)
			invalid = false
		}
		i += width
	}
	return valid
}

// Runes returns the runes of s.
func Runes(s []byte) []rune {
	runes := make([]rune, utf8.RuneCount(s))
	for i := range runes {
		r, width := utf8.DecodeRune(s)
		runes[i] = r
		s = s[width:]
	}
	return runes
}

func isSeparator(r rune) bool {
	if r <= 0x7F {
		switch {
		case '0' <= r && r <= '9', 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', r == '_':
			return false
		}
		return true
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return false
	}
	return unicode.IsSpace(r)
}

// Title returns a copy of s with the first letter of every word in title case.
//
// Deprecated: its idea of a word is too simple for Unicode punctuation.
func Title(s []byte) []byte {
	prev := ' '
	return Map(func(r rune) rune {
		begins := isSeparator(prev)
		prev = r
		if begins {
			return unicode.ToTitle(r)
		}
		return r
	}, s)
}
