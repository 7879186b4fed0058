package runtime

import "unsafe"

// addCleanup has f called some time after the object that ptr points to or into is unreachable. It
// returns what stopCleanup wants, 0 when the object lives for ever.
func addCleanup(ptr unsafe.Pointer, f func()) uint64

// stopCleanup takes that back.
func stopCleanup(ptr uintptr, id uint64)

// runFinalizer calls the oldest finalizer or cleanup that is due; false: there is none.
func runFinalizer() bool

// runFinalizers is the goroutine that the run time starts when some are.
func runFinalizers() {
	for runFinalizer() {
	}
}

// Cleanup is a call that AddCleanup has arranged.
type Cleanup struct {
	id  uint64
	ptr uintptr // does not keep the object
}

// AddCleanup arranges that cleanup(arg) is called in a goroutine of its own, some time after ptr is
// no longer reachable. Unlike a finalizer it does not bring the object back: there may be several
// for one object, they may be for a part of it, and cycles do not hinder them. If ptr is reachable
// from cleanup or arg it never happens; arg must not be ptr itself.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	if ptr == nil {
		panic("runtime.AddCleanup: ptr is nil")
	}
	switch same := any(arg).(type) {
	case *T:
		if same == ptr {
			panic("runtime.AddCleanup: ptr is equal to arg, cleanup will never run")
		}
	case unsafe.Pointer:
		if same == unsafe.Pointer(ptr) {
			panic("runtime.AddCleanup: ptr is equal to arg, cleanup will never run")
		}
	}
	id := addCleanup(unsafe.Pointer(ptr), func() { cleanup(arg) })
	return Cleanup{id, uintptr(unsafe.Pointer(ptr))}
}

// Stop takes the cleanup back. If it has been queued, or is running, it is too late.
func (c Cleanup) Stop() {
	if c.id != 0 {
		stopCleanup(c.ptr, c.id)
	}
}
