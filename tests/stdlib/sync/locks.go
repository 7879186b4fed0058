// run

// Locks, conditions, groups, pools and atomic values.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var mu sync.Mutex
	var rw sync.RWMutex
	var wg sync.WaitGroup
	var n int
	var total atomic.Int64
	for i := 0; i < 20; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for k := 0; k < 500; k++ {
				mu.Lock()
				n++
				mu.Unlock()
				if k%10 == 0 {
					rw.Lock()
					total.Add(1)
					rw.Unlock()
				} else {
					rw.RLock()
					_ = total.Load()
					rw.RUnlock()
				}
			}
		}()
	}
	wg.Wait()
	fmt.Println(n, total.Load(), mu.TryLock(), mu.TryLock(), rw.TryRLock(), rw.TryLock())
	mu.Unlock()
	rw.RUnlock()
	cond := sync.NewCond(&mu)
	ready := 0
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			for ready == 0 {
				cond.Wait()
			}
			ready++
			mu.Unlock()
		}()
	}
	mu.Lock()
	ready = 1
	cond.Broadcast()
	mu.Unlock()
	wg.Wait()
	fmt.Println(ready)
	var once sync.Once
	for i := 0; i < 3; i++ {
		once.Do(func() { fmt.Println("once") })
	}
	value := sync.OnceValue(func() int { fmt.Println("computed"); return 7 })
	fmt.Println(value(), value())
	var m sync.Map
	m.Store("a", 1)
	fmt.Println(m.Load("a"))
	fmt.Println(m.LoadOrStore("a", 2))
	fmt.Println(m.LoadOrStore("b", 3))
	fmt.Println(m.CompareAndSwap("b", 3, 4), m.CompareAndDelete("b", 3))
	fmt.Println(m.LoadAndDelete("b"))
	m.Range(func(k, v any) bool { fmt.Println(k, v); return true })
	// A key that is none leaves the Map as it was.
	for _, f := range []func(){func() { m.Load([]int{}) }, func() { m.Store(func() {}, 1) }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
		m.Store("c", 5)
		fmt.Println(m.Load("c"))
	}
	pool := sync.Pool{New: func() any { return "new" }}
	pool.Put("old")
	fmt.Println(pool.Get(), pool.Get())
	var v atomic.Value
	v.Store([]int{1})
	fmt.Println(v.Load(), v.Swap([]int{2}), v.Load())
	var p atomic.Pointer[int]
	fmt.Println(p.CompareAndSwap(nil, &n), p.Load() == &n)
	var u uint32 = 6
	fmt.Println(atomic.AddUint32(&u, ^uint32(0)), atomic.OrUint32(&u, 8), atomic.AndUint32(&u, 12), u)
	func() {
		defer func() { fmt.Println(recover()) }()
		wg.Done()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		v.Store("x")
	}()
}
