#include "heap/heap_int.h"
#include "heap/os_memory.h"

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

// Freed pairs of bitmaps by the logarithm of their words: 1, 2, 4, 8 or 16.
static uint64_t *free_bitmaps[5];

static uint32_t bitmap_order(uint32_t words) {
    return words <= 1 ? 0 : 32 - (uint32_t)__builtin_clz(words - 1);
}

uint64_t *bitmaps_alloc(uint32_t words) {
    uint32_t order = bitmap_order(words);
    uint64_t *bitmaps = free_bitmaps[order];
    size_t bytes = 2 * sizeof(uint64_t) << order;
    if (bitmaps == NULL) return metadata_alloc(bytes, MEM_GC);
    free_bitmaps[order] = (uint64_t *)(uintptr_t)bitmaps[0];
    memset(bitmaps, 0, bytes);
    return bitmaps;
}

void bitmaps_free(uint64_t *bitmaps, uint32_t words) {
    uint32_t order = bitmap_order(words);
    bitmaps[0] = (uintptr_t)free_bitmaps[order];
    free_bitmaps[order] = bitmaps;
}
