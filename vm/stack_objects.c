// vm/stack_objects.c - variables of frames whose address is taken.
//
// Nobody can tell from the code when a variable is last used whose address was taken: that happens
// through pointers. So such an object of a frame is alive as long as a pointer to it is found, in a
// live slot of any frame of the goroutine, in a deferred call, or in another live object of a
// frame; apart from that, its slots are alive like any others until the instructions that name
// them are over (vm/liveness.c).
//
// A scan of a stack first visits the live slots of all frames, and notes the frames that have such
// objects and the pointers into the stack. Then it follows these.
#include "vm/stack_objects.h"

#include "vm/vm_int.h"

typedef struct ObjectFrame {
    const uint64_t *fp;
    const FuncCode *func;
    size_t slots;                // that belong to the frame
    uint64_t *seen;              // objects that were visited, by their first slot; NULL: none
} ObjectFrame;

static void *grow(void *items, uint32_t count, uint32_t *capacity, size_t bytes) {
    if (count < *capacity) return items;
    *capacity = *capacity ? *capacity * 2 : 64;
    items = realloc(items, *capacity * bytes);
    FATAL_IF(items == NULL, "out of memory");
    return items;
}

void stack_objects_begin(StackObjects *objects, Marker *marker, const Goroutine *g) {
    *objects = (StackObjects){.marker = marker, .low = UINTPTR_MAX};
    for (StackChunk *chunk = g->vm.stack; chunk; chunk = chunk->below) {
        uintptr_t start = (uintptr_t)chunk, end = (uintptr_t)stack_chunk_end(chunk);
        if (start < objects->low) objects->low = start;
        if (end > objects->high) objects->high = end;
    }
}

void stack_objects_note(StackObjects *objects, uint64_t word) {
    if (word < objects->low || word >= objects->high) return;
    objects->pointers = grow(objects->pointers, objects->pointer_count,
                             &objects->pointer_capacity, sizeof *objects->pointers);
    objects->pointers[objects->pointer_count++] = word;
}

void stack_objects_add_frame(StackObjects *objects, const FuncCode *func, const uint64_t *fp,
                             size_t slots) {
    if (func->pinned_slots == NULL) return;
    objects->frames = grow(objects->frames, objects->frame_count, &objects->frame_capacity,
                           sizeof(ObjectFrame));
    ((ObjectFrame *)objects->frames)[objects->frame_count++] = (ObjectFrame){fp, func, slots, NULL};
}

// ---- following pointers -------------------------------------------------------------------------
static int by_address(const void *a, const void *b) {
    const ObjectFrame *x = a, *y = b;
    return (x->fp > y->fp) - (x->fp < y->fp);
}

static bool bit(const uint8_t *bits, size_t slot) { return bits[slot / 8] >> slot % 8 & 1; }

// The frame that [address] lies in, NULL: in none with objects.
static ObjectFrame *frame_at(const StackObjects *objects, uintptr_t address) {
    ObjectFrame *frames = objects->frames;
    uint32_t low = 0, high = objects->frame_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if ((uintptr_t)frames[middle].fp <= address) low = middle + 1;
        else high = middle;
    }
    if (low == 0) return NULL;
    ObjectFrame *frame = &frames[low - 1];
    return address < (uintptr_t)(frame->fp + frame->slots) ? frame : NULL;
}

static bool see(ObjectFrame *frame, size_t first) {
    if (frame->seen == NULL) frame->seen = calloc(frame->slots / 64 + 1, sizeof(uint64_t));
    FATAL_IF(frame->seen == NULL, "out of memory");
    uint64_t *word = &frame->seen[first / 64], mask = 1ull << first % 64;
    if (*word & mask) return false;
    *word |= mask;
    return true;
}

static void visit_object(StackObjects *objects, ObjectFrame *frame, size_t first) {
    const FuncCode *func = frame->func;
    for (size_t slot = first; slot < frame->slots; slot++) {
        if (slot > first && !bit(func->joined_slots, slot)) return;
        if (!bit(func->ptr_slots, slot)) continue;
        static const uint64_t one = 1;
        gc_mark_words(objects->marker, frame->fp + slot, &one, 1);
        stack_objects_note(objects, gc_read_word(frame->fp + slot));
    }
}

void stack_objects_end(StackObjects *objects) {
    if (objects->frame_count > 0)
        qsort(objects->frames, objects->frame_count, sizeof(ObjectFrame), by_address);
    while (objects->frame_count > 0 && objects->pointer_count > 0) {
        uintptr_t address = objects->pointers[--objects->pointer_count];
        ObjectFrame *frame = frame_at(objects, address);
        if (frame == NULL) continue;
        size_t slot = (address - (uintptr_t)frame->fp) / 8;
        while (slot > 0 && bit(frame->func->joined_slots, slot)) slot--;
        if (see(frame, slot)) visit_object(objects, frame, slot);
    }
    ObjectFrame *frames = objects->frames;
    for (uint32_t i = 0; i < objects->frame_count; i++) free(frames[i].seen);
    free(objects->frames);
    free(objects->pointers);
}
