// Package reflect looks at types and values at run time.
package reflect

import (
	"internal/abi"
	"unsafe"
)

// Kind is the basic kind of a type.
type Kind uint

// The kinds.
const (
	Invalid Kind = iota
	Bool
	Int
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	Array
	Chan
	Func
	Interface
	Map
	Pointer
	Slice
	String
	Struct
	UnsafePointer
)

// Ptr is the old name of Pointer.
const Ptr = Pointer

var kindNames = [...]string{"invalid", "bool", "int", "int8", "int16", "int32", "int64", "uint",
	"uint8", "uint16", "uint32", "uint64", "uintptr", "float32", "float64", "complex64",
	"complex128", "array", "chan", "func", "interface", "map", "ptr", "slice", "string", "struct",
	"unsafe.Pointer"}

// String returns the name of the kind.
func (k Kind) String() string {
	if uint(k) < uint(len(kindNames)) {
		return kindNames[k]
	}
	return "kind" + decimal(int(k))
}

func decimal(n int) string {
	if n < 0 {
		return "-" + decimal(-n)
	}
	if n < 10 {
		return string(rune('0' + n))
	}
	return decimal(n/10) + string(rune('0'+n%10))
}

// ChanDir is the direction of a channel type.
type ChanDir int

// The directions.
const (
	RecvDir ChanDir = 1 << iota
	SendDir
	BothDir = RecvDir | SendDir
)

// String returns the direction as it is written.
func (d ChanDir) String() string {
	switch d {
	case SendDir:
		return "chan<-"
	case RecvDir:
		return "<-chan"
	case BothDir:
		return "chan"
	}
	return "ChanDir" + decimal(int(d))
}

// Type describes a Go type. Types are equal with == when they are identical. Methods that do not
// fit the kind of type panic.
type Type interface {
	Align() int
	FieldAlign() int
	Method(int) Method
	MethodByName(string) (Method, bool)
	NumMethod() int
	Name() string
	PkgPath() string
	Size() uintptr
	String() string
	Kind() Kind
	Implements(u Type) bool
	AssignableTo(u Type) bool
	ConvertibleTo(u Type) bool
	Comparable() bool
	Bits() int
	ChanDir() ChanDir
	IsVariadic() bool
	Elem() Type
	Field(i int) StructField
	FieldByIndex(index []int) StructField
	FieldByName(name string) (StructField, bool)
	FieldByNameFunc(match func(string) bool) (StructField, bool)
	In(i int) Type
	Key() Type
	Len() int
	NumField() int
	NumIn() int
	NumOut() int
	Out(i int) Type
	OverflowComplex(x complex128) bool
	OverflowFloat(x float64) bool
	OverflowInt(x int64) bool
	OverflowUint(x uint64) bool
	CanSeq() bool
	CanSeq2() bool

	common() *abi.Type
}

// rtype is the implementation of Type: a type descriptor itself.
type rtype struct {
	t abi.Type
}

func toType(t *abi.Type) Type {
	if t == nil {
		return nil
	}
	return (*rtype)(unsafe.Pointer(t))
}

// TypeOf returns the dynamic type of i, nil for a nil interface.
func TypeOf(i any) Type {
	return toType(abi.TypeOf(i))
}

// TypeFor returns the type T.
func TypeFor[T any]() Type {
	var v T
	if t := TypeOf(v); t != nil {
		return t
	}
	return TypeOf((*T)(nil)).Elem()
}

// PtrTo is the old name of PointerTo.
func PtrTo(t Type) Type { return PointerTo(t) }

// PointerTo returns the type *t.
func PointerTo(t Type) Type {
	return toType(abi.PointerTo(t.common()))
}

func (t *rtype) common() *abi.Type { return &t.t }

func (t *rtype) Align() int      { return int(t.t.Align) }
func (t *rtype) FieldAlign() int { return int(t.t.Align) }
func (t *rtype) Name() string    { return t.t.Name }
func (t *rtype) PkgPath() string { return t.t.PkgPath }
func (t *rtype) Size() uintptr   { return t.t.Size }
func (t *rtype) String() string  { return t.t.String }
func (t *rtype) Kind() Kind      { return Kind(t.t.Kind) }

func (t *rtype) Comparable() bool { return t.t.Flags&abi.Comparable != 0 }

func (t *rtype) Bits() int {
	k := t.Kind()
	if k < Int || k > Complex128 {
		panic("reflect: Bits of non-arithmetic Type " + t.String())
	}
	return int(t.t.Size) * 8
}

func (t *rtype) must(method string, k Kind) {
	if t.Kind() != k {
		panic("reflect: " + method + " of non-" + k.String() + " type " + t.String())
	}
}

func (t *rtype) ChanDir() ChanDir {
	t.must("ChanDir", Chan)
	return ChanDir(t.t.ChanDir)
}

func (t *rtype) IsVariadic() bool {
	t.must("IsVariadic", Func)
	return t.t.Flags&abi.Variadic != 0
}

func (t *rtype) Elem() Type {
	switch t.Kind() {
	case Array, Chan, Map, Pointer, Slice:
		return toType(t.t.Full().Elem)
	}
	panic("reflect: Elem of invalid type " + t.String())
}

func (t *rtype) Key() Type {
	t.must("Key", Map)
	return toType(t.t.Full().Key)
}

func (t *rtype) Len() int {
	t.must("Len", Array)
	return t.t.Count
}

func (t *rtype) NumIn() int {
	t.must("NumIn", Func)
	return t.t.Full().ParamCount()
}

func (t *rtype) In(i int) Type {
	t.must("In", Func)
	t.t.Full()
	return toType(t.t.Params()[:t.t.ParamCount()][i])
}

func (t *rtype) NumOut() int {
	t.must("NumOut", Func)
	return t.t.Full().ResultCount
}

func (t *rtype) Out(i int) Type {
	t.must("Out", Func)
	t.t.Full()
	return toType(t.t.Params()[t.t.ParamCount():][i])
}

func (t *rtype) OverflowComplex(x complex128) bool {
	switch t.Kind() {
	case Complex64:
		return overflowFloat32(real(x)) || overflowFloat32(imag(x))
	case Complex128:
		return false
	}
	panic("reflect: OverflowComplex of non-complex type " + t.String())
}

func (t *rtype) OverflowFloat(x float64) bool {
	switch t.Kind() {
	case Float32:
		return overflowFloat32(x)
	case Float64:
		return false
	}
	panic("reflect: OverflowFloat of non-float type " + t.String())
}

func (t *rtype) OverflowInt(x int64) bool {
	switch t.Kind() {
	case Int, Int8, Int16, Int32, Int64:
		return overflowInt(t.t.Size, x)
	}
	panic("reflect: OverflowInt of non-int type " + t.String())
}

func (t *rtype) OverflowUint(x uint64) bool {
	switch t.Kind() {
	case Uint, Uintptr, Uint8, Uint16, Uint32, Uint64:
		return overflowUint(t.t.Size, x)
	}
	panic("reflect: OverflowUint of non-uint type " + t.String())
}

func overflowFloat32(x float64) bool {
	if x < 0 {
		x = -x
	}
	const maxFloat32, maxFloat64 = 0x1p127 * (1 + (1 - 0x1p-23)), 0x1p1023 * (1 + (1 - 0x1p-52))
	return maxFloat32 < x && x <= maxFloat64
}

func overflowInt(size uintptr, x int64) bool {
	shift := 64 - size*8
	return x != x<<shift>>shift
}

func overflowUint(size uintptr, x uint64) bool {
	shift := 64 - size*8
	return x != x<<shift>>shift
}

func isYield(t *abi.Type, params int) bool {
	f := toType(t)
	if f.Kind() != Func || f.NumIn() != 1 || f.NumOut() != 0 {
		return false
	}
	y := f.In(0)
	return y.Kind() == Func && y.NumIn() == params && y.NumOut() == 1 && y.Out(0).Kind() == Bool
}

func (t *rtype) CanSeq() bool {
	switch t.Kind() {
	case Int8, Int16, Int32, Int64, Int, Uint8, Uint16, Uint32, Uint64, Uint, Uintptr, Array, Slice, Chan, String, Map:
		return true
	case Func:
		return isYield(&t.t, 1)
	case Pointer:
		return t.Elem().Kind() == Array
	}
	return false
}

func (t *rtype) CanSeq2() bool {
	switch t.Kind() {
	case Array, Slice, String, Map:
		return true
	case Func:
		return isYield(&t.t, 2)
	case Pointer:
		return t.Elem().Kind() == Array
	}
	return false
}
