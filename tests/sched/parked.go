// parked: COUNT goroutines (a million) that wait for one channel, then all go on.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
)

func main() {
	count := 1000000
	if n, err := strconv.Atoi(os.Args[len(os.Args)-1]); err == nil {
		count = n
	}
	start := make(chan struct{})
	var ready, done sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	ready.Add(count)
	done.Add(count)
	for i := 0; i < count; i++ {
		go func() {
			ready.Done()
			<-start
			mu.Lock()
			sum += i & 1
			mu.Unlock()
			done.Done()
		}()
	}
	ready.Wait()
	fmt.Println("parked:", runtime.NumGoroutine()-1)
	close(start)
	done.Wait()
	fmt.Println("sum:", sum == count/2)
}
