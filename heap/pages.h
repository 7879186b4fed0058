// heap/pages.h - bitmaps of the page heap. For pages.c and page_search.c only.
//
// An arena is 16 chunks of 512 pages. For each chunk a summary tells how long its longest run of
// free pages is and how long those at its two ends are, so that a search looks at few bitmaps and
// finds runs that cross chunks and arenas. Pages that are not mapped yet are "used".
// All of it is guarded by heap.lock.
#ifndef MOUND_HEAP_PAGES_H
#define MOUND_HEAP_PAGES_H

#include "heap/heap_int.h"

enum {
    CHUNK_PAGES = 512,
    CHUNK_WORDS = CHUNK_PAGES / 64,
    ARENA_CHUNKS = ARENA_PAGES / CHUNK_PAGES,
};

typedef struct ChunkSummary {
    uint16_t first;     // free pages at the start
    uint16_t longest;   // free pages in a row
    uint16_t last;      // free pages at the end
} ChunkSummary;

typedef struct ArenaPages {
    HeapArena arena;                              // what the rest of the heap looks at
    uint64_t used[ARENA_PAGES / 64];
    uint64_t released[ARENA_PAGES / 64];          // free and without physical memory
    ChunkSummary summaries[ARENA_CHUNKS];
    uint32_t mapped_pages;                        // prefix that is committed
    uint64_t populated_pages;                     // no page before this one is populated again
    uint32_t order;                               // index in PageHeap.arenas
} ArenaPages;

typedef struct PageHeap {
    ArenaPages **arenas;       // sorted by address
    uint32_t arena_count;
    uint32_t arena_capacity;
    ArenaPages *growing;       // where new pages are mapped next
    uint32_t search_chunk;     // no chunk before this one has a free page
    uintptr_t hint;            // where to ask for the next arena
    uintptr_t used_end;        // behind the highest page that was ever used
    uintptr_t ready;           // see prepare.c; 0: the heap is too small for that
    bool is_scattered;         // arenas do not follow each other, so nothing is prepared any more
} PageHeap;

extern PageHeap page_heap;

// Heaps of this size and more ask for large pages.
enum { HUGE_FROM_PAGES = (32 << 20) / PAGE_BYTES };

// A run of pages, by chunk number (arena * ARENA_CHUNKS + chunk) and page in the chunk. It may go
// on through the chunks that follow.
typedef struct PageRun {
    uint32_t chunk;
    uint32_t page;
} PageRun;

// Finds the lowest run of [page_count] free pages.
bool pages_find(uint64_t page_count, PageRun *run);
// Maps more pages at the end of the heap, at least [page_count]. False: the OS refuses.
bool pages_grow(uint64_t page_count);
// Pages up to [end] are used from now on. Returns whether heap_prepare_pages should be called soon.
bool prepare_note_use(uintptr_t end);
// The pages from [start] on have lost their memory.
void prepare_note_release(uintptr_t start);
// Waits until no pages are being prepared.
void prepare_settle(void);
// Pages that have memory without having been used.
uint64_t prepare_pages_ahead(void);
// Computes the summary of a chunk anew.
void chunk_summarize(ArenaPages *arena, uint32_t chunk);
// Sets or clears [count] bits from [first] on.
void bits_set(uint64_t *bits, uint64_t first, uint64_t count);
void bits_clear(uint64_t *bits, uint64_t first, uint64_t count);
uint64_t bits_count(const uint64_t *bits, uint64_t first, uint64_t count);

static inline ArenaPages *arena_of_page(uintptr_t address) {
    return (ArenaPages *)atomic_load_explicit(&heap_arenas[address >> ARENA_SHIFT],
                                              memory_order_relaxed);
}

#endif
