// Package os is the door to the operating system: files, environment, process.
package os

// File is an open file.
type File struct {
	fd         int // -1 when closed
	name       string
	appendMode bool
	dir        *dirState // of a directory that is being read
}

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
	return &File{fd: int(fd), name: name}
}

// Fd returns the descriptor; it is valid until the file is closed.
func (f *File) Fd() uintptr {
	if f == nil {
		return ^(uintptr(0))
	}
	return uintptr(f.fd)
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
	n, errno := fileWrite(f.fd, b)
	if errno != 0 {
		err = f.failed("write", errno)
	}
	return n, err
}

// WriteString is Write for a string.
func (f *File) WriteString(s string) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	n, errno := fileWriteString(f.fd, s)
	if errno != 0 {
		err = f.failed("write", errno)
	}
	return n, err
}

// Read reads up to len(b) bytes; 0, io.EOF at the end of the file.
func (f *File) Read(b []byte) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	n, errno := fileRead(f.fd, b)
	if errno != 0 {
		return 0, f.failed("read", errno)
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
	fd := f.fd
	if fd < 0 {
		return &PathError{Op: "close", Path: f.name, Err: ErrClosed}
	}
	f.fd = -1
	if errno := fileClose(fd); errno != 0 {
		return f.failed("close", errno)
	}
	return nil
}
