// Package os is the door to the operating system: files, environment, process.
package os

import "unsafe"

// File is an open file.
type File struct {
	fd         int // fdClosed, or fdPolled; package fmt knows that it is the first field
	polled     *polled
	name       string
	appendMode bool
	dir        *dirState // of a directory that is being read
}

const (
	fdClosed = -1
	fdPolled = -2 // see polled
)

// The standard files.
var (
	Stdin  = &File{fd: 0, name: "/dev/stdin"}
	Stdout = &File{fd: 1, name: "/dev/stdout"}
	Stderr = &File{fd: 2, name: "/dev/stderr"}
)

// NewFile returns a File for a descriptor that is open already; nil when fd cannot be one.
func NewFile(fd uintptr, name string) *File {
	if int(fd) < 0 {
		return nil
	}
	return newFile(int(fd), name, fileIsNonblocking(int(fd)))
}

func fileIsNonblocking(fd int) bool

// Fd returns the descriptor; it is valid until the file is closed. It blocks from now on.
func (f *File) Fd() uintptr {
	if f == nil {
		return ^(uintptr(0))
	}
	if p := f.polled; p != nil && !p.closed.Load() && !p.blocking.Swap(true) {
		fileSetBlocking(p.fd)
	}
	return uintptr(f.descriptor())
}

// descriptor returns the descriptor, fdClosed if there is none any more.
func (f *File) descriptor() int {
	p := f.polled
	if p == nil {
		return f.fd
	}
	if p.closed.Load() {
		return fdClosed
	}
	return p.fd
}

// Name returns the name that the file was opened with.
func (f *File) Name() string { return f.name }

//go:noescape
func fileRead(fd int, b []byte) (n, errno int)

//go:noescape
func fileReadAt(fd int, b []byte, off int64) (n, errno int)

//go:noescape
func fileWrite(fd int, b []byte) (n, errno int)

//go:noescape
func fileWriteAt(fd int, b []byte, off int64) (n, errno int)

//go:noescape
func fileWriteString(fd int, s string) (n, errno int)

func fileClose(fd int) (errno int)
func fileSeek(fd int, offset int64, whence int) (at int64, errno int)

// Write writes all of b, and returns an error when it could not.
func (f *File) Write(b []byte) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	var errno int
	if p := f.polled; p != nil {
		n, errno = p.write(b)
	} else {
		n, errno = fileWrite(f.fd, b)
	}
	if errno != 0 {
		return f.writeFailed(b, n, errno)
	}
	return n, nil
}

// WriteString is Write for a string.
func (f *File) WriteString(s string) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	if f.polled != nil {
		return f.Write(unsafe.Slice(unsafe.StringData(s), len(s)))
	}
	n, errno := fileWriteString(f.fd, s)
	if errno != 0 {
		return f.writeFailed(unsafe.Slice(unsafe.StringData(s), len(s)), n, errno)
	}
	return n, nil
}

// Read reads up to len(b) bytes; 0, io.EOF at the end of the file.
func (f *File) Read(b []byte) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	var errno int
	if p := f.polled; p != nil {
		n, errno = p.read(b)
	} else {
		n, errno = fileRead(f.fd, b)
	}
	if errno != 0 {
		return f.readFailed(b, errno)
	}
	if n == 0 && len(b) > 0 {
		return 0, endOfFile()
	}
	return n, nil
}

// Close closes the file.
func (f *File) Close() error {
	if f == nil {
		return ErrInvalid
	}
	if p := f.polled; p != nil {
		return f.result("close", p.close())
	}
	fd := f.fd
	if fd < 0 {
		return f.failed("close", errnoClosed)
	}
	f.fd = fdClosed
	if errno := fileClose(fd); errno != 0 {
		return &PathError{Op: "close", Path: f.name, Err: errnoError(errno)}
	}
	return nil
}
