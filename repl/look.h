// repl/look.h - what commands share to look at the heap.
#ifndef MOUND_REPL_LOOK_H
#define MOUND_REPL_LOOK_H

#include "gc/gc.h"
#include "inspect/inspect.h"
#include "repl/command.h"

// A snapshot and the statistics of the same moment. The caller frees the snapshot.
Snapshot *look_at_heap(SnapshotFlags flags, MemStats *stats);
void look_at_stats(MemStats *stats);

// Evaluates [text] and finds what it points to: its address, and the type of the value. False:
// after a message. The value itself is gone afterwards, so that it holds nothing.
bool look_up(const CommandCall *call, const char *text, uintptr_t *address, const RType **type);

// "cache" for main.cache: names of the session's own package without it.
const char *home_text(const char *name);
// The line that allocated the objects of a site: "<input 3>:1", "main.go:12"; and the function,
// which may be NULL.
const char *site_text(uint32_t site, const char **function);
// "0xc000012340".
const char *address_text(uintptr_t address);
// What an object is.
const char *heap_object_text(const Snapshot *snapshot, uint32_t object);

// Pointers by the object they start from: those of object i are edges[first[i]] up to
// edges[first[i + 1]], numbers of the snapshot's edges.
typedef struct Forward {
    uint32_t *first;
    uint32_t *edges;
} Forward;
Forward forward_make(const Snapshot *snapshot);
void forward_free(Forward *forward);

// Compiles and returns the function that [name] means: f, T.M, (*T).M, strings.Index. NULL after a
// message.
struct Object;
struct Object *look_up_function(const CommandCall *call, const char *name);

#endif
