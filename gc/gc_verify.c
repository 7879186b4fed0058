#include <stdio.h>
#include <stdlib.h>

#include "gc/gc_int.h"

// Compares the marks of one object with what a second mark says.
typedef struct Comparison {
    uint64_t *saved;     // mark words of all spans, in the order of heap_each_span
    size_t at;
    size_t capacity;
    uint32_t missed;     // objects that the first mark did not find
} Comparison;

enum { EXPLAINED_MAX = 20 };

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

// ---- Who has a pointer to an object that was not marked -----------------------------------------

static bool leads_to(uintptr_t pointer, uintptr_t base, uint64_t bytes) {
    return pointer >= base && pointer < base + bytes;
}

static void explain_root(const char *name, uintptr_t holder, uintptr_t pointer, void *arg) {
    const HeapObject *object = arg;
    if (leads_to(pointer, object->base, object->bytes))
        fprintf(stderr, "  root %s at %p\n", name, (void *)holder);
}

static void explain_object(const HeapObject *holder, void *arg) {
    const HeapObject *object = arg;
    if (span_class_noscan(holder->span->class)) return;
    for (uintptr_t at = holder->base; at < holder->base + holder->bytes; at += 8) {
        if (!leads_to(*(uintptr_t *)at, object->base, object->bytes)) continue;
        fprintf(stderr, "  object of %lu bytes at %p, in word %lu (slot free: %d, was: %d)\n",
                (unsigned long)holder->bytes, (void *)holder->base,
                (unsigned long)(at - holder->base) / 8,
                span_slot_is_free(holder->span, holder->index),
                span_slot_was_free(holder->span, holder->index));
    }
}

static void explain(Span *span, uint32_t index) {
    HeapObject object = {span, span_slot_base(span, index), span->slot_bytes, index};
    fprintf(stderr, "not marked: %lu bytes at %p (slot was free: %d), known by\n",
            (unsigned long)object.bytes, (void *)object.base, span_slot_was_free(span, index));
    gc_each_root(explain_root, &object);
    heap_each_object(explain_object, &object);
}

static void compare_span(Span *span, void *arg) {
    Comparison *c = arg;
    for (uint32_t i = 0; i < span->bitmap_words; i++) {
        uint64_t before = c->saved[c->at++];
        uint64_t again = span->mark_bits[i];
        // Objects born during the cycle are marked without being reachable, so only what the
        // second mark found and the first did not is an error.
        for (uint64_t missed = again & ~before; missed != 0; missed &= missed - 1)
            if (c->missed++ < EXPLAINED_MAX)
                explain(span, i * 64 + (uint32_t)__builtin_ctzll(missed));
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
    marker_finish(&marker);
    comparison.at = 0;
    heap_each_span(compare_span, &comparison);
    FATAL_IF(marker.marked_bytes > marked_bytes, "collector: second mark finds %lu bytes, not %lu",
             (unsigned long)marker.marked_bytes, (unsigned long)marked_bytes);
    FATAL_IF(comparison.missed > 0, "collector: %u reachable objects are not marked",
             comparison.missed);
    free(comparison.saved);
}
