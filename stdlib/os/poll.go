package os

import (
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// polled is the state of a File that does not block: a pipe, a terminal. A goroutine that has to
// wait for it costs no thread. Close may be called at any time: whoever waits then gets ErrClosed,
// and the descriptor is closed when the last call is over.
type polled struct {
	fd        int
	handle    uintptr // of the scheduler; see pollOpen
	reading   sync.Mutex
	writing   sync.Mutex
	users     atomic.Int32 // calls under way, and one until Close
	closed    atomic.Bool
	blocking  atomic.Bool // Fd was called: the descriptor blocks from then on
}

// What takes the place of an error number.
const (
	errnoClosed  = -1
	errnoExpired = -2
)

// Results of pollCheck and pollWait.
const (
	pollReady = iota
	pollClosed
	pollExpired
)

// pollOpen makes a descriptor non-blocking and lets goroutines wait for it.
func pollOpen(fd int) (handle uintptr, errno int)
func pollCheck(handle uintptr, write bool) int
func pollWait(handle uintptr, write bool) int
func pollUnblock(handle uintptr)
func pollClose(handle uintptr)

// pollDeadline has waiting fail from the given time of runtimeNano on; 0: never.
func pollDeadline(handle uintptr, write bool, when int64)
func runtimeNano() int64

// fileReadNow and fileWriteNow are for descriptors that do not block.
//
//go:noescape
func fileReadNow(fd int, b []byte) (n, errno int)

//go:noescape
func fileWriteNow(fd int, b []byte) (n, errno int)
func fileSetBlocking(fd int)

// fileBrokenPipe ends the process as a write to a broken pipe does, unless the program asked for the
// signal.
func fileBrokenPipe()

// newPolled returns nil for what cannot be waited for.
func newPolled(fd int) *polled {
	handle, errno := pollOpen(fd)
	if errno != 0 {
		return nil
	}
	p := &polled{fd: fd, handle: handle}
	p.users.Store(1)
	return p
}

// newFile makes a File of a descriptor that may not block.
func newFile(fd int, name string, pollable bool) *File {
	if pollable {
		if p := newPolled(fd); p != nil {
			return &File{fd: fdPolled, polled: p, name: name}
		}
	}
	return &File{fd: fd, name: name}
}

var turning sync.Mutex

// turnPolled is called when a descriptor that was thought to block does not.
func (f *File) turnPolled() bool {
	turning.Lock()
	defer turning.Unlock()
	if f.polled == nil && f.fd >= 0 {
		if p := newPolled(f.fd); p != nil {
			f.polled = p
			f.fd = fdPolled
		}
	}
	return f.polled != nil
}

func (p *polled) enter() bool {
	for {
		n := p.users.Load()
		if n == 0 || p.closed.Load() {
			return false
		}
		if p.users.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

func (p *polled) leave() (errno int) {
	if p.users.Add(-1) > 0 {
		return 0
	}
	pollClose(p.handle)
	return fileClose(p.fd)
}

func (p *polled) close() (errno int) {
	if p.closed.Swap(true) {
		return errnoClosed
	}
	pollUnblock(p.handle)
	return p.leave()
}

func pollErrno(result int) int {
	switch result {
	case pollClosed:
		return errnoClosed
	case pollExpired:
		return errnoExpired
	}
	return 0
}

func (p *polled) read(b []byte) (n, errno int) {
	if !p.enter() {
		return 0, errnoClosed
	}
	p.reading.Lock()
	defer func() {
		p.reading.Unlock()
		p.leave()
	}()
	if errno := pollErrno(pollCheck(p.handle, false)); errno != 0 || len(b) == 0 {
		return 0, errno
	}
	if p.blocking.Load() {
		return fileRead(p.fd, b)
	}
	for {
		n, errno = fileReadNow(p.fd, b)
		if errno != int(syscall.EAGAIN) {
			return n, errno
		}
		if errno := pollErrno(pollWait(p.handle, false)); errno != 0 {
			return 0, errno
		}
	}
}

func (p *polled) write(b []byte) (n, errno int) {
	if !p.enter() {
		return 0, errnoClosed
	}
	p.writing.Lock()
	defer func() {
		p.writing.Unlock()
		p.leave()
	}()
	if errno := pollErrno(pollCheck(p.handle, true)); errno != 0 {
		return 0, errno
	}
	if p.blocking.Load() {
		return fileWrite(p.fd, b)
	}
	for {
		m, errno := fileWriteNow(p.fd, b[n:])
		n += m
		if errno != int(syscall.EAGAIN) {
			return n, errno
		}
		if errno := pollErrno(pollWait(p.handle, true)); errno != 0 {
			return n, errno
		}
	}
}

// setDeadline limits waiting; the zero time lifts the limit.
func (f *File) setDeadline(t time.Time, read, write bool) error {
	if f == nil {
		return ErrInvalid
	}
	p := f.polled
	if p == nil {
		if f.fd < 0 {
			return f.failed("set deadline", errnoClosed)
		}
		return ErrNoDeadline
	}
	var when int64
	if !t.IsZero() {
		left := int64(time.Until(t))
		now := runtimeNano()
		when = now + left
		if left > 0 && when < 0 {
			when = 1<<63 - 1
		}
		if when <= 0 {
			when = 1
		}
	}
	if !p.enter() {
		return f.failed("set deadline", errnoClosed)
	}
	if read {
		pollDeadline(p.handle, false, when)
	}
	if write {
		pollDeadline(p.handle, true, when)
	}
	p.leave()
	return nil
}

// SetDeadline limits reads and writes in time; the zero time lifts the limit. Only pipes, terminals
// and the like support it.
func (f *File) SetDeadline(t time.Time) error { return f.setDeadline(t, true, true) }

// SetReadDeadline limits reads in time.
func (f *File) SetReadDeadline(t time.Time) error { return f.setDeadline(t, true, false) }

// SetWriteDeadline limits writes in time.
func (f *File) SetWriteDeadline(t time.Time) error { return f.setDeadline(t, false, true) }
