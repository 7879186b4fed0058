// Inference that goes round in circles.
package p

func f[A, B any](func(A) B, func(B) A) {}

func id[T any](x T) T { return x }

func init() {
	f(id, id)
	f(f, f)
	id(id)(id)
	id[id](1)
}

type L[T any] []L[T]

func g[S ~[]E, E any](S, E) {}

func init() { var l L[int]; g(l, l); g(l, l[0][0]) }
