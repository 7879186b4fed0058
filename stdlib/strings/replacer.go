package strings

import "io"

// Replacer replaces a list of strings by others. Several goroutines may use it at once.
type Replacer struct {
	pairs   []string   // old, new, old, new...
	byFirst [256][]int // indexes into pairs of the old strings that begin with a byte, in order
	empty   int        // index of the first empty old string, -1 when there is none
}

// NewReplacer makes a Replacer of pairs of old and new strings. At each place of the input the
// first old string that matches wins, and what was replaced is not looked at again. It panics when
// the number of arguments is odd.
func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	r := &Replacer{pairs: append([]string(nil), oldnew...), empty: -1}
	for i := 0; i < len(oldnew); i += 2 {
		if old := oldnew[i]; old != "" {
			r.byFirst[old[0]] = append(r.byFirst[old[0]], i)
		} else if r.empty < 0 {
			r.empty = i
		}
	}
	return r
}

// match returns the index of the pair that applies at the start of s, -1 when none does.
func (r *Replacer) match(s string, ignoreEmpty bool) int {
	found := -1
	if r.empty >= 0 && !ignoreEmpty {
		found = r.empty
	}
	if len(s) == 0 {
		return found
	}
	for _, i := range r.byFirst[s[0]] {
		if found >= 0 && found < i {
			break
		}
		if HasPrefix(s, r.pairs[i]) {
			return i
		}
	}
	return found
}

// each calls emit with the pieces of the replaced text; it reports whether anything was replaced.
func (r *Replacer) each(s string, emit func(piece string)) bool {
	last := 0 // what comes before was emitted
	replaced := false
	afterEmpty := false
	for i := 0; i <= len(s); {
		if r.empty < 0 && (i == len(s) || r.byFirst[s[i]] == nil) {
			i++
			continue
		}
		pair := r.match(s[i:], afterEmpty)
		afterEmpty = pair >= 0 && r.pairs[pair] == ""
		if pair < 0 {
			i++
			continue
		}
		if last < i {
			emit(s[last:i])
		}
		emit(r.pairs[pair+1])
		replaced = true
		i += len(r.pairs[pair])
		last = i
	}
	if replaced && last < len(s) {
		emit(s[last:])
	}
	return replaced
}

// Replace returns s with all replacements done.
func (r *Replacer) Replace(s string) string {
	var buf []byte
	if !r.each(s, func(piece string) {
		if buf == nil {
			buf = make([]byte, 0, len(s)+len(piece))
		}
		buf = append(buf, piece...)
	}) {
		return s
	}
	return string(buf)
}

// WriteString writes s to w with all replacements done.
func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	if !r.each(s, func(piece string) {
		if err == nil {
			var m int
			m, err = io.WriteString(w, piece)
			n += m
		}
	}) {
		return io.WriteString(w, s)
	}
	return n, err
}
