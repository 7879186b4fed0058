package reflect

import "unsafe"

// visit is a comparison in progress: meeting it again means that the values are cyclic, and equal as
// far as they were seen.
type visit struct {
	a, b unsafe.Pointer
	typ  typeWord
}

// DeepEqual reports whether x and y are of one type and equal in depth: what slices, maps, pointers
// and interfaces lead to is compared; funcs are equal only when both are nil.
func DeepEqual(x, y any) bool {
	if x == nil || y == nil {
		return x == y
	}
	v1 := ValueOf(x)
	v2 := ValueOf(y)
	if v1.typ != v2.typ {
		return false
	}
	return deepEqual(v1, v2, map[visit]bool{})
}

// reference returns what identifies the thing that a map, pointer, slice or interface leads to; nil
// for other kinds.
func reference(v Value) unsafe.Pointer {
	switch v.Kind() {
	case Pointer, Map:
		return v.pointer()
	case Slice, Interface:
		return v.ptr
	}
	return nil
}

func deepEqual(v1, v2 Value, visited map[visit]bool) bool {
	if !v1.IsValid() || !v2.IsValid() {
		return v1.IsValid() == v2.IsValid()
	}
	if v1.typ != v2.typ {
		return false
	}
	if a, b := reference(v1), reference(v2); a != nil && b != nil {
		if uintptr(a) > uintptr(b) {
			a, b = b, a
		}
		seen := visit{a, b, v1.typ}
		if visited[seen] {
			return true
		}
		visited[seen] = true
	}
	switch v1.Kind() {
	case Array:
		for i := 0; i < v1.Len(); i++ {
			if !deepEqual(v1.Index(i), v2.Index(i), visited) {
				return false
			}
		}
		return true
	case Slice:
		if v1.IsNil() != v2.IsNil() || v1.Len() != v2.Len() {
			return false
		}
		if v1.UnsafePointer() == v2.UnsafePointer() {
			return true
		}
		for i := 0; i < v1.Len(); i++ {
			if !deepEqual(v1.Index(i), v2.Index(i), visited) {
				return false
			}
		}
		return true
	case Interface:
		if v1.IsNil() || v2.IsNil() {
			return v1.IsNil() == v2.IsNil()
		}
		return deepEqual(v1.Elem(), v2.Elem(), visited)
	case Pointer:
		if v1.UnsafePointer() == v2.UnsafePointer() {
			return true
		}
		return deepEqual(v1.Elem(), v2.Elem(), visited)
	case Struct:
		for i, n := 0, v1.NumField(); i < n; i++ {
			if !deepEqual(v1.Field(i), v2.Field(i), visited) {
				return false
			}
		}
		return true
	case Map:
		if v1.IsNil() != v2.IsNil() || v1.Len() != v2.Len() {
			return false
		}
		if v1.UnsafePointer() == v2.UnsafePointer() {
			return true
		}
		for iter := v1.MapRange(); iter.Next(); {
			val2 := v2.MapIndex(iter.Key())
			if !val2.IsValid() || !deepEqual(iter.Value(), val2, visited) {
				return false
			}
		}
		return true
	case Func:
		return v1.IsNil() && v2.IsNil()
	}
	return equalValues(v1.typ.get(), v1.address(), v2.address())
}
