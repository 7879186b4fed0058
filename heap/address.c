#include "heap/heap_int.h"

const Layout *heap_object_layout(const HeapObject *object) {
    Span *span = object->span;
    if (span_class_noscan(span->class) || span_has_bitmap(span)) return NULL;
    if (span_class_size_class(span->class) == 0)
        return __atomic_load_n(&span->large_layout, __ATOMIC_ACQUIRE);
    return *(const Layout **)object->base;
}

uint64_t heap_object_bits(const HeapObject *object) {
    if (!span_has_bitmap(object->span)) return 0;
    return span_object_bits(object->span, object->base);
}

void heap_each_span(void (*visit)(Span *span, void *arg), void *arg) {
    for (uint32_t i = 0; i < heap.span_count; i++)
        if (heap.spans[i]->state == SPAN_IN_USE) visit(heap.spans[i], arg);
}

void heap_each_object(HeapVisit *visit, void *arg) {
    for (uint32_t i = 0; i < heap.span_count; i++) {
        Span *span = heap.spans[i];
        if (span->state != SPAN_IN_USE) continue;
        for (uint32_t slot = 0; slot < span->slot_count; slot++) {
            if (span_slot_is_free(span, slot)) continue;
            HeapObject object = {span, span_slot_base(span, slot), span->slot_bytes, slot};
            visit(&object, arg);
        }
    }
}
