#include "heap/heap_int.h"
#include "heap/os_memory.h"
#include "heap/pool.h"

enum { CHUNK_BYTES = 64 << 10 };

static struct {
    Lock lock;
    char *next;
    char *end;
} chunk;

static void *map_or_die(size_t bytes) {
    void *memory = os_memory_map(bytes);
    if (memory == NULL) heap.hooks.out_of_memory(bytes, heap.pages_mapped * PAGE_BYTES, false);
    return memory;
}

void *metadata_alloc(size_t bytes, MemKind kind) {
    bytes = (bytes + 15) & ~(size_t)15;
    heap_count_sys(kind, (int64_t)bytes);
    if (bytes >= CHUNK_BYTES / 4)
        return map_or_die((bytes + OS_PAGE_BYTES - 1) & ~(size_t)(OS_PAGE_BYTES - 1));
    lock_acquire(&chunk.lock);
    if (bytes > (size_t)(chunk.end - chunk.next)) {
        chunk.next = map_or_die(CHUNK_BYTES);
        chunk.end = chunk.next + CHUNK_BYTES;
    }
    void *result = chunk.next;
    chunk.next += bytes;
    lock_release(&chunk.lock);
    return result;
}

// ---- Records that come and go -------------------------------------------------------------------

static Pool span_records = {.record_bytes = (sizeof(Span) + 7) & ~(size_t)7,
                            .link = offsetof(Span, next), .kind = MEM_SPANS};

static void *record_or_die(Pool *pool) {
    void *record = pool_alloc(pool);
    if (record != NULL) return record;
    // Whoever reports it may want to know about the heap.
    lock_release(&heap.lock);
    heap.hooks.out_of_memory(pool->record_bytes, heap.pages_mapped * PAGE_BYTES, false);
    FATAL("out of memory, and the handler returned");
}

Span *span_record_alloc(void) {
    Span *span = record_or_die(&span_records);
    // Its state, SPAN_DEAD, stays: somebody may be looking at it, led there by an old address.
    memset(span, 0, offsetof(Span, state));
    memset(&span->state + 1, 0, sizeof *span - offsetof(Span, state) - 1);
    return span;
}

void span_record_free(Span *span) {
    pool_free(&span_records, span);
}

// Pairs of bitmaps by the logarithm of their words: 1, 2, 4, 8 or 16.
static Pool bitmaps[] = {
    {.record_bytes = 16, .kind = MEM_GC},  {.record_bytes = 32, .kind = MEM_GC},
    {.record_bytes = 64, .kind = MEM_GC},  {.record_bytes = 128, .kind = MEM_GC},
    {.record_bytes = 256, .kind = MEM_GC},
};

static Pool *bitmap_pool(uint32_t words) {
    return &bitmaps[words <= 1 ? 0 : 32 - (uint32_t)__builtin_clz(words - 1)];
}

uint64_t *bitmaps_alloc(uint32_t words) {
    Pool *pool = bitmap_pool(words);
    return memset(record_or_die(pool), 0, pool->record_bytes);
}

void bitmaps_free(uint64_t *freed, uint32_t words) {
    pool_free(bitmap_pool(words), freed);
}

uint64_t heap_release_records(void) {
    lock_acquire(&heap.lock);
    uint64_t bytes = pool_release(&span_records) + pages_release_tables();
    for (size_t i = 0; i < sizeof bitmaps / sizeof bitmaps[0]; i++)
        bytes += pool_release(&bitmaps[i]);
    lock_release(&heap.lock);
    return bytes + specials_release();
}
