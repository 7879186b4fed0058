package sort

import (
	"internal/abi"
	"math/bits"
	"unsafe"
)

// lessFuncs sorts any slice by a function of indexes.
type lessFuncs struct {
	less func(i, j int) bool
	swap func(i, j int)
}

func (f lessFuncs) Less(i, j int) bool { return f.less(i, j) }
func (f lessFuncs) Swap(i, j int)      { f.swap(i, j) }

// sliceIn returns the slice in x and the type of its elements; it panics when x is not a slice.
func sliceIn(x any) (*abi.SliceHeader, *abi.Type) {
	t := abi.TypeOf(x)
	if t == nil {
		panic("reflect: call of Swapper on zero Value")
	}
	if t.Kind != abi.Slice {
		panic("reflect: call of Swapper on non-slice value")
	}
	return (*abi.SliceHeader)((*abi.EmptyInterface)(unsafe.Pointer(&x)).Data), t.Elem
}

// Slice sorts the slice x by less, a function of two indexes; equal elements may change their order.
// It panics when x is not a slice.
func Slice(x any, less func(i, j int) bool) {
	s, elem := sliceIn(x)
	data := lessFuncs{less, abi.Swapper(elem, unsafe.Pointer(s))}
	if s.Len < 2 || inOrder(data, s.Len) {
		return
	}
	quickSort(data, 0, s.Len, 2*bits.Len(uint(s.Len)))
}

// SliceStable sorts the slice x by less; equal elements keep their order. It panics when x is not a
// slice.
func SliceStable(x any, less func(i, j int) bool) {
	s, elem := sliceIn(x)
	stable(lessFuncs{less, abi.Swapper(elem, unsafe.Pointer(s))}, s.Len)
}

// SliceIsSorted reports whether the slice x is sorted by less. It panics when x is not a slice.
func SliceIsSorted(x any, less func(i, j int) bool) bool {
	s, _ := sliceIn(x)
	for i := s.Len - 1; i > 0; i-- {
		if less(i, i-1) {
			return false
		}
	}
	return true
}
