// sched/session.c - a thread beside the processors that looks at goroutines, starts and ends them.
#include "sched/chan_int.h"
#include "sched/sched_int.h"
#include "sched/sema.h"

static void leave_channel(Sudog *sudog, bool is_send) {
    Chan *chan = sudog->chan;
    lock_acquire(&chan->lock);
    if (sudog->is_queued) chan_dequeue(sudog, is_send);
    lock_release(&chan->lock);
}

bool sched_interrupt(Processor *p, Goroutine *g) {
    uint32_t state = atomic_load(&g->state);
    if (state == GORO_RUNNABLE || state == GORO_RUNNING) {
        for (uint32_t i = 0; i < sched.processors_made; i++)
            processor_ask(sched.processors[i], POLL_PREEMPT);
        return true;
    }
    if (state != GORO_WAITING) return false;
    switch ((WaitReason)g->wait_reason) {
    case WAIT_CHAN_RECEIVE: leave_channel(&g->sudog, false); break;
    case WAIT_CHAN_SEND: leave_channel(&g->sudog, true); break;
    case WAIT_SELECT: atomic_store(&g->select_won, 1); break;   // run_one cleans up
    case WAIT_SLEEP: timer_stop(p, &g->sleep_timer); break;
    case WAIT_SEMACQUIRE: case WAIT_MUTEX_LOCK: case WAIT_RWMUTEX_RLOCK: case WAIT_RWMUTEX_LOCK:
        sema_leave(g);
        break;
    case WAIT_COND_WAIT: notify_leave(g); break;
    case WAIT_CHAN_RECEIVE_NIL: case WAIT_CHAN_SEND_NIL: case WAIT_SELECT_NO_CASES:
    case WAIT_FOREVER:
        break;
    default: return false;
    }
    sched_ready(p, g);
    return true;
}

// The session's thread counts as a system call that lost its processor: as long as it is there, the
// program cannot be over.
void sched_session_begin(Processor *p) {
    static Worker worker;
    worker_self = &worker;
    lock_acquire(&sched.lock);
    sched.syscall_count++;
    processor_make_idle_locked(p);
    lock_release(&sched.lock);
    monitor_start();
}

Processor *sched_session_stop(void) {
    sched_stop_world(NULL);
    Processor *p = sched.processors[0];
    worker_own(p);
    return p;
}

void sched_session_start(void) {
    worker_own(NULL);
    sched_start_world(NULL);
}

static void look_for_runnable(Goroutine *g, void *arg) {
    bool *found = arg;
    if (g->is_system) return;
    uint32_t state = atomic_load(&g->state);
    if (state != GORO_WAITING) *found = true;
    else if (g->wait_reason == WAIT_IO || g->wait_reason == WAIT_GC) *found = true;
}

bool sched_is_stuck(void) {
    bool found = false;
    sched_visit_goroutines(look_for_runnable, &found);
    for (uint32_t i = 0; i < sched.processors_made && !found; i++)
        found = timers_next(sched.processors[i]) != 0;
    return !found;
}
