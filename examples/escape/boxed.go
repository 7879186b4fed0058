// It is converted to an interface that lives on
//
// An interface holds a pointer to its value, and the value gets memory of its own. With a type
// parameter it stays what it is.
//
// Look at the marked lines with `mound escape examples/escape/boxed.go`, at the story with
// `mound escape -why before examples/escape/boxed.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

//go:noinline
func before(n int) any {
	return n // heap: boxed
}

//go:noinline
func after[T any](x T) T {
	return x
}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before(123456) }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after(123456) }), "allocations a call")
}
