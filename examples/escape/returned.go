// A local variable's address is returned
//
// The caller goes on using the variable after the frame is gone. Returned as a value, it is
// copied into the caller's frame: two words cost less than a trip to the heap.
//
// Look at the marked lines with `mound escape examples/escape/returned.go`, at the story with
// `mound escape -why before examples/escape/returned.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

type Point struct{ x, y int }

//go:noinline
func before() *Point {
	p := Point{1, 2} // heap: returned
	return &p
}

//go:noinline
func after() Point {
	p := Point{1, 2}
	return p
}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before() }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after() }), "allocations a call")
}
