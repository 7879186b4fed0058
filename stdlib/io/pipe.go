package io

import (
	"errors"
	"sync"
)

// ErrClosedPipe is what using a closed pipe gives.
var ErrClosedPipe = errors.New("io: read/write on closed pipe")

// onceError keeps the first error stored.
type onceError struct {
	sync.Mutex
	err error
}

func (a *onceError) store(err error) {
	a.Lock()
	defer a.Unlock()
	if a.err == nil {
		a.err = err
	}
}

func (a *onceError) load() error {
	a.Lock()
	defer a.Unlock()
	return a.err
}

// pipe passes data from a Write to one or more Reads without a buffer between.
type pipe struct {
	writing  sync.Mutex // one Write at a time
	data     chan []byte
	taken    chan int // how many bytes of data a Read took
	once     sync.Once
	done     chan struct{}
	readErr  onceError
	writeErr onceError
}

func (p *pipe) read(b []byte) (n int, err error) {
	select {
	case <-p.done:
		return 0, p.readCloseError()
	default:
	}
	select {
	case data := <-p.data:
		n := copy(b, data)
		p.taken <- n
		return n, nil
	case <-p.done:
		return 0, p.readCloseError()
	}
}

func (p *pipe) closeRead(err error) error {
	if err == nil {
		err = ErrClosedPipe
	}
	p.readErr.store(err)
	p.once.Do(func() { close(p.done) })
	return nil
}

func (p *pipe) write(b []byte) (n int, err error) {
	select {
	case <-p.done:
		return 0, p.writeCloseError()
	default:
		p.writing.Lock()
		defer p.writing.Unlock()
	}
	for once := true; once || len(b) > 0; once = false {
		select {
		case p.data <- b:
			taken := <-p.taken
			b = b[taken:]
			n += taken
		case <-p.done:
			return n, p.writeCloseError()
		}
	}
	return n, nil
}

func (p *pipe) closeWrite(err error) error {
	if err == nil {
		err = EOF
	}
	p.writeErr.store(err)
	p.once.Do(func() { close(p.done) })
	return nil
}

func (p *pipe) readCloseError() error {
	if err := p.writeErr.load(); p.readErr.load() == nil && err != nil {
		return err
	}
	return ErrClosedPipe
}

func (p *pipe) writeCloseError() error {
	if err := p.readErr.load(); p.writeErr.load() == nil && err != nil {
		return err
	}
	return ErrClosedPipe
}

// PipeReader is the reading end of a pipe.
type PipeReader struct{ pipe }

// Read waits for a writer or until the writing end is closed.
func (r *PipeReader) Read(data []byte) (n int, err error) { return r.pipe.read(data) }

// Close makes writes fail with ErrClosedPipe.
func (r *PipeReader) Close() error { return r.CloseWithError(nil) }

// CloseWithError makes writes fail with err.
func (r *PipeReader) CloseWithError(err error) error { return r.pipe.closeRead(err) }

// PipeWriter is the writing end of a pipe.
type PipeWriter struct{ r PipeReader }

// Write waits until readers took all of data or the reading end is closed.
func (w *PipeWriter) Write(data []byte) (n int, err error) { return w.r.pipe.write(data) }

// Close makes reads return io.EOF.
func (w *PipeWriter) Close() error { return w.CloseWithError(nil) }

// CloseWithError makes reads return err.
func (w *PipeWriter) CloseWithError(err error) error { return w.r.pipe.closeWrite(err) }

// Pipe makes a pipe: what is written to one end can be read from the other.
func Pipe() (*PipeReader, *PipeWriter) {
	pw := &PipeWriter{r: PipeReader{pipe: pipe{
		data:  make(chan []byte),
		taken: make(chan int),
		done:  make(chan struct{}),
	}}}
	return &pw.r, pw
}
