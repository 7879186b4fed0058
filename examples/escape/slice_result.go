// A slice made here is used after the call
//
// Its array has to outlive the call. The caller can bring an array of its own.
//
// Look at the marked lines with `mound escape examples/escape/slice_result.go`, at the story with
// `mound escape -why before examples/escape/slice_result.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

//go:noinline
func before() []int {
	return []int{1, 2, 3} // heap: slice_result
}

//go:noinline
func after(out []int) []int {
	return append(out, 1, 2, 3)
}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before() }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { var space [4]int; after(space[:0]) }), "allocations a call")
}
