#include "heap/heap_int.h"
#include "heap/os_memory.h"

static void poison_slots(Span *span) {
    for (uint32_t i = 0; i < span->slot_count; i++) {
        if (span_slot_is_free(span, i) || span_slot_is_marked(span, i)) continue;
        memset((void *)span_slot_base(span, i), POISON_BYTE, span->slot_bytes);
    }
}

static void count_frees(Span *span, uint32_t freed) {
    uint32_t size_class = span_class_size_class(span->class);
    atomic_fetch_add(&heap.counts[size_class].frees, freed);
    if (size_class == 0) atomic_fetch_add(&heap.large_free_bytes, freed * span->slot_bytes);
}

// Sets down that the marked slots are the ones in use.
static void swap_bitmaps(Span *span) {
    uint64_t *marked = (uint64_t *)span->mark_bits;
    span->mark_bits = (_Atomic(uint64_t) *)span->alloc_bits;
    span->alloc_bits = marked;
    memset((void *)span->mark_bits, 0, span->bitmap_words * sizeof(uint64_t));
    span_load_word(span, 0);
    span_rest(span);
}

bool span_sweep(Span *span, bool keep) {
    uint32_t epoch = heap.sweep_epoch;
    FATAL_IF(span->sweep_epoch != epoch - 2, "sweep: span of epoch %u in epoch %u",
             span->sweep_epoch, epoch);
    span->sweep_epoch = epoch - 1;
    specials_sweep(span);
    if (span->sites != NULL) sites_sweep(span);
    uint32_t marked = 0;
    for (uint32_t i = 0; i < span->bitmap_words; i++)
        marked += (uint32_t)__builtin_popcountll(span->mark_bits[i]);
    FATAL_IF(marked > span->alloc_count, "sweep: %u slots marked, %u in use", marked,
             span->alloc_count);
    uint32_t freed = span->alloc_count - marked;
    if (span->is_forbidden && freed > 0) {
        os_memory_allow((void *)span->base, span->page_count * PAGE_BYTES);
        span->is_forbidden = 0;
    }
    if (freed > 0) {
        if (debug_flags.poison) poison_slots(span);
        span->needs_zero = 1;
        count_frees(span, freed);
    }
    span->alloc_count = marked;
    span->alloc_count_cached = marked;
    swap_bitmaps(span);
    span->sweep_epoch = epoch;
    atomic_fetch_sub(&heap.unswept_spans, 1);
    if (marked == 0 && !keep) {
        pages_free(span);
        return false;
    }
    return true;
}

// Sweeps one span of any class. Returns how many pages that freed, -1: there was none to sweep.
static int64_t sweep_next(void) {
    uint32_t class = atomic_load(&heap.sweep_class);
    while (class < SPAN_CLASS_COUNT) {
        Span *span = central_take_unswept((SpanClass)class);
        if (span != NULL) {
            uint64_t pages = span->page_count;
            if (!span_sweep(span, false)) return (int64_t)pages;
            central_put(span);
            return 0;
        }
        // Nobody adds unswept spans while sweeping, so the class stays done.
        atomic_compare_exchange_strong(&heap.sweep_class, &class, class + 1);
        class = atomic_load(&heap.sweep_class);
    }
    return -1;
}

bool heap_sweep_one(void) {
    return sweep_next() >= 0;
}

bool heap_sweep_is_done(void) {
    return atomic_load_explicit(&heap.unswept_spans, memory_order_acquire) == 0;
}

bool heap_span_is_swept(const Span *span) {
    return span->sweep_epoch == heap.sweep_epoch;
}

void heap_reclaim(uint64_t page_count) {
    uint64_t freed = 0;
    while (freed < page_count) {
        int64_t pages = sweep_next();
        if (pages < 0) return;
        freed += (uint64_t)pages;
    }
}

static void flush_caches(void) {
    for (Cache *cache = heap.caches; cache != NULL; cache = cache->next) cache_flush(cache);
}

void heap_begin_mark(void) {
    FATAL_IF(!heap_sweep_is_done(), "marking begins with unswept spans");
    flush_caches();
    heap.marking = true;
    atomic_store(&heap.born_bytes, 0);
}

uint64_t heap_mark_born(void) {
    flush_caches();
    return atomic_load(&heap.born_bytes);
}

void heap_end_mark(uint64_t marked_bytes) {
    FATAL_IF(!heap.marking, "marking ends that did not begin");
    heap.marking = false;
    atomic_fetch_add(&heap.sweep_epoch, 2);
    for (int i = 0; i < SPAN_CLASS_COUNT; i++) {
        Central *central = &heap.central[i];
        FATAL_IF(central->partial[UNSWEPT] != NULL, "unswept spans after marking");
        FATAL_IF(central->full[UNSWEPT] != NULL, "unswept spans after marking");
        central->partial[UNSWEPT] = central->partial[SWEPT];
        central->full[UNSWEPT] = central->full[SWEPT];
        central->partial[SWEPT] = NULL;
        central->full[SWEPT] = NULL;
    }
    atomic_store(&heap.unswept_spans, heap.span_records - heap.manual_spans);
    atomic_store(&heap.sweep_class, 0);
    atomic_store(&heap.live_bytes, marked_bytes + atomic_load(&heap.born_bytes));
}

uint64_t heap_live_bytes(void) {
    return atomic_load_explicit(&heap.live_bytes, memory_order_relaxed);
}

void heap_set_trigger(uint64_t bytes) {
    atomic_store(&heap.trigger_bytes, bytes);
    // The sweep is to be over some way before the next cycle begins.
    heap.sweep_total = atomic_load(&heap.unswept_spans);
    heap.sweep_basis = heap_live_bytes();
    uint64_t distance = bytes > heap.sweep_basis ? bytes - heap.sweep_basis : 0;
    heap.sweep_distance = distance - distance / 8;
}

void heap_sweep_in_proportion(uint64_t live) {
    uint64_t allocated = live > heap.sweep_basis ? live - heap.sweep_basis : 0;
    uint64_t wanted = heap.sweep_total;
    if (allocated < heap.sweep_distance)
        wanted = (uint64_t)((unsigned __int128)wanted * allocated / heap.sweep_distance);
    while (heap.sweep_total - atomic_load(&heap.unswept_spans) < wanted)
        if (!heap_sweep_one()) return;
}
