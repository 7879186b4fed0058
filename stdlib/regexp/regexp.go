// Package regexp searches texts with regular expressions in the syntax of RE2. A search takes time
// in proportion to the length of the text, whatever the expression.
package regexp

import (
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
	"unsafe"
)

// Regexp is a compiled expression. Several goroutines may use it at a time, except for Longest.
type Regexp struct {
	expr     string
	prog     *program
	names    []string // of the groups; names[0] is empty
	prefix   string   // every match begins with it
	complete bool     // the prefix is all there is
	flags    int
	minimum  int // bytes of the shortest match; not known: 0
}

// Flags of search.
const (
	searchLongest = 1 << iota
	searchAnchored
)

// search looks for the first match in text at or after pos, and stores where it and its groups lie
// in caps; as many of them as there is room for.
//
//go:noescape
func search(code []int32, ranges []rune, prefix string, start, flags int, text string, pos int,
	caps []int) bool

// Compile reads an expression. Of several matches at a place, that one counts which a search with
// backtracking finds first, as in Perl.
func Compile(expr string) (*Regexp, error) { return compileFlags(expr, perl, 0) }

// CompilePOSIX reads an expression in the syntax of POSIX (egrep). Of several matches at a place
// the longest counts.
func CompilePOSIX(expr string) (*Regexp, error) {
	return compileFlags(expr, multiLine, searchLongest)
}

func compileFlags(expr string, syntax syntaxFlags, flags int) (*Regexp, error) {
	tree, names, err := parse(expr, syntax)
	if err != nil {
		return nil, err
	}
	re := &Regexp{expr: expr, prog: compile(tree), names: names, flags: flags}
	re.prefix, re.complete = re.prog.prefix()
	if re.prog.anchored() {
		re.flags |= searchAnchored
	}
	return re, nil
}

// MustCompile is Compile, and panics when the expression is wrong.
func MustCompile(str string) *Regexp {
	re, err := Compile(str)
	if err != nil {
		panic(`regexp: Compile(` + quote(str) + `): ` + err.Error())
	}
	return re
}

// MustCompilePOSIX is CompilePOSIX, and panics when the expression is wrong.
func MustCompilePOSIX(str string) *Regexp {
	re, err := CompilePOSIX(str)
	if err != nil {
		panic(`regexp: CompilePOSIX(` + quote(str) + `): ` + err.Error())
	}
	return re
}

func quote(s string) string {
	if strconv.CanBackquote(s) {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

// String returns the expression.
func (re *Regexp) String() string { return re.expr }

// Copy returns another Regexp of the same expression.
//
// Deprecated: several goroutines may share one.
func (re *Regexp) Copy() *Regexp {
	re2 := *re
	return &re2
}

// Longest makes the longest of several matches at a place count.
func (re *Regexp) Longest() { re.flags |= searchLongest }

// NumSubexp returns the number of groups.
func (re *Regexp) NumSubexp() int { return len(re.names) - 1 }

// SubexpNames returns the names of the groups; the first one stands for the whole and is empty.
func (re *Regexp) SubexpNames() []string { return re.names }

// SubexpIndex returns the number of the group called name, -1 when there is none.
func (re *Regexp) SubexpIndex(name string) int {
	if name != "" {
		for i, s := range re.names {
			if name == s {
				return i
			}
		}
	}
	return -1
}

// LiteralPrefix returns a text that every match begins with, and whether it is all of the match.
func (re *Regexp) LiteralPrefix() (prefix string, complete bool) { return re.prefix, re.complete }

// MarshalText returns the expression.
func (re *Regexp) MarshalText() ([]byte, error) { return []byte(re.expr), nil }

// AppendText appends the expression to b.
func (re *Regexp) AppendText(b []byte) ([]byte, error) { return append(b, re.expr...), nil }

// UnmarshalText compiles the expression into re.
func (re *Regexp) UnmarshalText(text []byte) error {
	fresh, err := Compile(string(text))
	if err != nil {
		return err
	}
	*re = *fresh
	return nil
}

// find looks for a match at or after pos; caps gets as much of it as there is room for.
func (re *Regexp) find(text string, pos int, caps []int) bool {
	return search(re.prog.code, re.prog.ranges, re.prefix, re.prog.start, re.flags, text, pos, caps)
}

// view returns b as a string, without a copy: it is only looked at.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// readAll reads all runes of a reader as UTF-8; what is not valid becomes U+FFFD of its width.
func readAll(r io.RuneReader) (text string, offsets []int) {
	var b strings.Builder
	at := 0
	for {
		c, width, err := r.ReadRune()
		if err != nil {
			break
		}
		for i := 0; i < utf8.RuneLen(c); i++ {
			offsets = append(offsets, at)
		}
		b.WriteRune(c)
		at += width
	}
	return b.String(), append(offsets, at)
}

// MatchString reports whether s contains a match.
func (re *Regexp) MatchString(s string) bool { return re.find(s, 0, nil) }

// Match reports whether b contains a match.
func (re *Regexp) Match(b []byte) bool { return re.find(view(b), 0, nil) }

// MatchReader reports whether what r reads contains a match. It reads to the end.
func (re *Regexp) MatchReader(r io.RuneReader) bool {
	text, _ := readAll(r)
	return re.find(text, 0, nil)
}

// MatchString reports whether s contains a match of an expression.
func MatchString(pattern string, s string) (matched bool, err error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchString(s), nil
}

// Match reports whether b contains a match of an expression.
func Match(pattern string, b []byte) (matched bool, err error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.Match(b), nil
}

// MatchReader reports whether what r reads contains a match of an expression.
func MatchReader(pattern string, r io.RuneReader) (matched bool, err error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchReader(r), nil
}

// QuoteMeta returns an expression that matches the text s.
func QuoteMeta(s string) string {
	const special = `\.+*?()|[]{}^$`
	first := strings.IndexAny(s, special)
	if first < 0 {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:first])
	for i := first; i < len(s); i++ {
		if strings.IndexByte(special, s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
