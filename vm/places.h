// vm/places.h - names for the places outside the heap that hold pointers: package variables and
// the frames of goroutines. For reports; the world must be stopped.
#ifndef MOUND_VM_PLACES_H
#define MOUND_VM_PLACES_H

#include "vm/code.h"

typedef struct GlobalPlace {
    uint32_t offset;             // in the globals
    const RType *type;
    const char *name;            // "main.cache"
} GlobalPlace;

// The package variable that [address] lies in, NULL: none. *[start] is where it begins.
const GlobalPlace *place_find_global(uintptr_t address, uintptr_t *start);
// All package variables that have memory, in order of their offsets. Valid until the next is made.
const GlobalPlace *place_globals(uint32_t *count);

typedef struct FramePlace {
    uintptr_t start, end;        // the frame's own slots
    uint64_t goroutine;
    bool is_system;              // of the run time's own goroutine
    const FuncCode *func;
    Pos pos;                     // where it is
} FramePlace;

// Calls [visit] for every frame of every goroutine, newest first.
void place_each_frame(void (*visit)(const FramePlace *frame, void *arg), void *arg);

#endif
