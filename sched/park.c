#include "sched/sched_int.h"

void sched_park(Processor *p, Goroutine *g, WaitReason reason) {
    (void)p;
    g->wait_reason = (uint8_t)reason;
    g->wait_since_ns = 0;
    g->processor = NULL;
    atomic_store_explicit(&g->state, GORO_WAITING, memory_order_release);
}

void sched_ready(Processor *p, Goroutine *g) {
    uint32_t waiting = GORO_WAITING;
    FATAL_IF(!atomic_compare_exchange_strong(&g->state, &waiting, GORO_RUNNABLE),
             "sched_ready: goroutine %lu is not waiting but %s", (unsigned long)g->id,
             goroutine_status_text(g));
    run_queue_put(p, g, true);
    worker_wake_one();
}

void sched_want_attention(void) {
    if (sched.hooks.attend == NULL || atomic_exchange(&sched.wants_attention, true)) return;
    for (uint32_t i = 0; i < sched.processor_count; i++)
        processor_ask(sched.processors[i], POLL_PREEMPT);
}

SchedStatus sched_sleep(Processor *p, Goroutine *g, int64_t ns) {
    if (ns <= 0) return SCHED_DONE;
    int64_t now = sched_now();
    g->sleep_timer = (Timer){.waiter = g};
    g->sleep_timer.when = __builtin_add_overflow(now, ns, &g->sleep_timer.when)
                              ? INT64_MAX : now + ns;
    sched_park(p, g, WAIT_SLEEP);
    timer_start(p, &g->sleep_timer);
    return SCHED_PARKED;
}

// With a seed the time slice is a number of safepoints: true when it is used up.
static bool seeded_slice_is_over(Processor *p) {
    // The bit stays set, so that every safepoint comes here.
    processor_ask(p, POLL_PREEMPT);
    if (p->yields_left-- > 0) return false;
    p->yields_left = 1 + sched_random_below(p, 2 * SEEDED_SLICE_SAFEPOINTS);
    return true;
}

bool sched_poll(Processor *p, Goroutine *g) {
    (void)g;
    uint32_t poll = atomic_load(&p->poll);
    if (poll & POLL_GC) {
        atomic_fetch_and(&p->poll, ~(uint32_t)POLL_GC);
        gc_run_requested();
    }
    if (poll & POLL_STOP) world_join_stop(p);
    if (poll & POLL_HANDOFF) return true;
    if (!(poll & POLL_PREEMPT)) return false;
    if (sched.seeded) return seeded_slice_is_over(p);
    atomic_fetch_and(&p->poll, ~(uint32_t)POLL_PREEMPT);
    return true;
}

void sched_enter_syscall(Processor *p, Goroutine *g) {
    atomic_fetch_add(&sched.syscall_count, 1);
    atomic_store(&g->state, GORO_SYSCALL);
    monitor_wake();
    atomic_store(&p->state, PROC_SYSCALL);
    // If the world is about to stop, this processor must count as stopped.
    if (atomic_load(&p->poll) & POLL_STOP) world_take_from_syscall(p);
}

Processor *sched_exit_syscall(Goroutine *g) {
    Worker *self = worker_self;
    uint32_t in_syscall = PROC_SYSCALL;
    Processor *p = self->p;
    if (!atomic_compare_exchange_strong(&p->state, &in_syscall, PROC_RUNNING)) {
        self->p = NULL;
        p = worker_wait_for_processor();
    }
    atomic_store(&g->state, GORO_RUNNING);
    atomic_fetch_sub(&sched.syscall_count, 1);
    p->current = g;
    g->processor = p;
    return p;
}
