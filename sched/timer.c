#include "sched/timer.h"

#include <stdlib.h>
#include <time.h>

#include "base/os.h"
#include "gc/barrier.h"
#include "sched/chan_int.h"
#include "sched/sched_int.h"

// One pending timer. The time is kept here because the Timer is the program's memory.
typedef struct TimerEntry {
    int64_t when;
    Timer *timer;
} TimerEntry;

// A heap in which each entry has four children; the first entry is the next to fire.
struct TimerHeap {
    TimerEntry *entries;
    uint32_t count;
    uint32_t capacity;
    _Atomic int64_t first;   // entries[0].when; 0: empty. Written under timer_lock
};

// Guards all timers and heaps.
static Lock timer_lock;

static const uint64_t timer_bits[1] = {1 << 2 | 1 << 3 | 1 << 4};
const Layout timer_layout = {sizeof(Timer), 40, (const uint8_t *)timer_bits};

int64_t sched_now(void) {
    return (int64_t)os_monotonic_ns() - sched.start_ns + 1;
}

GoTime timer_time_now(void *location) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    // Seconds since the year 1885, as time.Time counts them when it has a monotonic reading.
    uint64_t seconds = (uint64_t)t.tv_sec + 2682288000ull;
    return (GoTime){1ull << 63 | seconds << 30 | (uint64_t)t.tv_nsec, sched_now(), location};
}

void timers_init(Processor *p) {
    p->timers = calloc(1, sizeof *p->timers);
    FATAL_IF(p->timers == NULL, "no memory for timers");
}

// ---- The heap -----------------------------------------------------------------------------------

static void place(struct TimerHeap *heap, uint32_t at, TimerEntry entry) {
    heap->entries[at] = entry;
    entry.timer->heap_index = at + 1;
}

static void sift_up(struct TimerHeap *heap, uint32_t at, TimerEntry entry) {
    while (at > 0) {
        uint32_t parent = (at - 1) / 4;
        if (heap->entries[parent].when <= entry.when) break;
        place(heap, at, heap->entries[parent]);
        at = parent;
    }
    place(heap, at, entry);
}

static void sift_down(struct TimerHeap *heap, uint32_t at, TimerEntry entry) {
    for (;;) {
        uint32_t least = at * 4 + 1;
        if (least >= heap->count) break;
        for (uint32_t c = least + 1; c < at * 4 + 5 && c < heap->count; c++)
            if (heap->entries[c].when < heap->entries[least].when) least = c;
        if (heap->entries[least].when >= entry.when) break;
        place(heap, at, heap->entries[least]);
        at = least;
    }
    place(heap, at, entry);
}

static void note_first(struct TimerHeap *heap) {
    atomic_store(&heap->first, heap->count == 0 ? 0 : heap->entries[0].when);
}

static void heap_insert(Processor *p, Timer *timer) {
    struct TimerHeap *heap = p->timers;
    if (heap->count == heap->capacity) {
        uint32_t more = heap->capacity == 0 ? 16 : heap->capacity;
        heap_count_sys(MEM_OTHER, (int64_t)(more * sizeof *heap->entries));
        heap->capacity += more;
        heap->entries = realloc(heap->entries, heap->capacity * sizeof *heap->entries);
        FATAL_IF(heap->entries == NULL, "no memory for %u timers", heap->capacity);
    }
    timer->owner = p;
    // A time of 0 or before means "at once".
    TimerEntry entry = {timer->when > 0 ? timer->when : 1, timer};
    sift_up(heap, heap->count++, entry);
    note_first(heap);
}

static void heap_remove(Timer *timer) {
    if (timer->heap_index == 0) return;
    gc_shade(timer);   // the heap was a root that the collector may not have come to yet
    struct TimerHeap *heap = timer->owner->timers;
    uint32_t at = (uint32_t)timer->heap_index - 1;
    timer->heap_index = 0;
    timer->owner = NULL;
    TimerEntry last = heap->entries[--heap->count];
    if (at < heap->count) {
        if (at > 0 && heap->entries[(at - 1) / 4].when > last.when) sift_up(heap, at, last);
        else sift_down(heap, at, last);
    }
    note_first(heap);
}

// The timer fires now: disarms it, or arms it for the next time if it is periodic.
static void advance(Timer *timer, int64_t now) {
    Processor *owner = timer->owner;
    heap_remove(timer);
    if (timer->period <= 0) {
        timer->armed = 0;
        return;
    }
    int64_t missed = (now - timer->when) / timer->period;
    if (__builtin_add_overflow(timer->when, timer->period * (1 + missed), &timer->when))
        timer->when = INT64_MAX;
    if (owner != NULL) heap_insert(owner, timer);
}

// ---- Firing -------------------------------------------------------------------------------------

void timer_poll_channel(Processor *p, Timer *timer) {
    int64_t now = sched_now();
    lock_acquire(&timer_lock);
    bool due = timer->armed && timer->when <= now;
    if (due) advance(timer, now);
    lock_release(&timer_lock);
    if (!due) return;
    GoTime value = timer_time_now(timer->location);
    chan_send_locked(p, timer->channel, &value);
}

// Runs the first timer of [owner] if it is due.
static bool run_first(Processor *p, Processor *owner, int64_t now) {
    struct TimerHeap *heap = owner->timers;
    lock_acquire(&timer_lock);
    Timer *timer = heap->count == 0 || heap->entries[0].when > now ? NULL : heap->entries[0].timer;
    if (timer != NULL && timer->when > now) {
        // The program wrote to the time of a pending timer. It is its memory: go by what it says.
        heap_remove(timer);
        heap_insert(owner, timer);
        lock_release(&timer_lock);
        return true;
    }
    if (timer != NULL && timer->channel == NULL) advance(timer, now);
    lock_release(&timer_lock);
    if (timer == NULL) return false;
    if (timer->poll_side & 1) {
        poll_deadline_passed(p, timer->poll_side);
    } else if (timer->waiter != NULL) {
        sched_ready(p, timer->waiter);
    } else if (timer->channel != NULL) {
        lock_acquire(&timer->channel->lock);
        timer_poll_channel(p, timer);
        lock_release(&timer->channel->lock);
    } else {
        sched.hooks.start_function(p, timer->function);
    }
    return true;
}

void timers_run(Processor *p, Processor *owner) {
    int64_t first = atomic_load_explicit(&owner->timers->first, memory_order_relaxed);
    if (first == 0) return;
    int64_t now = sched_now();
    if (first > now) return;
    while (run_first(p, owner, now)) {}
}

int64_t timers_next(Processor *p) {
    return atomic_load(&p->timers->first);
}

void timers_move(Processor *from, Processor *to) {
    lock_acquire(&timer_lock);
    while (from->timers->count > 0) {
        Timer *timer = from->timers->entries[0].timer;
        heap_remove(timer);
        heap_insert(to, timer);
    }
    lock_release(&timer_lock);
}

void timers_mark(Marker *marker, Processor *p) {
    lock_acquire(&timer_lock);
    for (uint32_t i = 0; i < p->timers->count; i++) {
        Timer *timer = p->timers->entries[i].timer;
        gc_mark_pointer(marker, timer);
        gc_mark_range(marker, timer, sizeof *timer, &timer_layout);
    }
    lock_release(&timer_lock);
}

// ---- What programs do ---------------------------------------------------------------------------

static void lock_timer(Timer *timer) {
    if (timer->channel != NULL) lock_acquire(&timer->channel->lock);
    lock_acquire(&timer_lock);
}

static void unlock_timer(Timer *timer) {
    Chan *channel = timer->channel;   // a sleeper's timer may be used anew from the next line on
    lock_release(&timer_lock);
    if (channel != NULL) lock_release(&channel->lock);
}

static void arm_locked(Processor *p, Timer *timer) {
    timer->armed = 1;
    if (timer->channel != NULL) {
        if (timer->channel->timer != timer) gc_write(&timer->channel->timer, timer);
        if (timer->blocked == 0) return;
    }
    heap_insert(p, timer);
}

static bool disarm_locked(Timer *timer) {
    bool pending = timer->armed;
    timer->armed = 0;
    heap_remove(timer);
    if (timer->channel != NULL && chan_discard_locked(timer->channel)) pending = true;
    return pending;
}

void timer_start(Processor *p, Timer *timer) {
    monitor_start();
    int64_t when = timer->when;   // a sleeper may be over before this returns
    lock_timer(timer);
    heap_remove(timer);
    arm_locked(p, timer);
    unlock_timer(timer);
    poller_note_timer(when);
}

bool timer_stop(Processor *p, Timer *timer) {
    (void)p;
    lock_timer(timer);
    bool pending = disarm_locked(timer);
    unlock_timer(timer);
    return pending;
}

bool timer_reset(Processor *p, Timer *timer, int64_t when, int64_t period) {
    monitor_start();
    lock_timer(timer);
    bool pending = disarm_locked(timer);
    timer->when = when;
    timer->period = period;
    arm_locked(p, timer);
    unlock_timer(timer);
    poller_note_timer(when);
    return pending;
}

void timer_block(Processor *p, Timer *timer) {
    lock_acquire(&timer_lock);
    if (timer->blocked++ == 0 && timer->armed) heap_insert(p, timer);
    int64_t when = timer->when;
    lock_release(&timer_lock);
    poller_note_timer(when);
}

void timer_unblock(Timer *timer) {
    lock_acquire(&timer_lock);
    if (--timer->blocked == 0) heap_remove(timer);
    lock_release(&timer_lock);
}
