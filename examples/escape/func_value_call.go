// It is passed to a function called through a variable
//
// The variable may hold any function, one that keeps its argument among them. A function called
// by its name can be looked at.
//
// Look at the marked lines with `mound escape examples/escape/func_value_call.go`, at the story with
// `mound escape -why before examples/escape/func_value_call.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

func twice(n *int) { *n *= 2 }

//go:noinline
func before(f func(*int)) int {
	n := 21 // heap: func_value_call
	f(&n)
	return n
}

//go:noinline
func after() int {
	n := 21 // stack
	twice(&n)
	return n
}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before(twice) }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after() }), "allocations a call")
}
