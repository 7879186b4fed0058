// run

// Nobody waits for ever: locks are handed to those who have waited long, a writer is not kept out by
// readers who come and go, and functions that run once do so for all who call.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// group is a WaitGroup with a method like that of Go 1.25.
type group struct{ sync.WaitGroup }

func (g *group) Go(f func()) {
	g.Add(1)
	go func() {
		defer g.Done()
		f()
	}()
}

// starvation has a goroutine lock again whenever it has unlocked; another needs the lock a few times.
func starvation() {
	var mu sync.Mutex
	var stop atomic.Bool
	var wg group
	wg.Go(func() {
		for !stop.Load() {
			mu.Lock()
			for t := time.Now(); time.Since(t) < 100*time.Microsecond; {
			}
			mu.Unlock()
		}
	})
	for i := 0; i < 10; i++ {
		time.Sleep(100 * time.Microsecond)
		mu.Lock()
		mu.Unlock()
	}
	stop.Store(true)
	wg.Wait()
	fmt.Println("locked beside a hog")
}

func writer() {
	var rw sync.RWMutex
	var stop atomic.Bool
	var wg group
	value := 0
	for i := 0; i < 4; i++ {
		wg.Go(func() {
			for !stop.Load() {
				rw.RLock()
				_ = value
				runtime.Gosched()
				rw.RUnlock()
			}
		})
	}
	for i := 0; i < 50; i++ {
		rw.Lock()
		value++
		rw.Unlock()
	}
	stop.Store(true)
	wg.Wait()
	fmt.Println("wrote", value)

	// A waiting writer keeps new readers out, and goes first.
	rw.RLock()
	order := make(chan string, 2)
	started := make(chan bool)
	go func() {
		started <- true
		rw.Lock()
		order <- "writer"
		rw.Unlock()
	}()
	<-started
	for rw.TryRLock() {
		rw.RUnlock()
		runtime.Gosched()
	}
	go func() {
		started <- true
		rw.RLock()
		order <- "reader"
		rw.RUnlock()
	}()
	<-started
	rw.RUnlock()
	fmt.Println(<-order, <-order)
}

func once() {
	var calls, seen atomic.Int32
	f := sync.OnceFunc(func() {
		calls.Add(1)
		time.Sleep(time.Millisecond)
		seen.Store(1)
	})
	values := sync.OnceValues(func() (int, error) { calls.Add(1); return 7, nil })
	var wg group
	var early atomic.Int32
	for i := 0; i < 20; i++ {
		wg.Go(func() {
			f()
			if seen.Load() == 0 {
				early.Add(1)
			}
			if v, err := values(); v != 7 || err != nil {
				panic("wrong values")
			}
		})
	}
	wg.Wait()
	fmt.Println(calls.Load(), early.Load())
	failing := sync.OnceValue(func() int { calls.Add(1); panic("always") })
	for i := 0; i < 2; i++ {
		func() {
			defer func() { fmt.Println(recover()) }()
			failing()
		}()
	}
	fmt.Println(calls.Load())
}

// maps: many use one Map; what one stores others find.
func maps() {
	var m sync.Map
	var wg group
	var stored, deleted atomic.Int64
	for g := 0; g < 8; g++ {
		wg.Go(func() {
			for i := 0; i < 1000; i++ {
				if _, loaded := m.LoadOrStore(i, g); !loaded {
					stored.Add(1)
				}
				if i%3 == g%3 {
					if _, loaded := m.LoadAndDelete(i); loaded {
						deleted.Add(1)
					}
				}
				if i%100 == 0 {
					m.Range(func(k, v any) bool { return k.(int) >= 0 && v.(int) >= 0 })
				}
			}
		})
	}
	wg.Wait()
	n := 0
	m.Range(func(k, v any) bool { n++; return true })
	fmt.Println(int64(n) == stored.Load()-deleted.Load())
	m.Clear()
	m.Range(func(k, v any) bool { panic("not empty") })
	for i := 0; i < 100; i++ {
		m.Store(i, i)
	}
	m.Range(func(k, v any) bool { m.Delete(k); m.Store(k.(int)+1000, v); return k.(int) < 2000 })
	sum := 0
	m.Range(func(k, v any) bool { sum += v.(int); return true })
	fmt.Println(sum)
}

func main() {
	for _, n := range []int{1, 4} {
		runtime.GOMAXPROCS(n)
		starvation()
		writer()
		once()
		maps()
	}
}
