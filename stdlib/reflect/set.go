package reflect

import (
	"internal/abi"
	"unsafe"
)

// Set assigns x, which must be assignable to v's type.
func (v Value) Set(x Value) {
	v.mustBeAssignable("Set")
	x.mustBeExported("Set")
	var target unsafe.Pointer
	if v.kind() == Interface {
		target = v.ptr
	}
	x = x.assignTo("reflect.Set", v.typ.get(), target)
	typedMove(v.typ.get(), v.ptr, x.address(), 1)
}

// assignTo returns v as a value of type t. A conversion to an interface type goes to target; a nil
// target stands for new memory.
func (v Value) assignTo(context string, t *abi.Type, target unsafe.Pointer) Value {
	if v.flag&flagMethod != 0 {
		v = methodValue(v)
	}
	switch {
	case directlyAssignable(t, v.typ.get()):
		fl := v.flag&(flagAddr|flagIndir) | v.flag.ro() | flag(t.Kind)
		return Value{wordOf(t), v.ptr, fl}
	case implements(t, v.typ.get()):
		if v.Kind() == Interface && v.IsNil() {
			return Value{wordOf(t), newObject(t), flagIndir | flag(Interface)}
		}
		if target == nil {
			target = newObject(t)
		}
		abi.StoreAs(t, target, valueInterface(v, false))
		return Value{wordOf(t), target, flagIndir | flag(Interface)}
	}
	panic(context + ": value of type " + v.typ.get().String + " is not assignable to type " + t.String)
}

// SetBool sets a boolean.
func (v Value) SetBool(x bool) {
	v.mustBeAssignable("SetBool")
	v.mustBe(Bool, "SetBool")
	*(*bool)(v.ptr) = x
}

// SetInt sets a signed integer.
func (v Value) SetInt(x int64) {
	v.mustBeAssignable("SetInt")
	switch v.kind() {
	case Int, Int64:
		*(*int64)(v.ptr) = x
	case Int8:
		*(*int8)(v.ptr) = int8(x)
	case Int16:
		*(*int16)(v.ptr) = int16(x)
	case Int32:
		*(*int32)(v.ptr) = int32(x)
	default:
		panic(&ValueError{"reflect.Value.SetInt", v.kind()})
	}
}

// SetUint sets an unsigned integer.
func (v Value) SetUint(x uint64) {
	v.mustBeAssignable("SetUint")
	switch v.kind() {
	case Uint, Uint64, Uintptr:
		*(*uint64)(v.ptr) = x
	case Uint8:
		*(*uint8)(v.ptr) = uint8(x)
	case Uint16:
		*(*uint16)(v.ptr) = uint16(x)
	case Uint32:
		*(*uint32)(v.ptr) = uint32(x)
	default:
		panic(&ValueError{"reflect.Value.SetUint", v.kind()})
	}
}

// SetFloat sets a floating-point number.
func (v Value) SetFloat(x float64) {
	v.mustBeAssignable("SetFloat")
	switch v.kind() {
	case Float32:
		*(*float32)(v.ptr) = float32(x)
	case Float64:
		*(*float64)(v.ptr) = x
	default:
		panic(&ValueError{"reflect.Value.SetFloat", v.kind()})
	}
}

// SetComplex sets a complex number.
func (v Value) SetComplex(x complex128) {
	v.mustBeAssignable("SetComplex")
	switch v.kind() {
	case Complex64:
		*(*complex64)(v.ptr) = complex64(x)
	case Complex128:
		*(*complex128)(v.ptr) = x
	default:
		panic(&ValueError{"reflect.Value.SetComplex", v.kind()})
	}
}

// SetString sets a string.
func (v Value) SetString(x string) {
	v.mustBeAssignable("SetString")
	v.mustBe(String, "SetString")
	*(*string)(v.ptr) = x
}

// SetBytes sets a byte slice.
func (v Value) SetBytes(x []byte) {
	v.mustBeAssignable("SetBytes")
	v.mustBe(Slice, "SetBytes")
	if v.typ.get().Elem.Kind != abi.Uint8 {
		panic("reflect.Value.SetBytes of non-byte slice")
	}
	*(*[]byte)(v.ptr) = x
}

// SetPointer sets an unsafe.Pointer.
func (v Value) SetPointer(x unsafe.Pointer) {
	v.mustBeAssignable("SetPointer")
	v.mustBe(UnsafePointer, "SetPointer")
	*(*unsafe.Pointer)(v.ptr) = x
}

// SetZero sets v to the zero value of its type.
func (v Value) SetZero() {
	v.mustBeAssignable("SetZero")
	typedMove(v.typ.get(), v.ptr, newObject(v.typ.get()), 1)
}

// SetLen sets the length of a slice.
func (v Value) SetLen(n int) {
	v.mustBeAssignable("SetLen")
	v.mustBe(Slice, "SetLen")
	s := (*sliceHeader)(v.ptr)
	if uint(n) > uint(s.Cap) {
		panic("reflect: slice length out of range in SetLen")
	}
	s.Len = n
}

// SetCap sets the capacity of a slice.
func (v Value) SetCap(n int) {
	v.mustBeAssignable("SetCap")
	v.mustBe(Slice, "SetCap")
	s := (*sliceHeader)(v.ptr)
	if n < s.Len || n > s.Cap {
		panic("reflect: slice capacity out of range in SetCap")
	}
	s.Cap = n
}

// Grow makes room for n more elements in a slice.
func (v Value) Grow(n int) {
	v.mustBeAssignable("Grow")
	v.mustBe(Slice, "Grow")
	s := (*sliceHeader)(v.ptr)
	switch {
	case n < 0:
		panic("reflect.Value.Grow: negative len")
	case s.Len+n < 0:
		panic("reflect.Value.Grow: slice overflow")
	case s.Len+n > s.Cap:
		growTo(v.typ.get(), s, s.Len+n)
	}
}

// growTo moves the elements into a longer array.
func growTo(t *abi.Type, s *sliceHeader, need int) {
	size := s.Cap
	if size == 0 {
		size = need
	}
	for size < need {
		if s.Len < 256 {
			size += size
		} else {
			size += (size + 768) / 4
		}
	}
	data := newArray(t.Elem, size)
	typedMove(t.Elem, data, s.Data, s.Len)
	s.Data = data
	s.Cap = size
}

// Clear deletes the entries of a map or sets the elements of a slice to zero.
func (v Value) Clear() {
	switch v.Kind() {
	case Slice:
		s := (*sliceHeader)(v.ptr)
		if s.Len > 0 {
			typedMove(v.typ.get().Elem, s.Data, newArray(v.typ.get().Elem, s.Len), s.Len)
		}
	case Map:
		mapClear(v.typ.get(), v.pointer())
	default:
		panic(&ValueError{"reflect.Value.Clear", v.Kind()})
	}
}

// Slice returns v[i:j] of a slice, string or addressable array.
func (v Value) Slice(i, j int) Value {
	var size int
	var base unsafe.Pointer
	elem := v.typ.get()
	t := v.typ.get()
	switch v.kind() {
	case Array:
		if v.flag&flagAddr == 0 {
			panic("reflect.Value.Slice: slice of unaddressable array")
		}
		elem, size, base = t.Elem, t.Count, v.ptr
		t = sliceType(elem)
	case Slice:
		s := (*sliceHeader)(v.ptr)
		elem, size, base = t.Elem, s.Cap, s.Data
	case String:
		s := *(*string)(v.ptr)
		if i < 0 || j < i || j > len(s) {
			panic("reflect.Value.Slice: string slice index out of bounds")
		}
		part := new(string)
		*part = s[i:j]
		return Value{v.typ, unsafe.Pointer(part), v.flag &^ flagAddr}
	default:
		panic(&ValueError{"reflect.Value.Slice", v.kind()})
	}
	if i < 0 || j < i || j > size {
		panic("reflect.Value.Slice: slice index out of bounds")
	}
	return newSliceValue(v, t, elem, base, i, j, size)
}

// Slice3 returns v[i:j:k] of a slice or addressable array.
func (v Value) Slice3(i, j, k int) Value {
	var size int
	var base unsafe.Pointer
	t := v.typ.get()
	switch v.kind() {
	case Array:
		if v.flag&flagAddr == 0 {
			panic("reflect.Value.Slice3: slice of unaddressable array")
		}
		size, base = t.Count, v.ptr
		t = sliceType(t.Elem)
	case Slice:
		s := (*sliceHeader)(v.ptr)
		size, base = s.Cap, s.Data
	default:
		panic(&ValueError{"reflect.Value.Slice3", v.kind()})
	}
	if i < 0 || j < i || k < j || k > size {
		panic("reflect.Value.Slice3: slice index out of bounds")
	}
	return newSliceValue(v, t, t.Elem, base, i, j, k)
}

func newSliceValue(v Value, t, elem *abi.Type, base unsafe.Pointer, i, j, k int) Value {
	s := new([]unsafe.Pointer) // any slice: the words count
	header := (*sliceHeader)(unsafe.Pointer(s))
	header.Data = base
	if k > i {
		header.Data = unsafe.Add(base, uintptr(i)*elem.Size)
	}
	header.Len = j - i
	header.Cap = k - i
	return Value{wordOf(t), unsafe.Pointer(s), v.flag.ro() | flagIndir | flag(Slice)}
}

// Append appends the values to the slice s.
func Append(s Value, x ...Value) Value {
	s.mustBe(Slice, "Append")
	n := s.Len()
	s = extended(s, len(x))
	for i, v := range x {
		s.Index(n + i).Set(v)
	}
	return s
}

// AppendSlice appends the elements of the slice t to the slice s.
func AppendSlice(s, t Value) Value {
	s.mustBe(Slice, "AppendSlice")
	t.mustBe(Slice, "AppendSlice")
	if s.typ.get().Elem != t.typ.get().Elem {
		panic("reflect.AppendSlice: " + s.typ.get().String + " != " + t.typ.get().String)
	}
	n := s.Len()
	s = extended(s, t.Len())
	Copy(s.Slice(n, n+t.Len()), t)
	return s
}

// extended returns a copy of the slice header of s that is n elements longer.
func extended(s Value, n int) Value {
	s.mustBeExported("Append")
	header := *(*sliceHeader)(s.ptr)
	if header.Len+n > header.Cap {
		growTo(s.typ.get(), &header, header.Len+n)
	}
	header.Len += n
	copied := new([]unsafe.Pointer)
	*(*sliceHeader)(unsafe.Pointer(copied)) = header
	return Value{s.typ, unsafe.Pointer(copied), flagIndir | flag(Slice)}
}

// Copy copies elements of src to dst, as many as fit, and returns their number.
func Copy(dst, src Value) int {
	dk := dst.kind()
	if dk != Array && dk != Slice {
		panic(&ValueError{"reflect.Copy", dk})
	}
	if dk == Array {
		dst.mustBeAssignable("Copy")
	}
	dst.mustBeExported("Copy")
	src.mustBeExported("Copy")
	n := min(dst.Len(), src.Len())
	to := dst.elements()
	if src.kind() == String && dst.typ.get().Elem.Kind == abi.Uint8 {
		return copy(unsafe.Slice((*byte)(to), dst.Len()), *(*string)(src.ptr))
	}
	if sk := src.kind(); sk != Array && sk != Slice {
		panic(&ValueError{"reflect.Copy", sk})
	}
	if dst.typ.get().Elem != src.typ.get().Elem {
		panic("reflect.Copy: " + dst.typ.get().Elem.String + " != " + src.typ.get().Elem.String)
	}
	if n > 0 {
		typedMove(dst.typ.get().Elem, to, src.elements(), n)
	}
	return n
}

// elements returns where the elements of an array or slice are.
func (v *Value) elements() unsafe.Pointer {
	if v.kind() == Slice {
		return (*sliceHeader)(v.ptr).Data
	}
	return v.address()
}

// Swapper returns a function that exchanges two elements of a slice.
func Swapper(slice any) func(i, j int) {
	v := ValueOf(slice)
	if v.Kind() != Slice {
		panic(&ValueError{Method: "Swapper", Kind: v.Kind()})
	}
	return abi.Swapper(v.typ.get().Elem, v.ptr)
}
