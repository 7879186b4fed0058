// run

// Composite literals, new and variables whose address is taken.
// Expected: what Go 1.23 counts. `make compare-alloc` asks the installed one.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
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

type point struct{ x, y int }
type node struct {
	val  int
	next *node
}

var sinkPoint *point
var sinkNode *node

//go:noinline
func takes(p *point) int { return p.x }

//go:noinline
func keeps(p *point) { sinkPoint = p }

//go:noinline
func fresh(x int) *point { return &point{x, x} }

func inlined(x int) *point { return &point{x, x} }

func tryLiteralStays() {
	p := &point{1, n}
	sinkInt += p.x
}

func tryLiteralPassed() {
	sinkInt += takes(&point{1, n})
}

func tryLiteralKept() {
	keeps(&point{1, n})
}

func tryLiteralReturned() {
	sinkInt += fresh(n).x
}

func tryLiteralInlined() {
	sinkInt += inlined(n).x
}

func tryLiteralNested() {
	a := &node{1, &node{2, nil}}
	sinkInt += a.next.val
}

func tryLiteralNestedEscapes() {
	sinkNode = &node{1, &node{2, nil}}
}

func tryNewStays() {
	p := new(int)
	*p = n
	sinkInt += *p
}

func tryNewEscapes() {
	p := new(int)
	*p = n
	sinkPtr = p
}

func tryNewZeroSize() {
	p := new(struct{})
	sinkAny = p
}

func tryVariableStays() {
	x := n
	p := &x
	*p++
	sinkInt += x
}

func tryVariableEscapes() {
	x := n
	sinkPtr = &x
}

func tryVariableThroughPointer() {
	x := n
	p := &x
	q := &p
	sinkInt += **q
}

func tryFieldAddress() {
	p := point{1, n}
	q := &p.y
	sinkInt += *q
}

func tryFieldAddressEscapes() {
	p := point{1, n}
	sinkPtr = &p.y
}

func tryArrayStays() {
	var a [100]int
	for i := range a {
		a[i] = i
	}
	sinkInt += a[n]
}

func tryArraySliceStays() {
	var a [100]int
	s := a[:]
	s[n] = 1
	sinkInt += s[n]
}

func tryArraySliceEscapes() {
	var a [100]int
	sinkInts = a[:]
}

func trySliceLiteralStays() {
	s := []int{1, 2, n}
	sinkInt += s[2]
}

func trySliceLiteralEscapes() {
	sinkInts = []int{1, 2, n}
}

func trySliceOfPointers() {
	s := []*point{{1, 2}, {3, n}}
	sinkInt += s[1].y
}

func tryStructCopy() {
	p := point{1, n}
	q := p
	q.x++
	sinkInt += q.x + p.y
}

func tryLinkedListLocal() {
	var head *node
	for i := 0; i < 3; i++ {
		head = &node{i, head}
	}
	sinkInt += head.val
}

func tryLargeArrayTooBig() {
	a := new([10000]int)
	a[n] = 1
	sinkInt += a[n]
}

func main() {
	debug.SetGCPercent(-1)
	measure("literal stays", tryLiteralStays)
	measure("literal passed", tryLiteralPassed)
	measure("literal kept", tryLiteralKept)
	measure("literal returned", tryLiteralReturned)
	measure("literal inlined", tryLiteralInlined)
	measure("literal nested", tryLiteralNested)
	measure("literal nested escapes", tryLiteralNestedEscapes)
	measure("new stays", tryNewStays)
	measure("new escapes", tryNewEscapes)
	measure("new zero size", tryNewZeroSize)
	measure("variable stays", tryVariableStays)
	measure("variable escapes", tryVariableEscapes)
	measure("variable through pointer", tryVariableThroughPointer)
	measure("field address", tryFieldAddress)
	measure("field address escapes", tryFieldAddressEscapes)
	measure("array stays", tryArrayStays)
	measure("array slice stays", tryArraySliceStays)
	measure("array slice escapes", tryArraySliceEscapes)
	measure("slice literal stays", trySliceLiteralStays)
	measure("slice literal escapes", trySliceLiteralEscapes)
	measure("slice of pointers", trySliceOfPointers)
	measure("struct copy", tryStructCopy)
	measure("linked list local", tryLinkedListLocal)
	measure("large array too big", tryLargeArrayTooBig)
}
