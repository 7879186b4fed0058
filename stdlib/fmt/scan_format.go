package fmt

import "unicode/utf8"

// formatted reads operands by a format.
func (s *scan) formatted(format string, a []any) (n int, err error) {
	defer caught(&err)
	for i := 0; i < len(format); {
		used, matches := s.literal(format[i:])
		if used > 0 {
			i += used
			continue
		}
		if format[i] != '%' {
			if !matches {
				s.fail("input does not match format")
			}
			break
		}
		i++
		var ok bool
		s.width, ok, i = number(format, i, len(format)-1)
		if !ok {
			s.width = noWidth
		}
		verb, size := utf8.DecodeRuneInString(format[i:])
		i += size
		if verb != 'c' {
			s.SkipSpace()
		}
		if verb == '%' {
			s.SkipSpace()
			s.needInput()
			if !s.take("%") {
				s.fail("missing literal %")
			}
			continue
		}
		if n >= len(a) {
			s.fail("too few operands for format '%" + format[i-size:] + "'")
		}
		s.limit = min(noWidth, s.count+s.width)
		s.value(verb, a[n])
		s.limit = noWidth
		n++
	}
	if n < len(a) {
		s.fail("too many operands")
	}
	return
}

// literal matches the input with the text up to the next verb. It returns how many bytes of the
// format it used; with none, matches is false when the input is different.
func (s *scan) literal(format string) (used int, matches bool) {
	for used < len(format) {
		c, size := utf8.DecodeRuneInString(format[used:])
		if isSpace(c) {
			used += s.spaces(format[used:])
			continue
		}
		if c == '%' {
			if used+size == len(format) {
				s.fail("missing verb: % at end of format string")
			}
			if format[used+size] != '%' {
				return used, true
			}
			used += size // of %% the first says nothing
		}
		if s.must() != c {
			s.UnreadRune()
			return -1, false // also when something was used before
		}
		used += size
	}
	return used, true
}

// spaces matches the input with the white space that the format begins with: each newline stands for
// one, with spaces before it; other spaces for at least one, and for any number behind a newline.
func (s *scan) spaces(format string) (used int) {
	newlines := 0
	trailing := false // other spaces come last
	for used < len(format) {
		c, size := utf8.DecodeRuneInString(format[used:])
		if !isSpace(c) {
			break
		}
		if c == '\n' {
			newlines++
		}
		trailing = c != '\n'
		used += size
	}
	for i := 0; i < newlines; i++ {
		r := s.next()
		for r != '\n' && isSpace(r) {
			r = s.next()
		}
		if r != '\n' && r != endOfInput {
			s.fail("newline in format does not match input")
		}
	}
	if !trailing {
		return used
	}
	r := s.next()
	if newlines == 0 {
		if r != endOfInput && !isSpace(r) {
			s.fail("expected space in input to match format")
		}
		if r == '\n' {
			s.fail("newline in input does not match format")
		}
	}
	for r != '\n' && isSpace(r) {
		r = s.next()
	}
	if r != endOfInput {
		s.UnreadRune()
	}
	return used
}
