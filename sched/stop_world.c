#include <sched.h>

#include "sched/sched_int.h"

enum { LOOK_AGAIN_NS = 100 * 1000 };

// One processor less to wait for.
static void count_stopped(void) {
    if (atomic_fetch_sub(&sched.running_left, 1) == 1) futex_wake(&sched.running_left, 1);
}

void world_join_stop(Processor *p) {
    uint32_t epoch = atomic_load(&sched.world_epoch);
    atomic_fetch_and(&p->poll, ~(uint32_t)POLL_STOP);
    atomic_store(&p->state, PROC_STOPPED);
    count_stopped();
    while (atomic_load(&sched.world_epoch) == epoch)
        futex_wait(&sched.world_epoch, epoch, -1);
    atomic_store(&p->state, PROC_RUNNING);
}

// Takes [p] away from a worker in a system call. False: that worker is back.
static bool take_from_syscall_locked(Processor *p) {
    uint32_t in_syscall = PROC_SYSCALL;
    if (!atomic_compare_exchange_strong(&p->state, &in_syscall, PROC_IDLE)) return false;
    processor_make_idle_locked(p);
    return true;
}

void world_take_from_syscall(Processor *p) {
    lock_acquire(&sched.lock);
    if (atomic_load(&p->poll) & POLL_STOP && take_from_syscall_locked(p)) {
        atomic_fetch_and(&p->poll, ~(uint32_t)POLL_STOP);
        count_stopped();
    }
    lock_release(&sched.lock);
}

// Becomes the one that stops the world; stops for others before.
static void become_stopper(Processor *p) {
    for (;;) {
        lock_acquire(&sched.world_lock);
        bool mine = sched.stopper == NULL;
        if (mine) __atomic_store_n(&sched.stopper, p, __ATOMIC_RELEASE);
        lock_release(&sched.world_lock);
        if (mine) return;
        if (atomic_load(&p->poll) & POLL_STOP) world_join_stop(p);
        else sched_yield();
    }
}

void sched_stop_world(Processor *p) {
    become_stopper(p);
    lock_acquire(&sched.lock);
    uint32_t running = 0;
    for (uint32_t i = 0; i < sched.processor_count; i++) {
        Processor *q = sched.processors[i];
        if (q == p || take_from_syscall_locked(q)) continue;
        if (atomic_load(&q->state) != PROC_IDLE) running++;
    }
    atomic_store(&sched.running_left, running);
    if (running > 0) {
        for (uint32_t i = 0; i < sched.processor_count; i++) {
            Processor *q = sched.processors[i];
            if (q != p && atomic_load(&q->state) != PROC_IDLE) processor_ask(q, POLL_STOP);
        }
    }
    lock_release(&sched.lock);
    uint32_t left;
    while ((left = atomic_load(&sched.running_left)) != 0) {
        futex_wait(&sched.running_left, left, LOOK_AGAIN_NS);
        // One may have entered a system call just when it was asked.
        for (uint32_t i = 0; i < sched.processor_count; i++)
            if (sched.processors[i] != p) world_take_from_syscall(sched.processors[i]);
    }
}

void sched_start_world(Processor *p) {
    (void)p;
    lock_acquire(&sched.world_lock);
    __atomic_store_n(&sched.stopper, NULL, __ATOMIC_RELEASE);
    lock_release(&sched.world_lock);
    atomic_fetch_add(&sched.world_epoch, 1);
    if (sched.processor_count == 1 && sched.returning_workers == NULL) return;
    futex_wake(&sched.world_epoch, INT32_MAX);
    lock_acquire(&sched.lock);
    worker_serve_returning_locked();
    lock_release(&sched.lock);
    worker_wake_one();
}
