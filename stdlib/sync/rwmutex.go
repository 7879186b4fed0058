package sync

import "sync/atomic"

// RWMutex is a lock for any number of readers or one writer. The zero value is unlocked. Once a
// writer waits, new readers wait too.
//
// readers counts those that hold the lock or wait for it; a writer subtracts maxReaders, which
// makes it negative, and then waits for as many to leave as were there (departing).
type RWMutex struct {
	w         Mutex // held by the writer
	writerSem uint32
	readerSem uint32
	readers   atomic.Int32
	departing atomic.Int32
}

const maxReaders = 1 << 30

// RLock locks for reading.
func (rw *RWMutex) RLock() {
	if rw.readers.Add(1) < 0 {
		runtime_SemacquireRWMutexR(&rw.readerSem, false)
	}
}

// TryRLock locks for reading if no writer holds the lock or waits, and reports whether it did.
func (rw *RWMutex) TryRLock() bool {
	for {
		c := rw.readers.Load()
		if c < 0 {
			return false
		}
		if rw.readers.CompareAndSwap(c, c+1) {
			return true
		}
	}
}

// RUnlock undoes one RLock. It is a fatal error when the lock is not held for reading.
func (rw *RWMutex) RUnlock() {
	if r := rw.readers.Add(-1); r < 0 {
		rw.rUnlockSlow(r)
	}
}

func (rw *RWMutex) rUnlockSlow(r int32) {
	if r+1 == 0 || r+1 == -maxReaders {
		fatal("sync: RUnlock of unlocked RWMutex")
	}
	if rw.departing.Add(-1) == 0 {
		runtime_Semrelease(&rw.writerSem, false)
	}
}

// Lock locks for writing.
func (rw *RWMutex) Lock() {
	rw.w.Lock()
	r := rw.readers.Add(-maxReaders) + maxReaders
	if r != 0 && rw.departing.Add(r) != 0 {
		runtime_SemacquireRWMutex(&rw.writerSem, false)
	}
}

// TryLock locks for writing if the lock is free, and reports whether it was.
func (rw *RWMutex) TryLock() bool {
	if !rw.w.TryLock() {
		return false
	}
	if !rw.readers.CompareAndSwap(0, -maxReaders) {
		rw.w.Unlock()
		return false
	}
	return true
}

// Unlock unlocks what Lock locked. It is a fatal error when the lock is not held for writing.
func (rw *RWMutex) Unlock() {
	r := rw.readers.Add(maxReaders)
	if r >= maxReaders {
		fatal("sync: Unlock of unlocked RWMutex")
	}
	for i := 0; i < int(r); i++ {
		runtime_Semrelease(&rw.readerSem, false)
	}
	rw.w.Unlock()
}

// RLocker returns a Locker that locks rw for reading.
func (rw *RWMutex) RLocker() Locker {
	return (*rlocker)(rw)
}

type rlocker RWMutex

func (r *rlocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }
