#include "sched/blocking.h"

#include "base/os.h"
#include "sched/sched_int.h"

static _Atomic uint64_t block_rate, mutex_fraction;

void blocking_set_rate(uint64_t rate) { atomic_store(&block_rate, rate); }

uint64_t blocking_set_mutex_fraction(uint64_t fraction) {
    return atomic_exchange(&mutex_fraction, fraction);
}

uint64_t blocking_mutex_fraction(void) { return atomic_load(&mutex_fraction); }

bool blocking_is_sampled(Processor *p, uint64_t ns, double *count, double *total_ns) {
    uint64_t rate = atomic_load(&block_rate);
    if (rate == 0 || (ns < rate && sched_random(p) % rate > ns)) return false;
    // What is as long as the rate is always in the sample, so it stands for itself alone.
    double times = ns < rate ? (double)rate / (double)ns : 1;
    *count = times;
    *total_ns = times * (double)ns;
    return true;
}

// ---- Waiting ------------------------------------------------------------------------------------

static bool is_for_others(WaitReason reason) {
    switch (reason) {
    case WAIT_CHAN_RECEIVE:
    case WAIT_CHAN_SEND:
    case WAIT_SELECT:
    case WAIT_SEMACQUIRE:
    case WAIT_MUTEX_LOCK:
    case WAIT_RWMUTEX_RLOCK:
    case WAIT_RWMUTEX_LOCK:
    case WAIT_COND_WAIT:
        return true;
    default:
        return false;
    }
}

void blocking_note_park(Goroutine *g, WaitReason reason) {
    bool wanted = atomic_load_explicit(&block_rate, memory_order_relaxed) > 0;
    g->blocked_since_ns = wanted && is_for_others(reason) ? os_monotonic_ns() : 0;
}

void blocking_note_ready(Goroutine *g) {
    if (g->blocked_since_ns == 0) return;
    uint64_t ns = os_monotonic_ns() - g->blocked_since_ns;
    g->blocked_ns = ns > 0 ? ns : 1;
}

// ---- Letting others wait ------------------------------------------------------------------------

static bool is_mutex(WaitReason reason) {
    return reason == WAIT_MUTEX_LOCK || reason == WAIT_RWMUTEX_RLOCK ||
           reason == WAIT_RWMUTEX_LOCK;
}

void blocking_note_waiter(Sudog *sudog, WaitReason reason) {
    bool wanted = atomic_load_explicit(&mutex_fraction, memory_order_relaxed) > 0;
    sudog->charged_ns = wanted && is_mutex(reason) ? os_monotonic_ns() : 0;
}

// Those between the first and the last are taken to have waited as long as these two on average.
uint64_t blocking_charge(const Sudog *head, Sudog *next) {
    if (head->charged_ns == 0) return 0;
    uint64_t now = os_monotonic_ns(), first = now - head->charged_ns;
    if (next == NULL) return first > 0 ? first : 1;
    Sudog *last = next->same_last;
    uint64_t waited = last->charged_ns == 0 ? 0 : now - last->charged_ns;
    uint64_t count = next->same_count + 1;
    // What they wait from now on is charged to whoever unlocks next.
    next->charged_ns = last->charged_ns = now;
    return first + (first + waited) / 2 * count;
}

void blocking_note_release(Processor *p, uint64_t ns) {
    uint64_t fraction = atomic_load(&mutex_fraction);
    if (ns == 0 || fraction == 0 || sched.hooks.note_contention == NULL) return;
    if (sched_random(p) % fraction == 0) sched.hooks.note_contention(p, ns);
}
