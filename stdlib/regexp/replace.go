package regexp

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// replace returns text with what repl appends in place of each match; nil when there is none.
func (re *Regexp) replace(text string, slots int, repl func(dst []byte, m []int) []byte) []byte {
	out := []byte{}
	caps := make([]int, slots)
	done, pos, found := 0, 0, false
	for pos <= len(text) && re.find(text, pos, caps) {
		found = true
		out = append(out, text[done:caps[0]]...)
		// Not an empty match directly after another match.
		if caps[1] > done || caps[0] == 0 {
			out = repl(out, caps)
		}
		done = caps[1]
		_, width := utf8.DecodeRuneInString(text[pos:])
		pos = max(pos+max(width, 1), caps[1])
		if caps[1] > caps[0] {
			pos = caps[1]
		}
	}
	if !found {
		return nil
	}
	return append(out, text[done:]...)
}

// slots tells how many places in the text a template asks for.
func (re *Regexp) slots(template string) int {
	if strings.IndexByte(template, '$') < 0 {
		return 2
	}
	return 2 * len(re.names)
}

// ReplaceAllString returns src with repl in place of each match; $1 or ${name} in repl stand for
// the text of a group.
func (re *Regexp) ReplaceAllString(src, repl string) string {
	b := re.replace(src, re.slots(repl), func(dst []byte, m []int) []byte {
		return re.expand(dst, repl, src, m)
	})
	if b == nil {
		return src
	}
	return string(b)
}

// ReplaceAllLiteralString returns src with the text repl in place of each match.
func (re *Regexp) ReplaceAllLiteralString(src, repl string) string {
	b := re.replace(src, 2, func(dst []byte, m []int) []byte { return append(dst, repl...) })
	if b == nil {
		return src
	}
	return string(b)
}

// ReplaceAllStringFunc returns src with what repl makes of it in place of each match.
func (re *Regexp) ReplaceAllStringFunc(src string, repl func(string) string) string {
	b := re.replace(src, 2, func(dst []byte, m []int) []byte {
		return append(dst, repl(src[m[0]:m[1]])...)
	})
	if b == nil {
		return src
	}
	return string(b)
}

// ReplaceAll returns a copy of src with repl in place of each match; $1 or ${name} in repl stand
// for the text of a group.
func (re *Regexp) ReplaceAll(src, repl []byte) []byte {
	template, text := string(repl), view(src)
	b := re.replace(text, re.slots(template), func(dst []byte, m []int) []byte {
		return re.expand(dst, template, text, m)
	})
	return orCopy(b, src)
}

// ReplaceAllLiteral returns a copy of src with the text repl in place of each match.
func (re *Regexp) ReplaceAllLiteral(src, repl []byte) []byte {
	b := re.replace(view(src), 2, func(dst []byte, m []int) []byte { return append(dst, repl...) })
	return orCopy(b, src)
}

// ReplaceAllFunc returns a copy of src with what repl makes of it in place of each match.
func (re *Regexp) ReplaceAllFunc(src []byte, repl func([]byte) []byte) []byte {
	b := re.replace(view(src), 2, func(dst []byte, m []int) []byte {
		return append(dst, repl(src[m[0]:m[1]])...)
	})
	return orCopy(b, src)
}

func orCopy(b, src []byte) []byte {
	if b == nil && src != nil {
		return append([]byte(nil), src...)
	}
	return b
}

// Expand appends template to dst, with the groups of a match in src in place of $1 and ${name}.
func (re *Regexp) Expand(dst []byte, template []byte, src []byte, match []int) []byte {
	return re.expand(dst, string(template), view(src), match)
}

// ExpandString is Expand for strings.
func (re *Regexp) ExpandString(dst []byte, template string, src string, match []int) []byte {
	return re.expand(dst, template, src, match)
}

func (re *Regexp) expand(dst []byte, template, src string, match []int) []byte {
	for template != "" {
		before, after, found := strings.Cut(template, "$")
		dst = append(dst, before...)
		if !found {
			break
		}
		template = after
		if strings.HasPrefix(template, "$") {
			dst = append(dst, '$')
			template = template[1:]
			continue
		}
		name, rest, ok := groupName(template)
		if !ok {
			dst = append(dst, '$')
			continue
		}
		template = rest
		number := re.groupNumber(name, match, src)
		if number >= 0 && 2*number+1 < len(match) && match[2*number] >= 0 {
			dst = append(dst, src[match[2*number]:match[2*number+1]]...)
		}
	}
	return dst
}

// groupNumber finds the group that a template names; of several of a name one that matched.
func (re *Regexp) groupNumber(name string, match []int, src string) int {
	if n, err := strconv.Atoi(name); err == nil && n < 1e8 && (name == "0" || name[0] != '0') {
		return n
	}
	for i, other := range re.names {
		if other == name && 2*i+1 < len(match) && match[2*i] >= 0 {
			return i
		}
	}
	return -1
}

// groupName reads "name" or "{name}".
func groupName(s string) (name, rest string, ok bool) {
	braces := strings.HasPrefix(s, "{")
	if braces {
		s = s[1:]
	}
	end := 0
	for end < len(s) {
		r, width := utf8.DecodeRuneInString(s[end:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' {
			break
		}
		end += width
	}
	if end == 0 {
		return "", "", false
	}
	name, rest = s[:end], s[end:]
	if braces {
		if !strings.HasPrefix(rest, "}") {
			return "", "", false
		}
		rest = rest[1:]
	}
	return name, rest, true
}
