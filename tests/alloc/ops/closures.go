// run

// Function literals, method values, defer and go.
// Expected: what Go 1.23 counts. `make compare-alloc` asks the installed one.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

var (
	sinkAny   any
	sinkPtr   *int
	sinkStr   string
	sinkBytes []byte
	sinkInts  []int
	sinkInt   int
	sinkBool  bool
	sinkFunc  func() int
	sinkErr   error
	n         = 10
	small     = 3
	big       = 1000
	text      = "a text of some length, more than thirty-two bytes"
	word      = "word"
	bytesOf   = []byte("some bytes, also more than thirty-two of them")
	wordOf    = []byte("word")
)

const runs = 200

func measure(name string, f func()) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var before, after runtime.MemStats
	f()
	runtime.ReadMemStats(&before)
	for i := 0; i < runs; i++ {
		f()
	}
	runtime.ReadMemStats(&after)
	fmt.Printf("%-28s %3d allocs/op %6d B/op\n", name, (after.Mallocs-before.Mallocs)/runs,
		(after.TotalAlloc-before.TotalAlloc)/runs)
}

type counter struct{ n int }

func (c *counter) inc() int { c.n++; return c.n }
func (c counter) get() int  { return c.n }

//go:noinline
func apply(f func() int) int { return f() }

//go:noinline
func store(f func() int) { sinkFunc = f }

func applyInlined(f func(int) int, x int) int { return f(x) }

func adder(x int) func(int) int { return func(y int) int { return x + y } }

var mu sync.Mutex

func locked() int {
	mu.Lock()
	defer mu.Unlock()
	return n
}

func tryNoCaptures() {
	store(func() int { return 1 })
}

func tryCaptureStays() {
	x := n
	sinkInt += apply(func() int { return x })
}

func tryCaptureEscapes() {
	x := n
	store(func() int { return x })
}

func tryCaptureAssignedStays() {
	x := n
	sinkInt += apply(func() int { x++; return x })
	sinkInt += x
}

func tryCaptureAssignedEscapes() {
	x := n
	store(func() int { x++; return x })
	x++
}

func tryCaptureTwoEscape() {
	x, y := n, small
	store(func() int { return x + y })
}

func tryCaptureStringEscapes() {
	s := word
	store(func() int { return len(s) })
}

func tryCalledAtOnce() {
	x := n
	func() { x++ }()
	sinkInt += x
}

func tryOnceAssigned() {
	x := n
	add := func(y int) { x += y }
	add(1)
	add(2)
	sinkInt += x
}

func tryPassedToInlined() {
	x := n
	sinkInt += applyInlined(func(y int) int { return x + y }, 2)
}

func tryReturned() {
	f := adder(n)
	sinkInt += f(1)
}

func tryReturnedAndKept() {
	f := adder(n)
	store(func() int { return f(1) })
}

func tryMethodValueStays() {
	c := &counter{n}
	sinkInt += apply(c.inc)
}

func tryMethodValueEscapes() {
	c := &counter{n}
	store(c.inc)
}

func tryMethodValueOfValue() {
	c := counter{n}
	store(c.get)
}

func tryMethodExpression() {
	f := (*counter).inc
	c := counter{n}
	sinkInt += f(&c)
}

func tryDeferLiteral() {
	x := n
	defer func() { sinkInt += x }()
}

func tryDeferCall() {
	defer apply(sinkFunc)
}

func tryDeferLoop() {
	for i := 0; i < 3; i++ {
		defer func() { sinkInt += i }()
	}
}

func tryLockAndDefer() {
	sinkInt += locked()
}

func tryRecover() {
	defer func() { recover() }()
	sinkInt++
}

func tryPanicAndRecover() {
	defer func() { recover() }()
	panic("a constant")
}

func tryLoopVariableStays() {
	t := 0
	for i := 0; i < 4; i++ {
		t += apply(func() int { return i })
	}
	sinkInt += t
}

func tryLoopVariableEscapes() {
	for i := 0; i < 4; i++ {
		store(func() int { return i })
	}
}

func tryRangeOverFunc() {
	seq := func(yield func(int) bool) {
		for i := 0; i < 3; i++ {
			if !yield(i) {
				return
			}
		}
	}
	for v := range seq {
		sinkInt += v
	}
}

func main() {
	debug.SetGCPercent(-1)
	measure("no captures", tryNoCaptures)
	measure("capture stays", tryCaptureStays)
	measure("capture escapes", tryCaptureEscapes)
	measure("capture assigned stays", tryCaptureAssignedStays)
	measure("capture assigned escapes", tryCaptureAssignedEscapes)
	measure("capture two escape", tryCaptureTwoEscape)
	measure("capture string escapes", tryCaptureStringEscapes)
	measure("called at once", tryCalledAtOnce)
	measure("once assigned", tryOnceAssigned)
	measure("passed to inlined", tryPassedToInlined)
	measure("returned", tryReturned)
	measure("returned and kept", tryReturnedAndKept)
	measure("method value stays", tryMethodValueStays)
	measure("method value escapes", tryMethodValueEscapes)
	measure("method value of value", tryMethodValueOfValue)
	measure("method expression", tryMethodExpression)
	measure("defer literal", tryDeferLiteral)
	measure("defer call", tryDeferCall)
	measure("defer loop", tryDeferLoop)
	measure("lock and defer", tryLockAndDefer)
	measure("recover", tryRecover)
	measure("panic and recover", tryPanicAndRecover)
	measure("loop variable stays", tryLoopVariableStays)
	measure("loop variable escapes", tryLoopVariableEscapes)
	measure("range over func", tryRangeOverFunc)
}
