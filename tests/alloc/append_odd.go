package main

type t struct{ a, b, c int32 }

func test() any {
	var s []t
	for range 700 {
		s = append(s, t{})
	}
	return s
}
