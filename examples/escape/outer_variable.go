// It is assigned to something that is itself in the heap
//
// The pointer is kept in a variable that goes to the heap for a reason of its own; what it
// points to has to follow. Repair the first one.
//
// Look at the marked lines with `mound escape examples/escape/outer_variable.go`, at the story with
// `mound escape -why before examples/escape/outer_variable.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

type Point struct{ x, y int }

var keep **Point

//go:noinline
func before() {
	var p *Point     // heap: global
	p = &Point{1, 2} // heap: outer_variable
	keep = &p
}

//go:noinline
func after() int {
	var p *Point
	p = &Point{1, 2} // stack
	q := &p
	return (*q).x
}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before() }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after() }), "allocations a call")
}
