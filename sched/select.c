#include <stdlib.h>

#include "sched/chan_int.h"
#include "sched/sched_int.h"

enum { SELECT_CASES_ON_STACK = 16 };

// A select in progress.
typedef struct Select {
    const SelectCase *cases;
    uint32_t count;
    uint32_t *poll_order;   // cases with a channel, in the order they are tried
    uint32_t *lock_order;   // the same by address of the channel
    uint32_t used;          // how many these are
} Select;

// Fills in poll_order at random, each permutation alike.
static void order_polls(Processor *p, Select *select) {
    select->used = 0;
    for (uint32_t i = 0; i < select->count; i++) {
        if (select->cases[i].chan == NULL) continue;
        uint32_t at = sched_random_below(p, select->used + 1);
        select->poll_order[select->used] = select->poll_order[at];
        select->poll_order[at] = i;
        select->used++;
    }
}

static uintptr_t lock_key(const Select *select, uint32_t at) {
    return (uintptr_t)select->cases[select->lock_order[at]].chan;
}

static void sift(Select *select, uint32_t at, uint32_t count) {
    uint32_t *order = select->lock_order;
    for (;;) {
        uint32_t child = 2 * at + 1;
        if (child >= count) return;
        if (child + 1 < count && lock_key(select, child) < lock_key(select, child + 1)) child++;
        if (lock_key(select, at) >= lock_key(select, child)) return;
        uint32_t swapped = order[at];
        order[at] = order[child];
        order[child] = swapped;
        at = child;
    }
}

// Heap sort: no recursion, no memory, and a program may select over 65536 channels.
static void order_locks(Select *select) {
    for (uint32_t i = 0; i < select->used; i++) select->lock_order[i] = select->poll_order[i];
    for (uint32_t i = select->used / 2; i-- > 0;) sift(select, i, select->used);
    for (uint32_t end = select->used; end > 1; end--) {
        uint32_t last = select->lock_order[end - 1];
        select->lock_order[end - 1] = select->lock_order[0];
        select->lock_order[0] = last;
        sift(select, 0, end - 1);
    }
}

// Locks or unlocks each channel once, although it may be in several cases.
static void lock_all(const Select *select) {
    Chan *before = NULL;
    for (uint32_t i = 0; i < select->used; i++) {
        Chan *chan = select->cases[select->lock_order[i]].chan;
        if (chan != before) lock_acquire(&chan->lock);
        before = chan;
    }
}

static void unlock_all(const Select *select) {
    for (uint32_t i = select->used; i-- > 0;) {
        Chan *chan = select->cases[select->lock_order[i]].chan;
        if (i > 0 && chan == select->cases[select->lock_order[i - 1]].chan) continue;
        lock_release(&chan->lock);
    }
}

// Carries out the first case that is ready. False: none is.
static bool try_all(Processor *p, const Select *select, int64_t *chosen, SchedStatus *status) {
    for (uint32_t i = 0; i < select->used; i++) {
        uint32_t index = select->poll_order[i];
        const SelectCase *c = &select->cases[index];
        ChanTry result = c->is_send ? chan_send_try(p, c->chan, c->value)
                                    : chan_receive_try(p, c->chan, c->value, c->ok);
        if (result == CHAN_TRY_WAIT) continue;
        *chosen = index;
        *status = result == CHAN_TRY_CLOSED ? SCHED_PANIC_SEND_CLOSED : SCHED_DONE;
        return true;
    }
    return false;
}

static Sudog *take_sudogs(Goroutine *g, uint32_t count) {
    if (count > g->select_capacity) {
        free(g->select_sudogs);
        g->select_sudogs = malloc(count * sizeof *g->select_sudogs);
        FATAL_IF(g->select_sudogs == NULL, "no memory for a select of %u cases", count);
        g->select_capacity = count;
    }
    g->select_count = count;
    return g->select_sudogs;
}

// Waits on all channels. Their locks are held.
static void enqueue_all(Processor *p, Goroutine *g, const Select *select, int64_t *chosen) {
    Sudog *sudogs = take_sudogs(g, select->used);
    atomic_store(&g->select_won, 0);
    g->chosen_slot = chosen;
    for (uint32_t i = 0; i < select->used; i++) {
        uint32_t index = select->lock_order[i];
        const SelectCase *c = &select->cases[index];
        sudogs[i] = (Sudog){.g = g, .elem = c->value, .ok_slot = c->ok, .chan = c->chan,
                            .case_index = (int32_t)index, .is_select = true};
        // A send is told from a receive when the rest is cleaned up.
        sudogs[i].ticket = (uint32_t)c->is_send;
        if (!c->is_send) chan_clear_target(c->chan, c->value);
        chan_enqueue(p, &sudogs[i], c->is_send);
    }
}

SchedStatus select_run(Processor *p, Goroutine *g, const SelectCase *cases, uint32_t count,
                       bool has_default, int64_t *chosen) {
    uint32_t on_stack[2 * SELECT_CASES_ON_STACK];
    uint32_t *orders = on_stack;
    if (count > SELECT_CASES_ON_STACK) {
        orders = malloc(2 * sizeof *orders * count);
        FATAL_IF(orders == NULL, "no memory for a select of %u cases", count);
    }
    Select select = {cases, count, orders, orders + count, 0};
    SchedStatus status = SCHED_DONE;
    *chosen = -1;
    order_polls(p, &select);
    if (select.used == 0) {
        if (!has_default) {
            sched_park(p, g, count == 0 ? WAIT_SELECT_NO_CASES : WAIT_SELECT);
            status = SCHED_PARKED;
        }
    } else {
        order_locks(&select);
        lock_all(&select);
        if (!try_all(p, &select, chosen, &status) && !has_default) {
            enqueue_all(p, g, &select, chosen);
            sched_park(p, g, WAIT_SELECT);
            status = SCHED_PARKED;
        }
        unlock_all(&select);
    }
    if (orders != on_stack) free(orders);
    return status;
}

void select_clean_up(Goroutine *g) {
    for (uint32_t i = 0; i < g->select_count; i++) {
        Sudog *sudog = &g->select_sudogs[i];
        Chan *chan = sudog->chan;
        lock_acquire(&chan->lock);
        if (sudog->is_queued) chan_dequeue(sudog, sudog->ticket);
        lock_release(&chan->lock);
    }
    g->select_count = 0;
}
