package main

//go:noinline
func bytes(n int) []byte { return make([]byte, n) }

func test() any {
	var sizes = []int{32 << 10, 32<<10 + 1, 40000, 1 << 20, 1<<20 + 1}
	var all [][]byte
	for _, n := range sizes {
		all = append(all, bytes(n))
	}
	return all[:2]
}
