package bytes

import (
	"iter"
	"unicode/utf8"
)

// Lines iterates over the lines of s, each with its newline.
func Lines(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for len(s) > 0 {
			line := s
			if i := IndexByte(s, '\n'); i >= 0 {
				line = s[: i+1 : i+1]
			}
			s = s[len(line):]
			if !yield(line) {
				return
			}
		}
	}
}

func splitSeq(s, sep []byte, save int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		rest := s
		for len(sep) == 0 && len(rest) > 0 {
			_, size := utf8.DecodeRune(rest)
			if !yield(rest[:size:size]) {
				return
			}
			rest = rest[size:]
		}
		for len(sep) != 0 {
			i := Index(rest, sep)
			if i < 0 {
				yield(rest)
				return
			}
			if !yield(rest[: i+save : i+save]) {
				return
			}
			rest = rest[i+len(sep):]
		}
	}
}

// SplitSeq iterates over the parts that Split would return.
func SplitSeq(s, sep []byte) iter.Seq[[]byte] { return splitSeq(s, sep, 0) }

// SplitAfterSeq iterates over the parts that SplitAfter would return.
func SplitAfterSeq(s, sep []byte) iter.Seq[[]byte] { return splitSeq(s, sep, len(sep)) }

// FieldsSeq iterates over the parts that Fields would return.
func FieldsSeq(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for _, field := range Fields(s) {
			if !yield(field) {
				return
			}
		}
	}
}

// FieldsFuncSeq iterates over the parts that FieldsFunc would return.
func FieldsFuncSeq(s []byte, f func(rune) bool) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		start := -1
		for i, size := 0, 0; i < len(s); i += size {
			var r rune
			r, size = utf8.DecodeRune(s[i:])
			if f(r) {
				if start >= 0 && !yield(s[start:i:i]) {
					return
				}
				start = -1
			} else if start < 0 {
				start = i
			}
		}
		if start >= 0 {
			yield(s[start:])
		}
	}
}
