package sync

import "unsafe"

// What the scheduler offers. A semaphore is a number; acquiring waits until it is above zero and
// takes one off, releasing puts one on.

func runtime_Semacquire(s *uint32)
func runtime_SemacquireMutex(s *uint32, lifo bool)
func runtime_SemacquireRWMutexR(s *uint32, lifo bool)
func runtime_SemacquireRWMutex(s *uint32, lifo bool)
func runtime_Semrelease(s *uint32, handoff bool)

// notifyList is the queue of a Cond; the scheduler knows its fields.
type notifyList struct {
	wait   uint32
	notify uint32
	lock   uintptr
	head   unsafe.Pointer
	tail   unsafe.Pointer
}

func runtime_notifyListAdd(l *notifyList) uint32
func runtime_notifyListWait(l *notifyList, t uint32)
func runtime_notifyListNotifyAll(l *notifyList)
func runtime_notifyListNotifyOne(l *notifyList)

func runtime_nanotime() int64

// fatal ends the program with this message; nothing can recover.
func fatal(message string)

// poolState is what the collector knows of a Pool: at the start of a cycle it moves local to victim
// and drops the victim of before.
type poolState struct {
	local      unsafe.Pointer
	victim     unsafe.Pointer
	registered uint32
}

func runtime_registerPool(p *poolState)

// noCopy lets vet find copies.
type noCopy struct{}

// Lock does nothing; vet looks for it.
func (*noCopy) Lock() {}

// Unlock does nothing; vet looks for it.
func (*noCopy) Unlock() {}
