#include "heap/sites.h"

#include <math.h>
#include <stdlib.h>

#include "heap/heap_int.h"

static SiteHooks hooks;
static const int64_t *_Atomic rate_at;

int64_t heap_record_rate(void) {
    const int64_t *at = atomic_load_explicit(&rate_at, memory_order_acquire);
    int64_t rate = at == NULL ? 0 : __atomic_load_n(at, __ATOMIC_RELAXED);
    return rate < 0 ? 0 : rate;
}

// The distance to the next sample: exponentially distributed, the rate on average.
static int64_t next_distance(int64_t rate) {
    if (rate <= 1) return 0;
    double uniform = ((double)(hooks.random() >> 11) + 1) / (double)(1ull << 53);   // (0, 1]
    double distance = -log(uniform) * (double)rate;
    return distance < 1e15 ? (int64_t)distance : (int64_t)1e15;
}

void site_begin_cache(Cache *cache) {
    cache->slow |= CACHE_SLOW_RECORD;
    cache->sample_left = next_distance(heap_record_rate());
}

void heap_record_sites(const int64_t *rate, const SiteHooks *new_hooks) {
    if (new_hooks != NULL) hooks = *new_hooks;
    FATAL_IF(rate != NULL && hooks.born == NULL, "recording without a watcher");
    atomic_store(&rate_at, rate);
    heap_set_slow(CACHE_SLOW_RECORD, rate != NULL);
    for (Cache *cache = heap.caches; cache != NULL; cache = cache->next)
        cache->sample_left = next_distance(heap_record_rate());
}

void heap_record_by(const int64_t *rate) {
    if (site_recording_is_on()) atomic_store(&rate_at, rate);
}

bool site_recording_is_on(void) {
    return atomic_load_explicit(&rate_at, memory_order_relaxed) != NULL;
}

// What the program knows the object in slot [index] by.
static uintptr_t address_of(Span *span, uint32_t index) {
    HeapObject object = {span, span_slot_base(span, index), span->slot_bytes, index};
    return heap_object_start(&object);
}

void site_note_birth(Cache *cache, Span *span, uint32_t index, uint64_t asked,
                     const Layout *layout) {
    uint64_t bytes = span->slot_bytes;
    int64_t rate = heap_record_rate();
    if (rate == 0) return;
    if (rate > 1) {
        cache->sample_left -= (int64_t)bytes;
        if (cache->sample_left >= 0) return;
        cache->sample_left = next_distance(rate);
    }
    uint32_t site = hooks.born(address_of(span, index), asked, bytes, layout);
    if (site == 0) return;
    if (span->sites == NULL) {
        uint32_t *sites = calloc(span->slot_count, sizeof *sites);
        if (sites == NULL) heap.hooks.out_of_memory(span->slot_count * sizeof *sites, 0, false);
        heap_count_sys(MEM_BUCKETS, (int64_t)(span->slot_count * sizeof *sites));
        __atomic_store_n(&span->sites, sites, __ATOMIC_RELEASE);
    }
    span->sites[index] = site;
}

void site_note_tiny(uintptr_t object, uint64_t asked, const Layout *layout) {
    if (heap_record_rate() == 1) hooks.born(object, asked, 0, layout);
}

void sites_sweep(Span *span) {
    for (uint32_t i = 0; i < span->slot_count; i++) {
        if (span->sites[i] == 0 || span_slot_is_marked(span, i)) continue;
        hooks.died(span->sites[i], address_of(span, i), span->slot_bytes);
        span->sites[i] = 0;
    }
}

void sites_free(Span *span) {
    heap_count_sys(MEM_BUCKETS, -(int64_t)(span->slot_count * sizeof *span->sites));
    free(span->sites);
    span->sites = NULL;
}

uint32_t heap_site_of(const HeapObject *object) {
    const uint32_t *sites = __atomic_load_n(&object->span->sites, __ATOMIC_ACQUIRE);
    return sites == NULL ? 0 : sites[object->index];
}
