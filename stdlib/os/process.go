package os

import (
	"internal/testlog"
	"syscall"
)

func runtime_args() []string
func runtime_exit(code int)

// Args are the arguments of the program, its own name first.
var Args []string = runtime_args()

// Exit ends the program at once with this exit code; deferred functions do not run.
func Exit(code int) {
	if code == 0 && testlog.PanicOnExit0 {
		panic("unexpected call to os.Exit(0) during test")
	}
	runtime_exit(code)
}

func hostName() (name string, errno int)
func executablePath() (name string, errno int)

// Getpid returns the process's number.
func Getpid() int { return syscall.Getpid() }

// Getppid returns the number of the process's parent.
func Getppid() int { return syscall.Getppid() }

// Getuid returns the user's number.
func Getuid() int { return syscall.Getuid() }

// Geteuid returns the effective user's number.
func Geteuid() int { return syscall.Geteuid() }

// Getgroups returns the numbers of the groups that the user is in.
func Getgroups() ([]int, error) {
	gids, err := syscall.Getgroups()
	return gids, NewSyscallError("getgroups", err)
}

// Getgid returns the group's number.
func Getgid() int { return syscall.Getgid() }

// Getegid returns the effective group's number.
func Getegid() int { return syscall.Getegid() }

// Getpagesize returns the size of a page of memory.
func Getpagesize() int { return syscall.Getpagesize() }

// Hostname returns the name of the machine.
func Hostname() (name string, err error) {
	name, errno := hostName()
	if errno != 0 {
		return "", NewSyscallError("uname", syscall.Errno(errno))
	}
	return name, nil
}

// Executable returns the path of the program that the process runs.
func Executable() (string, error) {
	name, errno := executablePath()
	if errno != 0 {
		return "", NewSyscallError("readlink", syscall.Errno(errno))
	}
	return name, nil
}

// Signal is a signal of the operating system.
type Signal interface {
	String() string
	Signal()
}

// The signals that exist everywhere.
var (
	Interrupt Signal = syscall.SIGINT
	Kill      Signal = syscall.SIGKILL
)
