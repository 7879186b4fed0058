package abi

import "unsafe"

// SliceHeader is a slice as it lies in memory.
type SliceHeader struct {
	Data unsafe.Pointer
	Len  int
	Cap  int
}

// swapItems exchanges two elements of an array of t; held has room for one.
//
//go:noescape
func swapItems(t *Type, items unsafe.Pointer, i, j int, held unsafe.Pointer)

// Swapper returns a function that exchanges two elements of the slice at p, whose elements are of
// type elem. There are as many kinds of functions as in gc, with the same captured variables, so that
// sorting takes the same memory.
func Swapper(elem *Type, p unsafe.Pointer) func(i, j int) {
	s := (*SliceHeader)(p)
	switch s.Len {
	case 0:
		return func(i, j int) { panic("reflect: slice index out of range") }
	case 1:
		return func(i, j int) {
			if i != 0 || j != 0 {
				panic("reflect: slice index out of range")
			}
		}
	}
	size := elem.Size
	if elem.PtrBytes > 0 {
		if size == 8 {
			pointers := *(*[]unsafe.Pointer)(p)
			return func(i, j int) { pointers[i], pointers[j] = pointers[j], pointers[i] }
		}
		if elem.Kind == String {
			texts := *(*[]string)(p)
			return func(i, j int) { texts[i], texts[j] = texts[j], texts[i] }
		}
	} else {
		switch size {
		case 8:
			words := *(*[]int64)(p)
			return func(i, j int) { words[i], words[j] = words[j], words[i] }
		case 4:
			words := *(*[]int32)(p)
			return func(i, j int) { words[i], words[j] = words[j], words[i] }
		case 2:
			words := *(*[]int16)(p)
			return func(i, j int) { words[i], words[j] = words[j], words[i] }
		case 1:
			bytes := *(*[]int8)(p)
			return func(i, j int) { bytes[i], bytes[j] = bytes[j], bytes[i] }
		}
	}
	held := unsafe.Pointer(unsafe.SliceData(make([]byte, size)))
	return func(i, j int) {
		if uint(i) >= uint(s.Len) || uint(j) >= uint(s.Len) {
			panic("reflect: slice index out of range")
		}
		if size > 0 {
			swapItems(elem, s.Data, i, j, held)
		}
	}
}
