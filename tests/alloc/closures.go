package main

//go:noinline
func adder(n int) func(int) int { return func(m int) int { return n + m } }

//go:noinline
func counter() func() int {
	n := 0
	return func() int { n++; return n }
}

//go:noinline
func nothing() func() { return func() {} }

//go:noinline
func big(a, b, c int, s string) func() int { return func() int { return a + b + c + len(s) } }

func test() any { return []any{adder(1), counter(), nothing(), big(1, 2, 3, "x")} }
