package main

// Over 512 bytes objects with pointers have a header of 8 bytes.
type t struct{ a [65]*int }
type u struct{ a [64]*int }
type v struct{ a [128]*int }

func test() any { return []any{new(t), new(u), new(v)} }
