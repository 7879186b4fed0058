package syscall

// SysProcAttr holds what only some programs want of a new process. What is not here is not done.
type SysProcAttr struct {
	Chroot     string
	Credential *Credential
	Setsid     bool // a session of its own
	Setpgid    bool // a process group, number Pgid or its own
	Setctty    bool // descriptor Ctty is its terminal; with Setsid
	Noctty     bool
	Ctty       int
	Foreground bool // its group is in the foreground of Ctty
	Pgid       int
	Pdeathsig  Signal // it gets that when the thread that started it ends
}

// Credential is whom a process belongs to.
type Credential struct {
	Uid         uint32
	Gid         uint32
	Groups      []uint32
	NoSetGroups bool
}

// ProcAttr says how StartProcess starts a process.
type ProcAttr struct {
	Dir   string
	Env   []string
	Files []uintptr // its descriptors 0, 1, 2, ...
	Sys   *SysProcAttr
}

// Rusage is what a process has used.
type Rusage struct {
	Utime    Timeval
	Stime    Timeval
	Maxrss   int64
	Ixrss    int64
	Idrss    int64
	Isrss    int64
	Minflt   int64
	Majflt   int64
	Nswap    int64
	Inblock  int64
	Oublock  int64
	Msgsnd   int64
	Msgrcv   int64
	Nsignals int64
	Nvcsw    int64
	Nivcsw   int64
}

// Timeval is a time in seconds and microseconds.
type Timeval struct {
	Sec  int64
	Usec int64
}

// Nano returns the time in nanoseconds.
func (tv *Timeval) Nano() int64 { return tv.Sec*1e9 + tv.Usec*1000 }

// Unix returns seconds and nanoseconds.
func (tv *Timeval) Unix() (sec int64, nsec int64) { return tv.Sec, tv.Usec * 1000 }

// forkExec starts a process. options: see processOptions.
func forkExec(path string, argv, env []string, dir, chroot string, files []uintptr, options []int, groups []uint32) (pid, errno int)

// execProgram takes the place of this process; it returns when that fails.
func execProgram(path string, argv, env []string) (errno int)

//go:noescape
func wait4(pid int, status *WaitStatus, options int, rusage *Rusage) (wpid, errno int)

// waitReady returns the number of the process if it has ended, and leaves it to be waited for.
func waitReady(pid int) (ready, errno int)
func pidfdOpen(pid int) (fd, errno int)

// What forkExec is told: the layout of struct Options in fork_exec.c.
func processOptions(sys *SysProcAttr) (options []int, groups []uint32) {
	options = []int{0, 0, 0, -1, 0, -1, -1, -1}
	if sys == nil {
		return options, nil
	}
	flag := func(i int, on bool) {
		if on {
			options[i] = 1
		}
	}
	flag(0, sys.Setsid)
	flag(1, sys.Setpgid || sys.Foreground)
	options[2] = sys.Pgid
	if sys.Setctty || sys.Foreground {
		options[3] = sys.Ctty
	}
	flag(4, sys.Foreground)
	if c := sys.Credential; c != nil {
		options[5], options[6] = int(c.Uid), int(c.Gid)
		if !c.NoSetGroups {
			groups = c.Groups
			options[7] = len(groups)
		}
	}
	return append(options, int(sys.Pdeathsig)), groups
}

func hasNul(texts ...string) bool {
	for _, s := range texts {
		for i := 0; i < len(s); i++ {
			if s[i] == 0 {
				return true
			}
		}
	}
	return false
}

// ForkExec starts the program argv0 and returns the number of its process.
func ForkExec(argv0 string, argv []string, attr *ProcAttr) (pid int, err error) {
	if attr == nil {
		attr = &ProcAttr{}
	}
	chroot := ""
	if attr.Sys != nil {
		chroot = attr.Sys.Chroot
	}
	if hasNul(argv0, attr.Dir, chroot) || hasNul(argv...) || hasNul(attr.Env...) {
		return 0, EINVAL
	}
	options, groups := processOptions(attr.Sys)
	if len(options) == 8 {
		options = append(options, 0)
	}
	pid, errno := forkExec(argv0, argv, attr.Env, attr.Dir, chroot, attr.Files, options, groups)
	return pid, errnoError(errno)
}

// StartProcess is ForkExec with a handle, which is 0 here.
func StartProcess(argv0 string, argv []string, attr *ProcAttr) (pid int, handle uintptr, err error) {
	pid, err = ForkExec(argv0, argv, attr)
	return pid, 0, err
}

// Exec has the program argv0 take the place of this process.
func Exec(argv0 string, argv []string, envv []string) (err error) {
	if hasNul(argv0) || hasNul(argv...) || hasNul(envv...) {
		return EINVAL
	}
	return errnoError(execProgram(argv0, argv, envv))
}

// Options of Wait4.
const (
	WNOHANG    = 1
	WUNTRACED  = 2
	WCONTINUED = 8
)

// Wait4 waits for a child process.
func Wait4(pid int, wstatus *WaitStatus, options int, rusage *Rusage) (wpid int, err error) {
	wpid, errno := wait4(pid, wstatus, options, rusage)
	if errno != 0 {
		return -1, Errno(errno)
	}
	return wpid, nil
}

// WaitReady returns the number of the child if it has ended, 0 if not. It still has to be waited for.
func WaitReady(pid int) (ready int, err error) {
	ready, errno := waitReady(pid)
	return ready, errnoError(errno)
}

// PidfdOpen returns a descriptor of a process that is readable when it has ended.
func PidfdOpen(pid int) (fd int, err error) {
	fd, errno := pidfdOpen(pid)
	return fd, errnoError(errno)
}
