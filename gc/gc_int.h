// gc/gc_int.h - what the files of gc/ share. Not for other folders.
#ifndef MOUND_GC_GC_INT_H
#define MOUND_GC_GC_INT_H

#include "base/check.h"
#include "base/debug.h"
#include "base/lock.h"
#include "gc/gc.h"

enum {
    MARK_BUFFER_SLOTS = 510,
    SHADED_SLOTS = 512,
    OBLET_BYTES = 32 << 10,    // larger objects are scanned in parts of this size
    ROOTS_MAX = 32,
    CYCLE_HOOKS_MAX = 16,
    BACKGROUND_PERCENT = 25,   // of the processors, for the collector's threads
};

// Addresses of objects that are marked but not scanned. Of objects over OBLET_BYTES every oblet is
// queued by its own address.
typedef struct MarkBuffer {
    struct MarkBuffer *next;
    uint64_t count;
    uintptr_t objects[MARK_BUFFER_SLOTS];
} MarkBuffer;

struct Marker {
    MarkBuffer *buffer;          // pushes and pops go here; NULL: none at hand
    uint64_t marked_bytes;
    uint64_t work;               // bytes scanned since work_report
    uint64_t root_bytes[3];      // scanned, by RootKind
    RootKind root_kind;          // of the root being visited
    const char *root_name;       // the same; "heap" while objects are scanned
    bool in_heap;                // scanning objects, not roots
    bool strict;                 // verifying, the world stopped: goes by what is free now; an
                                 // object that points to a free slot is an error
    GcRootVisit *observe;        // not NULL: nothing is marked, root pointers are shown to it
    void *observe_arg;
};

// What a processor has of the collector. Only its owner touches it, or who has stopped the world.
struct GcLocal {
    Marker marker;               // for barriers, assists and idle marking
    const _Atomic uint32_t *poll;   // not 0: the processor is wanted at a safepoint
    int64_t debt;                // work it owes for what it allocated; negative: done ahead
    uint32_t shaded_count;
    uintptr_t shaded[SHADED_SLOTS];   // noted by write barriers, not marked yet
    GcLocal *next;
};

typedef struct Root {
    const char *name;
    RootKind kind;
    RootScan *scan;
    RootBegin *begin;            // NULL: [scan] serves beside the program, as one step
    RootStep *step;
    void *arg;
} Root;

// What a cycle took and found; for pacing, statistics and the trace line.
typedef struct CycleRecord {
    bool forced;
    bool concurrent;
    uint64_t start_ns;           // monotonic, as all: when the world was to stop
    uint64_t mark_ns;            // when it went on, with the barrier on
    uint64_t terminate_ns;       // when it was to stop for the last time
    uint64_t end_ns;             // when it went on
    uint64_t retry_ns;           // stops that found marking was not over
    uint64_t live_before;        // heap_live_bytes() at the start
    uint64_t live_marking;       // when marking ended
    uint64_t marked_bytes;
    uint64_t goal;               // this cycle aimed for
    uint64_t stack_bytes, global_bytes;
    uint64_t work;               // bytes scanned
    uint64_t background_ns, assist_ns, idle_ns;   // CPU time spent marking
} CycleRecord;

typedef struct Gc {
    GcWorld world;
    Lock lock;                        // guards [locals] and [cycle_hooks] growing
    GcLocal *locals;                  // of all processors there ever were
    _Atomic uint32_t requested;       // bits, REQUEST_*
    _Atomic bool is_turning;          // a processor does what was requested
    Root roots[ROOTS_MAX];
    uint32_t root_count;
    struct {
        GcMoment moment;
        void (*hook)(void *arg);
        void *arg;
    } cycle_hooks[CYCLE_HOOKS_MAX];
    _Atomic uint32_t cycle_hook_count;
    bool trace;                       // GODEBUG=gctrace=1
    uint64_t process_start_ns;
    Marker marker;                    // of who has stopped the world
    CycleRecord cycle;                // the running one; written with the world stopped
    _Atomic uint64_t last_end_ns;     // monotonic, of the last cycle; the monitor reads it
    _Atomic uint32_t cycle_count;     // completed
    // Statistics; written with the world stopped.
    _Atomic uint32_t forced_ticket;   // the cycle of this number was asked for by runtime.GC
    uint32_t forced_count;
    uint64_t pause_total_ns;
    _Atomic uint64_t cpu_ns;
    _Atomic uint64_t scavenge_ns, limited_cycle;   // see GcTimes
    GcTimes times;
    uint64_t last_end_unix_ns;
    uint64_t pause_ns[MEM_STATS_PAUSES];
    uint64_t pause_end_unix_ns[MEM_STATS_PAUSES];
} Gc;

enum {
    REQUEST_IF_DUE = 1,      // the trigger was passed
    REQUEST_FORCED = 2,
    REQUEST_TERMINATE = 4,   // marking seems to be over
};

extern Gc gc;

static inline bool gc_in_phase(GcPhase phase) {
    return atomic_load_explicit(&gc_phase, memory_order_acquire) == (int)phase;
}

// ---- mark_queue.c -------------------------------------------------------------------------------

void marker_init(Marker *marker);
void marker_finish(Marker *marker);
void marker_push(Marker *marker, uintptr_t address);
// False: neither this marker nor the shared list has anything.
bool marker_pop(Marker *marker, uintptr_t *address);
// Gives what it has to the shared list, and keeps no buffer.
void marker_share(Marker *marker);
// Gives half of it, for others that look for work.
void marker_share_half(Marker *marker);
// Gives memory of unused buffers back to the OS; how many bytes.
uint64_t mark_queue_release(void);
// Whether the shared list is empty.
bool mark_queue_is_empty(void);

// ---- barrier.c ----------------------------------------------------------------------------------

void barrier_init(void);
// Of the calling thread's processor; NULL: it has none.
extern _Thread_local GcLocal *gc_here;
// Marks what the barriers of a processor noted.
void barrier_flush(GcLocal *local);

// ---- mark.c -------------------------------------------------------------------------------------

// Scans queued objects until the queue is empty.
void mark_drain(Marker *marker);
// Scans queued objects until [work] bytes more are scanned, *[stop] (may be NULL) is not 0, or the
// queue is empty: false then.
bool mark_some(Marker *marker, uint64_t work, const _Atomic uint32_t *stop);
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

// Visits all roots. The world is stopped.
void roots_mark(Marker *marker);
// The same bit by bit, beside the program: roots_begin with the world stopped, then roots_step by
// any number of threads without locks, until it returns false.
void roots_begin(void);
bool roots_step(Marker *marker);
// Whether every step was begun.
bool roots_are_done(void);

// ---- work.c -------------------------------------------------------------------------------------

// Starts counting the work of a cycle. The world is stopped.
void work_begin(void);
// Marks up to [work] bytes, roots included if [roots]. False: there is nothing to do now.
bool work_some(Marker *marker, uint64_t work, bool roots, const _Atomic uint32_t *stop);
// Whether marking seems to be over. When the world is stopped and all markers are shared, it is.
bool work_is_over(void);
// Bytes scanned in this cycle.
uint64_t work_done(void);
// Something may be marked again: wakes the collector's threads.
void work_wake(void);
// Sleeps until work_wake, at most [ns].
void work_wait(uint64_t ns);
// Whether somebody does (for whoever has more than one buffer).
bool work_is_wanted(void);
// Whether idle processors mark just now.
bool work_has_idle(void);
// CPU time of the calling thread.
uint64_t work_clock(void);
// CPU time of assists and idle processors in this cycle.
uint64_t work_assist_ns(void);
uint64_t work_idle_ns(void);
// HeapHooks.charge.
void work_charge(Cache *cache, uint64_t bytes);

// ---- worker.c -----------------------------------------------------------------------------------

// Starts the collector's threads if there are too few.
void workers_prepare(void);
// Starts counting their time. The world is stopped.
void workers_begin(void);
// Wakes them for the cycle that began.
void workers_wake(void);
// Calls [visit] for the marker of each thread. They are paused.
void workers_each(void (*visit)(Marker *marker, void *arg), void *arg);

// CPU time of the threads in this cycle.
uint64_t workers_ns(void);

// ---- cycle.c ------------------------------------------------------------------------------------

// Marking seems to be over: has a processor come to a safepoint and look.
void gc_request_end(void);

// ---- cycle.c: the parts of a cycle, for tests of marking beside a running program ---------------

void cycle_begin(CycleRecord *cycle);
// Collects what processors and threads counted and marks the rest; false if that takes more than
// [budget_ns] (0: no limit). The world is stopped.
bool cycle_drain(uint64_t budget_ns);
void cycle_end(CycleRecord *cycle);
// With the world stopped: ends the cycle that is under way, and sweeps everything.
void cycle_settle(void);

// ---- finalize.c ---------------------------------------------------------------------------------

void finalize_init(void);
// Marks what finalizers, cleanups and weak handles need. The world is stopped.
void finalize_mark(Marker *marker);
// The same bit by bit; see roots_step.
void finalize_mark_begin(void);
bool finalize_mark_some(Marker *marker);

// ---- pace.c -------------------------------------------------------------------------------------

// Sets the first goal. pace_settings.c calls it when a setting changes, too.
void pace_update(void);
// A cycle begins: how much there is to mark by when.
void pace_begin(const CycleRecord *cycle);
// Work that is owed for allocating [bytes].
uint64_t pace_owed(uint64_t bytes);
// Computes goal and trigger after a cycle.
void pace_end(const CycleRecord *cycle);
uint64_t pace_goal(void);
// Notes [gc_ns] of CPU time for the collector. Once it has had half of it for a while, nobody
// assists.
void pace_limit(uint64_t gc_ns);
bool pace_is_limiting(void);

// ---- pace_settings.c ----------------------------------------------------------------------------

// Reads GOGC and GOMEMLIMIT.
void settings_init(void);
int32_t settings_percent(void);
int64_t settings_memory_limit(void);

// ---- gc_trace.c, gc_verify.c --------------------------------------------------------------------

// Prints the line of GODEBUG=gctrace=1.
void gc_trace_cycle(const CycleRecord *cycle);
// Marks everything a second time and dies if the result differs. The world is stopped.
void gc_verify_mark(uint64_t marked_bytes);

// ---- history.c ----------------------------------------------------------------------------------

// Keeps the numbers of a finished cycle. The world is stopped.
void history_add(const CycleRecord *cycle);

#endif
