package syscall

func kill(pid, signal int) int
func getpid() int
func getppid() int
func getuid() int
func geteuid() int
func getgid() int
func getegid() int
func exit(code int)
func getenv(key string) (value string, found bool)

func errnoError(number int) error {
	if number == 0 {
		return nil
	}
	return Errno(number)
}

// Kill sends a signal to a process.
func Kill(pid int, sig Signal) error { return errnoError(kill(pid, int(sig))) }

// Getpid returns the process's number.
func Getpid() int { return getpid() }

// Getppid returns the number of the process's parent.
func Getppid() int { return getppid() }

// Getuid returns the user's number.
func Getuid() int { return getuid() }

// Geteuid returns the effective user's number.
func Geteuid() int { return geteuid() }

// Getgid returns the group's number.
func Getgid() int { return getgid() }

// Getegid returns the effective group's number.
func Getegid() int { return getegid() }

// Getpagesize returns the size of a page of memory.
func Getpagesize() int { return 4096 }

// Exit ends the process.
func Exit(code int) { exit(code) }

// Getenv returns the value of an environment variable, and whether it is set.
func Getenv(key string) (value string, found bool) { return getenv(key) }

// Stat_t is what is known of a file.
type Stat_t struct {
	Dev     uint64
	Ino     uint64
	Nlink   uint64
	Mode    uint32
	Uid     uint32
	Gid     uint32
	Rdev    uint64
	Size    int64
	Blksize int64
	Blocks  int64
	Atim    Timespec
	Mtim    Timespec
	Ctim    Timespec
}

// Timespec is a time in seconds and nanoseconds.
type Timespec struct {
	Sec  int64
	Nsec int64
}

// Nano returns the time in nanoseconds.
func (ts *Timespec) Nano() int64 { return ts.Sec*1e9 + ts.Nsec }

// Unix returns seconds and nanoseconds.
func (ts *Timespec) Unix() (sec int64, nsec int64) { return ts.Sec, ts.Nsec }

// WaitStatus is how a process ended.
type WaitStatus uint32

// Exited reports whether the process ended by itself.
func (w WaitStatus) Exited() bool { return w&0x7F == 0 }

// ExitStatus returns the exit code, -1 when there is none.
func (w WaitStatus) ExitStatus() int {
	if !w.Exited() {
		return -1
	}
	return int(w>>8) & 0xFF
}

// Signaled reports whether a signal ended the process.
func (w WaitStatus) Signaled() bool { return w&0x7F != 0x7F && w&0x7F != 0 }

// Stopped reports whether the process has stopped.
func (w WaitStatus) Stopped() bool { return w&0xFF == 0x7F }

// Continued reports whether the process goes on after a stop.
func (w WaitStatus) Continued() bool { return w == 0xFFFF }

// CoreDump reports whether the process left a core dump.
func (w WaitStatus) CoreDump() bool { return w.Signaled() && w&0x80 != 0 }

// Signal returns the signal that ended the process, -1 when none did.
func (w WaitStatus) Signal() Signal {
	if !w.Signaled() {
		return -1
	}
	return Signal(w & 0x7F)
}

// StopSignal returns the signal that stopped the process, -1 when it has not stopped.
func (w WaitStatus) StopSignal() Signal {
	if !w.Stopped() {
		return -1
	}
	return Signal(w>>8) & 0xFF
}
