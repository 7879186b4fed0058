#include "sched/stack.h"

#include "sched/sched_int.h"

// Spans that are cut into chunks of one order and have free ones that no processor holds. A span
// counts its other chunks in alloc_count and links the free ones in manual_free.
static struct {
    Lock lock;
    Span *spans[STACK_ORDERS];
} depot;

enum {
    STACK_SPAN_PAGES = 4,     // 32 KiB is cut into chunks of one order
    CACHED_BYTES = 32 << 10,  // kept per order and processor, twice this at most
};

static size_t order_bytes(uint32_t order) {
    return (size_t)STACK_CHUNK_BYTES_MIN << order;
}

static uint32_t cached_max(uint32_t order) {
    return (uint32_t)(2 * CACHED_BYTES / order_bytes(order));
}

static void link_span(uint32_t order, Span *span) {
    span->prev = NULL;
    span->next = depot.spans[order];
    if (span->next != NULL) span->next->prev = span;
    depot.spans[order] = span;
}

static void unlink_span(uint32_t order, Span *span) {
    if (span->prev != NULL) span->prev->next = span->next;
    else depot.spans[order] = span->next;
    if (span->next != NULL) span->next->prev = span->prev;
    span->next = span->prev = NULL;
}

static void add_span(uint32_t order) {
    Span *span = heap_alloc_manual(STACK_SPAN_PAGES);
    size_t bytes = order_bytes(order);
    for (size_t at = STACK_SPAN_PAGES * PAGE_BYTES; at >= bytes; at -= bytes) {
        StackChunk *chunk = (StackChunk *)(span->base + at - bytes);
        chunk->below = span->manual_free;
        span->manual_free = chunk;
    }
    span->alloc_count = 0;
    link_span(order, span);
}

// Moves chunks from the depot to the cache of [p], cutting up new memory if there are none.
static void refill(Processor *p, uint32_t order) {
    lock_acquire(&depot.lock);
    if (depot.spans[order] == NULL) add_span(order);
    while (depot.spans[order] != NULL && p->free_chunk_count[order] < cached_max(order) / 2) {
        Span *span = depot.spans[order];
        StackChunk *chunk = span->manual_free;
        span->manual_free = chunk->below;
        span->alloc_count++;
        if (span->manual_free == NULL) unlink_span(order, span);
        chunk->below = p->free_chunks[order];
        p->free_chunks[order] = chunk;
        p->free_chunk_count[order]++;
    }
    lock_release(&depot.lock);
}

StackChunk *stack_chunk_alloc(Processor *p, size_t slots, size_t bytes_min) {
    size_t needed = sizeof(StackChunk) + slots * sizeof(uint64_t);
    if (needed < bytes_min) needed = bytes_min;
    uint32_t order = 0;
    while (order < STACK_ORDERS && order_bytes(order) < needed) order++;
    if (order == STACK_ORDERS) {
        size_t bytes = order_bytes(STACK_ORDERS);
        while (bytes < needed) bytes *= 2;
        Span *span = heap_alloc_manual(bytes / PAGE_BYTES);
        StackChunk *chunk = (StackChunk *)span->base;
        *chunk = (StackChunk){.bytes = bytes, .span = span};
        return chunk;
    }
    if (p->free_chunks[order] == NULL) refill(p, order);
    StackChunk *chunk = p->free_chunks[order];
    p->free_chunks[order] = chunk->below;
    p->free_chunk_count[order]--;
    *chunk = (StackChunk){.bytes = order_bytes(order)};
    return chunk;
}

// Leaves [keep] chunks of an order with [p].
static void give_back(Processor *p, uint32_t order, uint32_t keep) {
    lock_acquire(&depot.lock);
    while (p->free_chunk_count[order] > keep) {
        StackChunk *chunk = p->free_chunks[order];
        p->free_chunks[order] = chunk->below;
        p->free_chunk_count[order]--;
        Span *span = heap_span_of((uintptr_t)chunk);
        if (span->manual_free == NULL) link_span(order, span);
        chunk->below = span->manual_free;
        span->manual_free = chunk;
        span->alloc_count--;
    }
    lock_release(&depot.lock);
}

void stack_chunk_free(Processor *p, StackChunk *chunk) {
    if (chunk->span != NULL) {
        heap_free_manual(chunk->span);
        return;
    }
    uint32_t order = (uint32_t)__builtin_ctzll(chunk->bytes / STACK_CHUNK_BYTES_MIN);
    chunk->below = p->free_chunks[order];
    p->free_chunks[order] = chunk;
    if (++p->free_chunk_count[order] > cached_max(order))
        give_back(p, order, cached_max(order) / 2);
}

void stack_cache_flush(Processor *p) {
    for (uint32_t order = 0; order < STACK_ORDERS; order++) give_back(p, order, 0);
}

void stack_release_idle(void) {
    lock_acquire(&depot.lock);
    for (uint32_t order = 0; order < STACK_ORDERS; order++) {
        Span *next;
        for (Span *span = depot.spans[order]; span != NULL; span = next) {
            next = span->next;
            if (span->alloc_count > 0) continue;
            unlink_span(order, span);
            heap_free_manual(span);
        }
    }
    lock_release(&depot.lock);
}
