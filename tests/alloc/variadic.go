package main

//go:noinline
func keep(args ...any) int { kept2 = args; return len(args) }

//go:noinline
func count(args ...any) int { return len(args) }

var kept2 []any

func test() any {
	n := 1000
	keep(n, "x", 2.5)
	count(n, "x", 2.5)
	return nil
}
