// run

// Inlined calls keep their frames: runtime.Callers, runtime.Caller and FuncForPC see them.
package main

import (
	"fmt"
	"runtime"
	"strings"
)

func line() int {
	_, _, n, _ := runtime.Caller(1)
	return n
}

func short() int { return line() }

//go:noinline
func names() {
	pcs := make([]uintptr, 20)
	n := runtime.Callers(1, pcs)
	frames := runtime.CallersFrames(pcs[:n])
	for {
		frame, more := frames.Next()
		if strings.HasPrefix(frame.Function, "main.") {
			fmt.Print(frame.Function, ":", frame.Line, " ")
		}
		if !more {
			break
		}
	}
	fmt.Println()
	for _, pc := range pcs[:n] {
		if name := runtime.FuncForPC(pc - 1).Name(); strings.HasPrefix(name, "main.") {
			fmt.Print(name, " ")
		}
	}
	fmt.Println()
}

func a() { b() }
func b() { names() }

type T struct{ n int }

func (T) Method()   { b() }
func (*T) Pointer() { a() }

type I interface{ Method() }

func skip(n int) string {
	pc, _, _, ok := runtime.Caller(n)
	if !ok {
		return "none"
	}
	return runtime.FuncForPC(pc).Name()
}
func one(n int) string   { return skip(n) }
func two(n int) string   { return one(n) }
func three(n int) string { return two(n) }

func main() {
	fmt.Println(short(), line())
	a()
	T{}.Method()
	(&T{}).Pointer()
	for _, i := range []I{T{1}, &T{2}} {
		i.Method()
	}
	func() { a() }()
	f := func(n int) { a() }
	f(1)
	for n := 0; n < 5; n++ {
		fmt.Print(three(n), " ")
	}
	fmt.Println()
}
