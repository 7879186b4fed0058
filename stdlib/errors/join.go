package errors

// Join wraps all the given errors that are not nil into one, whose text has one line for each. It
// returns nil when none is left.
func Join(errs ...error) error {
	count := 0
	for _, err := range errs {
		if err != nil {
			count++
		}
	}
	if count == 0 {
		return nil
	}
	joined := &joinError{errs: make([]error, 0, count)}
	for _, err := range errs {
		if err != nil {
			joined.errs = append(joined.errs, err)
		}
	}
	return joined
}

type joinError struct {
	errs []error
}

func (e *joinError) Error() string {
	if len(e.errs) == 1 {
		return e.errs[0].Error()
	}
	var text []byte
	for i, err := range e.errs {
		if i > 0 {
			text = append(text, '\n')
		}
		text = append(text, err.Error()...)
	}
	return string(text)
}

func (e *joinError) Unwrap() []error {
	return e.errs
}
