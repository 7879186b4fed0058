package strings

import "unicode/utf8"

//go:noescape
func spaceBounds(s string) (start, end int)

//go:noescape
func setBounds(s, cutset string, left, right bool) (start, end int)

// TrimSpace returns s without the white space at both ends.
func TrimSpace(s string) string {
	start, end := spaceBounds(s)
	return s[start:end]
}

// Trim returns s without the runes of cutset at both ends.
func Trim(s, cutset string) string {
	start, end := setBounds(s, cutset, true, true)
	return s[start:end]
}

// TrimLeft returns s without the runes of cutset at its beginning.
func TrimLeft(s, cutset string) string {
	start, end := setBounds(s, cutset, true, false)
	return s[start:end]
}

// TrimRight returns s without the runes of cutset at its end.
func TrimRight(s, cutset string) string {
	start, end := setBounds(s, cutset, false, true)
	return s[start:end]
}

// TrimPrefix returns s without prefix; s itself when it does not begin so.
func TrimPrefix(s, prefix string) string {
	if HasPrefix(s, prefix) {
		return s[len(prefix):]
	}
	return s
}

// TrimSuffix returns s without suffix; s itself when it does not end so.
func TrimSuffix(s, suffix string) string {
	if HasSuffix(s, suffix) {
		return s[:len(s)-len(suffix)]
	}
	return s
}

// TrimLeftFunc returns s without the runes at its beginning for which f holds.
func TrimLeftFunc(s string, f func(rune) bool) string {
	i := indexFunc(s, f, false)
	if i == -1 {
		return ""
	}
	return s[i:]
}

// TrimRightFunc returns s without the runes at its end for which f holds.
func TrimRightFunc(s string, f func(rune) bool) string {
	i := lastIndexFunc(s, f, false)
	if i < 0 {
		return ""
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[:i+size]
}

// TrimFunc returns s without the runes at both ends for which f holds.
func TrimFunc(s string, f func(rune) bool) string {
	return TrimRightFunc(TrimLeftFunc(s, f), f)
}
