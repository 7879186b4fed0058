package strconv

import "errors"

// ErrRange says that a number does not fit the type asked for.
var ErrRange = errors.New("value out of range")

// ErrSyntax says that a text is not of the form asked for.
var ErrSyntax = errors.New("invalid syntax")

// NumError tells of a failed conversion.
type NumError struct {
	Func string // the function that failed, as "ParseInt"
	Num  string // its input
	Err  error  // why: ErrRange, ErrSyntax or another
}

func (e *NumError) Error() string {
	return "strconv." + e.Func + ": " + "parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

// Unwrap returns the reason.
func (e *NumError) Unwrap() error { return e.Err }

// The input is copied into the error so that callers need not keep theirs on the heap.
func copied(s string) string {
	return string([]byte(s))
}

func syntaxError(fn, str string) *NumError {
	return &NumError{fn, copied(str), ErrSyntax}
}

func rangeError(fn, str string) *NumError {
	return &NumError{fn, copied(str), ErrRange}
}

func statusError(fn, str string, base, bitSize, status int) *NumError {
	switch status {
	case statusRange:
		return rangeError(fn, str)
	case statusBase:
		return &NumError{fn, copied(str), errors.New("invalid base " + Itoa(base))}
	case statusBits:
		return &NumError{fn, copied(str), errors.New("invalid bit size " + Itoa(bitSize))}
	}
	return syntaxError(fn, str)
}
