// gc/history.c - see history.h. Written while the world is stopped, at the end of each cycle.
#include "gc/history.h"

#include "gc/gc_int.h"

static const uint64_t TIMED_CYCLE_NS = 110ull * 1000000000;   // the monitor asks after 120 s

static struct {
    GcHistoryEntry entries[GC_HISTORY_MAX];
    uint64_t count, last_end_ns;
} history;

void history_add(const CycleRecord *cycle) {
    GcHistoryEntry entry = {.cycle = history.count + 1, .live_before = cycle->live_before,
                            .marked = cycle->marked_bytes, .goal = cycle->goal,
                            .ns = cycle->end_ns - cycle->start_ns};
    uint64_t before = history.last_end_ns ? history.last_end_ns : gc.process_start_ns;
    bool waited = cycle->start_ns - before > TIMED_CYCLE_NS;
    entry.cause = cycle->forced ? GC_CAUSE_FORCED
                  : waited && cycle->live_before < cycle->goal / 2 ? GC_CAUSE_TIME
                                                                   : GC_CAUSE_HEAP;
    history.entries[history.count++ % GC_HISTORY_MAX] = entry;
    history.last_end_ns = cycle->end_ns;
}

uint32_t gc_history_read(GcHistoryEntry *entries, uint32_t max) {
    uint64_t held = history.count < GC_HISTORY_MAX ? history.count : GC_HISTORY_MAX;
    uint64_t count = held < max ? held : max;
    for (uint64_t i = 0; i < count; i++)
        entries[i] = history.entries[(history.count - count + i) % GC_HISTORY_MAX];
    return (uint32_t)count;
}
