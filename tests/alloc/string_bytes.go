package main

//go:noinline
func to(b []byte) string { return string(b) }

//go:noinline
func from(s string) []byte { return []byte(s) }

func test() any {
	s := "the quick brown fox jumps over the lazy dog"
	for n := range len(s) {
		s := to(from(s[:n]))
		_ = s
	}
	return from(s)
}
