// Package errors makes, wraps and examines error values.
//
// An error wraps others when it has a method Unwrap() error or Unwrap() []error. The errors reached
// that way form a tree, which Is and As search from the root down, left before right.
package errors

// New returns an error whose text is the one given. Every call gives a distinct value.
func New(text string) error {
	return &errorString{text}
}

type errorString struct {
	s string
}

func (e *errorString) Error() string {
	return e.s
}

// ErrUnsupported says that an operation cannot be performed because it is not supported here.
var ErrUnsupported = New("unsupported operation")

// Unwrap returns what err's method Unwrap() error gives, or nil when it has none. It does not look
// into errors made by Join.
func Unwrap(err error) error {
	u, ok := err.(interface{ Unwrap() error })
	if !ok {
		return nil
	}
	return u.Unwrap()
}
