// gc/gc.h - mark-sweep collector over layouts.
//
// A cycle has four phases: IDLE -> MARK -> TERMINATE -> SWEEP -> IDLE. Entering MARK and leaving
// TERMINATE need the world stopped. Today the world stays stopped from the one to the other; the
// interfaces are those of a collector that marks beside the goroutines: roots are visited one by
// one, pointer stores go through gc/barrier.h, and objects born during MARK are born marked.
//
// Invariant while marking: every object reachable when MARK began is marked before TERMINATE ends.
// gc_write() keeps it by shading the pointer that a store is about to overwrite, and the new one.
//
// What is not marked when TERMINATE ends is garbage. SWEEP is done a span at a time: by whoever
// allocates, by idle processors (gc_sweep_some), and the rest before the next cycle starts.
//
// The collector knows Layouts (heap/layout.h), never maps, channels or frames. Whoever holds
// pointers outside the heap registers a visitor with gc_add_roots(). It never scans C stacks: it
// runs only when every processor is at a safepoint (see GcWorld).
//
// When to collect (pace.c): a cycle is requested when the live heap reaches
//     goal = marked + (marked + stacks + globals) * GOGC / 100, at least 4 MiB * GOGC / 100.
// The request sets a flag that processors poll; the one that sees it calls gc_run_requested().
//
// Tests turn the screws with MOUND_DEBUG (base/debug.def): gcstress=N collects at every Nth
// allocation, gcverify marks a second time and compares, poison fills freed memory.
#ifndef MOUND_GC_GC_H
#define MOUND_GC_GC_H

#include "heap/heap.h"
#include "heap/heap_stats.h"
#include "heap/special.h"

typedef struct Marker Marker;   // a worker's state while marking

typedef enum GcPhase {
    GC_IDLE,        // -> MARK when a cycle starts
    GC_MARK,        // barrier on, new objects are marked; -> TERMINATE when the queue is empty
    GC_TERMINATE,   // world stopped; -> SWEEP
    GC_SWEEP,       // barrier off; -> IDLE when every span is swept
} GcPhase;

extern _Atomic int gc_phase;   // GcPhase; changes only while the world is stopped

// How the collector stops the goroutines; filled in by whoever runs them.
typedef struct GcWorld {
    // Returns when every processor but the caller's is at a safepoint, and keeps them there.
    void (*stop)(void *arg);
    void (*start)(void *arg);
    // Makes every processor come to a safepoint soon and look at gc_is_requested().
    void (*poll)(void *arg);
    // How many processors there are (GOMAXPROCS), for the trace line.
    uint32_t (*processor_count)(void *arg);
    void *arg;
} GcWorld;

// ---- Start --------------------------------------------------------------------------------------

// Sets up heap and collector, once. [out_of_memory] as in HeapHooks. Reads GOGC, GOMEMLIMIT (a
// malformed one ends the process as Go does), GODEBUG=gctrace=1, and MOUND_HEAPLIMIT, a hard limit
// in the form of GOMEMLIMIT.
void gc_init(void (*out_of_memory)(size_t bytes, uint64_t bytes_in_use, bool limited));
void gc_set_world(const GcWorld *world);

// ---- Roots --------------------------------------------------------------------------------------

typedef void RootScan(Marker *marker, void *arg);
// What a root is counted as by the pacer and the trace line.
typedef enum RootKind { ROOT_OTHER, ROOT_STACKS, ROOT_GLOBALS } RootKind;

// Registers a visitor that is called once in every cycle (twice with gcverify).
void gc_add_roots(const char *name, RootKind kind, RootScan *scan, void *arg);

// To be called by visitors.
// The object that [pointer] points to or into is reachable. Anything may be passed: what is not an
// address in an object is ignored, as is the address of a free slot.
void gc_mark_pointer(Marker *marker, const void *pointer);
// [base, base + bytes) holds elements of [layout].
void gc_mark_range(Marker *marker, const void *base, size_t bytes, const Layout *layout);
// [words] words of which those are pointers whose bit in [bits] is set (a frame and its map).
void gc_mark_words(Marker *marker, const void *base, const uint64_t *bits, size_t words);
// Every word of [base, base + bytes) may be a pointer. For verification, and for C structures.
void gc_mark_conservative(Marker *marker, const void *base, size_t bytes);

// A pointer that a root visitor found in the word [holder] (0: it has no address, or one that says
// nothing). What it points to may be anything, as with gc_mark_pointer.
typedef void GcRootVisit(const char *root, uintptr_t holder, uintptr_t pointer, void *arg);
// Shows all roots to [visit] without marking anything. The world must be stopped.
void gc_each_root(GcRootVisit *visit, void *arg);

// ---- Cycles -------------------------------------------------------------------------------------

// Whether a cycle is wanted; cheap.
bool gc_is_requested(void);
// Asks for a cycle; [forced]: even if the trigger is not reached (none ran for two minutes).
void gc_request(bool forced);
// Runs the requested cycle, if it is still wanted. The calling processor must be at a safepoint,
// with everything it runs saved where the root visitors find it.
void gc_run_requested(void);
// runtime.GC: runs a whole cycle, including the sweep. Same conditions.
void gc_run_forced(void);
// debug.FreeOSMemory: the same, then returns to the OS what it can.
void gc_free_os_memory(void);
// Sweeps up to [spans] spans; for idle processors. False: nothing left.
bool gc_sweep_some(uint32_t spans);

// debug.SetGCPercent: returns the old setting; negative: off.
int32_t gc_set_percent(int32_t percent);
// debug.SetMemoryLimit: a soft limit on Sys - HeapReleased; negative only reads.
int64_t gc_set_memory_limit(int64_t bytes);
// Fills in all of MemStats. The world must be stopped.
void gc_read_stats(MemStats *stats);
// Where the collector's time went, in all cycles together; nanoseconds.
typedef struct GcTimes {
    uint64_t cycles;
    uint64_t pause_ns;          // the world stood still, and the longest time it did at once
    uint64_t pause_longest_ns;
    uint64_t mark_ns;           // from the start of marking to its end, by the clock
    uint64_t assist_ns;         // goroutines marked because they allocated
    uint64_t background_ns;     // marking threads
    uint64_t idle_ns;           // processors that had nothing else to do
} GcTimes;
// The world must be stopped.
void gc_read_times(GcTimes *times);
// Gives back some of the memory that the heap will not need soon; for the monitor thread, every few
// milliseconds. False: there is nothing to give back.
bool gc_scavenge_some(void);
// How many cycles have completed, and when the last one ended (os_monotonic_ns).
uint32_t gc_cycle_count(void);
uint64_t gc_last_end_ns(void);
// Calls [hook] in every cycle while the world is stopped: before anything is marked (sync.Pool
// moves its victims), or when marking is over and nothing is swept yet (weak tables).
typedef enum GcMoment { GC_AT_START, GC_AT_END } GcMoment;
void gc_on_cycle(GcMoment moment, void (*hook)(void *arg), void *arg);

// Whether the object [pointer] points to was found reachable by the cycle that just ended; true
// for what is no object. For GC_AT_END hooks.
bool gc_is_marked(const void *pointer);

// ---- What happens when an object dies (heap/special.h)
// -------------------------------------------

// A finalizer or cleanup whose time has come. The one who takes it calls [function].
typedef struct GcFinalizer {
    SpecialKind kind;      // FINALIZER: call function(object); CLEANUP: function(arg)
    void *object;
    void *function;
    void *arg;
    const void *type;
} GcFinalizer;

// runtime.SetFinalizer. False: the object has one already. [arg] and [type] are handed out again
// with the finalizer; what [arg] points to is kept alive.
bool gc_add_finalizer(void *object, void *function, void *arg, const void *type);
void gc_remove_finalizer(void *object);
// runtime.AddCleanup; returns an id that gc_stop_cleanup takes.
uint64_t gc_add_cleanup(void *pointer, void *function, void *arg, const void *type);
bool gc_stop_cleanup(void *pointer, uint64_t id);
// The handle of weak pointers to the object: the same for the same pointer as long as it lives.
void *gc_weak_handle(Cache *cache, void *pointer);
// The pointer, NULL once the object is found unreachable.
void *gc_weak_value(void *handle);
// Takes the oldest queued finalizer or cleanup; false: there is none.
bool gc_take_finalizer(GcFinalizer *taken);
// [wake] is called when the queue stops being empty; it must only make a goroutine runnable.
void gc_on_finalizer(void (*wake)(void));

#endif
