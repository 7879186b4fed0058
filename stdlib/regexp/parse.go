package regexp

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a node of an expression's tree matches.
type nodeKind uint8

const (
	nodeEmpty  nodeKind = iota
	nodeNone            // nothing at all: an empty class
	nodeRune            // runes[0]
	nodeClass           // a rune of the class runes
	nodeAny             // any rune
	nodeAnyNotNL        // any rune but \n
	nodeAssert          // no text; what is asserted is in min
	nodeConcat
	nodeAlternate
	nodeCapture // group number min
	nodeRepeat  // min to max times; max < 0: no limit
)

// Assertions about a place in the text; also the numbers the matcher knows.
const (
	beginLine = 1 << iota
	endLine
	beginText
	endText
	wordBoundary
	noWordBoundary
)

type node struct {
	kind      nodeKind
	nonGreedy bool
	runes     class
	min, max  int
	subs      []*node
}

// Flags of the syntax, some of which (?flags) can change.
type syntaxFlags uint8

const (
	foldCase  syntaxFlags = 1 << iota // i
	multiLine                         // m
	dotNL                             // s
	swapGreed                         // U
	perl                              // everything beyond POSIX
)

type parser struct {
	whole string
	rest  string
	flags syntaxFlags
	names []string // of the groups; names[0] is the whole match
	depth int
	runes int // in classes
	err   *syntaxError
	cache map[string]class // Unicode classes by name, negated ones with ^ before it
}

const (
	depthMax  = 1000
	repeatMax = 1000
	sizeMax   = 128 << 20 / 40
	runesMax  = 128 << 20 / 4
)

// parse reads an expression. names has the name of each group, empty for those without.
func parse(expr string, flags syntaxFlags) (tree *node, names []string, err error) {
	for i, r := range expr {
		if r == utf8.RuneError && !utf8.ValidString(expr[i:min(len(expr), i+3)]) {
			return nil, nil, &syntaxError{badUTF8, expr[i:]}
		}
	}
	p := &parser{whole: expr, rest: expr, flags: flags, names: []string{""}}
	tree = p.alternatives()
	if p.err == nil && p.rest != "" {
		p.fail(surplusParen, expr)
	}
	if p.err == nil && cost(tree) > sizeMax {
		p.fail(tooLarge, expr)
	}
	if p.err != nil {
		return nil, nil, p.err
	}
	return tree, p.names, nil
}

func (p *parser) fail(code, expr string) {
	if p.err == nil {
		p.err = &syntaxError{code, expr}
	}
	p.rest = ""
}

// cost returns how many instructions a tree needs, about.
func cost(n *node) int {
	total := 1
	for _, sub := range n.subs {
		total += cost(sub)
	}
	if n.kind == nodeRepeat {
		total *= max(n.min, n.max, 1)
	}
	return min(total, sizeMax+1)
}

// alternatives reads what stands between | up to the end or a closing parenthesis.
func (p *parser) alternatives() *node {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > depthMax {
		p.fail(tooDeep, p.whole)
		return &node{}
	}
	var subs []*node
	for {
		subs = append(subs, p.sequence())
		if !strings.HasPrefix(p.rest, "|") {
			break
		}
		p.rest = p.rest[1:]
	}
	if len(subs) == 1 {
		return subs[0]
	}
	return &node{kind: nodeAlternate, subs: subs}
}

// sequence reads items up to | or ) or the end.
func (p *parser) sequence() *node {
	var items []*node
	repeat := "" // the rest from where the last repetition began, when it has just ended
	for p.rest != "" && p.rest[0] != '|' && p.rest[0] != ')' {
		before := p.rest
		if lo, hi, after, ok := p.repetition(); ok {
			p.applyRepetition(&items, lo, hi, before, after, repeat)
			if repeat == "" || p.flags&perl == 0 {
				repeat = before
			}
			continue
		}
		if p.err != nil {
			break
		}
		repeat = ""
		p.item(&items)
	}
	if len(items) == 1 {
		return items[0]
	}
	return &node{kind: nodeConcat, subs: items}
}

// repetition recognizes * + ? {n,m} without reading it.
func (p *parser) repetition() (lo, hi int, after string, ok bool) {
	switch p.rest[0] {
	case '*':
		return 0, -1, p.rest[1:], true
	case '+':
		return 1, -1, p.rest[1:], true
	case '?':
		return 0, 1, p.rest[1:], true
	case '{':
		lo, hi, after, ok = p.counts()
		if ok && (lo < 0 || lo > repeatMax || hi > repeatMax || hi >= 0 && lo > hi) {
			p.fail(badRepeatSize, p.rest[:len(p.rest)-len(after)])
			return 0, 0, "", false
		}
		return lo, hi, after, ok
	}
	return 0, 0, "", false
}

// counts recognizes {n}, {n,} and {n,m}; lo is negative when a number is too big.
func (p *parser) counts() (lo, hi int, after string, ok bool) {
	s := p.rest[1:]
	lo, s, ok = number(s)
	if !ok || s == "" {
		return 0, 0, "", false
	}
	hi = lo
	if s[0] == ',' {
		s = s[1:]
		if s == "" {
			return 0, 0, "", false
		}
		if s[0] == '}' {
			hi = -1
		} else if hi, s, ok = number(s); !ok {
			return 0, 0, "", false
		} else if hi < 0 {
			lo = -1
		}
	}
	if s == "" || s[0] != '}' {
		return 0, 0, "", false
	}
	return lo, hi, s[1:], true
}

// number reads a decimal number without leading zeros; -1 stands for one that is too big.
func number(s string) (n int, rest string, ok bool) {
	i := 0
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	if i == 0 || i > 1 && s[0] == '0' {
		return 0, s, false
	}
	n, err := strconv.Atoi(s[:i])
	if err != nil || n >= 1e8 {
		n = -1
	}
	return n, s[i:], true
}

func (p *parser) applyRepetition(items *[]*node, lo, hi int, before, after, repeat string) {
	nonGreedy := p.flags&swapGreed != 0
	if p.flags&perl != 0 {
		if strings.HasPrefix(after, "?") {
			after = after[1:]
			nonGreedy = !nonGreedy
		}
		if repeat != "" {
			p.fail(badRepeatOp, repeat[:len(repeat)-len(after)])
			return
		}
	}
	n := len(*items)
	if n == 0 {
		p.fail(missingRepeat, before[:len(before)-len(after)])
		return
	}
	item := &node{kind: nodeRepeat, min: lo, max: hi, nonGreedy: nonGreedy,
		subs: []*node{(*items)[n-1]}}
	if (lo >= 2 || hi >= 2) && !fits(item, repeatMax) {
		p.fail(badRepeatSize, before[:len(before)-len(after)])
		return
	}
	(*items)[n-1] = item
	p.rest = after
}

// fits reports whether counted repetitions within each other multiply to at most n.
func fits(item *node, n int) bool {
	if item.kind == nodeRepeat && (item.min >= 2 || item.max >= 2) {
		times := item.max
		if times == 0 {
			return true
		}
		if times < 0 {
			times = item.min
		}
		if times > n {
			return false
		}
		if times > 0 {
			n /= times
		}
	}
	for _, sub := range item.subs {
		if !fits(sub, n) {
			return false
		}
	}
	return true
}

// item reads one item that is no repetition.
func (p *parser) item(items *[]*node) {
	add := func(n *node) { *items = append(*items, n) }
	switch p.rest[0] {
	case '(':
		if p.flags&perl != 0 && strings.HasPrefix(p.rest, "(?") {
			p.perlGroup(add)
			return
		}
		p.names = append(p.names, "")
		p.rest = p.rest[1:]
		add(p.group(len(p.names) - 1))
	case '^':
		p.rest = p.rest[1:]
		add(p.anchor(beginLine, beginText))
	case '$':
		p.rest = p.rest[1:]
		add(p.anchor(endLine, endText))
	case '.':
		p.rest = p.rest[1:]
		if p.flags&dotNL != 0 {
			add(&node{kind: nodeAny})
		} else {
			add(&node{kind: nodeAnyNotNL})
		}
	case '[':
		add(p.bracket())
	case '\\':
		p.escape(add)
	default:
		r, width := utf8.DecodeRuneInString(p.rest)
		p.rest = p.rest[width:]
		add(p.literal(r))
	}
}

func (p *parser) anchor(line, text int) *node {
	if p.flags&multiLine != 0 {
		return &node{kind: nodeAssert, min: line}
	}
	return &node{kind: nodeAssert, min: text}
}

func (p *parser) literal(r rune) *node {
	if p.flags&foldCase != 0 {
		if c := (class{}).addFolded(r, r); len(c) > 2 {
			return &node{kind: nodeClass, runes: c.clean()}
		}
	}
	return &node{kind: nodeRune, runes: class{r}}
}

// group reads a group's content and its closing parenthesis; number < 0: it does not capture.
func (p *parser) group(number int) *node {
	flags := p.flags
	content := p.alternatives()
	p.flags = flags
	if p.err != nil {
		return content
	}
	if p.rest == "" {
		p.fail(missingParen, p.whole)
		return content
	}
	p.rest = p.rest[1:]
	if number < 0 {
		return &node{kind: nodeConcat, subs: []*node{content}}
	}
	return &node{kind: nodeCapture, min: number, subs: []*node{content}}
}

// perlGroup reads (?P<name>...), (?<name>...), (?flags:...) or (?flags).
func (p *parser) perlGroup(add func(*node)) {
	s := p.rest
	skip := 0
	if len(s) > 4 && strings.HasPrefix(s, "(?P<") {
		skip = 4
	} else if len(s) > 3 && strings.HasPrefix(s, "(?<") {
		skip = 3
	}
	if skip == 0 {
		p.flagGroup(add)
		return
	}
	end := strings.IndexByte(s, '>')
	if end < 0 {
		p.fail(badName, s)
		return
	}
	name := s[skip:end]
	if !isName(name) {
		p.fail(badName, s[:end+1])
		return
	}
	p.names = append(p.names, name)
	p.rest = s[end+1:]
	add(p.group(len(p.names) - 1))
}

func isName(name string) bool {
	for _, c := range name {
		if c != '_' && !('0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z') {
			return false
		}
	}
	return name != ""
}

func (p *parser) flagGroup(add func(*node)) {
	flags, negative, seen := p.flags, false, false
	s := p.rest
	i := 2
	for i < len(s) {
		r, width := utf8.DecodeRuneInString(s[i:])
		i += width
		var flag syntaxFlags
		switch r {
		case 'i':
			flag = foldCase
		case 'm':
			flag = multiLine
		case 's':
			flag = dotNL
		case 'U':
			flag = swapGreed
		case '-':
			if negative {
				p.fail(badPerlOp, s[:i])
				return
			}
			negative, seen = true, false
			continue
		case ':', ')':
			if negative && !seen {
				p.fail(badPerlOp, s[:i])
				return
			}
			p.rest = s[i:]
			if r == ')' {
				p.flags = flags
				return
			}
			outer := p.flags
			p.flags = flags
			add(p.group(-1))
			p.flags = outer
			return
		default:
			p.fail(badPerlOp, s[:i])
			return
		}
		seen = true
		if negative {
			flags &^= flag
		} else {
			flags |= flag
		}
	}
	if s == "(?" {
		p.fail(missingParen, p.whole)
		return
	}
	p.fail(badPerlOp, s)
}

// escape reads what a backslash begins.
func (p *parser) escape(add func(*node)) {
	s := p.rest
	if p.flags&perl != 0 && len(s) >= 2 {
		assert := 0
		switch s[1] {
		case 'A':
			assert = beginText
		case 'b':
			assert = wordBoundary
		case 'B':
			assert = noWordBoundary
		case 'z':
			assert = endText
		case 'C':
			p.fail(badEscape, s[:2])
			return
		case 'Q':
			text, rest, _ := strings.Cut(s[2:], `\E`)
			p.rest = rest
			for _, r := range text {
				add(p.literal(r))
			}
			return
		}
		if assert != 0 {
			p.rest = s[2:]
			add(&node{kind: nodeAssert, min: assert})
			return
		}
		if c, ok := p.namedClass(nil); ok {
			if s[1]|0x20 != 'p' {
				c = c.clean()
			}
			add(p.classNode(c))
			return
		}
		if p.err != nil {
			return
		}
	}
	if r, ok := p.escapedRune(); ok {
		add(p.literal(r))
	}
}

func (p *parser) classNode(c class) *node {
	if p.runes += len(c); p.runes > runesMax {
		p.fail(tooLarge, p.whole)
	}
	switch {
	case len(c) == 0:
		return &node{kind: nodeNone}
	case len(c) == 2 && c[0] == c[1]:
		return &node{kind: nodeRune, runes: c[:1]}
	case len(c) == 2 && c[0] == 0 && c[1] == unicode.MaxRune:
		return &node{kind: nodeAny}
	}
	return &node{kind: nodeClass, runes: c}
}

// namedClass adds \d, \pN and the like to c, if one stands there.
func (p *parser) namedClass(c class) (class, bool) {
	s := p.rest
	if p.flags&perl == 0 || len(s) < 2 || s[0] != '\\' {
		return c, false
	}
	lower := s[1] | 0x20
	fold := p.flags&foldCase != 0
	if d, ok := perlClasses[lower]; ok {
		if fold {
			var folded class
			for i := 0; i < len(d); i += 2 {
				folded = folded.addFolded(d[i], d[i+1])
			}
			d = folded
		}
		p.rest = s[2:]
		return c.addClass(d, s[1] != lower), true
	}
	if lower != 'p' {
		return c, false
	}
	return p.unicodeClass(c, s[1] == 'P')
}

// unicodeClass adds \pN, \p{Name}, \P{^Name}.
func (p *parser) unicodeClass(c class, negate bool) (class, bool) {
	s := p.rest
	if len(s) < 3 {
		p.fail(badRange, s)
		return c, false
	}
	_, width := utf8.DecodeRuneInString(s[2:])
	end := 2 + width
	name := s[2:end]
	if name == "{" {
		close := strings.IndexByte(s, '}')
		if close < 0 {
			p.fail(badRange, s)
			return c, false
		}
		end = close + 1
		name = s[3:close]
	}
	if strings.HasPrefix(name, "^") {
		negate = !negate
		name = name[1:]
	}
	d := p.cachedClass(name, negate)
	if d == nil {
		p.fail(badRange, s[:end])
		return c, false
	}
	p.rest = s[end:]
	if c == nil {
		return d, true
	}
	return append(c, d...), true
}

// cachedClass returns a clean Unicode class, nil when there is none of that name. It is shared.
func (p *parser) cachedClass(name string, negate bool) class {
	key := name
	if negate {
		key = "^" + key
	}
	if p.flags&foldCase != 0 {
		key = "i" + key
	}
	if c, ok := p.cache[key]; ok {
		return c
	}
	c := unicodeClass(name, p.flags&foldCase != 0)
	if c == nil {
		return nil
	}
	c = c.clean()
	if negate {
		c = c.negate()
	}
	if p.cache == nil {
		p.cache = map[string]class{}
	}
	p.cache[key] = c[:len(c):len(c)]
	return p.cache[key]
}

// bracket reads a class in brackets.
func (p *parser) bracket() *node {
	whole := p.rest
	s := p.rest[1:]
	fold := p.flags&foldCase != 0
	var c class
	negate := strings.HasPrefix(s, "^")
	if negate {
		s = s[1:]
		if p.flags&perl == 0 {
			c = c.addRange('\n', '\n') // of POSIX: [^a] does not match a line's end
		}
	}
	p.rest = s
	for first := true; p.rest == "" || p.rest[0] != ']' || first; first = false {
		if p.rest == "" {
			p.fail(missingBracket, whole)
			return nil
		}
		// A - is itself at the ends only, except in Perl.
		if p.rest[0] == '-' && p.flags&perl == 0 && !first && !strings.HasPrefix(p.rest, "-]") {
			_, width := utf8.DecodeRuneInString(p.rest[1:])
			p.fail(badRange, p.rest[:1+width])
			return nil
		}
		if strings.HasPrefix(p.rest, "[:") {
			if end := strings.Index(p.rest, ":]"); end >= 0 {
				name := p.rest[:end+2]
				d, ok := posixClass(name)
				if !ok {
					p.fail(badRange, name)
					return nil
				}
				p.rest = p.rest[end+2:]
				if fold {
					var folded class
					for i := 0; i < len(d); i += 2 {
						folded = folded.addFolded(d[i], d[i+1])
					}
					d = folded
				}
				c = c.addClass(d, strings.HasPrefix(name, "[:^"))
				continue
			}
		}
		var ok bool
		if c, ok = p.namedClass(c); ok {
			continue
		}
		if p.err != nil {
			return nil
		}
		lo, hi, ok := p.classRange(whole)
		if !ok {
			return nil
		}
		c = c.add(lo, hi, fold)
	}
	p.rest = p.rest[1:]
	c = c.clean()
	if negate {
		c = c.negate()
	}
	return p.classNode(c)
}

func posixClass(text string) (class, bool) {
	c, ok := posixClasses[strings.TrimPrefix(text[2:len(text)-2], "^")]
	return c, ok
}

// classRange reads a rune of a class, or two with a - between.
func (p *parser) classRange(whole string) (lo, hi rune, ok bool) {
	start := p.rest
	if lo, ok = p.classRune(whole); !ok {
		return
	}
	hi = lo
	if len(p.rest) >= 2 && p.rest[0] == '-' && p.rest[1] != ']' {
		p.rest = p.rest[1:]
		if hi, ok = p.classRune(whole); !ok {
			return
		}
		if hi < lo {
			p.fail(badRange, start[:len(start)-len(p.rest)])
			return 0, 0, false
		}
	}
	return lo, hi, true
}

func (p *parser) classRune(whole string) (rune, bool) {
	if p.rest == "" {
		p.fail(missingBracket, whole)
		return 0, false
	}
	if p.rest[0] == '\\' {
		return p.escapedRune()
	}
	r, width := utf8.DecodeRuneInString(p.rest)
	p.rest = p.rest[width:]
	return r, true
}

// escapedRune reads an escape that stands for one rune.
func (p *parser) escapedRune() (rune, bool) {
	s := p.rest
	if len(s) == 1 {
		p.fail(trailingSlash, "")
		return 0, false
	}
	c, width := utf8.DecodeRuneInString(s[1:])
	rest := s[1+width:]
	p.rest = rest
	switch {
	case '0' <= c && c <= '7':
		if c != '0' && (rest == "" || rest[0] < '0' || rest[0] > '7') {
			break // a reference to a group, which there are none of
		}
		value := c - '0'
		for i := 1; i < 3 && p.rest != "" && '0' <= p.rest[0] && p.rest[0] <= '7'; i++ {
			value = value*8 + rune(p.rest[0]-'0')
			p.rest = p.rest[1:]
		}
		return value, true
	case c == 'x':
		return p.hexRune(s)
	case strings.ContainsRune("afnrtv", c):
		return rune("\a\f\n\r\t\v"[strings.IndexRune("afnrtv", c)]), true
	case c < utf8.RuneSelf && !('0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'):
		return c, true
	}
	p.fail(badEscape, s[:1+width])
	return 0, false
}

// hexRune reads what follows \x: two digits, or any number in braces.
func (p *parser) hexRune(s string) (rune, bool) {
	rest := p.rest
	if rest == "" {
		p.fail(badEscape, s)
		return 0, false
	}
	digits, end := "", 0
	if rest[0] == '{' {
		for end = 1; end < len(rest) && isHex(rest[end]); end++ {
		}
		digits = rest[1:end]
		if end == len(rest) || rest[end] != '}' || digits == "" {
			_, width := utf8.DecodeRuneInString(rest[min(end, len(rest)):])
			p.fail(badEscape, s[:min(len(s), 2+end+width)])
			return 0, false
		}
		end++
	} else {
		for end < 2 && end < len(rest) && isHex(rest[end]) {
			end++
		}
		if end < 2 {
			_, width := utf8.DecodeRuneInString(rest[end:])
			p.fail(badEscape, s[:2+end+width])
			return 0, false
		}
		digits = rest[:2]
	}
	value, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || value > unicode.MaxRune {
		// The digit that makes it too big is the last one shown.
		value, end = 0, 3
		for ; value <= unicode.MaxRune; end++ {
			digit, _ := strconv.ParseUint(s[end:end+1], 16, 8)
			value = value*16 + digit
		}
		p.fail(badEscape, s[:end])
		return 0, false
	}
	p.rest = rest[end:]
	return rune(value), true
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}
