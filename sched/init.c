#include <stdlib.h>

#include "base/os.h"
#include "sched/sched_int.h"

Processor *processor_new(uint32_t index) {
    Processor *p = calloc(1, sizeof *p);
    FATAL_IF(p == NULL, "no memory for a processor");
    heap_count_sys(MEM_OTHER, sizeof *p);
    p->index = index;
    p->cache = cache_new();
    timers_init(p);
    random_seed_processor(p);
    return p;
}

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
    for (uint32_t i = 0; i < sched.processor_count; i++)
        processor_ask(sched.processors[i], POLL_GC);
}

static uint32_t processor_count(void *arg) {
    (void)arg;
    return sched.processor_count;
}

static void mark_waiting(Marker *marker, void *arg) {
    (void)arg;
    for (Goroutine *g = sched.all; g != NULL; g = g->all_next)
        if (atomic_load(&g->state) != GORO_DEAD) sudogs_mark(marker, g);
}

static void mark_timers(Marker *marker, void *arg) {
    (void)arg;
    for (uint32_t i = 0; i < sched.processor_count; i++)
        timers_mark(marker, sched.processors[i]);
}

// At the end of each cycle, with the world stopped.
static void release_stacks(void *arg) {
    (void)arg;
    for (uint32_t i = 0; i < sched.processor_count; i++) stack_cache_flush(sched.processors[i]);
    stack_release_idle();
}

Processor *sched_init(const SchedHooks *hooks, uint64_t seed) {
    sched.hooks = *hooks;
    sched.start_ns = (int64_t)os_monotonic_ns();
    gc_init(hooks->out_of_memory);
    random_init(seed);
    sched.processors[0] = processor_new(0);
    sched.processor_count = 1;
    GcWorld world = {stop, start, poll, processor_count, NULL};
    gc_set_world(&world);
    gc_on_cycle(GC_AT_END, release_stacks, NULL);
    gc_add_roots("waiting goroutines", ROOT_OTHER, mark_waiting, NULL);
    gc_add_roots("timers", ROOT_OTHER, mark_timers, NULL);
    Worker *worker = calloc(1, sizeof *worker);
    FATAL_IF(worker == NULL, "no memory for the main thread");
    worker->is_main = true;
    worker->p = sched.processors[0];
    sched.main_worker = worker_self = worker;
    sched.worker_count = 1;
    atomic_store(&worker->p->state, PROC_RUNNING);
    return worker->p;
}

void sched_add_processors(uint32_t count) {
    FATAL_IF(count > PROCESSORS_MAX, "too many processors: %u", count);
    lock_acquire(&sched.lock);
    while (sched.processor_count < count) {
        Processor *p = processor_new(sched.processor_count);
        sched.processors[sched.processor_count++] = p;
        processor_make_idle_locked(p);
    }
    lock_release(&sched.lock);
}
