#include <time.h>

#include "sched/sched_int.h"

enum { RUN_NEXT_PAUSE_NS = 3000 };

// ---- The global queue ---------------------------------------------------------------------------

void global_queue_put_locked(Goroutine *g) {
    g->sched_link = NULL;
    if (sched.global_last != NULL) sched.global_last->sched_link = g;
    else sched.global_first = g;
    sched.global_last = g;
    atomic_fetch_add(&sched.global_count, 1);
}

void global_queue_put(Goroutine *g) {
    lock_acquire(&sched.lock);
    global_queue_put_locked(g);
    lock_release(&sched.lock);
}

static Goroutine *pop_global_locked(void) {
    Goroutine *g = sched.global_first;
    if (g == NULL) return NULL;
    sched.global_first = g->sched_link;
    if (sched.global_first == NULL) sched.global_last = NULL;
    g->sched_link = NULL;
    atomic_fetch_sub(&sched.global_count, 1);
    return g;
}

Goroutine *global_queue_get(Processor *p, uint32_t max) {
    if (atomic_load_explicit(&sched.global_count, memory_order_relaxed) == 0) return NULL;
    lock_acquire(&sched.lock);
    uint32_t share = sched.global_count / sched_processor_count() + 1;
    if (max != 0 && share > max) share = max;
    if (share > RUN_QUEUE_SLOTS / 2) share = RUN_QUEUE_SLOTS / 2;
    Goroutine *first = pop_global_locked();
    Goroutine *rest = NULL;
    Goroutine **last = &rest;
    for (uint32_t i = 1; i < share; i++) {
        Goroutine *g = pop_global_locked();
        if (g == NULL) break;
        *last = g;
        last = &g->sched_link;
    }
    lock_release(&sched.lock);
    while (rest != NULL) {
        Goroutine *g = rest;
        rest = g->sched_link;
        run_queue_put(p, g, false);
    }
    return first;
}

// ---- The queue of a processor -------------------------------------------------------------------

// The queue is full: half of it and [g] go to the global queue. False: somebody stole meanwhile.
static bool overflow(Processor *p, Goroutine *g, uint32_t head) {
    Goroutine *batch[RUN_QUEUE_SLOTS / 2];
    for (uint32_t i = 0; i < RUN_QUEUE_SLOTS / 2; i++)
        batch[i] = atomic_load_explicit(&p->queue[(head + i) % RUN_QUEUE_SLOTS],
                                        memory_order_relaxed);
    if (!atomic_compare_exchange_strong(&p->queue_head, &head, head + RUN_QUEUE_SLOTS / 2))
        return false;
    lock_acquire(&sched.lock);
    for (uint32_t i = 0; i < RUN_QUEUE_SLOTS / 2; i++) global_queue_put_locked(batch[i]);
    global_queue_put_locked(g);
    lock_release(&sched.lock);
    return true;
}

void run_queue_put(Processor *p, Goroutine *g, bool next) {
    if (next) {
        g = atomic_exchange_explicit(&p->run_next, g, memory_order_acq_rel);
        if (g == NULL) return;
    }
    for (;;) {
        uint32_t head = atomic_load_explicit(&p->queue_head, memory_order_acquire);
        uint32_t tail = atomic_load_explicit(&p->queue_tail, memory_order_relaxed);
        if (tail - head < RUN_QUEUE_SLOTS) {
            atomic_store_explicit(&p->queue[tail % RUN_QUEUE_SLOTS], g, memory_order_relaxed);
            atomic_store_explicit(&p->queue_tail, tail + 1, memory_order_release);
            return;
        }
        if (overflow(p, g, head)) return;
    }
}

Goroutine *run_queue_get(Processor *p, bool *inherit) {
    Goroutine *g = atomic_load_explicit(&p->run_next, memory_order_relaxed);
    // Others may take run_next away, but only the owner fills it.
    if (g != NULL && atomic_compare_exchange_strong(&p->run_next, &g, NULL)) {
        *inherit = true;
        return g;
    }
    *inherit = false;
    for (;;) {
        uint32_t head = atomic_load_explicit(&p->queue_head, memory_order_acquire);
        uint32_t tail = atomic_load_explicit(&p->queue_tail, memory_order_relaxed);
        if (tail == head) return NULL;
        g = atomic_load_explicit(&p->queue[head % RUN_QUEUE_SLOTS], memory_order_relaxed);
        if (atomic_compare_exchange_strong(&p->queue_head, &head, head + 1)) return g;
    }
}

// Another processor is about to run what it has in run_next, unless it is busy for longer: gives
// it a moment, lest goroutines that hand over to each other are torn apart.
static Goroutine *steal_next(Processor *from) {
    Goroutine *g = atomic_load_explicit(&from->run_next, memory_order_relaxed);
    if (g == NULL) return NULL;
    if (atomic_load(&from->state) == PROC_RUNNING) {
        struct timespec pause = {0, RUN_NEXT_PAUSE_NS};
        nanosleep(&pause, NULL);
    }
    return atomic_compare_exchange_strong(&from->run_next, &g, NULL) ? g : NULL;
}

Goroutine *run_queue_steal(Processor *p, Processor *from, bool take_next) {
    for (;;) {
        uint32_t head = atomic_load_explicit(&from->queue_head, memory_order_acquire);
        uint32_t tail = atomic_load_explicit(&from->queue_tail, memory_order_acquire);
        uint32_t count = tail - head;
        count -= count / 2;
        if (count == 0) return take_next ? steal_next(from) : NULL;
        if (count > RUN_QUEUE_SLOTS / 2) continue;   // head and tail do not belong together
        Goroutine *batch[RUN_QUEUE_SLOTS / 2];
        for (uint32_t i = 0; i < count; i++)
            batch[i] = atomic_load_explicit(&from->queue[(head + i) % RUN_QUEUE_SLOTS],
                                            memory_order_relaxed);
        if (!atomic_compare_exchange_strong(&from->queue_head, &head, head + count)) continue;
        for (uint32_t i = 1; i < count; i++) run_queue_put(p, batch[i], false);
        return batch[0];
    }
}

bool run_queue_is_empty(Processor *p) {
    return atomic_load(&p->queue_head) == atomic_load(&p->queue_tail) &&
           atomic_load(&p->run_next) == NULL;
}

void run_queue_drain_locked(Processor *p) {
    bool inherit;
    Goroutine *g;
    while ((g = run_queue_get(p, &inherit)) != NULL) global_queue_put_locked(g);
}
