#include "heap/pool.h"

#include <stdlib.h>

#include "heap/os_memory.h"

static void **link_of(const Pool *pool, void *record) {
    return (void **)((char *)record + pool->link);
}

static uint32_t records_in_page(const Pool *pool) {
    return (uint32_t)(OS_PAGE_BYTES / pool->record_bytes);
}

// The last chunk that begins at or before [address].
static uint32_t chunk_index(const Pool *pool, const char *address) {
    uint32_t low = 0, high = pool->chunk_count;
    while (high - low > 1) {
        uint32_t middle = (low + high) / 2;
        if (pool->chunks[middle].start <= address) low = middle;
        else high = middle;
    }
    return low;
}

static PoolChunk *chunk_add(Pool *pool) {
    if (pool->chunk_count == pool->chunk_capacity) {
        uint32_t capacity = pool->chunk_capacity ? pool->chunk_capacity * 2 : 4;
        PoolChunk *grown = realloc(pool->chunks, capacity * sizeof *grown);
        if (grown == NULL) return NULL;
        pool->chunks = grown;
        pool->chunk_capacity = capacity;
    }
    char *start = os_memory_map(POOL_CHUNK_PAGES * OS_PAGE_BYTES);
    if (start == NULL) return NULL;
    uint32_t at = pool->chunk_count++;
    for (; at > 0 && pool->chunks[at - 1].start > start; at--)
        pool->chunks[at] = pool->chunks[at - 1];
    pool->chunks[at] = (PoolChunk){.start = start};
    return &pool->chunks[at];
}

// A page that lost its memory, or one that was never used.
static char *page_take(Pool *pool) {
    bool want_empty = pool->empty_count > 0;
    for (uint32_t i = 0; i < pool->chunk_count; i++) {
        PoolChunk *chunk = &pool->chunks[i];
        if (chunk->empty != 0) {
            uint32_t page = (uint32_t)__builtin_ctz(chunk->empty);
            chunk->empty &= chunk->empty - 1;
            pool->empty_count--;
            return chunk->start + page * OS_PAGE_BYTES;
        }
        if (!want_empty && chunk->cut < POOL_CHUNK_PAGES)
            return chunk->start + chunk->cut++ * OS_PAGE_BYTES;
    }
    PoolChunk *chunk = chunk_add(pool);
    return chunk == NULL ? NULL : chunk->start + chunk->cut++ * OS_PAGE_BYTES;
}

void *pool_alloc(Pool *pool) {
    void *record = pool->free;
    if (record != NULL) {
        pool->free = *link_of(pool, record);
        return record;
    }
    if (pool->left == 0) {
        pool->next = page_take(pool);
        if (pool->next == NULL) return NULL;
        pool->left = records_in_page(pool);
        heap_count_sys(pool->kind, OS_PAGE_BYTES);
    }
    record = pool->next;
    pool->next += pool->record_bytes;
    pool->left--;
    return record;
}

void pool_free(Pool *pool, void *record) {
    *link_of(pool, record) = pool->free;
    pool->free = record;
}

// ---- Giving back --------------------------------------------------------------------------------

// The number of the page that [record] lies in, over all chunks.
static uint32_t page_index(const Pool *pool, const void *record) {
    uint32_t chunk = chunk_index(pool, record);
    size_t offset = (size_t)((const char *)record - pool->chunks[chunk].start);
    return chunk * POOL_CHUNK_PAGES + (uint32_t)(offset / OS_PAGE_BYTES);
}

// Takes the records of pages with nothing else out of the list.
static void unlink_records(Pool *pool, const uint16_t *counts) {
    void **end = &pool->free;
    void *next;
    for (void *record = pool->free; record != NULL; record = next) {
        next = *link_of(pool, record);
        if (counts[page_index(pool, record)] == records_in_page(pool)) continue;
        *end = record;
        end = link_of(pool, record);
    }
    *end = NULL;
}

static uint64_t release_pages(Pool *pool, const uint16_t *counts) {
    uint32_t released = 0;
    for (uint32_t i = 0; i < pool->chunk_count * POOL_CHUNK_PAGES; i++) {
        if (counts[i] != records_in_page(pool)) continue;
        PoolChunk *chunk = &pool->chunks[i / POOL_CHUNK_PAGES];
        uint32_t page = i % POOL_CHUNK_PAGES;
        os_memory_release(chunk->start + page * OS_PAGE_BYTES, OS_PAGE_BYTES);
        chunk->empty |= 1u << page;
        released++;
    }
    pool->empty_count += released;
    heap_count_sys(pool->kind, -(int64_t)released * OS_PAGE_BYTES);
    return (uint64_t)released * OS_PAGE_BYTES;
}

uint64_t pool_release(Pool *pool) {
    if (pool->free == NULL) return 0;
    uint16_t *counts = calloc(pool->chunk_count * POOL_CHUNK_PAGES, sizeof *counts);
    if (counts == NULL) return 0;
    for (void *record = pool->free; record != NULL; record = *link_of(pool, record))
        counts[page_index(pool, record)]++;
    // The page that is being cut up stays.
    if (pool->left > 0) counts[page_index(pool, pool->next)] = 0;
    unlink_records(pool, counts);
    uint64_t released = release_pages(pool, counts);
    free(counts);
    return released;
}
