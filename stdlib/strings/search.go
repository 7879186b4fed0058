// Package strings works on strings of UTF-8.
package strings

import "unicode/utf8"

// Index returns where substr first begins in s, -1 when it does not occur.
//
//go:noescape
func Index(s, substr string) int

// IndexByte returns where c first is in s, -1 when it is not there.
//
//go:noescape
func IndexByte(s string, c byte) int

// IndexRune returns where r first is in s, -1 when it is not there. utf8.RuneError is found in the
// place of bytes that are not UTF-8; other invalid runes are never found.
//
//go:noescape
func IndexRune(s string, r rune) int

// IndexAny returns where the first of the runes of chars is in s, -1 when none is there.
//
//go:noescape
func IndexAny(s, chars string) int

// LastIndex returns where substr last begins in s, -1 when it does not occur.
//
//go:noescape
func LastIndex(s, substr string) int

// LastIndexByte returns where c last is in s, -1 when it is not there.
//
//go:noescape
func LastIndexByte(s string, c byte) int

// LastIndexAny returns where the last of the runes of chars is in s, -1 when none is there.
//
//go:noescape
func LastIndexAny(s, chars string) int

// Count returns how often substr occurs in s without overlap; for an empty substr, the number of
// runes plus one.
//
//go:noescape
func Count(s, substr string) int

// EqualFold reports whether s and t are equal when case is ignored, by Unicode's simple folding.
//
//go:noescape
func EqualFold(s, t string) bool

// Contains reports whether substr occurs in s.
func Contains(s, substr string) bool {
	return Index(s, substr) >= 0
}

// ContainsAny reports whether one of the runes of chars is in s.
func ContainsAny(s, chars string) bool {
	return IndexAny(s, chars) >= 0
}

// ContainsRune reports whether r is in s.
func ContainsRune(s string, r rune) bool {
	return IndexRune(s, r) >= 0
}

// ContainsFunc reports whether f holds for a rune of s.
func ContainsFunc(s string, f func(rune) bool) bool {
	return IndexFunc(s, f) >= 0
}

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && s[:len(prefix)] == prefix
}

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix string) bool {
	return len(s) >= len(suffix) && s[len(s)-len(suffix):] == suffix
}

// Compare returns -1, 0 or +1 as a is less than, equal to or greater than b. The operators do the
// same and are easier to read.
func Compare(a, b string) int {
	switch {
	case a == b:
		return 0
	case a < b:
		return -1
	}
	return +1
}

// IndexFunc returns where the first rune is for which f holds, -1 when there is none.
func IndexFunc(s string, f func(rune) bool) int {
	return indexFunc(s, f, true)
}

// LastIndexFunc returns where the last rune is for which f holds, -1 when there is none.
func LastIndexFunc(s string, f func(rune) bool) int {
	return lastIndexFunc(s, f, true)
}

func indexFunc(s string, f func(rune) bool, truth bool) int {
	for i, r := range s {
		if f(r) == truth {
			return i
		}
	}
	return -1
}

func lastIndexFunc(s string, f func(rune) bool, truth bool) int {
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRuneInString(s[0:i])
		i -= size
		if f(r) == truth {
			return i
		}
	}
	return -1
}

// Cut divides s at the first sep; without a sep in s, before is s.
func Cut(s, sep string) (before, after string, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// CutPrefix returns s without prefix and whether s had it.
func CutPrefix(s, prefix string) (after string, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// CutSuffix returns s without suffix and whether s had it.
func CutSuffix(s, suffix string) (before string, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}
