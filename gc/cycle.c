#include <sched.h>
#include <time.h>

#include "base/os.h"
#include "gc/barrier.h"
#include "gc/gc_int.h"
#include "heap/own_code.h"

Gc gc;
_Atomic int gc_phase;
_Atomic uint32_t gc_epoch;

// How long the last stop may mark what the barriers had not handed over yet. If there is more, the
// world goes on: marking was not over.
static const uint64_t TERMINATE_BUDGET_NS = 100 * 1000;

static uint64_t unix_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static void run_hooks(GcMoment moment) {
    for (uint32_t i = 0; i < gc.cycle_hook_count; i++)
        if (gc.cycle_hooks[i].moment == moment) gc.cycle_hooks[i].hook(gc.cycle_hooks[i].arg);
}

static void sweep_rest(void) {
    while (heap_sweep_one()) {}
}

static void finish_sweep(void) {
    sweep_rest();
    // What is left is in the hands of others.
    while (!heap_sweep_is_done()) sched_yield();
}

// ---- The parts of a cycle, with the world stopped -----------------------------------------------

static void reset_marker(Marker *marker, void *arg) {
    (void)arg;
    marker_init(marker);
}

// IDLE or SWEEP -> MARK.
void cycle_begin(CycleRecord *cycle) {
    atomic_fetch_and(&gc.requested, ~(uint32_t)(REQUEST_IF_DUE | REQUEST_FORCED));
    if (gc.cycle_count + 1 == gc.forced_ticket) cycle->forced = true;
    cycle->live_before = heap_live_bytes();
    cycle->goal = pace_goal();
    finish_sweep();
    if (debug_flags.gcvalidate) heap_validate();
    run_hooks(GC_AT_START);
    heap_begin_mark();
    roots_begin();
    work_begin();
    workers_begin();
    pace_begin(cycle);
    marker_init(&gc.marker);
    workers_each(reset_marker, NULL);
    for (GcLocal *local = gc.locals; local != NULL; local = local->next) {
        marker_init(&local->marker);
        local->debt = 0;
    }
    atomic_fetch_add(&gc_epoch, 1);
    atomic_store(&gc_barrier_on, 1);
    atomic_store(&gc_phase, GC_MARK);
}

static void share_marker(Marker *marker, void *arg) {
    (void)arg;
    marker_share(marker);
}

bool cycle_drain(uint64_t budget_ns) {
    uint64_t start = os_monotonic_ns();
    for (GcLocal *local = gc.locals; local != NULL; local = local->next) {
        barrier_flush(local);
        marker_share(&local->marker);
    }
    workers_each(share_marker, NULL);
    while (mark_some(&gc.marker, 4096, NULL)) {
        if (budget_ns == 0 || os_monotonic_ns() - start < budget_ns) continue;
        marker_share(&gc.marker);
        return mark_queue_is_empty();
    }
    marker_share(&gc.marker);
    return true;
}

static void add_marker(Marker *marker, void *arg) {
    CycleRecord *cycle = arg;
    cycle->marked_bytes += marker->marked_bytes;
    cycle->stack_bytes += marker->root_bytes[ROOT_STACKS];
    cycle->global_bytes += marker->root_bytes[ROOT_GLOBALS];
}

void gc_read_times(GcTimes *times) {
    *times = gc.times;
    times->scavenge_ns = atomic_load(&gc.scavenge_ns);
    times->limited_cycle = atomic_load(&gc.limited_cycle);
    times->start_ns = gc.process_start_ns;
}

static void count_pause(uint64_t ns) {
    gc.times.pause_counts[ns == 0 ? 0 : 64 - __builtin_clzll(ns | 1)]++;
}

// Keeps the numbers of a finished cycle.
static void record_cycle(const CycleRecord *cycle) {
    uint64_t pause = cycle->end_ns - cycle->start_ns;
    if (cycle->concurrent) {
        pause -= cycle->terminate_ns - cycle->mark_ns;
        pause += cycle->retry_ns;
    }
    uint32_t at = gc.cycle_count % MEM_STATS_PAUSES;
    gc.pause_ns[at] = pause;
    gc.pause_end_unix_ns[at] = gc.last_end_unix_ns = unix_ns();
    gc.pause_total_ns += pause;
    uint64_t stopped = cycle->concurrent ? gc.world.processor_count(gc.world.arg) : 1;
    atomic_fetch_add(&gc.cpu_ns, pause * stopped);
    gc.times.cycles++;
    gc.times.pause_ns += pause;
    if (pause > gc.times.pause_longest_ns) gc.times.pause_longest_ns = pause;
    gc.times.mark_ns += cycle->terminate_ns - cycle->mark_ns;
    gc.times.assist_ns += cycle->assist_ns;
    gc.times.idle_ns += cycle->idle_ns;
    gc.times.background_ns += cycle->concurrent ? cycle->background_ns
                                                : cycle->terminate_ns - cycle->mark_ns;
    if (cycle->concurrent) {
        count_pause(cycle->mark_ns - cycle->start_ns);
        count_pause(cycle->end_ns - cycle->terminate_ns);
    } else {
        count_pause(pause);
    }
    gc.times.live_bytes = cycle->marked_bytes;
    gc.times.stack_bytes = cycle->stack_bytes;
    gc.times.global_bytes = cycle->global_bytes;
    gc.last_end_ns = cycle->end_ns;
    if (cycle->forced) gc.forced_count++;
    atomic_fetch_add(&gc.cycle_count, 1);
    history_add(cycle);
    if (gc.trace) gc_trace_cycle(cycle);
}

// MARK -> TERMINATE -> SWEEP: everything is marked, and the rest is garbage.
void cycle_end(CycleRecord *cycle) {
    cycle->live_marking = heap_live_bytes();
    atomic_store(&gc_phase, GC_TERMINATE);
    atomic_store(&gc_barrier_on, 0);
    add_marker(&gc.marker, cycle);
    workers_each(add_marker, cycle);
    for (GcLocal *local = gc.locals; local != NULL; local = local->next)
        add_marker(&local->marker, cycle);
    uint64_t born = heap_mark_born();
    cycle->work = work_done();
    cycle->assist_ns = work_assist_ns();
    cycle->idle_ns = work_idle_ns();
    cycle->background_ns = workers_ns();
    if (debug_flags.gcverify) gc_verify_mark(cycle->marked_bytes + born);
    heap_end_mark(cycle->marked_bytes);
    cycle->marked_bytes = heap_live_bytes();
    run_hooks(GC_AT_END);
    atomic_store(&gc_phase, GC_SWEEP);
    cycle->end_ns = os_monotonic_ns();
    pace_end(cycle);
    record_cycle(cycle);
    if (debug_flags.gcvalidate) heap_validate();
}

// ---- A cycle with the world stopped from beginning to end ---------------------------------------

// Ends the cycle that runs beside the program, all at once.
static void finish_stopped(void) {
    gc.cycle.terminate_ns = os_monotonic_ns();
    roots_mark(&gc.marker);
    cycle_drain(0);
    cycle_end(&gc.cycle);
}

void cycle_settle(void) {
    if (gc_in_phase(GC_MARK)) finish_stopped();
    finish_sweep();
}

static void run_stopped(bool forced, uint64_t start_ns) {
    if (gc_in_phase(GC_MARK)) finish_stopped();
    gc.cycle = (CycleRecord){.forced = forced, .start_ns = start_ns};
    cycle_begin(&gc.cycle);
    gc.cycle.mark_ns = os_monotonic_ns();
    roots_mark(&gc.marker);
    cycle_drain(0);
    gc.cycle.terminate_ns = os_monotonic_ns();
    cycle_end(&gc.cycle);
}

// The heap's hard limit was passed: whether that is still so shows when all is swept.
static void check_limit(void) {
    if (!heap_limit_was_passed()) return;
    finish_sweep();
    heap_check_limit();
}

void gc_run_forced(void) {
    uint64_t start_ns = os_monotonic_ns();
    gc.world.stop(gc.world.arg);
    run_stopped(true, start_ns);
    finish_sweep();
    check_limit();
    gc.world.start(gc.world.arg);
    gc.world.cycle_done(gc.world.arg);
    run_hooks(GC_AFTER);
}

// ---- A cycle beside the program -----------------------------------------------------------------

bool gc_is_concurrent(void) {
    return gc.world.concurrent && !debug_flags.gcstw;
}

static bool is_wanted(void) {
    uint32_t requested = atomic_load(&gc.requested);
    return requested & (REQUEST_IF_DUE | REQUEST_FORCED);
}

// [forced]: until [target] cycles have ended.
static void start_cycle(bool forced, uint32_t target) {
    own_code_rest();
    workers_prepare();
    sweep_rest();
    uint64_t start_ns = os_monotonic_ns();
    gc.world.stop(gc.world.arg);
    // Another processor may have begun while this one waited for the world to stop, and even ended.
    bool awaited = (int32_t)(gc.cycle_count - target) < 0;
    bool begin = !gc_in_phase(GC_MARK) && (forced ? awaited : is_wanted());
    if (begin) {
        gc.cycle = (CycleRecord){.forced = forced, .concurrent = true, .start_ns = start_ns};
        cycle_begin(&gc.cycle);
        gc.cycle.mark_ns = os_monotonic_ns();
    }
    gc.world.start(gc.world.arg);
    if (begin) workers_wake();
}

static void start_wanted(void) {
    start_cycle(false, 0);
}

// Marking seems to be over: stops the world to see whether it is.
static void try_to_end(void) {
    uint64_t start_ns = os_monotonic_ns();
    gc.world.stop(gc.world.arg);
    bool ended = false;
    if (gc_in_phase(GC_MARK)) {
        ended = roots_are_done() && cycle_drain(TERMINATE_BUDGET_NS);
        if (ended) {
            gc.cycle.terminate_ns = start_ns;
            cycle_end(&gc.cycle);
            atomic_fetch_and(&gc.requested, ~(uint32_t)(REQUEST_TERMINATE | REQUEST_IF_DUE));
        } else {
            gc.cycle.retry_ns += os_monotonic_ns() - start_ns;
        }
    }
    gc.world.start(gc.world.arg);
    work_wake();
    if (!ended) return;
    gc.world.cycle_done(gc.world.arg);
    run_hooks(GC_AFTER);
    check_limit();
}

// All processors see a request: the first does what is to be done, lest the world be stopped twice.
static void in_turn(void (*turn)(void)) {
    if (atomic_exchange(&gc.is_turning, true)) return;
    turn();
    atomic_store(&gc.is_turning, false);
    // What was asked for meanwhile.
    if (gc_is_requested()) gc.world.poll(gc.world.arg);
}

// ---- Requests -----------------------------------------------------------------------------------

static void request(uint32_t wanted) {
    atomic_fetch_or(&gc.requested, wanted);
    gc.world.poll(gc.world.arg);
}

void gc_request(bool forced) {
    // Nothing is gained by another cycle of the usual kind while one runs.
    if (!forced && gc_in_phase(GC_MARK)) return;
    uint32_t wanted = forced ? REQUEST_FORCED : REQUEST_IF_DUE;
    if (!(atomic_load_explicit(&gc.requested, memory_order_relaxed) & wanted)) request(wanted);
}

// Asked for again and again until somebody comes: a processor may have gone idle just then.
void gc_request_end(void) {
    request(REQUEST_TERMINATE);
}

bool gc_is_requested(void) {
    uint32_t requested = atomic_load_explicit(&gc.requested, memory_order_relaxed);
    return gc_in_phase(GC_MARK) ? requested & REQUEST_TERMINATE : requested != 0;
}

void gc_run_requested(void) {
    if (gc_here != NULL && gc_in_phase(GC_MARK)) barrier_flush(gc_here);
    if (!gc_is_requested()) return;
    if (gc_in_phase(GC_MARK)) {
        atomic_fetch_and(&gc.requested, ~(uint32_t)REQUEST_TERMINATE);
        if (work_is_over()) in_turn(try_to_end);
        return;
    }
    if (!is_wanted()) {
        atomic_fetch_and(&gc.requested, ~(uint32_t)REQUEST_TERMINATE);
        return;
    }
    if (gc_is_concurrent()) {
        sweep_rest();   // together
        in_turn(start_wanted);
        return;
    }
    uint64_t start_ns = os_monotonic_ns();
    gc.world.stop(gc.world.arg);
    bool run = is_wanted();
    if (run) {
        run_stopped(false, start_ns);
        check_limit();
    }
    gc.world.start(gc.world.arg);
    if (run) run_hooks(GC_AFTER);
}

// ---- runtime.GC ---------------------------------------------------------------------------------

uint32_t gc_begin_forced(void) {
    if (!gc_is_concurrent()) {
        gc_run_forced();
        return gc.cycle_count;
    }
    // Of a cycle that runs already nobody knows what it will still find.
    uint32_t extra = gc_in_phase(GC_MARK);
    uint32_t target = gc.cycle_count + 1 + extra;
    gc.forced_ticket = target;
    if (!extra) start_cycle(true, target);
    return target;
}

bool gc_cycle_is_over(uint32_t target) {
    if ((int32_t)(gc.cycle_count - target) < 0) {
        if (!gc_in_phase(GC_MARK)) start_cycle(true, target);
        if ((int32_t)(gc.cycle_count - target) < 0) return false;
    }
    if (!gc_in_phase(GC_MARK)) {
        finish_sweep();
        int sweeping = GC_SWEEP;
        atomic_compare_exchange_strong(&gc_phase, &sweeping, GC_IDLE);
    }
    return true;
}

bool gc_is_waiting(uint32_t target) {
    return gc_in_phase(GC_MARK) && (int32_t)(gc.cycle_count - target) < 0;
}

bool gc_sweep_some(uint32_t spans) {
    for (uint32_t i = 0; i < spans; i++)
        if (!heap_sweep_one()) return false;
    return true;
}
