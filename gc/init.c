// gc/init.c - setting the collector up, and what it tells of itself.
#include <malloc.h>

#include "base/os.h"
#include "gc/gc_int.h"
#include "heap/own_code.h"

// ---- A world that needs no stopping, until gc_set_world -----------------------------------------

static void nothing(void *arg) {
    (void)arg;
}

static uint32_t one(void *arg) {
    (void)arg;
    return 1;
}

void gc_set_world(const GcWorld *world) {
    gc.world = *world;
}

static void short_of_pages(void) {
    gc.world.short_of_pages(gc.world.arg);
}

void gc_init(void (*out_of_memory)(size_t bytes, uint64_t bytes_in_use, bool limited)) {
    HeapHooks hooks = {gc_request, work_charge, out_of_memory, short_of_pages};
    debug_init();
    heap_init(&hooks);
    gc.world = (GcWorld){.stop = nothing, .start = nothing, .poll = nothing,
                         .short_of_pages = nothing, .wake_idle = nothing, .cycle_done = nothing,
                         .processor_count = one};
    gc.trace = debug_godebug("gctrace", 0) > 0;
    gc.process_start_ns = os_monotonic_ns();
    gc.last_end_ns = gc.process_start_ns;
    barrier_init();
    finalize_init();
    settings_init();
}

void gc_on_cycle(GcMoment moment, void (*hook)(void *arg), void *arg) {
    lock_acquire(&gc.lock);
    uint32_t at = gc.cycle_hook_count;
    FATAL_IF(at == CYCLE_HOOKS_MAX, "too many cycle hooks");
    gc.cycle_hooks[at].moment = moment;
    gc.cycle_hooks[at].hook = hook;
    gc.cycle_hooks[at].arg = arg;
    atomic_store(&gc.cycle_hook_count, at + 1);
    lock_release(&gc.lock);
}

// ---- Numbers ------------------------------------------------------------------------------------

uint32_t gc_cycle_count(void) {
    return atomic_load(&gc.cycle_count);
}

uint64_t gc_period_ns(void) {
    return (uint64_t)debug_flags.gcperiod * 1000000;
}

bool gc_is_overdue(void) {
    if (gc_cycle_count() == 0 || settings_percent() < 0) return false;
    return os_monotonic_ns() - gc.last_end_ns > gc_period_ns();
}

void gc_release_memory(void) {
    heap_scavenge(UINT64_MAX);
    heap_release_records();
    mark_queue_release();
    malloc_trim(0);
    own_code_release();
}

void gc_read_stats(MemStats *stats) {
    heap_read_stats(stats);
    stats->next_gc = pace_goal();
    stats->last_gc = gc.last_end_unix_ns;
    stats->pause_total_ns = gc.pause_total_ns;
    memcpy(stats->pause_ns, gc.pause_ns, sizeof stats->pause_ns);
    memcpy(stats->pause_end, gc.pause_end_unix_ns, sizeof stats->pause_end);
    stats->num_gc = gc.cycle_count;
    stats->num_forced_gc = gc.forced_count;
    uint64_t total = (os_monotonic_ns() - gc.process_start_ns) *
                     gc.world.processor_count(gc.world.arg);
    stats->gc_cpu_fraction = total == 0 ? 0 : (double)atomic_load(&gc.cpu_ns) / (double)total;
    stats->enable_gc = true;
    stats->debug_gc = false;
}
