// sched/stack_scan.c - each goroutine's stack is scanned once in a cycle of the collector, before
// the goroutine runs again.
//
// Goroutines that run when marking begins, and those that are about to run, are scanned by their
// own processor (stack_scan_own). The others are scanned by whoever marks (scan_some). Who scans
// claims the goroutine first: [scan] holds the epoch of the collector in which it was last scanned,
// times 2, plus 1 while somebody does. The order is what makes this safe: the runner sets the state
// to RUNNING and then looks at the claim; who marks claims and then looks at the state.
#include <sched.h>

#include "sched/sched_int.h"

enum { SCANNED_AT_ONCE = 16 };

// Where scan_some goes on.
static struct {
    Lock lock;
    Goroutine *next;
} cursor;

static uint32_t epoch_done(void) {
    return atomic_load_explicit(&gc_epoch, memory_order_relaxed) * 2;
}

// Claims [g] for scanning; false: somebody else has it, or it was scanned.
static bool claim(Goroutine *g, uint32_t done) {
    uint32_t scan = atomic_load(&g->scan);
    if (scan == done || scan == done + 1) return false;
    return atomic_compare_exchange_strong(&g->scan, &scan, done + 1);
}

void stack_scan_one(Marker *marker, void *arg) {
    Goroutine *g = arg;
    if (sched.hooks.scan_stack != NULL) sched.hooks.scan_stack(marker, g);
    sudogs_mark(marker, g);
}

// The goroutine belongs to the caller, in state RUNNING.
void stack_scan_own(Goroutine *g) {
    if (!gc_is_marking()) return;
    uint32_t done = epoch_done();
    while (atomic_load(&g->scan) != done) {
        if (claim(g, done)) {
            gc_scan_here(stack_scan_one, g);
            atomic_store(&g->scan, done);
        } else {
            sched_yield();   // somebody is at it
        }
    }
}

// A new goroutine knows what its creator gives it, and that one's stack was scanned.
void stack_scan_born(Goroutine *g) {
    uint32_t done = epoch_done();
    while (atomic_load(&g->scan) != done) {
        uint32_t scan = atomic_load(&g->scan);
        if (scan == done + 1) sched_yield();   // somebody looks at the dead record
        else atomic_compare_exchange_strong(&g->scan, &scan, done);
    }
}

static void scan_waiting(Marker *marker, Goroutine *g) {
    uint32_t done = epoch_done(), before = atomic_load(&g->scan);
    if (!claim(g, done)) return;
    switch (goroutine_state(g)) {
    case GORO_RUNNABLE: case GORO_WAITING: case GORO_SYSCALL:
        stack_scan_one(marker, g);
        atomic_store(&g->scan, done);
        return;
    default:
        // It runs, and so is scanned by its processor; or it is dead or just being born.
        atomic_store(&g->scan, before);
    }
}

static void scan_begin(void *arg) {
    (void)arg;
    cursor.next = atomic_load(&sched.all);
}

static bool scan_some(Marker *marker, void *arg) {
    (void)arg;
    Goroutine *taken[SCANNED_AT_ONCE];
    uint32_t count = 0;
    lock_acquire(&cursor.lock);
    while (count < SCANNED_AT_ONCE && cursor.next != NULL) {
        taken[count++] = cursor.next;
        cursor.next = cursor.next->all_next;
    }
    lock_release(&cursor.lock);
    for (uint32_t i = 0; i < count; i++) scan_waiting(marker, taken[i]);
    return count > 0;
}

// With the world stopped: everything.
static void scan_all(Marker *marker, void *arg) {
    (void)arg;
    for (Goroutine *g = atomic_load(&sched.all); g != NULL; g = g->all_next) {
        GoroState state = goroutine_state(g);
        // A suspect of sched_find_leaks is no root.
        if (state != GORO_DEAD && state != GORO_IDLE && !g->is_suspect) stack_scan_one(marker, g);
    }
}

void stack_scan_init(void) {
    gc_add_stepped_roots("goroutine stacks", ROOT_STACKS, scan_all, scan_begin, scan_some, NULL);
}
