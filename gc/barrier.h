// gc/barrier.h - the only ways to store a pointer into the heap or a global.
//
// While the collector marks beside the goroutines, a store may remove the last path to an object it
// has not reached yet, or put a pointer to it where it has already looked. gc_write shades both the
// old and the new value first. Outside of marking it costs one test of a global.
//
// Not needed for: stores into frames and registers of a goroutine (stacks are visited as roots),
// and the first stores into an object that was allocated since the last safepoint. Everything else
// that a collection may see goes through here, including memory that is about to be cleared.
#ifndef MOUND_GC_BARRIER_H
#define MOUND_GC_BARRIER_H

#include <stdatomic.h>
#include <string.h>

#include "heap/layout.h"

extern _Atomic uint32_t gc_barrier_on;   // changes only while the world is stopped

void gc_write_slow(void *slot, void *value);
void gc_write_range_slow(void *target, const void *source, size_t bytes, const Layout *layout);

static inline int gc_barrier_is_on(void) {
    return __builtin_expect(atomic_load_explicit(&gc_barrier_on, memory_order_relaxed) != 0, 0);
}

// *slot = value.
static inline void gc_write(void *slot, void *value) {
    if (gc_barrier_is_on()) gc_write_slow(slot, value);
    __atomic_store_n((void **)slot, value, __ATOMIC_RELAXED);
}

// memmove of elements of [layout] (NULL: no pointers). [bytes] is a multiple of the element's size,
// and [target] the start of an element.
static inline void gc_write_range(void *target, const void *source, size_t bytes,
                                  const Layout *layout) {
    if (gc_barrier_is_on() && layout != NULL && layout->ptr_bytes != 0)
        gc_write_range_slow(target, source, bytes, layout);
    memmove(target, source, bytes);
}

// memset(target, 0, bytes) of elements of [layout].
static inline void gc_clear_range(void *target, size_t bytes, const Layout *layout) {
    if (gc_barrier_is_on() && layout != NULL && layout->ptr_bytes != 0)
        gc_write_range_slow(target, NULL, bytes, layout);
    memset(target, 0, bytes);
}

// The barrier alone, for stores that are done by other means (atomic exchange, compare-and-swap):
// call it before the store.
static inline void gc_before_write(void *slot, void *value) {
    if (gc_barrier_is_on()) gc_write_slow(slot, value);
}

#endif
