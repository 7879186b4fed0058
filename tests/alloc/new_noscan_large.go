package main

type t struct{ a [1000]int }
type u struct{ a [5000]int }

func test() any { return []any{new(t), new(u)} }
