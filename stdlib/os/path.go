package os

import (
	"io/fs"
	"syscall"
	"time"
)

//go:noescape
func pathMkdir(name string, mode uint32) (errno int)

//go:noescape
func pathUnlink(name string) (errno int)

//go:noescape
func pathRmdir(name string) (errno int)

//go:noescape
func pathRename(oldpath, newpath string) (errno int)

//go:noescape
func pathLink(oldname, newname string) (errno int)

//go:noescape
func pathSymlink(oldname, newname string) (errno int)

//go:noescape
func pathReadlink(name string) (target string, errno int)

//go:noescape
func pathChmod(name string, mode uint32) (errno int)

//go:noescape
func pathChown(name string, uid, gid int, follow bool) (errno int)

//go:noescape
func pathTruncate(name string, size int64) (errno int)

//go:noescape
func pathChdir(name string) (errno int)

//go:noescape
func pathTimes(name string, atime, mtime int64) (errno int)

func currentDir() (dir string, errno int)

// Mkdir makes a directory.
func Mkdir(name string, perm FileMode) error {
	return pathResult("mkdir", name, pathMkdir(name, unixMode(perm)))
}

// MkdirAll makes a directory and those above it that are missing.
func MkdirAll(path string, perm FileMode) error {
	if info, err := Stat(path); err == nil {
		if info.IsDir() {
			return nil
		}
		return &PathError{Op: "mkdir", Path: path, Err: syscall.ENOTDIR}
	}
	end := len(path)
	for end > 0 && path[end-1] == '/' {
		end--
	}
	for end > 0 && path[end-1] != '/' {
		end--
	}
	if end > 1 {
		if err := MkdirAll(path[:end-1], perm); err != nil {
			return err
		}
	}
	err := Mkdir(path, perm)
	if err != nil {
		if info, err1 := Lstat(path); err1 == nil && info.IsDir() {
			return nil
		}
	}
	return err
}

// Remove removes a file or an empty directory.
func Remove(name string) error {
	errno := pathUnlink(name)
	if errno == 0 {
		return nil
	}
	errno1 := pathRmdir(name)
	if errno1 == 0 {
		return nil
	}
	if syscall.Errno(errno1) != syscall.ENOTDIR {
		errno = errno1
	}
	return pathResult("remove", name, errno)
}

// RemoveAll removes path and all below it. A path that is not there is no error.
func RemoveAll(path string) error {
	if path == "" {
		return nil
	}
	if len(path) >= 1 && path[len(path)-1] == '.' && (len(path) == 1 || path[len(path)-2] == '/') {
		return &PathError{Op: "RemoveAll", Path: path, Err: syscall.EINVAL}
	}
	err := Remove(path)
	if err == nil || IsNotExist(err) {
		return nil
	}
	info, statErr := Lstat(path)
	if statErr != nil {
		if IsNotExist(statErr) {
			return nil
		}
		return statErr
	}
	if !info.IsDir() {
		return err
	}
	entries, err := ReadDir(path)
	for _, entry := range entries {
		if err1 := RemoveAll(path + "/" + entry.Name()); err1 != nil && err == nil {
			err = err1
		}
	}
	if err1 := Remove(path); err1 == nil || IsNotExist(err1) {
		return nil
	} else if err == nil {
		err = err1
	}
	return err
}

func linkResult(op, oldname, newname string, errno int) error {
	if errno == 0 {
		return nil
	}
	return &LinkError{op, oldname, newname, syscall.Errno(errno)}
}

// Rename moves a file; one that has the new name already is replaced.
func Rename(oldpath, newpath string) error {
	if info, err := Lstat(newpath); err == nil && info.IsDir() {
		if old, err := Lstat(oldpath); err != nil || !old.IsDir() {
			if err == nil {
				err = syscall.EEXIST
			}
			return &LinkError{"rename", oldpath, newpath, underlyingError(err)}
		}
	}
	return linkResult("rename", oldpath, newpath, pathRename(oldpath, newpath))
}

// Link gives a file a second name.
func Link(oldname, newname string) error {
	return linkResult("link", oldname, newname, pathLink(oldname, newname))
}

// Symlink makes newname a symbolic link to oldname.
func Symlink(oldname, newname string) error {
	return linkResult("symlink", oldname, newname, pathSymlink(oldname, newname))
}

// Readlink returns where a symbolic link leads to.
func Readlink(name string) (string, error) {
	target, errno := pathReadlink(name)
	return target, pathResult("readlink", name, errno)
}

// Chmod sets the mode of a file.
func Chmod(name string, mode FileMode) error {
	return pathResult("chmod", name, pathChmod(name, unixMode(mode)))
}

// Chown sets the owner of a file; -1 leaves one as it is.
func Chown(name string, uid, gid int) error {
	return pathResult("chown", name, pathChown(name, uid, gid, true))
}

// Lchown is Chown that changes symbolic links themselves.
func Lchown(name string, uid, gid int) error {
	return pathResult("lchown", name, pathChown(name, uid, gid, false))
}

// Truncate sets the size of a file.
func Truncate(name string, size int64) error {
	return pathResult("truncate", name, pathTruncate(name, size))
}

// Chdir changes the current directory.
func Chdir(dir string) error {
	return pathResult("chdir", dir, pathChdir(dir))
}

// Getwd returns the current directory.
func Getwd() (dir string, err error) {
	if pwd := Getenv("PWD"); len(pwd) > 0 && pwd[0] == '/' {
		here, err1 := Stat(".")
		there, err2 := Stat(pwd)
		if err1 == nil && err2 == nil && SameFile(here, there) {
			return pwd, nil
		}
	}
	dir, errno := currentDir()
	if errno != 0 {
		return "", NewSyscallError("getwd", syscall.Errno(errno))
	}
	return dir, nil
}

// Chtimes sets when a file was last read and changed; a zero time leaves one as it is.
func Chtimes(name string, atime time.Time, mtime time.Time) error {
	return pathResult("chtimes", name, pathTimes(name, nanoseconds(atime), nanoseconds(mtime)))
}

func nanoseconds(t time.Time) int64 {
	if t.IsZero() {
		return -1 << 63
	}
	return t.UnixNano()
}

// DirFS returns the file system of the directory dir.
func DirFS(dir string) fs.FS { return dirFS(dir) }

type dirFS string

func (dir dirFS) join(op, name string) (string, error) {
	if !fs.ValidPath(name) {
		return "", &PathError{Op: op, Path: name, Err: ErrInvalid}
	}
	if dir == "" {
		return "", &PathError{Op: op, Path: name, Err: syscall.EINVAL}
	}
	return string(dir) + "/" + name, nil
}

func withName(err error, name string) error {
	if e, ok := err.(*PathError); ok {
		e.Path = name
	}
	return err
}

func (dir dirFS) Open(name string) (fs.File, error) {
	full, err := dir.join("open", name)
	if err != nil {
		return nil, err
	}
	f, err := Open(full)
	if err != nil {
		return nil, withName(err, name)
	}
	return f, nil
}

func (dir dirFS) ReadFile(name string) ([]byte, error) {
	full, err := dir.join("readfile", name)
	if err != nil {
		return nil, err
	}
	data, err := ReadFile(full)
	return data, withName(err, name)
}

func (dir dirFS) ReadDir(name string) ([]DirEntry, error) {
	full, err := dir.join("readdir", name)
	if err != nil {
		return nil, err
	}
	entries, err := ReadDir(full)
	return entries, withName(err, name)
}

func (dir dirFS) Stat(name string) (FileInfo, error) {
	full, err := dir.join("stat", name)
	if err != nil {
		return nil, err
	}
	info, err := Stat(full)
	return info, withName(err, name)
}
