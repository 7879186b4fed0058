#include "heap/heap_int.h"
#include "heap/os_memory.h"

void heap_forbid(void *object) {
    Span *span = heap_span_of((uintptr_t)object);
    FATAL_IF(span_class_size_class(span->class) != 0, "forbidding a small object");
    os_memory_release((void *)span->base, span->page_count * PAGE_BYTES);
    pages_forbid((void *)span->base, span->page_count * PAGE_BYTES);
    // The collector must not look inside.
    __atomic_store_n(&span->large_layout, NULL, __ATOMIC_RELEASE);
    __atomic_store_n(&span->is_forbidden, 1, __ATOMIC_RELEASE);
}

bool heap_is_forbidden(uintptr_t address) {
    Span *span = heap_span_of(address);
    return span != NULL && span->state == SPAN_IN_USE && span->is_forbidden;
}

uintptr_t large_alloc(Cache *cache, size_t bytes, const Layout *layout, HeapFlags flags) {
    uint64_t page_count = bytes / PAGE_BYTES + (bytes % PAGE_BYTES != 0);
    Span *span = pages_alloc(page_count, SPAN_IN_USE, span_class_make(0, layout == NULL));
    span->free_bits = 0;
    span->alloc_count = 1;
    span->alloc_count_cached = 1;
    span_rest(span);
    if (heap.marking && span_mark_slot(span, 0))
        atomic_fetch_add(&heap.born_bytes, span->slot_bytes);
    if (span->needs_zero && !(layout == NULL && flags & HEAP_UNZEROED))
        memset((void *)span->base, 0, span->slot_bytes);
    // A collector that finds the span before this sees an object without pointers.
    __atomic_store_n(&span->large_layout, layout, __ATOMIC_RELEASE);
    atomic_fetch_add(&heap.counts[0].allocs, 1);
    atomic_fetch_add(&heap.large_alloc_bytes, span->slot_bytes);
    uintptr_t base = span->base;
    central_put(span);
    heap_add_live(cache, page_count * PAGE_BYTES);
    return base;
}
