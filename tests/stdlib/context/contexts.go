// run

// Contexts: cancelling with reasons, deadlines, values, functions called at the end.
package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"
)

type key string

// foreign is a context of another package that says nothing about how it is cancelled.
type foreign struct {
	context.Context
	done chan struct{}
}

func (f foreign) Done() <-chan struct{} { return f.done }
func (f foreign) Err() error {
	select {
	case <-f.done:
		return errors.New("foreign end")
	default:
		return nil
	}
}

func state(name string, ctx context.Context) {
	done := false
	select {
	case <-ctx.Done():
		done = true
	default:
	}
	fmt.Println(name, done, ctx.Err(), context.Cause(ctx))
}

func reasons() {
	parent, cancel := context.WithCancelCause(context.Background())
	child, cancelChild := context.WithCancel(parent)
	defer cancelChild()
	apart := context.WithoutCancel(context.WithValue(child, key("k"), "v"))
	sibling, cancelSibling := context.WithCancelCause(parent)
	state("before", child)
	cancelSibling(errors.New("own reason"))
	cancel(errors.New("reason"))
	cancel(errors.New("too late"))
	state("parent", parent)
	state("child", child)
	state("sibling", sibling)
	state("apart", apart)
	fmt.Println(apart.Value(key("k")), apart.Done() == nil)
	late, cancelLate := context.WithCancel(parent)
	cancelLate()
	state("born late", late)
	nothing, cancelNothing := context.WithCancelCause(context.Background())
	cancelNothing(nil)
	state("no reason", nothing)
}

func deadlines() {
	early, cancel := context.WithTimeoutCause(context.Background(), time.Millisecond, errors.New("slow"))
	defer cancel()
	later, cancelLater := context.WithTimeout(early, time.Hour)
	defer cancelLater()
	a, ok := early.Deadline()
	b, _ := later.Deadline()
	fmt.Println(ok, a.Equal(b))
	<-later.Done()
	state("early", early)
	state("later", later)
	past, cancelPast := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	state("past", past)
	cancelPast()
	state("past cancelled", past)
	hour, cancelHour := context.WithTimeoutCause(context.Background(), time.Hour, errors.New("unused"))
	cancelHour()
	state("cancelled first", hour)
	_, ok = context.WithoutCancel(early).Deadline()
	fmt.Println(ok, errors.Is(context.DeadlineExceeded, context.Canceled))
	var timeout interface{ Timeout() bool }
	fmt.Println(errors.As(early.Err(), &timeout) && timeout.Timeout())
}

func functions() {
	ctx, cancel := context.WithCancel(context.Background())
	called := make(chan string, 1)
	context.AfterFunc(ctx, func() { called <- "called" })
	stop := context.AfterFunc(ctx, func() { panic("was stopped") })
	fmt.Println(stop(), stop())
	cancel()
	fmt.Println(<-called)
	stop = context.AfterFunc(ctx, func() { called <- "at once" })
	fmt.Println(<-called, stop())
}

func others() {
	f := foreign{context.Background(), make(chan struct{})}
	child, cancel := context.WithCancel(f)
	defer cancel()
	close(f.done)
	<-child.Done()
	state("child of foreign", child)
	before := runtime.NumGoroutine()
	for i := 0; i < 50; i++ {
		f = foreign{context.Background(), make(chan struct{})}
		_, cancel := context.WithCancel(f)
		cancel()
	}
	for i := 0; i < 1000 && runtime.NumGoroutine() > before; i++ {
		time.Sleep(time.Millisecond)
	}
	fmt.Println("goroutines stay:", runtime.NumGoroutine() > before)
}

// many has goroutines make and cancel children of one parent at once.
func many() {
	parent, cancel := context.WithCancel(context.Background())
	var wg, ready sync.WaitGroup
	ready.Add(40)
	for i := 0; i < 40; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for k := 0; k < 50; k++ {
				child, cancel := context.WithTimeout(parent, time.Hour)
				if k%2 == 0 {
					cancel()
				}
				if k == 0 {
					ready.Done()
				}
				defer cancel()
				if k == 49 {
					<-child.Done()
				}
			}
		}()
	}
	ready.Wait()
	cancel()
	wg.Wait()
	fmt.Println("all done")
}

func names() {
	ctx := context.WithValue(context.TODO(), key("name"), key("x"))
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	fmt.Println(ctx, context.WithoutCancel(context.Background()))
	fmt.Println(ctx.Value(key("name")), ctx.Value("name"), ctx.Value(key("none")))
	for _, f := range []func(){
		func() { context.WithValue(context.Background(), nil, 1) },
		func() { context.WithValue(context.Background(), []int{}, 1) },
		func() { context.WithCancel(nil) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}

func main() {
	reasons()
	deadlines()
	functions()
	others()
	many()
	names()
}
