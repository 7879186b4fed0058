// It is stored in a package variable
//
// Package variables live until the program ends. A copy of the value needs no memory of its own.
//
// Look at the marked lines with `mound escape examples/escape/global.go`, at the story with
// `mound escape -why before examples/escape/global.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

type Point struct{ x, y int }

var lastPointer *Point
var last Point

//go:noinline
func before(x int) {
	p := &Point{x, x} // heap: global
	lastPointer = p
}

//go:noinline
func after(x int) {
	p := &Point{x, x} // stack
	last = *p
}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before(1) }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after(1) }), "allocations a call")
}
