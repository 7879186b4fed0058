// A closure that is returned shares a variable
//
// Why does a closure's variable move? Because the closure can be called when the function that
// made it has returned. A struct with a method keeps the same state in the caller's frame.
//
// Look at the marked lines with `mound escape examples/escape/returned_closure.go`, at the story with
// `mound escape -why before examples/escape/returned_closure.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

//go:noinline
func before() func() int {
	n := 0              // heap: returned_closure
	return func() int { // heap: returned_closure
		n++
		return n
	}
}

type counter struct{ n int }

func (c *counter) next() int {
	c.n++
	return c.n
}

//go:noinline
func after() counter { return counter{} }

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before()() }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { c := after(); c.next() }), "allocations a call")
}
