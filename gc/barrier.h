// gc/barrier.h - the only ways to store a pointer into the heap or a global.
//
// The collector marks what was reachable at one moment, the start of its cycle, and what was born
// since. While it marks, a store may remove the last path to an object that it has not come to yet,
// which a running goroutine still knows: so the pointer that a store overwrites is shaded first
// (Yuasa). The pointer that is stored needs no shade, because a goroutine never runs with a stack
// that has not been scanned in this cycle: it is scanned before the goroutine runs again, so what a
// running goroutine knows was marked with its stack, or is on a path that the rule above guards, or
// is young. The one place where a value comes out of a stack that is not scanned yet is a channel:
// a goroutine takes it from one that is parked. There the value is shaded too (gc_shade_range).
//
// Roots that are not memory of the program (timers, the finalizer queue) are visited once; who
// takes something out of them, or follows a weak pointer, shades what it got (gc_shade).
//
// Outside of marking all this costs one test of a global. While marking, a processor notes the
// addresses in a buffer of its own, without a lock, and marks them when it is full.
//
// Not needed for: stores into frames and registers of a goroutine, and the first stores into an
// object that was allocated since the last safepoint. Everything else that a collection may see
// goes through here, including memory that is about to be cleared.
#ifndef MOUND_GC_BARRIER_H
#define MOUND_GC_BARRIER_H

#include <stdatomic.h>
#include <string.h>

#include "heap/layout.h"

extern _Atomic uint32_t gc_barrier_on;   // changes only while the world is stopped

void gc_shade_slow(const void *pointer);
void gc_shade_range_slow(const void *base, size_t bytes, const Layout *layout);
// Copies words one by one, so that the collector never reads half a pointer; in either direction.
void gc_copy_words(void *target, const void *source, size_t bytes);

static inline int gc_barrier_is_on(void) {
    return __builtin_expect(atomic_load_explicit(&gc_barrier_on, memory_order_relaxed) != 0, 0);
}

// The object that [pointer] points to or into lives through this cycle. Anything may be passed.
static inline void gc_shade(const void *pointer) {
    if (gc_barrier_is_on()) gc_shade_slow(pointer);
}

// The same for every pointer in [base, base + bytes), elements of [layout] (NULL: no pointers).
static inline void gc_shade_range(const void *base, size_t bytes, const Layout *layout) {
    if (gc_barrier_is_on() && layout != NULL && layout->ptr_bytes != 0)
        gc_shade_range_slow(base, bytes, layout);
}

// The barrier alone, for stores that are done by other means (atomic exchange, compare-and-swap):
// call it before the store.
static inline void gc_before_write(void *slot) {
    if (gc_barrier_is_on()) gc_shade_slow(__atomic_load_n((void **)slot, __ATOMIC_RELAXED));
}

// *slot = value.
static inline void gc_write(void *slot, void *value) {
    gc_before_write(slot);
    __atomic_store_n((void **)slot, value, __ATOMIC_RELAXED);
}

// memmove of elements of [layout] (NULL: no pointers). [bytes] is a multiple of the element's size,
// and [target] the start of an element.
static inline void gc_write_range(void *target, const void *source, size_t bytes,
                                  const Layout *layout) {
    if (gc_barrier_is_on() && layout != NULL && layout->ptr_bytes != 0) {
        gc_shade_range_slow(target, bytes, layout);
        gc_copy_words(target, source, bytes);
        return;
    }
    memmove(target, source, bytes);
}

// memset(target, 0, bytes) of elements of [layout].
static inline void gc_clear_range(void *target, size_t bytes, const Layout *layout) {
    gc_shade_range(target, bytes, layout);
    memset(target, 0, bytes);
}

#endif
