// run

// Goroutines, channels, select, WaitGroup, Mutex.
package main

import (
	"fmt"
	"sync"
	"time"
)

func producer(n int, out chan<- int) {
	for i := 0; i < n; i++ {
		out <- i
	}
	close(out)
}

func main() {
	ch := make(chan int)
	go producer(5, ch)
	for v := range ch {
		fmt.Print(v, " ")
	}
	v, ok := <-ch
	fmt.Println(v, ok)

	var wg sync.WaitGroup
	var mu sync.Mutex
	total := 0
	for i := 1; i <= 100; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			total += i
		}()
	}
	wg.Wait()
	fmt.Println(total)

	buf := make(chan string, 2)
	buf <- "a"
	buf <- "b"
	select {
	case buf <- "c":
		fmt.Println("no room expected")
	default:
		fmt.Println("full", len(buf), cap(buf))
	}
	fmt.Println(<-buf, <-buf)

	done := make(chan struct{})
	results := make(chan int, 10)
	go func() {
		defer close(done)
		for r := range results {
			total += r
		}
	}()
	for i := 0; i < 10; i++ {
		results <- i
	}
	close(results)
	<-done
	fmt.Println(total)

	timeout := time.After(100 * time.Millisecond)
	tick := 0
loop:
	for {
		select {
		case <-timeout:
			break loop
		case <-time.After(time.Millisecond):
			tick++
		}
	}
	fmt.Println("ticked:", tick > 0)

	var nilch chan int
	select {
	case <-nilch:
	default:
		fmt.Println("nil channel never ready")
	}
	c1, c2 := make(chan int, 1), make(chan int, 1)
	c1 <- 1
	c2 <- 2
	sum := 0
	for i := 0; i < 2; i++ {
		select {
		case x := <-c1:
			sum += x
		case x, ok := <-c2:
			if ok {
				sum += x * 10
			}
		}
	}
	fmt.Println(sum)

	// a chain of goroutines
	first := make(chan int)
	in := first
	for i := 0; i < 1000; i++ {
		out := make(chan int)
		go func(in, out chan int) { out <- 1 + <-in }(in, out)
		in = out
	}
	first <- 0
	fmt.Println(<-in)

	var once sync.Once
	for i := 0; i < 3; i++ {
		once.Do(func() { fmt.Println("once") })
	}
	type pair struct {
		a int
		b string
	}
	pc := make(chan pair, 1)
	pc <- pair{1, "x"}
	p := <-pc
	fmt.Println(p.a, p.b)
	unbuf := make(chan chan int)
	go func() { c := <-unbuf; c <- 42 }()
	reply := make(chan int)
	unbuf <- reply
	fmt.Println(<-reply)
}
