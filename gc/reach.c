// gc/reach.c - what can be reached, found out aside from the cycles (gc_reach).
//
// Between two cycles all mark bits are clear, so they serve; afterwards they are cleared again.
#include "gc/gc_int.h"

static void clear_marks(Span *span, void *arg) {
    (void)arg;
    for (uint32_t i = 0; i < span->bitmap_words; i++)
        atomic_store_explicit(&span->mark_bits[i], 0, memory_order_relaxed);
}

void gc_reach(void (*find)(void *arg), void *arg) {
    gc.world.stop(gc.world.arg);
    uint32_t cycles = gc.cycle_count;
    cycle_settle();
    marker_init(&gc.marker);
    gc.marker.strict = true;   // objects that are newer than the last cycle count as well
    find(arg);
    heap_each_span(clear_marks, NULL);
    marker_finish(&gc.marker);
    bool ended = gc.cycle_count != cycles;
    gc.world.start(gc.world.arg);
    if (ended) gc.world.cycle_done(gc.world.arg);
}

void gc_reach_roots(void) {
    roots_mark(&gc.marker);
    mark_drain(&gc.marker);
}

void gc_reach_more(RootScan *scan, void *arg) {
    gc.marker.in_heap = false;
    scan(&gc.marker, arg);
    mark_drain(&gc.marker);
}
