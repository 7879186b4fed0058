// run

// Conversions to interfaces, method calls through them, variadic calls.
// Expected: what Go 1.23 counts. `make compare-alloc` asks the installed one.
package main

import (
	"errors"
	"fmt"
	"io"
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

type shape interface{ area() int }
type square struct{ side int }
type wide struct{ a, b, c int }
type holder struct{ p *int }
type one struct{ b byte }

func (s square) area() int { return s.side * s.side }
func (w *wide) area() int  { return w.a }
func (h holder) area() int { return *h.p }

type failure struct{ code int }

func (f failure) Error() string { return "failed" }

var errFixed = errors.New("fixed")

//go:noinline
func areaOf(s shape) int { return s.area() }

func areaInlined(s shape) int { return s.area() }

//go:noinline
func kind(v any) int {
	switch v.(type) {
	case int:
		return 1
	case string:
		return 2
	case square:
		return 3
	}
	return 0
}

//go:noinline
func count(v ...any) int { return len(v) }

//go:noinline
func keep(v ...any) { sinkAny = v[0] }

//go:noinline
func total(v ...int) (t int) {
	for _, x := range v {
		t += x
	}
	return
}

//go:noinline
func fails(code int) error {
	if code == 0 {
		return nil
	}
	return failure{code}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

func tryIntConstant() {
	sinkAny = 5
}

func tryIntSmall() {
	sinkAny = small
}

func tryIntLarge() {
	sinkAny = big
}

func tryIntZero() {
	x := n - 10
	sinkAny = x
}

func tryIntStays() {
	sinkInt += kind(big)
}

func tryBool() {
	sinkAny = n > 3
}

func tryByte() {
	b := byte(n)
	sinkAny = b
}

func tryOneByteStruct() {
	sinkAny = one{byte(n)}
}

func tryStringConstant() {
	sinkAny = "constant"
}

func tryStringVariable() {
	sinkAny = word
}

func tryStringEmpty() {
	s := word[:0]
	sinkAny = s
}

func tryStringStays() {
	sinkInt += kind(text)
}

func tryFloat() {
	f := float64(n) + 0.5
	sinkAny = f
}

func trySlice() {
	sinkAny = wordOf
}

func trySliceNil() {
	var s []int
	sinkAny = s
}

func tryPointer() {
	x := &n
	sinkAny = x
}

func tryFunc() {
	sinkAny = sinkFunc
}

func tryMap() {
	var m map[int]int
	sinkAny = m
}

func tryPointerStruct() {
	x := &n
	sinkAny = holder{x}
}

func tryStruct() {
	sinkAny = wide{1, 2, n}
}

func tryStructConstant() {
	sinkAny = wide{1, 2, 3}
}

func tryStructStays() {
	sinkInt += kind(square{n})
}

func tryMethodCall() {
	sinkInt += areaOf(square{n})
}

func tryMethodCallPointer() {
	w := wide{a: n}
	sinkInt += areaOf(&w)
}

func tryMethodCallInlined() {
	sinkInt += areaInlined(square{n})
}

func tryMethodCallDevirtualized() {
	var s shape = square{n}
	sinkInt += s.area()
}

func tryAssert() {
	var v any = big
	sinkInt += v.(int)
}

func tryVariadic() {
	sinkInt += total(1, 2, n)
}

func tryVariadicNone() {
	sinkInt += total()
}

func tryVariadicAny() {
	sinkInt += count(1, "a", n)
}

func tryVariadicAnyLarge() {
	sinkInt += count(big, text, 1.5)
}

func tryVariadicAnyKept() {
	keep(big, text)
}

func tryVariadicSpread() {
	sinkInt += total(sinkInts...)
}

func tryErrorNone() {
	sinkErr = fails(0)
}

func tryErrorValue() {
	sinkErr = fails(n)
}

func tryErrorFixed() {
	sinkErr = errFixed
}

func tryErrorNew() {
	sinkErr = errors.New(word)
}

func tryInterfaceToInterface() {
	var s shape = square{small}
	sinkAny = s
}

func tryCompare() {
	sinkBool = sinkAny == any(small)
}

func tryFprintDiscard() {
	fmt.Fprint(io.Discard, big)
}

func tryFprintfDiscard() {
	fmt.Fprintf(io.Discard, "%d %s", big, word)
}

func trySprintf() {
	sinkStr = fmt.Sprintf("%d", big)
}

func trySprintString() {
	sinkStr = fmt.Sprint(word)
}

func tryErrorf() {
	sinkErr = fmt.Errorf("code %d", big)
}

func main() {
	debug.SetGCPercent(-1)
	measure("int constant", tryIntConstant)
	measure("int small", tryIntSmall)
	measure("int large", tryIntLarge)
	measure("int zero", tryIntZero)
	measure("int stays", tryIntStays)
	measure("bool", tryBool)
	measure("byte", tryByte)
	measure("one byte struct", tryOneByteStruct)
	measure("string constant", tryStringConstant)
	measure("string variable", tryStringVariable)
	measure("string empty", tryStringEmpty)
	measure("string stays", tryStringStays)
	measure("float", tryFloat)
	measure("slice", trySlice)
	measure("slice nil", trySliceNil)
	measure("pointer", tryPointer)
	measure("func", tryFunc)
	measure("map", tryMap)
	measure("pointer struct", tryPointerStruct)
	measure("struct", tryStruct)
	measure("struct constant", tryStructConstant)
	measure("struct stays", tryStructStays)
	measure("method call", tryMethodCall)
	measure("method call pointer", tryMethodCallPointer)
	measure("method call inlined", tryMethodCallInlined)
	measure("method call devirtualized", tryMethodCallDevirtualized)
	measure("assert", tryAssert)
	measure("variadic", tryVariadic)
	measure("variadic none", tryVariadicNone)
	measure("variadic any", tryVariadicAny)
	measure("variadic any large", tryVariadicAnyLarge)
	measure("variadic any kept", tryVariadicAnyKept)
	measure("variadic spread", tryVariadicSpread)
	measure("error none", tryErrorNone)
	measure("error value", tryErrorValue)
	measure("error fixed", tryErrorFixed)
	measure("error new", tryErrorNew)
	measure("interface to interface", tryInterfaceToInterface)
	measure("compare", tryCompare)
	measure("fprint discard", tryFprintDiscard)
	measure("fprintf discard", tryFprintfDiscard)
	measure("sprintf", trySprintf)
	measure("sprint string", trySprintString)
	measure("errorf", tryErrorf)
}
