package main

func test() any {
	a := make([]int, 5, 10)
	b := append(a, make([]int, 3)...)
	c := append(b, make([]int, 7)...)
	d := append([]byte("abc"), "defghijklmnopqrstuvwxyz0123456789"...)
	return []any{b, c, d}
}
