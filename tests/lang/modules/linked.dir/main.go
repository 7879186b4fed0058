package main

import (
	"fmt"
	_ "unsafe"

	"demo/counter"
)

//go:linkname count demo/counter.total
var own, count int

var name string

//go:linkname plus demo/counter.add
func plus(n int) int

func main() {
	own = 100
	fmt.Println(plus(3), plus(4), count, own)
	count = 50
	fmt.Println(plus(1), name)
	name = "changed"
	fmt.Println(counter.State())
	p := &count
	*p = 7
	fmt.Println(counter.State())
}
