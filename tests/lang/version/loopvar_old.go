// run -lang=go1.21

// Before 1.22 a loop has one variable for all its rounds.
package main

import "fmt"

func main() {
	var funcs []func() int
	for i := 0; i < 3; i++ {
		funcs = append(funcs, func() int { i += 10; return i })
	}
	for _, f := range funcs {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	var pointers []*string
	for _, word := range []string{"a", "b", "c"} {
		pointers = append(pointers, &word)
	}
	for _, p := range pointers {
		fmt.Print(*p, " ")
	}
	fmt.Println(pointers[0] == pointers[2])
	for i := 0; i < 2; i++ {
		defer func() { fmt.Println("deferred", i) }()
	}
}
