// It is stored in a field of something that lives on
//
// The struct lives on, and with it what its field points to. A field that holds the value is
// part of the struct.
//
// Look at the marked lines with `mound escape examples/escape/field.go`, at the story with
// `mound escape -why before examples/escape/field.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

type withPointer struct{ size *int }
type withValue struct{ size int }

//go:noinline
func before(w *withPointer, size int) { // heap: field
	w.size = &size
}

//go:noinline
func after(w *withValue, size int) {
	w.size = size
}

var one withPointer
var two withValue

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before(&one, 7) }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after(&two, 7) }), "allocations a call")
}
