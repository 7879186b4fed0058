#include "gc/gc_int.h"

#include <stdlib.h>

// Full and empty buffers that no marker holds.
static struct {
    Lock lock;
    MarkBuffer *full;
    MarkBuffer *empty;
} shared;

static MarkBuffer *take_empty(void) {
    lock_acquire(&shared.lock);
    MarkBuffer *buffer = shared.empty;
    if (buffer != NULL) shared.empty = buffer->next;
    lock_release(&shared.lock);
    if (buffer == NULL) {
        buffer = malloc(sizeof *buffer);
        FATAL_IF(buffer == NULL, "no memory for the mark queue");
        heap_count_sys(MEM_GC, sizeof *buffer);
    }
    buffer->next = NULL;
    buffer->count = 0;
    return buffer;
}

static void put(MarkBuffer **list, MarkBuffer *buffer) {
    lock_acquire(&shared.lock);
    buffer->next = *list;
    *list = buffer;
    lock_release(&shared.lock);
}

void marker_init(Marker *marker) {
    *marker = (Marker){.buffer = take_empty(), .root_name = "heap"};
}

void marker_finish(Marker *marker) {
    FATAL_IF(marker->buffer->count != 0, "a marker stops with work left");
    put(&shared.empty, marker->buffer);
    marker->buffer = NULL;
}

void marker_share(Marker *marker) {
    if (marker->buffer->count == 0) return;
    put(&shared.full, marker->buffer);
    marker->buffer = take_empty();
}

void marker_push(Marker *marker, uintptr_t address) {
    MarkBuffer *buffer = marker->buffer;
    if (__builtin_expect(buffer->count == MARK_BUFFER_SLOTS, 0)) {
        put(&shared.full, buffer);
        buffer = marker->buffer = take_empty();
    }
    buffer->objects[buffer->count++] = address;
}

bool marker_pop(Marker *marker, uintptr_t *address) {
    MarkBuffer *buffer = marker->buffer;
    if (__builtin_expect(buffer->count == 0, 0)) {
        lock_acquire(&shared.lock);
        MarkBuffer *full = shared.full;
        if (full != NULL) {
            shared.full = full->next;
            buffer->next = shared.empty;
            shared.empty = buffer;
            marker->buffer = buffer = full;
        }
        lock_release(&shared.lock);
        if (full == NULL) return false;
    }
    *address = buffer->objects[--buffer->count];
    return true;
}
