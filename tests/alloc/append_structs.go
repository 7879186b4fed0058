package main

type t struct {
	a, b, c int
	d       *int
	e       byte
}

func test() any {
	var s []t
	for range 500 {
		s = append(s, t{})
	}
	return s
}
