#include "sched/chan.h"

#include "gc/barrier.h"
#include "sched/chan_int.h"
#include "sched/sched_int.h"

_Static_assert(sizeof(Chan) == 104, "make(chan T) allocates 104 bytes in Go 1.23");
_Static_assert(offsetof(Chan, buffer) == 16, "chan_bits names the word of buffer");
_Static_assert(offsetof(Chan, timer) == 56, "chan_bits names the word of timer");

static const uint64_t chan_bits[1] = {1 << 2 | 1 << 7};
const Layout chan_layout = {sizeof(Chan), 64, (const uint8_t *)chan_bits};

SchedStatus chan_make(Processor *p, uint64_t elem_bytes, const Layout *layout, ChanExtend extend,
                      int64_t capacity, Chan **result) {
    uint64_t bytes;
    if (capacity < 0 || __builtin_mul_overflow(elem_bytes, (uint64_t)capacity, &bytes) ||
        bytes > (1ull << 48) - sizeof(Chan))
        return SCHED_PANIC_CHAN_SIZE;
    bool pointers = layout != NULL && layout->ptr_bytes != 0;
    Chan *chan;
    if (pointers && bytes > 0) {
        chan = heap_alloc(p->cache, sizeof *chan, &chan_layout, HEAP_ZEROED);
        chan->buffer = heap_alloc(p->cache, bytes, layout, HEAP_ZEROED);
    } else {
        chan = heap_alloc(p->cache, sizeof *chan + bytes, pointers ? &chan_layout : NULL,
                          HEAP_ZEROED);
        chan->buffer = (char *)(chan + 1);
    }
    chan->capacity = (uint64_t)capacity;
    chan->layout = pointers ? layout : NULL;
    chan->elem_bytes = (uint32_t)elem_bytes;
    chan->extend = (uint8_t)extend;
    *result = chan;
    return SCHED_DONE;
}

// ---- Values -------------------------------------------------------------------------------------

// Writes a value, in memory layout, to where a receiver wants it.
static void deliver(const Chan *chan, void *target, const void *value) {
    if (target == NULL) return;
    uint32_t bytes = chan->elem_bytes;
    if (chan->extend == CHAN_MEMORY) {
        gc_write_range(target, value, bytes, chan->layout);
        // It may come out of the frame of a goroutine that was not scanned yet; see gc/barrier.h.
        gc_shade_range(value, bytes, chan->layout);
        return;
    }
    uint64_t slot = 0;
    memcpy(&slot, value, bytes);
    if (chan->extend == CHAN_SIGN_EXTEND) {
        uint32_t shift = 64 - 8 * bytes;
        slot = (uint64_t)((int64_t)(slot << shift) >> shift);
    }
    memcpy(target, &slot, sizeof slot);
}

void chan_clear_target(const Chan *chan, void *target) {
    if (target == NULL) return;
    if (chan->extend == CHAN_MEMORY) gc_clear_range(target, chan->elem_bytes, chan->layout);
    else memset(target, 0, sizeof(uint64_t));
}

static char *buffer_slot(const Chan *chan, uint32_t index) {
    return chan->buffer + (uint64_t)index * chan->elem_bytes;
}

static void buffer_put(Chan *chan, const void *value) {
    gc_shade_range(value, chan->elem_bytes, chan->layout);
    gc_write_range(buffer_slot(chan, chan->send_index), value, chan->elem_bytes, chan->layout);
    if (++chan->send_index == chan->capacity) chan->send_index = 0;
    chan->count++;
}

static void buffer_take(Chan *chan, void *target) {
    char *slot = buffer_slot(chan, chan->receive_index);
    deliver(chan, target, slot);
    gc_clear_range(slot, chan->elem_bytes, chan->layout);
    if (++chan->receive_index == chan->capacity) chan->receive_index = 0;
    chan->count--;
}

// ---- Wait lists ---------------------------------------------------------------------------------

void chan_enqueue(Processor *p, Sudog *sudog, bool is_send) {
    Chan *chan = sudog->chan;
    ChanQueue *queue = is_send ? &chan->senders : &chan->receivers;
    sudog->next = NULL;
    sudog->prev = queue->last;
    if (queue->last != NULL) queue->last->next = sudog;
    else queue->first = sudog;
    queue->last = sudog;
    sudog->is_queued = true;
    if (chan->timer != NULL && !is_send) timer_block(p, chan->timer);
}

void chan_dequeue(Sudog *sudog, bool is_send) {
    Chan *chan = sudog->chan;
    ChanQueue *queue = is_send ? &chan->senders : &chan->receivers;
    if (sudog->prev != NULL) sudog->prev->next = sudog->next;
    else queue->first = sudog->next;
    if (sudog->next != NULL) sudog->next->prev = sudog->prev;
    else queue->last = sudog->prev;
    sudog->is_queued = false;
    if (chan->timer != NULL && !is_send) timer_unblock(chan->timer);
}

// Takes the first goroutine of a wait list that no other channel has served; NULL: none waits.
static Sudog *take_waiter(Chan *chan, bool is_send) {
    for (;;) {
        Sudog *sudog = is_send ? chan->senders.first : chan->receivers.first;
        if (sudog == NULL) return NULL;
        chan_dequeue(sudog, is_send);
        if (!sudog->is_select) return sudog;
        // Somebody else may have completed another case of the select just now.
        uint32_t nobody = 0;
        if (atomic_compare_exchange_strong(&sudog->g->select_won, &nobody, 1)) {
            *sudog->g->chosen_slot = sudog->case_index;
            return sudog;
        }
    }
}

// ---- Operations with the lock held
// ---------------------------------------------------------------

ChanTry chan_send_try(Processor *p, Chan *chan, const void *value) {
    if (chan->closed) return CHAN_TRY_CLOSED;
    Sudog *receiver = take_waiter(chan, false);
    if (receiver != NULL) {
        deliver(chan, receiver->elem, value);
        if (receiver->ok_slot != NULL) *receiver->ok_slot = 1;
        sched_ready(p, receiver->g);
        return CHAN_TRY_DONE;
    }
    if (chan->count == chan->capacity) return CHAN_TRY_WAIT;
    buffer_put(chan, value);
    return CHAN_TRY_DONE;
}

ChanTry chan_receive_try(Processor *p, Chan *chan, void *target, uint64_t *ok) {
    if (chan->timer != NULL) timer_poll_channel(p, chan->timer);
    if (chan->closed && chan->count == 0) {
        chan_clear_target(chan, target);
        if (ok != NULL) *ok = 0;
        return CHAN_TRY_DONE;
    }
    Sudog *sender = NULL;
    if (chan->count > 0) {
        // A sender waits only when the buffer is full: its value takes the place that gets free.
        buffer_take(chan, target);
        sender = take_waiter(chan, true);
        if (sender != NULL) buffer_put(chan, sender->elem);
    } else {
        sender = take_waiter(chan, true);
        if (sender == NULL) return CHAN_TRY_WAIT;
        deliver(chan, target, sender->elem);
    }
    if (ok != NULL) *ok = 1;
    if (sender != NULL) sched_ready(p, sender->g);
    return CHAN_TRY_DONE;
}

void chan_send_locked(Processor *p, Chan *chan, const void *value) {
    chan_send_try(p, chan, value);
}

bool chan_discard_locked(Chan *chan) {
    if (chan->count == 0) return false;
    while (chan->count > 0) buffer_take(chan, NULL);
    return true;
}

// ---- What programs do ---------------------------------------------------------------------------

// Parks on one channel, whose lock is held and is released here.
static SchedStatus park_on(Processor *p, Goroutine *g, Chan *chan, void *elem, uint64_t *ok,
                           bool is_send) {
    g->sudog = (Sudog){.g = g, .elem = elem, .ok_slot = ok, .chan = chan};
    chan_enqueue(p, &g->sudog, is_send);
    sched_park(p, g, is_send ? WAIT_CHAN_SEND : WAIT_CHAN_RECEIVE);
    lock_release(&chan->lock);
    return SCHED_PARKED;
}

SchedStatus chan_send(Processor *p, Goroutine *g, Chan *chan, const void *value) {
    if (chan == NULL) {
        sched_park(p, g, WAIT_CHAN_SEND_NIL);
        return SCHED_PARKED;
    }
    lock_acquire(&chan->lock);
    ChanTry result = chan_send_try(p, chan, value);
    if (result == CHAN_TRY_WAIT) return park_on(p, g, chan, (void *)value, NULL, true);
    lock_release(&chan->lock);
    return result == CHAN_TRY_CLOSED ? SCHED_PANIC_SEND_CLOSED : SCHED_DONE;
}

SchedStatus chan_receive(Processor *p, Goroutine *g, Chan *chan, void *target, uint64_t *ok) {
    if (chan == NULL) {
        sched_park(p, g, WAIT_CHAN_RECEIVE_NIL);
        return SCHED_PARKED;
    }
    lock_acquire(&chan->lock);
    if (chan_receive_try(p, chan, target, ok) == CHAN_TRY_WAIT) {
        chan_clear_target(chan, target);
        return park_on(p, g, chan, target, ok, false);
    }
    lock_release(&chan->lock);
    return SCHED_DONE;
}

SchedStatus chan_try_send(Processor *p, Chan *chan, const void *value, bool *selected) {
    *selected = false;
    if (chan == NULL) return SCHED_DONE;
    lock_acquire(&chan->lock);
    ChanTry result = chan_send_try(p, chan, value);
    lock_release(&chan->lock);
    *selected = result == CHAN_TRY_DONE;
    return result == CHAN_TRY_CLOSED ? SCHED_PANIC_SEND_CLOSED : SCHED_DONE;
}

SchedStatus chan_try_receive(Processor *p, Chan *chan, void *target, uint64_t *ok,
                             bool *selected) {
    *selected = false;
    if (chan != NULL) {
        lock_acquire(&chan->lock);
        *selected = chan_receive_try(p, chan, target, ok) == CHAN_TRY_DONE;
        lock_release(&chan->lock);
    }
    return SCHED_DONE;
}

SchedStatus chan_close(Processor *p, Chan *chan) {
    if (chan == NULL) return SCHED_PANIC_CLOSE_NIL;
    lock_acquire(&chan->lock);
    if (chan->closed) {
        lock_release(&chan->lock);
        return SCHED_PANIC_CLOSE_CLOSED;
    }
    chan->closed = 1;
    // All are made runnable after the lock is released, last come first, as Go does it.
    Goroutine *released = NULL;
    Sudog *sudog;
    while ((sudog = take_waiter(chan, false)) != NULL) {
        chan_clear_target(chan, sudog->elem);
        if (sudog->ok_slot != NULL) *sudog->ok_slot = 0;
        sudog->g->sched_link = released;
        released = sudog->g;
    }
    while ((sudog = take_waiter(chan, true)) != NULL) {
        sudog->g->wake_panic = WAKE_SEND_CLOSED;
        sudog->g->sched_link = released;
        released = sudog->g;
    }
    lock_release(&chan->lock);
    while (released != NULL) {
        Goroutine *g = released;
        released = g->sched_link;
        g->sched_link = NULL;
        sched_ready(p, g);
    }
    return SCHED_DONE;
}

int64_t chan_length(const Chan *chan) {
    if (chan == NULL || chan->timer != NULL) return 0;
    return (int64_t)__atomic_load_n(&chan->count, __ATOMIC_RELAXED);
}

int64_t chan_capacity(const Chan *chan) {
    if (chan == NULL || chan->timer != NULL) return 0;
    return (int64_t)chan->capacity;
}

static void mark_sudog(Marker *marker, const Sudog *sudog, bool is_channel) {
    if (!is_channel) {
        gc_mark_pointer(marker, sudog->elem);   // a semaphore: the word waited for
        return;
    }
    gc_mark_pointer(marker, sudog->chan);
    // What is received into is zero until then, so there is no need to know whether this one sends.
    if (sudog->elem != NULL && sudog->chan->layout != NULL)
        gc_mark_range(marker, sudog->elem, sudog->chan->elem_bytes, sudog->chan->layout);
}

void sudogs_mark(Marker *marker, Goroutine *g) {
    GoroState state = goroutine_state(g);
    if (state == GORO_RUNNABLE) {
        // A select that is over has still to be cleaned up.
        for (uint32_t i = 0; i < g->select_count; i++)
            gc_mark_pointer(marker, g->select_sudogs[i].chan);
    }
    if (state != GORO_WAITING) return;
    switch ((WaitReason)g->wait_reason) {
    case WAIT_CHAN_RECEIVE:
    case WAIT_CHAN_SEND:
        mark_sudog(marker, &g->sudog, true);
        return;
    case WAIT_SELECT:
        for (uint32_t i = 0; i < g->select_count; i++)
            mark_sudog(marker, &g->select_sudogs[i], true);
        return;
    case WAIT_SEMACQUIRE:
    case WAIT_MUTEX_LOCK:
    case WAIT_RWMUTEX_RLOCK:
    case WAIT_RWMUTEX_LOCK:
        mark_sudog(marker, &g->sudog, false);
        return;
    default:
        return;
    }
}
