// sleeper: one goroutine waits for a pipe that another one writes to after a short sleep. The worker that
// waits for files has to learn of the timer. For this the program has to be started often.
package main

import (
	"fmt"
	"os"
	"time"
)

func main() {
	r, w, _ := os.Pipe()
	b := make([]byte, 1)
	go func() {
		time.Sleep(time.Millisecond)
		w.WriteString("x")
	}()
	r.Read(b)
	fmt.Println("ok")
}
