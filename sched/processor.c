#include <sched.h>
#include <stdlib.h>

#include "sched/quota.h"
#include "sched/sched_int.h"

// ---- The idle list ------------------------------------------------------------------------------

Processor *processor_take_idle_locked(void) {
    Processor *p = sched.idle_processors;
    if (p == NULL || atomic_load(&sched.stopping)) return NULL;
    sched.idle_processors = p->next_idle;
    atomic_fetch_sub(&sched.idle_count, 1);
    atomic_store(&p->state, PROC_RUNNING);
    return p;
}

void processor_make_idle_locked(Processor *p) {
    atomic_store(&p->state, PROC_IDLE);
    p->next_idle = sched.idle_processors;
    sched.idle_processors = p;
    atomic_fetch_add(&sched.idle_count, 1);
}

bool processor_retake_locked(Processor *p) {
    uint32_t in_syscall = PROC_SYSCALL;
    if (!atomic_compare_exchange_strong(&p->state, &in_syscall, PROC_IDLE)) return false;
    p->current = NULL;
    sched.syscall_count++;
    return true;
}

// ---- How many -----------------------------------------------------------------------------------

uint32_t sched_cpu_count(void) {
    size_t bytes = CPU_ALLOC_SIZE(4096);
    cpu_set_t *set = CPU_ALLOC(4096);
    int count = 1;
    if (set != NULL && sched_getaffinity(0, bytes, set) == 0) count = CPU_COUNT_S(bytes, set);
    CPU_FREE(set);
    return count > 0 ? (uint32_t)count : 1;
}

// GOMAXPROCS if it is a number above 0. Otherwise a seed asks for one processor, because only then
// a run can be repeated, and without one it is as many as there are CPUs to use.
static uint32_t count_wanted(void) {
    const char *text = getenv("GOMAXPROCS");
    if (text != NULL) {
        char *end;
        long count = strtol(text, &end, 10);
        if (end != text && *end == 0 && count > 0)
            return count > PROCESSORS_MAX ? PROCESSORS_MAX : (uint32_t)count;
    }
    if (sched.seeded) return 1;
    uint32_t cpus = sched_cpu_count();
    uint32_t quota = cpus > 1 ? quota_cpus("") : 0;
    if (quota != 0 && quota < cpus) cpus = quota;
    return cpus > PROCESSORS_MAX ? PROCESSORS_MAX : cpus;
}

// ---- Making and changing ------------------------------------------------------------------------

static Processor *processor_new(uint32_t index) {
    Processor *p = calloc(1, sizeof *p);
    FATAL_IF(p == NULL, "no memory for a processor");
    heap_count_sys(MEM_OTHER, sizeof *p);
    p->index = index;
    p->cache = cache_new();
    p->gc = gc_local_new(p->cache, &p->poll);
    timers_init(p);
    random_seed_processor(p);
    atomic_store(&p->state, PROC_UNUSED);
    return p;
}

static void make_up_to(uint32_t count) {
    while (sched.processors_made < count) {
        sched.processors[sched.processors_made] = processor_new(sched.processors_made);
        sched.processors_made++;
    }
}

void processors_init(void) {
    uint32_t count = count_wanted();
    make_up_to(count);
    atomic_store(&sched.processor_count, count);
    for (uint32_t i = count; i-- > 1;) processor_make_idle_locked(sched.processors[i]);
    atomic_store(&sched.processors[0]->state, PROC_RUNNING);
}

uint32_t sched_processor_count(void) {
    return atomic_load(&sched.processor_count);
}

void processor_retire_locked(Processor *p) {
    run_queue_drain_locked(p);
    goroutine_give_back_locked(p);
    timers_move(p, sched.processors[0]);
    cache_flush(p->cache);
    stack_cache_flush(p);
    p->current = NULL;
    atomic_store(&p->state, PROC_UNUSED);
}

// Makes [p] one of those that stay.
static void move_to_front(Processor *p) {
    Processor *first = sched.processors[0];
    sched.processors[p->index] = first;
    first->index = p->index;
    sched.processors[0] = p;
    p->index = 0;
}

// Idle processors from [count] on become unused, unused ones before it idle. One that a thread has
// is let go by that thread (find_runnable).
static void rearrange_locked(uint32_t count) {
    sched.idle_processors = NULL;
    atomic_store(&sched.idle_count, 0);
    for (uint32_t i = sched.processors_made; i-- > 0;) {
        Processor *q = sched.processors[i];
        uint32_t state = atomic_load(&q->state);
        if (state != PROC_IDLE && state != PROC_UNUSED) continue;
        if (i < count) processor_make_idle_locked(q);
        else if (state == PROC_IDLE) processor_retire_locked(q);
    }
}

void sched_set_processor_count(Processor *p, uint32_t count) {
    if (count > PROCESSORS_MAX) count = PROCESSORS_MAX;
    sched_stop_world(p);
    lock_acquire(&sched.lock);
    make_up_to(count);
    if (p->index >= count) move_to_front(p);
    atomic_store(&sched.processor_count, count);
    rearrange_locked(count);
    lock_release(&sched.lock);
    sched_start_world(p);
}
