// inspect/inspect_int.h - what the files of inspect/ share. Not for other folders.
#ifndef MOUND_INSPECT_INSPECT_INT_H
#define MOUND_INSPECT_INSPECT_INT_H

#include <stdlib.h>

#include "base/check.h"
#include "inspect/inspect.h"
#include "vm/alloc_profile.h"

// An array that grows by doubling, in memory from malloc.
#define GROWING(T) struct { T *items; uint64_t count, capacity; }
void growing_reserve(void **items, uint64_t *capacity, uint64_t count, size_t item_bytes);
#define growing_push(list, item)                                                          \
    do {                                                                                  \
        if ((list)->count == (list)->capacity)                                            \
            growing_reserve((void **)&(list)->items, &(list)->capacity, (list)->count,    \
                            sizeof(*(list)->items));                                      \
        (list)->items[(list)->count++] = (item);                                          \
    } while (0)

// Calls [visit] for every pointer word of the object at [address] that is not nil.
typedef void PointerVisit(uint64_t offset, uintptr_t pointer, void *arg);
void object_each_pointer(uintptr_t address, PointerVisit *visit, void *arg);

// ---- site_place.c -------------------------------------------------------------------------------
// The place that speaks to the program's author, "main.go:12": the innermost frame of the stack
// that is not in a library. *[function]: its function, NULL: there is none.
void site_place(const AllocSite *site, char *text, size_t text_bytes, const char **function);
// Calls [visit] for each frame of the stack, innermost first, until it returns false. Calls that
// were inlined are frames too.
typedef struct SiteFrame {
    const char *function;
    Location at;
    bool is_library;
} SiteFrame;
void site_each_frame(const AllocSite *site, bool (*visit)(const SiteFrame *frame, void *arg),
                     void *arg);

// ---- meanings.c ---------------------------------------------------------------------------------
// Gives [object] the meaning that a pointer to its start says it has, if that says more than what
// is known. Returns whether it does.
bool object_learn(InspectObject *object, const Meaning *told);
// Finds out what is not known yet: [queue] are reached objects that learned what they are and have
// not told others since; garbage has told nobody. Frees the queue. The world is stopped.
typedef GROWING(uint32_t) LearnedList;
void meanings_infer(Snapshot *snapshot, LearnedList *queue);

#endif
