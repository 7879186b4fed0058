package sync

// onceCall runs a function once and repeats its panic at every call.
type onceCall struct {
	once   Once
	valid  bool
	result any // of the panic
}

func (c *onceCall) do(f func()) {
	c.once.Do(func() {
		defer func() {
			c.result = recover()
			if !c.valid {
				panic(c.result) // the first caller's traceback shows where f failed
			}
		}()
		f()
		c.valid = true
	})
	if !c.valid {
		panic(c.result)
	}
}

// OnceFunc returns a function that calls f at its first call only. If f panics, every call panics
// with the same value.
func OnceFunc(f func()) func() {
	var c onceCall
	return func() {
		c.do(func() {
			g := f
			f = nil
			g()
		})
	}
}

// OnceValue returns a function that calls f at its first call and returns its result every time.
func OnceValue[T any](f func() T) func() T {
	var c onceCall
	var result T
	return func() T {
		c.do(func() {
			g := f
			f = nil
			result = g()
		})
		return result
	}
}

// OnceValues is OnceValue for two results.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	var c onceCall
	var r1 T1
	var r2 T2
	return func() (T1, T2) {
		c.do(func() {
			g := f
			f = nil
			r1, r2 = g()
		})
		return r1, r2
	}
}
