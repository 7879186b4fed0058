#include <pthread.h>
#include <stdlib.h>

#include "base/os.h"
#include "sched/sched_int.h"

Sched sched;
_Thread_local Worker *worker_self;

static Worker *worker_new(void) {
    Worker *worker = calloc(1, sizeof *worker);
    FATAL_IF(worker == NULL, "no memory for a thread");
    sched.worker_count++;
    return worker;
}

// ---- Handing processors to threads. sched.lock is held in functions named ..._locked
// -------------

// Takes an idle processor; NULL: there is none, or the world is stopped.
static Processor *take_idle_locked(void) {
    Processor *p = sched.idle_processors;
    if (p == NULL || __atomic_load_n(&sched.stopper, __ATOMIC_ACQUIRE) != NULL) return NULL;
    __atomic_store_n(&sched.idle_processors, p->next_idle, __ATOMIC_RELAXED);
    atomic_store(&p->state, PROC_RUNNING);
    return p;
}

void processor_make_idle_locked(Processor *p) {
    atomic_store(&p->state, PROC_IDLE);
    p->next_idle = sched.idle_processors;
    __atomic_store_n(&sched.idle_processors, p, __ATOMIC_RELAXED);
}

static void grant_locked(Worker *worker, Processor *p) {
    worker->granted = p;
    atomic_store(&worker->wakeup, 1);
    futex_wake(&worker->wakeup, 1);
}

static void *worker_main(void *arg);

void worker_start_locked(Processor *p) {
    monitor_wake();
    Worker *worker = sched.idle_workers;
    if (worker != NULL) {
        sched.idle_workers = worker->next;
        grant_locked(worker, p);
        return;
    }
    worker = worker_new();
    worker->p = p;
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, 1 << 20);
    int error = pthread_create(&thread, &attributes, worker_main, worker);
    FATAL_IF(error != 0, "cannot start a thread: error %d", error);
    pthread_attr_destroy(&attributes);
}

void worker_wake_one(void) {
    if (__atomic_load_n(&sched.idle_processors, __ATOMIC_RELAXED) == NULL) return;
    lock_acquire(&sched.lock);
    Processor *p = take_idle_locked();
    if (p != NULL) worker_start_locked(p);
    lock_release(&sched.lock);
}

bool worker_hand_over(Processor *p) {
    lock_acquire(&sched.lock);
    atomic_fetch_and(&p->poll, ~(uint32_t)POLL_HANDOFF);
    Worker *worker = sched.returning_workers;
    if (worker != NULL) {
        sched.returning_workers = worker->next;
        if (sched.returning_workers != NULL) processor_ask(p, POLL_HANDOFF);
        worker_self->p = NULL;
        grant_locked(worker, p);
    }
    lock_release(&sched.lock);
    return worker != NULL;
}

void worker_serve_returning_locked(void) {
    while (sched.returning_workers != NULL) {
        Processor *p = take_idle_locked();
        if (p == NULL) return;
        Worker *worker = sched.returning_workers;
        sched.returning_workers = worker->next;
        grant_locked(worker, p);
    }
}

Processor *worker_wait_for_processor(void) {
    Worker *self = worker_self;
    lock_acquire(&sched.lock);
    Processor *p = take_idle_locked();
    if (p != NULL) {
        lock_release(&sched.lock);
        self->p = p;
        return p;
    }
    // First come, first served.
    Worker **link = &sched.returning_workers;
    while (*link != NULL) link = &(*link)->next;
    self->next = NULL;
    *link = self;
    for (uint32_t i = 0; i < sched.processor_count; i++)
        processor_ask(sched.processors[i], POLL_HANDOFF);
    lock_release(&sched.lock);
    while (atomic_load(&self->wakeup) == 0) futex_wait(&self->wakeup, 0, -1);
    atomic_store(&self->wakeup, 0);
    self->p = self->granted;
    return self->p;
}

// ---- Idling -------------------------------------------------------------------------------------

// When the next timer of any processor fires; 0: none is pending.
static int64_t next_timer(void) {
    int64_t first = 0;
    for (uint32_t i = 0; i < sched.processor_count; i++) {
        int64_t when = timers_next(sched.processors[i]);
        if (when != 0 && (first == 0 || when < first)) first = when;
    }
    return first;
}

static bool work_is_waiting(void) {
    if (atomic_load(&sched.global_count) > 0) return true;
    for (uint32_t i = 0; i < sched.processor_count; i++)
        if (!run_queue_is_empty(sched.processors[i])) return true;
    return false;
}

// Whether nothing will ever run again. sched.lock is held.
static bool is_deadlocked_locked(int64_t timer) {
    if (timer != 0 || atomic_load(&sched.syscall_count) > 0) return false;
    if (atomic_load(&sched.quitting)) return false;
    for (uint32_t i = 0; i < sched.processor_count; i++)
        if (atomic_load(&sched.processors[i]->state) != PROC_IDLE) return false;
    return !work_is_waiting();
}

static void leave_idle_list_locked(Worker *self) {
    for (Worker **link = &sched.idle_workers; *link != NULL; link = &(*link)->next) {
        if (*link != self) continue;
        *link = self->next;
        return;
    }
}

// Sleeps without a processor until one is granted, or until [timer] (0: for ever) and one is free.
static void sleep_without_processor(int64_t timer) {
    Worker *self = worker_self;
    for (;;) {
        int64_t ns = -1;
        if (timer != 0) {
            ns = timer - sched_now();
            if (ns < 0) ns = 0;
        }
        if (atomic_load(&self->wakeup) == 0 && ns != 0) futex_wait(&self->wakeup, 0, ns);
        lock_acquire(&sched.lock);
        if (atomic_load(&self->wakeup) != 0) {
            atomic_store(&self->wakeup, 0);
            self->p = self->granted;
            self->granted = NULL;
            if (self->p == NULL) leave_idle_list_locked(self);   // woken to quit
            lock_release(&sched.lock);
            return;
        }
        if (timer != 0 && sched_now() >= timer) {
            self->p = take_idle_locked();
            if (self->p != NULL) {
                leave_idle_list_locked(self);
                lock_release(&sched.lock);
                monitor_wake();
                return;
            }
            // Others have all processors and so see to the timer.
            timer = 0;
        }
        lock_release(&sched.lock);
    }
}

// Gives [p] up, as there is nothing to run, and sleeps until there may be something.
static void go_idle(Processor *p) {
    Worker *self = worker_self;
    lock_acquire(&sched.lock);
    if (atomic_load(&p->poll) & (POLL_STOP | POLL_HANDOFF) || work_is_waiting() ||
        atomic_load(&sched.wants_attention)) {
        lock_release(&sched.lock);
        return;
    }
    int64_t timer = next_timer();
    processor_make_idle_locked(p);
    self->p = NULL;
    self->next = sched.idle_workers;
    sched.idle_workers = self;
    bool dead = is_deadlocked_locked(timer);
    lock_release(&sched.lock);
    if (dead) {
        self->p = p;   // the hook may look at it; it does not return
        sched.hooks.deadlock(atomic_load(&sched.user_count) == 0 ? DEADLOCK_NO_GOROUTINES
                                                                : DEADLOCK_ASLEEP);
        FATAL("the deadlock hook returned");
    }
    sleep_without_processor(timer);
}

// ---- The loop -----------------------------------------------------------------------------------

static Goroutine *steal(Processor *p) {
    uint32_t start = sched_random_below(p, sched.processor_count);
    for (uint32_t i = 0; i < sched.processor_count; i++) {
        Processor *from = sched.processors[(start + i) % sched.processor_count];
        if (from == p) continue;
        Goroutine *g = run_queue_steal(p, from);
        if (g != NULL) return g;
    }
    return NULL;
}

// What is asked of [p] between two slices. The worker may have lost [p] afterwards.
static void answer_poll(Processor *p) {
    uint32_t poll = atomic_load(&p->poll);
    if (poll & POLL_STOP) {
        world_join_stop(p);
    } else if (poll & POLL_HANDOFF && worker_hand_over(p)) {
        lock_acquire(&sched.lock);
        worker_self->next = sched.idle_workers;
        sched.idle_workers = worker_self;
        lock_release(&sched.lock);
        sleep_without_processor(0);
    } else if (poll & POLL_GC) {
        atomic_fetch_and(&p->poll, ~(uint32_t)POLL_GC);
        gc_run_requested();
    }
}

static Goroutine *look_for_work(Processor *p, bool *inherit) {
    Goroutine *g;
    *inherit = false;
    if (++p->queue_tick % GLOBAL_QUEUE_TURN == 0 && (g = global_queue_get(p, 1)) != NULL) return g;
    if ((g = run_queue_get(p, inherit)) != NULL) return g;
    if ((g = global_queue_get(p, 0)) != NULL) return g;
    if (sched.processor_count == 1) return NULL;
    for (uint32_t i = 0; i < sched.processor_count; i++) timers_run(p, sched.processors[i]);
    if ((g = run_queue_get(p, inherit)) != NULL) return g;
    return steal(p);
}

// The next goroutine to run on this thread; NULL: the program is over.
static Goroutine *find_runnable(bool *inherit) {
    for (;;) {
        if (atomic_load_explicit(&sched.quitting, memory_order_relaxed)) return NULL;
        Processor *p = worker_self->p;
        if (p == NULL) {
            sleep_without_processor(0);
            continue;
        }
        if (atomic_load_explicit(&p->poll, memory_order_relaxed) & ~(uint32_t)POLL_PREEMPT) {
            answer_poll(p);
            continue;
        }
        if (atomic_load_explicit(&sched.wants_attention, memory_order_relaxed) &&
            atomic_exchange(&sched.wants_attention, false))
            sched.hooks.attend(p);
        timers_run(p, p);
        Goroutine *g = look_for_work(p, inherit);
        if (g != NULL) return g;
        if (gc_sweep_some(16)) continue;
        go_idle(p);
    }
}

static void run_one(Processor *p, Goroutine *g, bool inherit) {
    p->current = g;
    g->processor = p;
    atomic_store_explicit(&g->state, GORO_RUNNING, memory_order_relaxed);
    if (!inherit) {
        atomic_fetch_add_explicit(&p->sched_tick, 1, memory_order_relaxed);
        if (!sched.seeded && atomic_load_explicit(&p->poll, memory_order_relaxed) & POLL_PREEMPT)
            atomic_fetch_and(&p->poll, ~(uint32_t)POLL_PREEMPT);
    }
    if (g->select_count > 0) select_clean_up(g);
    SliceEnd end = sched.hooks.run_slice(p, g);
    p = worker_self->p;   // a system call may have changed it
    p->current = NULL;
    switch (end) {
    case SLICE_YIELD:
        g->processor = NULL;
        atomic_store(&g->state, GORO_RUNNABLE);
        global_queue_put(g);
        return;
    case SLICE_PARKED:
        return;
    case SLICE_EXITED:
        goroutine_free(p, g);
        return;
    }
}

static void worker_loop(void) {
    for (;;) {
        bool inherit;
        Goroutine *g = find_runnable(&inherit);
        if (g == NULL) return;
        run_one(worker_self->p, g, inherit);
    }
}

static void *worker_main(void *arg) {
    worker_self = arg;
    worker_loop();
    // The main thread may be in a system call, so whoever notices the end ends the process.
    exit(atomic_load(&sched.quit_code));
}

int sched_run(Processor *p) {
    CHECK(worker_self != NULL && worker_self->p == p);
    (void)p;
    worker_loop();
    return atomic_load(&sched.quit_code);
}

void sched_quit(int code) {
    atomic_store(&sched.quit_code, code);
    atomic_store(&sched.quitting, true);
}

Processor *sched_current(void) {
    return worker_self == NULL ? NULL : worker_self->p;
}

uint32_t sched_processor_count(void) {
    return sched.processor_count;
}
