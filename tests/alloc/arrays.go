package main

//go:noinline
func array() *[100]int { return new([100]int) }

//go:noinline
func copied(a [100]int) any { return a }

func test() any {
	a := array()
	return copied(*a)
}
