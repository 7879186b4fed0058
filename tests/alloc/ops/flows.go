// run

// What lets values out: parameters, results, channels, maps, generics, recursion.
// Expected: what Go 1.23 counts. `make compare-alloc` asks the installed one.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sort"
	"strings"
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

type tree struct{ left, right *tree }
type box[T any] struct{ v T }

func (b *box[T]) get() T { return b.v }

func pass[T any](x T) T { return x }

func wrap[T any](x T) *box[T] { return &box[T]{x} }

func through(p *int) *int { return p }

//go:noinline
func throughCall(p *int) *int { return p }

//go:noinline
func ignore(p *int) {}

//go:noinline
func leak(p *int) { sinkPtr = p }

//go:noinline
func fillBuffer(b []byte) int { return copy(b, text) }

func depth(t *tree) int {
	if t == nil {
		return 0
	}
	return 1 + max(depth(t.left), depth(t.right))
}

func build(d int) *tree {
	if d == 0 {
		return nil
	}
	return &tree{build(d - 1), build(d - 1)}
}

type list struct {
	items []int
	next  *list
}

func (l *list) push(x int) { l.items = append(l.items, x) }

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

var global = map[int]*int{}
var names = []string{"ccc", "a", "bb"}

func tryPassedThrough() {
	x := n
	sinkInt += *through(&x)
}

func tryPassedThroughCall() {
	x := n
	sinkInt += *throughCall(&x)
}

func tryIgnored() {
	x := n
	ignore(&x)
}

func tryLeaked() {
	x := n
	leak(&x)
}

func tryBufferPassedIn() {
	var b [64]byte
	sinkInt += fillBuffer(b[:])
}

func tryGenericValue() {
	sinkInt += pass(n)
}

func tryGenericPointer() {
	x := n
	sinkInt += *pass(&x)
}

func tryGenericBox() {
	sinkInt += wrap(n).get()
}

func tryGenericBoxString() {
	sinkInt += len(wrap(word).get())
}

func tryTree() {
	sinkInt += depth(build(4))
}

func tryMethodAppends() {
	var l list
	l.push(1)
	l.push(2)
	sinkInt += len(l.items)
}

func tryChannelOfInt() {
	c := make(chan int, 1)
	c <- n
	sinkInt += <-c
}

func tryChannelOfPointer() {
	c := make(chan *int, 1)
	x := n
	c <- &x
	sinkInt += *<-c
}

func tryChannelUnbuffered() {
	c := make(chan int)
	sinkInt += len(c)
}

func tryMapStays() {
	m := map[int]int{}
	m[1] = n
	sinkInt += m[1]
}

func tryMapLiteralStays() {
	m := map[string]int{"a": 1, "b": n}
	sinkInt += m["b"]
}

func tryMapOfStringsStays() {
	m := make(map[string]string)
	m[word] = text
	sinkInt += len(m[word])
}

func tryMapPutPointer() {
	x := n
	global[1] = &x
}

func tryMapLookup() {
	sinkBool = global[2] == nil
}

func tryMapRange() {
	for k := range global {
		sinkInt += k
	}
}

func tryTwoResults() {
	a, b := strings.CutPrefix(word, "wo")
	sinkStr, sinkBool = a, b
}

func tryPointerInStruct() {
	x := n
	l := list{items: nil}
	l.items = append(l.items, x)
	sinkInt += l.items[0]
}

func trySwapPointers() {
	x, y := n, small
	p, q := &x, &y
	p, q = q, p
	sinkInt += *p - *q
}

func tryPointerArray() {
	x := n
	a := [2]*int{&x, nil}
	sinkInt += *a[0]
}

func tryConditionalEscape() {
	x := n
	if n < 0 {
		sinkPtr = &x
	}
}

func trySortInts() {
	a := [5]int{3, 1, 2, n, 0}
	sort.Ints(a[:])
	sinkInt += a[0]
}

func trySortInterface() {
	sort.Sort(byLen(names))
}

func trySelect() {
	c := make(chan int, 1)
	select {
	case c <- 1:
	default:
	}
}

func tryRangeString() {
	for _, r := range text {
		sinkInt += int(r)
	}
}

func main() {
	debug.SetGCPercent(-1)
	measure("passed through", tryPassedThrough)
	measure("passed through call", tryPassedThroughCall)
	measure("ignored", tryIgnored)
	measure("leaked", tryLeaked)
	measure("buffer passed in", tryBufferPassedIn)
	measure("generic value", tryGenericValue)
	measure("generic pointer", tryGenericPointer)
	measure("generic box", tryGenericBox)
	measure("generic box string", tryGenericBoxString)
	measure("tree", tryTree)
	measure("method appends", tryMethodAppends)
	measure("channel of int", tryChannelOfInt)
	measure("channel of pointer", tryChannelOfPointer)
	measure("channel unbuffered", tryChannelUnbuffered)
	measure("map stays", tryMapStays)
	measure("map literal stays", tryMapLiteralStays)
	measure("map of strings stays", tryMapOfStringsStays)
	measure("map put pointer", tryMapPutPointer)
	measure("map lookup", tryMapLookup)
	measure("map range", tryMapRange)
	measure("two results", tryTwoResults)
	measure("pointer in struct", tryPointerInStruct)
	measure("swap pointers", trySwapPointers)
	measure("pointer array", tryPointerArray)
	measure("conditional escape", tryConditionalEscape)
	measure("sort ints", trySortInts)
	measure("sort interface", trySortInterface)
	measure("select", trySelect)
	measure("range string", tryRangeString)
}
