#include "gc/gc_int.h"

enum {
    PREFETCH_LINE = 16,
    OBJECTS_PER_LOOK = 64,   // scanned between two looks at what else is wanted
};

static const uintptr_t POISON_WORD = 0xdbdbdbdbdbdbdbdb;

static __attribute__((noinline)) void report_poison(Marker *marker, uintptr_t holder) {
    FATAL("collector: %s: the word at %p holds the pattern of freed memory", marker->root_name,
          (void *)holder);
}

// A reachable object points to a slot that holds none: that object was freed too early, or the
// pointer was never one.
static __attribute__((noinline)) void report_free(Marker *marker, uintptr_t address,
                                                  uintptr_t holder) {
    FATAL("collector: %s: the word at %p points to %p, which is free", marker->root_name,
          (void *)holder, (void *)address);
}

// Queues an object that was just marked.
static void push_object(Marker *marker, const Span *span, uintptr_t base) {
    if (__builtin_expect(span->slot_bytes > OBLET_BYTES, 0)) {
        for (uint64_t offset = OBLET_BYTES; offset < span->slot_bytes; offset += OBLET_BYTES)
            marker_push(marker, base + offset);
    }
    marker_push(marker, base);
}

// Marks the object that [address], found at [holder], leads to.
static inline __attribute__((always_inline)) void mark_address(Marker *marker, uintptr_t address,
                                                               uintptr_t holder) {
    if (address == 0) return;
    Span *span = heap_span_of(address);
    if (span == NULL) {
        // A frame may have slots that nothing was written to yet; an object may not.
        if (debug_flags.poison && address == POISON_WORD && marker->in_heap)
            report_poison(marker, holder);
        return;
    }
    if (span_state(span) != SPAN_IN_USE || address < span->base || address >= span->limit) return;
    uint32_t index = span_slot_index(span, address - span->base);
    if (__builtin_expect(marker->strict, 0)) {
        if (span_slot_is_free(span, index)) {
            if (marker->in_heap) report_free(marker, address, holder);
            return;
        }
    } else if (__builtin_expect(span_slot_was_free(span, index), 0)) {
        return;
    }
    if (!span_mark_slot(span, index)) return;
    marker->marked_bytes += span->slot_bytes;
    if (!span_class_noscan(span->class)) push_object(marker, span, span_slot_base(span, index));
}

// The program may write to the word meanwhile; either value will do.
RACY_READ uintptr_t word_at(uintptr_t at) {
    return *(volatile const uintptr_t *)at;
}

// Marks from the words of [start, end) that [layout], tiled from [origin] on, says are pointers.
static void mark_tiled(Marker *marker, uintptr_t origin, uintptr_t start, uintptr_t end,
                       const Layout *layout) {
    // The layout of an arena's chunk grows with what is put into it.
    uint64_t ptr_words = __atomic_load_n(&layout->ptr_bytes, __ATOMIC_ACQUIRE) / LAYOUT_WORD_BYTES;
    uintptr_t elem = origin + (start - origin) / layout->bytes * layout->bytes;
    for (; elem < end; elem += layout->bytes) {
        for (uint64_t word = 0; word < ptr_words; word += 64) {
            const uint64_t *map = (const uint64_t *)(layout->ptr_bits + word / 8);
            uint64_t bits = __atomic_load_n(map, __ATOMIC_RELAXED);
            while (bits != 0) {
                uintptr_t at = elem + (word + (uint64_t)__builtin_ctzll(bits)) * 8;
                bits &= bits - 1;
                if (at >= end) break;
                if (at >= start) mark_address(marker, word_at(at), at);
            }
        }
    }
}

static void mark_bitmap(Marker *marker, uintptr_t base, uint64_t bits) {
    while (bits != 0) {
        uintptr_t at = base + (uintptr_t)__builtin_ctzll(bits) * LAYOUT_WORD_BYTES;
        bits &= bits - 1;
        mark_address(marker, word_at(at), at);
    }
}

void mark_children(Marker *marker, const HeapObject *object) {
    if (marker->observe != NULL) {
        observe_object(marker, object);
        return;
    }
    if (span_class_noscan(object->span->class)) return;
    if (span_has_bitmap(object->span)) {
        mark_bitmap(marker, object->base, heap_object_bits(object));
        return;
    }
    const Layout *layout = heap_object_layout(object);
    if (layout == NULL) return;   // large, not initialised yet: all zero
    uintptr_t start = heap_object_start(object);
    mark_tiled(marker, start, start, object->base + object->bytes, layout);
}

// Scans the part of a queued object that [address] stands for.
static void scan_queued(Marker *marker, uintptr_t address) {
    Span *span = heap_span_of(address);
    marker->work += span->slot_bytes < OBLET_BYTES ? span->slot_bytes : OBLET_BYTES;
    if (span_has_bitmap(span)) {
        mark_bitmap(marker, address, span_object_bits(span, address));
        return;
    }
    HeapObject object = heap_find_object(address);
    if (object.bytes <= OBLET_BYTES) {
        mark_children(marker, &object);
        return;
    }
    const Layout *layout = heap_object_layout(&object);
    if (layout == NULL) return;
    uintptr_t end = object.base + object.bytes;
    if (end - address > OBLET_BYTES) end = address + OBLET_BYTES;
    mark_tiled(marker, object.base, address, end, layout);
}

// Others wait for work, and this marker has more than it will do at once.
static void help_others(Marker *marker) {
    if (!mark_queue_is_empty()) return;
    marker_share_half(marker);
    work_wake();
}

// Objects go from the queue through a short line before they are scanned, so that their memory has
// time to arrive: without it the marker mostly waits for memory. (Asking for the spans' bitmaps too
// makes it slower: they all fall into the same few sets of the cache.)
bool mark_some(Marker *marker, uint64_t work, const _Atomic uint32_t *stop) {
    uintptr_t line[PREFETCH_LINE];
    uint32_t count = 0, at = 0;
    uint64_t until = marker->work + work;
    marker->root_name = "heap";
    marker->in_heap = true;
    for (uint32_t i = 1;; i++) {
        uintptr_t address;
        while (count < PREFETCH_LINE && marker_pop(marker, &address)) {
            __builtin_prefetch((const void *)address);
            line[(at + count++) % PREFETCH_LINE] = address;
        }
        if (count == 0) break;
        scan_queued(marker, line[at]);
        at = (at + 1) % PREFETCH_LINE;
        count--;
        if (marker->work >= until) break;
        if (i % OBJECTS_PER_LOOK != 0) continue;
        if (stop != NULL && atomic_load_explicit(stop, memory_order_relaxed) != 0) break;
        if (work_is_wanted()) help_others(marker);
    }
    bool more = count > 0 || marker->work >= until;
    for (; count > 0; count--, at = (at + 1) % PREFETCH_LINE)
        marker_push(marker, line[at]);
    return more || (marker->buffer != NULL && marker->buffer->count > 0);
}

void mark_drain(Marker *marker) {
    while (mark_some(marker, UINT64_MAX / 2, NULL)) {}
}

void gc_scan_here(void (*scan)(Marker *marker, void *arg), void *arg) {
    Marker *marker = &gc_here->marker;
    marker->in_heap = false;
    marker->root_name = "goroutine stacks";
    marker->root_kind = ROOT_STACKS;
    scan(marker, arg);
    marker->root_kind = ROOT_OTHER;
    marker_share(marker);
}

uint64_t gc_read_word(const void *at) {
    return word_at((uintptr_t)at);
}

void gc_mark_pointer(Marker *marker, const void *pointer) {
    if (marker->observe != NULL) {
        observe_pointer(marker, 0, (uintptr_t)pointer);
        return;
    }
    mark_address(marker, (uintptr_t)pointer, 0);
}

// While roots are visited nothing is strict: a dead slot of a frame may hold anything.
void gc_mark_range(Marker *marker, const void *base, size_t bytes, const Layout *layout) {
    marker->root_bytes[marker->root_kind] += bytes;
    if (bytes == 0 || layout == NULL || layout->ptr_bytes == 0) return;
    if (marker->observe != NULL) {
        observe_range(marker, (uintptr_t)base, bytes, layout);
        return;
    }
    mark_tiled(marker, (uintptr_t)base, (uintptr_t)base, (uintptr_t)base + bytes, layout);
}

void gc_mark_words(Marker *marker, const void *base, const uint64_t *bits, size_t words) {
    marker->root_bytes[marker->root_kind] += words * LAYOUT_WORD_BYTES;
    if (marker->observe != NULL) {
        observe_words(marker, (uintptr_t)base, bits, words);
        return;
    }
    for (size_t word = 0; word < words; word += 64) {
        uint64_t mask = word_at((uintptr_t)&bits[word / 64]);   // of globals: may get more bits
        if (words - word < 64) mask &= (1ull << (words - word)) - 1;
        mark_bitmap(marker, (uintptr_t)base + word * LAYOUT_WORD_BYTES, mask);
    }
}

void gc_mark_conservative(Marker *marker, const void *base, size_t bytes) {
    marker->root_bytes[marker->root_kind] += bytes;
    if (marker->observe != NULL) {
        observe_words(marker, (uintptr_t)base, NULL, bytes / LAYOUT_WORD_BYTES);
        return;
    }
    for (size_t offset = 0; offset + LAYOUT_WORD_BYTES <= bytes; offset += LAYOUT_WORD_BYTES) {
        uintptr_t address = word_at((uintptr_t)base + offset);
        if (address != POISON_WORD) mark_address(marker, address, 0);
    }
}

bool gc_is_marked(const void *pointer) {
    HeapObject object = heap_find_object((uintptr_t)pointer);
    return object.span == NULL || span_slot_is_marked(object.span, object.index);
}
