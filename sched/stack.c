#include "sched/stack.h"

#include "sched/sched_int.h"

// Free chunks of the small orders that no processor holds, and what was cut up for them. Spans that
// were cut up stay with this list: stacks are wanted again soon.
static struct {
    Lock lock;
    StackChunk *free[STACK_ORDERS];
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

// Moves chunks from the depot to the cache of [p], cutting up new memory if there are none.
static void refill(Processor *p, uint32_t order) {
    lock_acquire(&depot.lock);
    if (depot.free[order] == NULL) {
        Span *span = heap_alloc_manual(STACK_SPAN_PAGES);
        size_t bytes = order_bytes(order);
        for (size_t at = 0; at + bytes <= STACK_SPAN_PAGES * PAGE_BYTES; at += bytes) {
            StackChunk *chunk = (StackChunk *)(span->base + at);
            chunk->below = depot.free[order];
            depot.free[order] = chunk;
        }
    }
    while (depot.free[order] != NULL && p->free_chunk_count[order] < cached_max(order) / 2) {
        StackChunk *chunk = depot.free[order];
        depot.free[order] = chunk->below;
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
        chunk->below = depot.free[order];
        depot.free[order] = chunk;
        p->free_chunk_count[order]--;
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
