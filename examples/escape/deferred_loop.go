// A closure is deferred in a loop
//
// How many calls wait for the end of the function is not known beforehand, so they cannot lie in
// its frame. In a function of its own each deferred call does.
//
// Look at the marked lines with `mound escape examples/escape/deferred_loop.go`, at the story with
// `mound escape -why before examples/escape/deferred_loop.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

type lock struct{ held int }

func (l *lock) free() { l.held-- }

//go:noinline
func before(l *lock) {
	for i := 0; i < 3; i++ {
		l.held++
		defer func() { l.free() }() // heap: deferred_loop
	}
}

func one(l *lock) {
	l.held++
	defer func() { l.free() }() // stack
}

//go:noinline
func after(l *lock) {
	for i := 0; i < 3; i++ {
		one(l)
	}
}

var shared lock

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before(&shared) }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after(&shared) }), "allocations a call")
}
