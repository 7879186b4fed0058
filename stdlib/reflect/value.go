package reflect

import (
	"internal/abi"
	"unsafe"
)

type flag uintptr

const (
	flagKindMask    flag = 1<<5 - 1
	flagStickyRO    flag = 1 << 5 // obtained through an unexported field
	flagEmbedRO     flag = 1 << 6 // obtained through an unexported embedded field
	flagRO               = flagStickyRO | flagEmbedRO
	flagIndir       flag = 1 << 7 // ptr points to the value
	flagAddr        flag = 1 << 8 // the value can be addressed
	flagMethod      flag = 1 << 9 // the value is a method of the value
	flagMethodShift      = 10
)

// typeWord is a *abi.Type. Descriptors never move, live outside the heap, and for ever. As numbers
// they take no part in escape analysis: what is asked about a value's type lets nothing of the value
// out.
type typeWord uintptr

func wordOf(t *abi.Type) typeWord { return typeWord(unsafe.Pointer(t)) }

func (w typeWord) get() *abi.Type { return (*abi.Type)(unsafe.Pointer(w)) }

// kept is where mustOutlive would put things.
var kept unsafe.Pointer

// mustOutlive puts what p points to into the heap: its address is about to become a number, which
// escape analysis does not follow.
func mustOutlive(p unsafe.Pointer) {
	if kept != nil {
		kept = p
	}
}

// Value is a Go value to look at. The zero Value stands for no value.
type Value struct {
	typ typeWord
	// With flagIndir a pointer to the value; otherwise the value itself, which is a pointer.
	ptr unsafe.Pointer
	flag
}

func (f flag) kind() Kind { return Kind(f & flagKindMask) }

// ro returns the read-only flag that a part of the value gets.
func (f flag) ro() flag {
	if f&flagRO != 0 {
		return flagStickyRO
	}
	return 0
}

// ValueError is the panic of a method that does not fit the kind of value.
type ValueError struct {
	Method string
	Kind   Kind
}

func (e *ValueError) Error() string {
	if e.Kind == 0 {
		return "reflect: call of " + e.Method + " on zero Value"
	}
	return "reflect: call of " + e.Method + " on " + e.Kind.String() + " Value"
}

func (v Value) mustBe(expected Kind, method string) {
	if v.kind() != expected {
		panic(&ValueError{"reflect.Value." + method, v.kind()})
	}
}

func (v Value) mustBeExported(method string) {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value." + method, Invalid})
	}
	if v.flag&flagRO != 0 {
		panic("reflect: reflect.Value." + method + " using value obtained using unexported field")
	}
}

func (v Value) mustBeAssignable(method string) {
	v.mustBeExported(method)
	if v.flag&flagAddr == 0 {
		panic("reflect: reflect.Value." + method + " using unaddressable value")
	}
}

// Natives that work on memory by type.

//go:noescape
func typedMove(t *abi.Type, to, from unsafe.Pointer, count int)

//go:noescape
func newObject(t *abi.Type) unsafe.Pointer

//go:noescape
func newArray(t *abi.Type, n int) unsafe.Pointer

// equalValues compares two values in memory; it panics as == does when they cannot be compared.
//
//go:noescape
func equalValues(t *abi.Type, a, b unsafe.Pointer) bool

// ValueOf returns the Value of what is in the interface i; the zero Value for a nil interface.
func ValueOf(i any) Value {
	if i == nil {
		return Value{}
	}
	e := (*abi.EmptyInterface)(unsafe.Pointer(&i))
	f := flag(e.Type.Kind)
	if !e.Type.IsDirect() {
		f |= flagIndir
	}
	return Value{wordOf(e.Type), e.Data, f}
}

// word returns the data word of an interface that holds v.
func (v Value) word() unsafe.Pointer {
	if v.typ.get().IsDirect() {
		if v.flag&flagIndir != 0 {
			return *(*unsafe.Pointer)(v.ptr)
		}
		return v.ptr
	}
	if v.flag&flagAddr != 0 {
		c := newObject(v.typ.get()) // the original may change
		typedMove(v.typ.get(), c, v.ptr, 1)
		return c
	}
	return v.ptr
}

// address returns where the value is in memory.
func (v *Value) address() unsafe.Pointer {
	if v.flag&flagIndir != 0 {
		return v.ptr
	}
	return unsafe.Pointer(&v.ptr)
}

// pointer returns the value of a pointer-shaped v.
func (v Value) pointer() unsafe.Pointer {
	if v.flag&flagIndir != 0 {
		return *(*unsafe.Pointer)(v.ptr)
	}
	return v.ptr
}

func packEface(v Value) any {
	e := abi.EmptyInterface{Type: v.typ.get(), Data: v.word()}
	return *(*any)(unsafe.Pointer(&e))
}

// Interface returns the value in an interface. It panics for values of unexported fields.
func (v Value) Interface() (i any) {
	return valueInterface(v, true)
}

func valueInterface(v Value, safe bool) any {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.Interface", Invalid})
	}
	if safe && v.flag&flagRO != 0 {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	if v.flag&flagMethod != 0 {
		v = methodValue(v)
	}
	if v.kind() == Interface {
		return anyOf(v)
	}
	return packEface(v)
}

// anyOf turns the interface value in v into an empty interface.
func anyOf(v Value) any {
	if v.typ.get().Full().MethodCount() == 0 {
		return *(*any)(v.ptr)
	}
	word := (*abi.MethodInterface)(v.ptr)
	if word.Itab == nil {
		return nil
	}
	e := abi.EmptyInterface{Type: word.Itab.Type, Data: word.Data}
	return *(*any)(unsafe.Pointer(&e))
}

// CanInterface reports whether Interface works.
func (v Value) CanInterface() bool {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.CanInterface", Invalid})
	}
	return v.flag&flagRO == 0
}

// IsValid reports whether v is a value at all.
func (v Value) IsValid() bool { return v.flag != 0 }

// Kind returns the kind of v; Invalid for the zero Value.
func (v Value) Kind() Kind { return v.kind() }

// Type returns the type of v.
func (v Value) Type() Type {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.Type", Invalid})
	}
	if v.flag&flagMethod != 0 {
		return toType(methodType(v.receiver()))
	}
	return toType(v.typ.get())
}

// receiver splits a method value into its receiver and the method's number.
func (v Value) receiver() (Value, int) {
	i := int(v.flag) >> flagMethodShift
	f := v.flag & (flagRO | flagIndir | flagAddr)
	return Value{v.typ, v.ptr, f | flag(v.typ.get().Kind)}, i
}

// CanAddr reports whether Addr works.
func (v Value) CanAddr() bool { return v.flag&flagAddr != 0 }

// CanSet reports whether the value can be changed.
func (v Value) CanSet() bool { return v.flag&(flagAddr|flagRO) == flagAddr }

// Addr returns a pointer to v, which must be addressable.
func (v Value) Addr() Value {
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.Addr of unaddressable value")
	}
	return Value{wordOf(abi.PointerTo(v.typ.get())), v.ptr, v.flag&flagRO | flag(Pointer)}
}

// UnsafeAddr returns the address of v, which must be addressable.
func (v Value) UnsafeAddr() uintptr {
	if v.typ == 0 {
		panic(&ValueError{"reflect.Value.UnsafeAddr", Invalid})
	}
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.UnsafeAddr of unaddressable value")
	}
	mustOutlive(v.ptr)
	return uintptr(v.ptr)
}

// Bool returns a boolean.
func (v Value) Bool() bool {
	v.mustBe(Bool, "Bool")
	return *(*bool)(v.ptr)
}

// CanInt reports whether Int works.
func (v Value) CanInt() bool { return Int <= v.kind() && v.kind() <= Int64 }

// CanUint reports whether Uint works.
func (v Value) CanUint() bool { return Uint <= v.kind() && v.kind() <= Uintptr }

// CanFloat reports whether Float works.
func (v Value) CanFloat() bool { return v.kind() == Float32 || v.kind() == Float64 }

// CanComplex reports whether Complex works.
func (v Value) CanComplex() bool { return v.kind() == Complex64 || v.kind() == Complex128 }

// Int returns a signed integer.
func (v Value) Int() int64 {
	switch v.kind() {
	case Int, Int64:
		return *(*int64)(v.ptr)
	case Int8:
		return int64(*(*int8)(v.ptr))
	case Int16:
		return int64(*(*int16)(v.ptr))
	case Int32:
		return int64(*(*int32)(v.ptr))
	}
	panic(&ValueError{"reflect.Value.Int", v.kind()})
}

// Uint returns an unsigned integer.
func (v Value) Uint() uint64 {
	switch v.kind() {
	case Uint, Uint64, Uintptr:
		return *(*uint64)(v.ptr)
	case Uint8:
		return uint64(*(*uint8)(v.ptr))
	case Uint16:
		return uint64(*(*uint16)(v.ptr))
	case Uint32:
		return uint64(*(*uint32)(v.ptr))
	}
	panic(&ValueError{"reflect.Value.Uint", v.kind()})
}

// Float returns a floating-point number.
func (v Value) Float() float64 {
	switch v.kind() {
	case Float32:
		return float64(*(*float32)(v.ptr))
	case Float64:
		return *(*float64)(v.ptr)
	}
	panic(&ValueError{"reflect.Value.Float", v.kind()})
}

// Complex returns a complex number.
func (v Value) Complex() complex128 {
	switch v.kind() {
	case Complex64:
		return complex128(*(*complex64)(v.ptr))
	case Complex128:
		return *(*complex128)(v.ptr)
	}
	panic(&ValueError{"reflect.Value.Complex", v.kind()})
}

// String returns a string; for other kinds a text like "<int Value>".
func (v Value) String() string {
	switch v.kind() {
	case String:
		return *(*string)(v.ptr)
	case Invalid:
		return "<invalid Value>"
	}
	return "<" + v.Type().String() + " Value>"
}

// Bytes returns a byte slice, or the bytes of an addressable byte array.
func (v Value) Bytes() []byte {
	switch v.kind() {
	case Slice:
		if v.typ.get().Elem.Kind != abi.Uint8 {
			panic("reflect.Value.Bytes of non-byte slice")
		}
		return *(*[]byte)(v.ptr)
	case Array:
		if v.typ.get().Elem.Kind != abi.Uint8 {
			panic("reflect.Value.Bytes of non-byte array")
		}
		if !v.CanAddr() {
			panic("reflect.Value.Bytes of unaddressable byte array")
		}
		return unsafe.Slice((*byte)(v.ptr), v.typ.get().Count)
	}
	panic(&ValueError{"reflect.Value.Bytes", v.kind()})
}

// IsNil reports whether a chan, func, interface, map, pointer or slice is nil.
func (v Value) IsNil() bool {
	switch v.kind() {
	case Chan, Func, Map, Pointer, UnsafePointer:
		return v.flag&flagMethod == 0 && v.pointer() == nil
	case Interface, Slice:
		return *(*unsafe.Pointer)(v.ptr) == nil
	}
	panic(&ValueError{"reflect.Value.IsNil", v.kind()})
}

// Pointer returns the address in a chan, func, map, pointer, slice, string or unsafe.Pointer.
func (v Value) Pointer() uintptr {
	mustOutlive(v.ptr)
	switch v.kind() {
	case Func:
		return v.code()
	case Chan, Map, Pointer, UnsafePointer:
		return uintptr(v.pointer())
	case Slice, String:
		return uintptr(*(*unsafe.Pointer)(v.ptr))
	}
	panic(&ValueError{"reflect.Value.Pointer", v.kind()})
}

// code returns the address of the code of a func value.
func (v Value) code() uintptr {
	if v.flag&flagMethod != 0 {
		// That of any method value of this type.
		t := methodType(v.receiver()).Full()
		return abi.FuncPC(makeFuncClosure(t, nil))
	}
	p := v.pointer()
	if p == nil {
		return 0
	}
	return abi.FuncPC(p)
}

// UnsafePointer is Pointer with an unsafe.Pointer as result.
func (v Value) UnsafePointer() unsafe.Pointer {
	switch v.kind() {
	case Func:
		return unsafe.Pointer(v.code())
	case Chan, Map, Pointer, UnsafePointer:
		return v.pointer()
	case Slice, String:
		return *(*unsafe.Pointer)(v.ptr)
	}
	panic(&ValueError{"reflect.Value.UnsafePointer", v.kind()})
}

// InterfaceData returns the words of an interface value.
//
// Deprecated: nothing useful can be done with them.
func (v Value) InterfaceData() [2]uintptr {
	v.mustBe(Interface, "InterfaceData")
	mustOutlive(v.ptr)
	return *(*[2]uintptr)(v.ptr)
}

// Elem returns what an interface holds or a pointer points to; the zero Value for nil.
func (v Value) Elem() Value {
	switch v.kind() {
	case Interface:
		x := ValueOf(anyOf(v))
		if x.flag != 0 {
			x.flag |= v.flag.ro()
		}
		return x
	case Pointer:
		p := v.pointer()
		if p == nil {
			return Value{}
		}
		t := v.typ.get().Full().Elem
		return Value{wordOf(t), p, v.flag&flagRO | flagIndir | flagAddr | flag(t.Kind)}
	}
	panic(&ValueError{"reflect.Value.Elem", v.kind()})
}

// Indirect returns what v points to, or v itself when it is no pointer.
func Indirect(v Value) Value {
	if v.Kind() != Pointer {
		return v
	}
	return v.Elem()
}

// NumField returns the number of fields of a struct.
func (v Value) NumField() int {
	v.mustBe(Struct, "NumField")
	return len(v.typ.get().Full().Fields())
}

// Field returns field number i of a struct.
func (v Value) Field(i int) Value {
	if v.kind() != Struct {
		panic(&ValueError{"reflect.Value.Field", v.kind()})
	}
	fields := v.typ.get().Full().Fields()
	if uint(i) >= uint(len(fields)) {
		panic("reflect: Field index out of range")
	}
	f := &fields[i]
	fl := v.flag&(flagStickyRO|flagIndir|flagAddr) | flag(f.Type.Kind)
	if f.PkgPath != "" {
		if f.Embedded() {
			fl |= flagEmbedRO
		} else {
			fl |= flagStickyRO
		}
	}
	return Value{wordOf(f.Type), unsafe.Add(v.ptr, f.Offset), fl}
}

// FieldByIndex returns the field that a chain of numbers leads to. It panics at a nil pointer.
func (v Value) FieldByIndex(index []int) Value {
	if len(index) == 1 {
		return v.Field(index[0])
	}
	v.mustBe(Struct, "FieldByIndex")
	for i, x := range index {
		if i > 0 && v.Kind() == Pointer && v.typ.get().Full().Elem.Kind == abi.Struct {
			if v.IsNil() {
				panic("reflect: indirection through nil pointer to embedded struct")
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}

// nilEmbedded is the error of FieldByIndexErr.
type nilEmbedded string

func (e nilEmbedded) Error() string { return string(e) }

// FieldByIndexErr is FieldByIndex that returns an error at a nil pointer.
func (v Value) FieldByIndexErr(index []int) (Value, error) {
	if len(index) == 1 {
		return v.Field(index[0]), nil
	}
	v.mustBe(Struct, "FieldByIndexErr")
	for i, x := range index {
		if i > 0 && v.Kind() == Pointer && v.typ.get().Full().Elem.Kind == abi.Struct {
			if v.IsNil() {
				return Value{}, nilEmbedded("reflect: indirection through nil pointer to embedded struct field " + v.typ.get().Elem.Name)
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v, nil
}

// FieldByName returns the field of that name; the zero Value when there is none.
func (v Value) FieldByName(name string) Value {
	v.mustBe(Struct, "FieldByName")
	if f, ok := toType(v.typ.get()).FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// FieldByNameFunc returns the field whose name satisfies match; the zero Value when there is none.
func (v Value) FieldByNameFunc(match func(string) bool) Value {
	if f, ok := toType(v.typ.get()).FieldByNameFunc(match); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// sliceHeader is a slice as it lies in memory.
type sliceHeader struct {
	Data unsafe.Pointer
	Len  int
	Cap  int
}

// SliceHeader is a slice as it lies in memory.
//
// Deprecated: use package unsafe.
type SliceHeader struct {
	Data uintptr
	Len  int
	Cap  int
}

// StringHeader is a string as it lies in memory.
//
// Deprecated: use package unsafe.
type StringHeader struct {
	Data uintptr
	Len  int
}

// Len returns the length of an array, chan, map, slice, string or pointer to array.
func (v Value) Len() int {
	switch v.kind() {
	case Slice:
		return (*sliceHeader)(v.ptr).Len
	case String:
		return len(*(*string)(v.ptr))
	case Array:
		return v.typ.get().Count
	case Chan:
		return chanLen(v.pointer())
	case Map:
		return mapLen(v.pointer())
	case Pointer:
		if e := v.typ.get().Full().Elem; e.Kind == abi.Array {
			return e.Count
		}
		panic("reflect: call of reflect.Value.Len on ptr to non-array Value")
	}
	panic(&ValueError{"reflect.Value.Len", v.kind()})
}

// Cap returns the capacity of an array, chan, slice or pointer to array.
func (v Value) Cap() int {
	switch v.kind() {
	case Slice:
		return (*sliceHeader)(v.ptr).Cap
	case Array:
		return v.typ.get().Count
	case Chan:
		return chanCap(v.pointer())
	case Pointer:
		if e := v.typ.get().Full().Elem; e.Kind == abi.Array {
			return e.Count
		}
		panic("reflect: call of reflect.Value.Cap on ptr to non-array Value")
	}
	panic(&ValueError{"reflect.Value.Cap", v.kind()})
}

var bytesType = abi.TypeOf(uint8(0))

// Index returns element i of an array, slice or string.
func (v Value) Index(i int) Value {
	switch v.kind() {
	case Array:
		if uint(i) >= uint(v.typ.get().Count) {
			panic("reflect: array index out of range")
		}
		t := v.typ.get().Elem
		fl := v.flag&(flagIndir|flagAddr) | v.flag.ro() | flag(t.Kind)
		return Value{wordOf(t), unsafe.Add(v.ptr, uintptr(i)*t.Size), fl}
	case Slice:
		s := (*sliceHeader)(v.ptr)
		if uint(i) >= uint(s.Len) {
			panic("reflect: slice index out of range")
		}
		t := v.typ.get().Elem
		fl := flagAddr | flagIndir | v.flag.ro() | flag(t.Kind)
		return Value{wordOf(t), unsafe.Add(s.Data, uintptr(i)*t.Size), fl}
	case String:
		s := *(*string)(v.ptr)
		if uint(i) >= uint(len(s)) {
			panic("reflect: string index out of range")
		}
		p := unsafe.Add(unsafe.Pointer(unsafe.StringData(s)), i)
		return Value{wordOf(bytesType), p, v.flag.ro() | flag(Uint8) | flagIndir}
	}
	panic(&ValueError{"reflect.Value.Index", v.kind()})
}

// NumMethod returns the number of exported methods.
func (v Value) NumMethod() int {
	if v.typ == 0 {
		panic(&ValueError{"reflect.Value.NumMethod", Invalid})
	}
	if v.flag&flagMethod != 0 {
		return 0
	}
	return toType(v.typ.get()).NumMethod()
}

// Method returns method number i, bound to v.
func (v Value) Method(i int) Value {
	if v.typ == 0 {
		panic(&ValueError{"reflect.Value.Method", Invalid})
	}
	if v.flag&flagMethod != 0 || uint(i) >= uint(toType(v.typ.get()).NumMethod()) {
		panic("reflect: Method index out of range")
	}
	if v.typ.get().Kind == abi.Interface && v.IsNil() {
		panic("reflect: Method on nil interface value")
	}
	fl := v.flag.ro() | v.flag&(flagIndir|flagAddr) | flag(Func) | flagMethod
	return Value{v.typ, v.ptr, fl | flag(i)<<flagMethodShift}
}

// MethodByName returns the method of that name, bound to v; the zero Value when there is none.
func (v Value) MethodByName(name string) Value {
	if v.typ == 0 {
		panic(&ValueError{"reflect.Value.MethodByName", Invalid})
	}
	if v.flag&flagMethod != 0 {
		return Value{}
	}
	methods := v.typ.get().Full().Methods()
	for i, place := range exported(v.typ.get()) {
		if methods[place].Name == name {
			return v.Method(i)
		}
	}
	return Value{}
}

// OverflowInt reports whether x does not fit v's type.
func (v Value) OverflowInt(x int64) bool {
	if !v.CanInt() {
		panic(&ValueError{"reflect.Value.OverflowInt", v.kind()})
	}
	return overflowInt(v.typ.get().Size, x)
}

// OverflowUint reports whether x does not fit v's type.
func (v Value) OverflowUint(x uint64) bool {
	if !v.CanUint() {
		panic(&ValueError{"reflect.Value.OverflowUint", v.kind()})
	}
	return overflowUint(v.typ.get().Size, x)
}

// OverflowFloat reports whether x does not fit v's type.
func (v Value) OverflowFloat(x float64) bool {
	if !v.CanFloat() {
		panic(&ValueError{"reflect.Value.OverflowFloat", v.kind()})
	}
	return v.kind() == Float32 && overflowFloat32(x)
}

// OverflowComplex reports whether x does not fit v's type.
func (v Value) OverflowComplex(x complex128) bool {
	if !v.CanComplex() {
		panic(&ValueError{"reflect.Value.OverflowComplex", v.kind()})
	}
	return v.kind() == Complex64 && (overflowFloat32(real(x)) || overflowFloat32(imag(x)))
}

// IsZero reports whether v is the zero value of its type.
func (v Value) IsZero() bool {
	switch v.kind() {
	case Bool:
		return !v.Bool()
	case Int, Int8, Int16, Int32, Int64:
		return v.Int() == 0
	case Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
		return v.Uint() == 0
	case Float32, Float64:
		return v.Float() == 0 // -0, too
	case Complex64, Complex128:
		return v.Complex() == 0
	case Array:
		for i := 0; i < v.Len(); i++ {
			if !v.Index(i).IsZero() {
				return false
			}
		}
		return true
	case Chan, Func, Interface, Map, Pointer, Slice, UnsafePointer:
		return v.IsNil()
	case String:
		return v.Len() == 0
	case Struct:
		for i := 0; i < v.NumField(); i++ {
			if !v.Field(i).IsZero() && v.typ.get().Fields()[i].Name != "_" {
				return false
			}
		}
		return true
	}
	panic(&ValueError{"reflect.Value.IsZero", v.Kind()})
}

// Comparable reports whether == works for v and what is in it.
func (v Value) Comparable() bool {
	switch v.Kind() {
	case Invalid:
		return false
	case Interface:
		return v.IsNil() || v.Elem().Comparable()
	case Array:
		for i := 0; i < v.Len(); i++ {
			if !v.Index(i).Comparable() {
				return false
			}
		}
		return v.typ.get().Flags&abi.Comparable != 0
	case Struct:
		for i := 0; i < v.NumField(); i++ {
			if !v.Field(i).Comparable() {
				return false
			}
		}
		return true
	}
	return v.typ.get().Flags&abi.Comparable != 0
}

// Equal reports whether v and u are equal as by ==.
func (v Value) Equal(u Value) bool {
	if v.Kind() == Interface {
		v = v.Elem()
	}
	if u.Kind() == Interface {
		u = u.Elem()
	}
	if !v.IsValid() || !u.IsValid() {
		return v.IsValid() == u.IsValid()
	}
	if v.Kind() != u.Kind() || v.Type() != u.Type() {
		return false
	}
	switch v.Kind() {
	case Array:
		for i := 0; i < v.Len(); i++ {
			if !v.Index(i).Equal(u.Index(i)) {
				return false
			}
		}
		return true
	case Struct:
		for i := 0; i < v.NumField(); i++ {
			if !v.Field(i).Equal(u.Field(i)) {
				return false
			}
		}
		return true
	case Func, Map, Slice:
		panic("reflect.Value.Equal: values of type " + v.Type().String() + " are not comparable")
	}
	return equalValues(v.typ.get(), v.address(), u.address())
}
