// It is kept for later iterations of a loop
//
// Each iteration makes an object of its own, while an older one is still in use. A value that is
// declared once outside of the loop is overwritten.
//
// Look at the marked lines with `mound escape examples/escape/outer_loop.go`, at the story with
// `mound escape -why before examples/escape/outer_loop.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

type node struct {
	value int
	next  *node
}

//go:noinline
func before() int {
	var list *node
	for i := 0; i < 3; i++ {
		list = &node{i, list} // heap: outer_loop
	}
	return list.value
}

//go:noinline
func after() int {
	var nodes [3]node
	var list *node
	for i := range nodes {
		nodes[i] = node{i, list}
		list = &nodes[i]
	}
	return list.value
}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before() }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after() }), "allocations a call")
}
