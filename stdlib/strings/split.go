package strings

import "unicode/utf8"

// Cuts s at separators into the elements of out, each with save bytes of its separator; the last
// element takes the rest. Returns how many it filled.
//
//go:noescape
func splitInto(out []string, s, sep string, save int) int

//go:noescape
func countFields(s string) int

//go:noescape
func fieldsInto(out []string, s string)

// SplitN cuts s at every sep into at most n parts, the last of which is the rest; n < 0 sets no
// limit, n == 0 gives nil. An empty sep cuts after every rune.
func SplitN(s, sep string, n int) []string { return genSplit(s, sep, 0, n) }

// SplitAfterN is SplitN with the parts keeping their separators.
func SplitAfterN(s, sep string, n int) []string {
	return genSplit(s, sep, len(sep), n)
}

// Split cuts s at every sep.
func Split(s, sep string) []string { return genSplit(s, sep, 0, -1) }

// SplitAfter cuts s after every sep.
func SplitAfter(s, sep string) []string {
	return genSplit(s, sep, len(sep), -1)
}

func genSplit(s, sep string, save, n int) []string {
	if n == 0 {
		return nil
	}
	if sep == "" {
		return explode(s, n)
	}
	if n < 0 {
		n = Count(s, sep) + 1
	}
	if n > len(s)+1 {
		n = len(s) + 1
	}
	parts := make([]string, n)
	count := splitInto(parts, s, sep, save)
	if save < 0 {
		parts[0] = s // tells escape analysis what the native stores
	}
	return parts[:count]
}

// explode cuts s after every rune, into at most n parts.
func explode(s string, n int) []string {
	count := utf8.RuneCountInString(s)
	if n < 0 || n > count {
		n = count
	}
	parts := make([]string, n)
	for i := 0; i < n-1; i++ {
		_, size := utf8.DecodeRuneInString(s)
		parts[i] = s[:size]
		s = s[size:]
	}
	if n > 0 {
		parts[n-1] = s
	}
	return parts
}

// Fields returns the parts of s that white space separates.
func Fields(s string) []string {
	n := countFields(s)
	parts := make([]string, n)
	fieldsInto(parts, s)
	if n < 0 {
		parts[0] = s // tells escape analysis what the native stores
	}
	return parts
}

// FieldsFunc returns the parts of s that runs of runes separate for which f holds.
func FieldsFunc(s string, f func(rune) bool) []string {
	var parts []string
	start := -1
	for i, r := range s {
		if f(r) {
			if start >= 0 {
				parts = append(parts, s[start:i])
				start = -1
			}
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		parts = append(parts, s[start:])
	}
	if parts == nil {
		parts = []string{}
	}
	return parts
}

//go:noescape
func join(elems []string, sep string, size int) string

// Join puts the elements together with sep between them.
func Join(elems []string, sep string) string {
	switch len(elems) {
	case 0:
		return ""
	case 1:
		return elems[0]
	}
	size := 0
	if len(sep) > 0 {
		if len(sep) >= maxInt/(len(elems)-1) {
			panic("strings: Join output length overflow")
		}
		size = len(sep) * (len(elems) - 1)
	}
	for i := range elems {
		if len(elems[i]) > maxInt-size {
			panic("strings: Join output length overflow")
		}
		size += len(elems[i])
	}
	if size == 0 {
		return ""
	}
	return join(elems, sep, size)
}

const maxInt = int(^uint(0) >> 1)
