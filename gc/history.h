// gc/history.h - the last collections and what started each of them.
#ifndef MOUND_GC_HISTORY_H
#define MOUND_GC_HISTORY_H

#include <stdint.h>

enum { GC_HISTORY_MAX = 32 };

typedef enum GcCause {
    GC_CAUSE_FORCED,     // runtime.GC, debug.FreeOSMemory
    GC_CAUSE_HEAP,       // the heap came near the goal
    GC_CAUSE_TIME,       // none ran for two minutes
} GcCause;

typedef struct GcHistoryEntry {
    uint64_t cycle;          // from 1
    GcCause cause;
    uint64_t live_before;    // heap at the start
    uint64_t marked;         // found reachable
    uint64_t goal;           // it aimed to end at
    uint64_t ns;             // from start to end
} GcHistoryEntry;

// Fills [entries], oldest first, with at most [max] of the newest; returns how many. The world must
// be stopped.
uint32_t gc_history_read(GcHistoryEntry *entries, uint32_t max);

#endif
