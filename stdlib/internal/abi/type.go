// Package abi shows the run time's type descriptors and interface words to the packages that
// need them: reflect, errors, runtime. It mirrors vm/rtype.h field by field.
package abi

import (
	"sync/atomic"
	"unsafe"
)

// Kind numbers, as in reflect.Kind.
const (
	Invalid = iota
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

// Bits of Type.Flags.
const (
	Direct     = 1 << 0 // an interface holds the value itself, not a pointer to it
	Comparable = 1 << 1
	Plain      = 1 << 2 // equality and hash may treat the value as bytes
	Named      = 1 << 3
	Variadic   = 1 << 4
)

// Type is a run-time type descriptor (struct RType).
type Type struct {
	Size        uintptr
	PtrBytes    uintptr
	ptrBits     unsafe.Pointer
	Hash        uint32
	Kind        uint8
	Align       uint8
	Flags       uint8
	ChanDir     uint8
	String      string
	Name        string
	PkgPath     string
	ptrTo       *Type
	Elem        *Type
	Key         *Type
	Count       int
	fields      *Field
	fieldCount  int
	params      **Type
	paramCount  int
	ResultCount int
	methods     *Method
	methodCount int
	source      unsafe.Pointer
	sliceOf     *Type
	mapInfo     unsafe.Pointer
	shallow     uint64
}

// Field is one field of a struct type (struct RField).
type Field struct {
	Name     string
	PkgPath  string
	Type     *Type
	Tag      string
	Offset   uintptr
	embedded uint64
}

// Embedded reports whether the field is an embedded one.
func (f *Field) Embedded() bool { return f.embedded != 0 }

// SetEmbedded marks the field as embedded or not.
func (f *Field) SetEmbedded(on bool) {
	f.embedded = 0
	if on {
		f.embedded = 1
	}
}

// Method is one method of a method set (struct RMethod).
type Method struct {
	Name    string
	PkgPath string
	Type    *Type
	Code    unsafe.Pointer // *FuncCode taking the interface's data word as receiver
}

// Itab is the first word of a non-empty interface value (struct Itab).
type Itab struct {
	Inter       *Type
	Type        *Type
	hash        uint32
	methodCount uint32
	methods     [1]unsafe.Pointer
}

// Code returns the code of the interface's method number i.
func (t *Itab) Code(i int) unsafe.Pointer {
	return *(*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(&t.methods), uintptr(i)*8))
}

// EmptyInterface is an interface{} as it lies in memory.
type EmptyInterface struct {
	Type *Type
	Data unsafe.Pointer
}

// MethodInterface is an interface with methods as it lies in memory.
type MethodInterface struct {
	Itab *Itab
	Data unsafe.Pointer
}

// TypeOf returns the descriptor of a's dynamic type, nil for a nil interface.
func TypeOf(a any) *Type {
	// As a number: that descriptors live for ever, escape analysis cannot know.
	word := uintptr(unsafe.Pointer((*EmptyInterface)(unsafe.Pointer(&a)).Type))
	return (*Type)(unsafe.Pointer(word))
}

// Fields returns the fields of a struct type.
func (t *Type) Fields() []Field { return unsafe.Slice(t.fields, t.fieldCount) }

// Full returns t after filling in what may be missing in a shallow descriptor: the element of a
// pointer type, parameters, methods. Another goroutine may be doing the same.
func (t *Type) Full() *Type {
	if atomic.LoadUint64(&t.shallow) != 0 {
		Complete(t)
	}
	return t
}

// Params returns the parameter types of a function type, followed by its result types.
func (t *Type) Params() []*Type { return unsafe.Slice(t.params, t.paramCount+t.ResultCount) }

// ParamCount returns the number of parameters of a function type.
func (t *Type) ParamCount() int { return t.paramCount }

// Methods returns the method set of a full type, or all methods of an interface type, sorted by name.
// Types and code of a concrete type's methods are there only after MethodAt.
func (t *Type) Methods() []Method { return unsafe.Slice(t.methods, t.methodCount) }

// MethodCount returns the size of the type's method set.
func (t *Type) MethodCount() int { return t.methodCount }

// IsDirect reports whether an interface holds values of t in its data word.
func (t *Type) IsDirect() bool { return t.Flags&Direct != 0 }

// Complete fills in a shallow descriptor.
//
//go:noescape
func Complete(t *Type)

// MethodAt returns method number i of a full type with its type and code.
//
//go:noescape
func MethodAt(t *Type, i int) *Method

// PointerTo returns the descriptor of *t.
//
//go:noescape
func PointerTo(t *Type) *Type

// ItabOf returns the Itab of t as the interface type inter, nil when t lacks a method.
//
//go:noescape
func ItabOf(inter, t *Type) *Itab

// StoreAs stores v at [to], a place of type t, and reports whether v's dynamic type allowed it: t
// is that type, or an interface type that it implements.
func StoreAs(t *Type, to unsafe.Pointer, v any) bool

// MakeType returns the type that the request describes, made when the program does not mention it;
// nil when that is impossible.
func MakeType(r *TypeRequest) *Type

// TypeRequest says which type MakeType shall make (struct RTypeRequest).
type TypeRequest struct {
	Kind        int32
	Elem        *Type
	Key         *Type
	Count       int // array length, channel direction
	Params      **Type
	ParamCount  int
	ResultCount int
	Variadic    bool
	Fields      *Field
	FieldCount  int
}

// The kinds of a TypeRequest.
const (
	MakePointer = iota
	MakeSlice
	MakeArray
	MakeMap
	MakeChan
	MakeFunc
	MakeStruct
)

// FuncPC returns the code of a func value, in the form that runtime.FuncForPC knows.
func FuncPC(closure unsafe.Pointer) uintptr { return *(*uintptr)(closure) }
