#include <pthread.h>
#include <time.h>

#include "base/os.h"
#include "heap/own_code.h"
#include "sched/sched_int.h"

static const int64_t QUICK_NS = 20 * 1000;              // while system calls block
static const int64_t SLOW_NS = TIME_SLICE_NS / 2;       // otherwise
enum { QUICK_ROUNDS = 50 };                             // after one was seen to

// What the monitor saw of a processor when it last looked.
typedef struct Sight {
    uint32_t tick;           // sched_tick
    uint32_t syscall_tick;
    int64_t since;           // sched_now() when the tick was first seen
} Sight;

// Whether somebody would run on [p] if its system call were not in the way.
static bool is_wanted(Processor *p, int64_t now) {
    int64_t timer = timers_next(p);
    return !run_queue_is_empty(p) || atomic_load(&sched.global_count) > 0 ||
           (timer != 0 && timer <= now) || gc_is_requested();
}

// Gives the processor of a worker that is in a system call to another worker.
static void retake(Processor *p) {
    lock_acquire(&sched.lock);
    if (!atomic_load(&sched.stopping) && processor_retake_locked(p)) {
        processor_make_idle_locked(p);
        worker_start_locked(processor_take_idle_locked(), false);
    }
    lock_release(&sched.lock);
}

// A processor in a system call. A call that has just begun may be over at once; and with a seed
// only long ones may change the order of things. Returns whether the processor was taken away.
static bool look_at_syscall(Processor *p, Sight *sight, int64_t now) {
    uint32_t tick = atomic_load_explicit(&p->syscall_tick, memory_order_relaxed);
    if (tick != sight->syscall_tick) {
        sight->syscall_tick = tick;
        sight->since = now;
        return false;
    }
    if (sched.seeded && now - sight->since < TIME_SLICE_NS) return false;
    if (!is_wanted(p, now)) return false;
    retake(p);
    return true;
}

// Looks after one processor. Returns whether it is running or in a system call; *[retook]: it was
// taken away from a system call.
static bool look_at(Processor *p, Sight *sight, bool *retook) {
    uint32_t state = atomic_load(&p->state);
    int64_t now = sched_now();
    if (state != PROC_RUNNING && state != PROC_SYSCALL) return false;
    uint32_t tick = atomic_load_explicit(&p->sched_tick, memory_order_relaxed);
    if (state == PROC_SYSCALL) {
        if (look_at_syscall(p, sight, now)) *retook = true;
    } else if (tick != sight->tick) {
        sight->tick = tick;
        sight->since = now;
    } else if (now - sight->since >= TIME_SLICE_NS && !sched.seeded) {
        processor_ask(p, POLL_PREEMPT);
        sight->since = now;
    }
    return true;
}

// Processors that are busy do not look after files.
static void look_at_files(void) {
    if (poll_waiter_count() == 0 || atomic_load(&sched.keeper_waits)) return;
    if (sched_now() - poll_last_look() >= TIME_SLICE_NS) poll_make_runnable(poll_look(0));
}

static void sleep_ns(int64_t ns) {
    struct timespec t = {ns / 1000000000, ns % 1000000000};
    nanosleep(&t, NULL);
}

static void *monitor_main(void *arg) {
    (void)arg;
    static Sight sights[PROCESSORS_MAX];
    uint32_t quick = 0;
    for (;;) {
        sleep_ns(quick > 0 ? QUICK_NS : SLOW_NS);
        bool retook = false, busy = false;
        for (uint32_t i = 0; i < sched.processors_made; i++)
            if (look_at(sched.processors[i], &sights[i], &retook)) busy = true;
        look_at_files();
        if (retook) quick = QUICK_ROUNDS;
        else if (quick > 0) quick--;
        if (gc_is_overdue()) gc_request(true);
        if (quick == 0 && gc_scavenge_some()) busy = true;
        if (!own_code_rest()) busy = true;
        if (!busy) {
            // All processors are idle: nothing to do until one is not.
            atomic_store(&sched.monitor_asleep, 1);
            bool still = true;
            for (uint32_t i = 0; i < sched.processors_made; i++)
                if (atomic_load(&sched.processors[i]->state) != PROC_IDLE) still = false;
            if (still) futex_wait(&sched.monitor_asleep, 1, (int64_t)gc_period_ns());
            atomic_store(&sched.monitor_asleep, 0);
        }
    }
    return NULL;
}

void monitor_start(void) {
    if (atomic_load_explicit(&sched.monitor_started, memory_order_relaxed)) return;
    if (atomic_exchange(&sched.monitor_started, 1)) return;
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, 64 << 10);
    int error = pthread_create(&thread, &attributes, monitor_main, NULL);
    FATAL_IF(error != 0, "cannot start the monitor thread: error %d", error);
    pthread_attr_destroy(&attributes);
}

void monitor_wake(void) {
    if (atomic_load_explicit(&sched.monitor_asleep, memory_order_relaxed) == 0) return;
    if (atomic_exchange(&sched.monitor_asleep, 0)) futex_wake(&sched.monitor_asleep, 1);
}
