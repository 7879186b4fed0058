// run

// Scope is not lifetime: a name ends with its block, a value when nothing reaches it.
//
// Look at counter: its variable has left scope when the closures run, and lives on in the heap
// because they capture it.
package main

import (
	"fmt"
	"runtime"
)

var global string // package scope: a root of the collector, alive as long as the program

func scopeExample() int {
	y := "hello" // function scope
	sum := 0
	{
		x := 42 // block scope
		sum = x + len(y)
	}
	return sum // x is inaccessible here
}

func counter() (increase func(), read func() int) {
	n := 0
	return func() { n++ }, func() int { return n }
}

// KeepAlive is a use: up to it the collector must treat data as reachable.
func lifetimeExample() int {
	data := make([]byte, 1024)
	defer runtime.KeepAlive(data)

	cache := make(map[string]int)
	cache["answer"] = 42
	return len(data) + cache["answer"]
}

func main() {
	global = "set"
	fmt.Println(scopeExample(), global)
	increase, read := counter()
	for i := 0; i < 3; i++ {
		increase()
	}
	fmt.Println("three times:", read())
	fmt.Println(lifetimeExample())

	// Each iteration has its own variable (since Go 1.22).
	var prints []func() int
	for i := 0; i < 3; i++ {
		prints = append(prints, func() int { return i })
	}
	for _, p := range prints {
		fmt.Print(p(), " ")
	}
	fmt.Println()
}
