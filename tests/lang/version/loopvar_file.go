// run -lang=go1.21

//go:build go1.22

// The version of the file wins over that of the package.
package main

import "fmt"

func main() {
	var funcs []func() int
	for i := range 3 {
		funcs = append(funcs, func() int { i += 10; return i })
	}
	for _, f := range funcs {
		fmt.Print(f(), " ")
	}
	fmt.Println()
}
