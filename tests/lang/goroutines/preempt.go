// run

// A loop without calls does not keep others from running, whatever the number of processors, and that
// may change at any time. A goroutine can have a thread of its own.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

var stop int32

func spin() {
	for stop == 0 {
	}
}

// loops: main goes on beside goroutines that only compute.
func loops(processors, n int) {
	old := runtime.GOMAXPROCS(processors)
	fmt.Println(runtime.GOMAXPROCS(0) == processors, old > 0)
	var done atomic.Int32
	var quit atomic.Bool
	for i := 0; i < n; i++ {
		go func() {
			for !quit.Load() {
			}
			done.Add(1)
		}()
	}
	start := time.Now()
	for i := 0; i < 3; i++ {
		time.Sleep(time.Millisecond)
		runtime.Gosched()
	}
	// Each of them may have its 10 ms before.
	fmt.Println("in time:", time.Since(start) < time.Duration(n)*5*time.Second)
	quit.Store(true)
	for int(done.Load()) < n {
		runtime.Gosched()
	}
}

// locked goroutines hand a value round, each on its own thread.
func locked() {
	var wg sync.WaitGroup
	first := make(chan int)
	in := first
	for i := 0; i < 5; i++ {
		out := make(chan int)
		wg.Add(1)
		go func(in, out chan int) {
			defer wg.Done()
			runtime.LockOSThread()
			runtime.LockOSThread()
			runtime.UnlockOSThread()
			for v := range in {
				out <- v + 1
			}
			close(out)
			if i%2 == 0 {
				runtime.UnlockOSThread()
			} // else the thread ends with the goroutine
		}(in, out)
		in = out
	}
	sum := 0
	for i := 0; i < 200; i++ {
		first <- i
		sum += <-in
	}
	close(first)
	wg.Wait()
	fmt.Println("locked:", sum)
}

// changing has the number of processors change while goroutines work.
func changing() {
	var wg sync.WaitGroup
	var n atomic.Int64
	for i := 0; i < 20; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c := make(chan int, 1)
			for k := 0; k < 300; k++ {
				c <- k
				n.Add(int64(<-c))
				if k%50 == 0 {
					time.Sleep(time.Microsecond)
				}
			}
		}()
	}
	for i := 0; i < 60; i++ {
		runtime.GOMAXPROCS(i%7 + 1)
		runtime.Gosched()
	}
	wg.Wait()
	fmt.Println("changing:", n.Load())
}

func main() {
	loops(1, 3)
	loops(2, 5)
	loops(8, 10)
	locked()
	changing()
	runtime.GOMAXPROCS(1)
	go spin() // still at it when the program ends
	runtime.Gosched()
	fmt.Println("end")
}
