// stdlib/syscall/fork_exec.h - starting processes and waiting for them; natives of package syscall.
#ifndef MOUND_STDLIB_SYSCALL_FORK_EXEC_H
#define MOUND_STDLIB_SYSCALL_FORK_EXEC_H

#include "vm/native.h"

NativeFn syscall_fork_exec, syscall_exec_program, syscall_wait4, syscall_wait_ready,
    syscall_pidfd_open;

#endif
