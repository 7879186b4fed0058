// stdlib/syscall/syscall_native.c - texts of errors and signals, identity of the process,
// descriptors.
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "stdlib/syscall/fork_exec.h"
#include "vm/native.h"
#include "vm/native_runtime.h"

// Go writes what the C library says without the capital, but keeps abbreviations.
static void return_lowered(NativeCall *call, const char *text) {
    char copy[128];
    snprintf(copy, sizeof copy, "%s", text);
    if (isupper((unsigned char)copy[0]) && !isupper((unsigned char)copy[1])) {
        copy[0] = (char)tolower((unsigned char)copy[0]);
    }
    native_ret_string(call, 0, native_new_string(call, copy, strlen(copy)));
}

static void syscall_error_text(NativeCall *call) {
    int64_t number = native_arg_int(call, 0);
    const char *text = number > 0 && number < 134 ? strerrordesc_np((int)number) : NULL;
    char unknown[32];
    snprintf(unknown, sizeof unknown, "errno %lld", (long long)number);
    return_lowered(call, text ? text : unknown);
}

static void syscall_signal_text(NativeCall *call) {
    int64_t number = native_arg_int(call, 0);
    const char *text = number > 0 && number < 32 ? sigdescr_np((int)number) : NULL;
    char unknown[32];
    snprintf(unknown, sizeof unknown, "signal %lld", (long long)number);
    return_lowered(call, text ? text : unknown);
}

static void syscall_kill(NativeCall *call) {
    int failed = kill((pid_t)native_arg_int(call, 0), (int)native_arg_int(call, 1));
    native_ret_int(call, 0, failed ? errno : 0);
}

static void syscall_getpid(NativeCall *call) { native_ret_int(call, 0, getpid()); }
static void syscall_getppid(NativeCall *call) { native_ret_int(call, 0, getppid()); }
static void syscall_getuid(NativeCall *call) { native_ret_int(call, 0, getuid()); }
static void syscall_geteuid(NativeCall *call) { native_ret_int(call, 0, geteuid()); }
static void syscall_getgid(NativeCall *call) { native_ret_int(call, 0, getgid()); }
static void syscall_getegid(NativeCall *call) { native_ret_int(call, 0, getegid()); }

static void syscall_getenv(NativeCall *call) {
    GoString key = native_arg_string(call, 0);
    char *name = strndup(key.text ? key.text : "", (size_t)key.bytes);
    const char *value = name ? getenv(name) : NULL;
    GoString result = {NULL, 0};
    if (value) result = native_new_string(call, value, strlen(value));
    native_ret_string(call, 0, result);
    native_ret_bool(call, 2, value != NULL);
    free(name);
}

static void syscall_mkfifo(NativeCall *call) {
    GoString path = native_arg_string(call, 0);
    char *name = strndup(path.text ? path.text : "", (size_t)path.bytes);
    int failed = name ? mkfifo(name, (mode_t)native_arg_uint(call, 2)) : -1;
    native_ret_int(call, 0, failed ? errno : 0);
    free(name);
}

// func mmap(fd int, offset int64, length, prot, flags int) (address unsafe.Pointer, errno int)
static void syscall_mmap(NativeCall *call) {
    void *address = mmap(NULL, (size_t)native_arg_int(call, 2), (int)native_arg_int(call, 3),
                         (int)native_arg_int(call, 4), (int)native_arg_int(call, 0),
                         (off_t)native_arg_int(call, 1));
    bool failed = address == MAP_FAILED;
    native_ret_pointer(call, 0, failed ? NULL : address);
    native_ret_int(call, 1, failed ? errno : 0);
}

static void syscall_mprotect(NativeCall *call) {
    int failed = mprotect(native_arg_pointer(call, 0), (size_t)native_arg_int(call, 1),
                          (int)native_arg_int(call, 2));
    native_ret_int(call, 0, failed ? errno : 0);
}

// func open(path string, mode int, perm uint32) (fd, errno int)
static void syscall_open(NativeCall *call) {
    GoString path = native_arg_string(call, 0);
    char *name = strndup(path.text ? path.text : "", (size_t)path.bytes);
    int fd = name ? open(name, (int)native_arg_int(call, 2) | O_LARGEFILE,
                         (mode_t)native_arg_uint(call, 3))
                  : -1;
    int error = errno;
    free(name);
    native_ret_int(call, 0, fd);
    native_ret_int(call, 1, fd < 0 ? error : 0);
}

static void syscall_pipe(NativeCall *call) {
    int failed = pipe2(native_arg_pointer(call, 0), (int)native_arg_int(call, 1));
    native_ret_int(call, 0, failed ? errno : 0);
}

static void syscall_set_nonblock(NativeCall *call) {
    int fd = (int)native_arg_int(call, 0);
    int flags = fcntl(fd, F_GETFL);
    int wanted = native_arg_bool(call, 1) ? flags | O_NONBLOCK : flags & ~O_NONBLOCK;
    bool failed = flags < 0 || (wanted != flags && fcntl(fd, F_SETFL, wanted));
    native_ret_int(call, 0, failed ? errno : 0);
}

static void syscall_munmap(NativeCall *call) {
    int failed = munmap(native_arg_pointer(call, 0), (size_t)native_arg_int(call, 1));
    native_ret_int(call, 0, failed ? errno : 0);
}

static void syscall_getgroups(NativeCall *call) {
    _Static_assert(sizeof(gid_t) == sizeof(uint32_t), "getgroups fills a []uint32");
    GoSlice list = native_arg_slice(call, 0);
    int count = getgroups((int)list.count, list.items);
    native_ret_int(call, 0, count);
    native_ret_int(call, 1, count < 0 ? errno : 0);
}

static void return_count(NativeCall *call, ssize_t count) {
    int error = errno;
    native_ret_int(call, 0, count);
    native_ret_int(call, 1, count < 0 ? error : 0);
}

static void syscall_read(NativeCall *call) {
    GoSlice p = native_arg_slice(call, 1);
    return_count(call, read((int)native_arg_int(call, 0), p.items, (size_t)p.count));
}

static void syscall_write(NativeCall *call) {
    GoSlice p = native_arg_slice(call, 1);
    return_count(call, write((int)native_arg_int(call, 0), p.items, (size_t)p.count));
}

static void syscall_close(NativeCall *call) {
    int failed = close((int)native_arg_int(call, 0));
    native_ret_int(call, 0, failed ? errno : 0);
}

static void syscall_umask(NativeCall *call) {
    native_ret_int(call, 0, umask((mode_t)native_arg_uint(call, 0)));
}

static void syscall_system_call(NativeCall *call) {
    long arguments[7];
    for (int i = 0; i < 7; i++) arguments[i] = (long)native_arg_uint(call, i);
    long result = syscall(arguments[0], arguments[1], arguments[2], arguments[3], arguments[4],
                          arguments[5], arguments[6]);
    native_ret_uint(call, 0, (uint64_t)result);
    native_ret_int(call, 1, result == -1 ? errno : 0);
}

const NativeDef syscall_natives[] = {
    {"systemCall", syscall_system_call, NATIVE_BLOCKS},
    {"rawSystemCall", syscall_system_call, 0},
    {"errorText", syscall_error_text, 0},
    {"signalText", syscall_signal_text, 0},
    {"kill", syscall_kill, 0},
    {"getpid", syscall_getpid, 0},
    {"getppid", syscall_getppid, 0},
    {"getuid", syscall_getuid, 0},
    {"geteuid", syscall_geteuid, 0},
    {"getgid", syscall_getgid, 0},
    {"getegid", syscall_getegid, 0},
    {"forkExec", syscall_fork_exec, NATIVE_BLOCKS},
    {"execProgram", syscall_exec_program, 0},
    {"wait4", syscall_wait4, NATIVE_BLOCKS},
    {"waitReady", syscall_wait_ready, 0},
    {"pidfdOpen", syscall_pidfd_open, 0},
    {"exit", runtime_exit, 0},
    {"getenv", syscall_getenv, 0},
    {"mkfifo", syscall_mkfifo, 0},
    {"mmap", syscall_mmap, 0},
    {"munmap", syscall_munmap, 0},
    {"getgroups", syscall_getgroups, 0},
    {"descriptorRead", syscall_read, NATIVE_BLOCKS},
    {"descriptorWrite", syscall_write, NATIVE_BLOCKS},
    {"descriptorClose", syscall_close, 0},
    {"umask", syscall_umask, 0},
    {"open", syscall_open, NATIVE_BLOCKS},
    {"pipe", syscall_pipe, 0},
    {"setNonblock", syscall_set_nonblock, 0},
    {"mprotect", syscall_mprotect, 0},
    {NULL, NULL, 0},
};
