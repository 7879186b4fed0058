package bytes

import "unicode/utf8"

//go:noescape
func spaceBounds(s []byte) (start, end int)

//go:noescape
func setBounds(s []byte, cutset string, left, right bool) (start, end int)

// TrimSpace returns s without the white space at both ends; nil when nothing is left.
func TrimSpace(s []byte) []byte {
	start, end := spaceBounds(s)
	if start == end {
		return nil
	}
	return s[start:end]
}

func trimmed(s []byte, cutset string, left, right bool) []byte {
	if len(s) == 0 {
		return nil
	}
	if cutset == "" {
		return s
	}
	start, end := setBounds(s, cutset, left, right)
	if start == end {
		return nil
	}
	return s[start:end]
}

// Trim returns s without the runes of cutset at both ends.
func Trim(s []byte, cutset string) []byte { return trimmed(s, cutset, true, true) }

// TrimLeft returns s without the runes of cutset at its beginning.
func TrimLeft(s []byte, cutset string) []byte { return trimmed(s, cutset, true, false) }

// TrimRight returns s without the runes of cutset at its end.
func TrimRight(s []byte, cutset string) []byte {
	if len(s) == 0 || cutset == "" {
		return s
	}
	_, end := setBounds(s, cutset, false, true)
	return s[:end]
}

// TrimPrefix returns s without prefix; s itself when it does not begin so.
func TrimPrefix(s, prefix []byte) []byte {
	if HasPrefix(s, prefix) {
		return s[len(prefix):]
	}
	return s
}

// TrimSuffix returns s without suffix; s itself when it does not end so.
func TrimSuffix(s, suffix []byte) []byte {
	if HasSuffix(s, suffix) {
		return s[:len(s)-len(suffix)]
	}
	return s
}

// TrimLeftFunc returns s without the runes at its beginning for which f holds.
func TrimLeftFunc(s []byte, f func(r rune) bool) []byte {
	i := indexFunc(s, f, false)
	if i == -1 {
		return nil
	}
	return s[i:]
}

// TrimRightFunc returns s without the runes at its end for which f holds.
func TrimRightFunc(s []byte, f func(r rune) bool) []byte {
	i := lastIndexFunc(s, f, false)
	if i < 0 {
		return s[0:0]
	}
	_, size := utf8.DecodeRune(s[i:])
	return s[:i+size]
}

// TrimFunc returns s without the runes at both ends for which f holds.
func TrimFunc(s []byte, f func(r rune) bool) []byte {
	return TrimRightFunc(TrimLeftFunc(s, f), f)
}
