package os

import (
	"io/fs"
	"syscall"
	"time"
)

// FileInfo describes a file.
type FileInfo = fs.FileInfo

// FileMode is the kind of a file and its permissions.
type FileMode = fs.FileMode

// DirEntry is an entry of a directory.
type DirEntry = fs.DirEntry

// The bits of a FileMode.
const (
	ModeDir        = fs.ModeDir
	ModeAppend     = fs.ModeAppend
	ModeExclusive  = fs.ModeExclusive
	ModeTemporary  = fs.ModeTemporary
	ModeSymlink    = fs.ModeSymlink
	ModeDevice     = fs.ModeDevice
	ModeNamedPipe  = fs.ModeNamedPipe
	ModeSocket     = fs.ModeSocket
	ModeSetuid     = fs.ModeSetuid
	ModeSetgid     = fs.ModeSetgid
	ModeCharDevice = fs.ModeCharDevice
	ModeSticky     = fs.ModeSticky
	ModeIrregular  = fs.ModeIrregular
	ModeType       = fs.ModeType
	ModePerm       = fs.ModePerm
)

// unixMode returns the mode as the system calls want it.
func unixMode(mode FileMode) uint32 {
	bits := uint32(mode.Perm())
	if mode&ModeSetuid != 0 {
		bits |= syscall.S_ISUID
	}
	if mode&ModeSetgid != 0 {
		bits |= syscall.S_ISGID
	}
	if mode&ModeSticky != 0 {
		bits |= syscall.S_ISVTX
	}
	return bits
}

func fileMode(bits uint32) FileMode {
	mode := FileMode(bits & 0777)
	switch bits & syscall.S_IFMT {
	case syscall.S_IFBLK:
		mode |= ModeDevice
	case syscall.S_IFCHR:
		mode |= ModeDevice | ModeCharDevice
	case syscall.S_IFDIR:
		mode |= ModeDir
	case syscall.S_IFIFO:
		mode |= ModeNamedPipe
	case syscall.S_IFLNK:
		mode |= ModeSymlink
	case syscall.S_IFSOCK:
		mode |= ModeSocket
	}
	if bits&syscall.S_ISGID != 0 {
		mode |= ModeSetgid
	}
	if bits&syscall.S_ISUID != 0 {
		mode |= ModeSetuid
	}
	if bits&syscall.S_ISVTX != 0 {
		mode |= ModeSticky
	}
	return mode
}

//go:noescape
func pathStat(name string, follow bool, st *syscall.Stat_t) (errno int)

//go:noescape
func fileStat(fd int, st *syscall.Stat_t) (errno int)

type fileInfo struct {
	name string
	sys  syscall.Stat_t
}

func (fi *fileInfo) Name() string       { return fi.name }
func (fi *fileInfo) Size() int64        { return fi.sys.Size }
func (fi *fileInfo) Mode() FileMode     { return fileMode(fi.sys.Mode) }
func (fi *fileInfo) ModTime() time.Time { return time.Unix(fi.sys.Mtim.Sec, fi.sys.Mtim.Nsec) }
func (fi *fileInfo) IsDir() bool        { return fi.Mode().IsDir() }
func (fi *fileInfo) Sys() any           { return &fi.sys }
func (fi *fileInfo) String() string     { return fs.FormatFileInfo(fi) }

// Stat describes the file of that name; of a symbolic link, the file that it leads to.
func Stat(name string) (FileInfo, error) {
	return statPath("stat", name, true)
}

// Lstat is Stat that describes symbolic links themselves.
func Lstat(name string) (FileInfo, error) {
	return statPath("lstat", name, false)
}

func statPath(op, name string, follow bool) (FileInfo, error) {
	info := &fileInfo{name: baseName(name)}
	if errno := pathStat(name, follow, &info.sys); errno != 0 {
		return nil, &PathError{Op: op, Path: name, Err: syscall.Errno(errno)}
	}
	return info, nil
}

// Stat describes the open file.
func (f *File) Stat() (FileInfo, error) {
	if f == nil {
		return nil, ErrInvalid
	}
	info := &fileInfo{name: baseName(f.name)}
	if errno := fileStat(f.descriptor(), &info.sys); errno != 0 {
		return nil, f.failed("stat", errno)
	}
	return info, nil
}

// baseName returns the last part of a path.
func baseName(name string) string {
	for len(name) > 1 && name[len(name)-1] == '/' {
		name = name[:len(name)-1]
	}
	for i := len(name) - 2; i >= 0; i-- {
		if name[i] == '/' {
			return name[i+1:]
		}
	}
	return name
}

// SameFile reports whether both describe the same file.
func SameFile(fi1, fi2 FileInfo) bool {
	a, ok1 := fi1.(*fileInfo)
	b, ok2 := fi2.(*fileInfo)
	return ok1 && ok2 && a.sys.Dev == b.sys.Dev && a.sys.Ino == b.sys.Ino
}
