package main

type t struct{ a, b, c int32 }

//go:noinline
func one() *t { return new(t) }

func test() any {
	for range 10 {
		one()
	}
	return nil
}
