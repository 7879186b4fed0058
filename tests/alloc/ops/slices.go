// run

// make, append, copy and growth of slices.
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

type pair struct{ a, b *int }

//go:noinline
func sum(s []int) (t int) {
	for _, v := range s {
		t += v
	}
	return
}

func fill(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func collect(f func(int) bool) (out []int) {
	for i := 0; i < 20; i++ {
		if f(i) {
			out = append(out, i)
		}
	}
	return
}

func tryMakeConstant() {
	s := make([]int, 10)
	s[3] = n
	sinkInt += sum(s)
}

func tryMakeConstantEscapes() {
	sinkInts = make([]int, 10)
}

func tryMakeVariable() {
	s := make([]int, n)
	sinkInt += sum(s)
}

func tryMakeZero() {
	sinkInts = make([]int, 0)
}

func tryMakeCapacity() {
	s := make([]int, 0, 8)
	s = append(s, 1, 2, n)
	sinkInt += sum(s)
}

func tryMakeTooLarge() {
	s := make([]int, 9000)
	s[1] = n
	sinkInt += s[1]
}

func tryMakeJustSmallEnough() {
	s := make([]int, 8192)
	s[1] = n
	sinkInt += s[1]
}

func tryAppendToNil() {
	var s []int
	s = append(s, n)
	sinkInt += s[0]
}

func tryAppendOneByOne() {
	var s []int
	for i := 0; i < 100; i++ {
		s = append(s, i)
	}
	sinkInt += len(s)
}

func tryAppendBytes() {
	var s []byte
	for i := 0; i < 100; i++ {
		s = append(s, byte(i))
	}
	sinkInt += len(s)
}

func tryAppendStrings() {
	var s []string
	for i := 0; i < 100; i++ {
		s = append(s, word)
	}
	sinkInt += len(s)
}

func tryAppendPreallocated() {
	s := make([]int, 0, 100)
	for i := 0; i < 100; i++ {
		s = append(s, i)
	}
	sinkInt += len(s)
}

func tryAppendSlice() {
	s := append([]int(nil), 1, 2, 3, 4, 5)
	sinkInt += len(s)
}

func tryAppendSpread() {
	var s []byte
	s = append(s, text...)
	sinkInt += len(s)
}

func tryAppendClone() {
	s := append([]byte(nil), bytesOf...)
	sinkInt += len(s)
}

func tryAppendMake() {
	var s []int
	s = append(s, make([]int, n)...)
	sinkInt += len(s)
}

func tryAppendPairs() {
	var s []pair
	for i := 0; i < 40; i++ {
		s = append(s, pair{})
	}
	sinkInt += len(s)
}

func tryAppendBeyondAFrame() {
	s := make([]int, 0, 4)
	for i := 0; i < 5; i++ {
		s = append(s, i)
	}
	sinkInt += len(s)
}

func tryCopy() {
	var a [20]int
	sinkInt += copy(a[:], sinkInts)
}

func tryFillInlined() {
	s := fill(5)
	sinkInt += s[4]
}

func tryCollect() {
	s := collect(func(i int) bool { return i%2 == 0 })
	sinkInt += len(s)
}

func tryTwoDimensions() {
	var m [3][]int
	for i := range m {
		m[i] = make([]int, 4)
	}
	sinkInt += m[2][3]
}

func tryTwoDimensionsVariable() {
	m := make([][]int, 3)
	for i := range m {
		m[i] = make([]int, n)
	}
	sinkInt += m[2][3]
}

func trySliceOfSlice() {
	s := make([]int, 10)[2:5]
	sinkInt += len(s)
}

func main() {
	debug.SetGCPercent(-1)
	measure("make constant", tryMakeConstant)
	measure("make constant escapes", tryMakeConstantEscapes)
	measure("make variable", tryMakeVariable)
	measure("make zero", tryMakeZero)
	measure("make capacity", tryMakeCapacity)
	measure("make too large", tryMakeTooLarge)
	measure("make just small enough", tryMakeJustSmallEnough)
	measure("append to nil", tryAppendToNil)
	measure("append one by one", tryAppendOneByOne)
	measure("append bytes", tryAppendBytes)
	measure("append strings", tryAppendStrings)
	measure("append preallocated", tryAppendPreallocated)
	measure("append slice", tryAppendSlice)
	measure("append spread", tryAppendSpread)
	measure("append clone", tryAppendClone)
	measure("append make", tryAppendMake)
	measure("append pairs", tryAppendPairs)
	measure("append beyond a frame", tryAppendBeyondAFrame)
	measure("copy", tryCopy)
	measure("fill inlined", tryFillInlined)
	measure("collect", tryCollect)
	measure("two dimensions", tryTwoDimensions)
	measure("two dimensions variable", tryTwoDimensionsVariable)
	measure("slice of slice", trySliceOfSlice)
}
