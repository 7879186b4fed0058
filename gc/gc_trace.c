#include <stdio.h>

#include "gc/gc_int.h"

// Milliseconds with two significant digits, the way gctrace prints them.
static const char *format_ms(char *text, size_t bytes, uint64_t ns) {
    if (ns >= 10000000) {
        snprintf(text, bytes, "%lu", (unsigned long)(ns / 1000000));
        return text;
    }
    uint64_t x = ns / 1000;
    if (x == 0) return "0";
    int decimals = 3;
    while (x >= 100) {
        x /= 10;
        decimals--;
    }
    uint64_t scale = decimals == 3 ? 1000 : decimals == 2 ? 100 : 10;
    snprintf(text, bytes, "%lu.%0*lu", (unsigned long)(x / scale), decimals,
             (unsigned long)(x % scale));
    return text;
}

void gc_trace_cycle(const CycleRecord *cycle) {
    uint64_t sweep_ns = cycle->mark_ns - cycle->start_ns;
    uint64_t mark_ns = cycle->terminate_ns - cycle->mark_ns;
    uint64_t terminate_ns = cycle->end_ns - cycle->terminate_ns;
    uint32_t processors = gc.world.processor_count(gc.world.arg);
    uint64_t since_start = cycle->start_ns - gc.process_start_ns;
    uint64_t total = (cycle->end_ns - gc.process_start_ns) * processors;
    // A stopped cycle's marking is that of one thread.
    uint64_t background_ns = cycle->concurrent ? cycle->background_ns : mark_ns;
    char a[24], b[24], c[24], d[24], e[24], f[24], g[24], h[24];
    fprintf(stderr,
            "gc %u @%lu.%03lus %lu%%: %s+%s+%s ms clock, %s+%s/%s/%s+%s ms cpu, "
            "%lu->%lu->%lu MB, %lu MB goal, %lu MB stacks, %lu MB globals, %u P%s\n",
            gc_cycle_count(), (unsigned long)(since_start / 1000000000),
            (unsigned long)(since_start / 1000000 % 1000),
            (unsigned long)(total == 0 ? 0 : atomic_load(&gc.cpu_ns) * 100 / total),
            format_ms(a, sizeof a, sweep_ns), format_ms(b, sizeof b, mark_ns),
            format_ms(c, sizeof c, terminate_ns),
            format_ms(d, sizeof d, sweep_ns * processors),
            format_ms(e, sizeof e, cycle->assist_ns), format_ms(f, sizeof f, background_ns),
            format_ms(g, sizeof g, cycle->idle_ns),
            format_ms(h, sizeof h, terminate_ns * processors),
            (unsigned long)(cycle->live_before >> 20), (unsigned long)(cycle->live_marking >> 20),
            (unsigned long)(cycle->marked_bytes >> 20), (unsigned long)(cycle->goal >> 20),
            (unsigned long)(cycle->stack_bytes >> 20), (unsigned long)(cycle->global_bytes >> 20),
            processors, cycle->forced ? " (forced)" : "");
}
