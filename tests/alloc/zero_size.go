package main

type t struct{}

func test() any { return []any{new(t), new([0]int), make([]t, 5), make([]int, 0)} }
