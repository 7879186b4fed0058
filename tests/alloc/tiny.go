package main

type t struct{ a, b byte }

//go:noinline
func one() *t { return &t{1, 2} }

func test() any {
	var all [20]*t
	for i := range all {
		all[i] = one()
	}
	return all[3]
}
