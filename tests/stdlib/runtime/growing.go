// run

// A heap that grows faster than the system has memory for new pages: goroutines wait for it aside,
// while collections begin and end. Nothing they hold may be lost.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

type block struct {
	next  *block
	id    int
	bytes *[60 << 10]byte
}

func grow(seed, count int) *block {
	var list *block
	for i := 0; i < count; i++ {
		list = &block{next: list, id: seed + i, bytes: new([60 << 10]byte)}
		list.bytes[i%1000] = byte(list.id)
	}
	return list
}

func (b *block) check(seed, count int) bool {
	for i := count - 1; i >= 0; i-- {
		if b == nil || b.id != seed+i || b.bytes[i%1000] != byte(b.id) {
			return false
		}
		b = b.next
	}
	return b == nil
}

func main() {
	stop := make(chan bool)
	go func() {
		for {
			select {
			case <-stop:
				return
			default:
				runtime.GC()
			}
		}
	}()
	var wait sync.WaitGroup
	lost := make([]int, 3)
	for g := range lost {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for round := 0; round < 3; round++ {
				if !grow(g*1000, 300).check(g*1000, 300) {
					lost[g]++
				}
			}
		}()
	}
	wait.Wait()
	stop <- true
	fmt.Println("lost", lost)
}
