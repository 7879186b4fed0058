// It is printed with package fmt
//
// Why does fmt.Println make its operands escape? They are interfaces, and a value in an
// interface has an address; fmt calls methods of whatever type it meets, which may keep that.
// strconv appends to a buffer and needs no interface.
//
// Look at the marked lines with `mound escape examples/escape/printed.go`, at the story with
// `mound escape -why before examples/escape/printed.go`, and run it to see the difference.
package main

import (
	"fmt"
	"io"
	"strconv"
	"testing"
)

//go:noinline
func before(n int) {
	fmt.Fprintln(io.Discard, n) // heap: printed
}

//go:noinline
func after(n int) {
	var space [32]byte
	buffer := strconv.AppendInt(space[:0], int64(n), 10)
	size += len(buffer)
}

var size int

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before(123456) }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after(123456) }), "allocations a call")
}
