// heap/special.h - records that hang off single objects: finalizers, cleanups, weak handles.
//
// They live outside the object heap in a list of the object's span, sorted by slot and kind. The
// collector treats what a record refers to as a root (SPECIAL_FINALIZER: everything the object
// refers to, but not the object). When a sweep meets an unmarked object that has records, it acts:
//   finalizer  the object is kept for this cycle and the record goes to HeapSpecialHooks.finalize
//   weak       the handle is cleared, before any finalizer can revive the object
//   cleanup    goes to the hook once the object is really freed
#ifndef MOUND_HEAP_SPECIAL_H
#define MOUND_HEAP_SPECIAL_H

#include "heap/heap.h"

typedef enum SpecialKind {
    SPECIAL_FINALIZER,   // at most one per object
    SPECIAL_WEAK,        // at most one per object
    SPECIAL_CLEANUP,     // any number
    SPECIAL_KIND_COUNT,
} SpecialKind;

struct Special {
    Special *next;
    uint32_t index;         // slot of the object
    uint8_t kind;           // SpecialKind
    uint64_t id;            // distinguishes cleanups
    uintptr_t object;       // address given to special_add: of or in the object
    void *function;         // object: finalizer or cleanup closure; weak: the handle object
    void *arg;              // object or not: what the runtime wants to know when it runs
    const void *type;       // off the heap: the same
};

typedef struct SpecialHooks {
    // The object of a finalizer or cleanup became unreachable. Takes over [special], which
    // special_free gives back. Runs during a sweep: it must only queue.
    void (*queue)(Special *special);
} SpecialHooks;

void special_set_hooks(const SpecialHooks *hooks);
// Adds a record of the kind of [values] to the object that [address] lies in, with the id,
// function, arg and type of [values]. False if that is not an object of the heap, or it has one of
// a kind that allows one only (*[exists] is set then; may be NULL).
bool special_add(uintptr_t address, const Special *values, bool *exists);
// The record of [kind] of the object, NULL: none. For cleanups, the one with [id].
Special *special_find(uintptr_t address, SpecialKind kind, uint64_t id);
// Takes the record off its object and frees it; false if there is none.
bool special_remove(uintptr_t address, SpecialKind kind, uint64_t id);
// Frees a record handed out by the queue hook.
void special_free(Special *special);
// Calls [visit] for every record of every span. The world must be stopped.
void special_each(void (*visit)(Span *span, Special *special, void *arg), void *arg);
// The same bit by bit, beside the program: special_visit_begin with the world stopped, then
// special_visit_some, which visits the records of one span, until it returns false. Records that
// are added meanwhile are not visited. [visit] runs under a lock: it may not add or remove any.
void special_visit_begin(void);
bool special_visit_some(void (*visit)(Span *span, Special *special, void *arg), void *arg);

#endif
