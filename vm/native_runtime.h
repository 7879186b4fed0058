// vm/native_runtime.h - natives of the standard library that need the run time itself.
//
// The rows of the packages' tables name them; the Go declarations beside the rows are their
// signatures. Natives of package runtime are runtime_*, those of sync sync_*, and so on.
#ifndef MOUND_VM_NATIVE_RUNTIME_H
#define MOUND_VM_NATIVE_RUNTIME_H

#include "vm/native.h"

// ---- runtime ------------------------------------------------------------------------------------
NativeFn runtime_gosched, runtime_goexit, runtime_begin_gc, runtime_wait_gc,
    runtime_num_goroutine, runtime_gomaxprocs,
    runtime_num_cpu, runtime_read_mem_stats, runtime_callers, runtime_pc_info, runtime_stack,
    runtime_set_finalizer, runtime_num_gc, runtime_nanotime, runtime_fastrand64, runtime_exit,
    runtime_fatal, runtime_lock_os_thread, runtime_unlock_os_thread, runtime_breakpoint;

// ---- runtime/debug ------------------------------------------------------------------------------
NativeFn debug_set_gc_percent, debug_set_memory_limit, debug_free_os_memory, debug_set_max_stack,
    debug_set_traceback,
    debug_read_gc_stats;

// ---- runtime: memory ----------------------------------------------------------------------------
NativeFn runtime_add_cleanup, runtime_stop_cleanup, runtime_run_finalizer, runtime_mem_profile,
    runtime_goroutine_profile, runtime_goroutine_leaks, runtime_wait_profile,
    runtime_set_block_rate, runtime_set_mutex_fraction;

// ---- runtime/pprof ------------------------------------------------------------------------------
NativeFn pprof_begin, pprof_add_type, pprof_set_default_type, pprof_set_times, pprof_add_sample,
    pprof_add_heap, pprof_end, pprof_start_cpu, pprof_stop_cpu, runtime_set_cpu_rate;

// ---- runtime/metrics ----------------------------------------------------------------------------
NativeFn metrics_read_times;

// ---- weak, arena --------------------------------------------------------------------------------
NativeFn weak_handle, weak_value, arena_describe, arena_new_chunk, arena_place, arena_release,
    arena_heapify;

// ---- sync ---------------------------------------------------------------------------------------
NativeFn sync_semacquire, sync_semacquire_mutex, sync_semacquire_rwmutex_r,
    sync_semacquire_rwmutex, sync_semrelease, sync_notify_list_add, sync_notify_list_wait,
    sync_notify_list_notify_all, sync_notify_list_notify_one, sync_proc_id, sync_register_pool;

// ---- time ---------------------------------------------------------------------------------------
NativeFn time_now, time_sleep, time_start_timer, time_stop_timer, time_reset_timer;

// ---- os -----------------------------------------------------------------------------------------
NativeFn os_runtime_args, os_poll_open, os_poll_check, os_poll_wait, os_poll_unblock, os_poll_close,
    os_poll_deadline, os_broken_pipe;

// As in Go the soft limit of open files is raised to the hard one, which only select(2) would mind;
// what the program starts gets it as it was. file_limit_restore makes one system call and writes
// nothing: for a child between vfork and exec.
void file_limit_raise(void);
void file_limit_restore(void);

// ---- os/signal ----------------------------------------------------------------------------------
NativeFn os_signal_enable, os_signal_disable, os_signal_ignore, os_signal_is_ignored,
    os_signal_file, os_signal_next;

// ---- reflect ------------------------------------------------------------------------------------
NativeFn reflect_map_len, reflect_map_access, reflect_map_assign, reflect_map_delete,
    reflect_map_clear, reflect_make_map, reflect_map_iter_init, reflect_map_iter_next,
    reflect_make_chan, reflect_chan_len, reflect_chan_cap, reflect_chan_send, reflect_chan_recv,
    reflect_chan_close, reflect_select, reflect_call, reflect_make_func;

#endif
