// run

// errgroup: several goroutines that work for one result, the first error of which ends them all. The type
// Group is what golang.org/x/sync/errgroup has, in fifty lines.
//
// Look at who waits for whom: Wait returns only when every goroutine has, and the others learn from
// their context that they need not go on. SetLimit keeps most of the work waiting in Go, without a
// goroutine for each piece.
package main

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"sync"
	"sync/atomic"
	"time"
)

// Group is a set of goroutines that work on parts of one task. The zero value has no limit and cancels
// nothing.
type Group struct {
	cancel context.CancelCauseFunc
	wait   sync.WaitGroup
	places chan struct{} // one is taken by each goroutine; nil: no limit
	once   sync.Once
	err    error
}

// WithContext makes a Group and a context that is over when one of its functions fails, or Wait returns.
func WithContext(parent context.Context) (*Group, context.Context) {
	ctx, cancel := context.WithCancelCause(parent)
	return &Group{cancel: cancel}, ctx
}

// SetLimit has at most n goroutines run at a time.
func (g *Group) SetLimit(n int) { g.places = make(chan struct{}, n) }

// Go calls f in a goroutine, once there is a place for it. The first error is what Wait returns.
func (g *Group) Go(f func() error) {
	if g.places != nil {
		g.places <- struct{}{}
	}
	g.wait.Add(1)
	go g.run(f)
}

func (g *Group) run(f func() error) {
	defer g.wait.Done()
	if g.places != nil {
		defer func() { <-g.places }()
	}
	if err := f(); err != nil {
		g.once.Do(func() {
			g.err = err
			if g.cancel != nil {
				g.cancel(err)
			}
		})
	}
}

// Wait returns when all functions have, with the first error.
func (g *Group) Wait() error {
	g.wait.Wait()
	if g.cancel != nil {
		g.cancel(g.err)
	}
	return g.err
}

// squares adds up n squares in parallel, at most four at a time.
func squares(n int) (int64, int32) {
	var g Group
	var sum atomic.Int64
	var running, most atomic.Int32
	g.SetLimit(4)
	for i := 1; i <= n; i++ {
		g.Go(func() error {
			now := running.Add(1)
			for old := most.Load(); now > old && !most.CompareAndSwap(old, now); old = most.Load() {
			}
			sum.Add(int64(i * i))
			running.Add(-1)
			return nil
		})
	}
	g.Wait()
	return sum.Load(), most.Load()
}

var errBroken = errors.New("stage 3 is broken")

// pipeline sends numbers through stages of goroutines. One of them fails, and all come to an end.
func pipeline(stages int) (ended []int, err, cause error) {
	g, ctx := WithContext(context.Background())
	var mu sync.Mutex
	in := make(chan int)
	g.Go(func() error {
		defer close(in)
		for i := 0; ; i++ {
			select {
			case in <- i:
			case <-ctx.Done():
				return nil
			}
		}
	})
	for stage := range stages {
		g.Go(func() error {
			defer func() {
				mu.Lock()
				ended = append(ended, stage)
				mu.Unlock()
			}()
			for n := range in {
				if stage == 3 && n > 100 {
					return fmt.Errorf("%w", errBroken)
				}
			}
			return ctx.Err()
		})
	}
	err = g.Wait()
	sort.Ints(ended)
	return ended, err, context.Cause(ctx)
}

func main() {
	sum, most := squares(100)
	fmt.Println("sum of squares:", sum, "at most four at a time:", most <= 4)

	ended, err, cause := pipeline(6)
	fmt.Println("stages that ended:", ended)
	fmt.Println("error:", err, errors.Is(err, errBroken), err == cause)

	ctx, stop := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer stop()
	g, ctx := WithContext(ctx)
	for range 3 {
		g.Go(func() error {
			<-ctx.Done()
			return ctx.Err()
		})
	}
	fmt.Println("error:", g.Wait())
}
