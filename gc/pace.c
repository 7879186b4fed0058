#include <stdio.h>
#include <stdlib.h>

#include "gc/gc_int.h"

static const uint64_t HEAP_BYTES_MIN = 4 << 20;   // smallest goal at GOGC=100

static const uint64_t SCAVENGE_BYTES = 128 << 10;   // given back at a time

static struct {
    Lock lock;                // guards the settings
    int32_t percent;          // GOGC; negative: off
    int64_t memory_limit;     // GOMEMLIMIT; INT64_MAX: none
    uint64_t marked_bytes;    // by the last cycle
    uint64_t root_bytes;      // stacks and globals, the same
    _Atomic uint64_t goal;
    _Atomic uint64_t retain;  // physical memory worth keeping; UINT64_MAX before the first cycle
} pace = {.percent = 100, .memory_limit = INT64_MAX, .retain = UINT64_MAX};

// GOGC: an integer or "off". What is neither counts as 100.
static int32_t read_percent(void) {
    const char *text = getenv("GOGC");
    if (text == NULL || *text == 0) return 100;
    if (strcmp(text, "off") == 0) return -1;
    char *end;
    long value = strtol(text, &end, 10);
    if (*end != 0 || value > INT32_MAX || value < INT32_MIN) return 100;
    return value < 0 ? -1 : (int32_t)value;
}

// GOMEMLIMIT: "off", or digits and a unit. False: malformed.
static bool parse_limit(const char *text, int64_t *limit) {
    static const char *const units[] = {"B", "KiB", "MiB", "GiB", "TiB"};
    *limit = INT64_MAX;
    if (strcmp(text, "off") == 0) return true;
    uint64_t value = 0;
    const char *p = text;
    for (; *p >= '0' && *p <= '9'; p++) {
        if (__builtin_mul_overflow(value, 10, &value)) return false;
        if (__builtin_add_overflow(value, (uint64_t)(*p - '0'), &value)) return false;
    }
    if (p == text) return false;
    int shift = 0;
    if (*p != 0) {
        int unit = 0;
        while (unit < 5 && strcmp(p, units[unit]) != 0) unit++;
        if (unit == 5) return false;
        shift = unit * 10;
    }
    if (value > (uint64_t)INT64_MAX >> shift) return false;
    *limit = (int64_t)(value << shift);
    return true;
}

// The goal that keeps everything within the memory limit.
static uint64_t limited_goal(void) {
    MemStats stats;
    heap_read_stats(&stats);
    uint64_t limit = (uint64_t)pace.memory_limit;
    uint64_t idle_mapped = stats.heap_idle - stats.heap_released;
    uint64_t mapped = stats.sys - stats.heap_released;
    uint64_t other = mapped - stats.heap_inuse - idle_mapped;
    uint64_t headroom = limit / 100 * 3;
    if (headroom < 1 << 20) headroom = 1 << 20;
    uint64_t goal = limit > other + headroom ? limit - other - headroom : 0;
    return goal > pace.marked_bytes ? goal : pace.marked_bytes;
}

// Sets goal and trigger. Marking stops the world, so nothing is allocated meanwhile and the trigger
// is the goal itself.
static void set_goal(void) {
    uint64_t goal = UINT64_MAX;
    if (pace.percent >= 0) {
        uint64_t percent = (uint64_t)pace.percent;
        uint64_t least = HEAP_BYTES_MIN * percent / 100;
        uint64_t based = pace.marked_bytes + pace.root_bytes;
        goal = pace.marked_bytes +
               (uint64_t)((unsigned __int128)based * percent / 100);
        if (goal < least) goal = least;
    }
    if (pace.memory_limit != INT64_MAX) {
        uint64_t limited = limited_goal();
        if (limited < goal) goal = limited;
    }
    atomic_store(&pace.goal, goal);
    // At least a little is allocated between two cycles, whatever the settings.
    uint64_t trigger = goal;
    uint64_t least = pace.marked_bytes + (64 << 10);
    if (trigger < least) trigger = least;
    heap_set_trigger(trigger);
}

void pace_init(void) {
    pace.percent = read_percent();
    const char *limit = getenv("GOMEMLIMIT");
    if (limit != NULL && *limit != 0 && !parse_limit(limit, &pace.memory_limit)) {
        fprintf(stderr, "GOMEMLIMIT=%s\nfatal error: malformed GOMEMLIMIT; "
                        "see `go doc runtime/debug.SetMemoryLimit`\n", limit);
        exit(2);
    }
    // A hard limit for objects and stacks: past it the program dies as if memory were used up.
    const char *hard = getenv("MOUND_HEAPLIMIT");
    int64_t bytes;
    if (hard != NULL && *hard != 0) {
        if (!parse_limit(hard, &bytes)) {
            fprintf(stderr, "mound: MOUND_HEAPLIMIT=%s: want digits and B, KiB, MiB, GiB or TiB\n",
                    hard);
            exit(2);
        }
        heap_set_limit(bytes == INT64_MAX ? 0 : (uint64_t)bytes);
    }
    set_goal();
}

void pace_after_cycle(const CycleRecord *cycle) {
    lock_acquire(&pace.lock);
    pace.marked_bytes = cycle->marked_bytes;
    pace.root_bytes = cycle->stack_bytes + cycle->global_bytes;
    set_goal();
    // What the heap may grow to before the next cycle ends, and a tenth.
    uint64_t retain = pace_goal();
    if (retain == UINT64_MAX || retain < cycle->live_before) retain = cycle->live_before;
    atomic_store(&pace.retain, retain + retain / 10);
    lock_release(&pace.lock);
}

bool gc_scavenge_some(void) {
    uint64_t retain = atomic_load(&pace.retain);
    if (retain == UINT64_MAX) return false;
    uint64_t retained = heap_retained_bytes();
    if (retained <= retain) return false;
    uint64_t excess = retained - retain;
    return heap_scavenge(excess < SCAVENGE_BYTES ? excess : SCAVENGE_BYTES) > 0;
}

uint64_t pace_goal(void) {
    return atomic_load(&pace.goal);
}

int32_t gc_set_percent(int32_t percent) {
    lock_acquire(&pace.lock);
    int32_t old = pace.percent;
    pace.percent = percent < 0 ? -1 : percent;
    set_goal();
    lock_release(&pace.lock);
    return old;
}

int64_t gc_set_memory_limit(int64_t bytes) {
    lock_acquire(&pace.lock);
    int64_t old = pace.memory_limit;
    if (bytes >= 0) {
        pace.memory_limit = bytes;
        set_goal();
    }
    lock_release(&pace.lock);
    return old;
}
