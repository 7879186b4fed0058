// run
// needs go1.26

// Leaks are looked for while cycles of the collector run: what the leaked goroutines hold stays, and
// those who wait in runtime.GC for a cycle that is cut short go on.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strings"
	"sync"
	"time"
)

func leak(n int) {
	c := make(chan []int)
	go func() {
		data := make([]int, n)
		c <- data
		fmt.Println("never", data[0])
	}()
}

var sink [][]byte

func allocate(stop chan bool, done *sync.WaitGroup) {
	defer done.Done()
	for i := 0; ; i++ {
		select {
		case <-stop:
			return
		default:
			sink = append(sink, make([]byte, 512))
			if len(sink) > 2000 {
				sink = nil
			}
		}
	}
}

func collect(stop chan bool, done *sync.WaitGroup) {
	defer done.Done()
	for {
		select {
		case <-stop:
			return
		default:
			runtime.GC()
		}
	}
}

func main() {
	debug.SetGCPercent(10)
	for i := 0; i < 10; i++ {
		leak(i + 1)
	}
	time.Sleep(10 * time.Millisecond)
	stop := make(chan bool)
	var done sync.WaitGroup
	done.Add(2)
	go allocate(stop, &done)
	go collect(stop, &done)
	leaks := pprof.Lookup("goroutineleak")
	for i := 0; i < 50; i++ {
		var text strings.Builder
		leaks.WriteTo(&text, 2)
		if n := strings.Count(text.String(), "[chan send (leaked)]"); n != 10 {
			fmt.Println(n, "leaked, not 10")
		}
		runtime.Gosched()
	}
	close(stop)
	done.Wait()
	runtime.GC()
	fmt.Println(leaks.Count())
}
