// Instances that make larger instances for ever.
package p

type T[P any] struct{ f *T[*P] }

type U[P any] struct{ f *V[[]P] }

type V[P any] struct{ f *U[[]P] }

func f[P any]() { f[*P]() }

func g[P any]() { h[[2]P]() }

func h[P any]() { g[struct{ P }]() }

func (t T[P]) m() { var u T[T[P]]; u.m() }

var x T[int]

func init() { f[int](); g[int](); x.m() }
