// Package weak has pointers that do not keep what they point to.
package weak

import "unsafe"

// Pointer refers to a T without keeping it reachable. Once the T has been found unreachable its
// Value is nil for ever. Pointers made from equal pointers are equal, also after that.
type Pointer[T any] struct {
	_ [0]*T // pointers to different types do not convert
	u unsafe.Pointer
}

// handle returns the one handle of all weak pointers to the same place.
func handle(ptr unsafe.Pointer) unsafe.Pointer

// value returns the pointer that a handle was made for, nil when its object is gone.
func value(handle unsafe.Pointer) unsafe.Pointer

// Make returns a weak pointer to what ptr points to.
func Make[T any](ptr *T) Pointer[T] {
	if ptr == nil {
		return Pointer[T]{}
	}
	return Pointer[T]{u: handle(unsafe.Pointer(ptr))}
}

// Value returns the pointer that the weak one was made from, or nil when its object is gone. As
// long as the result is held, the object stays.
func (p Pointer[T]) Value() *T {
	if p.u == nil {
		return nil
	}
	return (*T)(value(p.u))
}
