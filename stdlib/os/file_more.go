package os

import (
	"errors"
	"io"
	"io/fs"
	"syscall"
	"time"
)

func endOfFile() error { return io.EOF }

func errnoError(errno int) error { return syscall.Errno(errno) }

// failed makes the error of a failed operation. A closed file has the descriptor -1.
func (f *File) failed(op string, errno int) error {
	if errno == errnoExpired {
		return &PathError{Op: op, Path: f.name, Err: ErrDeadlineExceeded}
	}
	if errno == errnoClosed || f.descriptor() < 0 {
		return &PathError{Op: op, Path: f.name, Err: ErrClosed}
	}
	return &PathError{Op: op, Path: f.name, Err: syscall.Errno(errno)}
}

// readFailed goes on where a read failed because the descriptor does not block.
func (f *File) readFailed(b []byte, errno int) (n int, err error) {
	if errno == int(syscall.EAGAIN) && f.polled == nil && f.turnPolled() {
		return f.Read(b)
	}
	return 0, f.failed("read", errno)
}

// writeFailed is the same for a write that has done n bytes of b. On the standard output and error
// a broken pipe ends the process, as a signal would.
func (f *File) writeFailed(b []byte, n, errno int) (int, error) {
	if errno == int(syscall.EAGAIN) && f.polled == nil && f.turnPolled() {
		m, err := f.Write(b[n:])
		return n + m, err
	}
	if fd := f.descriptor(); errno == int(syscall.EPIPE) && (fd == 1 || fd == 2) {
		fileBrokenPipe()
	}
	return n, f.failed("write", errno)
}

// result is failed, or nil when errno is 0.
func (f *File) result(op string, errno int) error {
	if errno == 0 {
		return nil
	}
	return f.failed(op, errno)
}

func pathResult(op, path string, errno int) error {
	if errno == 0 {
		return nil
	}
	return &PathError{Op: op, Path: path, Err: syscall.Errno(errno)}
}

// What goes wrong with files, to be looked for with errors.Is.
var (
	ErrInvalid          = fs.ErrInvalid
	ErrPermission       = fs.ErrPermission
	ErrExist            = fs.ErrExist
	ErrNotExist         = fs.ErrNotExist
	ErrClosed           = fs.ErrClosed
	ErrNoDeadline       = errors.New("file type does not support deadline")
	ErrDeadlineExceeded = error(deadlineExceeded{})
	ErrProcessDone      = errors.New("os: process already finished")
)

type deadlineExceeded struct{}

func (deadlineExceeded) Error() string   { return "i/o timeout" }
func (deadlineExceeded) Timeout() bool   { return true }
func (deadlineExceeded) Temporary() bool { return true }

// PathError is an error with the operation and the path.
type PathError = fs.PathError

// SyscallError is an error of a system call.
type SyscallError struct {
	Syscall string
	Err     error
}

func (e *SyscallError) Error() string { return e.Syscall + ": " + e.Err.Error() }

// Unwrap returns the error inside.
func (e *SyscallError) Unwrap() error { return e.Err }

// Timeout reports whether something took too long.
func (e *SyscallError) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// NewSyscallError wraps err; nil for nil.
func NewSyscallError(syscall string, err error) error {
	if err == nil {
		return nil
	}
	return &SyscallError{syscall, err}
}

// LinkError is an error of an operation with two paths.
type LinkError struct {
	Op  string
	Old string
	New string
	Err error
}

func (e *LinkError) Error() string {
	return e.Op + " " + e.Old + " " + e.New + ": " + e.Err.Error()
}

// Unwrap returns the error inside.
func (e *LinkError) Unwrap() error { return e.Err }

// underlyingError takes the wrappers of this package off.
func underlyingError(err error) error {
	switch err := err.(type) {
	case *PathError:
		return err.Err
	case *LinkError:
		return err.Err
	case *SyscallError:
		return err.Err
	}
	return err
}

func underlyingErrorIs(err, target error) bool {
	err = underlyingError(err)
	if err == target {
		return true
	}
	e, ok := err.(syscall.Errno)
	return ok && e.Is(target)
}

// IsExist reports whether err says that a file is there already. errors.Is(err, fs.ErrExist) sees
// more.
func IsExist(err error) bool { return underlyingErrorIs(err, ErrExist) }

// IsNotExist reports whether err says that a file is not there.
func IsNotExist(err error) bool { return underlyingErrorIs(err, ErrNotExist) }

// IsPermission reports whether err says that something is not permitted.
func IsPermission(err error) bool { return underlyingErrorIs(err, ErrPermission) }

// IsTimeout reports whether err says that something took too long.
func IsTimeout(err error) bool {
	t, ok := underlyingError(err).(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// Flags of OpenFile: one of the first three, and any of the others.
const (
	O_RDONLY int = syscall.O_RDONLY
	O_WRONLY int = syscall.O_WRONLY
	O_RDWR   int = syscall.O_RDWR
	O_APPEND int = syscall.O_APPEND
	O_CREATE int = syscall.O_CREAT
	O_EXCL   int = syscall.O_EXCL
	O_SYNC   int = syscall.O_SYNC
	O_TRUNC  int = syscall.O_TRUNC
)

// Where a Seek counts from. Package io has newer names.
const (
	SEEK_SET int = 0
	SEEK_CUR int = 1
	SEEK_END int = 2
)

// Separators of paths and lists of paths.
const (
	PathSeparator     = '/'
	PathListSeparator = ':'
	DevNull           = "/dev/null"
)

// IsPathSeparator reports whether c separates the parts of a path.
func IsPathSeparator(c uint8) bool { return PathSeparator == c }

// fileOpen also says whether the file is one that others keep waiting.
//
//go:noescape
func fileOpen(name string, flag int, perm uint32) (fd, errno int, pollable bool)

// Open opens a file for reading.
func Open(name string) (*File, error) {
	return OpenFile(name, O_RDONLY, 0)
}

// Create opens a file for reading and writing, emptied if it exists, made with mode 0666 if not.
func Create(name string) (*File, error) {
	return OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666)
}

// OpenFile opens a file with these flags; a file that O_CREATE makes gets the mode perm.
func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	fd, errno, pollable := fileOpen(name, flag|syscall.O_CLOEXEC, unixMode(perm))
	if errno != 0 {
		return nil, &PathError{Op: "open", Path: name, Err: syscall.Errno(errno)}
	}
	f := newFile(fd, name, pollable)
	f.appendMode = flag&O_APPEND != 0
	return f, nil
}

// ReadAt reads at an offset; with fewer than len(b) bytes it returns an error.
func (f *File) ReadAt(b []byte, off int64) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	if off < 0 {
		return 0, &PathError{Op: "readat", Path: f.name, Err: errors.New("negative offset")}
	}
	for len(b) > 0 {
		m, errno := fileReadAt(f.descriptor(), b, off)
		if errno != 0 {
			return n, f.failed("read", errno)
		}
		if m == 0 {
			return n, io.EOF
		}
		n += m
		b = b[m:]
		off += int64(m)
	}
	return n, nil
}

var errWriteAtInAppendMode = errors.New("os: invalid use of WriteAt on file opened with O_APPEND")

// WriteAt writes at an offset.
func (f *File) WriteAt(b []byte, off int64) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	if f.appendMode {
		return 0, errWriteAtInAppendMode
	}
	if off < 0 {
		return 0, &PathError{Op: "writeat", Path: f.name, Err: errors.New("negative offset")}
	}
	n, errno := fileWriteAt(f.descriptor(), b, off)
	return n, f.result("write", errno)
}

// Seek moves the place of the next read or write.
func (f *File) Seek(offset int64, whence int) (ret int64, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	at, errno := fileSeek(f.descriptor(), offset, whence)
	if errno != 0 {
		return 0, f.failed("seek", errno)
	}
	f.dir = nil
	return at, nil
}

// ReadFrom writes all that r gives.
func (f *File) ReadFrom(r io.Reader) (n int64, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	return io.Copy(writerOnly{f}, r)
}

// writerOnly hides what io.Copy would call.
type writerOnly struct{ io.Writer }

type readerOnly struct{ io.Reader }

// WriteTo writes the rest of the file to w.
func (f *File) WriteTo(w io.Writer) (n int64, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	return io.Copy(w, readerOnly{f})
}

func fileSync(fd int) (errno int)
func fileTruncate(fd int, size int64) (errno int)
func fileChmod(fd int, mode uint32) (errno int)
func fileChown(fd, uid, gid int) (errno int)
func fileChdir(fd int) (errno int)

// Sync has the file's contents written to the disk.
func (f *File) Sync() error {
	if f == nil {
		return ErrInvalid
	}
	return f.result("sync", fileSync(f.descriptor()))
}

// Truncate sets the file's size.
func (f *File) Truncate(size int64) error {
	if f == nil {
		return ErrInvalid
	}
	return f.result("truncate", fileTruncate(f.descriptor(), size))
}

// Chmod sets the file's mode.
func (f *File) Chmod(mode FileMode) error {
	if f == nil {
		return ErrInvalid
	}
	return f.result("chmod", fileChmod(f.descriptor(), unixMode(mode)))
}

// Chown sets the file's owner.
func (f *File) Chown(uid, gid int) error {
	if f == nil {
		return ErrInvalid
	}
	return f.result("chown", fileChown(f.descriptor(), uid, gid))
}

// Chdir makes the directory the current one.
func (f *File) Chdir() error {
	if f == nil {
		return ErrInvalid
	}
	return f.result("chdir", fileChdir(f.descriptor()))
}

// ReadFile returns the whole contents of a file.
func ReadFile(name string) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	size := 512
	if info, err := f.Stat(); err == nil && info.Size() > 0 && info.Size() < 1<<40 {
		size = max(size, int(info.Size())+1)
	}
	data := make([]byte, 0, size)
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err != nil {
			if err == io.EOF {
				err = nil
			}
			return data, err
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
	}
}

// WriteFile makes data the whole contents of a file; perm is the mode of a new one.
func WriteFile(name string, data []byte, perm FileMode) error {
	f, err := OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err1 := f.Close(); err1 != nil && err == nil {
		err = err1
	}
	return err
}

func makePipe() (r, w, errno int)

// Pipe returns the two ends of a pipe of the operating system.
func Pipe() (r *File, w *File, err error) {
	fd0, fd1, errno := makePipe()
	if errno != 0 {
		return nil, nil, NewSyscallError("pipe2", syscall.Errno(errno))
	}
	return newFile(fd0, "|0", true), newFile(fd1, "|1", true), nil
}
