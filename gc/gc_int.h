// gc/gc_int.h - what the files of gc/ share. Not for other folders.
#ifndef MOUND_GC_GC_INT_H
#define MOUND_GC_GC_INT_H

#include "base/check.h"
#include "base/debug.h"
#include "base/lock.h"
#include "gc/gc.h"

enum {
    MARK_BUFFER_SLOTS = 510,
    OBLET_BYTES = 128 << 10,   // larger objects are scanned in parts of this size
    ROOTS_MAX = 32,
    CYCLE_HOOKS_MAX = 16,
};

// Addresses of objects that are marked but not scanned. Of objects over OBLET_BYTES every oblet is
// queued by its own address.
typedef struct MarkBuffer {
    struct MarkBuffer *next;
    uint64_t count;
    uintptr_t objects[MARK_BUFFER_SLOTS];
} MarkBuffer;

struct Marker {
    MarkBuffer *buffer;          // pushes and pops go here; never NULL while marking
    uint64_t marked_bytes;
    uint64_t root_bytes[3];      // scanned, by RootKind
    RootKind root_kind;          // of the root being visited
    const char *root_name;       // the same; "heap" while objects are scanned
    bool in_heap;                // scanning objects, not roots
    bool strict;                 // verifying: a heap object that points to a free slot is an error
    GcRootVisit *observe;        // not NULL: nothing is marked, root pointers are shown to it
    void *observe_arg;
};

typedef struct Root {
    const char *name;
    RootKind kind;
    RootScan *scan;
    void *arg;
} Root;

// What a cycle took and found; for pacing, statistics and the trace line.
typedef struct CycleRecord {
    bool forced;
    uint64_t start_ns, mark_ns, terminate_ns, end_ns;   // monotonic, when each part began
    uint64_t live_before;       // heap_live_bytes() at the start
    uint64_t live_marking;      // when marking ended
    uint64_t marked_bytes;
    uint64_t goal;              // this cycle aimed for
    uint64_t stack_bytes, global_bytes;
} CycleRecord;

typedef struct Gc {
    GcWorld world;
    _Atomic uint32_t requested;       // 0, REQUEST_IF_DUE, REQUEST_FORCED
    Root roots[ROOTS_MAX];
    uint32_t root_count;
    struct {
        GcMoment moment;
        void (*hook)(void *arg);
        void *arg;
    } cycle_hooks[CYCLE_HOOKS_MAX];
    uint32_t cycle_hook_count;
    bool trace;                       // GODEBUG=gctrace=1
    uint64_t process_start_ns;
    _Atomic uint64_t last_end_ns;     // monotonic, of the last cycle; the monitor reads it
    // Statistics; written with the world stopped.
    uint32_t cycle_count;
    uint32_t forced_count;
    uint64_t pause_total_ns;
    uint64_t cpu_ns;
    GcTimes times;
    uint64_t last_end_unix_ns;
    uint64_t pause_ns[MEM_STATS_PAUSES];
    uint64_t pause_end_unix_ns[MEM_STATS_PAUSES];
} Gc;

enum { REQUEST_IF_DUE = 1, REQUEST_FORCED = 2 };

extern Gc gc;

// ---- mark_queue.c -------------------------------------------------------------------------------

void marker_init(Marker *marker);
void marker_finish(Marker *marker);
void marker_push(Marker *marker, uintptr_t address);
// False: neither this marker nor the shared list has anything.
bool marker_pop(Marker *marker, uintptr_t *address);

// Gives what it has to the shared list.
void marker_share(Marker *marker);

// ---- barrier.c ----------------------------------------------------------------------------------

void barrier_start(void);
// Makes what the barriers marked available to markers.
void barrier_flush(void);
// Returns how many bytes the barriers marked. They must have been flushed and nothing be running.
uint64_t barrier_stop(void);

// ---- cycle.c: the parts of a cycle, for tests of marking beside a running program
// ----------------

void cycle_start(CycleRecord *cycle, Marker *marker);
void cycle_finish(CycleRecord *cycle, Marker *marker);

// ---- mark.c -------------------------------------------------------------------------------------

// Scans queued objects until the queue is empty.
void mark_drain(Marker *marker);
// Scans at most [objects]; false when the queue is empty.
bool mark_some(Marker *marker, uint32_t objects);
// Marks what the object at [base] refers to, not the object.
void mark_children(Marker *marker, const HeapObject *object);

// ---- observe.c: what root visitors report when somebody only looks ------------------------------

void observe_pointer(Marker *marker, uintptr_t holder, uintptr_t pointer);
// [bits] NULL: every word.
void observe_words(Marker *marker, uintptr_t base, const uint64_t *bits, size_t words);
void observe_range(Marker *marker, uintptr_t base, size_t bytes, const Layout *layout);
// The pointers in an object.
void observe_object(Marker *marker, const HeapObject *object);

// ---- roots.c ------------------------------------------------------------------------------------

void roots_mark(Marker *marker);

// ---- finalize.c ---------------------------------------------------------------------------------

void finalize_init(void);
// Marks what finalizers, cleanups and weak handles need.
void finalize_mark(Marker *marker);

// ---- pace.c -------------------------------------------------------------------------------------

// Reads GOGC and GOMEMLIMIT and sets the first goal.
void pace_init(void);
// Computes the goal after a cycle.
void pace_after_cycle(const CycleRecord *cycle);
uint64_t pace_goal(void);

// ---- gc_trace.c, gc_verify.c --------------------------------------------------------------------

// Prints the line of GODEBUG=gctrace=1.
void gc_trace_cycle(const CycleRecord *cycle);
// Marks everything a second time and dies if the result differs. The world is stopped.
void gc_verify_mark(uint64_t marked_bytes);

#endif
