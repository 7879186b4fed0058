package syscall

// systemCall makes a call of the kernel that may block; rawSystemCall one that does not.
func systemCall(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1 uintptr, errno int)
func rawSystemCall(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1 uintptr, errno int)

// outcome is what Go returns of a call: r1 is all ones when it failed.
func outcome(r1 uintptr, errno int) (uintptr, uintptr, Errno) {
	if errno != 0 {
		return ^uintptr(0), 0, Errno(errno)
	}
	return r1, 0, 0
}

// Syscall makes the system call trap with up to three arguments. Other goroutines run while it
// blocks. Pointers are passed as uintptr(unsafe.Pointer(p)) in the call itself; what they point to
// stays where it is until the call returns.
//
//go:uintptrescapes
func Syscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err Errno) {
	return outcome(systemCall(trap, a1, a2, a3, 0, 0, 0))
}

// Syscall6 is Syscall with up to six arguments.
//
//go:uintptrescapes
func Syscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err Errno) {
	return outcome(systemCall(trap, a1, a2, a3, a4, a5, a6))
}

// RawSyscall is Syscall for calls that do not block: the goroutine keeps its processor.
//
//go:uintptrescapes
func RawSyscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err Errno) {
	return outcome(rawSystemCall(trap, a1, a2, a3, 0, 0, 0))
}

// RawSyscall6 is RawSyscall with up to six arguments.
//
//go:uintptrescapes
func RawSyscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err Errno) {
	return outcome(rawSystemCall(trap, a1, a2, a3, a4, a5, a6))
}
