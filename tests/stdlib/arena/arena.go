// run
// beyond go: what Go does after Free is left open; mound always says so
package main

import (
	"arena"
	"fmt"
	"runtime"
	"strings"
)

type node struct {
	left, right *node
	name        string
	value       int
}

func build(a *arena.Arena, depth int) *node {
	n := arena.New[node](a)
	n.value = depth
	n.name = fmt.Sprint("node", depth) // in the heap: the arena keeps it
	if depth > 0 {
		n.left, n.right = build(a, depth-1), build(a, depth-1)
	}
	return n
}

func sum(n *node) int {
	if n == nil {
		return 0
	}
	return n.value + len(n.name) + sum(n.left) + sum(n.right)
}

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	for range 3 {
		a := arena.NewArena()
		tree := build(a, 7)
		runtime.GC()
		runtime.GC()
		fmt.Println(sum(tree))
		a.Free()
		runtime.GC()
	}

	a := arena.NewArena()
	s := arena.MakeSlice[int](a, 3, 10)
	fmt.Println(len(s), cap(s), s)
	s = append(s, 1, 2, 3)
	fmt.Println(len(s), cap(s))
	s = append(s, make([]int, 20)...)
	fmt.Println(len(s), cap(s) >= 26)
	words := arena.MakeSlice[string](a, 0, 4)
	words = append(words, strings.Repeat("x", 5))
	runtime.GC()
	fmt.Println(words)
	empty := arena.MakeSlice[struct{}](a, 5, 5)
	fmt.Println(len(empty))
	large := arena.MakeSlice[byte](a, 9<<20, 9<<20)
	fmt.Println(len(large))
	try("negative", func() { arena.MakeSlice[int](a, 0, -1) })
	try("len", func() { arena.MakeSlice[int](a, 5, 4) })

	p := arena.New[node](a)
	p.name = "cloned"
	q := arena.Clone(p)
	t := arena.Clone(s[:2])
	w := arena.Clone(words)
	fmt.Println(q != p, q.name, cap(t), w)
	h := &node{name: "heap"}
	fmt.Println(arena.Clone(h) == h, arena.Clone("text"))
	try("clone", func() { arena.Clone(5) })
	a.Free()
	runtime.GC()
	fmt.Println(q.name, w)
	try("free", a.Free)
	try("new", func() { arena.New[int](a) })

	// Chunks come back to the heap.
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 20 {
		a := arena.NewArena()
		arena.New[[1 << 20]byte](a)
		a.Free()
		runtime.GC()
	}
	runtime.ReadMemStats(&after)
	fmt.Println("sys grows by less than 100 MB:", after.Sys-before.Sys < 100<<20)
}
