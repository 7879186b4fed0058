// It is the value of a panic
//
// The value of a panic travels up the stack while frames go away. An error that was made once
// can be returned, or panicked with, again and again.
//
// Look at the marked lines with `mound escape examples/escape/panicked.go`, at the story with
// `mound escape -why before examples/escape/panicked.go`, and run it to see the difference.
package main

import (
	"fmt"
	"testing"
)

type failure struct{ code int }

var errFailed = &failure{7}

//go:noinline
func before(code int) {
	defer func() { recover() }()
	panic(failure{code}) // heap: panicked
}

//go:noinline
func after(int) {
	defer func() { recover() }()
	panic(errFailed)
}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before(1234) }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after(1234) }), "allocations a call")
}
