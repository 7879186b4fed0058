package path

import "unicode/utf8"

// Match reports whether the pattern matches all of name: * any characters but slashes, ? one of
// them, [a-z] and [^a-z] one of a set or not, a backslash takes the next character as it is. The
// only error is ErrBadPattern.
func Match(pattern, name string) (matched bool, err error) {
	for len(pattern) > 0 {
		star := false
		for len(pattern) > 0 && pattern[0] == '*' {
			pattern = pattern[1:]
			star = true
		}
		end := chunkEnd(pattern)
		chunk := pattern[:end]
		pattern = pattern[end:]
		if star && chunk == "" {
			return lastSlash(name) < 0, nil
		}
		rest, ok, err := matchChunk(chunk, name)
		if ok && (len(rest) == 0 || len(pattern) > 0) {
			name = rest
			continue
		}
		if err != nil {
			return false, err
		}
		found := false
		for i := 0; star && i < len(name) && name[i] != '/'; i++ {
			rest, ok, err := matchChunk(chunk, name[i+1:])
			if ok && (len(pattern) > 0 || len(rest) == 0) {
				name = rest
				found = true
				break
			}
			if err != nil {
				return false, err
			}
		}
		if found {
			continue
		}
		// No match; the rest may still be malformed.
		for len(pattern) > 0 {
			for len(pattern) > 0 && pattern[0] == '*' {
				pattern = pattern[1:]
			}
			end := chunkEnd(pattern)
			if _, _, err := matchChunk(pattern[:end], ""); err != nil {
				return false, err
			}
			pattern = pattern[end:]
		}
		return false, nil
	}
	return len(name) == 0, nil
}

// chunkEnd returns where the next star is that is not in a set.
func chunkEnd(pattern string) int {
	inSet := false
	for i := 0; i < len(pattern); i++ {
		switch pattern[i] {
		case '\\':
			i++
		case '[':
			inSet = true
		case ']':
			inSet = false
		case '*':
			if !inSet {
				return i
			}
		}
	}
	return len(pattern)
}

// matchChunk matches a pattern without stars at the start of s. After a mismatch it goes on to see
// whether the chunk is well-formed.
func matchChunk(chunk, s string) (rest string, ok bool, err error) {
	failed := false
	for len(chunk) > 0 {
		failed = failed || len(s) == 0
		switch chunk[0] {
		case '[':
			var r rune
			if !failed {
				var n int
				r, n = utf8.DecodeRuneInString(s)
				s = s[n:]
			}
			chunk = chunk[1:]
			negated := false
			if len(chunk) > 0 && chunk[0] == '^' {
				negated = true
				chunk = chunk[1:]
			}
			match := false
			for ranges := 0; ; ranges++ {
				if len(chunk) > 0 && chunk[0] == ']' && ranges > 0 {
					chunk = chunk[1:]
					break
				}
				var lo, hi rune
				if lo, chunk, err = setRune(chunk); err != nil {
					return "", false, err
				}
				hi = lo
				if chunk[0] == '-' {
					if hi, chunk, err = setRune(chunk[1:]); err != nil {
						return "", false, err
					}
				}
				match = match || lo <= r && r <= hi
			}
			failed = failed || match == negated
		case '?':
			if !failed {
				failed = s[0] == '/'
				_, n := utf8.DecodeRuneInString(s)
				s = s[n:]
			}
			chunk = chunk[1:]
		case '\\':
			chunk = chunk[1:]
			if len(chunk) == 0 {
				return "", false, ErrBadPattern
			}
			fallthrough
		default:
			if !failed {
				failed = chunk[0] != s[0]
				s = s[1:]
			}
			chunk = chunk[1:]
		}
	}
	if failed {
		return "", false, nil
	}
	return s, true, nil
}

// setRune reads a character of a set; something must follow it.
func setRune(chunk string) (r rune, rest string, err error) {
	if len(chunk) == 0 || chunk[0] == '-' || chunk[0] == ']' {
		return 0, "", ErrBadPattern
	}
	if chunk[0] == '\\' {
		chunk = chunk[1:]
		if len(chunk) == 0 {
			return 0, "", ErrBadPattern
		}
	}
	r, n := utf8.DecodeRuneInString(chunk)
	if r == utf8.RuneError && n == 1 {
		err = ErrBadPattern
	}
	rest = chunk[n:]
	if len(rest) == 0 {
		err = ErrBadPattern
	}
	return r, rest, err
}
