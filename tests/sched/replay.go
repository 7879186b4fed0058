// replay: prints what depends on the order in which goroutines run, on select and on map iteration.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	var trace []int
	var wg sync.WaitGroup
	a, b := make(chan int, 1), make(chan int, 1)
	for i := 0; i < 8; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := 0; j < 50; j++ {
				for k := 0; k < 100*i; k++ {
				}
				select {
				case a <- i:
				case b <- i:
				case v := <-a:
					mu.Lock()
					trace = append(trace, v)
					mu.Unlock()
				case v := <-b:
					mu.Lock()
					trace = append(trace, v+10)
					mu.Unlock()
				}
			}
		}()
	}
	wg.Wait()
	m := map[int]bool{}
	for _, v := range trace {
		m[v] = true
	}
	fmt.Println(trace)
	for k := range m {
		fmt.Print(k, " ")
	}
	fmt.Println()
}
