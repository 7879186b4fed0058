package os

import (
	"errors"
	"runtime"
	"syscall"
)

// rawConn is a File for functions that use its descriptor.
type rawConn struct {
	file *File
}

var (
	errNotPollable = errors.New("waiting for unsupported file type")
	errFileClosing = errors.New("use of closed file")
)

// pollError is the error that a result of pollCheck or pollWait stands for, nil for pollReady.
func pollError(result int) error {
	switch result {
	case pollClosed:
		return errFileClosing
	case pollExpired:
		return ErrDeadlineExceeded
	}
	return nil
}

// SyscallConn lets functions use the descriptor, which stays open and as it is meanwhile.
func (f *File) SyscallConn() (syscall.RawConn, error) {
	if f == nil {
		return nil, ErrInvalid
	}
	return &rawConn{f}, nil
}

// use keeps the descriptor open while use runs.
func (c *rawConn) use(use func(fd int, p *polled) error) error {
	f := c.file
	p := f.polled
	if p != nil && !p.enter() || f.descriptor() < 0 {
		return errFileClosing
	}
	if p != nil {
		defer p.leave()
	}
	err := use(f.descriptor(), p)
	runtime.KeepAlive(f)
	return err
}

func (c *rawConn) Control(f func(uintptr)) error {
	return c.use(func(fd int, p *polled) error {
		f(uintptr(fd))
		return nil
	})
}

// wait calls f until it is done, and in between waits for the descriptor.
func (c *rawConn) wait(write bool, f func(uintptr) bool) error {
	return c.use(func(fd int, p *polled) error {
		if p != nil {
			lock := &p.reading
			if write {
				lock = &p.writing
			}
			lock.Lock()
			defer lock.Unlock()
			if err := pollError(pollCheck(p.handle, write)); err != nil {
				return err
			}
		}
		for !f(uintptr(fd)) {
			if p == nil {
				return errNotPollable
			}
			if err := pollError(pollWait(p.handle, write)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *rawConn) Read(f func(uintptr) bool) error { return c.wait(false, f) }

func (c *rawConn) Write(f func(uintptr) bool) error { return c.wait(true, f) }
