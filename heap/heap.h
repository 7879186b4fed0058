// heap/heap.h - where objects come from.
//
// From bottom to top: the heap reserves ARENAS of 64 MiB of address space as it grows; the PAGE
// HEAP (pages.c) hands out runs of 8 KiB pages from them; a run that is cut into slots is a SPAN
// (span.h); a CENTRAL list per span class keeps the spans that no processor holds; a CACHE per
// processor holds one span of each class, from which heap_alloc takes slots without a lock.
// Objects over 32 KiB are spans of their own. Pointer-free objects under 16 bytes share blocks.
//
// heap_alloc never collects and never fails: if enough was allocated since the last cycle it calls
// HeapHooks.request_gc, which only sets a flag that the processor polls at its next safepoint; if
// there is no memory or the limit is hit, HeapHooks.out_of_memory is called, which does not return.
// So C code may hold object pointers between two safepoints without telling anybody.
//
// Any address, interior ones included, is led back to its object by heap_find_object. An address
// one past the end of an object belongs to whatever follows: who hands out such pointers (slices
// with capacity 0) must avoid them, as gc does.
//
// Sweeping (sweep.c) is lazy: a span is swept before a cache takes it, before its pages are wanted
// for something else, or when the collector asks (heap_sweep_one). [heap.sweep_epoch] grows by 2
// with each cycle.
//
// This folder does not know when to collect, what the roots are, or that goroutines exist: that is
// gc/gc.h and sched/sched.h.
#ifndef MOUND_HEAP_HEAP_H
#define MOUND_HEAP_HEAP_H

#include <stdbool.h>
#include <string.h>

#include "heap/span.h"

// The allocation cache of one processor. Only the thread that runs the processor touches it, or
// whoever has stopped the world.
typedef struct Cache {
    struct GcLocal *gc;             // the collector's part of the processor; NULL: none
    uint8_t slow;                   // not 0: every allocation takes heap_alloc_slow (see CacheSlow)
    uintptr_t tiny;                 // block that tiny objects are cut from; 0: none
    uintptr_t tiny_offset;          // its first free byte
    uint64_t tiny_allocs;           // tiny objects that found room in a block; until flushed
    Span *spans[SPAN_CLASS_COUNT];  // never NULL: a span without free slots stands for none
    int64_t sample_left;            // bytes until the next object is recorded (heap/sites.h)
    int64_t stress_left;            // allocations until gcstress collects
    struct Cache *next;             // all caches; guarded by heap.lock
} Cache;

// Reasons for Cache.slow.
typedef enum CacheSlow {
    CACHE_SLOW_STRESS = 1,   // gcstress counts allocations
    CACHE_SLOW_RECORD = 2,   // allocation sites are recorded
    CACHE_SLOW_FAIL = 4,     // allocfail counts allocations
} CacheSlow;

typedef enum HeapFlags {
    HEAP_ZEROED = 0,     // memory of the object reads as zero
    HEAP_UNZEROED = 1,   // the caller overwrites all of it before the next safepoint; noscan only
} HeapFlags;

typedef struct HeapHooks {
    // The pacer's trigger was passed; [forced]: collect in any case (gcstress, the limit is near).
    // May be called on any thread, often; must be cheap.
    void (*request_gc)(bool forced);
    // While the collector marks: [bytes] of room for objects were taken for [cache]. The caller may
    // be made to mark for it; no lock of the heap is held. May be NULL.
    void (*charge)(Cache *cache, uint64_t bytes);
    // [bytes] more cannot be had: the OS refuses, or the limit of heap_set_limit is reached
    // ([limited]). Must not return.
    void (*out_of_memory)(size_t bytes, uint64_t bytes_in_use, bool limited);
    // The calling thread will soon use pages that have no memory yet: at its next safepoint it is
    // to call heap_prepare_pages. Must be cheap. May be NULL.
    void (*short_of_pages)(void);
} HeapHooks;

// An object, found by any address in it.
typedef struct HeapObject {
    Span *span;         // NULL: the address is not in the heap's objects
    uintptr_t base;     // of the slot; with a header the program's pointer is 8 higher
    uint64_t bytes;     // of the slot
    uint32_t index;     // slot in the span
} HeapObject;

// ---- Start --------------------------------------------------------------------------------------

// Sets the heap up, once. [hooks] is copied. Takes no memory from the OS but its tables.
void heap_init(const HeapHooks *hooks);
// Makes an empty cache for a processor.
Cache *cache_new(void);
// Gives the spans of a cache back to the central lists. The world must be stopped, or the cache be
// the caller's own.
void cache_flush(Cache *cache);
// Flushes and frees a cache.
void cache_free(Cache *cache);
// Adds or removes a reason to go slow on every cache. The world must be stopped.
void heap_set_slow(CacheSlow reason, bool on);
// Objects and stacks together may not hold more than [bytes] of pages; 0: no limit. The limit may
// be passed for a moment, until the cycle that is then requested has run; see heap_check_limit.
void heap_set_limit(uint64_t bytes);
// After a cycle whose spans are all swept: calls out_of_memory if the limit is still passed.
void heap_check_limit(void);
// Whether the limit was passed since the last heap_check_limit.
bool heap_limit_was_passed(void);

// ---- Allocation ---------------------------------------------------------------------------------

// The parts of heap_alloc that are not inline.
void *heap_alloc_slow(Cache *cache, size_t bytes, const Layout *layout, HeapFlags flags);
// Writes the pointer bits of a fresh object that lies in a span with a bitmap.
static inline void heap_set_bits(Span *span, uintptr_t object, size_t bytes,
                                 const Layout *layout);

// Zeroes a slot of [bytes], a multiple of 8, at least 8.
static inline void heap_zero_slot(void *slot, size_t bytes) {
    typedef uint64_t Pair __attribute__((vector_size(16), aligned(8), may_alias));
    char *p = slot;
    if (bytes > 64) {
        memset(p, 0, bytes);
    } else if (bytes >= 32) {
        *(Pair *)p = (Pair){0, 0};
        *(Pair *)(p + 16) = (Pair){0, 0};
        *(Pair *)(p + bytes - 32) = (Pair){0, 0};
        *(Pair *)(p + bytes - 16) = (Pair){0, 0};
    } else if (bytes >= 16) {
        *(Pair *)p = (Pair){0, 0};
        *(Pair *)(p + bytes - 16) = (Pair){0, 0};
    } else {
        *(uint64_t *)p = 0;
    }
}

// Takes the next free slot of [span]; 0 if the current word has none left.
static inline uintptr_t span_pop(Span *span) {
    uint64_t bits = span->free_bits;
    if (__builtin_expect(bits == 0, 0)) return 0;
    span->free_bits = bits & (bits - 1);
    span->alloc_count++;
    return span_slot_base(span, span->free_base + (uint32_t)__builtin_ctzll(bits));
}

static inline void *heap_alloc_noscan_of(Cache *cache, size_t bytes, const Layout *layout,
                                         HeapFlags flags);

// Returns an object of [bytes], aligned for anything of that size. [layout] tells where its
// pointers are; NULL: nowhere. (A layout without pointers says no more than NULL, but recorded
// objects get their type from it.) Never NULL. See the top.
static inline void *heap_alloc(Cache *cache, size_t bytes, const Layout *layout,
                               HeapFlags flags) {
    if (layout == NULL || layout->ptr_bytes == 0)
        return heap_alloc_noscan_of(cache, bytes, layout, flags);
    if (__builtin_expect(bytes - 1 >= HEADERLESS_BYTES_MAX || cache->slow, 0))
        return heap_alloc_slow(cache, bytes, layout, flags);
    Span *span = cache->spans[size_class_by_8[(bytes + 7) >> 3] << 1];
    uintptr_t slot = span_pop(span);
    if (__builtin_expect(slot == 0, 0)) return heap_alloc_slow(cache, bytes, layout, flags);
    if (span->needs_zero) heap_zero_slot((void *)slot, span->slot_bytes);
    heap_set_bits(span, slot, bytes, layout);
    return (void *)slot;
}

// The part of heap_alloc for objects that hold no pointers.
static inline void *heap_alloc_noscan_of(Cache *cache, size_t bytes, const Layout *layout,
                                         HeapFlags flags) {
    if (__builtin_expect(bytes - 1 >= 1024 - 8 || cache->slow, 0))
        return heap_alloc_slow(cache, bytes, layout, flags);
    if (bytes < TINY_BYTES) {
        uintptr_t offset = cache->tiny_offset;
        uintptr_t align = (bytes & 7) == 0 ? 7 : (bytes & 3) == 0 ? 3 : (bytes & 1) == 0;
        offset = (offset + align) & ~align;
        if (cache->tiny != 0 && offset + bytes <= TINY_BYTES) {
            cache->tiny_offset = offset + bytes;
            cache->tiny_allocs++;
            return (void *)(cache->tiny + offset);
        }
        return heap_alloc_slow(cache, bytes, layout, flags);
    }
    Span *span = cache->spans[size_class_by_8[(bytes + 7) >> 3] << 1 | 1];
    uintptr_t slot = span_pop(span);
    if (__builtin_expect(slot == 0, 0)) return heap_alloc_slow(cache, bytes, layout, flags);
    if (!(flags & HEAP_UNZEROED) && span->needs_zero)
        heap_zero_slot((void *)slot, span->slot_bytes);
    return (void *)slot;
}

// Text, bytes, whatever has no type.
static inline void *heap_alloc_noscan(Cache *cache, size_t bytes, HeapFlags flags) {
    return heap_alloc_noscan_of(cache, bytes, NULL, flags);
}

static inline void heap_set_bits(Span *span, uintptr_t object, size_t bytes,
                                 const Layout *layout) {
    uint64_t bits = layout->bytes == bytes ? *(const uint64_t *)layout->ptr_bits
                                           : layout_unroll(layout, bytes);
    uint64_t *map = span_bitmap(span);
    uintptr_t word = (object - span->base) / LAYOUT_WORD_BYTES;
    uint64_t words = span->slot_bytes / LAYOUT_WORD_BYTES;
    uint64_t mask = words == 64 ? ~0ull : (1ull << words) - 1;
    uint64_t shift = word % 64;
    map += word / 64;
    map[0] = (map[0] & ~(mask << shift)) | bits << shift;
    if (shift + words > 64)
        map[1] = (map[1] & ~(mask >> (64 - shift))) | bits >> (64 - shift);
}

// Whole pages for something that is not an object (stack chunks): zeroed only when fresh, never
// swept. Counted as StackInuse while held.
Span *heap_alloc_manual(uint64_t page_count);
void heap_free_manual(Span *span);

// Makes the memory of a large object unusable until it is freed: who touches it faults. For the
// collector it is an object without pointers from now on. The world must be stopped.
void heap_forbid(void *object);
// Whether [address] lies in such memory. Safe in a signal handler.
bool heap_is_forbidden(uintptr_t address);

// ---- From address to object ---------------------------------------------------------------------

enum {
    ARENA_SHIFT = 26,
    ARENA_BYTES = 1 << ARENA_SHIFT,
    ARENA_PAGES = ARENA_BYTES >> PAGE_SHIFT,
    ADDRESS_BITS = 47,
};

typedef struct HeapArena {
    // Of each page; stale or NULL for pages that are free. At the start of a page of the OS, so
    // that parts of it can be given back.
    Span *spans[ARENA_PAGES];
    uintptr_t base;
    uint64_t zeroed_pages;      // pages from here on were never used; guarded by heap.lock
} HeapArena;

// Arenas by address / 64 MiB. Entries are set once.
extern _Atomic(HeapArena *) heap_arenas[1ull << (ADDRESS_BITS - ARENA_SHIFT)];

// The span in use that [address] lies in, NULL if there is none.
static inline Span *heap_span_of(uintptr_t address) {
    uintptr_t number = address >> ARENA_SHIFT;
    if (number >> (ADDRESS_BITS - ARENA_SHIFT)) return NULL;
    HeapArena *arena = atomic_load_explicit(&heap_arenas[number], memory_order_acquire);
    if (arena == NULL) return NULL;
    return __atomic_load_n(&arena->spans[(address & (ARENA_BYTES - 1)) >> PAGE_SHIFT],
                           __ATOMIC_RELAXED);
}

// The slot that [address] lies in. span is NULL if it is not within a slot of a span of objects.
// Says nothing about whether the slot is free (span_slot_is_free).
static inline HeapObject heap_find_object(uintptr_t address) {
    HeapObject found = {0};
    Span *span = heap_span_of(address);
    if (span == NULL || span_state(span) != SPAN_IN_USE) return found;
    if (address < span->base || address >= span->limit) return found;
    found.span = span;
    found.index = span_slot_index(span, address - span->base);
    found.base = span_slot_base(span, found.index);
    found.bytes = span->slot_bytes;
    return found;
}

// The Layout the object was allocated with, where it is kept: objects with pointers over 512 bytes.
// NULL for others; the pointer bits of small ones are given by heap_object_bits.
const Layout *heap_object_layout(const HeapObject *object);
// The pointer bits of an object of at most 512 bytes; 0 for one without pointers.
uint64_t heap_object_bits(const HeapObject *object);
// The address the program knows the object by, and how many bytes it may use.
static inline uintptr_t heap_object_start(const HeapObject *object) {
    bool header = object->bytes > HEADERLESS_BYTES_MAX && !span_class_noscan(object->span->class) &&
                  span_class_size_class(object->span->class) != 0;
    return object->base + (header ? OBJECT_HEADER_BYTES : 0);
}

// Calls [visit] for every object that is not free. The world must be stopped.
typedef void HeapVisit(const HeapObject *object, void *arg);
void heap_each_object(HeapVisit *visit, void *arg);

// ---- What the collector calls -------------------------------------------------------------------

// Bytes allocated since the marked heap was counted, plus that: what the pacer compares.
uint64_t heap_live_bytes(void);
// Allocation calls request_gc when heap_live_bytes() reaches [bytes]; UINT64_MAX: never.
void heap_set_trigger(uint64_t bytes);
// Prepares for marking: all spans must be swept, the world stopped. Flushes the caches.
void heap_begin_mark(void);
// Marks what was born since heap_begin_mark and returns how many bytes that is. The world is
// stopped, and stays so until heap_end_mark.
uint64_t heap_mark_born(void);
// Calls [visit] for every span of objects. The world must be stopped.
void heap_each_span(void (*visit)(Span *span, void *arg), void *arg);
// Marking is over: what is not marked is garbage, all spans are unswept. The world is stopped.
void heap_end_mark(uint64_t marked_bytes);
// Sweeps one span. False if none is left. Any thread that runs a processor.
bool heap_sweep_one(void);
// Whether every span has been swept.
bool heap_sweep_is_done(void);
// Whether [span] has been swept since the last cycle.
bool heap_span_is_swept(const Span *span);
// Gives the pages that are used next their memory. That can take milliseconds, so the caller is to
// be where nobody waits for it.
void heap_prepare_pages(void);
// Gives the physical memory of idle pages back to the OS, up to [bytes]; returns how many.
uint64_t heap_scavenge(uint64_t bytes);

// The same for the heap's own records.
uint64_t heap_release_records(void);

// Bytes of mapped pages that are backed by physical memory, as far as the heap knows, without those
// that were prepared for what comes next.
uint64_t heap_retained_bytes(void);

// Walks every structure of the heap and dies at the first contradiction. The world must be stopped.
void heap_validate(void);

#endif
