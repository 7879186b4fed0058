// Ranges over functions in ranges over functions.
package p

func f(yield func(int) bool) {}

func g() int {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	for range f {
	return 1
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	}
	return 0
}
