// sched/sema.h - what package sync sleeps on.
//
// A semaphore is any uint32 of Go memory. sema_acquire waits until it is positive and takes 1;
// sema_release adds 1 and wakes a waiter. Waiters are found through a table by address. A notify
// list is the Go struct sync.notifyList; waiters are woken in the order in which they got their
// tickets.
#ifndef MOUND_SCHED_SEMA_H
#define MOUND_SCHED_SEMA_H

#include "sched/sched.h"

// sync.notifyList as it lies in memory.
typedef struct NotifyList {
    _Atomic uint32_t wait;     // ticket of the next waiter
    _Atomic uint32_t notify;   // ticket of the next to be notified; guarded by [lock]
    uint64_t lock;
    Sudog *head;
    Sudog *tail;
} NotifyList;
_Static_assert(sizeof(NotifyList) == 32, "sync.notifyList: two uint32 and three words");

// Takes 1 from *[sema], or parks for [reason] until that is done for the goroutine. [lifo]: at the
// head of the queue.
SchedStatus sema_acquire(Processor *p, Goroutine *g, _Atomic uint32_t *sema, bool lifo,
                         WaitReason reason);
// Adds 1 to *[sema] and wakes a waiter. With [handoff] the count goes to the waiter directly; then
// true is returned if there was one, and the caller should yield to it (SLICE_YIELD).
bool sema_release(Processor *p, _Atomic uint32_t *sema, bool handoff);

// sync.Cond. notify_add gives the ticket that notify_wait takes.
uint32_t notify_add(NotifyList *list);
SchedStatus notify_wait(Processor *p, Goroutine *g, NotifyList *list, uint32_t ticket);
void notify_all(Processor *p, NotifyList *list);
void notify_one(Processor *p, NotifyList *list);

// [g] no longer waits for its semaphore, or in its list; it stays parked. The world is stopped.
void sema_leave(Goroutine *g);
void notify_leave(Goroutine *g);

#endif
