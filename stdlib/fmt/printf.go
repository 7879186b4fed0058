package fmt

import (
	"reflect"
	"unicode/utf8"
)

// Widths and precisions beyond this are taken for mistakes.
const tooLarge = 1e6

// number reads decimal digits of s from start on.
func number(s string, start, end int) (num int, isnum bool, newi int) {
	newi = start
	for newi < end && '0' <= s[newi] && s[newi] <= '9' {
		if num > tooLarge {
			return 0, false, end // overflow: a mistake
		}
		num = num*10 + int(s[newi]-'0')
		isnum = true
		newi++
	}
	return num, isnum, newi
}

// intArg returns operand argNum as an int, for *.
func intArg(a []any, argNum int) (num int, isInt bool, newArgNum int) {
	newArgNum = argNum
	if argNum >= len(a) {
		return
	}
	num, isInt = a[argNum].(int)
	if !isInt {
		switch v := reflect.ValueOf(a[argNum]); v.Kind() {
		case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
			n := v.Int()
			num, isInt = int(n), true
		case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
			n := v.Uint()
			num, isInt = int(n), int64(n) >= 0
		}
	}
	if num > tooLarge || num < -tooLarge {
		num, isInt = 0, false
	}
	return num, isInt, argNum + 1
}

// index reads an explicit operand index [n] at format[i]. found tells whether there is a bracket.
func (p *printer) index(argNum int, format string, i, numArgs int) (newArgNum, newi int, found bool) {
	if i >= len(format) || format[i] != '[' {
		return argNum, i, false
	}
	p.reordered = true
	if len(format)-i < 3 {
		p.goodArgNum = false
		return argNum, i + 1, false
	}
	for end := i + 1; end < len(format); end++ {
		if format[end] != ']' {
			continue
		}
		n, ok, newi := number(format, i+1, end)
		if !ok || newi != end || n < 1 || n > numArgs {
			p.goodArgNum = false
			return argNum, end + 1, ok && newi == end
		}
		return n - 1, end + 1, true
	}
	p.goodArgNum = false
	return argNum, i + 1, false
}

func (p *printer) printf(format string, a []any) {
	end := len(format)
	argNum := 0
	afterIndex := false // an index came last
	p.reordered = false
	for i := 0; i < end; {
		p.goodArgNum = true
		start := i
		for i < end && format[i] != '%' {
			i++
		}
		p.buf = append(p.buf, format[start:i]...)
		if i >= end {
			break
		}
		i++
		p.flags = flags{}
		i = p.readFlags(format, i)
		argNum, i, afterIndex = p.index(argNum, format, i, len(a))
		argNum, i, afterIndex = p.readWidth(format, i, argNum, a, afterIndex)
		argNum, i, afterIndex = p.readPrecision(format, i, argNum, a, afterIndex)
		if !afterIndex {
			argNum, i, afterIndex = p.index(argNum, format, i, len(a))
		}
		if i >= end {
			p.str("%!(NOVERB)")
			break
		}
		verb, size := rune(format[i]), 1
		if verb >= utf8.RuneSelf {
			verb, size = utf8.DecodeRuneInString(format[i:])
		}
		i += size
		switch {
		case verb == '%':
			p.char('%')
		case !p.goodArgNum:
			p.complain(verb, "(BADINDEX)")
		case argNum >= len(a):
			p.complain(verb, "(MISSING)")
		default:
			p.directive(verb, a[argNum], argNum)
			argNum++
		}
	}
	if !p.reordered && argNum < len(a) {
		p.extra(a[argNum:])
	}
}

func (p *printer) directive(verb rune, arg any, argNum int) {
	switch verb {
	case 'w':
		p.wrappedArgs = append(p.wrappedArgs, argNum)
		fallthrough
	case 'v':
		// Inside a value the flags mean something of their own.
		p.sharpV, p.sharp = p.sharp, false
		p.plusV, p.plus = p.plus, false
	}
	p.printArg(arg, verb)
}

func (p *printer) complain(verb rune, what string) {
	p.str("%!")
	p.verb(verb)
	p.str(what)
}

func (p *printer) extra(a []any) {
	p.flags = flags{}
	p.str("%!(EXTRA ")
	for i, arg := range a {
		if i > 0 {
			p.str(", ")
		}
		if arg == nil {
			p.str("<nil>")
		} else {
			p.str(reflect.TypeOf(arg).String())
			p.char('=')
			p.printArg(arg, 'v')
		}
	}
	p.char(')')
}

func (p *printer) readFlags(format string, i int) int {
	for ; i < len(format); i++ {
		switch format[i] {
		case '#':
			p.sharp = true
		case '0':
			p.zero = true
		case '+':
			p.plus = true
		case '-':
			p.minus = true
		case ' ':
			p.space = true
		default:
			return i
		}
	}
	return i
}

func (p *printer) readWidth(format string, i, argNum int, a []any, afterIndex bool) (int, int, bool) {
	if i < len(format) && format[i] == '*' {
		i++
		p.wid, p.widPresent, argNum = intArg(a, argNum)
		if !p.widPresent {
			p.str("%!(BADWIDTH)")
		}
		if p.wid < 0 {
			p.wid = -p.wid
			p.minus = true
			p.zero = false
		}
		return argNum, i, false
	}
	p.wid, p.widPresent, i = number(format, i, len(format))
	if afterIndex && p.widPresent { // "%[3]2d"
		p.goodArgNum = false
	}
	return argNum, i, afterIndex
}

func (p *printer) readPrecision(format string, i, argNum int, a []any, afterIndex bool) (int, int, bool) {
	if i+1 >= len(format) || format[i] != '.' {
		return argNum, i, afterIndex
	}
	i++
	if afterIndex { // "%[3].2d"
		p.goodArgNum = false
	}
	argNum, i, afterIndex = p.index(argNum, format, i, len(a))
	if i < len(format) && format[i] == '*' {
		i++
		p.prec, p.precPresent, argNum = intArg(a, argNum)
		if p.prec < 0 {
			p.prec = 0
			p.precPresent = false
		}
		if !p.precPresent {
			p.str("%!(BADPREC)")
		}
		return argNum, i, false
	}
	p.prec, p.precPresent, i = number(format, i, len(format))
	if !p.precPresent {
		p.prec = 0
		p.precPresent = true
	}
	return argNum, i, afterIndex
}
