// Types, channels, parameters.
package p

var (
	a chan int
	b chan<- int
	c <-chan int
	d chan<- chan int
	e chan (<-chan int)
	f <-chan <-chan int
	g = make(<-chan<- chan int)
	h = (<-chan int)(a)
	i = <-chan int(a)
	j = func(func(), ...int) (x, y int) { return }
	k func(int, string) (a, b.C, error)
	l func(a, b int, c ...T) func() *T
	m func(int) (chan<- int)
	n map[string][]*[4]struct{}
	o = (*T)(nil)
	q = *(*T)(x)
	r = []func(){func() {}, nil}
	s = struct {
		a, b int `tag`
		T
		*U
		p.V
		*p.W "x"
		G[int]
		p.G[int, string]
		arr [4]int
		sl  []int
	}{}
	t = interface{}(nil)
	u = &(T{1})
	v = x.(*T)
	w = a[1:2], a[:], a[1:2:3], a[:2:3]
)

func (T) m0()          {}
func (t *T) m1()       {}
func ext(int) (x int)
func last(xs ...int)   { last(xs...); last(1, xs...,) }
