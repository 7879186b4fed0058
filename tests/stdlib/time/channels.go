// run

// Channels of timers as since Go 1.23: they look unbuffered, and Stop and Reset leave no old value behind.
package main

import (
	"fmt"
	"runtime"
	"time"
)

func empty(c <-chan time.Time) bool {
	select {
	case <-c:
		return false
	default:
		return true
	}
}

// never makes timers that nobody can receive from any more: they do not keep memory.
func never() {
	freed := make(chan bool, 1)
	func() {
		t := time.NewTimer(time.Hour)
		runtime.SetFinalizer(t, func(*time.Timer) { freed <- true })
	}()
	for i := 0; i < 100; i++ {
		runtime.GC()
		select {
		case <-freed:
			fmt.Println("freed")
			return
		case <-time.After(time.Millisecond):
		}
	}
	fmt.Println("not freed")
}

func main() {
	t := time.NewTimer(time.Millisecond)
	fmt.Println(len(t.C), cap(t.C))
	time.Sleep(5 * time.Millisecond)
	fmt.Println(len(t.C), cap(t.C))
	fmt.Println(t.Stop(), empty(t.C))
	fmt.Println(t.Reset(time.Millisecond), t.Reset(time.Hour), empty(t.C))
	t.Reset(time.Millisecond)
	time.Sleep(5 * time.Millisecond)
	fmt.Println(t.Reset(time.Hour), empty(t.C), t.Stop(), empty(t.C))
	t.Reset(time.Millisecond)
	fmt.Println(!(<-t.C).IsZero(), t.Stop(), empty(t.C))

	// The time is that of the end, not of the receiving.
	start := time.Now()
	t.Reset(time.Millisecond)
	time.Sleep(20 * time.Millisecond)
	fmt.Println((<-t.C).Sub(start) < time.Since(start))

	tick := time.NewTicker(time.Millisecond)
	time.Sleep(5 * time.Millisecond)
	tick.Stop()
	fmt.Println(len(tick.C), empty(tick.C))
	tick.Reset(2 * time.Millisecond)
	a, b := <-tick.C, <-tick.C
	fmt.Println(b.After(a))
	tick.Reset(time.Hour)
	fmt.Println(empty(tick.C))
	tick.Stop()

	fired := make(chan string, 1)
	f := time.AfterFunc(time.Hour, func() { fired <- "fired" })
	fmt.Println(f.C == nil, f.Reset(0), <-fired, f.Stop(), f.Reset(time.Hour), f.Stop())

	var order []int
	done := make(chan int)
	for _, ms := range []int{30, 1, 60} {
		time.AfterFunc(time.Duration(ms)*time.Millisecond, func() { done <- ms })
	}
	for range 3 {
		order = append(order, <-done)
	}
	fmt.Println(order)
	time.Sleep(-1)
	<-time.After(-1)
	never()
	var zero time.Timer
	defer func() { fmt.Println(recover()) }()
	zero.Stop()
}
