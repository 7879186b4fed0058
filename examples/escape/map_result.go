// A map made here is used after the call
//
// It has to outlive the call. clear makes an old map usable again.
//
// Look at the marked lines with `mound escape examples/escape/map_result.go`, at the story with
// `mound escape -why before examples/escape/map_result.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

//go:noinline
func before() map[int]bool {
	return map[int]bool{1: true} // heap: map_result
}

//go:noinline
func after(m map[int]bool) {
	clear(m)
	m[1] = true
}

var seen = map[int]bool{}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before() }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after(seen) }), "allocations a call")
}
