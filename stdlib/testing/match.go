package testing

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// filter is a pattern of -run, -skip or -bench: alternatives, each with one regular expression for
// each level of subtests.
type filter [][]expression

// expression is a regular expression.
type expression interface {
	MatchString(s string) bool
}

// matchBy, unless it is nil, matches in place of package regexp (see Main).
var matchBy func(pattern, text string) (bool, error)

// matchedBy is an expression for matchBy.
type matchedBy string

func (p matchedBy) MatchString(s string) bool {
	ok, err := matchBy(string(p), s)
	return ok && err == nil
}

func compilePattern(text string) (expression, error) {
	if matchBy == nil {
		return regexp.Compile(text)
	}
	_, err := matchBy(text, "")
	return matchedBy(text), err
}

// splitTop splits a pattern at a byte that stands outside brackets and parentheses.
func splitTop(pattern string, separator byte) []string {
	var parts []string
	start, brackets, parens := 0, 0, 0
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '\\':
			i++
		case c == '[':
			brackets++
		case c == ']':
			if brackets > 0 {
				brackets--
			}
		case c == '(' && brackets == 0:
			parens++
		case c == ')' && brackets == 0:
			parens--
		case c == separator && brackets == 0 && parens == 0:
			parts = append(parts, pattern[start:i])
			start = i + 1
		}
	}
	return append(parts, pattern[start:])
}

// parseFilter reads a pattern given by a flag; nil for none.
func parseFilter(pattern, flagName string) filter {
	if pattern == "" {
		return nil
	}
	var f filter
	for _, alternative := range splitTop(pattern, '|') {
		var levels []expression
		for i, element := range splitTop(alternative, '/') {
			re, err := compilePattern(rewriteName(element))
			if err != nil {
				fmt.Fprintf(os.Stderr, "testing: invalid regexp for element %d of %s (%q): %v\n",
					i, flagName, element, err)
				os.Exit(1)
			}
			levels = append(levels, re)
		}
		f = append(f, levels)
	}
	return f
}

// matches reports whether a test may run, and whether only some of its subtests may match.
func (f filter) matches(elements []string) (ok, partial bool) {
	for _, levels := range f {
		matched := true
		for i, element := range elements {
			if i >= len(levels) {
				break
			}
			if !levels[i].MatchString(element) {
				matched = false
				break
			}
		}
		if matched {
			ok = true
			if len(elements) >= len(levels) {
				return true, false
			}
			partial = true
		}
	}
	return ok, partial
}

// matcher names subtests and decides which of them run.
type matcher struct {
	run, skip filter
	mu        sync.Mutex
	names     map[string]int // how often a name was asked for
}

func newMatcher(patterns, flagName, skips string) *matcher {
	return &matcher{
		run:   parseFilter(patterns, flagName),
		skip:  parseFilter(skips, "-test.skip"),
		names: map[string]int{},
	}
}

// fullName returns the name of a test called subname below c, and whether it is to run.
func (m *matcher) fullName(c *common, subname string) (name string, ok, partial bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	name = subname
	if c != nil && c.level > 0 {
		name = m.unique(c.name, rewriteName(subname))
	}
	elements := strings.Split(name, "/")
	ok, partial = true, false
	if m.run != nil {
		ok, partial = m.run.matches(elements)
	}
	if ok && m.skip != nil {
		if skip, partialSkip := m.skip.matches(elements); skip && !partialSkip {
			return name, false, false
		}
	}
	return name, ok, partial
}

// unique tells subtests of the same name apart by a number.
func (m *matcher) unique(parent, subname string) string {
	base := parent + "/" + subname
	for {
		n := m.names[base]
		m.names[base] = n + 1
		if n == 0 && subname != "" {
			prefix, number := splitNumber(base)
			if prefix != base && number < m.names[prefix] {
				continue // the numbered name of another test
			}
			return base
		}
		name := fmt.Sprintf("%s#%02d", base, n)
		if m.names[name] == 0 {
			return name
		}
	}
}

// splitNumber takes "name#07" apart; other names come back whole.
func splitNumber(s string) (prefix string, number int) {
	i := strings.LastIndexByte(s, '#')
	if i < 0 || len(s)-i-1 < 2 || len(s)-i-1 > 2 && s[i+1] == '0' {
		return s, 0
	}
	n, err := strconv.ParseUint(s[i+1:], 10, 31)
	if err != nil || i > 0 && s[i-1] == '/' && n == 0 {
		return s, 0
	}
	return s[:i], int(n)
}

// rewriteName makes a subtest's name fit for patterns: no spaces, nothing unprintable.
func rewriteName(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case isSpace(r):
			b.WriteByte('_')
		case !strconv.IsPrint(r):
			q := strconv.QuoteRune(r)
			b.WriteString(q[1 : len(q)-1])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isSpace(r rune) bool {
	if r < 0x2000 {
		switch r {
		case '\t', '\n', '\v', '\f', '\r', ' ', 0x85, 0xA0, 0x1680:
			return true
		}
		return false
	}
	return r <= 0x200a || r == 0x2028 || r == 0x2029 || r == 0x202f || r == 0x205f || r == 0x3000
}
