// A type that doubles its size at each step.
package p

type pair[A, B any] struct {
	a A
	b B
}

func double[T any](x T) pair[T, T] { return pair[T, T]{x, x} }

var x = double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(double(1))))))))))))))))))))))))))))))))))))))))))))))))

var y = x == x
