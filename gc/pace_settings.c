// gc/pace_settings.c - GOGC, GOMEMLIMIT and MOUND_HEAPLIMIT, and their setters.
#include <stdio.h>
#include <stdlib.h>

#include "gc/gc_int.h"

static struct {
    Lock lock;                          // guards changes
    _Atomic int32_t percent;            // GOGC; negative: off
    _Atomic int64_t memory_limit;       // GOMEMLIMIT; INT64_MAX: none
} settings = {.percent = 100, .memory_limit = INT64_MAX};

int32_t settings_percent(void) {
    return atomic_load(&settings.percent);
}

int64_t settings_memory_limit(void) {
    return atomic_load(&settings.memory_limit);
}

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

// A hard limit for objects and stacks: past it the program dies as if memory were used up.
static void read_hard_limit(void) {
    const char *hard = getenv("MOUND_HEAPLIMIT");
    int64_t bytes;
    if (hard == NULL || *hard == 0) return;
    if (!parse_limit(hard, &bytes)) {
        fprintf(stderr, "mound: MOUND_HEAPLIMIT=%s: want digits and B, KiB, MiB, GiB or TiB\n",
                hard);
        exit(2);
    }
    heap_set_limit(bytes == INT64_MAX ? 0 : (uint64_t)bytes);
}

void settings_init(void) {
    settings.percent = read_percent();
    const char *text = getenv("GOMEMLIMIT");
    int64_t limit = INT64_MAX;
    if (text != NULL && *text != 0 && !parse_limit(text, &limit)) {
        fprintf(stderr, "GOMEMLIMIT=%s\nfatal error: malformed GOMEMLIMIT; "
                        "see `go doc runtime/debug.SetMemoryLimit`\n", text);
        exit(2);
    }
    settings.memory_limit = limit;
    read_hard_limit();
    pace_update();
}

int32_t gc_set_percent(int32_t percent) {
    lock_acquire(&settings.lock);
    int32_t old = settings.percent;
    settings.percent = percent < 0 ? -1 : percent;
    pace_update();
    lock_release(&settings.lock);
    return old;
}

int64_t gc_set_memory_limit(int64_t bytes) {
    lock_acquire(&settings.lock);
    int64_t old = settings.memory_limit;
    if (bytes >= 0) {
        settings.memory_limit = bytes;
        pace_update();
    }
    lock_release(&settings.lock);
    return old;
}
