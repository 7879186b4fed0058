// gc/worker.c - the collector's own threads.
//
// They mark for BACKGROUND_PERCENT of the processors: with N processors there are N/4 threads,
// rounded up, of which the last works for a part of the time only. They have no processor, so they
// never allocate and never run Go code. After a cycle they sweep.
//
// The gate keeps them out of a stopped world: a thread passes it before each short piece of work.
#include <pthread.h>
#include <time.h>

#include "base/os.h"
#include "gc/gc_int.h"

enum {
    WORKERS_MAX = 64,
    SLICE_BYTES = 256 << 10,        // marked before the thread looks around
    SWEEP_SPANS = 8,                // swept, the same
    REST_NS = 1000 * 1000,          // while idle processors mark
    SWEEP_REST_NS = 200 * 1000,     // between; processors that allocate or idle sweep as well
    WAIT_NS = 500 * 1000,           // for work, before looking whether marking is over
};

typedef struct Worker {
    Marker marker;
    uint32_t index;
} Worker;

static Worker workers[WORKERS_MAX];
static uint32_t worker_count;
static _Atomic uint64_t background_ns;

// ---- The gate -----------------------------------------------------------------------------------

static struct {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    uint32_t inside;
    uint32_t paused;                // how often, less how often resumed
    _Atomic uint32_t is_paused;     // the same, for those inside
} gate = {.mutex = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

static void gate_enter(void) {
    pthread_mutex_lock(&gate.mutex);
    while (gate.paused > 0) pthread_cond_wait(&gate.changed, &gate.mutex);
    gate.inside++;
    pthread_mutex_unlock(&gate.mutex);
}

static void gate_leave(void) {
    pthread_mutex_lock(&gate.mutex);
    gate.inside--;
    if (gate.paused > 0 && gate.inside == 0) pthread_cond_broadcast(&gate.changed);
    pthread_mutex_unlock(&gate.mutex);
}

void gc_pause_background(void) {
    pthread_mutex_lock(&gate.mutex);
    gate.paused++;
    atomic_store(&gate.is_paused, 1);
    while (gate.inside > 0) pthread_cond_wait(&gate.changed, &gate.mutex);
    pthread_mutex_unlock(&gate.mutex);
}

void gc_resume_background(void) {
    pthread_mutex_lock(&gate.mutex);
    if (--gate.paused == 0) {
        atomic_store(&gate.is_paused, 0);
        pthread_cond_broadcast(&gate.changed);
    }
    pthread_mutex_unlock(&gate.mutex);
}

// ---- The threads --------------------------------------------------------------------------------

// The part of its time that a thread works, in percent; the rest is the program's.
static uint32_t share(const Worker *worker) {
    uint32_t all = gc.world.processor_count(gc.world.arg) * BACKGROUND_PERCENT;
    uint32_t before = worker->index * 100;
    if (all <= before) return 0;
    return all - before < 100 ? all - before : 100;
}

static void sleep_ns(uint64_t ns) {
    struct timespec t = {(time_t)(ns / 1000000000), (long)(ns % 1000000000)};
    nanosleep(&t, NULL);
}

// Leaves the processors to the program after [ns] of work.
static void rest(const Worker *worker, uint64_t ns) {
    uint32_t percent = share(worker);
    if (percent > 0 && percent < 100) sleep_ns(ns * (100 - percent) / percent);
}

// One piece of marking; *[more]: there was enough of it. Returns the CPU time it took.
static uint64_t mark_slice(Worker *worker, bool *more) {
    gate_enter();
    uint64_t start = work_clock();
    *more = gc_in_phase(GC_MARK) &&
            work_some(&worker->marker, SLICE_BYTES, true, &gate.is_paused);
    uint64_t ns = work_clock() - start;
    atomic_fetch_add(&background_ns, ns);
    atomic_fetch_add(&gc.cpu_ns, ns);
    gate_leave();
    pace_limit(ns);
    return ns;
}

static void mark_cycle(Worker *worker) {
    while (gc_in_phase(GC_MARK)) {
        bool more;
        uint64_t ns = mark_slice(worker, &more);
        if (more && work_has_idle()) {
            // They are the collector's share; another thread would only get in their way.
            sleep_ns(REST_NS);
        } else if (more) {
            rest(worker, ns);
        } else if (gc_in_phase(GC_MARK)) {
            if (work_is_over()) gc_request_end();
            work_wait(WAIT_NS);
        }
    }
}

// Short pieces: who wants to stop the world waits for one at most.
static void sweep(void) {
    for (bool more = true; more && gc_in_phase(GC_SWEEP);) {
        sleep_ns(SWEEP_REST_NS);
        gate_enter();
        more = gc_in_phase(GC_SWEEP) && gc_sweep_some(SWEEP_SPANS);
        gate_leave();
    }
}

// Threads wait here between cycles.
static struct {
    pthread_mutex_t mutex;
    pthread_cond_t begun;
} bed = {.mutex = PTHREAD_MUTEX_INITIALIZER, .begun = PTHREAD_COND_INITIALIZER};

static void *worker_main(void *arg) {
    Worker *worker = arg;
    for (;;) {
        pthread_mutex_lock(&bed.mutex);
        while (!gc_in_phase(GC_MARK) || share(worker) == 0)
            pthread_cond_wait(&bed.begun, &bed.mutex);
        pthread_mutex_unlock(&bed.mutex);
        mark_cycle(worker);
        sweep();
    }
    return NULL;
}

static void start_thread(Worker *worker) {
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, 256 << 10);
    int error = pthread_create(&thread, &attributes, worker_main, worker);
    FATAL_IF(error != 0, "cannot start a thread of the collector: error %d", error);
    pthread_attr_destroy(&attributes);
}

void workers_prepare(void) {
    uint32_t wanted = (gc.world.processor_count(gc.world.arg) * BACKGROUND_PERCENT + 99) / 100;
    pthread_mutex_lock(&bed.mutex);
    while (worker_count < wanted && worker_count < WORKERS_MAX) {
        Worker *worker = &workers[worker_count];
        worker->index = worker_count++;
        marker_init(&worker->marker);
        start_thread(worker);
    }
    pthread_mutex_unlock(&bed.mutex);
}

void workers_wake(void) {
    pthread_mutex_lock(&bed.mutex);
    pthread_cond_broadcast(&bed.begun);
    pthread_mutex_unlock(&bed.mutex);
}

void workers_each(void (*visit)(Marker *marker, void *arg), void *arg) {
    pthread_mutex_lock(&bed.mutex);
    for (uint32_t i = 0; i < worker_count; i++) visit(&workers[i].marker, arg);
    pthread_mutex_unlock(&bed.mutex);
}

void workers_begin(void) {
    atomic_store(&background_ns, 0);
}

uint64_t workers_ns(void) {
    return atomic_load(&background_ns);
}
