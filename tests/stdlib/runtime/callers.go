// run

// Callers, statistics, errors of the run time.
package main

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

func where() string {
	pc, file, line, ok := runtime.Caller(1)
	return fmt.Sprint(runtime.FuncForPC(pc).Name(), " ", file[strings.LastIndex(file, "/")+1:], ":", line, " ", ok)
}

type T struct{}

func (*T) Method() string { return where() }

func try(f func()) {
	defer func() {
		e := recover()
		_, isRuntime := e.(runtime.Error)
		fmt.Printf("%v | %T | %v\n", e, e, isRuntime)
	}()
	f()
}

func main() {
	fmt.Println(where())
	fmt.Println((*T)(nil).Method(), func() string { return where() }())
	var a []int
	var m map[string]int
	var p *T
	var i any = "s"
	zero := 0
	n := -1
	try(func() { _ = a[5] })
	try(func() { _ = a[1:][zero] })
	try(func() { m["x"] = 1 })
	try(func() { _ = *(*int)(nil) })
	try(func() { _ = 1 / zero })
	try(func() { _ = i.(int) })
	try(func() { _ = i.(fmt.Stringer) })
	try(func() { panic(nil) })
	try(func() { panic(errors.New("own")) })
	try(func() { _ = make([]int, n) })
	try(func() { close((chan int)(nil)) })
	_ = p
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	keep := make([][]byte, 100)
	for i := range keep {
		keep[i] = make([]byte, 1000)
	}
	runtime.ReadMemStats(&after)
	fmt.Println(after.TotalAlloc-before.TotalAlloc >= 100*1024, after.Mallocs-before.Mallocs >= 100)
	runtime.KeepAlive(keep)
	runtime.GC()
	fmt.Println(debug.SetGCPercent(50), debug.SetGCPercent(100), runtime.NumGoroutine(), runtime.GOOS)
	fmt.Println(strings.HasPrefix(string(debug.Stack()), "goroutine 1 [running]:\nruntime/debug.Stack("))
	done := make(chan bool)
	go func() {
		defer close(done)
		defer fmt.Println("deferred")
		runtime.Goexit()
	}()
	<-done
}
