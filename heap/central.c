#include "heap/heap_int.h"

// How many full unswept spans may be swept in vain before the heap grows instead.
enum { SWEEP_TRIES = 100 };

static Span *list_pop(Span **list) {
    Span *span = *list;
    if (span != NULL) {
        *list = span->next;
        span->next = NULL;
        span->place = SPAN_PLACE_NONE;
    }
    return span;
}

static void list_push(Span **list, Span *span, SpanPlace place) {
    span->next = *list;
    span->place = (uint8_t)place;
    *list = span;
}

void central_put(Span *span) {
    Central *central = &heap.central[span->class];
    bool is_full = span->alloc_count == span->slot_count;
    lock_acquire(&central->lock);
    if (is_full) list_push(&central->full[SWEPT], span, SPAN_PLACE_FULL);
    else list_push(&central->partial[SWEPT], span, SPAN_PLACE_PARTIAL);
    lock_release(&central->lock);
}

static Span *take_from(Central *central, Span **list) {
    lock_acquire(&central->lock);
    Span *span = list_pop(list);
    lock_release(&central->lock);
    return span;
}

// Takes spans off an unswept [list] and sweeps them until one has a free slot.
static Span *take_swept(Central *central, Span **list) {
    for (int i = 0; i < SWEEP_TRIES; i++) {
        Span *span = take_from(central, list);
        if (span == NULL) return NULL;
        span_sweep(span, true);
        if (span->alloc_count < span->slot_count) return span;
        central_put(span);
    }
    return NULL;
}

Span *central_take(SpanClass class) {
    Central *central = &heap.central[class];
    Span *span = take_from(central, &central->partial[SWEPT]);
    if (span == NULL) span = take_swept(central, &central->partial[UNSWEPT]);
    if (span == NULL) span = take_swept(central, &central->full[UNSWEPT]);
    if (span == NULL)
        span = pages_alloc(size_class_pages[span_class_size_class(class)], SPAN_IN_USE, class);
    span_advance(span);
    return span;
}

Span *central_take_unswept(SpanClass class) {
    Central *central = &heap.central[class];
    lock_acquire(&central->lock);
    Span *span = list_pop(&central->full[UNSWEPT]);
    if (span == NULL) span = list_pop(&central->partial[UNSWEPT]);
    lock_release(&central->lock);
    return span;
}
