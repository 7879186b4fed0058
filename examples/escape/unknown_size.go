// Its size is known only when the program runs
//
// Why does a slice of variable size escape? A frame's size is fixed when the function is
// compiled. With a constant capacity the array fits; append moves to the heap only when more is
// needed.
//
// Look at the marked lines with `mound escape examples/escape/unknown_size.go`, at the story with
// `mound escape -why before examples/escape/unknown_size.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

//go:noinline
func before(n int) int {
	squares := make([]int, 0, n) // heap: unknown_size
	for i := 0; i < n; i++ {
		squares = append(squares, i*i)
	}
	return squares[n-1]
}

//go:noinline
func after(n int) int {
	squares := make([]int, 0, 64) // stack
	for i := 0; i < n; i++ {
		squares = append(squares, i*i)
	}
	return squares[n-1]
}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before(10) }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after(10) }), "allocations a call")
}
