// It is stored behind a pointer
//
// Of what a pointer parameter points to nothing is known, so it is taken to live for ever. The
// caller who owns the place can store a returned value itself.
//
// Look at the marked lines with `mound escape examples/escape/through_pointer.go`, at the story with
// `mound escape -why before examples/escape/through_pointer.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

//go:noinline
func before(out **int) {
	n := 42 // heap: through_pointer
	*out = &n
}

//go:noinline
func after(out *int) {
	n := 42
	*out = n
}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { var p *int; before(&p) }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { var n int; after(&n) }), "allocations a call")
}
