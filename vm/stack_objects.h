// vm/stack_objects.h - which objects of frames are alive. For vm/scan.c; see stack_objects.c.
#ifndef MOUND_VM_STACK_OBJECTS_H
#define MOUND_VM_STACK_OBJECTS_H

#include "gc/gc.h"
#include "sched/goroutine.h"
#include "vm/code.h"

// One scan of a goroutine's stack.
typedef struct StackObjects {
    Marker *marker;
    uintptr_t low, high;         // the stack lies in between
    void *frames;                // with objects, as they were added
    uint32_t frame_count, frame_capacity;
    uintptr_t *pointers;         // into the stack, not followed yet
    uint32_t pointer_count, pointer_capacity;
} StackObjects;

void stack_objects_begin(StackObjects *objects, Marker *marker, const Goroutine *g);
// [word] was found in a live place; it may point into the stack.
void stack_objects_note(StackObjects *objects, uint64_t word);
// A frame of [func] at [fp], of which [slots] slots are its own.
void stack_objects_add_frame(StackObjects *objects, const FuncCode *func, const uint64_t *fp,
                             size_t slots);
// Marks what the live objects point to, and frees what the scan needed.
void stack_objects_end(StackObjects *objects);

#endif
