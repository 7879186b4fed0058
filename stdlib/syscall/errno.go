// Package syscall has the error numbers, signals and open flags of Linux.
package syscall

import (
	"errors"
	"internal/oserror"
)

// Errno is an error number of the kernel; 0 is no error.
type Errno uintptr

func errorText(number int) string

// Error returns the description of the error.
func (e Errno) Error() string { return errorText(int(e)) }

// Is reports whether e is of the kind that target, an error of package io/fs, stands for.
func (e Errno) Is(target error) bool {
	switch target {
	case oserror.ErrPermission:
		return e == EACCES || e == EPERM
	case oserror.ErrExist:
		return e == EEXIST || e == ENOTEMPTY
	case oserror.ErrNotExist:
		return e == ENOENT
	case errors.ErrUnsupported:
		return e == ENOSYS || e == EOPNOTSUPP
	}
	return false
}

// Temporary reports whether trying again may help.
func (e Errno) Temporary() bool {
	return e == EINTR || e == EMFILE || e == ENFILE || e.Timeout()
}

// Timeout reports whether something took too long.
func (e Errno) Timeout() bool {
	return e == EAGAIN || e == ETIMEDOUT
}
