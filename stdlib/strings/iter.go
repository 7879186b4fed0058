package strings

import (
	"iter"
	"unicode/utf8"
)

// Lines iterates over the lines of s, each with its newline.
func Lines(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for len(s) > 0 {
			line := s
			if i := IndexByte(s, '\n'); i >= 0 {
				line = s[:i+1]
			}
			s = s[len(line):]
			if !yield(line) {
				return
			}
		}
	}
}

func splitSeq(s, sep string, save int) iter.Seq[string] {
	return func(yield func(string) bool) {
		rest := s
		for sep == "" && len(rest) > 0 {
			_, size := utf8.DecodeRuneInString(rest)
			if !yield(rest[:size]) {
				return
			}
			rest = rest[size:]
		}
		for sep != "" {
			i := Index(rest, sep)
			if i < 0 {
				yield(rest)
				return
			}
			if !yield(rest[:i+save]) {
				return
			}
			rest = rest[i+len(sep):]
		}
	}
}

// SplitSeq iterates over the parts that Split would return.
func SplitSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, 0) }

// SplitAfterSeq iterates over the parts that SplitAfter would return.
func SplitAfterSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, len(sep)) }

// FieldsSeq iterates over the parts that Fields would return.
func FieldsSeq(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, field := range Fields(s) {
			if !yield(field) {
				return
			}
		}
	}
}

// FieldsFuncSeq iterates over the parts that FieldsFunc would return.
func FieldsFuncSeq(s string, f func(rune) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range s {
			if f(r) {
				if start >= 0 && !yield(s[start:i]) {
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
