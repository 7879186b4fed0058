// gc/observe.c - the roots seen by somebody who only looks (gc_each_root).
#include "gc/gc_int.h"

void observe_pointer(Marker *marker, uintptr_t holder, uintptr_t pointer) {
    if (pointer != 0) marker->observe(marker->root_name, holder, pointer, marker->observe_arg);
}

void observe_words(Marker *marker, uintptr_t base, const uint64_t *bits, size_t words) {
    for (size_t i = 0; i < words; i++) {
        if (bits != NULL && !(bits[i / 64] >> i % 64 & 1)) continue;
        uintptr_t holder = base + i * LAYOUT_WORD_BYTES;
        observe_pointer(marker, holder, *(const uintptr_t *)holder);
    }
}

void observe_range(Marker *marker, uintptr_t base, size_t bytes, const Layout *layout) {
    for (size_t at = 0; at + LAYOUT_WORD_BYTES <= bytes; at += LAYOUT_WORD_BYTES) {
        if (!layout_has_pointer(layout, at % layout->bytes / LAYOUT_WORD_BYTES)) continue;
        observe_pointer(marker, base + at, *(const uintptr_t *)(base + at));
    }
}

void observe_object(Marker *marker, const HeapObject *object) {
    if (span_class_noscan(object->span->class)) return;
    if (span_has_bitmap(object->span)) {
        uint64_t bits = heap_object_bits(object);
        observe_words(marker, object->base, &bits, object->bytes / LAYOUT_WORD_BYTES);
        return;
    }
    const Layout *layout = heap_object_layout(object);
    if (layout == NULL) return;
    uintptr_t start = heap_object_start(object);
    observe_range(marker, start, object->base + object->bytes - start, layout);
}

void gc_each_root(GcRootVisit *visit, void *arg) {
    Marker marker = {.observe = visit, .observe_arg = arg};
    roots_mark(&marker);
}
