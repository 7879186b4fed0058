#include "gc/gc_int.h"
#include "heap/pool.h"

#include <string.h>

// Full and empty buffers that no marker holds.
static struct {
    Lock lock;
    MarkBuffer *_Atomic full;   // read without the lock to see whether there is any
    Pool buffers;
} shared = {.buffers = {.record_bytes = sizeof(MarkBuffer), .kind = MEM_GC}};

static MarkBuffer *take_empty(void) {
    lock_acquire(&shared.lock);
    MarkBuffer *buffer = pool_alloc(&shared.buffers);
    lock_release(&shared.lock);
    FATAL_IF(buffer == NULL, "no memory for the mark queue");
    buffer->next = NULL;
    buffer->count = 0;
    return buffer;
}

static void put_full(MarkBuffer *buffer) {
    lock_acquire(&shared.lock);
    buffer->next = atomic_load_explicit(&shared.full, memory_order_relaxed);
    atomic_store(&shared.full, buffer);
    lock_release(&shared.lock);
}

static void put_empty(MarkBuffer *buffer) {
    lock_acquire(&shared.lock);
    pool_free(&shared.buffers, buffer);
    lock_release(&shared.lock);
}

// A full buffer, NULL: there is none.
static MarkBuffer *take_full(void) {
    if (atomic_load(&shared.full) == NULL) return NULL;
    lock_acquire(&shared.lock);
    MarkBuffer *buffer = atomic_load_explicit(&shared.full, memory_order_relaxed);
    if (buffer != NULL) atomic_store(&shared.full, buffer->next);
    lock_release(&shared.lock);
    return buffer;
}

uint64_t mark_queue_release(void) {
    lock_acquire(&shared.lock);
    uint64_t bytes = pool_release(&shared.buffers);
    lock_release(&shared.lock);
    return bytes;
}

bool mark_queue_is_empty(void) {
    return atomic_load(&shared.full) == NULL;
}

void marker_init(Marker *marker) {
    *marker = (Marker){.root_name = "heap"};
}

void marker_finish(Marker *marker) {
    FATAL_IF(marker->buffer != NULL && marker->buffer->count != 0,
             "a marker stops with work left");
    marker_share(marker);
}

void marker_share(Marker *marker) {
    MarkBuffer *buffer = marker->buffer;
    if (buffer == NULL) return;
    marker->buffer = NULL;
    if (buffer->count == 0) put_empty(buffer);
    else put_full(buffer);
}

void marker_share_half(Marker *marker) {
    MarkBuffer *buffer = marker->buffer;
    if (buffer == NULL || buffer->count < 2) return;
    MarkBuffer *other = take_empty();
    other->count = buffer->count / 2;
    buffer->count -= other->count;
    memcpy(other->objects, buffer->objects + buffer->count, other->count * sizeof(uintptr_t));
    put_full(other);
}

void marker_push(Marker *marker, uintptr_t address) {
    MarkBuffer *buffer = marker->buffer;
    if (__builtin_expect(buffer == NULL || buffer->count == MARK_BUFFER_SLOTS, 0)) {
        if (buffer != NULL) put_full(buffer);
        buffer = marker->buffer = take_empty();
    }
    buffer->objects[buffer->count++] = address;
}

bool marker_pop(Marker *marker, uintptr_t *address) {
    MarkBuffer *buffer = marker->buffer;
    if (__builtin_expect(buffer == NULL || buffer->count == 0, 0)) {
        MarkBuffer *full = take_full();
        if (full == NULL) return false;
        if (buffer != NULL) put_empty(buffer);
        marker->buffer = buffer = full;
    }
    *address = buffer->objects[--buffer->count];
    return true;
}
