#include <stdlib.h>

#include "base/os.h"
#include "sched/sched_int.h"

// ---- What the collector asks of the scheduler
// ----------------------------------------------------

static void stop(void *arg) {
    (void)arg;
    sched_stop_world(sched_current());
}

static void start(void *arg) {
    (void)arg;
    sched_start_world(sched_current());
}

static void poll(void *arg) {
    (void)arg;
    for (uint32_t i = 0; i < sched.processors_made; i++)
        processor_ask(sched.processors[i], POLL_GC);
}

static uint32_t processor_count(void *arg) {
    (void)arg;
    return sched_processor_count();
}

static void mark_waiting(Marker *marker, void *arg) {
    (void)arg;
    for (Goroutine *g = atomic_load(&sched.all); g != NULL; g = g->all_next)
        if (goroutine_state(g) != GORO_DEAD) sudogs_mark(marker, g);
}

static void mark_timers(Marker *marker, void *arg) {
    (void)arg;
    for (uint32_t i = 0; i < sched.processors_made; i++)
        timers_mark(marker, sched.processors[i]);
}

// At the end of each cycle, with the world stopped.
static void release_stacks(void *arg) {
    (void)arg;
    for (uint32_t i = 0; i < sched.processors_made; i++) stack_cache_flush(sched.processors[i]);
    stack_release_idle();
}

Processor *sched_init(const SchedHooks *hooks, uint64_t seed) {
    sched.hooks = *hooks;
    sched.start_ns = (int64_t)os_monotonic_ns();
    gc_init(hooks->out_of_memory);
    random_init(seed);
    processors_init();
    GcWorld world = {stop, start, poll, processor_count, NULL};
    gc_set_world(&world);
    gc_on_cycle(GC_AT_END, release_stacks, NULL);
    gc_add_roots("waiting goroutines", ROOT_OTHER, mark_waiting, NULL);
    gc_add_roots("timers", ROOT_OTHER, mark_timers, NULL);
    return sched.processors[0];
}
