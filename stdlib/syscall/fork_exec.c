// stdlib/syscall/fork_exec.c - see fork_exec.h.
//
// The child shares our memory until it has become another program (vfork), so it only makes system
// calls, and tells what failed by writing to a variable of ours.
#include "stdlib/syscall/fork_exec.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vm/native_runtime.h"

// What processOptions in exec.go lays out.
typedef struct Options {
    int64_t setsid, setpgid, pgid, ctty, foreground, uid, gid, group_count, death_signal;
} Options;

typedef struct Child {
    char *path, *dir, *chroot;
    char **argv, **env;
    int *fds;                 // what becomes descriptor 0, 1, ...
    int fd_count;
    const Options *options;
    const gid_t *groups;
    int report;               // a pipe, for why it could not start
} Child;

// ---- arguments as C wants them ------------------------------------------------------------------
static char *text_copy(GoString text) {
    char *copy = malloc((size_t)text.bytes + 1);
    if (copy == NULL) return NULL;
    if (text.bytes) memcpy(copy, text.text, (size_t)text.bytes);
    copy[text.bytes] = 0;
    return copy;
}

static void list_free(char **list) {
    for (char **item = list; item && *item; item++) free(*item);
    free(list);
}

static char **list_copy(GoSlice texts) {
    char **list = calloc((size_t)texts.count + 1, sizeof *list);
    const GoString *items = texts.items;
    for (int64_t i = 0; list && i < texts.count; i++) {
        list[i] = text_copy(items[i]);
        if (list[i]) continue;
        list_free(list);
        return NULL;
    }
    return list;
}

static bool child_make(Child *child, const NativeCall *call) {
    GoSlice files = native_arg_slice(call, 12);
    const uint64_t *numbers = files.items;
    child->path = text_copy(native_arg_string(call, 0));
    child->argv = list_copy(native_arg_slice(call, 2));
    child->env = list_copy(native_arg_slice(call, 5));
    child->dir = text_copy(native_arg_string(call, 8));
    child->chroot = text_copy(native_arg_string(call, 10));
    child->fd_count = (int)files.count;
    child->fds = malloc(((size_t)files.count + 1) * sizeof *child->fds);
    for (int i = 0; child->fds && i < child->fd_count; i++) child->fds[i] = (int)numbers[i];
    child->options = native_arg_slice(call, 15).items;
    child->groups = native_arg_slice(call, 18).items;
    return child->path && child->argv && child->env && child->dir && child->chroot && child->fds;
}

static void child_free(Child *child) {
    free(child->path);
    free(child->dir);
    free(child->chroot);
    free(child->fds);
    list_free(child->argv);
    list_free(child->env);
}

// ---- in the child -------------------------------------------------------------------------------
static bool set_identity(const Child *child) {
    const Options *o = child->options;
    if (o->setsid && setsid() < 0) return false;
    if (o->setpgid && setpgid(0, (pid_t)o->pgid) < 0) return false;
    if (o->foreground) {
        pid_t group = o->pgid ? (pid_t)o->pgid : getpid();
        if (ioctl((int)o->ctty, TIOCSPGRP, &group) < 0) return false;
    }
    if (*child->chroot && chroot(child->chroot) < 0) return false;
    // The kernel's calls: those of the C library would change all threads.
    if (o->group_count >= 0 &&
        syscall(SYS_setgroups, (size_t)o->group_count, child->groups) < 0)
        return false;
    if (o->gid >= 0 && syscall(SYS_setgid, (gid_t)o->gid) < 0) return false;
    if (o->uid >= 0 && syscall(SYS_setuid, (uid_t)o->uid) < 0) return false;
    if (*child->dir && chdir(child->dir) < 0) return false;
    return !o->death_signal || prctl(PR_SET_PDEATHSIG, (int)o->death_signal) == 0;
}

// Descriptors that would be overwritten before they are used are moved out of the way first.
static bool set_descriptors(const Child *child) {
    for (int i = 0; i < child->fd_count; i++) {
        if (child->fds[i] < 0 || child->fds[i] >= i) continue;
        child->fds[i] = fcntl(child->fds[i], F_DUPFD_CLOEXEC, child->fd_count);
        if (child->fds[i] < 0) return false;
    }
    for (int i = 0; i < child->fd_count; i++) {
        if (child->fds[i] < 0) close(i);
        else if (child->fds[i] == i && fcntl(i, F_SETFD, 0) < 0) return false;
        else if (child->fds[i] != i && dup2(child->fds[i], i) < 0) return false;
    }
    for (int i = child->fd_count; i < 3; i++) close(i);
    const Options *o = child->options;
    return o->ctty < 0 || o->foreground || ioctl((int)o->ctty, TIOCSCTTY, 1) == 0;
}

static void become(Child *child) {
    // Handlers of ours must not run any more; the new program starts with nothing blocked.
    for (int number = 1; number < NSIG; number++) {
        struct sigaction action;
        if (sigaction(number, NULL, &action) < 0 || action.sa_handler == SIG_IGN) continue;
        if (action.sa_handler != SIG_DFL) signal(number, SIG_DFL);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (set_identity(child) && set_descriptors(child)) {
        file_limit_restore();
        execve(child->path, child->argv, child->env);
    }
    int error = errno;
    if (write(child->report, &error, sizeof error) < 0) _exit(254);
    _exit(253);
}

__attribute__((noinline)) static pid_t start(Child *child) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t pid = vfork();
    if (pid == 0) become(child);
    int error = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return pid;
}

// Starts the child and hears from it why it cannot become another program: through a pipe, as
// ThreadSanitizer makes a fork of vfork. The other program has no end of it. Returns an error or 0.
static int start_and_listen(Child *child, pid_t *pid) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0) return errno;
    // Beyond the descriptors that the other program gets.
    child->report = fcntl(ends[1], F_DUPFD_CLOEXEC, child->fd_count < 3 ? 3 : child->fd_count);
    int error = child->report < 0 ? errno : 0;
    close(ends[1]);
    if (!error && (*pid = start(child)) < 0) error = errno;
    if (child->report >= 0) close(child->report);
    while (!error && read(ends[0], &error, sizeof error) < 0 && errno == EINTR) {}
    close(ends[0]);
    return error;
}

// ---- natives ------------------------------------------------------------------------------------
// func forkExec(path string, argv, env []string, dir, chroot string, files []uintptr,
//               options []int, groups []uint32) (pid, errno int)
void syscall_fork_exec(NativeCall *call) {
    Child child = {0};
    pid_t pid = 0;
    int error = child_make(&child, call) ? start_and_listen(&child, &pid) : ENOMEM;
    child_free(&child);
    if (error && pid > 0) {
        while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {}
    }
    native_ret_int(call, 0, error ? 0 : pid);
    native_ret_int(call, 1, error);
}

// func execProgram(path string, argv, env []string) (errno int)
void syscall_exec_program(NativeCall *call) {
    char *path = text_copy(native_arg_string(call, 0));
    char **argv = list_copy(native_arg_slice(call, 2));
    char **env = list_copy(native_arg_slice(call, 5));
    int error = ENOMEM;
    if (path && argv && env) {
        sigset_t none, before;
        sigemptyset(&none);
        pthread_sigmask(SIG_SETMASK, &none, &before);
        file_limit_restore();
        execve(path, argv, env);
        error = errno;
        file_limit_raise();
        pthread_sigmask(SIG_SETMASK, &before, NULL);
    }
    free(path);
    list_free(argv);
    list_free(env);
    native_ret_int(call, 0, error);
}

// func wait4(pid int, status *WaitStatus, options int, rusage *Rusage) (wpid, errno int)
void syscall_wait4(NativeCall *call) {
    int status = 0;
    struct rusage usage;
    uint32_t *status_out = native_arg_pointer(call, 1);
    struct rusage *usage_out = native_arg_pointer(call, 3);
    pid_t pid = wait4((pid_t)native_arg_int(call, 0), &status, (int)native_arg_int(call, 2),
                      &usage);
    int error = pid < 0 ? errno : 0;
    if (pid > 0 && status_out) *status_out = (uint32_t)status;
    if (pid > 0 && usage_out) *usage_out = usage;
    native_ret_int(call, 0, pid);
    native_ret_int(call, 1, error);
}

// func waitReady(pid int) (ready, errno int)
void syscall_wait_ready(NativeCall *call) {
    siginfo_t info = {0};
    int failed = waitid(P_PID, (id_t)native_arg_int(call, 0), &info, WEXITED | WNOWAIT | WNOHANG);
    native_ret_int(call, 0, failed ? 0 : info.si_pid);
    native_ret_int(call, 1, failed ? errno : 0);
}

// func pidfdOpen(pid int) (fd, errno int)
void syscall_pidfd_open(NativeCall *call) {
    long fd = syscall(SYS_pidfd_open, (pid_t)native_arg_int(call, 0), 0);
    native_ret_int(call, 0, fd);
    native_ret_int(call, 1, fd < 0 ? errno : 0);
}
