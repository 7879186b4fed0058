// run
// The profiles "block" and "mutex": who waited for what, who let others wait, and how long.
package main

import (
	"bytes"
	"fmt"
	"runtime"
	"runtime/pprof"
	"strings"
	"sync"
	"time"
)

const pause = 20 * time.Millisecond

//go:noinline
func receive(c chan int) { <-c }

//go:noinline
func send(c chan int) { c <- 1 }

//go:noinline
func choose(a, b chan int) {
	select {
	case <-a:
	case <-b:
	}
}

//go:noinline
func lock(m *sync.Mutex) { m.Lock() }

//go:noinline
func unlock(m *sync.Mutex) { m.Unlock() }

//go:noinline
func wait(w *sync.WaitGroup) { w.Wait() }

//go:noinline
func waitCond(c *sync.Cond) {
	c.L.Lock()
	c.Wait()
	c.L.Unlock()
}

//go:noinline
func readLock(m *sync.RWMutex) { m.RLock() }

//go:noinline
func writeUnlock(m *sync.RWMutex) { m.Unlock() }

// goroutines returns their tracebacks.
func goroutines() string {
	text := make([]byte, 1<<16)
	return string(text[:runtime.Stack(text, true)])
}

// later calls f when main has waited for a while.
func later(f func()) {
	go func() {
		for waits := false; !waits; {
			time.Sleep(time.Millisecond)
			_, state, _ := strings.Cut(goroutines(), "goroutine 1 [")
			waits = !strings.HasPrefix(state, "run")
		}
		time.Sleep(pause)
		f()
	}()
}

func everything() {
	c, d := make(chan int), make(chan int)
	later(func() { c <- 1 })
	receive(c)
	later(func() { <-c })
	send(c)
	later(func() { close(d) })
	choose(c, d)

	var m sync.Mutex
	m.Lock()
	later(func() { unlock(&m) })
	lock(&m)
	m.Unlock()

	var w sync.WaitGroup
	w.Add(1)
	later(w.Done)
	wait(&w)

	cond := sync.NewCond(&m)
	later(func() { m.Lock(); cond.Broadcast(); m.Unlock() })
	waitCond(cond)

	var rw sync.RWMutex
	rw.Lock()
	later(func() { writeUnlock(&rw) })
	readLock(&rw)
	rw.RUnlock()
}

func name(pc uintptr) string {
	if f := runtime.FuncForPC(pc - 1); f != nil {
		return f.Name()
	}
	return "?"
}

// show prints what the records tell of the functions of this file, in their order.
func show(title string, read func([]runtime.BlockProfileRecord) (int, bool), names ...string) {
	n, _ := read(nil)
	records := make([]runtime.BlockProfileRecord, n+20)
	n, ok := read(records)
	fmt.Println(title, ok)
	for _, want := range names {
		var count int64
		long := true
		top := ""
		for _, r := range records[:n] {
			stack := r.Stack()
			for i, pc := range stack {
				if name(pc) == "main."+want {
					count += r.Count
					long = long && time.Duration(r.Cycles) > pause*9/10*time.Duration(r.Count)
					if i > 0 && strings.HasPrefix(name(stack[0]), "sync.") {
						top = " in " + name(stack[0])
					}
				}
			}
		}
		fmt.Printf("  %s%s: %d, long %v\n", want, top, count, long && count > 0)
	}
}

var (
	waiters   = []string{"receive", "send", "choose", "lock", "wait", "waitCond", "readLock"}
	unlockers = []string{"unlock", "writeUnlock"}
)

func count(name string, debug int, what string) int {
	var b bytes.Buffer
	pprof.Lookup(name).WriteTo(&b, debug)
	return strings.Count(b.String(), what)
}

func main() {
	everything()
	show("block, off", runtime.BlockProfile, waiters...)
	show("mutex, off", runtime.MutexProfile, unlockers...)
	runtime.SetBlockProfileRate(1)
	fmt.Println(runtime.SetMutexProfileFraction(1), runtime.SetMutexProfileFraction(-1))
	everything()
	runtime.SetBlockProfileRate(0)
	fmt.Println(runtime.SetMutexProfileFraction(0))
	everything()
	show("block", runtime.BlockProfile, waiters...)
	show("mutex", runtime.MutexProfile, unlockers...)

	// Of waiting this long nearly nothing is left out, at that rate.
	runtime.SetBlockProfileRate(int(pause / 100))
	everything()
	runtime.SetBlockProfileRate(0)
	show("block, again", runtime.BlockProfile, waiters...)

	// Three waiters: those who still wait are charged to who unlocks as well.
	var m sync.Mutex
	var w sync.WaitGroup
	runtime.SetMutexProfileFraction(1)
	m.Lock()
	for range 3 {
		w.Add(1)
		go func() { m.Lock(); m.Unlock(); w.Done() }()
	}
	for strings.Count(goroutines(), "[sync.Mutex.Lock]") < 3 {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(pause)
	crowd(&m)
	w.Wait()
	records := make([]runtime.BlockProfileRecord, 50)
	n, _ := runtime.MutexProfile(records)
	for _, r := range records[:n] {
		if stack := r.Stack(); len(stack) > 1 && name(stack[1]) == "main.crowd" {
			fmt.Println("a crowd:", r.Count, time.Duration(r.Cycles) > 2*pause)
		}
	}

	fmt.Println(count("block", 1, "--- contention:\ncycles/second="), count("mutex", 1, "sampling period=1\n"),
		count("block", 1, "main.receive") > 0, count("mutex", 1, "main.unlock") > 0,
		count("block", 0, "\x1f\x8b") > 0, pprof.Lookup("mutex").Count() > 0)
}

//go:noinline
func crowd(m *sync.Mutex) { m.Unlock() }
