#include "sched/sema.h"

#include "sched/sched_int.h"

enum { BUCKETS = 251 };

// Waiters by address. A bucket lists, by Sudog.next/prev, the first waiter of each address; the
// others hang off it by same_next.
typedef struct Bucket {
    Lock lock;
    _Atomic uint32_t waiters;   // written under [lock]
    Sudog *first;
} Bucket;

static Bucket buckets[BUCKETS];

static Bucket *bucket_of(const _Atomic uint32_t *sema) {
    return &buckets[((uintptr_t)sema >> 3) % BUCKETS];
}

static bool take_one(_Atomic uint32_t *sema) {
    uint32_t value = atomic_load(sema);
    while (value > 0)
        if (atomic_compare_exchange_weak(sema, &value, value - 1)) return true;
    return false;
}

static Sudog *find(const Bucket *bucket, const void *sema) {
    Sudog *sudog = bucket->first;
    while (sudog != NULL && sudog->elem != sema) sudog = sudog->next;
    return sudog;
}

static void unlink_first(Bucket *bucket, Sudog *sudog) {
    if (sudog->prev != NULL) sudog->prev->next = sudog->next;
    else bucket->first = sudog->next;
    if (sudog->next != NULL) sudog->next->prev = sudog->prev;
}

// Puts [sudog] where [old], the first waiter of its address, is in the list.
static void replace_first(Bucket *bucket, Sudog *old, Sudog *sudog) {
    sudog->prev = old->prev;
    sudog->next = old->next;
    if (sudog->prev != NULL) sudog->prev->next = sudog;
    else bucket->first = sudog;
    if (sudog->next != NULL) sudog->next->prev = sudog;
}

static void enqueue(Bucket *bucket, Sudog *sudog, bool lifo) {
    Sudog *head = find(bucket, sudog->elem);
    if (head == NULL) {
        sudog->same_last = sudog;
        sudog->next = bucket->first;
        if (bucket->first != NULL) bucket->first->prev = sudog;
        bucket->first = sudog;
    } else if (lifo) {
        replace_first(bucket, head, sudog);
        sudog->same_next = head;
        sudog->same_last = head->same_last;
        sudog->same_count = head->same_count + 1;
    } else {
        head->same_last->same_next = sudog;
        head->same_last = sudog;
        head->same_count++;
    }
}

static void dequeue(Bucket *bucket, Sudog *head) {
    Sudog *next = head->same_next;
    if (next == NULL) {
        unlink_first(bucket, head);
        return;
    }
    next->same_last = head->same_last;
    next->same_count = head->same_count - 1;
    replace_first(bucket, head, next);
}

SchedStatus sema_acquire(Processor *p, Goroutine *g, _Atomic uint32_t *sema, bool lifo,
                         WaitReason reason) {
    if (take_one(sema)) return SCHED_DONE;
    Bucket *bucket = bucket_of(sema);
    lock_acquire(&bucket->lock);
    // Announce the waiter first, look at the count again then: sema_release does it the other way
    // round, so one of the two sees the other.
    atomic_fetch_add(&bucket->waiters, 1);
    if (take_one(sema)) {
        atomic_fetch_sub(&bucket->waiters, 1);
        lock_release(&bucket->lock);
        return SCHED_DONE;
    }
    g->sudog = (Sudog){.g = g, .elem = sema};
    blocking_note_waiter(&g->sudog, reason);
    enqueue(bucket, &g->sudog, lifo);
    sched_park(p, g, reason);
    times_note_acquire(g);
    lock_release(&bucket->lock);
    return SCHED_PARKED;
}

bool sema_release(Processor *p, _Atomic uint32_t *sema, bool handoff) {
    Bucket *bucket = bucket_of(sema);
    atomic_fetch_add(sema, 1);
    if (atomic_load(&bucket->waiters) == 0) return false;
    lock_acquire(&bucket->lock);
    Sudog *sudog = find(bucket, sema);
    uint64_t waited_ns = 0;
    // The count is taken for the waiter. If somebody else was faster, that one will release again.
    if (sudog != NULL && take_one(sema)) {
        dequeue(bucket, sudog);
        waited_ns = blocking_charge(sudog, sudog->same_next);
        atomic_fetch_sub(&bucket->waiters, 1);
    } else {
        sudog = NULL;
    }
    lock_release(&bucket->lock);
    if (sudog == NULL) return false;
    times_note_release(sudog->g);
    sched_ready(p, sudog->g);
    blocking_note_release(p, waited_ns);
    return handoff;
}

void sema_leave(Goroutine *g) {
    Sudog *sudog = &g->sudog;
    Bucket *bucket = bucket_of(sudog->elem);
    lock_acquire(&bucket->lock);
    Sudog *head = find(bucket, sudog->elem);
    if (head == sudog) {
        dequeue(bucket, sudog);
    } else {
        Sudog *before = head;
        while (before->same_next != sudog) before = before->same_next;
        before->same_next = sudog->same_next;
        head->same_count--;
        if (head->same_last == sudog) head->same_last = before;
    }
    atomic_fetch_sub(&bucket->waiters, 1);
    lock_release(&bucket->lock);
}

// ---- Notify lists -------------------------------------------------------------------------------

uint32_t notify_add(NotifyList *list) {
    return atomic_fetch_add(&list->wait, 1);
}

static Lock *list_lock(NotifyList *list) {
    return (Lock *)&list->lock;
}

// Whether ticket [a] was given out before [b]; they wrap around.
static bool is_before(uint32_t a, uint32_t b) {
    return (int32_t)(a - b) < 0;
}

SchedStatus notify_wait(Processor *p, Goroutine *g, NotifyList *list, uint32_t ticket) {
    lock_acquire(list_lock(list));
    if (is_before(ticket, list->notify)) {   // notified before it came to wait
        lock_release(list_lock(list));
        return SCHED_DONE;
    }
    g->sudog = (Sudog){.g = g, .elem = list, .ticket = ticket};
    if (list->tail == NULL) list->head = &g->sudog;
    else list->tail->next = &g->sudog;
    list->tail = &g->sudog;
    sched_park(p, g, WAIT_COND_WAIT);
    lock_release(list_lock(list));
    return SCHED_PARKED;
}

void notify_all(Processor *p, NotifyList *list) {
    if (atomic_load(&list->wait) == atomic_load(&list->notify)) return;
    lock_acquire(list_lock(list));
    Sudog *sudog = list->head;
    list->head = list->tail = NULL;
    atomic_store(&list->notify, atomic_load(&list->wait));
    lock_release(list_lock(list));
    while (sudog != NULL) {
        Sudog *next = sudog->next;
        sudog->next = NULL;
        sched_ready(p, sudog->g);
        sudog = next;
    }
}

void notify_one(Processor *p, NotifyList *list) {
    if (atomic_load(&list->wait) == atomic_load(&list->notify)) return;
    lock_acquire(list_lock(list));
    uint32_t ticket = atomic_load(&list->notify);
    Sudog *found = NULL;
    if (ticket != atomic_load(&list->wait)) {
        atomic_store(&list->notify, ticket + 1);
        // The one with that ticket may not be in the list yet: it will see that it was notified.
        Sudog *before = NULL;
        for (found = list->head; found != NULL; before = found, found = found->next) {
            if (found->ticket != ticket) continue;
            if (before != NULL) before->next = found->next;
            else list->head = found->next;
            if (list->tail == found) list->tail = before;
            found->next = NULL;
            break;
        }
    }
    lock_release(list_lock(list));
    if (found != NULL) sched_ready(p, found->g);
}

void notify_leave(Goroutine *g) {
    Sudog *sudog = &g->sudog, *before = NULL;
    NotifyList *list = sudog->elem;
    lock_acquire(list_lock(list));
    for (Sudog *at = list->head; at != NULL && at != sudog; at = at->next) before = at;
    if (before != NULL) before->next = sudog->next;
    else list->head = sudog->next;
    if (list->tail == sudog) list->tail = before;
    sudog->next = NULL;
    lock_release(list_lock(list));
}
