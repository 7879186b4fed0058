package sort

import (
	"internal/abi"
	"math/bits"
	"unsafe"
)

// sliceHeader is a slice as it lies in memory.
type sliceHeader struct {
	items unsafe.Pointer
	count int
	cap   int
}

// swapItems exchanges two elements of an array of t.
//
//go:noescape
func swapItems(t *abi.Type, items unsafe.Pointer, i, j int)

// lessSlice sorts any slice by a function of indexes.
type lessSlice struct {
	elem  *abi.Type
	items unsafe.Pointer
	count int
	less  func(i, j int) bool
}

func (s *lessSlice) Len() int           { return s.count }
func (s *lessSlice) Less(i, j int) bool { return s.less(i, j) }
func (s *lessSlice) Swap(i, j int)      { swapItems(s.elem, s.items, i, j) }

// newLessSlice panics when x is not a slice.
func newLessSlice(x any, less func(i, j int) bool) lessSlice {
	word := (*abi.EmptyInterface)(unsafe.Pointer(&x))
	if word.Type == nil {
		panic("reflect: call of Swapper on zero Value")
	}
	if word.Type.Kind != abi.Slice {
		panic("reflect: call of Swapper on non-slice value")
	}
	header := (*sliceHeader)(word.Data)
	return lessSlice{word.Type.Elem, header.items, header.count, less}
}

// Slice sorts the slice x by less, a function of two indexes; equal elements may change their order.
// It panics when x is not a slice.
func Slice(x any, less func(i, j int) bool) {
	s := newLessSlice(x, less)
	if s.count < 2 || inOrder(&s, s.count) {
		return
	}
	quickSort(&s, 0, s.count, 2*bits.Len(uint(s.count)))
}

// SliceStable sorts the slice x by less; equal elements keep their order. It panics when x is not a
// slice.
func SliceStable(x any, less func(i, j int) bool) {
	s := newLessSlice(x, less)
	Stable(&s)
}

// SliceIsSorted reports whether the slice x is sorted by less. It panics when x is not a slice.
func SliceIsSorted(x any, less func(i, j int) bool) bool {
	s := newLessSlice(x, less)
	for i := s.count - 1; i > 0; i-- {
		if less(i, i-1) {
			return false
		}
	}
	return true
}
