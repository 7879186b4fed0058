#include <stdlib.h>

#include "base/os.h"
#include "sched/sched_int.h"

// ---- What the collector asks of the scheduler
// ----------------------------------------------------

static void stop(void *arg) {
    (void)arg;
    sched_stop_world(sched_current());
    times_note_stop_is_gc();
}

static void start(void *arg) {
    (void)arg;
    sched_start_world(sched_current());
}

static void short_of_pages(void *arg) {
    (void)arg;
    Processor *p = sched_current();
    if (p != NULL) processor_ask(p, POLL_PAGES);
}

static void poll(void *arg) {
    (void)arg;
    for (uint32_t i = 0; i < sched.processors_made; i++)
        processor_ask(sched.processors[i], POLL_GC);
    worker_wake_one();
}

static void wake_idle(void *arg) {
    (void)arg;
    worker_wake_one();
}

static uint32_t processor_count(void *arg) {
    (void)arg;
    return sched_processor_count();
}

static void mark_timers(Marker *marker, void *arg) {
    (void)arg;
    for (uint32_t i = 0; i < sched.processors_made; i++)
        timers_mark(marker, sched.processors[i]);
}

static void cycle_done(void *arg) {
    (void)arg;
    if (sched.hooks.cycle_done != NULL) sched.hooks.cycle_done(sched_current());
}

// After each cycle.
static void release_stacks(void *arg) {
    (void)arg;
    stack_cache_flush(sched_current());
    stack_release_idle();
}

Processor *sched_init(const SchedHooks *hooks, uint64_t seed) {
    sched.hooks = *hooks;
    sched.start_ns = (int64_t)os_monotonic_ns();
    gc_init(hooks->out_of_memory);
    random_init(seed);
    processors_init();
    gc_set_world(&(GcWorld){.stop = stop, .start = start, .poll = poll, .cycle_done = cycle_done,
                            .short_of_pages = short_of_pages,
                            .wake_idle = wake_idle, .processor_count = processor_count,
                            .concurrent = !sched.seeded});
    gc_on_cycle(GC_AFTER, release_stacks, NULL);
    stack_scan_init();
    gc_add_roots("timers", ROOT_OTHER, mark_timers, NULL);
    return sched.processors[0];
}
