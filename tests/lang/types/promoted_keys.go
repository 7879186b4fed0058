// run
// needs go1.27

// Keys of struct literals that are promoted fields, generic functions inferred in every assignment: 1.27.
package main

import "fmt"

type D struct{ X, Y int }
type C struct{ c string; D }
type B struct{ b int; C }
type A struct {
	a int
	B
	P *D
}
type G[T any] struct{ D; v T }

var global = A{Y: 7, c: "init"}

func say(n int) int { fmt.Println("eval", n); return n }

func id[T any](x T) T { return x }

type F func(string) string

func main() {
	x := A{Y: say(1), a: say(2), X: say(3), b: say(4), c: fmt.Sprint("s", say(5))}
	fmt.Printf("%+v\n%+v\n", x, global)
	p := &G[string]{v: "q", Y: 3}
	fmt.Printf("%+v\n", *p)
	fs := []func(int) int{id, id}
	m := map[string]F{"k": id}
	ch := make(chan func(float64) float64, 1)
	ch <- id
	s := struct{ f F }{id}
	t := struct{ f F }{f: id}
	fmt.Println(fs[1](4), m["k"]("x"), (<-ch)(2.5), s.f("y"), t.f("z"), F(id)("c"))
}
