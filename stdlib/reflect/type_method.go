package reflect

import (
	"internal/abi"
	"unsafe"
)

// Method describes a method of a type.
type Method struct {
	Name    string
	PkgPath string // empty for exported methods
	Type    Type   // of the function; for a concrete type with the receiver first
	Func    Value  // the same; invalid for an interface type
	Index   int
}

// IsExported reports whether the method is exported.
func (m Method) IsExported() bool {
	return m.PkgPath == ""
}

// exported returns the places of t's exported methods in its method set; for an interface all.
func exported(t *abi.Type) []int {
	methods := t.Full().Methods()
	places := make([]int, 0, len(methods))
	for i := range methods {
		if t.Kind == abi.Interface || methods[i].PkgPath == "" {
			places = append(places, i)
		}
	}
	return places
}

func (t *rtype) NumMethod() int {
	if t.Kind() == Interface {
		return t.t.Full().MethodCount()
	}
	n := 0
	methods := t.t.Full().Methods()
	for i := range methods {
		if methods[i].PkgPath == "" {
			n++
		}
	}
	return n
}

func (t *rtype) Method(i int) (m Method) {
	places := exported(&t.t)
	if i < 0 || i >= len(places) {
		panic("reflect: Method index out of range")
	}
	if t.Kind() == Interface {
		method := &t.t.Methods()[places[i]]
		return Method{Name: method.Name, PkgPath: method.PkgPath, Type: toType(method.Type), Index: i}
	}
	method := abi.MethodAt(&t.t, places[i])
	m = Method{Name: method.Name, Index: i}
	ft := toType(method.Type)
	in := []Type{t}
	for k := 0; k < ft.NumIn(); k++ {
		in = append(in, ft.In(k))
	}
	var out []Type
	for k := 0; k < ft.NumOut(); k++ {
		out = append(out, ft.Out(k))
	}
	m.Type = FuncOf(in, out, ft.IsVariadic())
	variadic := ft.IsVariadic()
	m.Func = MakeFunc(m.Type, func(args []Value) []Value {
		bound := args[0].Method(i)
		if variadic {
			return bound.CallSlice(args[1:])
		}
		return bound.Call(args[1:])
	})
	return m
}

func (t *rtype) MethodByName(name string) (m Method, ok bool) {
	methods := t.t.Full().Methods()
	for i, place := range exported(&t.t) {
		if methods[place].Name == name {
			return t.Method(i), true
		}
	}
	return Method{}, false
}

func (t *rtype) Implements(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.Implements")
	}
	if u.Kind() != Interface {
		panic("reflect: non-interface type passed to Type.Implements")
	}
	return implements(u.common(), &t.t)
}

func (t *rtype) AssignableTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.AssignableTo")
	}
	uu := u.common()
	return directlyAssignable(uu, &t.t) || implements(uu, &t.t)
}

// implements reports whether v has the methods of the interface type t.
func implements(t, v *abi.Type) bool {
	if t.Kind != abi.Interface {
		return false
	}
	if t.Full().MethodCount() == 0 {
		return true
	}
	if v.Kind != abi.Interface {
		return abi.ItabOf(t, v) != nil
	}
	want, have := t.Methods(), v.Full().Methods()
	i := 0
	for j := range have {
		w, h := &want[i], &have[j]
		if w.Name == h.Name && w.PkgPath == h.PkgPath && w.Type == h.Type {
			if i++; i >= len(want) {
				return true
			}
		}
	}
	return false
}

func hasName(t *abi.Type) bool { return t.Flags&abi.Named != 0 }

// directlyAssignable reports whether values of v can be stored as t without change.
func directlyAssignable(t, v *abi.Type) bool {
	if t == v {
		return true
	}
	if hasName(t) && hasName(v) || t.Kind != v.Kind {
		return false
	}
	if t.Kind == abi.Chan && v.ChanDir == uint8(BothDir) && t.Elem == v.Elem {
		return true
	}
	return sameUnderlying(t, v, true)
}

func identical(t, v *abi.Type, tags bool) bool {
	if tags {
		return t == v
	}
	if t.Name != v.Name || t.Kind != v.Kind || t.PkgPath != v.PkgPath {
		return false
	}
	return sameUnderlying(t, v, false)
}

// sameUnderlying reports whether the underlying types are identical, tags counting or not.
func sameUnderlying(t, v *abi.Type, tags bool) bool {
	if t == v {
		return true
	}
	if t.Kind != v.Kind {
		return false
	}
	k := Kind(t.Kind)
	if Bool <= k && k <= Complex128 || k == String || k == UnsafePointer {
		return true
	}
	t.Full()
	v.Full()
	switch k {
	case Array:
		return t.Count == v.Count && identical(t.Elem, v.Elem, tags)
	case Chan:
		return t.ChanDir == v.ChanDir && identical(t.Elem, v.Elem, tags)
	case Pointer, Slice:
		return identical(t.Elem, v.Elem, tags)
	case Map:
		return identical(t.Key, v.Key, tags) && identical(t.Elem, v.Elem, tags)
	case Func:
		if t.ParamCount() != v.ParamCount() || t.ResultCount != v.ResultCount ||
			t.Flags&abi.Variadic != v.Flags&abi.Variadic {
			return false
		}
		a, b := t.Params(), v.Params()
		for i := range a {
			if !identical(a[i], b[i], tags) {
				return false
			}
		}
		return true
	case Interface:
		a, b := t.Methods(), v.Methods()
		if len(a) != len(b) {
			return false
		}
		for i := range a {
			if a[i].Name != b[i].Name || a[i].PkgPath != b[i].PkgPath || a[i].Type != b[i].Type {
				return false
			}
		}
		return true
	case Struct:
		a, b := t.Fields(), v.Fields()
		if len(a) != len(b) {
			return false
		}
		for i := range a {
			x, y := &a[i], &b[i]
			if x.Name != y.Name || x.PkgPath != y.PkgPath || x.Embedded() != y.Embedded() ||
				tags && x.Tag != y.Tag || !identical(x.Type, y.Type, tags) {
				return false
			}
		}
		return true
	}
	return false
}

// methodType returns the type, without receiver, of method number i of v.
func methodType(v Value, i int) *abi.Type {
	t := v.typ.get().Full()
	if v.kind() == Interface {
		return t.Methods()[i].Type
	}
	return abi.MethodAt(t, exported(t)[i]).Type
}

// methodCode finds what a call of method number i of v runs: a func value, the receiver's word and
// the type of the method without receiver.
func methodCode(v Value, i int) (closure, receiver unsafe.Pointer, ft *abi.Type) {
	if v.kind() == Interface {
		word := (*abi.MethodInterface)(v.ptr)
		if word.Itab == nil {
			panic("reflect: Method on nil interface value")
		}
		method := &v.typ.get().Full().Methods()[i]
		code := word.Itab.Code(i)
		return unsafe.Pointer(&code), word.Data, method.Type
	}
	method := abi.MethodAt(v.typ.get().Full(), exported(v.typ.get())[i])
	code := method.Code
	return unsafe.Pointer(&code), v.word(), method.Type
}
