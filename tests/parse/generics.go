// Type parameter lists against array types, instances, generic methods and aliases.
package p

type (
	A1 [N]int
	A2 [N * M]int
	A3 [f(1)]int
	A4 [a.b]int
	A5 []int
	A6 [...]int
	G1[P any]                 struct{ x P }
	G2[P, Q any]              struct{}
	G3[P *C,]                 struct{}
	G4[P *C, Q any]           struct{}
	G5[P *C | D, Q any]       struct{}
	G6[P interface{ *C }]     struct{}
	G7[P *[]int]              struct{}
	G8[P *C | ~D]             struct{}
	G9[P ([]int)]             struct{}
	G10[P []E, E any]         struct{}
	G11[P [N]E, E any]        struct{}
	G12[P ~int | ~string]     struct{}
	G13[P <-chan int]         struct{}
	G14[P func() int]         struct{}
	G15[P a.B[int]]           struct{}
	L1                        = []int
	L2[P any]                 = []P
	L3[P *C,]                 = map[string]P
	L4[P, Q any]              = map[P]Q
)

type I interface {
	~int | ~string
	*T | []E
	G[int]
	a.G[int, string]
	m()
	n(x int) (y int, err error)
}

func F[P any, Q interface{ ~[]P }](p P, q Q) (r Q) { return q }

func (r *R[P, _]) Generic[Q any](q Q) Q { return q }

func use() {
	F[int, []int](1, nil)
	_ = G1[int]{1}
	_ = []G1[int]{{1}, {2}}
	_ = a.G[map[string]int, func(int) string]{}
	var x G2[int, G1[string]]
	f := F[int]
	a[i](b)
	_ = a[i][j:k]
	var _ = L2[int](nil)
}
