// run
// needs go1.24
package main

import (
	"fmt"
	"runtime"
	"unsafe"
)

type node struct {
	next *node
	name string
	data [4]int
}

var log = make(chan string, 100)

func note(s string) { log <- s }

//go:noinline
func several() {
	n := &node{name: "several"}
	runtime.AddCleanup(n, note, "first")
	runtime.AddCleanup(&n.data[2], note, "of a part")
	stopped := runtime.AddCleanup(n, note, "stopped")
	stopped.Stop()
	stopped.Stop()
}

//go:noinline
func cycle() {
	a, b := &node{}, &node{}
	a.next, b.next = b, a
	runtime.AddCleanup(a, note, "cycle a")
	runtime.AddCleanup(b, func(n int) { note(fmt.Sprint("cycle b ", n)) }, 42)
}

//go:noinline
func both() {
	n := &node{name: "both"}
	runtime.SetFinalizer(n, func(n *node) { note("finalizer of " + n.name) })
	runtime.AddCleanup(n, note, "cleanup behind a finalizer")
}

//go:noinline
func reachable() {
	n := &node{}
	runtime.AddCleanup(n, func(m *node) { note("never") }, n.next)
	kept = n
}

var kept *node
var global node

func clear() { var pad [64]any; _ = pad }

func collect(n int) map[string]bool {
	got := map[string]bool{}
	for len(got) < n {
		clear()
		runtime.GC()
		for {
			select {
			case s := <-log:
				if got[s] {
					fmt.Println("twice:", s)
				}
				got[s] = true
				continue
			default:
			}
			break
		}
		runtime.Gosched()
	}
	return got
}

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	several()
	fmt.Println(collect(2))
	cycle()
	fmt.Println(collect(2))
	both()
	fmt.Println(collect(2))
	reachable()
	runtime.GC()
	runtime.GC()
	runtime.Gosched()
	fmt.Println(len(log))
	runtime.AddCleanup(&global, note, "global").Stop()

	n := &node{}
	try(func() { runtime.AddCleanup(n, func(m *node) {}, n) })
	try(func() { runtime.AddCleanup(n, func(p unsafe.Pointer) {}, unsafe.Pointer(n)) })
	try(func() { runtime.AddCleanup[node](nil, note, "") })
}
