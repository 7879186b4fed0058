// Package bytes works on byte slices, much as package strings does on strings.
package bytes

import "unicode/utf8"

// MinRead is the least room that Buffer.ReadFrom offers to a Read.
const MinRead = 512

// Equal reports whether a and b hold the same bytes; nil equals empty.
//
//go:noescape
func Equal(a, b []byte) bool

// Compare returns -1, 0 or +1 as a is less than, equal to or greater than b.
//
//go:noescape
func Compare(a, b []byte) int

// EqualFold reports whether s and t are equal when case is ignored, by Unicode's simple folding.
//
//go:noescape
func EqualFold(s, t []byte) bool

// Index returns where sep first begins in s, -1 when it does not occur.
//
//go:noescape
func Index(s, sep []byte) int

// IndexByte returns where c first is in b, -1 when it is not there.
//
//go:noescape
func IndexByte(b []byte, c byte) int

// IndexRune returns where r first is in s, -1 when it is not there. utf8.RuneError is found in the
// place of bytes that are not UTF-8; other invalid runes are never found.
//
//go:noescape
func IndexRune(s []byte, r rune) int

// IndexAny returns where the first of the runes of chars is in s, -1 when none is there.
//
//go:noescape
func IndexAny(s []byte, chars string) int

// LastIndex returns where sep last begins in s, -1 when it does not occur.
//
//go:noescape
func LastIndex(s, sep []byte) int

// LastIndexByte returns where c last is in s, -1 when it is not there.
//
//go:noescape
func LastIndexByte(s []byte, c byte) int

// LastIndexAny returns where the last of the runes of chars is in s, -1 when none is there.
//
//go:noescape
func LastIndexAny(s []byte, chars string) int

// Count returns how often sep occurs in s without overlap; for an empty sep, the number of runes
// plus one.
//
//go:noescape
func Count(s, sep []byte) int

// Contains reports whether subslice occurs in b.
func Contains(b, subslice []byte) bool {
	return Index(b, subslice) != -1
}

// ContainsAny reports whether one of the runes of chars is in b.
func ContainsAny(b []byte, chars string) bool {
	return IndexAny(b, chars) >= 0
}

// ContainsRune reports whether r is in b.
func ContainsRune(b []byte, r rune) bool {
	return IndexRune(b, r) >= 0
}

// ContainsFunc reports whether f holds for a rune of b.
func ContainsFunc(b []byte, f func(rune) bool) bool {
	return IndexFunc(b, f) >= 0
}

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix []byte) bool {
	return len(s) >= len(prefix) && Equal(s[:len(prefix)], prefix)
}

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix []byte) bool {
	return len(s) >= len(suffix) && Equal(s[len(s)-len(suffix):], suffix)
}

// IndexFunc returns where the first rune is for which f holds, -1 when there is none.
func IndexFunc(s []byte, f func(r rune) bool) int {
	return indexFunc(s, f, true)
}

// LastIndexFunc returns where the last rune is for which f holds, -1 when there is none.
func LastIndexFunc(s []byte, f func(r rune) bool) int {
	return lastIndexFunc(s, f, true)
}

func indexFunc(s []byte, f func(r rune) bool, truth bool) int {
	for start := 0; start < len(s); {
		r, width := utf8.DecodeRune(s[start:])
		if f(r) == truth {
			return start
		}
		start += width
	}
	return -1
}

func lastIndexFunc(s []byte, f func(r rune) bool, truth bool) int {
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRune(s[0:i])
		i -= size
		if f(r) == truth {
			return i
		}
	}
	return -1
}

// Cut divides s at the first sep; without a sep in s, before is s.
func Cut(s, sep []byte) (before, after []byte, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

// CutPrefix returns s without prefix and whether s had it.
func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// CutSuffix returns s without suffix and whether s had it.
func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}
