#include <time.h>

#include "base/os.h"
#include "gc/barrier.h"
#include "gc/gc_int.h"

Gc gc;
_Atomic int gc_phase;

static uint64_t unix_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

// ---- A world that needs no stopping, until gc_set_world
// ------------------------------------------

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

void gc_init(void (*out_of_memory)(size_t bytes, uint64_t bytes_in_use, bool limited)) {
    HeapHooks hooks = {gc_request, out_of_memory};
    debug_init();
    heap_init(&hooks);
    gc.world = (GcWorld){nothing, nothing, nothing, one, NULL};
    gc.trace = debug_godebug("gctrace", 0) > 0;
    gc.process_start_ns = os_monotonic_ns();
    gc.last_end_ns = gc.process_start_ns;
    finalize_init();
    pace_init();
}

void gc_on_cycle(GcMoment moment, void (*hook)(void *arg), void *arg) {
    FATAL_IF(gc.cycle_hook_count == CYCLE_HOOKS_MAX, "too many cycle hooks");
    gc.cycle_hooks[gc.cycle_hook_count].moment = moment;
    gc.cycle_hooks[gc.cycle_hook_count].hook = hook;
    gc.cycle_hooks[gc.cycle_hook_count++].arg = arg;
}

static void run_hooks(GcMoment moment) {
    for (uint32_t i = 0; i < gc.cycle_hook_count; i++)
        if (gc.cycle_hooks[i].moment == moment) gc.cycle_hooks[i].hook(gc.cycle_hooks[i].arg);
}

// ---- The parts of a cycle; the world is stopped around the first and the last
// --------------------

// IDLE or SWEEP -> MARK.
void cycle_start(CycleRecord *cycle, Marker *marker) {
    cycle->start_ns = os_monotonic_ns();
    cycle->live_before = heap_live_bytes();
    cycle->goal = pace_goal();
    while (heap_sweep_one()) {}
    if (debug_flags.gcvalidate) heap_validate();
    run_hooks(GC_AT_START);
    heap_begin_mark();
    marker_init(marker);
    barrier_start();
    atomic_store(&gc_phase, GC_MARK);
    cycle->mark_ns = os_monotonic_ns();
}

// MARK -> TERMINATE -> SWEEP: what the barriers left is marked, and the rest is garbage.
void cycle_finish(CycleRecord *cycle, Marker *marker) {
    barrier_flush();
    mark_drain(marker);
    cycle->terminate_ns = os_monotonic_ns();
    cycle->live_marking = heap_live_bytes();
    atomic_store(&gc_phase, GC_TERMINATE);
    cycle->marked_bytes = marker->marked_bytes + barrier_stop();
    cycle->stack_bytes = marker->root_bytes[ROOT_STACKS];
    cycle->global_bytes = marker->root_bytes[ROOT_GLOBALS];
    marker_finish(marker);
    if (debug_flags.gcverify) gc_verify_mark(cycle->marked_bytes + heap_born_marked_bytes());
    heap_end_mark(cycle->marked_bytes);
    cycle->marked_bytes = heap_live_bytes();
    run_hooks(GC_AT_END);
    atomic_store(&gc_phase, GC_SWEEP);
    pace_after_cycle(cycle);
    cycle->end_ns = os_monotonic_ns();
}

void gc_read_times(GcTimes *times) {
    *times = gc.times;
}

// Keeps the numbers of a finished cycle.
static void record_cycle(const CycleRecord *cycle) {
    uint64_t pause = cycle->end_ns - cycle->start_ns;
    uint32_t at = gc.cycle_count % MEM_STATS_PAUSES;
    gc.pause_ns[at] = pause;
    gc.pause_end_unix_ns[at] = gc.last_end_unix_ns = unix_ns();
    gc.pause_total_ns += pause;
    gc.cpu_ns += pause;
    gc.times.cycles++;
    gc.times.pause_ns += pause;
    if (pause > gc.times.pause_longest_ns) gc.times.pause_longest_ns = pause;
    gc.times.mark_ns += cycle->terminate_ns - cycle->mark_ns;
    gc.times.background_ns += cycle->terminate_ns - cycle->mark_ns;
    gc.last_end_ns = cycle->end_ns;
    gc.cycle_count++;
    if (cycle->forced) gc.forced_count++;
    if (gc.trace) gc_trace_cycle(cycle);
}

// Runs a cycle with the world stopped from beginning to end.
static void run_stopped(bool forced) {
    CycleRecord cycle = {.forced = forced};
    Marker marker;
    atomic_store(&gc.requested, 0);
    cycle_start(&cycle, &marker);
    roots_mark(&marker);
    mark_drain(&marker);
    cycle_finish(&cycle, &marker);
    if (debug_flags.gcvalidate) heap_validate();
    record_cycle(&cycle);
    if (heap_limit_was_passed()) {
        while (heap_sweep_one()) {}
        heap_check_limit();
    }
}

// ---- Requests -----------------------------------------------------------------------------------

void gc_request(bool forced) {
    uint32_t wanted = forced ? REQUEST_FORCED : REQUEST_IF_DUE;
    uint32_t now = atomic_load_explicit(&gc.requested, memory_order_relaxed);
    if (now >= wanted) return;
    atomic_store(&gc.requested, wanted);
    gc.world.poll(gc.world.arg);
}

bool gc_is_requested(void) {
    return atomic_load_explicit(&gc.requested, memory_order_relaxed) != 0;
}

void gc_run_requested(void) {
    if (!gc_is_requested()) return;
    gc.world.stop(gc.world.arg);
    // Another processor may have collected while this one waited for the world to stop.
    if (gc_is_requested()) run_stopped(false);
    gc.world.start(gc.world.arg);
}

void gc_run_forced(void) {
    gc.world.stop(gc.world.arg);
    run_stopped(true);
    while (heap_sweep_one()) {}
    atomic_store(&gc_phase, GC_IDLE);
    gc.world.start(gc.world.arg);
}

void gc_free_os_memory(void) {
    gc_run_forced();
    heap_scavenge(UINT64_MAX);
}

bool gc_sweep_some(uint32_t spans) {
    for (uint32_t i = 0; i < spans; i++)
        if (!heap_sweep_one()) return false;
    return true;
}

uint32_t gc_cycle_count(void) {
    return gc.cycle_count;
}

uint64_t gc_last_end_ns(void) {
    return gc.last_end_ns;
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
    stats->gc_cpu_fraction = total == 0 ? 0 : (double)gc.cpu_ns / (double)total;
    stats->enable_gc = true;
    stats->debug_gc = false;
}
