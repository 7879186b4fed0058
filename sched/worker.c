#include <pthread.h>
#include <stdlib.h>

#include "base/os.h"
#include "sched/sched_int.h"

Sched sched;
_Thread_local Worker *worker_self;

void worker_own(Processor *p) {
    worker_self->p = p;
    gc_take_processor(p == NULL ? NULL : p->gc);
}

// ---- Threads ------------------------------------------------------------------------------------

// A function is compiled on the thread that calls it first, and the compiler walks trees by
// recursion. The memory is only reserved; where that is limited less has to do.
static const size_t stack_bytes[] = {64 << 20, 8 << 20, 1 << 20};

static void *worker_main(void *arg);

static void start_thread(Worker *worker) {
    int error = 0;
    for (size_t i = 0; i < sizeof stack_bytes / sizeof stack_bytes[0]; i++) {
        pthread_t thread;
        pthread_attr_t attributes;
        pthread_attr_init(&attributes);
        pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
        pthread_attr_setstacksize(&attributes, stack_bytes[i]);
        error = pthread_create(&thread, &attributes, worker_main, worker);
        pthread_attr_destroy(&attributes);
        if (error == 0) return;
    }
    FATAL("cannot start a thread: error %d", error);
}

static Worker *worker_new(void) {
    Worker *worker = calloc(1, sizeof *worker);
    FATAL_IF(worker == NULL, "no memory for a thread");
    sched.worker_count++;
    return worker;
}

void worker_grant_locked(Worker *worker, Processor *p, Goroutine *g) {
    worker->granted = p;
    worker->granted_g = g;
    worker->granted_spinning = false;
    atomic_store(&worker->wakeup, 1);
    futex_wake(&worker->wakeup, 1);
}

void worker_start_locked(Processor *p, bool spinning) {
    monitor_wake();
    Worker *worker = sched.idle_workers;
    if (worker != NULL) {
        sched.idle_workers = worker->next;
        worker_grant_locked(worker, p, NULL);
        worker->granted_spinning = spinning;
        return;
    }
    worker = worker_new();
    worker->p = p;
    worker->is_spinning = spinning;
    start_thread(worker);
}

// One that looks for work is enough: it wakes the next one when it has found some.
void worker_wake_one(void) {
    if (atomic_load(&sched.idle_count) == 0 || atomic_load(&sched.spinning) != 0) return;
    uint32_t nobody = 0;
    if (!atomic_compare_exchange_strong(&sched.spinning, &nobody, 1)) return;
    lock_acquire(&sched.lock);
    Processor *p = processor_take_idle_locked();
    if (p != NULL) worker_start_locked(p, true);
    else atomic_fetch_sub(&sched.spinning, 1);
    lock_release(&sched.lock);
}

void worker_list_locked(void) {
    worker_self->next = sched.idle_workers;
    sched.idle_workers = worker_self;
}

Goroutine *worker_sleep(void) {
    Worker *self = worker_self;
    while (atomic_load(&self->wakeup) == 0) futex_wait(&self->wakeup, 0, -1);
    lock_acquire(&sched.lock);
    atomic_store(&self->wakeup, 0);
    Processor *p = self->granted;
    Goroutine *g = self->granted_g;
    self->is_spinning = self->granted_spinning;
    self->granted = NULL;
    self->granted_g = NULL;
    lock_release(&sched.lock);
    worker_own(p);
    return g;
}

// ---- Goroutines locked to threads ---------------------------------------------------------------

void sched_lock_thread(Goroutine *g) {
    g->lock_count++;
    g->locked_worker = worker_self;
    worker_self->locked_g = g;
}

static void unlock_thread(Goroutine *g) {
    g->lock_count = 0;
    g->locked_worker->locked_g = NULL;
    g->locked_worker = NULL;
}

void sched_unlock_thread(Goroutine *g) {
    if (g->lock_count > 0 && --g->lock_count == 0) unlock_thread(g);
}

// [g] is locked to another thread: that one runs it, on the processor of this one.
static void pass_to_locked(Goroutine *g) {
    Processor *p = worker_self->p;
    worker_own(NULL);
    lock_acquire(&sched.lock);
    worker_grant_locked(g->locked_worker, p, g);
    worker_list_locked();
    lock_release(&sched.lock);
    worker_sleep();
}

// The goroutine locked to this thread waits or is queued. Gives the processor to another thread
// and sleeps until somebody passes it on.
static Goroutine *wait_for_locked(void) {
    Processor *p = worker_self->p;
    worker_own(NULL);
    if (p != NULL) {
        lock_acquire(&sched.lock);
        worker_start_locked(p, false);
        lock_release(&sched.lock);
    }
    return worker_sleep();
}

// ---- The loop -----------------------------------------------------------------------------------

static void run_one(Processor *p, Goroutine *g, bool inherit) {
    p->current = g;
    g->processor = p;
    goroutine_change(g, GORO_RUNNABLE, GORO_RUNNING);
    times_note_running(g);
    stack_scan_own(g);
    if (!inherit) {
        atomic_store_explicit(&p->sched_tick, p->sched_tick + 1, memory_order_relaxed);
        bool by_clock = !sched.seeded && debug_flags.preempt <= 0;
        if (by_clock && atomic_load_explicit(&p->poll, memory_order_relaxed) & POLL_PREEMPT)
            atomic_fetch_and(&p->poll, ~(uint32_t)POLL_PREEMPT);
    }
    if (g->select_count > 0) select_clean_up(g);
    SliceEnd end = sched.hooks.run_slice(p, g);
    p = worker_self->p;   // a system call may have changed it, or lost it
    if (p == NULL) return;
    p->current = NULL;
    switch (end) {
    case SLICE_YIELD:
        g->processor = NULL;
        times_note_runnable(p, g);
        atomic_store(&g->state, GORO_RUNNABLE);
        global_queue_put(g);
        return;
    case SLICE_PARKED:
        return;
    case SLICE_EXITED:
        if (g->locked_worker != NULL) unlock_thread(g);
        goroutine_free(p, g);
        return;
    }
}

// The program is over: everything stops, and the thread that waits in sched_run goes on. If that
// comes again, with another program, so does everything.
static void end_all(void) {
    Processor *p = worker_self->p;
    sched_stop_world(p);
    if (atomic_load(&sched.quitting)) {   // else it was over while this thread waited to stop
        atomic_store(&sched.ended, 1);
        futex_wake(&sched.ended, INT32_MAX);
        while (atomic_load(&sched.ended) != 0) futex_wait(&sched.ended, 1, -1);
    }
    sched_start_world(p);
}

static void *worker_main(void *arg) {
    worker_self = arg;
    if (sched.hooks.start_thread != NULL) sched.hooks.start_thread();
    worker_own(worker_self->p);
    for (;;) {
        bool inherit = false;
        Goroutine *g = worker_self->locked_g != NULL ? wait_for_locked() : find_runnable(&inherit);
        if (g == NULL) end_all();
        else if (g->locked_worker != NULL && g->locked_worker != worker_self) pass_to_locked(g);
        else run_one(worker_self->p, g, inherit);
    }
    return NULL;
}

int sched_run(Processor *p) {
    if (atomic_load(&sched.ended) != 0) {
        atomic_store(&sched.quitting, false);
        atomic_store(&sched.ended, 0);
        futex_wake(&sched.ended, INT32_MAX);
    } else {
        lock_acquire(&sched.lock);
        worker_start_locked(p, false);
        lock_release(&sched.lock);
    }
    while (atomic_load(&sched.ended) == 0) futex_wait(&sched.ended, 0, -1);
    return atomic_load(&sched.quit_code);
}

void sched_quit(int code) {
    atomic_store(&sched.quit_code, code);
    atomic_store(&sched.quitting, true);
}

Processor *sched_current(void) {
    return worker_self == NULL ? NULL : worker_self->p;
}
