#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

// Reads up to two numbers from a file of one line; "max" counts as -1. Returns how many.
static int read_numbers(const char *path, long long numbers[2]) {
    FILE *file = fopen(path, "re");
    if (file == NULL) return 0;
    char words[2][32];
    int count = fscanf(file, "%31s %31s", words[0], words[1]);
    fclose(file);
    for (int i = 0; i < count; i++)
        numbers[i] = strcmp(words[i], "max") == 0 ? -1 : atoll(words[i]);
    return count < 0 ? 0 : count;
}

// The CPUs that the quota [limit] in a [period] stands for, rounded up; 0: no quota.
static uint32_t quota_cpus(long long limit, long long period) {
    if (limit <= 0 || period <= 0) return 0;
    long long cpus = (limit + period - 1) / period;
    return cpus > PROCESSORS_MAX ? 0 : (uint32_t)cpus;
}

// The smallest quota of the control group [folder] of the unified hierarchy and those above it.
static uint32_t quota_of_groups(char *folder) {
    uint32_t least = 0;
    for (;;) {
        char path[600];
        long long numbers[2];
        snprintf(path, sizeof path, "/sys/fs/cgroup%s/cpu.max", folder);
        uint32_t cpus = read_numbers(path, numbers) == 2 ? quota_cpus(numbers[0], numbers[1]) : 0;
        if (cpus != 0 && (least == 0 || cpus < least)) least = cpus;
        char *slash = strrchr(folder, '/');
        if (slash == NULL) return least;
        *slash = 0;
    }
}

// The CPUs that the control groups of the process allow; 0: any number.
static uint32_t quota_read(void) {
    FILE *file = fopen("/proc/self/cgroup", "re");
    uint32_t cpus = 0;
    char line[512];
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = 0;
        if (strncmp(line, "0::", 3) != 0) continue;
        char *folder = line + 3;
        if (strcmp(folder, "/") == 0) *folder = 0;
        cpus = quota_of_groups(folder);
    }
    if (file != NULL) fclose(file);
    if (cpus != 0) return cpus;
    long long limit[2], period[2];
    if (read_numbers("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", limit) < 1) return 0;
    if (read_numbers("/sys/fs/cgroup/cpu/cpu.cfs_period_us", period) < 1) return 0;
    return quota_cpus(limit[0], period[0]);
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
    uint32_t cpus = sched_cpu_count(), quota = quota_read();
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
