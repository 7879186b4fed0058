package sync

import (
	"sync/atomic"
	"unsafe"
)

// Pool keeps values for reuse that the collector may drop: what is not taken out again is gone
// after two collections. Several goroutines may use it at once.
type Pool struct {
	noCopy noCopy
	state  poolState // local and victim are *poolStack
	lock   atomic.Uint32

	// New, when set, makes the value that Get returns when the Pool is empty.
	New func() any
}

type poolStack struct {
	values []any
}

// pop takes a value out; nil when there is none.
func (s *poolStack) pop() any {
	if s == nil || len(s.values) == 0 {
		return nil
	}
	last := len(s.values) - 1
	x := s.values[last]
	s.values[last] = nil
	s.values = s.values[:last]
	return x
}

func (p *Pool) acquire() {
	for !p.lock.CompareAndSwap(0, 1) {
		poolYield()
	}
}

func (p *Pool) release() { p.lock.Store(0) }

// poolYield lets the holder of the lock go on.
func poolYield()

// Put adds x to the pool.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	p.acquire()
	if p.state.registered == 0 {
		runtime_registerPool(&p.state)
	}
	stack := (*poolStack)(p.state.local)
	if stack == nil {
		stack = new(poolStack)
		p.state.local = unsafe.Pointer(stack)
	}
	stack.values = append(stack.values, x)
	p.release()
}

// Get takes some value out of the pool. When there is none it returns what New makes, or nil.
func (p *Pool) Get() any {
	p.acquire()
	x := (*poolStack)(p.state.local).pop()
	if x == nil {
		x = (*poolStack)(p.state.victim).pop()
	}
	p.release()
	if x == nil && p.New != nil {
		x = p.New()
	}
	return x
}
