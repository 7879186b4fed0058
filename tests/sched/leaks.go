// run

// Goroutines that nobody can wake any more, among others that wait but can be woken.
package main

import (
	"fmt"
	"sync"
	"time"
)

var global = make(chan int)

func leakReceive() {
	c := make(chan int)
	go func() { <-c }()
}

func leakSelect() {
	a, b := make(chan int), make(chan string)
	go func() {
		select {
		case <-a:
		case b <- "x":
		}
	}()
}

type node struct {
	mu   sync.Mutex
	next *node
}

func leakMutex() {
	n := &node{}
	n.next = n
	n.mu.Lock()
	go func() { n.mu.Lock() }()
}

func leakPair() {
	a, b := make(chan int), make(chan int)
	go func() { <-a; b <- 1 }()
	go func() { <-b; a <- 1 }()
}

func main() {
	leakReceive()
	leakSelect()
	leakMutex()
	leakPair()
	go func() { var c chan int; <-c }()
	go func() { <-global }()
	held := make(chan int)
	go func() { held <- 1 }()
	go func() { time.Sleep(time.Hour) }()
	time.Sleep(10 * time.Millisecond)
	fmt.Println("done")
	defer func() { <-held }()
}
