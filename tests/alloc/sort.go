package main

import "sort"

func test() any {
	s := []int{5, 2, 8, 1, 9, 3}
	sort.Ints(s)
	t := []string{"b", "c", "a"}
	sort.Strings(t)
	return []any{s, t, sort.SearchInts(s, 8)}
}
