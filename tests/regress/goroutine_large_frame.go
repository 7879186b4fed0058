// run

// A goroutine began in a chunk of 2 KB whatever its frame: with the function compiled already, it
// ran over the stacks of others.
package main

import (
	"fmt"
	"runtime"
)

func sum(n int, out chan<- int) {
	var values [600]int
	for i := range values {
		values[i] = i + n
	}
	runtime.Gosched()
	total := 0
	for _, v := range values {
		total += v
	}
	out <- total
}

func main() {
	out := make(chan int)
	total := 0
	for range 3 {
		for i := range 50 {
			go sum(i, out)
		}
		for range 50 {
			total += <-out
		}
	}
	fmt.Println(total)
}
