#include "sched/goroutine.h"

#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "sched/sched_int.h"

static const char *const wait_reasons[WAIT_REASON_COUNT] = {
    [WAIT_NONE] = "waiting",
    [WAIT_CHAN_RECEIVE] = "chan receive",
    [WAIT_CHAN_SEND] = "chan send",
    [WAIT_CHAN_RECEIVE_NIL] = "chan receive (nil chan)",
    [WAIT_CHAN_SEND_NIL] = "chan send (nil chan)",
    [WAIT_SELECT] = "select",
    [WAIT_SELECT_NO_CASES] = "select (no cases)",
    [WAIT_SLEEP] = "sleep",
    [WAIT_IO] = "IO wait",
    [WAIT_SEMACQUIRE] = "semacquire",
    [WAIT_MUTEX_LOCK] = "sync.Mutex.Lock",
    [WAIT_RWMUTEX_RLOCK] = "sync.RWMutex.RLock",
    [WAIT_RWMUTEX_LOCK] = "sync.RWMutex.Lock",
    [WAIT_COND_WAIT] = "sync.Cond.Wait",
    [WAIT_FINALIZER] = "finalizer wait",
    [WAIT_GC] = "garbage collection",
    [WAIT_FOREVER] = "waiting",
};

const char *wait_reason_text(WaitReason reason) {
    return wait_reasons[reason];
}

const char *goroutine_status_text(const Goroutine *g) {
    switch (goroutine_state(g)) {
    case GORO_IDLE: return "idle";
    case GORO_RUNNABLE: return "runnable";
    case GORO_RUNNING: return "running";
    case GORO_SYSCALL: return "syscall";
    case GORO_WAITING: return wait_reason_text((WaitReason)g->wait_reason);
    case GORO_DEAD: return "dead";
    }
    return "???";
}

// ---- Records ------------------------------------------------------------------------------------

enum {
    RECORDS_MADE = 32,     // at a time
    RECORDS_KEPT = 64,     // by a processor; half of them go when there are more
};

static void keep_record(Processor *p, Goroutine *g) {
    g->sched_link = p->free_goroutines;
    p->free_goroutines = g;
    p->free_goroutine_count++;
}

static Goroutine *take_record(Processor *p) {
    Goroutine *g = p->free_goroutines;
    p->free_goroutines = g->sched_link;
    p->free_goroutine_count--;
    return g;
}

static void records_make(Processor *p) {
    Goroutine *records = calloc(RECORDS_MADE, sizeof *records);
    FATAL_IF(records == NULL, "no memory for goroutines");
    heap_count_sys(MEM_OTHER, RECORDS_MADE * (int64_t)sizeof *records);
    for (int i = 0; i < RECORDS_MADE; i++) {
        atomic_store_explicit(&records[i].state, GORO_DEAD, memory_order_relaxed);
        keep_record(p, &records[i]);
        if (i > 0) records[i].all_next = &records[i - 1];
    }
    lock_acquire(&sched.lock);
    records[0].all_next = atomic_load(&sched.all);
    atomic_store(&sched.all, &records[RECORDS_MADE - 1]);
    lock_release(&sched.lock);
}

// Gets [p] at least one free record.
static void records_get(Processor *p) {
    if (atomic_load_explicit(&sched.free_count, memory_order_relaxed) > 0) {
        lock_acquire(&sched.lock);
        for (int i = 0; i < RECORDS_KEPT / 2 && sched.free_goroutines != NULL; i++) {
            Goroutine *g = sched.free_goroutines;
            sched.free_goroutines = g->sched_link;
            atomic_fetch_sub(&sched.free_count, 1);
            keep_record(p, g);
        }
        lock_release(&sched.lock);
    }
    if (p->free_goroutines == NULL) records_make(p);
}

static void give_back_locked(Processor *p, uint32_t keep) {
    while (p->free_goroutine_count > keep) {
        Goroutine *g = take_record(p);
        g->sched_link = sched.free_goroutines;
        sched.free_goroutines = g;
        atomic_fetch_add(&sched.free_count, 1);
    }
}

void goroutine_give_back_locked(Processor *p) {
    give_back_locked(p, 0);
}

// ---- Life ---------------------------------------------------------------------------------------

void goroutine_change(Goroutine *g, GoroState from, GoroState to) {
    for (;;) {
        uint32_t state = from;
        if (atomic_compare_exchange_strong(&g->state, &state, to)) return;
        FATAL_IF((state & ~(uint32_t)GORO_HELD) != (uint32_t)from,
                 "goroutine %lu is %s when it should be in state %u", (unsigned long)g->id,
                 goroutine_status_text(g), from);
        sched_yield();
    }
}

bool sched_hold(Goroutine *g) {
    uint32_t state = atomic_load(&g->state);
    while (state == GORO_WAITING || state == GORO_RUNNABLE || state == GORO_SYSCALL)
        if (atomic_compare_exchange_weak(&g->state, &state, state | GORO_HELD)) return true;
    return false;
}

void sched_release(Goroutine *g) {
    atomic_fetch_and(&g->state, ~(uint32_t)GORO_HELD);
}

Goroutine *goroutine_new(Processor *p, const void *created_by) {
    if (p->free_goroutines == NULL) records_get(p);
    Goroutine *g = take_record(p);
    g->sched_link = NULL;
    g->id = atomic_fetch_add(&sched.next_id, 1) + 1;
    stack_scan_born(g);
    g->wait_reason = WAIT_NONE;
    g->wake_panic = WAKE_OK;
    g->is_system = g->is_leaked = g->is_suspect = g->is_counted = false;
    g->locked_worker = NULL;
    g->lock_count = 0;
    g->wait_since_ns = 0;
    g->runnable_since_ns = 0;
    g->processor = NULL;
    g->parent_id = p->current == NULL ? 0 : p->current->id;
    g->created_by = created_by;
    g->on_exit = NULL;
    g->select_count = 0;
    memset(&g->sudog, 0, sizeof g->sudog);
    memset(&g->sleep_timer, 0, sizeof g->sleep_timer);
    memset(&g->vm, 0, sizeof g->vm);
    atomic_store(&g->state, GORO_IDLE);
    return g;
}

void goroutine_start(Processor *p, Goroutine *g) {
    if (!g->is_system) {
        g->is_counted = true;
        // The first one needs no monitor: there is nobody to preempt it for.
        if (atomic_fetch_add(&sched.user_count, 1) > 0) monitor_start();
    }
    atomic_store(&g->state, GORO_RUNNABLE);
    times_note_runnable(p, g);
    run_queue_put(p, g, true);
    worker_wake_one();
}

void goroutine_free(Processor *p, Goroutine *g) {
    while (g->vm.stack != NULL) {
        StackChunk *chunk = g->vm.stack;
        g->vm.stack = chunk->below;
        stack_chunk_free(p, chunk);
    }
    if (g->is_counted) atomic_fetch_sub(&sched.user_count, 1);
    free(g->select_sudogs);
    g->select_sudogs = NULL;
    g->select_capacity = 0;
    void (*on_exit)(Processor *p) = g->on_exit;
    atomic_store(&g->state, GORO_DEAD);
    keep_record(p, g);
    if (p->free_goroutine_count > RECORDS_KEPT) {
        lock_acquire(&sched.lock);
        give_back_locked(p, RECORDS_KEPT / 2);
        lock_release(&sched.lock);
    }
    if (on_exit != NULL) on_exit(p);
}

uint64_t sched_goroutine_count(void) {
    return atomic_load(&sched.user_count);
}

void sched_visit_goroutines(void (*visit)(Goroutine *g, void *arg), void *arg) {
    for (Goroutine *g = atomic_load(&sched.all); g != NULL; g = g->all_next)
        if (goroutine_state(g) != GORO_DEAD) visit(g, arg);
}

static int by_id(const void *a, const void *b) {
    const Goroutine *x = *(Goroutine *const *)a, *y = *(Goroutine *const *)b;
    return x->id < y->id ? -1 : x->id > y->id;
}

void sched_each_goroutine(void (*visit)(Goroutine *g, void *arg), void *arg) {
    size_t count = 0, at = 0;
    Goroutine *all = atomic_load(&sched.all);
    for (Goroutine *g = all; g != NULL; g = g->all_next) count++;
    Goroutine **sorted = malloc((count + 1) * sizeof *sorted);
    FATAL_IF(sorted == NULL, "no memory to list %zu goroutines", count);
    for (Goroutine *g = all; g != NULL && at < count; g = g->all_next)
        if (goroutine_state(g) != GORO_DEAD) sorted[at++] = g;
    qsort(sorted, at, sizeof *sorted, by_id);
    for (size_t i = 0; i < at; i++) visit(sorted[i], arg);
    free(sorted);
}
