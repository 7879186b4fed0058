package os

import (
	"errors"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// Process stands for a running process.
type Process struct {
	Pid  int
	wait *polled // its descriptor (pidfd), which is ready when it has ended; nil: none
	lock sync.RWMutex
	done atomic.Bool
}

// ProcAttr says how StartProcess starts a process.
type ProcAttr struct {
	Dir   string   // its directory; empty: this one's
	Env   []string // its environment; nil: this one's
	Files []*File  // its descriptors 0, 1, 2, ...; nil: closed
	Sys   *syscall.SysProcAttr
}

// ProcessState is how a process ended.
type ProcessState struct {
	pid    int
	status syscall.WaitStatus
	rusage *syscall.Rusage
}

func newProcess(pid int) *Process {
	p := &Process{Pid: pid}
	if fd, errno := syscall.PidfdOpen(pid); errno == nil {
		if p.wait = newPolled(fd); p.wait == nil {
			fileClose(fd)
		}
	}
	return p
}

// FindProcess returns the process of that number; it may have ended.
func FindProcess(pid int) (*Process, error) {
	return newProcess(pid), nil
}

// StartProcess starts the program name with the arguments argv, whose first is its name.
func StartProcess(name string, argv []string, attr *ProcAttr) (*Process, error) {
	if attr != nil && attr.Sys == nil && attr.Dir != "" {
		if _, err := Stat(attr.Dir); err != nil {
			pe := err.(*PathError)
			pe.Op = "chdir"
			return nil, pe
		}
	}
	sys := &syscall.ProcAttr{}
	if attr != nil {
		sys.Dir, sys.Env, sys.Sys = attr.Dir, attr.Env, attr.Sys
		for _, f := range attr.Files {
			sys.Files = append(sys.Files, f.Fd())
		}
	}
	if sys.Env == nil {
		sys.Env = Environ()
	}
	pid, _, err := syscall.StartProcess(name, argv, sys)
	if err != nil {
		return nil, &PathError{Op: "fork/exec", Path: name, Err: err}
	}
	return newProcess(pid), nil
}

// Wait waits until the process has ended.
func (p *Process) Wait() (*ProcessState, error) {
	if p == nil || p.Pid == -1 || p.Pid == 0 {
		return nil, syscall.EINVAL
	}
	for p.wait != nil {
		if !p.wait.enter() {
			break
		}
		p.wait.reading.Lock()
		result := pollWait(p.wait.handle, false)
		p.wait.reading.Unlock()
		p.wait.leave()
		ended := result == pollClosed
		if !ended {
			pid, err := syscall.WaitReady(p.Pid)
			ended = err != nil || pid != 0
		}
		if ended {
			break
		}
	}
	// Nobody may send a signal to a number that is free again.
	p.lock.Lock()
	defer p.lock.Unlock()
	var status syscall.WaitStatus
	var rusage syscall.Rusage
	pid, err := syscall.Wait4(p.Pid, &status, 0, &rusage)
	for err == syscall.EINTR {
		pid, err = syscall.Wait4(p.Pid, &status, 0, &rusage)
	}
	if err != nil {
		return nil, NewSyscallError("wait", err)
	}
	p.done.Store(true)
	p.forget()
	return &ProcessState{pid: pid, status: status, rusage: &rusage}, nil
}

func (p *Process) forget() {
	if p.wait != nil {
		p.wait.close()
	}
}

// Release gives back what the Process holds; it will not be waited for.
func (p *Process) Release() error {
	p.forget()
	p.Pid = -1
	return nil
}

// Kill ends the process.
func (p *Process) Kill() error { return p.Signal(Kill) }

// Signal sends a signal to the process.
func (p *Process) Signal(sig Signal) error {
	if p == nil || p.Pid == -1 {
		return errors.New("os: process already released")
	}
	if p.Pid == 0 {
		return errors.New("os: process not initialized")
	}
	p.lock.RLock()
	defer p.lock.RUnlock()
	if p.done.Load() {
		return ErrProcessDone
	}
	s, ok := sig.(syscall.Signal)
	if !ok {
		return errors.New("os: unsupported signal type")
	}
	if err := syscall.Kill(p.Pid, s); err != nil {
		if err == syscall.ESRCH {
			return ErrProcessDone
		}
		return err
	}
	return nil
}

// UserTime returns the time that the process and its children computed.
func (p *ProcessState) UserTime() time.Duration {
	return time.Duration(p.rusage.Utime.Nano())
}

// SystemTime returns the time that the system worked for them.
func (p *ProcessState) SystemTime() time.Duration {
	return time.Duration(p.rusage.Stime.Nano())
}

// Pid returns the number that the process had.
func (p *ProcessState) Pid() int { return p.pid }

// Exited reports whether the process ended by itself, not by a signal.
func (p *ProcessState) Exited() bool { return p.status.Exited() }

// Success reports whether the exit code is 0.
func (p *ProcessState) Success() bool { return p.status.ExitStatus() == 0 }

// Sys returns a syscall.WaitStatus.
func (p *ProcessState) Sys() any { return p.status }

// SysUsage returns a *syscall.Rusage.
func (p *ProcessState) SysUsage() any { return p.rusage }

// ExitCode returns the exit code, -1 when a signal ended the process.
func (p *ProcessState) ExitCode() int {
	if p == nil {
		return -1
	}
	return p.status.ExitStatus()
}

// String says how the process ended.
func (p *ProcessState) String() string {
	if p == nil {
		return "<nil>"
	}
	status := p.status
	text := ""
	switch {
	case status.Exited():
		text = "exit status " + decimalText(status.ExitStatus())
	case status.Signaled():
		text = "signal: " + status.Signal().String()
	case status.Stopped():
		text = "stop signal: " + status.StopSignal().String()
	case status.Continued():
		text = "continued"
	}
	if status.CoreDump() {
		text += " (core dumped)"
	}
	return text
}

func decimalText(n int) string {
	if n < 0 {
		return "-" + decimalText(-n)
	}
	if n < 10 {
		return string(rune('0' + n))
	}
	return decimalText(n/10) + string(rune('0'+n%10))
}
