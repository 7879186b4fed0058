package main

type t struct{ a, b int }

//go:noinline
func sum(p *t) int { return p.a + p.b }

func test() any {
	n := 0
	for range 100 {
		p := &t{1, 2}
		s := make([]int, 10)
		f := func() int { return len(s) }
		n += sum(p) + f()
	}
	if n == 0 {
		return n
	}
	return nil
}
