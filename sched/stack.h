// sched/stack.h - the memory that frames lie in.
//
// A goroutine's stack is a chain of chunks that never move. The first has STACK_CHUNK_BYTES_MIN,
// each further one twice as much as the one before (or more, for a big frame). Chunks come from the
// page heap, not from the object heap; freed ones of up to 32 KiB are kept in lists of the
// processor. Fresh chunks are not zeroed.
#ifndef MOUND_SCHED_STACK_H
#define MOUND_SCHED_STACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct Processor;
struct Span;

enum {
    STACK_CHUNK_BYTES_MIN = 2048,
    STACK_ORDERS = 5,              // 2, 4, 8, 16, 32 KiB are cached
};

typedef struct StackChunk StackChunk;
struct StackChunk {
    StackChunk *below;        // the chunk that was the newest before; also links free chunks
    uint64_t bytes;           // of the whole chunk, this header included
    uint64_t *caller_fp;      // for the VM: the frame to return to below this chunk
    struct Span *span;        // chunks over 32 KiB have one of their own
    uint64_t slots[];
};

// One past the last slot.
static inline uint64_t *stack_chunk_end(StackChunk *chunk) {
    return (uint64_t *)((char *)chunk + chunk->bytes);
}

// Whether a frame at [fp] lies in [chunk].
static inline bool stack_chunk_holds(StackChunk *chunk, const uint64_t *fp) {
    return fp > chunk->slots && fp <= stack_chunk_end(chunk);
}

// A chunk with room for [slots] slots: the smallest power of two of bytes, at least [bytes_min].
StackChunk *stack_chunk_alloc(struct Processor *p, size_t slots, size_t bytes_min);
void stack_chunk_free(struct Processor *p, StackChunk *chunk);
// Takes the cached chunks of [p] away from it.
void stack_cache_flush(struct Processor *p);
// Gives memory that is cut into chunks but holds none in use back to the page heap.
void stack_release_idle(void);

#endif
