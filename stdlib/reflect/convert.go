package reflect

import (
	"internal/abi"
	"unsafe"
)

func (t *rtype) ConvertibleTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.ConvertibleTo")
	}
	return conversion(u.common(), &t.t) != nil
}

// CanConvert reports whether Convert works. A slice may be too short for an array.
func (v Value) CanConvert(t Type) bool {
	if !v.Type().ConvertibleTo(t) {
		return false
	}
	if v.Kind() == Slice {
		if t.Kind() == Array && t.Len() > v.Len() {
			return false
		}
		if t.Kind() == Pointer && t.Elem().Kind() == Array && t.Elem().Len() > v.Len() {
			return false
		}
	}
	return true
}

// Convert returns v converted to type t as the language does it.
func (v Value) Convert(t Type) Value {
	if v.flag&flagMethod != 0 {
		v = methodValue(v)
	}
	op := conversion(t.common(), v.typ.get())
	if op == nil {
		panic("reflect.Value.Convert: value of type " + v.typ.get().String + " cannot be converted to type " + t.String())
	}
	return op(v, t.common())
}

type converter func(v Value, t *abi.Type) Value

func isInt(k Kind) bool   { return Int <= k && k <= Int64 }
func isUint(k Kind) bool  { return Uint <= k && k <= Uintptr }
func isFloat(k Kind) bool { return k == Float32 || k == Float64 }

// conversion returns what converts values of src to dst; nil when that is impossible.
func conversion(dst, src *abi.Type) converter {
	d, s := Kind(dst.Kind), Kind(src.Kind)
	switch {
	case isInt(s) && (isInt(d) || isUint(d)), isUint(s) && (isInt(d) || isUint(d)):
		return convertInteger
	case (isInt(s) || isUint(s)) && isFloat(d):
		return convertIntegerToFloat
	case isFloat(s) && (isInt(d) || isUint(d)):
		return convertFloatToInteger
	case isFloat(s) && isFloat(d):
		return func(v Value, t *abi.Type) Value { return floatValue(v.flag.ro(), v.Float(), t) }
	case (isInt(s) || isUint(s)) && d == String:
		return convertRuneToString
	case (s == Complex64 || s == Complex128) && (d == Complex64 || d == Complex128):
		return convertComplex
	case s == String && d == Slice && dst.Elem.PkgPath == "":
		switch Kind(dst.Elem.Kind) {
		case Uint8:
			return func(v Value, t *abi.Type) Value {
				b := []byte(v.String())
				return Value{wordOf(t), unsafe.Pointer(&b), v.flag.ro() | flagIndir | flag(Slice)}
			}
		case Int32:
			return func(v Value, t *abi.Type) Value {
				r := []rune(v.String())
				return Value{wordOf(t), unsafe.Pointer(&r), v.flag.ro() | flagIndir | flag(Slice)}
			}
		}
	case s == Slice && d == String && src.Elem.PkgPath == "":
		switch Kind(src.Elem.Kind) {
		case Uint8:
			return func(v Value, t *abi.Type) Value {
				return stringValue(v.flag.ro(), string(*(*[]byte)(v.ptr)), t)
			}
		case Int32:
			return func(v Value, t *abi.Type) Value {
				return stringValue(v.flag.ro(), string(*(*[]rune)(v.ptr)), t)
			}
		}
	case s == Slice && d == Pointer && dst.Full().Elem.Kind == abi.Array && src.Elem == dst.Elem.Elem:
		return convertSliceToArrayPointer
	case s == Slice && d == Array && src.Elem == dst.Elem:
		return convertSliceToArray
	case s == Chan && d == Chan && src.ChanDir == uint8(BothDir) && identical(dst.Full().Elem, src.Full().Elem, true) && (!hasName(dst) || !hasName(src)):
		return convertDirect
	}
	if sameUnderlying(dst, src, false) {
		return convertDirect
	}
	if d == Pointer && !hasName(dst) && s == Pointer && !hasName(src) &&
		sameUnderlying(dst.Full().Elem, src.Full().Elem, false) {
		return convertDirect
	}
	if implements(dst, src) {
		return func(v Value, t *abi.Type) Value {
			fl := v.flag.ro()
			v.flag &^= flagRO
			x := v.assignTo("reflect.Value.Convert", t, nil)
			x.flag |= fl
			return x
		}
	}
	return nil
}

// integerValue makes a value of an integer type.
func integerValue(f flag, bits uint64, t *abi.Type) Value {
	p := newObject(t)
	switch t.Size {
	case 1:
		*(*uint8)(p) = uint8(bits)
	case 2:
		*(*uint16)(p) = uint16(bits)
	case 4:
		*(*uint32)(p) = uint32(bits)
	case 8:
		*(*uint64)(p) = bits
	}
	return Value{wordOf(t), p, f | flagIndir | flag(t.Kind)}
}

func floatValue(f flag, x float64, t *abi.Type) Value {
	p := newObject(t)
	if t.Size == 4 {
		*(*float32)(p) = float32(x)
	} else {
		*(*float64)(p) = x
	}
	return Value{wordOf(t), p, f | flagIndir | flag(t.Kind)}
}

func stringValue(f flag, s string, t *abi.Type) Value {
	p := new(string)
	*p = s
	return Value{wordOf(t), unsafe.Pointer(p), f | flagIndir | flag(String)}
}

// bits returns an integer of any kind.
func (v Value) bits() uint64 {
	if isInt(v.kind()) {
		return uint64(v.Int())
	}
	return v.Uint()
}

func convertInteger(v Value, t *abi.Type) Value {
	return integerValue(v.flag.ro(), v.bits(), t)
}

func convertIntegerToFloat(v Value, t *abi.Type) Value {
	if isInt(v.kind()) {
		return floatValue(v.flag.ro(), float64(v.Int()), t)
	}
	return floatValue(v.flag.ro(), float64(v.Uint()), t)
}

func convertFloatToInteger(v Value, t *abi.Type) Value {
	if isInt(Kind(t.Kind)) {
		return integerValue(v.flag.ro(), uint64(int64(v.Float())), t)
	}
	return integerValue(v.flag.ro(), uint64(v.Float()), t)
}

func convertRuneToString(v Value, t *abi.Type) Value {
	s := "\uFFFD"
	if isInt(v.kind()) {
		if x := v.Int(); int64(rune(x)) == x {
			s = string(rune(x))
		}
	} else if x := v.Uint(); uint64(rune(x)) == x {
		s = string(rune(x))
	}
	return stringValue(v.flag.ro(), s, t)
}

func convertComplex(v Value, t *abi.Type) Value {
	p := newObject(t)
	if t.Size == 8 {
		*(*complex64)(p) = complex64(v.Complex())
	} else {
		*(*complex128)(p) = v.Complex()
	}
	return Value{wordOf(t), p, v.flag.ro() | flagIndir | flag(t.Kind)}
}

func convertSliceToArrayPointer(v Value, t *abi.Type) Value {
	n := t.Elem.Count
	if n > v.Len() {
		panic("reflect: cannot convert slice with length " + decimal(v.Len()) + " to pointer to array with length " + decimal(n))
	}
	s := (*sliceHeader)(v.ptr)
	return Value{wordOf(t), s.Data, v.flag.ro() | flag(Pointer)}
}

func convertSliceToArray(v Value, t *abi.Type) Value {
	n := t.Count
	if n > v.Len() {
		panic("reflect: cannot convert slice with length " + decimal(v.Len()) + " to array with length " + decimal(n))
	}
	x := Value{wordOf(t), newObject(t), v.flag.ro() | flagIndir | flag(Array)}
	typedMove(t.Elem, x.ptr, (*sliceHeader)(v.ptr).Data, n)
	if t.IsDirect() {
		x.ptr = *(*unsafe.Pointer)(x.ptr)
		x.flag &^= flagIndir
	}
	return x
}

// convertDirect keeps the value and changes the type.
func convertDirect(v Value, t *abi.Type) Value {
	fl := v.flag &^ flagKindMask &^ flagAddr
	p := v.ptr
	if v.flag&flagAddr != 0 {
		p = newObject(t)
		typedMove(t, p, v.ptr, 1)
	}
	return Value{wordOf(t), p, v.flag.ro() | fl | flag(t.Kind)}
}
