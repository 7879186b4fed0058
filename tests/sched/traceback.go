// traceback: panics with one other goroutine, at the level of debug.SetTraceback that is the argument.
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
	debug.SetTraceback(os.Args[1])
	panic("x")
}
