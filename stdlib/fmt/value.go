package fmt

import (
	"reflect"
	"strconv"
)

// printArg formats an operand.
func (p *printer) printArg(arg any, verb rune) {
	p.arg = arg
	p.value = reflect.Value{}
	if arg == nil {
		if verb == 'T' || verb == 'v' {
			p.padString("<nil>")
		} else {
			p.badVerb(verb)
		}
		return
	}
	switch verb {
	case 'T':
		p.fmtS(reflect.TypeOf(arg).String())
		return
	case 'p':
		p.fmtPointer(reflect.ValueOf(arg), 'p')
		return
	}
	switch f := arg.(type) {
	case bool:
		p.fmtBool(f, verb)
	case float32:
		p.fmtFloatVerb(float64(f), 32, verb)
	case float64:
		p.fmtFloatVerb(f, 64, verb)
	case complex64:
		p.fmtComplex(complex128(f), 64, verb)
	case complex128:
		p.fmtComplex(f, 128, verb)
	case int:
		p.fmtInteger(uint64(f), true, verb)
	case int8:
		p.fmtInteger(uint64(f), true, verb)
	case int16:
		p.fmtInteger(uint64(f), true, verb)
	case int32:
		p.fmtInteger(uint64(f), true, verb)
	case int64:
		p.fmtInteger(uint64(f), true, verb)
	case uint:
		p.fmtInteger(uint64(f), false, verb)
	case uint8:
		p.fmtInteger(uint64(f), false, verb)
	case uint16:
		p.fmtInteger(uint64(f), false, verb)
	case uint32:
		p.fmtInteger(uint64(f), false, verb)
	case uint64:
		p.fmtInteger(f, false, verb)
	case uintptr:
		p.fmtInteger(uint64(f), false, verb)
	case string:
		p.fmtString(f, verb)
	case []byte:
		p.fmtBytes(f, verb, "[]byte")
	case reflect.Value:
		if f.IsValid() && f.CanInterface() {
			p.arg = f.Interface()
			if p.handleMethods(verb) {
				return
			}
		}
		p.printValue(f, verb, 0)
	default:
		if !p.handleMethods(verb) {
			p.printValue(reflect.ValueOf(f), verb, 0)
		}
	}
}

// handleMethods formats the operand by a method of its own, if it has one that fits the verb.
func (p *printer) handleMethods(verb rune) (handled bool) {
	if p.erroring {
		return false
	}
	if verb == 'w' {
		// It wraps only errors, and only in Errorf.
		if _, ok := p.arg.(error); !ok || !p.wrapErrs {
			p.badVerb(verb)
			return true
		}
		verb = 'v'
	}
	if formatter, ok := p.arg.(Formatter); ok {
		handled = true // also after a panic of the method
		defer p.catchPanic(p.arg, verb, "Format")
		formatter.Format(p, verb)
		return true
	}
	if p.sharpV {
		if stringer, ok := p.arg.(GoStringer); ok {
			handled = true
			defer p.catchPanic(p.arg, verb, "GoString")
			p.fmtS(stringer.GoString())
			return true
		}
		return false
	}
	switch verb {
	case 'v', 's', 'x', 'X', 'q':
		switch v := p.arg.(type) {
		case error:
			handled = true
			defer p.catchPanic(p.arg, verb, "Error")
			p.fmtString(v.Error(), verb)
			return true
		case Stringer:
			handled = true
			defer p.catchPanic(p.arg, verb, "String")
			p.fmtString(v.String(), verb)
			return true
		}
	}
	return false
}

// catchPanic reports a panic of an operand's method in the output.
func (p *printer) catchPanic(arg any, verb rune, method string) {
	err := recover()
	if err == nil {
		return
	}
	if v := reflect.ValueOf(arg); v.Kind() == reflect.Pointer && v.IsNil() {
		p.str("<nil>") // a method that does not care for nil
		return
	}
	if p.panicking {
		panic(err) // again, while reporting: too much
	}
	old := p.flags
	p.flags = flags{}
	p.complain(verb, "(PANIC=")
	p.str(method)
	p.str(" method: ")
	p.panicking = true
	p.printArg(err, 'v')
	p.panicking = false
	p.char(')')
	p.flags = old
}

// badVerb reports that the verb does not fit the operand.
func (p *printer) badVerb(verb rune) {
	p.erroring = true
	p.complain(verb, "(")
	switch {
	case p.arg != nil:
		p.str(reflect.TypeOf(p.arg).String())
		p.char('=')
		p.printArg(p.arg, 'v')
	case p.value.IsValid():
		p.str(p.value.Type().String())
		p.char('=')
		p.printValue(p.value, 'v', 0)
	default:
		p.str("<nil>")
	}
	p.char(')')
	p.erroring = false
}

func (p *printer) fmtBool(v bool, verb rune) {
	switch verb {
	case 't', 'v':
		p.padString(strconv.FormatBool(v))
	default:
		p.badVerb(verb)
	}
}

// hexNumber formats v in hexadecimal, with or without 0x.
func (p *printer) hexNumber(v uint64, leading0x bool) {
	sharp := p.sharp
	p.sharp = leading0x
	p.fmtDigits(v, 16, false, 'v', lowerDigits)
	p.sharp = sharp
}

func (p *printer) fmtInteger(v uint64, isSigned bool, verb rune) {
	switch verb {
	case 'v':
		if p.sharpV && !isSigned {
			p.hexNumber(v, true)
		} else {
			p.fmtDigits(v, 10, isSigned, verb, lowerDigits)
		}
	case 'd':
		p.fmtDigits(v, 10, isSigned, verb, lowerDigits)
	case 'b':
		p.fmtDigits(v, 2, isSigned, verb, lowerDigits)
	case 'o', 'O':
		p.fmtDigits(v, 8, isSigned, verb, lowerDigits)
	case 'x':
		p.fmtDigits(v, 16, isSigned, verb, lowerDigits)
	case 'X':
		p.fmtDigits(v, 16, isSigned, verb, upperDigits)
	case 'c':
		p.fmtC(v)
	case 'q':
		p.fmtQc(v)
	case 'U':
		p.fmtUnicode(v)
	default:
		p.badVerb(verb)
	}
}

func (p *printer) fmtFloatVerb(v float64, size int, verb rune) {
	switch verb {
	case 'v':
		p.fmtFloat(v, size, 'g', -1)
	case 'b', 'g', 'G', 'x', 'X':
		p.fmtFloat(v, size, verb, -1)
	case 'f', 'e', 'E':
		p.fmtFloat(v, size, verb, 6)
	case 'F':
		p.fmtFloat(v, size, 'f', 6)
	default:
		p.badVerb(verb)
	}
}

func (p *printer) fmtComplex(v complex128, size int, verb rune) {
	switch verb {
	case 'v', 'b', 'g', 'G', 'x', 'X', 'f', 'F', 'e', 'E':
		plus := p.plus
		p.char('(')
		p.fmtFloatVerb(real(v), size/2, verb)
		p.plus = true // the imaginary part always has a sign
		p.fmtFloatVerb(imag(v), size/2, verb)
		p.str("i)")
		p.plus = plus
	default:
		p.badVerb(verb)
	}
}

func (p *printer) fmtString(v string, verb rune) {
	switch verb {
	case 'v':
		if p.sharpV {
			p.fmtQ(v)
		} else {
			p.fmtS(v)
		}
	case 's':
		p.fmtS(v)
	case 'x':
		p.fmtHex(v, nil, lowerDigits)
	case 'X':
		p.fmtHex(v, nil, upperDigits)
	case 'q':
		p.fmtQ(v)
	default:
		p.badVerb(verb)
	}
}

func (p *printer) fmtBytes(v []byte, verb rune, typeString string) {
	switch verb {
	case 'v', 'd':
		if p.sharpV {
			p.str(typeString)
			if v == nil {
				p.str("(nil)")
				return
			}
			p.char('{')
			for i, c := range v {
				if i > 0 {
					p.str(", ")
				}
				p.hexNumber(uint64(c), true)
			}
			p.char('}')
			return
		}
		p.char('[')
		for i, c := range v {
			if i > 0 {
				p.char(' ')
			}
			p.fmtDigits(uint64(c), 10, false, verb, lowerDigits)
		}
		p.char(']')
	case 's':
		p.fmtS(string(v))
	case 'x':
		p.fmtHex("", v, lowerDigits)
	case 'X':
		p.fmtHex("", v, upperDigits)
	case 'q':
		p.fmtQ(string(v))
	default:
		p.printValue(reflect.ValueOf(v), verb, 0)
	}
}

func (p *printer) fmtPointer(value reflect.Value, verb rune) {
	var u uintptr
	switch value.Kind() {
	case reflect.Chan, reflect.Func, reflect.Map, reflect.Pointer, reflect.Slice, reflect.UnsafePointer:
		u = value.Pointer()
	default:
		p.badVerb(verb)
		return
	}
	switch verb {
	case 'v':
		if p.sharpV {
			p.char('(')
			p.str(value.Type().String())
			p.str(")(")
			if u == 0 {
				p.str("nil")
			} else {
				p.hexNumber(uint64(u), true)
			}
			p.char(')')
		} else if u == 0 {
			p.padString("<nil>")
		} else {
			p.hexNumber(uint64(u), !p.sharp)
		}
	case 'p':
		p.hexNumber(uint64(u), !p.sharp)
	case 'b', 'o', 'd', 'x', 'X':
		p.fmtInteger(uint64(u), false, verb)
	default:
		p.badVerb(verb)
	}
}

// printValue formats what reflection shows. Below the top, values that can be had use their methods.
func (p *printer) printValue(value reflect.Value, verb rune, depth int) {
	if depth > 0 && value.IsValid() && value.CanInterface() {
		p.arg = value.Interface()
		if p.handleMethods(verb) {
			return
		}
	}
	p.arg = nil
	p.value = value
	switch value.Kind() {
	case reflect.Invalid:
		switch {
		case depth == 0:
			p.str("<invalid reflect.Value>")
		case verb == 'v':
			p.str("<nil>")
		default:
			p.badVerb(verb)
		}
	case reflect.Bool:
		p.fmtBool(value.Bool(), verb)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		p.fmtInteger(uint64(value.Int()), true, verb)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		p.fmtInteger(value.Uint(), false, verb)
	case reflect.Float32:
		p.fmtFloatVerb(value.Float(), 32, verb)
	case reflect.Float64:
		p.fmtFloatVerb(value.Float(), 64, verb)
	case reflect.Complex64:
		p.fmtComplex(value.Complex(), 64, verb)
	case reflect.Complex128:
		p.fmtComplex(value.Complex(), 128, verb)
	case reflect.String:
		p.fmtString(value.String(), verb)
	case reflect.Map:
		p.printMap(value, verb, depth)
	case reflect.Struct:
		p.printStruct(value, verb, depth)
	case reflect.Interface:
		inner := value.Elem()
		switch {
		case inner.IsValid():
			p.printValue(inner, verb, depth+1)
		case p.sharpV:
			p.str(value.Type().String())
			p.str("(nil)")
		default:
			p.str("<nil>")
		}
	case reflect.Array, reflect.Slice:
		p.printList(value, verb, depth)
	case reflect.Pointer:
		// At the top a pointer to something with parts shows the parts.
		if depth == 0 && value.UnsafePointer() != nil {
			switch a := value.Elem(); a.Kind() {
			case reflect.Array, reflect.Slice, reflect.Struct, reflect.Map:
				p.char('&')
				p.printValue(a, verb, depth+1)
				return
			}
		}
		p.fmtPointer(value, verb)
	case reflect.Chan, reflect.Func, reflect.UnsafePointer:
		p.fmtPointer(value, verb)
	default:
		p.char('?')
		p.str(value.Type().String())
		p.char('?')
	}
}

func (p *printer) printMap(value reflect.Value, verb rune, depth int) {
	if p.sharpV {
		p.str(value.Type().String())
		if value.IsNil() {
			p.str("(nil)")
			return
		}
		p.char('{')
	} else {
		p.str("map[")
	}
	for i, entry := range sortedEntries(value) {
		if i > 0 {
			if p.sharpV {
				p.str(", ")
			} else {
				p.char(' ')
			}
		}
		p.printValue(entry.key, verb, depth+1)
		p.char(':')
		p.printValue(entry.value, verb, depth+1)
	}
	if p.sharpV {
		p.char('}')
	} else {
		p.char(']')
	}
}

func (p *printer) printStruct(value reflect.Value, verb rune, depth int) {
	if p.sharpV {
		p.str(value.Type().String())
	}
	p.char('{')
	for i := 0; i < value.NumField(); i++ {
		if i > 0 {
			if p.sharpV {
				p.str(", ")
			} else {
				p.char(' ')
			}
		}
		if p.plusV || p.sharpV {
			if name := value.Type().Field(i).Name; name != "" {
				p.str(name)
				p.char(':')
			}
		}
		field := value.Field(i)
		if field.Kind() == reflect.Interface && !field.IsNil() {
			field = field.Elem()
		}
		p.printValue(field, verb, depth+1)
	}
	p.char('}')
}

func (p *printer) printList(value reflect.Value, verb rune, depth int) {
	switch verb {
	case 's', 'q', 'x', 'X':
		if value.Type().Elem().Kind() == reflect.Uint8 {
			p.fmtBytes(bytesOf(value), verb, value.Type().String())
			return
		}
	}
	if !p.sharpV {
		p.char('[')
		for i := 0; i < value.Len(); i++ {
			if i > 0 {
				p.char(' ')
			}
			p.printValue(value.Index(i), verb, depth+1)
		}
		p.char(']')
		return
	}
	p.str(value.Type().String())
	if value.Kind() == reflect.Slice && value.IsNil() {
		p.str("(nil)")
		return
	}
	p.char('{')
	for i := 0; i < value.Len(); i++ {
		if i > 0 {
			p.str(", ")
		}
		p.printValue(value.Index(i), verb, depth+1)
	}
	p.char('}')
}

// bytesOf returns the bytes of a slice or array of them.
func bytesOf(value reflect.Value) []byte {
	if value.Kind() == reflect.Slice || value.CanAddr() {
		return value.Bytes()
	}
	bytes := make([]byte, value.Len())
	for i := range bytes {
		bytes[i] = byte(value.Index(i).Uint())
	}
	return bytes
}
