package main

type point struct{ x, y int }
type named string

//go:noinline
func boxes(s string, f float64, p point, b bool, c byte, sl []int, e error, pp *int, n named, a [3]int32) []any {
	return []any{s, f, p, b, c, sl, e, pp, n, a}
}

func test() any { return boxes("text", 1.5, point{1, 2}, true, 200, []int{1}, nil, nil, "x", [3]int32{}) }
