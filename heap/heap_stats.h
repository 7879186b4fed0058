// heap/heap_stats.h - the numbers of runtime.MemStats.
//
// The struct has the fields of Go's in the same order and with the same layout, so a program's
// variable can be filled in directly. These hold exactly at every read: HeapAlloc == Alloc;
// HeapObjects == Mallocs - Frees; HeapSys == HeapInuse + HeapIdle; HeapReleased <= HeapIdle; Sys is
// the sum of the *Sys fields; counters never decrease.
// Everything is counted where it happens; nothing is estimated.
#ifndef MOUND_HEAP_HEAP_STATS_H
#define MOUND_HEAP_HEAP_STATS_H

#include <stdbool.h>
#include <stdint.h>

enum {
    MEM_STATS_PAUSES = 256,
    MEM_STATS_SIZES = 61,
};

typedef struct MemStats {
    uint64_t alloc, total_alloc, sys, lookups, mallocs, frees;
    uint64_t heap_alloc, heap_sys, heap_idle, heap_inuse, heap_released, heap_objects;
    uint64_t stack_inuse, stack_sys, mspan_inuse, mspan_sys, mcache_inuse, mcache_sys;
    uint64_t buck_hash_sys, gc_sys, other_sys;
    uint64_t next_gc, last_gc, pause_total_ns;
    uint64_t pause_ns[MEM_STATS_PAUSES];
    uint64_t pause_end[MEM_STATS_PAUSES];
    uint32_t num_gc, num_forced_gc;
    double gc_cpu_fraction;
    bool enable_gc, debug_gc;
    struct {
        uint32_t size;
        uint64_t mallocs, frees;
    } by_size[MEM_STATS_SIZES];
} MemStats;

// What memory outside the page heap is for.
typedef enum MemKind {
    MEM_SPANS,     // MSpanSys
    MEM_CACHES,    // MCacheSys
    MEM_BUCKETS,   // BuckHashSys: profiles
    MEM_GC,        // GCSys: bitmaps, mark queues
    MEM_OTHER,     // OtherSys: goroutine records, arena tables, the scheduler's lists
    MEM_STACKS,    // StackSys beyond StackInuse: thread stacks
    MEM_KIND_COUNT,
} MemKind;

// Accounts for [bytes] (negative: given back) taken from the OS for [kind].
void heap_count_sys(MemKind kind, int64_t bytes);
// How many objects of each size class (0: large) were allocated and freed, tiny ones that share a
// block left out; and how many tiny ones there were. After heap_read_stats, in the same stop.
void heap_read_classes(uint64_t *allocs, uint64_t *frees, uint64_t *tiny_allocs);
// Fills in all but the collector's fields (next_gc ... debug_gc), which it leaves alone; see
// gc_read_stats. The world must be stopped: it flushes the caches.
void heap_read_stats(MemStats *stats);

#endif
