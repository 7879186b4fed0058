// It is appended to a slice
//
// The array behind a slice that grows is in the heap, so what its elements point to has to be
// there, too.
//
// Look at the marked lines with `mound escape examples/escape/appended.go`, at the story with
// `mound escape -why before examples/escape/appended.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

type Point struct{ x, y int }

//go:noinline
func before(all []*Point) int {
	all = append(all[:0], &Point{1, 2}) // heap: appended
	return len(all)
}

//go:noinline
func after(all []Point) int {
	all = append(all[:0], Point{1, 2})
	return len(all)
}

var pointers = make([]*Point, 0, 1)
var values = make([]Point, 0, 1)

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before(pointers) }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after(values) }), "allocations a call")
}
