package main

//go:noinline
func bytes(n int) []byte { return make([]byte, n) }

//go:noinline
func pointers(n int) []*int { return make([]*int, n) }

func test() any {
	var last any
	for _, n := range []int{1, 7, 8, 9, 15, 16, 17, 31, 33, 100, 513, 1000, 1025, 5000, 32768, 32769, 100000} {
		last = bytes(n)
		pointers(n)
	}
	return last
}
