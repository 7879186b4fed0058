// run

// defer, panic, recover: order, named results, nested and replaced panics, Goexit.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

func order() {
	for i := 0; i < 3; i++ {
		defer fmt.Print(i, " ")
	}
	defer func() { fmt.Print("first ") }()
}

func named() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
			n *= 2
		}
	}()
	n = 21
	panic("boom")
}

func nested() (s string) {
	defer func() { s += fmt.Sprint(" outer:", recover()) }()
	defer func() {
		defer func() { s += fmt.Sprint(" inner:", recover()) }()
		panic("second")
	}()
	panic("first")
}

func replaced() {
	defer func() { fmt.Println("got", recover()) }()
	defer func() { panic("two") }()
	panic("one")
}

func notDirect() {
	defer func() { fmt.Println("outer", recover()) }()
	defer func() {
		func() { fmt.Println("helper", recover()) }()
	}()
	panic("x")
}

func runtimeErrors() {
	try := func(name string, f func()) {
		defer func() {
			r := recover()
			_, isRuntime := r.(runtime.Error)
			fmt.Println(name, "|", r, isRuntime)
		}()
		f()
	}
	var m map[string]int
	var p *struct{ x int }
	var s []int
	var e error
	var a any = "str"
	zero, five := 0, 5
	arr := [3]int{}
	try("index", func() { s[five] = 1 })
	try("array", func() { arr[five] = 1 })
	try("slice", func() { _ = s[1:five] })
	try("slice2", func() { _ = arr[five-1 : 2] })
	try("str", func() { _ = "abc"[five] })
	try("strslice", func() { _ = "abc"[five:] })
	try("nil map", func() { m["a"] = 1 })
	try("nil ptr", func() { p.x = 1 })
	try("nil err", func() { _ = e.Error() })
	try("div", func() { _ = 1 / zero })
	try("mod", func() { _ = 1 % zero })
	try("assert", func() { _ = a.(int) })
	try("assert2", func() { _ = a.(error) })
	try("assert3", func() { a = nil; _ = a.(string) })
	try("make", func() { _ = make([]int, zero-1) })
	try("shift", func() { _ = 1 << (zero - 1) })
	try("hash", func() { mm := map[any]int{}; mm[[]int{}] = 1 })
	try("compare", func() { var x, y any = []int{}, []int{}; _ = x == y })
	try("close nil", func() { var c chan int; close(c) })
	try("close twice", func() { c := make(chan int); close(c); close(c) })
	try("send closed", func() { c := make(chan int, 1); close(c); c <- 1 })
	try("custom", func() { panic(errors.New("mine")) })
	try("nil panic", func() { panic(nil) })
	try("conv", func() { _ = [4]int(s) })
	try("nil func", func() { var f func(); f() })
}

func goexit() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer fmt.Println("deferred runs", recover())
		runtime.Goexit()
		fmt.Println("never")
	}()
	<-done
}

func deferArgs() {
	x := 1
	defer fmt.Println("arg at defer time:", x)
	x = 2
	defer func(y int) { fmt.Println("closure sees", x, y) }(x)
	x = 3
}

func loopDefer() (total int) {
	for i := 0; i < 1000; i++ {
		defer func() { total += i }()
	}
	return 0
}

func main() {
	order()
	fmt.Println()
	fmt.Println(named())
	fmt.Println(nested())
	replaced()
	notDirect()
	runtimeErrors()
	goexit()
	deferArgs()
	fmt.Println(loopDefer())
	fmt.Println(recover())
}
