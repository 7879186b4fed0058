// Package runtime is the door to the run time: collector, scheduler, stacks.
package runtime

// What this implementation is. Programs that ask get the answers of Go's own compiler, whose
// behaviour is followed.
const (
	Compiler = "gc"
	GOOS     = "linux"
	GOARCH   = "amd64"
)

// MemProfileRate is the average number of bytes allocated between two samples of the heap profile.
var MemProfileRate int = 512 * 1024

// Version returns the release of Go whose behaviour is followed.
func Version() string { return "go1.23.5" }

// GOROOT returns the root of a Go installation named by the environment.
//
// Deprecated: ask the go command.
func GOROOT() string { return goroot() }

func goroot() string

// Gosched lets other goroutines run.
func Gosched()

// Goexit ends the calling goroutine after its deferred calls. Other goroutines go on.
func Goexit()

// GC runs a whole collection and returns when it is done.
func GC() {
	ticket := beginGC()
	for !waitGC(ticket) {
	}
	// In Go others get to run meanwhile; programs count on it that finalizers do.
	Gosched()
}

// beginGC begins a cycle, or has one begin when the running one is over.
func beginGC() (ticket uint32)

// waitGC tells whether that cycle is over, and waits for one to end if it is not.
func waitGC(ticket uint32) bool

// NumGoroutine returns how many goroutines there are.
func NumGoroutine() int

// GOMAXPROCS sets how many processors may run goroutines at once and returns the number before;
// n < 1 only asks.
func GOMAXPROCS(n int) int

// NumCPU returns how many processors of the machine the process may use.
func NumCPU() int

// NumCgoCall returns the number of calls into C; there is no cgo here.
func NumCgoCall() int64 { return 0 }

// LockOSThread gives the goroutine the thread it runs on for itself, until UnlockOSThread has been
// called as often.
func LockOSThread()

// UnlockOSThread takes one LockOSThread back.
func UnlockOSThread()

// KeepAlive keeps x reachable up to this call.
//
//go:noinline
func KeepAlive(x any) {
	if alwaysFalse {
		println(&x)
	}
}

var alwaysFalse bool

// SetFinalizer arranges that finalizer is called with obj, a pointer to an object that was
// allocated on its own, some time after the object has become unreachable. A nil finalizer takes it
// back.
func SetFinalizer(obj any, finalizer any)

// Breakpoint stops in a debugger.
func Breakpoint()

// ReadMemStats fills m with the statistics of now.
//
//go:noescape
func ReadMemStats(m *MemStats)

// Stack writes the traceback of the calling goroutine, or of all, into buf and returns how many
// bytes it wrote.
func Stack(buf []byte, all bool) int

// Callers fills pc with the return addresses on the calling goroutine's stack, without the skip
// innermost: 0 stands for Callers itself, 1 for its caller.
//
//go:noescape
func Callers(skip int, pc []uintptr) int

// What is known of a program counter, or of a function's code; name is empty for others.
func pcInfo(pc uintptr) (name, file string, line int, entry uintptr)

// Caller tells where the function skip levels up was called; 0 stands for the caller of Caller.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	var pcs [1]uintptr
	if Callers(skip+2, pcs[:]) < 1 {
		return
	}
	name, file, line, _ := pcInfo(pcs[0])
	return pcs[0], file, line, name != ""
}

// Func stands for a function of the program.
type Func struct {
	name  string
	file  string
	line  int
	entry uintptr
}

// FuncForPC returns the function that a program counter is in, nil when it is in none.
func FuncForPC(pc uintptr) *Func {
	name, _, _, entry := pcInfo(pc)
	if name == "" {
		return nil
	}
	_, file, line, _ := pcInfo(entry)
	return &Func{name, file, line, entry}
}

// Name returns the function's name with its package path.
func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	return f.name
}

// Entry returns the address of the function.
func (f *Func) Entry() uintptr { return f.entry }

// FileLine returns the place in the source of a program counter in the function.
func (f *Func) FileLine(pc uintptr) (file string, line int) {
	if pc == f.entry {
		return f.file, f.line
	}
	_, file, line, _ = pcInfo(pc)
	return file, line
}

// Frame describes one call on a stack.
type Frame struct {
	PC       uintptr
	Func     *Func
	Function string
	File     string
	Line     int
	Entry    uintptr
}

// Frames turns what Callers gives into Frame values.
type Frames struct {
	callers []uintptr
}

// CallersFrames returns the Frames of what Callers gave.
func CallersFrames(callers []uintptr) *Frames {
	return &Frames{callers}
}

// Next returns the next call, and whether more follow.
func (ci *Frames) Next() (frame Frame, more bool) {
	if len(ci.callers) == 0 {
		return Frame{}, false
	}
	pc := ci.callers[0]
	ci.callers = ci.callers[1:]
	name, file, line, entry := pcInfo(pc)
	frame = Frame{PC: pc, Function: name, File: file, Line: line, Entry: entry}
	if name != "" {
		frame.Func = FuncForPC(pc)
	}
	return frame, len(ci.callers) > 0
}

// A Pinner would keep objects from being moved; nothing moves here.
type Pinner struct {
	refs []any
}

// Pin keeps the object that pointer points to reachable until Unpin.
func (p *Pinner) Pin(pointer any) { p.refs = append(p.refs, pointer) }

// Unpin lets go of all pinned objects.
func (p *Pinner) Unpin() { p.refs = nil }
