// A text made here is used after the call
//
// The text has to outlive the call that makes it. Appended to a buffer of the caller it needs no
// memory of its own.
//
// Look at the marked lines with `mound escape examples/escape/string_result.go`, at the story with
// `mound escape -why before examples/escape/string_result.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

//go:noinline
func before(name string) string {
	return "hello, " + name // heap: string_result
}

//go:noinline
func after(buffer []byte, name string) []byte {
	buffer = append(buffer, "hello, "...)
	return append(buffer, name...)
}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before("gopher") }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { var space [32]byte; after(space[:0], "gopher") }), "allocations a call")
}
