// run
// needs go1.26

// The profile goroutineleak counts the goroutines that nobody can wake any more.
package main

import (
	"fmt"
	"os"
	"runtime/pprof"
	"strings"
	"time"
)

var global = make(chan int)

func leak() {
	c := make(chan int)
	go func() { <-c }()
}

func main() {
	for i := 0; i < 3; i++ {
		leak()
	}
	go func() { <-global }()
	time.Sleep(10 * time.Millisecond)
	p := pprof.Lookup("goroutineleak")
	fmt.Println(p.Name(), p.Count())
	var text strings.Builder
	p.WriteTo(&text, 1)
	fmt.Println(strings.SplitN(text.String(), "\n", 2)[0])
	text.Reset()
	p.WriteTo(&text, 2)
	fmt.Println(strings.Count(text.String(), "[chan receive (leaked)]"), strings.Contains(text.String(), "main.leak.func1"))
	if err := p.WriteTo(os.NewFile(1000, "none"), 0); err != nil {
		fmt.Println("an error")
	}
}
