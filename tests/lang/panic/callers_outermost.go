// run
//
// The outermost frames that runtime.Callers gives are those of Go's runtime.
package main

import (
	"fmt"
	"runtime"
)

func names(skip int) {
	pcs := make([]uintptr, 16)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(skip, pcs)])
	for {
		frame, more := frames.Next()
		fmt.Print(frame.Function, " ")
		if !more {
			break
		}
	}
	fmt.Println()
	for skip := 0; ; skip++ {
		pc, _, line, ok := runtime.Caller(skip)
		if !ok {
			break
		}
		fmt.Print(runtime.FuncForPC(pc).Name(), " ", line > 0, " ")
	}
	fmt.Println()
}

func main() {
	names(0)
	names(2)
	done := make(chan bool)
	go func() {
		names(1)
		done <- true
	}()
	<-done
	defer func() {
		recover()
		names(1)
	}()
	panic("stop")
}
