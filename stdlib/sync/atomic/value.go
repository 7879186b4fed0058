package atomic

import "unsafe"

// Value holds a value of one type for atomic use. A Value must not be copied after its first use.
type Value struct {
	v any
}

// words is an interface as it lies in memory.
type words struct {
	typ  unsafe.Pointer
	data unsafe.Pointer
}

// storing stands in the type word while the first value is being stored.
var storing byte

// Load returns the value of the last Store, nil before the first.
func (v *Value) Load() (val any) {
	vp := (*words)(unsafe.Pointer(v))
	typ := LoadPointer(&vp.typ)
	if typ == nil || typ == unsafe.Pointer(&storing) {
		return nil
	}
	data := LoadPointer(&vp.data)
	out := (*words)(unsafe.Pointer(&val))
	out.typ = typ
	out.data = data
	return
}

// Store sets the value. It panics when val is nil or of another type than the first one stored.
func (v *Value) Store(val any) {
	v.set("store", val)
}

// Swap sets the value and returns the one before, with the panics of Store.
func (v *Value) Swap(new any) (old any) {
	if v.first("swap", new) {
		return nil
	}
	vp := (*words)(unsafe.Pointer(v))
	np := (*words)(unsafe.Pointer(&new))
	op := (*words)(unsafe.Pointer(&old))
	op.typ, op.data = np.typ, SwapPointer(&vp.data, np.data)
	return old
}

func (v *Value) set(verb string, val any) {
	if v.first(verb, val) {
		return
	}
	vp := (*words)(unsafe.Pointer(v))
	StorePointer(&vp.data, (*words)(unsafe.Pointer(&val)).data)
}

// first stores val when the Value is empty, and reports that. Otherwise it checks val's type.
func (v *Value) first(verb string, val any) bool {
	if val == nil {
		panic("sync/atomic: " + verb + " of nil value into Value")
	}
	vp := (*words)(unsafe.Pointer(v))
	np := (*words)(unsafe.Pointer(&val))
	for {
		typ := LoadPointer(&vp.typ)
		if typ == nil {
			if !CompareAndSwapPointer(&vp.typ, nil, unsafe.Pointer(&storing)) {
				continue
			}
			StorePointer(&vp.data, np.data)
			StorePointer(&vp.typ, np.typ)
			return true
		}
		if typ == unsafe.Pointer(&storing) {
			continue
		}
		if typ != np.typ {
			panic("sync/atomic: " + verb + " of inconsistently typed value into Value")
		}
		return false
	}
}

// CompareAndSwap sets the value to new if it is old, and reports whether it was. It panics when new
// is nil, or old and new are not of one type, or old is not comparable.
func (v *Value) CompareAndSwap(old, new any) (swapped bool) {
	if new == nil {
		panic("sync/atomic: compare and swap of nil value into Value")
	}
	vp := (*words)(unsafe.Pointer(v))
	np := (*words)(unsafe.Pointer(&new))
	op := (*words)(unsafe.Pointer(&old))
	if op.typ != nil && np.typ != op.typ {
		panic("sync/atomic: compare and swap of inconsistently typed old and new values")
	}
	for {
		typ := LoadPointer(&vp.typ)
		if typ == nil {
			if old != nil {
				return false
			}
			return v.first("compare and swap", new)
		}
		if typ == unsafe.Pointer(&storing) {
			continue
		}
		if typ != np.typ {
			panic("sync/atomic: compare and swap of inconsistently typed value into Value")
		}
		data := LoadPointer(&vp.data)
		var now any
		(*words)(unsafe.Pointer(&now)).typ = typ
		(*words)(unsafe.Pointer(&now)).data = data
		if now != old {
			return false
		}
		return CompareAndSwapPointer(&vp.data, data, np.data)
	}
}
