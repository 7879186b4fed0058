package errors

import (
	"internal/abi"
	"unsafe"
)

// Is reports whether err or any error that it wraps is target: equal to it, or saying so through a
// method Is(error) bool.
func Is(err, target error) bool {
	if err == nil || target == nil {
		return err == target
	}
	return isIn(err, target, abi.TypeOf(target).Flags&abi.Comparable != 0)
}

func isIn(err, target error, comparable bool) bool {
	for err != nil {
		if comparable && err == target {
			return true
		}
		if x, ok := err.(interface{ Is(error) bool }); ok && x.Is(target) {
			return true
		}
		switch x := err.(type) {
		case interface{ Unwrap() error }:
			err = x.Unwrap()
		case interface{ Unwrap() []error }:
			for _, inner := range x.Unwrap() {
				if isIn(inner, target, comparable) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}

// As looks for the first error in err's tree that can be assigned to what target points to, or
// that sets it through a method As(any) bool; it assigns that error and reports true. It panics
// when target is not a non-nil pointer to an interface type or to a type that is an error.
func As(err error, target any) bool {
	if err == nil {
		return false
	}
	if target == nil {
		panic("errors: target cannot be nil")
	}
	word := (*abi.EmptyInterface)(unsafe.Pointer(&target))
	if word.Type.Kind != abi.Pointer || word.Data == nil {
		panic("errors: target must be a non-nil pointer")
	}
	want := word.Type.Full().Elem
	if want.Kind != abi.Interface && abi.ItabOf(abi.TypeOf((*error)(nil)).Full().Elem, want) == nil {
		panic("errors: *target must be interface or implement error")
	}
	return asIn(err, target, want, word.Data)
}

func asIn(err error, target any, want *abi.Type, to unsafe.Pointer) bool {
	for err != nil {
		if abi.StoreAs(want, to, err) {
			return true
		}
		if x, ok := err.(interface{ As(any) bool }); ok && x.As(target) {
			return true
		}
		switch x := err.(type) {
		case interface{ Unwrap() error }:
			err = x.Unwrap()
		case interface{ Unwrap() []error }:
			for _, inner := range x.Unwrap() {
				if inner != nil && asIn(inner, target, want, to) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}
