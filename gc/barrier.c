#include "gc/barrier.h"

#include "gc/gc_int.h"

_Atomic uint32_t gc_barrier_on;

// What barriers mark is queued here. One for all processors while there is one processor; later
// each has its own.
static struct {
    Lock lock;
    Marker marker;
} shade;

void barrier_start(void) {
    marker_init(&shade.marker);
    shade.marker.root_name = "write barrier";
    atomic_store(&gc_barrier_on, 1);
}

void barrier_flush(void) {
    lock_acquire(&shade.lock);
    marker_share(&shade.marker);
    lock_release(&shade.lock);
}

uint64_t barrier_stop(void) {
    atomic_store(&gc_barrier_on, 0);
    uint64_t bytes = shade.marker.marked_bytes;
    marker_finish(&shade.marker);
    return bytes;
}

void gc_write_slow(void *slot, void *value) {
    lock_acquire(&shade.lock);
    gc_mark_pointer(&shade.marker, *(void **)slot);
    gc_mark_pointer(&shade.marker, value);
    lock_release(&shade.lock);
}

void gc_write_range_slow(void *target, const void *source, size_t bytes, const Layout *layout) {
    lock_acquire(&shade.lock);
    gc_mark_range(&shade.marker, target, bytes, layout);
    if (source != NULL) gc_mark_range(&shade.marker, source, bytes, layout);
    lock_release(&shade.lock);
}
