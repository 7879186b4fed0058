#include "heap/heap_int.h"

#include <stdlib.h>

Heap heap;
uint64_t heap_zerobase;

void heap_init(const HeapHooks *hooks) {
    FATAL_IF(heap.hooks.request_gc != NULL, "heap_init called twice");
    heap.hooks = *hooks;
    heap.trigger_bytes = UINT64_MAX;
    heap.sweep_epoch = 2;
    heap.sweep_class = SPAN_CLASS_COUNT;
    heap.fail_left = debug_flags.allocfail;
    size_class_init();
}

Cache *cache_new(void) {
    Cache *cache = metadata_alloc(sizeof *cache, MEM_CACHES);
    for (int i = 0; i < SPAN_CLASS_COUNT; i++) cache->spans[i] = &span_none;
    if (debug_flags.gcstress > 0) cache->slow |= CACHE_SLOW_STRESS;
    if (site_recording_is_on()) site_begin_cache(cache);
    if (debug_flags.allocfail > 0) cache->slow |= CACHE_SLOW_FAIL;
    cache->stress_left = debug_flags.gcstress;
    lock_acquire(&heap.lock);
    cache->next = heap.caches;
    heap.caches = cache;
    heap.cache_count++;
    lock_release(&heap.lock);
    return cache;
}

void heap_add_live(Cache *cache, uint64_t bytes) {
    uint64_t live = atomic_fetch_add(&heap.live_bytes, bytes) + bytes;
    if (live >= atomic_load_explicit(&heap.trigger_bytes, memory_order_relaxed))
        heap.hooks.request_gc(false);
    if (!heap_sweep_is_done()) heap_sweep_in_proportion(live);
    if (heap.marking && heap.hooks.charge != NULL) heap.hooks.charge(cache, bytes);
}

// Counts what was allocated from [span] while the cache had it.
static void count_allocs(Span *span) {
    uint32_t count = span->alloc_count - span->alloc_count_cached;
    span->alloc_count_cached = span->alloc_count;
    atomic_fetch_add(&heap.counts[span_class_size_class(span->class)].allocs, count);
}

static void count_tiny(Cache *cache) {
    atomic_fetch_add(&heap.tiny_allocs, cache->tiny_allocs);
    cache->tiny_allocs = 0;
    cache->tiny = 0;
    cache->tiny_offset = 0;
}

void heap_set_slow(CacheSlow reason, bool on) {
    for (Cache *cache = heap.caches; cache != NULL; cache = cache->next) {
        if (on) cache->slow |= (uint8_t)reason;
        else cache->slow &= (uint8_t)~reason;
    }
}

// The slots of word [word] that were free when marking began and are not any more.
static uint64_t born_in_word(const Span *span, uint32_t word) {
    uint64_t was_free = ~span->alloc_bits[word];
    uint32_t left = span->slot_count - word * 64;
    if (left < 64) was_free &= (1ull << left) - 1;
    if (word * 64 == span->old_free_base) was_free = span->old_free_bits;
    return word * 64 == span->free_base ? was_free & ~span->free_bits : was_free;
}

void span_mark_born(Span *span) {
    uint64_t count = 0;
    for (uint32_t word = span->old_free_base / 64; word <= span->free_base / 64; word++) {
        uint64_t born = born_in_word(span, word);
        if (born == 0) continue;
        uint64_t before = atomic_fetch_or_explicit(&span->mark_bits[word], born,
                                                   memory_order_relaxed);
        count += (uint64_t)__builtin_popcountll(born & ~before);
    }
    if (count > 0) atomic_fetch_add(&heap.born_bytes, count * span->slot_bytes);
}

// Gives the span of [class] back.
static void release(Cache *cache, SpanClass class) {
    Span *span = cache->spans[class];
    if (span == &span_none) return;
    cache->spans[class] = &span_none;
    count_allocs(span);
    // Taking the span counted all its free slots as live.
    uint64_t unused = (uint64_t)(span->slot_count - span->alloc_count) * span->slot_bytes;
    atomic_fetch_sub(&heap.live_bytes, unused);
    if (heap.marking) span_mark_born(span);
    else span_rest(span);
    central_put(span);
}

void cache_flush(Cache *cache) {
    for (int i = 0; i < SPAN_CLASS_COUNT; i++) release(cache, (SpanClass)i);
    count_tiny(cache);
}

void cache_free(Cache *cache) {
    cache_flush(cache);
    lock_acquire(&heap.lock);
    Cache **link = &heap.caches;
    while (*link != cache) link = &(*link)->next;
    *link = cache->next;
    heap.cache_count--;
    lock_release(&heap.lock);
}

void heap_count_cached(void) {
    for (Cache *cache = heap.caches; cache != NULL; cache = cache->next) {
        for (int i = 0; i < SPAN_CLASS_COUNT; i++)
            if (cache->spans[i] != &span_none) count_allocs(cache->spans[i]);
        count_tiny(cache);
    }
}

// A free slot of [class], from a new span if need be.
static uintptr_t take_slot(Cache *cache, SpanClass class, Span **from) {
    Span *span = cache->spans[class];
    if (span == &span_none || !span_advance(span)) {
        release(cache, class);
        span = central_take(class);
        span->place = SPAN_PLACE_CACHE;
        span->alloc_count_cached = span->alloc_count;
        cache->spans[class] = span;
        heap_add_live(cache, (uint64_t)(span->slot_count - span->alloc_count) * span->slot_bytes);
    }
    *from = span;
    return span_pop(span);
}

// Bookkeeping of the slow modes for a new object at [slot].
static void note_new(Cache *cache, Span *span, uintptr_t slot, size_t bytes,
                     const Layout *layout) {
    if (cache->slow & CACHE_SLOW_RECORD)
        site_note_birth(cache, span, span_slot_index(span, slot - span->base), bytes, layout);
    if (cache->slow & CACHE_SLOW_STRESS && --cache->stress_left <= 0) {
        cache->stress_left = debug_flags.gcstress;
        heap.hooks.request_gc(true);
    }
}

static void *alloc_tiny(Cache *cache, size_t bytes, const Layout *layout) {
    uintptr_t align = (bytes & 7) == 0 ? 7 : (bytes & 3) == 0 ? 3 : (bytes & 1) == 0;
    uintptr_t offset = (cache->tiny_offset + align) & ~align;
    if (cache->tiny != 0 && offset + bytes <= TINY_BYTES) {
        cache->tiny_offset = offset + bytes;
        cache->tiny_allocs++;
        if (cache->slow & CACHE_SLOW_RECORD) site_note_tiny(cache->tiny + offset, bytes, layout);
        return (void *)(cache->tiny + offset);
    }
    Span *span;
    uintptr_t slot = take_slot(cache, span_class_make(size_class_of(TINY_BYTES), true), &span);
    heap_zero_slot((void *)slot, TINY_BYTES);
    note_new(cache, span, slot, bytes, layout);
    // Keep the block that has more room left.
    if (cache->tiny == 0 || bytes < cache->tiny_offset) {
        cache->tiny = slot;
        cache->tiny_offset = bytes;
    }
    return (void *)slot;
}

void *heap_alloc_slow(Cache *cache, size_t bytes, const Layout *layout, HeapFlags flags) {
    bool noscan = layout == NULL || layout->ptr_bytes == 0;
    if (bytes == 0) return &heap_zerobase;
    if (cache->slow & CACHE_SLOW_FAIL && atomic_fetch_sub(&heap.fail_left, 1) == 1)
        heap.hooks.out_of_memory(bytes, heap_live_bytes(), false);
    if (noscan && bytes < TINY_BYTES) return alloc_tiny(cache, bytes, layout);
    Span *span;
    uintptr_t slot;
    if (bytes > SMALL_BYTES_MAX - OBJECT_HEADER_BYTES) {
        slot = large_alloc(cache, bytes, noscan ? NULL : layout, flags);
        note_new(cache, heap_span_of(slot), slot, bytes, layout);
        return (void *)slot;
    }
    bool header = !noscan && bytes > HEADERLESS_BYTES_MAX;
    size_t slot_bytes = bytes + (header ? OBJECT_HEADER_BYTES : 0);
    slot = take_slot(cache, span_class_make(size_class_of(slot_bytes), noscan), &span);
    if (span->needs_zero && !(noscan && flags & HEAP_UNZEROED))
        heap_zero_slot((void *)slot, span->slot_bytes);
    if (header) *(const Layout **)slot = layout;
    else if (!noscan) heap_set_bits(span, slot, bytes, layout);
    if (cache->slow) note_new(cache, span, slot, bytes, layout);
    return (void *)(slot + (header ? OBJECT_HEADER_BYTES : 0));
}
