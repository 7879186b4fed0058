package main

//go:noinline
func box(n int) any { return n }

func test() any {
	var last any
	for _, n := range []int{0, 1, 255, 256, 1000, -1} {
		last = box(n)
	}
	return last
}
