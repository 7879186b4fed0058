package main

//go:noinline
func boxes(s string, f float64, sl []int, n int16, st struct{}) []any { return []any{s, f, sl, n, st} }

func test() any { return boxes("", 0, nil, 0, struct{}{}) }
