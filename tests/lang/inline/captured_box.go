// run
// A literal made in an inlined body is inlined itself after another inlined body: what it captured and
// lives in a box is still its own.
package main

import (
	"fmt"
	"sync"
)

type cell struct{ n int }

func (c *cell) add(k int) int { c.n += k; return c.n }

var kept *cell

func counter() func(int) int {
	var c cell
	kept = &c
	return func(k int) int { return c.add(k) }
}

func main() {
	a := counter()
	b := counter()
	d := counter()
	fmt.Println(a(1), b(10), d(100), kept.n)
	fmt.Println(a(1), b(10), d(100), kept.n)

	v := sync.OnceValue(func() int { return 3 })
	x, err := sync.OnceValues(func() (int, error) { return 1, nil })()
	fmt.Println(v(), x, err)
	fmt.Println(v())
}
