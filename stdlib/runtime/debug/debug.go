// Package debug has a program look after its own run time.
package debug

import (
	"os"
	"runtime"
)

func setGCPercent(percent int32) int32
func setMemoryLimit(limit int64) int64
func freeOSMemory()
func setMaxStack(bytes int) int
func setTraceback(level string)

// SetGCPercent sets by how many percent the heap may grow between collections and returns the
// setting before; a negative one switches collection off.
func SetGCPercent(percent int) int {
	return int(setGCPercent(int32(percent)))
}

// SetMemoryLimit sets how much memory the program should use and returns the limit before; a
// negative limit only asks.
func SetMemoryLimit(limit int64) int64 {
	return setMemoryLimit(limit)
}

// FreeOSMemory collects and gives as much memory as possible back to the operating system.
func FreeOSMemory() {
	runtime.GC()
	freeOSMemory()
}

// SetMaxStack sets how big one goroutine's stack may become and returns the setting before.
func SetMaxStack(bytes int) int {
	return setMaxStack(bytes)
}

// SetMaxThreads would set how many threads may be used; it returns Go's default.
func SetMaxThreads(threads int) int {
	old := maxThreads
	maxThreads = threads
	return old
}

var maxThreads = 10000

// SetPanicOnFault controls whether a fault at an unexpected address panics. Faults of Go code
// always do here.
func SetPanicOnFault(enabled bool) bool {
	old := panicOnFault
	panicOnFault = enabled
	return old
}

var panicOnFault bool

// SetTraceback sets how much the report of a panic or fatal error shows, as GOTRACEBACK does; never
// less than that asks for.
func SetTraceback(level string) { setTraceback(level) }

// PrintStack writes Stack to the standard error.
func PrintStack() {
	os.Stderr.Write(Stack())
}

// Stack returns the traceback of the calling goroutine.
func Stack() []byte {
	buf := make([]byte, 1024)
	for {
		n := runtime.Stack(buf, false)
		if n < len(buf) {
			return buf[:n]
		}
		buf = make([]byte, 2*len(buf))
	}
}
