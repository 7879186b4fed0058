package main

import "slices"

func test() any {
	s := []int{3, 1, 2}
	t := slices.Clone(s)
	slices.Sort(t)
	u := slices.Insert(t, 1, 9, 8)
	v := slices.Concat(s, t, u)
	return [][]int{t, u, v, slices.Grow(s, 10), slices.Repeat(s, 3)}
}
