// vm/runtime_mem.c - the collector as programs see it: runtime.GC, MemStats, runtime/debug.
#include "vm/native_runtime.h"
#include "vm/vm_int.h"

// ---- runtime.GC ---------------------------------------------------------------------------------
// Goroutines that wait for a cycle to end, by sched_link.
static Lock waiting_lock;
static Goroutine *waiting;

void runtime_cycle_done(Processor *p) {
    lock_acquire(&waiting_lock);
    Goroutine *g = waiting;
    waiting = NULL;
    lock_release(&waiting_lock);
    while (g != NULL) {
        Goroutine *next = g->sched_link;
        g->sched_link = NULL;
        sched_ready(p, g);
        g = next;
    }
}

// func beginGC() (ticket uint32)
void runtime_begin_gc(NativeCall *call) { native_ret_uint(call, 0, gc_begin_forced()); }

// func waitGC(ticket uint32) bool: whether that cycle is over; if not, waits until one is.
void runtime_wait_gc(NativeCall *call) {
    uint32_t ticket = (uint32_t)native_arg_uint(call, 0);
    native_ret_bool(call, 0, false);
    if (gc_cycle_is_over(ticket)) {
        native_ret_bool(call, 0, true);
        return;
    }
    lock_acquire(&waiting_lock);
    if (gc_is_waiting(ticket)) {
        call->g->sched_link = waiting;
        waiting = call->g;
        sched_park(call->p, call->g, WAIT_GC);
        call->status = NATIVE_PARKED;
    }
    lock_release(&waiting_lock);
}

void runtime_num_gc(NativeCall *call) { native_ret_uint(call, 0, gc_cycle_count()); }

void runtime_read_mem_stats(NativeCall *call) {
    MemStats *stats = native_arg_pointer(call, 0);
    if (stats == NULL) {
        vm_fail_nil(call->p);
        call->status = NATIVE_PANIC;
        return;
    }
    sched_stop_world(call->p);
    gc_read_stats(stats);
    sched_start_world(call->p);
}

void debug_set_gc_percent(NativeCall *call) {
    sched_stop_world(call->p);
    native_ret_int(call, 0, gc_set_percent((int32_t)native_arg_int(call, 0)));
    sched_start_world(call->p);
}

void debug_set_memory_limit(NativeCall *call) {
    sched_stop_world(call->p);
    native_ret_int(call, 0, gc_set_memory_limit(native_arg_int(call, 0)));
    sched_start_world(call->p);
}

void debug_free_os_memory(NativeCall *call) {
    (void)call;
    gc_release_memory();
}

// Pauses, newest first, then when they ended, then LastGC, NumGC, PauseTotal; returns the count.
void debug_read_gc_stats(NativeCall *call) {
    GoSlice out = native_arg_slice(call, 0);
    uint64_t *words = out.items;
    MemStats stats;
    sched_stop_world(call->p);
    gc_read_stats(&stats);
    sched_start_world(call->p);
    uint32_t count = stats.num_gc < MEM_STATS_PAUSES ? stats.num_gc : MEM_STATS_PAUSES;
    if (out.count < 2 * (int64_t)count + 3) count = 0;
    if (out.count < 3) {
        native_ret_int(call, 0, 0);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = (stats.num_gc - 1 - i) % MEM_STATS_PAUSES;
        words[i] = stats.pause_ns[at];
        words[count + i] = stats.pause_end[at];
    }
    words[2 * count] = stats.last_gc;
    words[2 * count + 1] = stats.num_gc;
    words[2 * count + 2] = stats.pause_total_ns;
    native_ret_int(call, 0, 2 * (int64_t)count + 3);
}
