// run

// Signals of the operating system: to channels, ignored, to a context, and given free again.
package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

func send(sig syscall.Signal) { syscall.Kill(os.Getpid(), sig) }

func wait(c chan os.Signal) any {
	select {
	case s := <-c:
		return s
	case <-time.After(10 * time.Second):
		return "nothing"
	}
}

func main() {
	one, two, all := make(chan os.Signal, 1), make(chan os.Signal, 2), make(chan os.Signal, 8)
	signal.Notify(one, syscall.SIGUSR1)
	signal.Notify(two, syscall.SIGUSR1, syscall.SIGUSR2)
	send(syscall.SIGUSR1)
	fmt.Println(wait(one), wait(two))
	send(syscall.SIGUSR2)
	fmt.Println(wait(two), len(one))

	// A channel without room misses signals; nobody waits for it.
	signal.Notify(all, syscall.SIGUSR1)
	for i := 0; i < 3; i++ {
		send(syscall.SIGUSR1)
		fmt.Println(wait(all))
	}
	fmt.Println(len(one))
	<-one

	signal.Stop(one)
	send(syscall.SIGUSR1)
	fmt.Println(wait(all), len(one))

	signal.Stop(two)
	signal.Stop(all)
	signal.Ignore(syscall.SIGUSR1)
	fmt.Println(signal.Ignored(syscall.SIGUSR1), signal.Ignored(syscall.SIGUSR2))
	send(syscall.SIGUSR1)
	signal.Notify(one, syscall.SIGUSR1)
	fmt.Println(signal.Ignored(syscall.SIGUSR1))
	send(syscall.SIGUSR1)
	fmt.Println(wait(one), len(two), len(all))

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGUSR2, os.Interrupt)
	fmt.Println(ctx)
	send(syscall.SIGUSR2)
	<-ctx.Done()
	fmt.Println(ctx.Err())
	stop()

	// What is ignored is so for a child too, and Reset does not change that; Notify does.
	for i := 0; i < 3; i++ {
		switch i {
		case 0:
			signal.Ignore(syscall.SIGTERM)
		case 1:
			signal.Reset(syscall.SIGTERM)
		case 2:
			signal.Notify(one, syscall.SIGTERM)
		}
		fmt.Println(exec.Command("sh", "-c", "kill -TERM $$; exit 7").Run(), signal.Ignored(syscall.SIGTERM))
	}
	// SIGHUP goes back to what it was, other signals to what they do by default.
	for _, sig := range []syscall.Signal{syscall.SIGHUP, syscall.SIGUSR2} {
		signal.Ignore(sig)
		signal.Notify(one, sig)
		signal.Stop(one)
		name := map[bool]string{true: "HUP", false: "USR2"}[sig == syscall.SIGHUP]
		fmt.Println(exec.Command("sh", "-c", "kill -"+name+" $$; exit 8").Run())
	}
}
