// run

// Stack or heap? Not `new` or `&` decides, but whether the address can be reached after the
// function has returned.
//
// Look at the four functions in pairs: each pair makes the same value, and only the second one lets
// its address out.
package main

import "fmt"

// Stack allocation: x dies with the call.
func stackExample() int {
	x := 42
	return x
}

// Heap allocation: the pointer is returned.
func heapExample() *int {
	x := new(int)
	*x = 42
	return x
}

// Data is big enough to see, small enough to copy.
type Data struct {
	ID    int
	Value string
}

func stackAlloc() int {
	x := Data{ID: 1, Value: "local"}
	_ = x
	return x.ID
}

func heapAlloc() *Data {
	return &Data{ID: 1, Value: "shared"}
}

func process(name string, values []int) string {
	return fmt.Sprintf("%s of %d values", name, len(values))
}

// make([]int, 1000) is 8000 bytes of constant size and does not leave: it stays on the stack, though
// guides often say "heap" here.
func example() string {
	x := "local variable"
	y := make([]int, 1000)
	return process(x, y)
}

func main() {
	fmt.Println(stackExample(), *heapExample())
	fmt.Println(stackAlloc(), heapAlloc().Value)
	fmt.Println(example())
}
