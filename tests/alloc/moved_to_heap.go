package main

//go:noinline
func leak(n int) *int { return &n }

//go:noinline
func leaks(s string) (*string, *[]int) {
	list := []int{1, 2, 3}
	return &s, &list
}

func test() any {
	a := leak(5)
	b, c := leaks("x")
	return []any{a, b, c}
}
