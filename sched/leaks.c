// sched/leaks.c - goroutines that will never run again.
//
// A goroutine is leaked when it waits for something that no other goroutine can ever use: only
// leaked goroutines, if anybody, have a pointer to the channel, mutex or the like. Found with the
// collector's means: mark from all roots but the stacks of the goroutines that wait; whose object
// is reached then may be woken, so its stack is a root too; and so on, until nothing changes.
// What lies in a frame or in a package variable counts as reached.
#include "sched/sched_int.h"

static bool is_suspect(const Goroutine *g) {
    if (goroutine_state(g) != GORO_WAITING || g->is_system) return false;
    switch ((WaitReason)g->wait_reason) {
    case WAIT_CHAN_RECEIVE: case WAIT_CHAN_SEND: case WAIT_CHAN_RECEIVE_NIL:
    case WAIT_CHAN_SEND_NIL: case WAIT_SELECT: case WAIT_SELECT_NO_CASES: case WAIT_SEMACQUIRE:
    case WAIT_MUTEX_LOCK: case WAIT_RWMUTEX_RLOCK: case WAIT_RWMUTEX_LOCK: case WAIT_COND_WAIT:
        return true;
    default:
        return false;
    }
}

// Whether somebody can reach what [g] waits for.
static bool can_be_woken(const Goroutine *g) {
    switch ((WaitReason)g->wait_reason) {
    case WAIT_CHAN_RECEIVE: case WAIT_CHAN_SEND:
        return gc_is_marked(g->sudog.chan);
    case WAIT_SELECT:
        for (uint32_t i = 0; i < g->select_count; i++)
            if (gc_is_marked(g->select_sudogs[i].chan)) return true;
        return false;
    case WAIT_CHAN_RECEIVE_NIL: case WAIT_CHAN_SEND_NIL: case WAIT_SELECT_NO_CASES:
        return false;
    default:
        return gc_is_marked(g->sudog.elem);
    }
}

// Takes the suspicion from those that can be woken; returns whether there were any.
static bool clear_some(void) {
    bool any = false;
    for (Goroutine *g = atomic_load(&sched.all); g != NULL; g = g->all_next) {
        if (!g->is_suspect || !can_be_woken(g)) continue;
        g->is_suspect = false;
        gc_reach_more(stack_scan_one, g);
        any = true;
    }
    return any;
}

// The suspicion falls on goroutines only now: a cycle that had to be ended first keeps them alive.
static void find_leaks(void *arg) {
    uint32_t *count = arg;
    for (Goroutine *g = atomic_load(&sched.all); g != NULL; g = g->all_next)
        g->is_suspect = is_suspect(g);
    gc_reach_roots();
    while (clear_some()) {}
    for (Goroutine *g = atomic_load(&sched.all); g != NULL; g = g->all_next) {
        g->is_leaked = g->is_suspect;
        g->is_suspect = false;
        *count += g->is_leaked;
    }
}

uint32_t sched_find_leaks(void) {
    uint32_t count = 0;
    gc_reach(find_leaks, &count);
    return count;
}
