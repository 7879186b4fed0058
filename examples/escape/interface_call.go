// It is passed to a method called through an interface
//
// Which method runs is known only when the program runs, so it may keep what it is given. A type
// parameter, or the concrete type, lets the compiler look at the method.
//
// Look at the marked lines with `mound escape examples/escape/interface_call.go`, at the story with
// `mound escape -why before examples/escape/interface_call.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

type reader interface{ read(buffer []byte) int }
type zeros struct{}

func (zeros) read(buffer []byte) int { return copy(buffer, "0000") }

//go:noinline
func before(r reader) int {
	var buffer [64]byte // heap: interface_call
	return r.read(buffer[:])
}

//go:noinline
func after(r zeros) int {
	var buffer [64]byte // stack
	return r.read(buffer[:])
}

var source reader = zeros{}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before(source) }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after(zeros{}) }), "allocations a call")
}
