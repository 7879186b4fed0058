package fmt

import (
	"reflect"
	"sort"
)

type entry struct {
	key, value reflect.Value
}

type entries []entry

func (e entries) Len() int           { return len(e) }
func (e entries) Swap(i, j int)      { e[i], e[j] = e[j], e[i] }
func (e entries) Less(i, j int) bool { return compare(e[i].key, e[j].key) < 0 }

// sortedEntries returns the entries of a map in an order that is the same every time.
func sortedEntries(m reflect.Value) entries {
	if m.IsNil() {
		return nil
	}
	list := make(entries, 0, m.Len())
	for iter := m.MapRange(); iter.Next(); {
		list = append(list, entry{iter.Key(), iter.Value()})
	}
	sort.Stable(list)
	return list
}

// nilOrder orders nil before the rest; done is false when neither is nil.
func nilOrder(a, b reflect.Value) (order int, done bool) {
	if a.IsNil() {
		if b.IsNil() {
			return 0, true
		}
		return -1, true
	}
	if b.IsNil() {
		return 1, true
	}
	return 0, false
}

func compareUint(a, b uint64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func compareFloat(a, b float64) int {
	switch {
	case a != a && b != b:
		return 0
	case a != a || a < b:
		return -1 // NaN comes first
	case b != b || a > b:
		return 1
	}
	return 0
}

// compare orders keys of one type: numbers and strings as usual, false before true, addresses by
// their number, structs and arrays by their parts, interfaces by type and then value.
func compare(a, b reflect.Value) int {
	if a.Type() != b.Type() {
		return -1
	}
	switch a.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		x, y := a.Int(), b.Int()
		return compareUint(uint64(x)^1<<63, uint64(y)^1<<63)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return compareUint(a.Uint(), b.Uint())
	case reflect.String:
		x, y := a.String(), b.String()
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	case reflect.Float32, reflect.Float64:
		return compareFloat(a.Float(), b.Float())
	case reflect.Complex64, reflect.Complex128:
		x, y := a.Complex(), b.Complex()
		if c := compareFloat(real(x), real(y)); c != 0 {
			return c
		}
		return compareFloat(imag(x), imag(y))
	case reflect.Bool:
		x, y := a.Bool(), b.Bool()
		switch {
		case x == y:
			return 0
		case x:
			return 1
		}
		return -1
	case reflect.Pointer, reflect.UnsafePointer:
		return compareUint(uint64(a.Pointer()), uint64(b.Pointer()))
	case reflect.Chan:
		if c, done := nilOrder(a, b); done {
			return c
		}
		return compareUint(uint64(a.Pointer()), uint64(b.Pointer()))
	case reflect.Struct:
		for i := 0; i < a.NumField(); i++ {
			if c := compare(a.Field(i), b.Field(i)); c != 0 {
				return c
			}
		}
		return 0
	case reflect.Array:
		for i := 0; i < a.Len(); i++ {
			if c := compare(a.Index(i), b.Index(i)); c != 0 {
				return c
			}
		}
		return 0
	case reflect.Interface:
		if c, done := nilOrder(a, b); done {
			return c
		}
		x := reflect.ValueOf(a.Elem().Type())
		y := reflect.ValueOf(b.Elem().Type())
		if c := compare(x, y); c != 0 {
			return c
		}
		return compare(a.Elem(), b.Elem())
	}
	panic("bad type in compare: " + a.Type().String())
}
