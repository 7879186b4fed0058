// It is given to package reflect
//
// A Value holds a pointer to what it was made of. Asking for a number or a length lets nothing out;
// Interface, Set, Call, Method and Convert keep the pointer or hand it on. A type switch does without.
//
// Look at the marked lines with `mound escape examples/escape/reflected.go`, at the story with
// `mound escape -why before examples/escape/reflected.go`, and run it to see the difference.
package main

import (
	"fmt"
	"reflect"
	"testing"
)

//go:noinline
func before(n int) int {
	v := reflect.ValueOf(n) // heap: reflected
	return v.Interface().(int)
}

//go:noinline
func after(n int) int {
	v := reflect.ValueOf(n) // stack
	return int(v.Int())
}

func main() {
	fmt.Println("before:", testing.AllocsPerRun(1000, func() { before(123456) }), "allocations a call")
	fmt.Println("after: ", testing.AllocsPerRun(1000, func() { after(123456) }), "allocations a call")
}
