package main

func test() any {
	a := make(chan int)
	b := make(chan int, 10)
	c := make(chan *int, 10)
	d := make(chan struct{}, 5)
	e := make(chan string, 1)
	return []any{a, b, c, d, e}
}
