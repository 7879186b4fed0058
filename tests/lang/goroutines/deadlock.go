// run
// exit 2

// When nobody can run any more, every goroutine is shown with what it waits for.
package main

func worker(c chan int) {
	<-c
}

func main() {
	c := make(chan int)
	d := make(chan int)
	go worker(c)
	d <- 1
}
