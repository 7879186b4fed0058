#include "gc/barrier.h"

#include <stdlib.h>

#include "gc/gc_int.h"

_Atomic uint32_t gc_barrier_on;

_Thread_local GcLocal *gc_here;

GcLocal *gc_local_new(Cache *cache, const _Atomic uint32_t *poll) {
    GcLocal *local = calloc(1, sizeof *local);
    FATAL_IF(local == NULL, "no memory for a processor");
    heap_count_sys(MEM_GC, sizeof *local);
    local->poll = poll;
    cache->gc = local;
    lock_acquire(&gc.lock);
    local->next = gc.locals;
    __atomic_store_n(&gc.locals, local, __ATOMIC_RELEASE);
    lock_release(&gc.lock);
    return local;
}

void gc_take_processor(GcLocal *local) {
    gc_here = local;
}

void barrier_flush(GcLocal *local) {
    uint32_t count = local->shaded_count;
    if (count == 0) return;
    local->shaded_count = 0;
    Marker *marker = &local->marker;
    marker->root_name = "write barrier";
    marker->in_heap = false;
    for (uint32_t i = 0; i < count; i++) gc_mark_pointer(marker, (void *)local->shaded[i]);
    marker_share(marker);
}

// Of threads without a processor, which seldom have anything to shade.
static struct {
    Lock lock;
    GcLocal local;
} nobody;

void barrier_init(void) {
    gc.locals = &nobody.local;
}

static GcLocal *here(void) {
    if (gc_here != NULL) return gc_here;
    lock_acquire(&nobody.lock);
    return &nobody.local;
}

static void leave(GcLocal *local) {
    if (local != &nobody.local) return;
    barrier_flush(local);
    lock_release(&nobody.lock);
}

static void note(GcLocal *local, uintptr_t address) {
    if (address == 0) return;
    if (local->shaded_count == SHADED_SLOTS) barrier_flush(local);
    local->shaded[local->shaded_count++] = address;
}

void gc_shade_slow(const void *pointer) {
    GcLocal *local = here();
    note(local, (uintptr_t)pointer);
    leave(local);
}

void gc_shade_range_slow(const void *base, size_t bytes, const Layout *layout) {
    GcLocal *local = here();
    uint64_t ptr_words = layout->ptr_bytes / LAYOUT_WORD_BYTES;
    for (size_t at = 0; at < bytes; at += layout->bytes) {
        const uintptr_t *words = (const uintptr_t *)((const char *)base + at);
        for (uint64_t word = 0; word < ptr_words; word += 64) {
            uint64_t bits = *(const uint64_t *)(layout->ptr_bits + word / 8);
            for (; bits != 0; bits &= bits - 1) {
                uint64_t i = word + (uint64_t)__builtin_ctzll(bits);
                note(local, __atomic_load_n(&words[i], __ATOMIC_RELAXED));
            }
        }
    }
    leave(local);
}

void gc_copy_words(void *target, const void *source, size_t bytes) {
    uint64_t *to = target;
    const uint64_t *from = source;
    size_t words = bytes / 8;
    if ((uintptr_t)to <= (uintptr_t)from || (uintptr_t)to >= (uintptr_t)from + bytes) {
        for (size_t i = 0; i < words; i++)
            __atomic_store_n(&to[i], __atomic_load_n(&from[i], __ATOMIC_RELAXED), __ATOMIC_RELAXED);
    } else {
        for (size_t i = words; i-- > 0;)
            __atomic_store_n(&to[i], __atomic_load_n(&from[i], __ATOMIC_RELAXED), __ATOMIC_RELAXED);
    }
}
