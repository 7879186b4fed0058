package regexp

import (
	"io"
	"unicode/utf8"
)

// all calls deliver with each of the first n matches; n < 0: of all.
func (re *Regexp) all(text string, n, slots int, deliver func([]int)) {
	if n < 0 {
		n = len(text) + 1
	}
	end := -1 // of the match before
	for pos, i := 0, 0; i < n && pos <= len(text); {
		caps := make([]int, slots)
		if !re.find(text, pos, caps) {
			break
		}
		accept := true
		if caps[1] == pos {
			// An empty match: not directly after another match, and one rune on.
			accept = caps[0] != end
			_, width := utf8.DecodeRuneInString(text[pos:])
			pos += max(width, 1)
		} else {
			pos = caps[1]
		}
		end = caps[1]
		if accept {
			deliver(caps)
			i++
		}
	}
}

// groups returns a match with all its groups, nil when there is none.
func (re *Regexp) groups(text string) []int {
	caps := make([]int, 2*len(re.names))
	if !re.find(text, 0, caps) {
		return nil
	}
	return caps
}

// Find returns the first match in b, nil when there is none.
func (re *Regexp) Find(b []byte) []byte {
	var caps [2]int
	if !re.find(view(b), 0, caps[:]) {
		return nil
	}
	return b[caps[0]:caps[1]:caps[1]]
}

// FindIndex returns where the first match in b begins and ends.
func (re *Regexp) FindIndex(b []byte) (loc []int) { return re.FindStringIndex(view(b)) }

// FindString returns the first match in s, empty when there is none.
func (re *Regexp) FindString(s string) string {
	var caps [2]int
	if !re.find(s, 0, caps[:]) {
		return ""
	}
	return s[caps[0]:caps[1]]
}

// FindStringIndex returns where the first match in s begins and ends.
func (re *Regexp) FindStringIndex(s string) (loc []int) {
	caps := make([]int, 2)
	if !re.find(s, 0, caps) {
		return nil
	}
	return caps
}

// FindReaderIndex returns where the first match in what r reads begins and ends.
func (re *Regexp) FindReaderIndex(r io.RuneReader) (loc []int) {
	text, offsets := readAll(r)
	return translate(re.FindStringIndex(text), offsets)
}

// translate turns places in the text that was read into those that the reader has counted.
func translate(caps, offsets []int) []int {
	for i, at := range caps {
		if at >= 0 {
			caps[i] = offsets[at]
		}
	}
	return caps
}

// FindSubmatch returns the first match in b and its groups.
func (re *Regexp) FindSubmatch(b []byte) [][]byte { return byteParts(b, re.groups(view(b))) }

// FindSubmatchIndex returns where the first match in b and its groups begin and end.
func (re *Regexp) FindSubmatchIndex(b []byte) []int { return re.groups(view(b)) }

// FindStringSubmatch returns the first match in s and its groups.
func (re *Regexp) FindStringSubmatch(s string) []string { return stringParts(s, re.groups(s)) }

// FindStringSubmatchIndex returns where the first match in s and its groups begin and end.
func (re *Regexp) FindStringSubmatchIndex(s string) []int { return re.groups(s) }

// FindReaderSubmatchIndex returns where the first match in what r reads, and its groups, begin and
// end.
func (re *Regexp) FindReaderSubmatchIndex(r io.RuneReader) []int {
	text, offsets := readAll(r)
	return translate(re.groups(text), offsets)
}

func byteParts(b []byte, caps []int) [][]byte {
	if caps == nil {
		return nil
	}
	parts := make([][]byte, len(caps)/2)
	for i := range parts {
		if lo, hi := caps[2*i], caps[2*i+1]; lo >= 0 {
			parts[i] = b[lo:hi:hi]
		}
	}
	return parts
}

func stringParts(s string, caps []int) []string {
	if caps == nil {
		return nil
	}
	parts := make([]string, len(caps)/2)
	for i := range parts {
		if lo := caps[2*i]; lo >= 0 {
			parts[i] = s[lo:caps[2*i+1]]
		}
	}
	return parts
}

// FindAll returns the first n matches in b, all when n < 0.
func (re *Regexp) FindAll(b []byte, n int) (found [][]byte) {
	re.all(view(b), n, 2, func(m []int) { found = append(found, b[m[0]:m[1]:m[1]]) })
	return found
}

// FindAllIndex returns where the first n matches in b begin and end.
func (re *Regexp) FindAllIndex(b []byte, n int) (found [][]int) {
	return re.FindAllStringIndex(view(b), n)
}

// FindAllString returns the first n matches in s.
func (re *Regexp) FindAllString(s string, n int) (found []string) {
	re.all(s, n, 2, func(m []int) { found = append(found, s[m[0]:m[1]]) })
	return found
}

// FindAllStringIndex returns where the first n matches in s begin and end.
func (re *Regexp) FindAllStringIndex(s string, n int) (found [][]int) {
	re.all(s, n, 2, func(m []int) { found = append(found, m) })
	return found
}

// FindAllSubmatch returns the first n matches in b with their groups.
func (re *Regexp) FindAllSubmatch(b []byte, n int) (found [][][]byte) {
	re.all(view(b), n, 2*len(re.names), func(m []int) { found = append(found, byteParts(b, m)) })
	return found
}

// FindAllSubmatchIndex returns where the first n matches in b and their groups begin and end.
func (re *Regexp) FindAllSubmatchIndex(b []byte, n int) (found [][]int) {
	return re.FindAllStringSubmatchIndex(view(b), n)
}

// FindAllStringSubmatch returns the first n matches in s with their groups.
func (re *Regexp) FindAllStringSubmatch(s string, n int) (found [][]string) {
	re.all(s, n, 2*len(re.names), func(m []int) { found = append(found, stringParts(s, m)) })
	return found
}

// FindAllStringSubmatchIndex returns where the first n matches in s and their groups begin and end.
func (re *Regexp) FindAllStringSubmatchIndex(s string, n int) (found [][]int) {
	re.all(s, n, 2*len(re.names), func(m []int) { found = append(found, m) })
	return found
}

// Split cuts s at the matches into at most n parts, into all when n < 0.
func (re *Regexp) Split(s string, n int) []string {
	if n == 0 {
		return nil
	}
	if len(re.expr) > 0 && len(s) == 0 {
		return []string{""}
	}
	parts := []string{}
	begin, end := 0, 0
	for _, m := range re.FindAllStringIndex(s, n) {
		if n > 0 && len(parts) == n-1 {
			break
		}
		end = m[0]
		if m[1] != 0 {
			parts = append(parts, s[begin:end])
		}
		begin = m[1]
	}
	if end != len(s) {
		parts = append(parts, s[begin:])
	}
	return parts
}
