// heap/span.h - a run of pages that is cut into slots of one size, or holds one large object.
//
// The bitmap [alloc_bits] says which slots were live when the span was last swept; slots that have
// been given out since are not in it. They are known by position: the allocator goes through the
// bitmap word by word, [free_base] is the index of the first slot of the current word and
// [free_bits] has a bit for each slot of that word that is still free. So a slot is free if
//     its word is the current one and its bit in free_bits is set, or
//     its word is a later one and its bit in alloc_bits is clear.
// The collector sets bits of [mark_bits]; sweeping a span swaps the two bitmaps.
//
// While the collector marks beside the program, "free" is a moving target. It goes by what was free
// when marking began, [old_free_base] and [old_free_bits], which nobody changes meanwhile: what was
// free then was born since, and objects born during marking live through it without being looked
// at. Their mark bits are set, a word of 64 slots at a time, when the span leaves its cache.
//
// Spans of pointerful objects of at most 512 bytes keep one bit per word, "is a pointer", in the
// last 1/64 of their memory. Larger objects name their Layout in an 8-byte header inside the slot;
// objects with a span of their own name it in [large_layout].
#ifndef MOUND_HEAP_SPAN_H
#define MOUND_HEAP_SPAN_H

#include <stdatomic.h>

#include "base/check.h"
#include "heap/layout.h"
#include "heap/size_class.h"

typedef struct Span Span;
typedef struct Special Special;

typedef enum SpanState {
    SPAN_DEAD,     // the record is on the free list; -> IN_USE or MANUAL by pages_alloc
    SPAN_IN_USE,   // holds objects; -> DEAD when a sweep finds none, by pages_free
    SPAN_MANUAL,   // holds something else than objects (stack chunks); -> DEAD by its user
} SpanState;

typedef enum SpanPlace {
    SPAN_PLACE_NONE,      // being set up or swept, or a large object between lists
    SPAN_PLACE_CACHE,     // in the Cache of one processor
    SPAN_PLACE_PARTIAL,   // in its Central, with free slots
    SPAN_PLACE_FULL,      // in its Central, without
} SpanPlace;

struct Span {
    // What the allocator's fast path needs. Guarded by owning the span: the cache it is in, or else
    // the lock of its Central.
    uint64_t free_bits;
    uint32_t free_base;
    uint32_t alloc_count;          // slots in use, live or not yet swept
    uintptr_t base;                // address of the first slot
    uint64_t slot_bytes;           // slot size; for a large object all its pages
    uint64_t *alloc_bits;
    uint8_t needs_zero;            // slots may hold old data
    SpanClass class;
    uint8_t state;                 // SpanState; changes under the page heap's lock; span_state
    uint8_t place;                 // SpanPlace
    uint8_t is_forbidden;          // the memory must not be touched: heap_forbid
    uint32_t slot_count;
    uint32_t slot_magic;           // 2^32 / slot_bytes rounded up; 0: one slot
    uint32_t alloc_count_cached;   // alloc_count when the cache took it; statistics
    // What the collector needs.
    _Atomic(uint64_t) *mark_bits;
    uint64_t old_free_bits;        // free_bits and free_base when the span was last at rest while
    uint32_t old_free_base;        // the collector did not mark
    uintptr_t limit;               // end of the last slot (of the last object's bytes)
    const Layout *large_layout;    // large objects with pointers; NULL until initialised
    _Atomic uint32_t sweep_epoch;  // heap epoch - 2: unswept; - 1: being swept; same: ready
    uint32_t bitmap_words;         // words of alloc_bits and of mark_bits
    uint64_t page_count;
    Special *specials;             // sorted by slot, then kind; guarded by special.c's lock, as
    Span *specials_next;           // are these: the spans that have any
    Span *specials_prev;
    uint32_t *sites;               // of each slot's object, 0: not recorded; NULL: none (sites.h)
    void *manual_free;             // MANUAL: its user's list of free parts
    uint32_t index;                // in the list of all spans
    Span *next;                    // in one list of its Central, or of free records; see Central
    Span *prev;
};

// Whoever finds a span by an address looks at this before anything else of it.
static inline SpanState span_state(const Span *span) {
    return (SpanState)__atomic_load_n(&span->state, __ATOMIC_ACQUIRE);
}

// Index of the slot that [offset] bytes from the base lie in.
static inline uint32_t span_slot_index(const Span *span, uintptr_t offset) {
    return (uint32_t)((uint64_t)offset * span->slot_magic >> 32);
}

// Address of slot [index].
static inline uintptr_t span_slot_base(const Span *span, uint32_t index) {
    return span->base + (uintptr_t)index * span->slot_bytes;
}

// Whether objects of the span keep their pointer bits at its end.
static inline bool span_has_bitmap(const Span *span) {
    return !span_class_noscan(span->class) && span->slot_bytes <= HEADERLESS_BYTES_MAX;
}

// The words of the bitmap of a span that has one; a bit for each word of the span.
static inline uint64_t *span_bitmap(const Span *span) {
    return (uint64_t *)(span->base + PAGE_BYTES - PAGE_BYTES / 64);
}

// The pointer bits of the object at [base], in a span with a bitmap. Those of a neighbour that is
// being born may change in the same word.
RACY_READ uint64_t span_object_bits(const Span *span, uintptr_t base) {
    const uint64_t *map = span_bitmap(span);
    uint64_t word = (base - span->base) / LAYOUT_WORD_BYTES;
    uint64_t words = span->slot_bytes / LAYOUT_WORD_BYTES;
    uint64_t shift = word % 64;
    uint64_t bits = map[word / 64] >> shift;
    if (shift + words > 64) bits |= map[word / 64 + 1] << (64 - shift);
    return words >= 64 ? bits : bits & ((1ull << words) - 1);
}

// Whether slot [index] holds no object; see the top.
static inline bool span_slot_is_free(const Span *span, uint32_t index) {
    uint32_t word_base = index & ~63u;
    uint64_t bit = 1ull << (index & 63);
    if (word_base < span->free_base) return false;
    if (word_base == span->free_base) return (span->free_bits & bit) != 0;
    return (span->alloc_bits[index / 64] & bit) == 0;
}

// The same when marking began; see the top. Any thread, while the collector marks. Of a span that
// is just being taken for an object either answer will do: what is born while marking is marked.
RACY_READ bool span_slot_was_free(const Span *span, uint32_t index) {
    uint32_t word_base = index & ~63u;
    uint64_t bit = 1ull << (index & 63);
    if (word_base < span->old_free_base) return false;
    if (word_base == span->old_free_base) return (span->old_free_bits & bit) != 0;
    return (span->alloc_bits[index / 64] & bit) == 0;
}

// Marks slot [index]. True if this call did it, false if it was marked before.
static inline bool span_mark_slot(Span *span, uint32_t index) {
    _Atomic(uint64_t) *word = &span->mark_bits[index / 64];
    uint64_t bit = 1ull << (index & 63);
    if (atomic_load_explicit(word, memory_order_relaxed) & bit) return false;
    return !(atomic_fetch_or_explicit(word, bit, memory_order_relaxed) & bit);
}

static inline bool span_slot_is_marked(const Span *span, uint32_t index) {
    return atomic_load_explicit(&span->mark_bits[index / 64], memory_order_relaxed) >>
               (index & 63) & 1;
}

#endif
