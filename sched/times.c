#include "sched/times.h"

#include "base/os.h"
#include "sched/sched_int.h"

enum { LATENCY_SAMPLED = 8 };   // one in so many

typedef struct Counts {
    _Atomic uint64_t n[TIME_COUNTS];
} Counts;

static struct {
    Counts latencies, stopping_gc, stopping_other, stopped_other;
    _Atomic uint64_t mutex_wait_ns;
} times;

// Of the world that is stopped now; its owner's.
static struct {
    uint64_t asked_ns, stopped_ns;
    bool is_gc;
} stop;

static void count(Counts *counts, uint64_t ns) {
    atomic_fetch_add_explicit(&counts->n[ns == 0 ? 0 : 64 - __builtin_clzll(ns)], 1,
                              memory_order_relaxed);
}

void times_note_runnable(Processor *p, Goroutine *g) {
    if (++p->made_runnable % LATENCY_SAMPLED == 0) g->runnable_since_ns = os_monotonic_ns();
}

void times_note_running(Goroutine *g) {
    if (g->runnable_since_ns == 0) return;
    count(&times.latencies, os_monotonic_ns() - g->runnable_since_ns);
    g->runnable_since_ns = 0;
}

static bool waits_for_mutex(const Goroutine *g) {
    return g->wait_reason == WAIT_MUTEX_LOCK || g->wait_reason == WAIT_RWMUTEX_RLOCK ||
           g->wait_reason == WAIT_RWMUTEX_LOCK;
}

void times_note_acquire(Goroutine *g) {
    if (waits_for_mutex(g)) g->mutex_since_ns = os_monotonic_ns();
}

void times_note_release(Goroutine *g) {
    if (!waits_for_mutex(g)) return;
    atomic_fetch_add(&times.mutex_wait_ns, os_monotonic_ns() - g->mutex_since_ns);
}

void times_note_stopping(uint64_t asked_ns) {
    stop.asked_ns = asked_ns;
    stop.stopped_ns = os_monotonic_ns();
    stop.is_gc = false;
}

void times_note_stop_is_gc(void) {
    stop.is_gc = true;
}

void times_note_start(void) {
    count(stop.is_gc ? &times.stopping_gc : &times.stopping_other,
          stop.stopped_ns - stop.asked_ns);
    if (!stop.is_gc) count(&times.stopped_other, os_monotonic_ns() - stop.asked_ns);
}

static void read_counts(uint64_t *to, Counts *counts) {
    for (int i = 0; i < TIME_COUNTS; i++)
        to[i] = atomic_load_explicit(&counts->n[i], memory_order_relaxed);
}

void sched_read_times(SchedTimes *out) {
    read_counts(out->latencies, &times.latencies);
    read_counts(out->stopping_gc, &times.stopping_gc);
    read_counts(out->stopping_other, &times.stopping_other);
    read_counts(out->stopped_other, &times.stopped_other);
    out->mutex_wait_ns = atomic_load(&times.mutex_wait_ns);
}
