package reflect

import (
	"internal/abi"
	"unsafe"
)

//go:noescape
func mapLen(m unsafe.Pointer) int

//go:noescape
func mapAccess(t *abi.Type, m, key unsafe.Pointer) unsafe.Pointer

//go:noescape
func mapAssign(t *abi.Type, m, key, elem unsafe.Pointer)

//go:noescape
func mapDelete(t *abi.Type, m, key unsafe.Pointer)

//go:noescape
func mapClear(t *abi.Type, m unsafe.Pointer)

//go:noescape
func makeMap(t *abi.Type, size int) unsafe.Pointer

// mapIter is the run time's iterator; key is nil at the end.
type mapIter struct {
	key, elem unsafe.Pointer
	private   [14]unsafe.Pointer
}

//go:noescape
func mapIterInit(t *abi.Type, m unsafe.Pointer, it *mapIter)

//go:noescape
func mapIterNext(it *mapIter)

// inMap returns p, a place in a map that is copied from at once. Escape analysis need not follow it:
// what maps hold is in the heap.
func inMap(p unsafe.Pointer) unsafe.Pointer {
	word := uintptr(p)
	return unsafe.Pointer(word ^ 0)
}

// copied returns a value of type t with a copy of what is at p.
func copied(t *abi.Type, fl flag, p unsafe.Pointer) Value {
	if t.IsDirect() {
		return Value{wordOf(t), *(*unsafe.Pointer)(p), fl | flag(t.Kind)}
	}
	c := newObject(t)
	typedMove(t, c, p, 1)
	return Value{wordOf(t), c, fl | flagIndir | flag(t.Kind)}
}

// MapIndex returns the value of key in a map; the zero Value when it is not there.
func (v Value) MapIndex(key Value) Value {
	v.mustBe(Map, "MapIndex")
	t := v.typ.get().Full()
	key = key.assignTo("reflect.Value.MapIndex", t.Key, nil)
	e := mapAccess(t, v.pointer(), key.address())
	if e == nil {
		return Value{}
	}
	return copied(t.Elem, (v.flag | key.flag).ro(), e)
}

// MapKeys returns the keys of a map, in no fixed order.
func (v Value) MapKeys() []Value {
	v.mustBe(Map, "MapKeys")
	keys := make([]Value, 0, v.Len())
	for iter := (MapIter{m: v}); iter.Next(); {
		keys = append(keys, iter.Key())
	}
	return keys
}

// SetMapIndex sets the value of key in a map; the zero Value deletes the entry.
func (v Value) SetMapIndex(key, elem Value) {
	v.mustBe(Map, "SetMapIndex")
	v.mustBeExported("SetMapIndex")
	key.mustBeExported("SetMapIndex")
	t := v.typ.get().Full()
	key = key.assignTo("reflect.Value.SetMapIndex", t.Key, nil)
	if elem.typ == 0 {
		mapDelete(t, v.pointer(), key.address())
		return
	}
	elem.mustBeExported("SetMapIndex")
	elem = elem.assignTo("reflect.Value.SetMapIndex", t.Elem, nil)
	mapAssign(t, v.pointer(), key.address(), elem.address())
}

// MapIter goes through the entries of a map.
type MapIter struct {
	m       Value
	it      mapIter
	started bool
}

// MapRange returns an iterator over a map; it stands before the first entry.
func (v Value) MapRange() *MapIter {
	if v.kind() != Map {
		panic(&ValueError{"reflect.Value.MapRange", v.kind()})
	}
	return &MapIter{m: v}
}

// Next moves to the next entry and reports whether there is one.
func (iter *MapIter) Next() bool {
	if !iter.m.IsValid() {
		panic("MapIter.Next called on an iterator that does not have an associated map Value")
	}
	if !iter.started {
		iter.started = true
		mapIterInit(iter.m.typ.get().Full(), iter.m.pointer(), &iter.it)
	} else {
		if iter.it.key == nil {
			panic("MapIter.Next called on exhausted iterator")
		}
		mapIterNext(&iter.it)
	}
	return iter.it.key != nil
}

func (iter *MapIter) check(method string) {
	if !iter.started {
		panic("MapIter." + method + " called before Next")
	}
	if iter.it.key == nil {
		panic("MapIter." + method + " called on exhausted iterator")
	}
}

// Key returns the key of the entry.
func (iter *MapIter) Key() Value {
	iter.check("Key")
	return copied(iter.m.typ.get().Key, iter.m.flag.ro(), inMap(iter.it.key))
}

// Value returns the value of the entry.
func (iter *MapIter) Value() Value {
	iter.check("Value")
	return copied(iter.m.typ.get().Elem, iter.m.flag.ro(), inMap(iter.it.elem))
}

// Reset makes the iterator stand before the first entry of v.
func (iter *MapIter) Reset(v Value) {
	if v.IsValid() {
		v.mustBe(Map, "MapRange")
	}
	*iter = MapIter{m: v}
}

// SetIterKey assigns the key of iter's entry.
func (v Value) SetIterKey(iter *MapIter) {
	iter.check("Key")
	v.Set(iter.entry(iter.m.typ.get().Key, iter.it.key))
}

// SetIterValue assigns the value of iter's entry.
func (v Value) SetIterValue(iter *MapIter) {
	iter.check("Value")
	v.Set(iter.entry(iter.m.typ.get().Elem, iter.it.elem))
}

// entry returns what is at p in the map itself.
func (iter *MapIter) entry(t *abi.Type, p unsafe.Pointer) Value {
	return Value{wordOf(t), inMap(p), iter.m.flag.ro() | flagIndir | flag(t.Kind)}
}
