// run

// Variables whose address is taken, and values that do not escape, keep what they point to alive as
// long as somebody can still reach it, and no longer.
package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"time"
)

type thing struct {
	name string
	next *thing
}

type holder struct {
	n int
	x *thing
}

var gone atomic.Int32

func newThing(bit int32) *thing {
	t := &thing{name: "thing"}
	runtime.SetFinalizer(t, func(*thing) { gone.Add(bit) })
	return t
}

// collect runs the collector until the things of [bits] are gone, or ten times.
func collect(bits int32) int32 {
	for i := 0; i < 10 && gone.Load()&bits != bits; i++ {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	return gone.Load()
}

//go:noinline
func use(h *holder) int { return len(h.x.name) + h.n }

//go:noinline
func useTwo(p **holder) int { return use(*p) }

//go:noinline
func apply(f func() int) int { return f() }

func pointer() {
	h := holder{x: newThing(1)}
	p := &h
	runtime.GC()
	fmt.Println("in use:", gone.Load(), use(p))
	fmt.Println("not used any more:", collect(1))
}

func chain() {
	h := holder{x: newThing(2)}
	p := &h
	q := &p
	runtime.GC()
	fmt.Println("in use:", gone.Load(), useTwo(q))
	fmt.Println("not used any more:", collect(2))
}

func closure() {
	h := holder{x: newThing(4)}
	f := func() int { h.n++; return use(&h) }
	runtime.GC()
	fmt.Println("in use:", gone.Load(), apply(f), apply(f))
	fmt.Println("not used any more:", collect(4))
}

func array() {
	var list [3]holder
	for i := range list {
		list[i].x = newThing(8 << i)
	}
	s := list[:]
	runtime.GC()
	fmt.Println("in use:", gone.Load(), use(&s[2]))
	fmt.Println("not used any more:", collect(8|16|32))
}

func deferred() (n int) {
	h := holder{x: newThing(64)}
	defer func() { n = use(&h) }()
	runtime.GC()
	fmt.Println("deferred:", gone.Load())
	return 0
}

func main() {
	pointer()
	chain()
	closure()
	array()
	fmt.Println(deferred())
	fmt.Println("behind the call:", collect(64))
}
