package regexp

import "unicode/utf8"

// Operations of the program that the matcher (regexp_native.c) runs; the numbers agree.
const (
	opFail   = iota
	opMatch  // the end
	opAlt    // go on at out, or else at arg
	opCap    // the place in the text becomes number arg
	opAssert // go on if what arg names holds here
	opRune   // the rune arg
	opClass  // one of the arg2 pairs of runes from ranges[arg]
	opAny
	opAnyNotNL
)

// program is what an expression becomes: instructions of four words (op, out, arg, arg2), and the
// ranges of its classes.
type program struct {
	code   []int32
	ranges []rune
	start  int
}

// compile turns a tree into a program. It works from the end: each piece is told where the next
// one begins.
func compile(tree *node) *program {
	p := &program{}
	p.emit(opFail, 0, 0, 0)
	match := p.emit(opMatch, 0, 0, 0)
	p.start = p.generate(tree, match)
	return p
}

func (p *program) emit(op, out, arg, arg2 int) int {
	p.code = append(p.code, int32(op), int32(out), int32(arg), int32(arg2))
	return len(p.code)/4 - 1
}

func (p *program) generate(n *node, next int) int {
	switch n.kind {
	case nodeNone:
		return 0
	case nodeRune:
		return p.emit(opRune, next, int(n.runes[0]), 0)
	case nodeClass:
		at := len(p.ranges)
		p.ranges = append(p.ranges, n.runes...)
		return p.emit(opClass, next, at, len(n.runes)/2)
	case nodeAny:
		return p.emit(opAny, next, 0, 0)
	case nodeAnyNotNL:
		return p.emit(opAnyNotNL, next, 0, 0)
	case nodeAssert:
		return p.emit(opAssert, next, n.min, 0)
	case nodeConcat:
		for i := len(n.subs) - 1; i >= 0; i-- {
			next = p.generate(n.subs[i], next)
		}
		return next
	case nodeAlternate:
		entry := p.generate(n.subs[len(n.subs)-1], next)
		for i := len(n.subs) - 2; i >= 0; i-- {
			entry = p.emit(opAlt, p.generate(n.subs[i], next), entry, 0)
		}
		return entry
	case nodeCapture:
		end := p.emit(opCap, next, 2*n.min+1, 0)
		return p.emit(opCap, p.generate(n.subs[0], end), 2*n.min, 0)
	case nodeRepeat:
		return p.repeat(n, next)
	}
	return next
}

func (p *program) repeat(n *node, next int) int {
	sub := n.subs[0]
	if n.max < 0 {
		next = p.loop(n, next)
		for i := 1; i < n.min; i++ {
			next = p.generate(sub, next)
		}
		return next
	}
	// x{2,4} is xx(x(x)?)?: each optional one leads to the end.
	end := next
	for i := n.min; i < n.max; i++ {
		next = p.optional(n, p.generate(sub, next), end)
	}
	for i := 0; i < n.min; i++ {
		next = p.generate(sub, next)
	}
	return next
}

// loop generates x* or, when min is not 0, x+.
func (p *program) loop(n *node, next int) int {
	branch := p.emit(opAlt, 0, 0, 0)
	body := p.generate(n.subs[0], branch)
	out, arg := body, next
	if n.nonGreedy {
		out, arg = next, body
	}
	p.code[4*branch+1], p.code[4*branch+2] = int32(out), int32(arg)
	if n.min > 0 {
		return body
	}
	if canBeEmpty(n.subs[0]) {
		// Entered at the branch, an empty match would make the loop end without its captures.
		return p.optional(n, body, next)
	}
	return branch
}

func (p *program) optional(n *node, body, next int) int {
	if n.nonGreedy {
		return p.emit(opAlt, next, body, 0)
	}
	return p.emit(opAlt, body, next, 0)
}

func canBeEmpty(n *node) bool {
	switch n.kind {
	case nodeRune, nodeClass, nodeAny, nodeAnyNotNL, nodeNone:
		return false
	case nodeConcat:
		for _, sub := range n.subs {
			if !canBeEmpty(sub) {
				return false
			}
		}
		return true
	case nodeAlternate:
		for _, sub := range n.subs {
			if canBeEmpty(sub) {
				return true
			}
		}
		return false
	case nodeCapture:
		return canBeEmpty(n.subs[0])
	case nodeRepeat:
		return n.min == 0 || canBeEmpty(n.subs[0])
	}
	return true
}

// prefix returns the text that every match begins with, and whether it is all of the match.
func (p *program) prefix() (text string, complete bool) {
	var b []byte
	at := p.start
	anchored := p.anchored()
	for {
		op, out, arg := p.code[4*at], p.code[4*at+1], p.code[4*at+2]
		switch {
		case op == opCap:
		case op == opAssert && anchored && len(b) == 0 && arg == beginText:
		case op == opAssert && anchored && arg == endText && p.code[4*out] == opMatch:
		case op == opRune && arg != utf8.RuneError:
			b = utf8.AppendRune(b, arg)
		case op == opAssert && anchored:
			return "", false
		default:
			return string(b), op == opMatch
		}
		at = int(out)
	}
}

// anchored reports whether matches begin at the beginning of the text only.
func (p *program) anchored() bool {
	at := p.start
	for p.code[4*at] == opCap {
		at = int(p.code[4*at+1])
	}
	return p.code[4*at] == opAssert && p.code[4*at+2]&beginText != 0
}
