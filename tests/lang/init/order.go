// run

// Package variables are initialised in dependency order, then the init functions run.
package main

import "fmt"

var a = b + 1
var b = f("b", c)
var c = f("c", 1)
var x, y = pair()
var _ = f("blank", 0)
var table = map[string]func() int{"a": func() int { return a }}

func pair() (int, int) { return f("pair", a), b }

func f(name string, n int) int {
	fmt.Println("init", name, n)
	return n + 1
}

func init() { fmt.Println("first init", a, b, c) }
func init() { fmt.Println("second init", x, y, table["a"]()) }

func main() { fmt.Println("main") }
