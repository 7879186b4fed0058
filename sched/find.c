// sched/find.c - how a worker finds something to run, and how it gives up.
//
// A worker without work SPINS for a moment, that is, it tries the queues of all processors, and
// sleeps then. Who makes a goroutine runnable wakes a sleeping worker only if no other spins. A
// worker that stops spinning says so first and looks at all queues once more afterwards; who makes
// a goroutine runnable puts it in a queue first and looks for spinning workers afterwards: so one
// of the two sees the other, and no work is left lying while a processor is idle.
#include "sched/sched_int.h"

enum { STEAL_ROUNDS = 4 };

bool work_is_waiting(void) {
    if (atomic_load(&sched.global_count) > 0) return true;
    for (uint32_t i = 0; i < sched.processors_made; i++)
        if (!run_queue_is_empty(sched.processors[i])) return true;
    return false;
}

// ---- Looking ------------------------------------------------------------------------------------

static Goroutine *steal_round(Processor *p, bool last_round) {
    uint32_t count = atomic_load(&sched.processor_count);
    uint32_t start = sched_random_below(p, count);
    for (uint32_t i = 0; i < count; i++) {
        Processor *from = sched.processors[(start + i) % count];
        if (from == p) continue;
        if (last_round) {
            timers_run(p, from);
            bool inherit;
            Goroutine *g = run_queue_get(p, &inherit);
            if (g != NULL) return g;
        }
        Goroutine *g = run_queue_steal(p, from, last_round);
        if (g != NULL) return g;
    }
    return NULL;
}

static Goroutine *steal(Processor *p) {
    for (int round = 0; round < STEAL_ROUNDS; round++) {
        if (atomic_load_explicit(&p->poll, memory_order_relaxed) & (POLL_STOP | POLL_VISIT)) break;
        Goroutine *g = steal_round(p, round == STEAL_ROUNDS - 1);
        if (g != NULL) return g;
    }
    return NULL;
}

static void start_spinning(void) {
    if (worker_self->is_spinning) return;
    worker_self->is_spinning = true;
    atomic_fetch_add(&sched.spinning, 1);
}

static void stop_spinning(void) {
    worker_self->is_spinning = false;
    atomic_fetch_sub(&sched.spinning, 1);
}

// At most half as many workers spin as processors are busy.
static bool may_spin(void) {
    if (worker_self->is_spinning) return true;
    uint32_t count = atomic_load(&sched.processor_count);
    uint32_t busy = count - atomic_load(&sched.idle_count);
    return count > 1 && 2 * atomic_load(&sched.spinning) < busy;
}

static Goroutine *look_for_work(Processor *p, bool *inherit) {
    Goroutine *g;
    *inherit = false;
    if (++p->queue_tick % GLOBAL_QUEUE_TURN == 0 && (g = global_queue_get(p, 1)) != NULL) return g;
    if ((g = run_queue_get(p, inherit)) != NULL) return g;
    if ((g = global_queue_get(p, 0)) != NULL) return g;
    if (poll_waiter_count() > 0 && !atomic_load(&sched.keeper_waits)) {
        poll_make_runnable(poll_look(0));
        if ((g = global_queue_get(p, 0)) != NULL) return g;
    }
    if (!may_spin()) return NULL;
    start_spinning();
    return steal(p);
}

// ---- Giving up ----------------------------------------------------------------------------------

// Whether nothing will ever run again. sched.lock is held.
static bool is_deadlocked_locked(void) {
    if (sched.syscall_count > 0 || atomic_load(&sched.quitting)) return false;
    if (atomic_load(&sched.wants_attention) || atomic_load(&sched.stopping)) return false;
    if (gc_is_marking() || gc_is_requested()) return false;   // somebody may wait for the collector
    if (atomic_load(&sched.world_owner) != 0 || atomic_load(&sched.keeper_waits)) return false;
    for (uint32_t i = 0; i < sched.processors_made; i++) {
        uint32_t state = atomic_load(&sched.processors[i]->state);
        if (state != PROC_IDLE && state != PROC_UNUSED) return false;
    }
    return !work_is_waiting() && poller_next_timer() == 0 && poll_waiter_count() == 0;
}

static void report_deadlock(void) {
    bool none = atomic_load(&sched.user_count) == 0;
    sched.hooks.deadlock(none ? DEADLOCK_NO_GOROUTINES : DEADLOCK_ASLEEP);
    FATAL("the deadlock hook returned");
}

// Takes an idle processor if there is any; the worker spins then.
static bool take_processor(void) {
    lock_acquire(&sched.lock);
    Processor *p = processor_take_idle_locked();
    lock_release(&sched.lock);
    if (p == NULL) return false;
    worker_own(p);
    start_spinning();
    return true;
}

static bool may_keep(void) {
    return atomic_load(&sched.idle_count) > 0 && !atomic_load(&sched.stopping);
}

// Becomes the one who waits for timers and files, if that is needed and nobody does. Returns
// whether it has waited.
static bool wait_as_keeper(void) {
    int64_t timer = poller_next_timer();
    if (timer == 0 && poll_waiter_count() == 0) return false;
    bool nobody = false;
    if (!atomic_compare_exchange_strong(&sched.keeper_waits, &nobody, true)) {
        // The timer was set when no processor was idle, so nobody told the one who waits.
        if (timer != 0 && timer < atomic_load(&sched.keeper_until)) poller_break();
        return false;
    }
    poller_wait(timer == 0 ? INT64_MAX : timer);
    return true;
}

// The worker has no processor. Sleeps until it has one; returns the goroutine that came with it.
static Goroutine *sleep_without_processor(void) {
    for (;;) {
        // Without an idle processor the busy ones see to the timers.
        if (may_keep() && wait_as_keeper()) {
            if (take_processor()) return NULL;
            continue;
        }
        lock_acquire(&sched.lock);
        // A timer may have been set, and the keeper gone, since it was looked at.
        bool look_again = may_keep() && !atomic_load(&sched.keeper_waits) &&
                          (poller_next_timer() != 0 || poll_waiter_count() > 0);
        bool dead = !look_again && is_deadlocked_locked();
        if (!look_again && !dead) worker_list_locked();
        lock_release(&sched.lock);
        if (dead) report_deadlock();
        if (!look_again) return worker_sleep();
    }
}

// Gives [p] up, as there is nothing to run. False: there is something after all.
static bool let_go(Processor *p) {
    lock_acquire(&sched.lock);
    bool stay = (atomic_load(&p->poll) & (POLL_STOP | POLL_VISIT | POLL_GC)) != 0 ||
                atomic_load(&sched.global_count) > 0 || atomic_load(&sched.wants_attention) ||
                atomic_load(&sched.quitting);
    if (!stay) {
        worker_own(NULL);
        processor_make_idle_locked(p);
    }
    lock_release(&sched.lock);
    return !stay;
}

static Goroutine *go_idle(Processor *p) {
    if (!let_go(p)) return NULL;
    if (worker_self->is_spinning) {
        stop_spinning();
        int64_t timer = poller_next_timer();
        bool due = timer != 0 && timer <= sched_now();
        bool wanted = work_is_waiting() || due || atomic_load(&sched.wants_attention) ||
                      gc_is_requested();
        if (wanted && take_processor()) return NULL;
    }
    return sleep_without_processor();
}

// [p] is beyond GOMAXPROCS: lets it go for good, unless it is asked for something: whoever stops
// the world counts on an answer. The worker then is one without a processor.
static void leave_retired(Processor *p) {
    lock_acquire(&sched.lock);
    bool asked = (atomic_load(&p->poll) & (POLL_STOP | POLL_VISIT | POLL_GC)) != 0;
    if (!asked) {
        worker_own(NULL);
        processor_retire_locked(p);
    }
    lock_release(&sched.lock);
    if (asked) return;
    if (worker_self->is_spinning) stop_spinning();
    worker_wake_one();
}

// ---- Both ---------------------------------------------------------------------------------------

// What is asked of [p] between two slices.
static bool answer_poll(Processor *p) {
    uint32_t poll = atomic_load_explicit(&p->poll, memory_order_relaxed);
    if (__builtin_expect((poll & ~(uint32_t)POLL_PREEMPT) == 0, 1)) return false;
    if (poll & (POLL_STOP | POLL_VISIT)) {
        world_answer(p);
    } else {
        atomic_fetch_and(&p->poll, ~(uint32_t)(POLL_GC | POLL_PAGES));
        gc_run_requested();
    }
    return true;
}

// Does what comes before any goroutine; true: something was done, look at everything again.
static bool do_chores(Processor *p) {
    if (answer_poll(p)) return true;
    if (p->index >= atomic_load_explicit(&sched.processor_count, memory_order_relaxed)) {
        leave_retired(p);
        return true;
    }
    if (atomic_load_explicit(&sched.wants_attention, memory_order_relaxed) &&
        atomic_exchange(&sched.wants_attention, false))
        sched.hooks.attend(p);
    timers_run(p, p);
    return false;
}

Goroutine *find_runnable(bool *inherit) {
    for (;;) {
        if (atomic_load_explicit(&sched.quitting, memory_order_relaxed)) return NULL;
        Processor *p = worker_self->p;
        Goroutine *g = NULL;
        *inherit = false;
        if (p == NULL) {
            g = sleep_without_processor();
        } else if (do_chores(p)) {
            continue;
        } else {
            g = look_for_work(p, inherit);
            if (g == NULL && gc_idle_work()) {
                // Marking is work too: others may look for more of it.
                if (worker_self->is_spinning) stop_spinning();
                continue;
            }
            if (g == NULL) g = go_idle(p);
        }
        if (g == NULL) continue;
        if (worker_self->is_spinning) {
            stop_spinning();
            worker_wake_one();
        }
        return g;
    }
}
