package fmt

import (
	"errors"
	"slices"
)

// Errorf returns an error with the formatted text. A directive %w formats its operand, an error, as
// %v does, and the result wraps it: it has a method Unwrap.
func Errorf(format string, a ...any) error {
	if s, ok := sprintBasic(modePrintf, format, a); ok {
		return errors.New(s)
	}
	return slowErrorf(unkept(format), content(a))
}

var slowErrorf = errorfGeneral

func errorfGeneral(format string, a []any) error {
	p := newPrinter()
	p.wrapErrs = true
	p.printf(format, a)
	err := wrap(string(p.buf), p.wrappedArgs, a)
	p.free()
	return err
}

// wrap makes an error of a text and of the operands of its %w verbs.
func wrap(text string, wrapped []int, a []any) error {
	switch len(wrapped) {
	case 0:
		return errors.New(text)
	case 1:
		w := &wrapError{msg: text}
		w.err, _ = a[wrapped[0]].(error)
		return w
	}
	return wrapSeveral(text, wrapped, a)
}

// wrapSeveral is a function of its own so that only programs that need it compile a sort.
func wrapSeveral(text string, wrapped []int, a []any) error {
	if !slices.IsSorted(wrapped) {
		slices.Sort(wrapped)
	}
	w := &wrapErrors{msg: text}
	for i, argNum := range wrapped {
		if i > 0 && wrapped[i-1] == argNum {
			continue
		}
		if e, ok := a[argNum].(error); ok {
			w.errs = append(w.errs, e)
		}
	}
	return w
}

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }
func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string   { return e.msg }
func (e *wrapErrors) Unwrap() []error { return e.errs }
