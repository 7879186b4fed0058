// stdlib/syscall/syscall_native.c - texts of errors and signals, identity of the process.
#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

const NativeDef syscall_natives[] = {
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
    {NULL, NULL, 0},
};
