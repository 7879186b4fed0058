// traceback: panics with one other goroutine, at the level that is the argument, if there is one.
package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

func main() {
	go func() { select {} }()
	for range 100 {
		runtime.Gosched()
	}
	if len(os.Args) > 1 {
		debug.SetTraceback(os.Args[1])
	}
	panic("x")
}
