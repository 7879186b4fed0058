#include "sched/goroutine.h"

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
    switch ((GoroState)atomic_load(&g->state)) {
    case GORO_IDLE: return "idle";
    case GORO_RUNNABLE: return "runnable";
    case GORO_RUNNING: return "running";
    case GORO_SYSCALL: return "syscall";
    case GORO_WAITING: return wait_reason_text((WaitReason)g->wait_reason);
    case GORO_DEAD: return "dead";
    }
    return "???";
}

// A record that was never used.
static Goroutine *record_new(void) {
    Goroutine *g = calloc(1, sizeof *g);
    FATAL_IF(g == NULL, "no memory for a goroutine");
    heap_count_sys(MEM_OTHER, sizeof *g);
    atomic_store(&g->state, GORO_DEAD);
    lock_acquire(&sched.lock);
    g->all_next = sched.all;
    sched.all = g;
    lock_release(&sched.lock);
    return g;
}

Goroutine *goroutine_new(Processor *p, const void *created_by) {
    Goroutine *g = p->free_goroutines;
    if (g != NULL) p->free_goroutines = g->sched_link;
    else g = record_new();
    g->sched_link = NULL;
    g->id = atomic_fetch_add(&sched.next_id, 1) + 1;
    g->wait_reason = WAIT_NONE;
    g->wake_panic = WAKE_OK;
    g->is_system = g->is_locked = g->is_counted = false;
    g->wait_since_ns = 0;
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
    atomic_store(&g->state, GORO_DEAD);
    g->sched_link = p->free_goroutines;
    p->free_goroutines = g;
    if (g->on_exit != NULL) g->on_exit(p);
}

uint64_t sched_goroutine_count(void) {
    return atomic_load(&sched.user_count);
}

void sched_visit_goroutines(void (*visit)(Goroutine *g, void *arg), void *arg) {
    for (Goroutine *g = sched.all; g != NULL; g = g->all_next)
        if (atomic_load(&g->state) != GORO_DEAD) visit(g, arg);
}

static int by_id(const void *a, const void *b) {
    const Goroutine *x = *(Goroutine *const *)a, *y = *(Goroutine *const *)b;
    return x->id < y->id ? -1 : x->id > y->id;
}

void sched_each_goroutine(void (*visit)(Goroutine *g, void *arg), void *arg) {
    size_t count = 0, at = 0;
    for (Goroutine *g = sched.all; g != NULL; g = g->all_next) count++;
    Goroutine **sorted = malloc((count + 1) * sizeof *sorted);
    FATAL_IF(sorted == NULL, "no memory to list %zu goroutines", count);
    for (Goroutine *g = sched.all; g != NULL && at < count; g = g->all_next)
        if (atomic_load(&g->state) != GORO_DEAD) sorted[at++] = g;
    qsort(sorted, at, sizeof *sorted, by_id);
    for (size_t i = 0; i < at; i++) visit(sorted[i], arg);
    free(sorted);
}
