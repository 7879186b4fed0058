// stdlib/runtime/runtime_native.c - the rows of package runtime; the bodies are the run time's own.
#include <stdlib.h>

#include "vm/native.h"
#include "vm/native_runtime.h"

static void runtime_goroot(NativeCall *call) {
    const char *root = getenv("GOROOT");
    GoString result = {NULL, 0};
    if (root) result = native_new_string(call, root, strlen(root));
    native_ret_string(call, 0, result);
}

const NativeDef runtime_natives[] = {
    {"Gosched", runtime_gosched, 0},
    {"Goexit", runtime_goexit, 0},
    {"beginGC", runtime_begin_gc, 0},
    {"waitGC", runtime_wait_gc, 0},
    {"NumGoroutine", runtime_num_goroutine, 0},
    {"GOMAXPROCS", runtime_gomaxprocs, 0},
    {"LockOSThread", runtime_lock_os_thread, 0},
    {"UnlockOSThread", runtime_unlock_os_thread, 0},
    {"NumCPU", runtime_num_cpu, 0},
    {"ReadMemStats", runtime_read_mem_stats, 0},
    {"Callers", runtime_callers, 0},
    {"pcInfo", runtime_pc_info, 0},
    {"Stack", runtime_stack, 0},
    {"SetFinalizer", runtime_set_finalizer, 0},
    {"memProfile", runtime_mem_profile, 0},
    {"goroutineProfile", runtime_goroutine_profile, 0},
    {"waitProfile", runtime_wait_profile, 0},
    {"setBlockRate", runtime_set_block_rate, 0},
    {"SetCPUProfileRate", runtime_set_cpu_rate, 0},
    {"setMutexFraction", runtime_set_mutex_fraction, 0},
    {"runFinalizer", runtime_run_finalizer, 0},
    {"addCleanup", runtime_add_cleanup, 0},
    {"stopCleanup", runtime_stop_cleanup, 0},
    {"Breakpoint", runtime_breakpoint, 0},
    {"goroot", runtime_goroot, 0},
    {NULL, NULL, 0},
};
