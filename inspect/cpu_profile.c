// inspect/cpu_profile.c - see cpu_profile.h.
#include "inspect/cpu_profile.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/check.h"
#include "base/lock.h"
#include "sched/sched.h"
#include "vm/watch.h"

// An open hash table of stacks. It only grows, and is written by whichever thread took a sample.
typedef struct Stack {
    struct Stack *next;
    uint64_t hash;
    uint64_t weight;
    uint32_t frame_count;
    WatchFrame frames[];
} Stack;

enum { BUCKETS = 4096 };

static struct {
    Lock lock;
    Stack *buckets[BUCKETS];
    _Atomic uint64_t outside;       // samples on threads without a processor
    bool running;                   // changes with the lock held
    uint32_t hz;
    timer_t timer;
    int64_t start_ns, duration_ns;  // Unix time, by the clock
    int64_t cpu_ns;                 // at the start; after the stop: spent
} profile;

static int64_t clock_ns(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * 1000000000ll + now.tv_nsec;
}

static void on_timer(int number) {
    (void)number;
    Processor *p = sched_current();
    if (p) watch_sample_ask(p);
    else atomic_fetch_add_explicit(&profile.outside, 1, memory_order_relaxed);
}

static uint64_t hash_frames(const WatchFrame *frames, uint32_t count) {
    uint64_t hash = count;
    for (uint32_t i = 0; i < count; i++) {
        hash = (hash ^ (uintptr_t)frames[i].func) * 0x9e3779b97f4a7c15ull;
        hash = (hash ^ (uintptr_t)frames[i].insn ^ hash >> 29) * 0x9e3779b97f4a7c15ull;
    }
    return hash ^ hash >> 32;
}

static void on_sample(const WatchFrame *frames, uint32_t count, uint32_t weight) {
    uint64_t hash = hash_frames(frames, count);
    lock_acquire(&profile.lock);
    if (!profile.running) {   // it fell due before the end
        lock_release(&profile.lock);
        return;
    }
    Stack **slot = &profile.buckets[hash % BUCKETS];
    Stack *stack = *slot;
    while (stack && (stack->hash != hash || stack->frame_count != count ||
                     memcmp(stack->frames, frames, count * sizeof *frames) != 0))
        stack = stack->next;
    if (stack == NULL) {
        stack = malloc(sizeof *stack + count * sizeof *frames);
        FATAL_IF(stack == NULL, "out of memory");
        *stack = (Stack){.next = *slot, .hash = hash, .frame_count = count};
        memcpy(stack->frames, frames, count * sizeof *frames);
        *slot = stack;
    }
    stack->weight += weight;
    lock_release(&profile.lock);
}

static void forget(void) {
    for (uint32_t i = 0; i < BUCKETS; i++) {
        for (Stack *stack = profile.buckets[i], *next; stack; stack = next) {
            next = stack->next;
            free(stack);
        }
        profile.buckets[i] = NULL;
    }
    atomic_store(&profile.outside, 0);
}

static void set_running(bool running) {
    lock_acquire(&profile.lock);
    profile.running = running;
    lock_release(&profile.lock);
}

bool cpu_profile_start(uint32_t hz) {
    if (profile.running) return false;
    forget();
    watch_set_sampler(on_sample);
    profile.hz = hz;
    profile.start_ns = clock_ns(CLOCK_REALTIME);
    profile.cpu_ns = clock_ns(CLOCK_PROCESS_CPUTIME_ID);
    struct sigaction action = {.sa_handler = on_timer, .sa_flags = SA_RESTART};
    sigaction(SIGPROF, &action, NULL);
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGPROF};
    if (timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &profile.timer) != 0) return false;
    set_running(true);
    struct timespec interval = {.tv_sec = hz == 1, .tv_nsec = hz == 1 ? 0 : 1000000000 / hz};
    timer_settime(profile.timer, 0, &(struct itimerspec){interval, interval}, NULL);
    return true;
}

bool cpu_profile_stop(void) {
    if (!profile.running) return false;
    timer_delete(profile.timer);
    set_running(false);
    profile.duration_ns = clock_ns(CLOCK_REALTIME) - profile.start_ns;
    profile.cpu_ns = clock_ns(CLOCK_PROCESS_CPUTIME_ID) - profile.cpu_ns;
    return true;
}

uint32_t cpu_profile_rate(void) { return profile.hz; }

void cpu_profile_each(void (*visit)(const CpuStack *stack, void *arg), void *arg) {
    for (uint32_t i = 0; i < BUCKETS; i++)
        for (const Stack *s = profile.buckets[i]; s; s = s->next)
            visit(&(CpuStack){s->weight, s->frame_count, s->frames}, arg);
    uint64_t outside = atomic_load(&profile.outside);
    if (outside > 0) visit(&(CpuStack){outside, 0, NULL}, arg);
}

static void add_weight(const CpuStack *stack, void *total) {
    *(uint64_t *)total += stack->weight;
}

int64_t cpu_profile_period(int64_t *start_ns, int64_t *duration_ns) {
    *start_ns = profile.start_ns;
    *duration_ns = profile.duration_ns;
    uint64_t samples = 0;
    cpu_profile_each(add_weight, &samples);
    return samples ? profile.cpu_ns / (int64_t)samples : 0;
}

const WatchProfiler cpu_profiler = {cpu_profile_start, cpu_profile_stop, cpu_profile_bytes};
