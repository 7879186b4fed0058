// It is too large for a frame
//
// Why does a big array escape? new, &T{}, make and closures put at most 64 KiB into a frame,
// variables 10 MiB. One that is made once and kept can be used again.
//
// Look at the marked lines with `mound escape examples/escape/too_large.go`, at the story with
// `mound escape -why before examples/escape/too_large.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

//go:noinline
func before() int {
	table := make([]byte, 100_000) // heap: too_large
	table[9] = 1
	return len(table)
}

var table = make([]byte, 100_000)

//go:noinline
func after() int {
	clear(table)
	table[9] = 1
	return len(table)
}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before() }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after() }), "allocations a call")
}
