// It is sent on a channel
//
// Another goroutine uses it, nobody knows when. A value is copied through the channel.
//
// Look at the marked lines with `mound escape examples/escape/sent.go`, at the story with
// `mound escape -why before examples/escape/sent.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

type Point struct{ x, y int }

var pointers = make(chan *Point, 1)
var values = make(chan Point, 1)

//go:noinline
func before() int {
	pointers <- &Point{1, 2} // heap: sent
	p := <-pointers
	return p.x
}

//go:noinline
func after() int {
	values <- Point{1, 2}
	p := <-values
	return p.x
}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before() }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after() }), "allocations a call")
}
