// heap/pool.h - records of one size for heap and collector: span records, bitmaps, mark buffers.
//
// They are cut from pages of the OS and never cross one. A record that was freed stays readable
// for ever: somebody may still look at it, led there by an old address. pool_release gives the
// memory of pages that hold nothing but free records back to the OS; they read as zero then.
// A pool has no lock: its user has.
#ifndef MOUND_HEAP_POOL_H
#define MOUND_HEAP_POOL_H

#include <stddef.h>
#include <stdint.h>

#include "heap/heap_stats.h"

enum { POOL_CHUNK_PAGES = 16 };

// What is mapped at a time.
typedef struct PoolChunk {
    char *start;
    uint32_t cut;        // pages from the start on that were cut up, or were before they were empty
    uint32_t empty;      // a bit for each of them that has no memory
} PoolChunk;

typedef struct Pool {
    size_t record_bytes;        // a multiple of 8, at most a page of the OS
    size_t link;                // offset of the word that links free records
    MemKind kind;               // what the memory counts as
    void *free;
    char *next;                 // what is left of the page that is being cut up
    uint32_t left;              // records
    PoolChunk *chunks;          // sorted by address
    uint32_t chunk_count, chunk_capacity;
    uint32_t empty_count;       // pages
} Pool;

// A record, zeroed if it is a fresh one, else as it was freed. NULL: the OS has no memory.
void *pool_alloc(Pool *pool);
void pool_free(Pool *pool, void *record);
// Gives back what it can. Returns how many bytes.
uint64_t pool_release(Pool *pool);

#endif
