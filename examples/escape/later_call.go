// An operand of a call that is made later
//
// What is handed to a deferred call in a loop is kept until the call is made, so a closure or
// slice made for it cannot lie in the frame.
//
// Look at the marked lines with `mound escape examples/escape/later_call.go`, at the story with
// `mound escape -why before examples/escape/later_call.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

var total int

func add(values ...int) {
	for _, v := range values {
		total += v
	}
}

//go:noinline
func before() {
	for i := 0; i < 3; i++ {
		defer add(i, i)
	}
}

//go:noinline
func after() {
	for i := 0; i < 3; i++ {
		add(i, i)
	}
}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before() }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after() }), "allocations a call")
}
