// sched/poller.c - how an idle worker waits for what comes from outside.
//
// One idle worker, the KEEPER, sleeps until the next timer of any processor, or until a file is
// ready (poll.c); the others sleep until somebody grants them a processor. Who sets an earlier
// timer wakes the keeper.
#include "sched/sched_int.h"

static _Atomic uint32_t broken;   // futex: 1: the keeper is to look again

int64_t poller_next_timer(void) {
    int64_t first = 0;
    for (uint32_t i = 0; i < sched.processors_made; i++) {
        int64_t when = timers_next(sched.processors[i]);
        if (when != 0 && (first == 0 || when < first)) first = when;
    }
    return first;
}

void poller_wait(int64_t until) {
    atomic_store(&sched.keeper_until, until);
    // Who sets an earlier timer from now on sees keeper_until; look for those of before.
    int64_t first = poller_next_timer();
    if (first != 0 && first < until) until = first;
    int64_t ns = until == INT64_MAX ? -1 : until - sched_now();
    Goroutine *list = NULL;
    if (poll_is_open()) list = poll_look(ns < 0 && until != INT64_MAX ? 0 : ns);
    else if (until == INT64_MAX || ns > 0) futex_wait(&broken, 0, ns);
    atomic_store(&broken, 0);
    atomic_store(&sched.keeper_waits, false);
    poll_make_runnable(list);
}

void poller_break(void) {
    if (atomic_exchange(&broken, 1) != 0) return;
    futex_wake(&broken, 1);
    if (poll_is_open()) poll_break();
}

void poller_note_timer(int64_t when) {
    if (atomic_load(&sched.idle_count) == 0) return;
    if (!atomic_load(&sched.keeper_waits)) worker_wake_one();
    else if (when < atomic_load(&sched.keeper_until)) poller_break();
}
