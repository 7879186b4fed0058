// Package sync has locks and other means for goroutines to wait for each other. None of its types
// may be copied after first use.
package sync

import "sync/atomic"

// Locker is anything that can be locked and unlocked.
type Locker interface {
	Lock()
	Unlock()
}

// Mutex is a lock for one goroutine at a time. The zero value is unlocked.
//
// The state is a locked bit, a woken bit, a starving bit and the number of waiters. Normally an
// arriving goroutine may take the lock ahead of the one that was just woken; the woken bit says that
// there is such a one, so that Unlock does not wake a second. A waiter that had to wait for more
// than a millisecond sets the starving bit: then Unlock leaves the lock set and hands it to the
// first in the queue, until a waiter finds that it waited less or is the last.
type Mutex struct {
	state int32
	sema  uint32
}

const (
	mutexLocked   = 1
	mutexWoken    = 2
	mutexStarving = 4
	mutexWaiter   = 8 // one waiter

	starvationLimit = 1e6 // nanoseconds
)

// Lock waits until the mutex is unlocked and locks it.
func (m *Mutex) Lock() {
	if !atomic.CompareAndSwapInt32(&m.state, 0, mutexLocked) {
		m.lockSlow()
	}
}

// TryLock locks the mutex if it is unlocked, and reports whether it was.
func (m *Mutex) TryLock() bool {
	old := m.state
	if old&(mutexLocked|mutexStarving) != 0 {
		return false
	}
	return atomic.CompareAndSwapInt32(&m.state, old, old|mutexLocked)
}

func (m *Mutex) lockSlow() {
	old := atomic.LoadInt32(&m.state)
	if old&(mutexLocked|mutexStarving) == 0 && atomic.CompareAndSwapInt32(&m.state, old, old|mutexLocked) {
		return // others wait, but it is unlocked
	}
	m.lockWait()
}

func (m *Mutex) lockWait() {
	var since int64 // when the waiting began; 0 before
	for {
		old := atomic.LoadInt32(&m.state)
		new := old
		woken := since != 0
		if woken {
			new &^= mutexWoken
		}
		if old&(mutexLocked|mutexStarving) == 0 {
			if atomic.CompareAndSwapInt32(&m.state, old, new|mutexLocked) {
				return
			}
			continue
		}
		new += mutexWaiter
		if woken && runtime_nanotime()-since > starvationLimit {
			new |= mutexStarving
		}
		if !atomic.CompareAndSwapInt32(&m.state, old, new) {
			continue
		}
		if !woken {
			since = runtime_nanotime()
		}
		runtime_SemacquireMutex(&m.sema, woken)
		if m.takeOver(since) {
			return
		}
	}
}

// takeOver is what a woken waiter does first: in the starving mode the lock was handed to it.
// Unlock took it off the count already.
func (m *Mutex) takeOver(since int64) bool {
	for {
		old := atomic.LoadInt32(&m.state)
		if old&mutexStarving == 0 {
			return false
		}
		new := old
		if old < mutexWaiter || runtime_nanotime()-since < starvationLimit {
			new &^= mutexStarving
		}
		if atomic.CompareAndSwapInt32(&m.state, old, new) {
			return true
		}
	}
}

// Unlock unlocks the mutex. It is a fatal error when the mutex is not locked.
func (m *Mutex) Unlock() {
	new := atomic.AddInt32(&m.state, -mutexLocked)
	// When somebody was woken already there is nothing more to do.
	if new != 0 && new&(mutexLocked|mutexWoken|mutexStarving) != mutexWoken {
		m.unlockSlow(new)
	}
}

func (m *Mutex) unlockSlow(new int32) {
	if new&mutexLocked != 0 {
		fatal("sync: unlock of unlocked mutex")
	}
	if new&mutexStarving != 0 {
		m.handOver(new)
		return
	}
	// From here on others may lock: a starving bit that appears is about their holding the lock.
	for new >= mutexWaiter && new&(mutexLocked|mutexWoken|mutexStarving) == 0 {
		if atomic.CompareAndSwapInt32(&m.state, new, new-mutexWaiter|mutexWoken) {
			runtime_Semrelease(&m.sema, false)
			return
		}
		new = atomic.LoadInt32(&m.state)
	}
	// There is no waiter, or whoever holds the lock now, or was woken, will see to the waiters.
}

// handOver ends an Unlock in the starving mode. While the starving bit is set nobody else locks: the
// woken waiter owns the lock.
func (m *Mutex) handOver(old int32) {
	for {
		if old < mutexWaiter {
			if atomic.CompareAndSwapInt32(&m.state, old, 0) {
				return
			}
		} else if atomic.CompareAndSwapInt32(&m.state, old, old-mutexWaiter|mutexLocked) {
			runtime_Semrelease(&m.sema, true)
			return
		}
		old = atomic.LoadInt32(&m.state)
	}
}
