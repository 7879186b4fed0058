package main

import "strconv"

func test() any {
	var last string
	for _, n := range []int{0, 7, 99, 100, 12345, -1, 1 << 40} {
		last = strconv.Itoa(n)
	}
	return []any{last, strconv.Quote("plain text"), strconv.FormatFloat(3.25, 'g', -1, 64), strconv.FormatInt(-255, 16)}
}
