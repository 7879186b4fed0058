#include <stdlib.h>

#include "gc/gc_int.h"

// Compares the marks of one object with what a second mark says.
typedef struct Comparison {
    uint64_t *saved;     // mark words of all spans, in the order of heap_each_span
    size_t at;
    size_t capacity;
} Comparison;

static void save_span(Span *span, void *arg) {
    Comparison *c = arg;
    if (c->at + span->bitmap_words > c->capacity) {
        c->capacity = (c->capacity + span->bitmap_words) * 2;
        c->saved = realloc(c->saved, c->capacity * sizeof *c->saved);
        FATAL_IF(c->saved == NULL, "no memory to verify the mark");
    }
    for (uint32_t i = 0; i < span->bitmap_words; i++) {
        c->saved[c->at++] = span->mark_bits[i];
        atomic_store_explicit(&span->mark_bits[i], 0, memory_order_relaxed);
    }
}

static void compare_span(Span *span, void *arg) {
    Comparison *c = arg;
    for (uint32_t i = 0; i < span->bitmap_words; i++) {
        uint64_t before = c->saved[c->at++];
        uint64_t again = span->mark_bits[i];
        // Objects born during the cycle are marked without being reachable, so only what the
        // second mark found and the first did not is an error.
        FATAL_IF(again & ~before, "collector: reachable objects of %lu bytes at %p are not marked",
                 (unsigned long)span->slot_bytes,
                 (void *)span_slot_base(span, i * 64 + (uint32_t)__builtin_ctzll(again & ~before)));
        atomic_store_explicit(&span->mark_bits[i], before | again, memory_order_relaxed);
    }
}

void gc_verify_mark(uint64_t marked_bytes) {
    Comparison comparison = {0};
    heap_each_span(save_span, &comparison);
    Marker marker;
    marker_init(&marker);
    marker.strict = true;
    roots_mark(&marker);
    mark_drain(&marker);
    FATAL_IF(marker.marked_bytes > marked_bytes, "collector: second mark finds %lu bytes, not %lu",
             (unsigned long)marker.marked_bytes, (unsigned long)marked_bytes);
    marker_finish(&marker);
    comparison.at = 0;
    heap_each_span(compare_span, &comparison);
    free(comparison.saved);
}
