// heap/heap_int.h - what the files of heap/ share. Not for other folders.
#ifndef MOUND_HEAP_HEAP_INT_H
#define MOUND_HEAP_HEAP_INT_H

#include "base/check.h"
#include "base/debug.h"
#include "base/lock.h"
#include "heap/heap.h"
#include "heap/heap_stats.h"
#include "heap/sites.h"
#include "heap/special.h"

enum { POISON_BYTE = 0xdb };

// The spans of one class that no cache holds. "Unswept" are those of the cycle before; while the
// collector marks there are none.
typedef struct Central {
    Lock lock;
    Span *partial[2];   // by whether swept; linked by Span.next; guarded by [lock]
    Span *full[2];
} Central;

enum { UNSWEPT = 0, SWEPT = 1 };

// Counts of the objects of one span class. Updated when spans change hands.
typedef struct ClassCounts {
    _Atomic uint64_t allocs;
    _Atomic uint64_t frees;
} ClassCounts;

typedef struct Heap {
    HeapHooks hooks;
    SpecialHooks special_hooks;

    Lock lock;                     // guards the page heap and what is marked (L)
    Span **spans;                  // all in use or manual (L)
    uint32_t span_count;           // (L)
    uint32_t span_capacity;        // (L)
    Cache *caches;                 // (L)
    uint64_t pages_mapped;         // (L)
    uint64_t pages_in_use;         // of objects (L)
    uint64_t pages_manual;         // (L)
    uint64_t pages_released;       // mapped, without physical memory (L)
    uint64_t span_records;         // in use (L)
    uint64_t manual_spans;         // of these (L)
    uint64_t cache_count;          // (L)
    uint64_t limit_pages;          // 0: none
    bool limit_passed;             // (L)
    uint64_t limit_wanted;         // bytes of the request that did (L)

    Central central[SPAN_CLASS_COUNT];
    _Atomic uint32_t sweep_epoch;  // even; changes only while the world is stopped
    _Atomic uint32_t sweep_class;  // the sweeper's cursor: lower classes have no unswept span
    _Atomic uint64_t unswept_spans;

    // Sweeping in proportion: by the time [sweep_distance] bytes more than [sweep_basis] are live,
    // all of [sweep_total] spans are to be swept. Written while the world is stopped.
    uint64_t sweep_total;
    uint64_t sweep_basis;
    uint64_t sweep_distance;

    _Atomic uint64_t live_bytes;
    _Atomic uint64_t trigger_bytes;
    _Atomic int64_t fail_left;     // allocations until allocfail has one fail
    bool marking;                  // changes only while the world is stopped
    _Atomic uint64_t born_bytes;   // marked because they were born during marking

    ClassCounts counts[SIZE_CLASS_COUNT];   // [0]: large objects
    _Atomic uint64_t tiny_allocs;
    _Atomic uint64_t large_alloc_bytes;
    _Atomic uint64_t large_free_bytes;
    _Atomic int64_t sys_bytes[MEM_KIND_COUNT];
} Heap;

extern Heap heap;

// ---- metadata.c: memory for the heap's own records ----------------------------------------------

// Zeroed memory that stays, counted as [kind].
void *metadata_alloc(size_t bytes, MemKind kind);
// Records of spans, zeroed but for the state of one that was used before. Guarded by heap.lock, as
// is what follows.
Span *span_record_alloc(void);
void span_record_free(Span *span);
// Two bitmaps of [words] each, zeroed.
uint64_t *bitmaps_alloc(uint32_t words);
void bitmaps_free(uint64_t *bitmaps, uint32_t words);

// ---- pages.c ------------------------------------------------------------------------------------

// A span of [page_count] pages in [state], not cut up. Sweeps first if that may free pages. Never
// NULL.
Span *pages_alloc(uint64_t page_count, SpanState state, SpanClass class);
// Frees the pages and the record of a span that holds nothing.
void pages_free(Span *span);
// Gives back tables that are larger than they need to be; how many bytes. heap.lock is held.
uint64_t pages_release_tables(void);
// Makes pages in use fault when they are touched.
void pages_forbid(void *memory, size_t bytes);

// ---- span.c -------------------------------------------------------------------------------------

// Cuts a fresh span into slots.
void span_cut(Span *span);
// Makes word [word] of alloc_bits the current one.
void span_load_word(Span *span, uint32_t word);
// Sets down what is free now as what is free when marking begins.
static inline void span_rest(Span *span) {
    span->old_free_base = span->free_base;
    span->old_free_bits = span->free_bits;
}
// Goes to the next word with a free slot. False: the span is full.
bool span_advance(Span *span);

// ---- central.c, cache.c, large.c ----------------------------------------------------------------

// The span that stands for "none" in a cache.
extern Span span_none;
// A swept span of [class] with at least one free slot, for a cache.
Span *central_take(SpanClass class);
// Takes a span back: from a cache, or after a sweep.
void central_put(Span *span);
// Takes any unswept span of [class], NULL: none.
Span *central_take_unswept(SpanClass class);
uintptr_t large_alloc(Cache *cache, size_t bytes, const Layout *layout, HeapFlags flags);
// Marks the slots that were given out since the span was last at rest; see span.h.
void span_mark_born(Span *span);
// Brings the counts of objects up to date with what the caches gave out. The world is stopped.
void heap_count_cached(void);
// Room for [bytes] was taken for [cache]: adds to live_bytes, requests a collection if the trigger
// is passed, sweeps and marks in proportion.
void heap_add_live(Cache *cache, uint64_t bytes);

// ---- sites.c ------------------------------------------------------------------------------------

bool site_recording_is_on(void);
// A cache that is made while recording is on.
void site_begin_cache(Cache *cache);
// An object of [asked] bytes was born in slot [index] of a span of [cache].
void site_note_birth(Cache *cache, Span *span, uint32_t index, uint64_t asked,
                     const Layout *layout);
// A tiny object found room in a block.
void site_note_tiny(uintptr_t object, uint64_t asked, const Layout *layout);
// The unmarked objects of a span are about to be freed.
void sites_sweep(Span *span);
// The span is about to be freed.
void sites_free(Span *span);

// ---- sweep.c ------------------------------------------------------------------------------------

// Sweeps a span that belongs to the caller. If it is empty then and [keep] is not set, its pages
// are freed and false is returned.
bool span_sweep(Span *span, bool keep);
// Sweeps so much that sweeping keeps pace with allocation, now that [live] bytes are live.
void heap_sweep_in_proportion(uint64_t live);
// Sweeps spans until [page_count] pages were freed or none is left.
void heap_reclaim(uint64_t page_count);
// Deals with the records of the unmarked objects of a span, if it has any; may mark some.
void specials_sweep(Span *span);
// Gives back the memory of free records. Returns how many bytes.
uint64_t specials_release(void);

#endif
