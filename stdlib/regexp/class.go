package regexp

import (
	"slices"
	"unicode"
)

// class is a set of runes: pairs of first and last.
type class []rune

// The runes that have other cases lie between these.
const (
	firstFold = 'A'
	lastFold  = 0x1e943
)

func (c class) addRange(lo, hi rune) class { return append(c, lo, hi) }

// addFolded adds a range, and the other cases of its runes.
func (c class) addFolded(lo, hi rune) class {
	c = c.addRange(lo, hi)
	if lo <= firstFold && hi >= lastFold {
		return c
	}
	for r := max(lo, firstFold); r <= min(hi, lastFold); r++ {
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			c = c.addRange(f, f)
		}
	}
	return c
}

func (c class) add(lo, hi rune, fold bool) class {
	if fold {
		return c.addFolded(lo, hi)
	}
	return c.addRange(lo, hi)
}

// addClass adds all of d, or all but d.
func (c class) addClass(d class, negate bool) class {
	if negate {
		d = d.clean().negate()
	}
	return append(c, d...)
}

// clean sorts the ranges and joins those that touch.
func (c class) clean() class {
	type pair struct{ lo, hi rune }
	pairs := make([]pair, 0, len(c)/2)
	for i := 0; i < len(c); i += 2 {
		pairs = append(pairs, pair{c[i], c[i+1]})
	}
	slices.SortFunc(pairs, func(a, b pair) int { return int(a.lo - b.lo) })
	out := class{}
	for _, p := range pairs {
		if n := len(out); n > 0 && p.lo <= out[n-1]+1 {
			out[n-1] = max(out[n-1], p.hi)
			continue
		}
		out = append(out, p.lo, p.hi)
	}
	return out
}

// negate returns the runes that are not in c, which is clean.
func (c class) negate() class {
	var out class
	next := rune(0)
	for i := 0; i < len(c); i += 2 {
		if next < c[i] {
			out = append(out, next, c[i]-1)
		}
		next = c[i+1] + 1
	}
	if next <= unicode.MaxRune {
		out = append(out, next, unicode.MaxRune)
	}
	return out
}

func (c class) addTable(t *unicode.RangeTable) class {
	for _, r := range t.R16 {
		c = c.addStride(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	for _, r := range t.R32 {
		c = c.addStride(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	return c
}

func (c class) addStride(lo, hi, stride rune) class {
	if stride == 1 {
		return append(c, lo, hi)
	}
	for r := lo; r <= hi; r += stride {
		c = append(c, r, r)
	}
	return c
}

// The classes behind \d, \s and \w.
var perlClasses = map[byte]class{
	'd': {'0', '9'},
	's': {'\t', '\n', '\f', '\r', ' ', ' '},
	'w': {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'},
}

// The classes of POSIX, named within brackets: [[:alpha:]].
var posixClasses = map[string]class{
	"alnum":  {'0', '9', 'A', 'Z', 'a', 'z'},
	"alpha":  {'A', 'Z', 'a', 'z'},
	"ascii":  {0, 0x7F},
	"blank":  {'\t', '\t', ' ', ' '},
	"cntrl":  {0, 0x1F, 0x7F, 0x7F},
	"digit":  {'0', '9'},
	"graph":  {'!', '~'},
	"lower":  {'a', 'z'},
	"print":  {' ', '~'},
	"punct":  {'!', '/', ':', '@', '[', '`', '{', '~'},
	"space":  {'\t', '\r', ' ', ' '},
	"upper":  {'A', 'Z'},
	"word":   {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'},
	"xdigit": {'0', '9', 'A', 'F', 'a', 'f'},
}

// unicodeClass returns the runes of a category or script, nil when there is none of that name.
func unicodeClass(name string, fold bool) class {
	if name == "Any" {
		return class{0, unicode.MaxRune}
	}
	table, more := unicode.Categories[name], unicode.FoldCategory[name]
	if table == nil {
		table, more = unicode.Scripts[name], unicode.FoldScript[name]
	}
	if table == nil {
		return nil
	}
	c := class{}.addTable(table)
	if fold && more != nil {
		c = c.addTable(more)
	}
	return c
}
