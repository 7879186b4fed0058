package bytes

import "unicode/utf8"

//go:noescape
func nextField(s []byte, at int) (start, end int)

// SplitN cuts s at every sep into at most n parts, the last of which is the rest; n < 0 sets no
// limit, n == 0 gives nil. An empty sep cuts after every rune.
func SplitN(s, sep []byte, n int) [][]byte { return genSplit(s, sep, 0, n) }

// SplitAfterN is SplitN with the parts keeping their separators.
func SplitAfterN(s, sep []byte, n int) [][]byte {
	return genSplit(s, sep, len(sep), n)
}

// Split cuts s at every sep.
func Split(s, sep []byte) [][]byte { return genSplit(s, sep, 0, -1) }

// SplitAfter cuts s after every sep.
func SplitAfter(s, sep []byte) [][]byte {
	return genSplit(s, sep, len(sep), -1)
}

func genSplit(s, sep []byte, save, n int) [][]byte {
	if n == 0 {
		return nil
	}
	if len(sep) == 0 {
		return explode(s, n)
	}
	if n < 0 {
		n = Count(s, sep) + 1
	}
	if n > len(s)+1 {
		n = len(s) + 1
	}
	parts := make([][]byte, 0, n)
	for len(parts) < n-1 {
		m := Index(s, sep)
		if m < 0 {
			break
		}
		parts = append(parts, s[:m+save:m+save])
		s = s[m+len(sep):]
	}
	return append(parts, s)
}

// explode cuts s after every rune, into at most n parts.
func explode(s []byte, n int) [][]byte {
	if n <= 0 || n > len(s) {
		n = len(s)
	}
	parts := make([][]byte, 0, n)
	for len(s) > 0 {
		size := len(s)
		if len(parts) < n-1 {
			_, size = utf8.DecodeRune(s)
		}
		parts = append(parts, s[:size:size])
		s = s[size:]
	}
	return parts
}

// Fields returns the parts of s that white space separates.
func Fields(s []byte) [][]byte {
	n := 0
	for at := 0; ; n++ {
		start, end := nextField(s, at)
		if start < 0 {
			break
		}
		at = end
	}
	parts := make([][]byte, n)
	at := 0
	for i := range parts {
		start, end := nextField(s, at)
		parts[i] = s[start:end:end]
		at = end
	}
	return parts
}

// FieldsFunc returns the parts of s that runs of runes separate for which f holds.
func FieldsFunc(s []byte, f func(rune) bool) [][]byte {
	parts := [][]byte{}
	start := -1
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRune(s[i:])
		if f(r) {
			if start >= 0 {
				parts = append(parts, s[start:i:i])
				start = -1
			}
		} else if start < 0 {
			start = i
		}
		i += size
	}
	if start >= 0 {
		parts = append(parts, s[start:len(s):len(s)])
	}
	return parts
}

// Join puts the elements together with sep between them, in new memory.
func Join(s [][]byte, sep []byte) []byte {
	if len(s) == 0 {
		return []byte{}
	}
	if len(s) == 1 {
		return append([]byte(nil), s[0]...)
	}
	n := 0
	if len(sep) > 0 {
		if len(sep) >= maxInt/(len(s)-1) {
			panic("bytes: Join output length overflow")
		}
		n = len(sep) * (len(s) - 1)
	}
	for _, part := range s {
		if len(part) > maxInt-n {
			panic("bytes: Join output length overflow")
		}
		n += len(part)
	}
	joined := make([]byte, 0, n)
	for i, part := range s {
		if i > 0 {
			joined = append(joined, sep...)
		}
		joined = append(joined, part...)
	}
	return joined
}

const maxInt = int(^uint(0) >> 1)
