package runtime

// Error is an error of the run time itself: an index out of range, a nil dereference and so on.
type Error interface {
	error

	// RuntimeError does nothing but tell run-time errors from others.
	RuntimeError()
}

// The run time makes the values below when it panics; it knows their layout: one string each.

// errorString is most run-time errors.
type errorString string

func (e errorString) RuntimeError() {}

func (e errorString) Error() string {
	return "runtime error: " + string(e)
}

// plainError is a run-time error without the prefix.
type plainError string

func (e plainError) RuntimeError() {}

func (e plainError) Error() string {
	return string(e)
}

// boundsError is an index or slice bound out of range.
type boundsError struct {
	text string
}

func (e boundsError) RuntimeError() {}

func (e boundsError) Error() string {
	return "runtime error: " + e.text
}

// errorAddressString is a memory error at an address.
type errorAddressString struct {
	msg  string
	addr uintptr
}

func (e errorAddressString) RuntimeError() {}

func (e errorAddressString) Error() string {
	return "runtime error: " + e.msg
}

// Addr returns the address.
func (e errorAddressString) Addr() uintptr {
	return e.addr
}

// TypeAssertionError is a failed type assertion.
type TypeAssertionError struct {
	text string
}

// RuntimeError marks run-time errors.
func (*TypeAssertionError) RuntimeError() {}

func (e *TypeAssertionError) Error() string {
	return e.text
}

// PanicNilError is the value of panic(nil).
type PanicNilError struct {
	_ [0]func() // keeps it from being compared
}

func (*PanicNilError) Error() string {
	return "panic called with nil argument"
}

// RuntimeError marks run-time errors.
func (*PanicNilError) RuntimeError() {}
