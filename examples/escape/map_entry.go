// It is put into a map
//
// What a map's keys and values point to must be in the heap, wherever the map is. Small values
// are better off inside of the map.
//
// Look at the marked lines with `mound escape examples/escape/map_entry.go`, at the story with
// `mound escape -why before examples/escape/map_entry.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

type Point struct{ x, y int }

//go:noinline
func before(m map[string]*Point) {
	m["here"] = &Point{1, 2} // heap: map_entry
}

//go:noinline
func after(m map[string]Point) {
	m["here"] = Point{1, 2}
}

var pointers = map[string]*Point{}
var values = map[string]Point{}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before(pointers) }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after(values) }), "allocations a call")
}
