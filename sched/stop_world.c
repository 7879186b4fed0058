// sched/stop_world.c - stopping all processors at safepoints, and visiting each at one.
//
// One thread at a time owns the world (sched.world_owner). It asks every running processor by a
// bit of Processor.poll, counts those that it has to wait for in running_left, and deals with idle
// ones and those in system calls itself.
#include <sched.h>

#include "base/os.h"
#include "sched/sched_int.h"

enum {
    LOOK_AGAIN_NS = 100 * 1000,
    STOP_SPINS = 500,   // some 10 us: who runs Go code comes to a safepoint much sooner
};

// One processor less to wait for.
static void count_down(void) {
    if (atomic_fetch_sub(&sched.running_left, 1) == 1) futex_wake(&sched.running_left, 1);
}

// Before anything else the goroutine that runs on [p] is scanned, if marking has begun.
static void go_on(Processor *p) {
    if (p != NULL && p->current != NULL) stack_scan_own(p->current);
}

static void join_stop(Processor *p) {
    uint32_t epoch = atomic_load(&sched.world_epoch);
    atomic_fetch_and(&p->poll, ~(uint32_t)POLL_STOP);
    atomic_store(&p->state, PROC_STOPPED);
    count_down();
    while (atomic_load(&sched.world_epoch) == epoch)
        futex_wait(&sched.world_epoch, epoch, -1);
    atomic_store(&p->state, PROC_RUNNING);
    go_on(p);
}

static void visit(Processor *p) {
    atomic_fetch_and(&p->poll, ~(uint32_t)POLL_VISIT);
    if (atomic_exchange(&p->visit_wanted, 0) == 0) return;
    sched.visit(p, sched.visit_arg);
    count_down();
}

void world_answer(Processor *p) {
    uint32_t poll = atomic_load(&p->poll);
    if (poll & POLL_VISIT) visit(p);
    if (poll & POLL_STOP) join_stop(p);
}

void world_step_aside(Processor *p) {
    lock_acquire(&sched.lock);
    // Who has asked already waits for the answer.
    while (atomic_load(&p->poll) & (POLL_STOP | POLL_VISIT)) {
        lock_release(&sched.lock);
        world_answer(p);
        lock_acquire(&sched.lock);
    }
    // A cycle may begin and end meanwhile: whoever marks is to scan the goroutine like one that
    // waits for a processor.
    p->current->processor = NULL;
    goroutine_change(p->current, GORO_RUNNING, GORO_RUNNABLE);
    atomic_store(&p->state, PROC_ASIDE);
    lock_release(&sched.lock);
}

void world_come_back(Processor *p) {
    lock_acquire(&sched.lock);
    for (;;) {
        uint32_t epoch = atomic_load(&sched.world_epoch);
        if (!atomic_load(&sched.stopping)) break;
        lock_release(&sched.lock);
        futex_wait(&sched.world_epoch, epoch, -1);
        lock_acquire(&sched.lock);
    }
    atomic_store(&p->state, PROC_RUNNING);
    lock_release(&sched.lock);
    goroutine_change(p->current, GORO_RUNNABLE, GORO_RUNNING);
    p->current->processor = p;
    go_on(p);
}

// Waits until all have answered that were asked; [retake] deals with those that cannot.
static void await_answers(void (*retake)(void)) {
    for (int i = 0; i < STOP_SPINS && atomic_load(&sched.running_left) != 0; i++) lock_pause();
    uint32_t left;
    while ((left = atomic_load(&sched.running_left)) != 0) {
        futex_wait(&sched.running_left, left, LOOK_AGAIN_NS);
        retake();
    }
}

static void own_world(Processor *p) {
    uint32_t nobody = 0;
    while (!atomic_compare_exchange_strong(&sched.world_owner, &nobody, 1)) {
        nobody = 0;
        if (p != NULL) world_answer(p);
        futex_wait(&sched.world_owner, 1, LOOK_AGAIN_NS);
    }
}

static void disown_world(void) {
    atomic_store(&sched.world_owner, 0);
    futex_wake(&sched.world_owner, 1);
}

static bool is_at_rest(Processor *q) {
    uint32_t state = atomic_load(&q->state);
    return state == PROC_IDLE || state == PROC_UNUSED || state == PROC_ASIDE;
}

// Asks [q], or takes it out of its system call. Returns whether it must be waited for.
static bool ask_to_stop_locked(Processor *q) {
    if (is_at_rest(q)) return false;
    if (processor_retake_locked(q)) {
        processor_make_idle_locked(q);
        return false;
    }
    processor_ask(q, POLL_STOP);
    return true;
}

// A processor that was asked to stop may have entered a system call just then.
static void retake_asked(void) {
    lock_acquire(&sched.lock);
    for (uint32_t i = 0; i < sched.processors_made; i++) {
        Processor *q = sched.processors[i];
        if (!(atomic_load(&q->poll) & POLL_STOP) || !processor_retake_locked(q)) continue;
        processor_make_idle_locked(q);
        atomic_fetch_and(&q->poll, ~(uint32_t)POLL_STOP);
        count_down();
    }
    lock_release(&sched.lock);
}

static _Thread_local bool froze_others;   // see sched_freeze

// Whether the world stands still for good already: for the thread of sched_run when the program is
// over, and for one that reports a fatal error.
static bool is_stopped_for_caller(void) {
    return froze_others || (worker_self == NULL && atomic_load(&sched.ended) != 0);
}

void sched_stop_world(Processor *p) {
    if (is_stopped_for_caller()) return;
    uint64_t asked_ns = os_monotonic_ns();
    own_world(p);
    lock_acquire(&sched.lock);
    atomic_store(&sched.stopping, true);
    // One more than are waited for, lest the count reaches 0 while they are asked.
    atomic_store(&sched.running_left, 1);
    for (uint32_t i = 0; i < sched.processors_made; i++) {
        Processor *q = sched.processors[i];
        if (q == p) continue;
        atomic_fetch_add(&sched.running_left, 1);
        if (!ask_to_stop_locked(q)) atomic_fetch_sub(&sched.running_left, 1);
    }
    lock_release(&sched.lock);
    atomic_fetch_sub(&sched.running_left, 1);
    await_answers(retake_asked);
    gc_pause_background();
    times_note_stopping(asked_ns);
}

void sched_start_world(Processor *p) {
    if (is_stopped_for_caller()) return;
    times_note_start();
    gc_resume_background();
    atomic_store(&sched.stopping, false);
    atomic_fetch_add(&sched.world_epoch, 1);
    disown_world();
    go_on(p);
    if (sched.processors_made == 1 && p != NULL) return;
    futex_wake(&sched.world_epoch, INT32_MAX);
    // Who wanted a processor meanwhile got none.
    worker_wake_one();
}

// ---- Dying --------------------------------------------------------------------------------------

enum { FREEZE_ROUNDS = 100 };   // of LOOK_AGAIN_NS

static bool all_rest_but(const Processor *p) {
    for (uint32_t i = 0; i < sched.processors_made; i++) {
        Processor *q = sched.processors[i];
        uint32_t state = atomic_load(&q->state);
        if (q != p && state == PROC_RUNNING) return false;
    }
    return true;
}

bool sched_freeze(void) {
    static _Atomic uint32_t frozen;
    if (froze_others) return false;
    if (atomic_exchange(&frozen, 1) != 0)
        for (;;) futex_wait(&frozen, 1, -1);
    froze_others = true;
    // Without owning the world: its owner may be the one who dies.
    Processor *p = sched_current();
    atomic_store(&sched.stopping, true);
    for (uint32_t i = 0; i < sched.processors_made; i++)
        if (sched.processors[i] != p) processor_ask(sched.processors[i], POLL_STOP);
    static _Atomic uint32_t never;
    for (int round = 0; round < FREEZE_ROUNDS && !all_rest_but(p); round++)
        futex_wait(&never, 0, LOOK_AGAIN_NS);
    return true;
}

bool sched_is_at_safepoint(const Goroutine *g) {
    return g->processor != NULL && atomic_load(&g->processor->state) == PROC_STOPPED;
}

// ---- Visits -------------------------------------------------------------------------------------

// Visits [q] here if it does not run. False: it was asked to do it itself.
static bool visit_locked(Processor *q) {
    bool retaken = processor_retake_locked(q);
    if (!retaken && !is_at_rest(q)) return false;
    // It may have been visited since it was asked.
    atomic_fetch_and(&q->poll, ~(uint32_t)POLL_VISIT);
    if (atomic_exchange(&q->visit_wanted, 0) != 0) {
        sched.visit(q, sched.visit_arg);
        count_down();
    }
    if (retaken) processor_make_idle_locked(q);
    return true;
}

static void visit_resting(void) {
    lock_acquire(&sched.lock);
    for (uint32_t i = 0; i < sched.processors_made; i++) {
        Processor *q = sched.processors[i];
        if (atomic_load(&q->visit_wanted) != 0) visit_locked(q);
    }
    lock_release(&sched.lock);
}

void sched_each_at_safepoint(Processor *p, void (*visit_one)(Processor *q, void *arg), void *arg) {
    if (is_stopped_for_caller()) {
        for (uint32_t i = 0; i < sched.processors_made; i++) visit_one(sched.processors[i], arg);
        return;
    }
    own_world(p);
    lock_acquire(&sched.lock);
    sched.visit = visit_one;
    sched.visit_arg = arg;
    atomic_store(&sched.running_left, sched.processors_made);
    for (uint32_t i = 0; i < sched.processors_made; i++)
        atomic_store(&sched.processors[i]->visit_wanted, 1);
    for (uint32_t i = 0; i < sched.processors_made; i++) {
        Processor *q = sched.processors[i];
        if (q != p && !visit_locked(q)) processor_ask(q, POLL_VISIT);
    }
    lock_release(&sched.lock);
    if (p != NULL) visit(p);
    await_answers(visit_resting);
    disown_world();
    worker_wake_one();
}
