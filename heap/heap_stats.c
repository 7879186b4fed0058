#include "heap/heap_stats.h"

#include "heap/heap_int.h"

void heap_count_sys(MemKind kind, int64_t bytes) {
    atomic_fetch_add(&heap.sys_bytes[kind], bytes);
}

static uint64_t sys(MemKind kind) {
    return (uint64_t)atomic_load(&heap.sys_bytes[kind]);
}

static void read_objects(MemStats *stats) {
    uint64_t tiny = atomic_load(&heap.tiny_allocs);
    uint64_t freed_bytes = atomic_load(&heap.large_free_bytes);
    stats->mallocs = atomic_load(&heap.counts[0].allocs) + tiny;
    stats->frees = atomic_load(&heap.counts[0].frees) + tiny;
    stats->total_alloc = atomic_load(&heap.large_alloc_bytes);
    for (int i = 1; i < SIZE_CLASS_COUNT; i++) {
        uint64_t allocs = atomic_load(&heap.counts[i].allocs);
        uint64_t frees = atomic_load(&heap.counts[i].frees);
        stats->mallocs += allocs;
        stats->frees += frees;
        stats->total_alloc += allocs * size_class_bytes[i];
        freed_bytes += frees * size_class_bytes[i];
        if (i >= MEM_STATS_SIZES) continue;
        stats->by_size[i].size = size_class_bytes[i];
        stats->by_size[i].mallocs = allocs;
        stats->by_size[i].frees = frees;
    }
    stats->alloc = stats->heap_alloc = stats->total_alloc - freed_bytes;
    stats->heap_objects = stats->mallocs - stats->frees;
}

void heap_read_classes(uint64_t *allocs, uint64_t *frees, uint64_t *tiny_allocs) {
    for (int i = 0; i < SIZE_CLASS_COUNT; i++) {
        allocs[i] = atomic_load(&heap.counts[i].allocs);
        frees[i] = atomic_load(&heap.counts[i].frees);
    }
    *tiny_allocs = atomic_load(&heap.tiny_allocs);
}

void heap_read_stats(MemStats *stats) {
    heap_count_cached();
    read_objects(stats);
    stats->lookups = 0;
    // The monitor thread gives pages back even while the world is stopped.
    lock_acquire(&heap.lock);
    uint64_t stacks = heap.pages_manual * PAGE_BYTES;
    stats->heap_sys = heap.pages_mapped * PAGE_BYTES - stacks;
    stats->heap_inuse = heap.pages_in_use * PAGE_BYTES;
    stats->heap_idle = stats->heap_sys - stats->heap_inuse;
    stats->heap_released = heap.pages_released * PAGE_BYTES;
    lock_release(&heap.lock);
    stats->stack_inuse = stacks;
    stats->stack_sys = stacks + sys(MEM_STACKS);
    stats->mspan_inuse = heap.span_records * sizeof(Span);
    stats->mspan_sys = sys(MEM_SPANS);
    stats->mcache_inuse = heap.cache_count * sizeof(Cache);
    stats->mcache_sys = sys(MEM_CACHES);
    stats->buck_hash_sys = sys(MEM_BUCKETS);
    stats->gc_sys = sys(MEM_GC);
    stats->other_sys = sys(MEM_OTHER);
    stats->sys = stats->heap_sys + stats->stack_sys + stats->mspan_sys + stats->mcache_sys +
                 stats->buck_hash_sys + stats->gc_sys + stats->other_sys;
}
