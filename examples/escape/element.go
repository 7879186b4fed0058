// It is stored in an element of a slice that lives on
//
// A slice of pointers makes an object for each element; a slice of values has them side by side,
// which is also better for the processor's caches.
//
// Look at the marked lines with `mound escape examples/escape/element.go`, at the story with
// `mound escape -why before examples/escape/element.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

type Point struct{ x, y int }

//go:noinline
func before(all []*Point) {
	for i := range all {
		all[i] = &Point{i, i} // heap: element
	}
}

//go:noinline
func after(all []Point) {
	for i := range all {
		all[i] = Point{i, i}
	}
}

var pointers = make([]*Point, 4)
var values = make([]Point, 4)

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before(pointers) }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after(values) }), "allocations a call")
}
