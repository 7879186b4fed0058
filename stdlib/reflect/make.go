package reflect

import (
	"internal/abi"
	"unsafe"
)

// Zero returns the zero value of a type; it is not addressable.
func Zero(typ Type) Value {
	if typ == nil {
		panic("reflect: Zero(nil)")
	}
	t := typ.common()
	if t.IsDirect() {
		return Value{wordOf(t), nil, flag(t.Kind)}
	}
	return Value{wordOf(t), newObject(t), flag(t.Kind) | flagIndir}
}

// New returns a pointer to a new zero value of a type.
func New(typ Type) Value {
	if typ == nil {
		panic("reflect: New(nil)")
	}
	t := typ.common()
	return Value{wordOf(abi.PointerTo(t)), newObject(t), flag(Pointer)}
}

// NewAt returns a pointer to a value of a type at p.
func NewAt(typ Type, p unsafe.Pointer) Value {
	return Value{wordOf(abi.PointerTo(typ.common())), p, flag(Pointer)}
}

// MakeSlice returns a new slice of type typ.
func MakeSlice(typ Type, len, cap int) Value {
	if typ.Kind() != Slice {
		panic("reflect.MakeSlice of non-slice type")
	}
	if len < 0 {
		panic("reflect.MakeSlice: negative len")
	}
	if cap < 0 {
		panic("reflect.MakeSlice: negative cap")
	}
	if len > cap {
		panic("reflect.MakeSlice: len > cap")
	}
	t := typ.common()
	s := new([]unsafe.Pointer)
	*(*sliceHeader)(unsafe.Pointer(s)) = sliceHeader{newArray(t.Elem, cap), len, cap}
	return Value{wordOf(t), unsafe.Pointer(s), flagIndir | flag(Slice)}
}

// SliceAt returns a slice of n elements of a type at p.
func SliceAt(typ Type, p unsafe.Pointer, n int) Value {
	s := new([]unsafe.Pointer)
	*(*sliceHeader)(unsafe.Pointer(s)) = sliceHeader{p, n, n}
	return Value{wordOf(sliceType(typ.common())), unsafe.Pointer(s), flagIndir | flag(Slice)}
}

// MakeMap returns a new map of type typ.
func MakeMap(typ Type) Value {
	return MakeMapWithSize(typ, 0)
}

// MakeMapWithSize returns a new map with room for about n entries.
func MakeMapWithSize(typ Type, n int) Value {
	if typ.Kind() != Map {
		panic("reflect.MakeMapWithSize of non-map type")
	}
	t := typ.common()
	return Value{wordOf(t), makeMap(t.Full(), n), flag(Map)}
}

// MakeChan returns a new channel of type typ.
func MakeChan(typ Type, buffer int) Value {
	if typ.Kind() != Chan {
		panic("reflect.MakeChan of non-chan type")
	}
	if buffer < 0 {
		panic("reflect.MakeChan: negative buffer size")
	}
	if typ.ChanDir() != BothDir {
		panic("reflect.MakeChan: unidirectional channel type")
	}
	t := typ.common()
	return Value{wordOf(t), makeChan(t.Full(), buffer), flag(Chan)}
}

// made returns the type that the request describes.
func made(r *abi.TypeRequest, what string) *abi.Type {
	t := abi.MakeType(r)
	if t == nil {
		panic("reflect: cannot make this " + what + " type")
	}
	return t
}

func sliceType(elem *abi.Type) *abi.Type {
	return made(&abi.TypeRequest{Kind: abi.MakeSlice, Elem: elem}, "slice")
}

// SliceOf returns the type []t.
func SliceOf(t Type) Type { return toType(sliceType(t.common())) }

// ArrayOf returns the type [length]elem.
func ArrayOf(length int, elem Type) Type {
	if length < 0 {
		panic("reflect: negative length passed to ArrayOf")
	}
	e := elem.common()
	if e.Size > 0 && uintptr(length) > (1<<47)/e.Size {
		panic("reflect.ArrayOf: array size would exceed virtual address space")
	}
	return toType(made(&abi.TypeRequest{Kind: abi.MakeArray, Elem: e, Count: length}, "array"))
}

// MapOf returns the type map[key]elem.
func MapOf(key, elem Type) Type {
	if !key.Comparable() {
		panic("reflect.MapOf: invalid key type " + key.String())
	}
	r := &abi.TypeRequest{Kind: abi.MakeMap, Elem: elem.common(), Key: key.common()}
	return toType(made(r, "map"))
}

// ChanOf returns the channel type with this direction and element type.
func ChanOf(dir ChanDir, t Type) Type {
	if dir < RecvDir || dir > BothDir {
		panic("reflect.ChanOf: invalid dir")
	}
	if t.Size() >= 1<<16 {
		panic("reflect.ChanOf: element size too large")
	}
	r := &abi.TypeRequest{Kind: abi.MakeChan, Elem: t.common(), Count: int(dir)}
	return toType(made(r, "chan"))
}

// FuncOf returns the function type with these parameters and results.
func FuncOf(in, out []Type, variadic bool) Type {
	if variadic && (len(in) == 0 || in[len(in)-1].Kind() != Slice) {
		panic("reflect.FuncOf: last arg of variadic func must be slice")
	}
	all := make([]*abi.Type, 0, len(in)+len(out)+1)
	for _, t := range in {
		all = append(all, t.common())
	}
	for _, t := range out {
		all = append(all, t.common())
	}
	r := &abi.TypeRequest{
		Kind:        abi.MakeFunc,
		Params:      unsafe.SliceData(all),
		ParamCount:  len(in),
		ResultCount: len(out),
		Variadic:    variadic,
	}
	return toType(made(r, "func"))
}

// StructOf returns the struct type with these fields; their Offset and Index do not count.
func StructOf(fields []StructField) Type {
	list := make([]abi.Field, len(fields)+1)
	names := map[string]bool{}
	for i, f := range fields {
		if f.Name == "" {
			panic("reflect.StructOf: field " + decimal(i) + " has no name")
		}
		if !validName(f.Name) {
			panic("reflect.StructOf: field " + decimal(i) + " has invalid name")
		}
		if f.Type == nil {
			panic("reflect.StructOf: field " + decimal(i) + " has no type")
		}
		if names[f.Name] && f.Name != "_" {
			panic("reflect.StructOf: duplicate field " + f.Name)
		}
		if f.PkgPath == "" && !upperName(f.Name) {
			panic("reflect.StructOf: field \"" + f.Name + "\" is unexported but missing PkgPath")
		}
		names[f.Name] = true
		list[i] = abi.Field{Name: f.Name, PkgPath: f.PkgPath, Type: f.Type.common(), Tag: string(f.Tag)}
		list[i].SetEmbedded(f.Anonymous)
	}
	r := &abi.TypeRequest{Kind: abi.MakeStruct, Fields: unsafe.SliceData(list), FieldCount: len(fields)}
	return toType(made(r, "struct"))
}

func validName(name string) bool {
	for i, c := range name {
		letter := c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return true
}

func upperName(name string) bool {
	return 'A' <= name[0] && name[0] <= 'Z' || name[0] >= 0x80
}
