#include "sched/sched_int.h"

void sched_park(Processor *p, Goroutine *g, WaitReason reason) {
    (void)p;
    g->wait_reason = (uint8_t)reason;
    g->wait_since_ns = 0;
    blocking_note_park(g, reason);
    g->processor = NULL;
    atomic_store_explicit(&g->state, GORO_WAITING, memory_order_release);
}

void sched_ready(Processor *p, Goroutine *g) {
    times_note_runnable(p, g);
    blocking_note_ready(g);
    goroutine_change(g, GORO_WAITING, GORO_RUNNABLE);
    run_queue_put(p, g, true);
    worker_wake_one();
}

void sched_want_attention(void) {
    if (sched.hooks.attend == NULL || atomic_exchange(&sched.wants_attention, true)) return;
    for (uint32_t i = 0; i < sched.processors_made; i++)
        processor_ask(sched.processors[i], POLL_PREEMPT);
    worker_wake_one();
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
    p->yields_left = random_slice(p);
    return true;
}

bool sched_poll(Processor *p, Goroutine *g) {
    (void)g;
    uint32_t poll = atomic_load(&p->poll);
    if (poll & POLL_GC) {
        atomic_fetch_and(&p->poll, ~(uint32_t)POLL_GC);
        gc_run_requested();
    }
    if (poll & POLL_PAGES) {
        atomic_fetch_and(&p->poll, ~(uint32_t)POLL_PAGES);
        world_step_aside(p);
        heap_prepare_pages();
        world_come_back(p);
    }
    if (poll & (POLL_STOP | POLL_VISIT)) world_answer(p);
    if (p->index >= atomic_load_explicit(&sched.processor_count, memory_order_relaxed)) return true;
    if (!(poll & POLL_PREEMPT)) return false;
    if (sched.seeded || debug_flags.preempt > 0) return seeded_slice_is_over(p);
    atomic_fetch_and(&p->poll, ~(uint32_t)POLL_PREEMPT);
    return true;
}

// ---- System calls -------------------------------------------------------------------------------

void sched_enter_syscall(Processor *p, Goroutine *g) {
    atomic_store(&g->state, GORO_SYSCALL);
    atomic_store_explicit(&p->syscall_tick, p->syscall_tick + 1, memory_order_relaxed);
    monitor_wake();
    // From here on somebody may take the processor.
    atomic_store(&p->state, PROC_SYSCALL);
}

// The processor was taken. Gets another one, or puts [g] into the global queue.
static Processor *exit_without_processor(Goroutine *g) {
    g->processor = NULL;
    worker_own(NULL);
    lock_acquire(&sched.lock);
    sched.syscall_count--;
    Processor *p = processor_take_idle_locked();
    if (p == NULL) {
        goroutine_change(g, GORO_SYSCALL, GORO_RUNNABLE);
        global_queue_put_locked(g);
    }
    lock_release(&sched.lock);
    if (p == NULL) return NULL;
    worker_own(p);
    monitor_wake();
    return p;
}

Processor *sched_exit_syscall(Goroutine *g) {
    Processor *p = worker_self->p;
    uint32_t in_syscall = PROC_SYSCALL;
    if (!atomic_compare_exchange_strong(&p->state, &in_syscall, PROC_RUNNING))
        p = exit_without_processor(g);
    if (p == NULL) return NULL;
    goroutine_change(g, GORO_SYSCALL, GORO_RUNNING);
    stack_scan_own(g);
    p->current = g;
    g->processor = p;
    return p;
}
