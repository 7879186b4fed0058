package main

type tree struct{ left, right *tree }

//go:noinline
func build(depth int) *tree {
	if depth == 0 {
		return &tree{}
	}
	return &tree{build(depth - 1), build(depth - 1)}
}

func test() any { return build(8) }
