// run

//go:build go1.17

// A file cannot ask for less than 1.21: min is there, and so are the loop variables of 1.21.
package main

import "fmt"

func main() {
	var funcs []func() int
	for i := 0; i < 3; i++ {
		funcs = append(funcs, func() int { return i })
	}
	for _, f := range funcs {
		fmt.Print(f(), " ")
	}
	fmt.Println(min(3, 2))
}
