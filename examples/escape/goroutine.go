// Another goroutine shares it
//
// A goroutine has a stack of its own and runs on when the function has returned. What both use
// must be in the heap. The goroutine itself allocates a little; give it its values as arguments,
// and no variable moves.
//
// Look at the marked lines with `mound escape examples/escape/goroutine.go`, at the story with
// `mound escape -why before examples/escape/goroutine.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

//go:noinline
func before() int {
	sum := 0                // heap: goroutine
	done := make(chan bool) // heap: channel
	go func() {             // heap: goroutine
		sum++
		done <- true
	}()
	<-done
	return sum
}

//go:noinline
func after() int {
	sum := 0
	for range 10 { // plain work needs no goroutine
		sum++
	}
	return sum
}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before() }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after() }), "allocations a call")
}
