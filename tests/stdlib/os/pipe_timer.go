// run

// A goroutine waits for a pipe, the one that will write sleeps: each sleeper's timer wakes whoever
// waits for files, also while others only look.
package main

import (
	"fmt"
	"os"
	"time"
)

func main() {
	for i := 0; i < 500; i++ {
		r, w, err := os.Pipe()
		if err != nil {
			panic(err)
		}
		go func() {
			time.Sleep(500 * time.Microsecond)
			w.WriteString("x")
		}()
		var b [1]byte
		r.Read(b[:])
		r.Close()
		w.Close()
	}
	fmt.Println("ok")
}
