// waiting: goroutines that wait for every reason there is, then a deadlock or a signal.
package main

import (
	"os"
	"sync"
	"time"
)

var (
	mu    sync.Mutex
	rw    sync.RWMutex
	wg    sync.WaitGroup
	cond  = sync.NewCond(&sync.Mutex{})
	c     = make(chan int)
	nilly chan int
)

func main() {
	mu.Lock()
	rw.Lock()
	wg.Add(1)
	go func() { mu.Lock() }()
	go func() { rw.RLock() }()
	go func() { rw.Lock() }()
	go func() { wg.Wait() }()
	go func() { cond.L.Lock(); cond.Wait() }()
	go func() { <-c }()
	go func() { nilly <- 1 }()
	go func() { <-nilly }()
	go func() { select {} }()
	go func() {
		select {
		case <-c:
		case <-nilly:
		}
	}()
	if len(os.Args) > 1 {
		println("ready")
		time.Sleep(time.Hour)
	}
	time.Sleep(20 * time.Millisecond)
	for v := range c {
		_ = v
	}
}
