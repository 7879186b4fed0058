// run

// What the run time panics with: types and texts; deferred calls that replace, nest and end goroutines.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

type E struct{ s string }

func (e *E) Error() string { return "E:" + e.s }

type S int

func (s S) String() string { return fmt.Sprint("S", int(s)) }

func try(name string, f func()) {
	defer func() {
		r := recover()
		fmt.Printf("%s: %T %v\n", name, r, r)
		if re, ok := r.(runtime.Error); ok {
			fmt.Println("  runtime error:", re.Error())
		}
	}()
	f()
}

type T struct{ x, y int }
type I interface{ M() }
type J interface{ N() }

func (T) M() {}

func nested() (s string) {
	defer func() {
		s += fmt.Sprint("outer:", recover())
	}()
	defer func() {
		defer func() {
			s += fmt.Sprint("inner:", recover(), ";")
		}()
		panic("second")
	}()
	panic("first")
}

func replaced() (s string) {
	defer func() { s = fmt.Sprint(recover()) }()
	defer func() { panic("replacement") }()
	panic("original")
}

func rep2() (n int) {
	defer func() {
		recover()
		n *= 2
	}()
	defer func() { n = 21 }()
	panic(1)
}

func goexit() string {
	done := make(chan string, 3)
	go func() {
		defer func() { done <- fmt.Sprint("end ", recover()) }()
		defer func() { done <- "d1" }()
		func() { runtime.Goexit() }()
		done <- "not reached"
	}()
	a, b := <-done, <-done
	return a + " " + b
}

func goexitPanic() string {
	done := make(chan string, 5)
	go func() {
		defer func() { done <- "last" }()
		defer func() {
			done <- fmt.Sprint("rec ", recover())
		}()
		defer func() { panic("in goexit") }()
		runtime.Goexit()
	}()
	return <-done + " " + <-done
}

func loopDefers() {
	for i := 0; i < 5; i++ {
		defer fmt.Print(i, " ")
	}
	defer fmt.Println()
}

func main() {
	var np *T
	var nm map[string]int
	var ni I
	var e interface{} = "str"
	var nf func()
	a := []int{1, 2, 3}
	i := 5
	z := 0
	try("nil deref", func() { np.x = 1 })
	try("nil map", func() { nm["a"] = 1 })
	try("nil iface", func() { ni.M() })
	try("nil func", func() { nf() })
	try("index", func() { _ = a[i] })
	try("neg index", func() { _ = a[z-1] })
	try("slice", func() { _ = a[:i] })
	try("slice2", func() { _ = a[i:] })
	try("slice3", func() { _ = a[2:1+z] })
	try("slice4", func() { _ = a[0:1:i] })
	try("slice5", func() { _ = a[z-1:] })
	try("str", func() { _ = "hello"[i:] })
	try("str2", func() { _ = "hello"[i+1:] })
	try("str3", func() { _ = "hello"[:i+1] })
	try("arr", func() { var arr [3]int; _ = arr[:i] })
	try("div", func() { _ = 1 / z })
	try("mod", func() { _ = 1 % z })
	try("shift", func() { _ = 1 << (z - 1) })
	try("assert", func() { _ = e.(int) })
	try("assert2", func() { _ = e.(I) })
	try("assert3", func() { var x interface{}; _ = x.(int) })
	try("assert4", func() { var x interface{}; _ = x.(I) })
	try("assert5", func() { var x I = T{}; _ = x.(J) })
	try("make", func() { _ = make([]int, z-1) })
	try("make2", func() { _ = make([]int, 1, z) })
	try("makechan", func() { _ = make(chan int, z-1) })
	try("close nil", func() { var c chan int; close(c) })
	try("close closed", func() { c := make(chan int); close(c); close(c) })
	try("send closed", func() { c := make(chan int, 1); close(c); c <- 1 })
	try("hash", func() { m := map[interface{}]int{}; m[[]int{1}] = 2 })
	try("compare", func() { var x, y interface{} = []int{1}, []int{1}; _ = x == y })
	try("array conv", func() { _ = [5]int(a) })
	try("custom", func() { panic(&E{"x"}) })
	try("stringer", func() { panic(S(4)) })
	try("nil panic", func() { panic(nil) })
	try("errors", func() { panic(errors.New("plain")) })
	fmt.Println(nested())
	fmt.Println(replaced())
	fmt.Println(rep2())
	fmt.Println(goexit())
	fmt.Println(goexitPanic())
	loopDefers()
	fmt.Println()
}
