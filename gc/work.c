// gc/work.c - who marks how much: threads of the collector, idle processors, and goroutines that
// allocate (assists).
//
// Work is counted in bytes scanned. What the threads and idle processors do is put into a common
// account, [credit]; an allocating goroutine pays for its bytes (pace_owed) out of that, and when
// it is empty marks itself, right inside the allocation: marking needs no safepoint.
#include <errno.h>
#include <pthread.h>
#include <time.h>

#include "base/os.h"
#include "gc/gc_int.h"

enum {
    ASSIST_BYTES = 64 << 10,     // a goroutine that has to mark marks so much ahead
    IDLE_BYTES = 128 << 10,      // by an idle processor before it looks for goroutines again
    IDLE_LOOKS = 4000,           // at an empty queue before it gives up
    DEBT_BYTES_MAX = 1 << 20,    // remembered when there is nothing to mark
};

static struct {
    _Atomic uint32_t active;     // markers that may hold objects
    _Atomic uint64_t done;       // bytes scanned in this cycle
    _Atomic int64_t credit;      // of that, not yet used up by allocation
    _Atomic uint64_t assist_ns, idle_ns;
    _Atomic uint32_t idle;       // idle processors that mark now
    pthread_mutex_t mutex;
    pthread_cond_t more;
    uint64_t wakes;              // guarded by [mutex]
    _Atomic uint32_t hungry;     // threads that wait
} work = {.mutex = PTHREAD_MUTEX_INITIALIZER, .more = PTHREAD_COND_INITIALIZER};

void work_begin(void) {
    atomic_store(&work.done, 0);
    atomic_store(&work.credit, 0);
    atomic_store(&work.assist_ns, 0);
    atomic_store(&work.idle_ns, 0);
}

uint64_t work_done(void) {
    return atomic_load_explicit(&work.done, memory_order_relaxed);
}

uint64_t work_assist_ns(void) {
    return atomic_load(&work.assist_ns);
}

uint64_t work_idle_ns(void) {
    return atomic_load(&work.idle_ns);
}

bool work_is_over(void) {
    return roots_are_done() && atomic_load(&work.active) == 0 && mark_queue_is_empty();
}

// ---- Waiting for work ---------------------------------------------------------------------------

bool work_is_wanted(void) {
    return atomic_load_explicit(&work.hungry, memory_order_relaxed) > 0;
}

void work_wake(void) {
    if (atomic_load(&work.hungry) == 0) return;
    pthread_mutex_lock(&work.mutex);
    work.wakes++;
    pthread_cond_broadcast(&work.more);
    pthread_mutex_unlock(&work.mutex);
}

void work_wait(uint64_t ns) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    ns += (uint64_t)t.tv_nsec;
    t.tv_sec += (time_t)(ns / 1000000000);
    t.tv_nsec = (long)(ns % 1000000000);
    pthread_mutex_lock(&work.mutex);
    uint64_t wakes = work.wakes;
    atomic_fetch_add(&work.hungry, 1);
    // Work that was shared before this thread counted as hungry woke nobody.
    if (mark_queue_is_empty())
        while (work.wakes == wakes)
            if (pthread_cond_timedwait(&work.more, &work.mutex, &t) == ETIMEDOUT) break;
    atomic_fetch_sub(&work.hungry, 1);
    pthread_mutex_unlock(&work.mutex);
}

// ---- Doing it -----------------------------------------------------------------------------------

// Adds what the marker scanned since it was last asked to the cycle's account.
static uint64_t report(Marker *marker) {
    uint64_t done = marker->work;
    marker->work = 0;
    atomic_fetch_add(&work.done, done);
    return done;
}

bool work_some(Marker *marker, uint64_t bytes, bool roots, const _Atomic uint32_t *stop) {
    atomic_fetch_add(&work.active, 1);
    bool more = true;
    marker->work = 0;
    while (marker->work < bytes && !(stop != NULL && atomic_load(stop) != 0)) {
        if (mark_some(marker, bytes - marker->work, stop)) continue;
        if (roots && roots_step(marker)) continue;
        more = false;
        break;
    }
    marker_share(marker);
    if (more) gc.world.wake_idle(gc.world.arg);
    atomic_fetch_add(&work.credit, (int64_t)report(marker));
    atomic_fetch_sub(&work.active, 1);
    return more;
}

// CPU time of the calling thread.
uint64_t work_clock(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static void count_time(_Atomic uint64_t *total, uint64_t since) {
    uint64_t ns = work_clock() - since;
    atomic_fetch_add(total, ns);
    atomic_fetch_add(&gc.cpu_ns, ns);
    pace_limit(ns);
}

static void end_if_over(void) {
    if (work_is_over()) gc_request_end();
}

// Nothing is queued, but others mark and share what they have with those who wait.
static bool wait_a_moment(const _Atomic uint32_t *stop) {
    atomic_fetch_add(&work.hungry, 1);
    bool more = false;
    for (int i = 0; i < IDLE_LOOKS && !more && atomic_load(stop) == 0; i++) {
        __builtin_ia32_pause();
        more = !mark_queue_is_empty();
    }
    atomic_fetch_sub(&work.hungry, 1);
    return more;
}

bool gc_idle_work(void) {
    GcLocal *local = gc_here;
    if (!gc_in_phase(GC_MARK) || !gc.cycle.concurrent) return gc_sweep_some(16);
    uint64_t start = work_clock();
    barrier_flush(local);
    atomic_fetch_add(&work.idle, 1);
    bool more = work_some(&local->marker, IDLE_BYTES, true, local->poll);
    atomic_fetch_sub(&work.idle, 1);
    count_time(&work.idle_ns, start);
    if (more) return true;
    end_if_over();
    return !work_is_over() && wait_a_moment(local->poll);
}

bool work_has_idle(void) {
    return atomic_load_explicit(&work.idle, memory_order_relaxed) > 0;
}

// ---- Assists ------------------------------------------------------------------------------------

// Pays out of the common account.
static void pay(GcLocal *local) {
    int64_t credit = atomic_load_explicit(&work.credit, memory_order_relaxed);
    while (credit > 0 && local->debt > 0) {
        int64_t paid = credit < local->debt ? credit : local->debt;
        if (!atomic_compare_exchange_weak(&work.credit, &credit, credit - paid)) continue;
        local->debt -= paid;
        return;
    }
}

static void assist(GcLocal *local) {
    uint64_t start = work_clock();
    bool more = true;
    while (more && local->debt > 0 && atomic_load(local->poll) == 0) {
        // Roots are for those who hold no locks.
        more = work_some(&local->marker, (uint64_t)local->debt + ASSIST_BYTES, false, local->poll);
        pay(local);
        int64_t ahead = ASSIST_BYTES;
        int64_t credit = atomic_load_explicit(&work.credit, memory_order_relaxed);
        if (credit >= ahead && atomic_compare_exchange_strong(&work.credit, &credit,
                                                              credit - ahead))
            local->debt -= ahead;
    }
    if (!more && local->debt > DEBT_BYTES_MAX) local->debt = DEBT_BYTES_MAX;
    count_time(&work.assist_ns, start);
    if (!more) end_if_over();
}

void work_charge(Cache *cache, uint64_t bytes) {
    GcLocal *local = cache->gc;
    if (local == NULL || !gc_in_phase(GC_MARK) || !gc.cycle.concurrent) return;
    if (pace_is_limiting()) return;
    local->debt += (int64_t)pace_owed(bytes);
    if (local->debt <= 0) return;
    pay(local);
    if (local->debt > 0 && gc_here == local) assist(local);
}
