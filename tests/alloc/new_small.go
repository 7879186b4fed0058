package main

type t struct{ a, b, c int }

func test() any { return &t{1, 2, 3} }
