package strings

import (
	"unicode"
	"unicode/utf8"
)

//go:noescape
func repeat(s string, count int) string

//go:noescape
func replace(s, old, new string, count int) string

// Modes of mapCase.
const (
	toUpper = iota
	toLower
	toTitle
)

// Returns s in other case; changed is false, and the string empty, when s stays as it is.
//
//go:noescape
func mapCase(s string, mode int) (mapped string, changed bool)

// Clone returns a copy of s in memory of its own, so that s's memory can be freed.
func Clone(s string) string {
	return string([]byte(s))
}

// Repeat returns count copies of s in a row. It panics when count is negative or the result would
// be too long.
func Repeat(s string, count int) string {
	switch count {
	case 0:
		return ""
	case 1:
		return s
	}
	if count < 0 {
		panic("strings: negative Repeat count")
	}
	if len(s) > maxInt/count {
		panic("strings: Repeat output length overflow")
	}
	if len(s) == 0 {
		return ""
	}
	if len(s)*count > 1<<47 {
		// More than there are addresses; says it in the run time's words.
		_ = make([]byte, len(s)*count)
	}
	return repeat(s, count)
}

// Replace returns s with the first n occurrences of old replaced by new; n < 0 sets no limit. An
// empty old is found before every rune and at the end.
func Replace(s, old, new string, n int) string {
	if old == new || n == 0 {
		return s
	}
	m := Count(s, old)
	if m == 0 {
		return s
	}
	if n < 0 || m < n {
		n = m
	}
	if len(s)+n*(len(new)-len(old)) == 0 {
		return ""
	}
	return replace(s, old, new, n)
}

// ReplaceAll returns s with all occurrences of old replaced by new.
func ReplaceAll(s, old, new string) string {
	return Replace(s, old, new, -1)
}

// ToUpper returns s in upper case.
func ToUpper(s string) string {
	if mapped, changed := mapCase(s, toUpper); changed {
		return mapped
	}
	return s
}

// ToLower returns s in lower case.
func ToLower(s string) string {
	if mapped, changed := mapCase(s, toLower); changed {
		return mapped
	}
	return s
}

// ToTitle returns s in title case.
func ToTitle(s string) string {
	if mapped, changed := mapCase(s, toTitle); changed {
		return mapped
	}
	return s
}

// ToUpperSpecial returns s in upper case, the special mappings first.
func ToUpperSpecial(c unicode.SpecialCase, s string) string {
	return Map(c.ToUpper, s)
}

// ToLowerSpecial returns s in lower case, the special mappings first.
func ToLowerSpecial(c unicode.SpecialCase, s string) string {
	return Map(c.ToLower, s)
}

// ToTitleSpecial returns s in title case, the special mappings first.
func ToTitleSpecial(c unicode.SpecialCase, s string) string {
	return Map(c.ToTitle, s)
}

// Map returns s with every rune mapped; a negative result drops the rune.
func Map(mapping func(rune) rune, s string) string {
	for i, c := range s {
		r := mapping(c)
		if r == c && c != utf8.RuneError {
			continue
		}
		width := 1
		if c == utf8.RuneError {
			// U+FFFD stays when it was there, not when it stands for an invalid byte.
			_, width = utf8.DecodeRuneInString(s[i:])
			if width != 1 && r == c {
				continue
			}
		} else {
			width = utf8.RuneLen(c)
		}
		return mapRest(mapping, s, i, width, r)
	}
	return s
}

// mapRest builds the mapped string from the first change on: at [i] a rune of that width becomes r.
func mapRest(mapping func(rune) rune, s string, i, width int, r rune) string {
	buf := make([]byte, 0, len(s)+utf8.UTFMax)
	buf = append(buf, s[:i]...)
	if r >= 0 {
		buf = utf8.AppendRune(buf, r)
	}
	for _, c := range s[i+width:] {
		if r := mapping(c); r >= 0 {
			buf = utf8.AppendRune(buf, r)
		}
	}
	return string(buf)
}

// ToValidUTF8 returns s with every run of invalid bytes replaced.
func ToValidUTF8(s, replacement string) string {
	if utf8.ValidString(s) {
		return s
	}
	buf := make([]byte, 0, len(s)+len(replacement))
	invalid := false
	for i := 0; i < len(s); {
		r, width := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && width == 1 {
			if !invalid {
				buf = append(buf, replacement...)
			}
			invalid = true
		} else {
			buf = append(buf, s[i:i+width]...)
			invalid = false
		}
		i += width
	}
	return string(buf)
}

// isSeparator tells where Title begins a new word.
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

// Title returns s with the first letter of every word in title case.
//
// Deprecated: its idea of a word is too simple for Unicode punctuation.
func Title(s string) string {
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
