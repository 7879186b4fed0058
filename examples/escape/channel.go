// Channels are always in the heap
//
// A channel is there to be shared between goroutines. -m of the Go compiler never mentions them.
//
// Look at the marked lines with `mound escape examples/escape/channel.go`, at the story with
// `mound escape -why before examples/escape/channel.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

//go:noinline
func before() int {
	c := make(chan int, 1) // heap: channel
	c <- 1
	return <-c
}

var queue = make(chan int, 1)

//go:noinline
func after() int {
	queue <- 1
	return <-queue
}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before() }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after() }), "allocations a call")
}
