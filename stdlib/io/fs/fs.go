// Package fs describes file systems in general.
package fs

import (
	"internal/oserror"
	"time"
	"unicode/utf8"
)

// FS is a file system: a tree of files with names for ValidPath.
type FS interface {
	Open(name string) (File, error)
}

// File is an open file.
type File interface {
	Stat() (FileInfo, error)
	Read([]byte) (int, error)
	Close() error
}

// ReadDirFile is an open directory.
type ReadDirFile interface {
	File
	ReadDir(n int) ([]DirEntry, error)
}

// DirEntry is an entry of a directory.
type DirEntry interface {
	Name() string
	IsDir() bool
	Type() FileMode
	Info() (FileInfo, error)
}

// FileInfo describes a file.
type FileInfo interface {
	Name() string
	Size() int64
	Mode() FileMode
	ModTime() time.Time
	IsDir() bool
	Sys() any
}

// What goes wrong with files, to be looked for with errors.Is.
var (
	ErrInvalid    = oserror.ErrInvalid
	ErrPermission = oserror.ErrPermission
	ErrExist      = oserror.ErrExist
	ErrNotExist   = oserror.ErrNotExist
	ErrClosed     = oserror.ErrClosed
)

// ValidPath reports whether name is one for Open: parts joined by single slashes, none of them
// empty, "." or "..", or the whole name ".".
func ValidPath(name string) bool {
	if !utf8.ValidString(name) {
		return false
	}
	if name == "." {
		return true
	}
	for start := 0; ; {
		end := start
		for end < len(name) && name[end] != '/' {
			end++
		}
		part := name[start:end]
		if part == "" || part == "." || part == ".." {
			return false
		}
		if end == len(name) {
			return true
		}
		start = end + 1
	}
}

// FileMode is the kind of a file and its permissions.
type FileMode uint32

// The bits of a FileMode besides the permissions; String shows them with these letters.
const (
	ModeDir        FileMode = 1 << (32 - 1 - iota) // d: directory
	ModeAppend                                     // a: append only
	ModeExclusive                                  // l: exclusive use
	ModeTemporary                                  // T: temporary
	ModeSymlink                                    // L: symbolic link
	ModeDevice                                     // D: device
	ModeNamedPipe                                  // p: named pipe
	ModeSocket                                     // S: socket
	ModeSetuid                                     // u: set user id
	ModeSetgid                                     // g: set group id
	ModeCharDevice                                 // c: character device, with ModeDevice
	ModeSticky                                     // t: sticky
	ModeIrregular                                  // ?: nothing else is known of it

	ModeType = ModeDir | ModeSymlink | ModeNamedPipe | ModeSocket | ModeDevice | ModeCharDevice | ModeIrregular

	ModePerm FileMode = 0777 // the permissions
)

// String shows the mode as ls does.
func (m FileMode) String() string {
	const letters = "dalTLDpSugct?"
	var buf [32]byte
	w := 0
	for i := 0; i < len(letters); i++ {
		if m&(1<<uint(32-1-i)) != 0 {
			buf[w] = letters[i]
			w++
		}
	}
	if w == 0 {
		buf[w] = '-'
		w++
	}
	const rwx = "rwxrwxrwx"
	for i := 0; i < len(rwx); i++ {
		buf[w] = '-'
		if m&(1<<uint(9-1-i)) != 0 {
			buf[w] = rwx[i]
		}
		w++
	}
	return string(buf[:w])
}

// IsDir reports whether it is a directory.
func (m FileMode) IsDir() bool { return m&ModeDir != 0 }

// IsRegular reports whether it is an ordinary file.
func (m FileMode) IsRegular() bool { return m&ModeType == 0 }

// Perm returns the permissions.
func (m FileMode) Perm() FileMode { return m & ModePerm }

// Type returns the bits that tell the kind.
func (m FileMode) Type() FileMode { return m & ModeType }

// PathError is an error with the operation and the path.
type PathError struct {
	Op   string
	Path string
	Err  error
}

func (e *PathError) Error() string { return e.Op + " " + e.Path + ": " + e.Err.Error() }

// Unwrap returns the error inside.
func (e *PathError) Unwrap() error { return e.Err }

// Timeout reports whether something took too long.
func (e *PathError) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}
