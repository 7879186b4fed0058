package main

type t struct {
	a, b *int
	c    [10]*t
}

func test() any { return &t{} }
