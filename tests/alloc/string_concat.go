package main

//go:noinline
func join(a, b string) string { return a + b }

func test() any {
	s := ""
	for range 20 {
		s = join(s, "abcde")
	}
	return s
}
