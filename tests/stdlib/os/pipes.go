// run

// Pipes: end of file, closing under a reader, deadlines, broken pipes, more than fits; signals.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

func main() {
	r, w, err := os.Pipe()
	fmt.Println(err)
	go func() {
		for i := 0; i < 3; i++ {
			time.Sleep(time.Millisecond)
			fmt.Fprintf(w, "line %d\n", i)
		}
		w.Close()
	}()
	b, err := io.ReadAll(r)
	fmt.Printf("%q %v\n", b, err)
	r.Close()
	_, err = r.Read(b)
	fmt.Println(err, errors.Is(err, os.ErrClosed))
	r, w, _ = os.Pipe()
	r.SetReadDeadline(time.Now().Add(5 * time.Millisecond))
	_, err = r.Read(b)
	fmt.Println(err, errors.Is(err, os.ErrDeadlineExceeded), os.IsTimeout(err))
	r.SetReadDeadline(time.Time{})
	go func() { time.Sleep(time.Millisecond); r.Close() }()
	_, err = r.Read(b)
	fmt.Println(err)
	_, err = w.Write(b)
	fmt.Println(err)
	r, w, _ = os.Pipe()
	big := make([]byte, 1<<20)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() { defer wg.Done(); n, err := w.Write(big); fmt.Println(n, err); w.Close() }()
	n, err := io.Copy(io.Discard, r)
	wg.Wait()
	fmt.Println(n, err)
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	syscall.Kill(os.Getpid(), syscall.SIGUSR1)
	fmt.Println(<-c)
	signal.Stop(c)
	signal.Ignore(syscall.SIGUSR1)
	fmt.Println(signal.Ignored(syscall.SIGUSR1))
	syscall.Kill(os.Getpid(), syscall.SIGUSR1)
	time.Sleep(2 * time.Millisecond)
	fmt.Println("alive")
}
