// It is passed to a function that keeps it
//
// `keep` leaks its parameter: that is a promise to callers about what it does with the pointer.
// `look` promises to use it only.
//
// Look at the marked lines with `mound escape examples/escape/leaking_call.go`, at the story with
// `mound escape -why before examples/escape/leaking_call.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

type Point struct{ x, y int }

var kept *Point

//go:noinline
func keep(p *Point) { kept = p }

//go:noinline
func look(p *Point) int { return p.x + p.y }

//go:noinline
func before() {
	p := Point{1, 2} // heap: leaking_call
	keep(&p)
}

//go:noinline
func after() int {
	p := Point{1, 2} // stack
	return look(&p)
}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before() }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after() }), "allocations a call")
}
