// gc/gc.h - concurrent mark-sweep collector over layouts.
//
// A cycle has four phases: IDLE -> MARK -> TERMINATE -> SWEEP -> IDLE. The world is stopped twice,
// for a moment that grows with neither the heap nor the number of goroutines: to enter MARK (the
// caches are flushed, the write barrier goes on) and to leave it (nothing is left to mark; the
// barrier goes off, every span becomes unswept). In between goroutines run. They are marked for by
// the collector's own threads (worker.c), by idle processors, and by goroutines that allocate
// faster than the others mark (assists, work.c).
//
// What is kept is what was reachable when MARK began, and what was born since:
//   - each goroutine's stack is scanned once in a cycle, before it runs again: by a thread of the
//     collector while it waits, or by the processor that is about to run it;
//   - a store of a pointer into the heap or a global first shades the pointer it overwrites
//     (gc/barrier.h, which also says why that is enough);
//   - objects born during MARK are not looked at; they are marked when their span leaves its cache
//     (heap/span.h).
//
// What is not marked when TERMINATE ends is garbage. SWEEP is done a span at a time: by whoever
// allocates, in proportion; by idle processors and the collector's threads; and the rest before the
// next cycle starts.
//
// The collector knows Layouts (heap/layout.h), never maps, channels or frames. Whoever holds
// pointers outside the heap registers a visitor with gc_add_roots(). It never scans C stacks: the
// phases change only when every processor is at a safepoint (see GcWorld).
//
// When to collect (pace.c): a cycle is to end when the live heap reaches
//     goal = marked + (marked + stacks + globals) * GOGC / 100, at least 4 MiB * GOGC / 100
// and is requested so much earlier that marking is likely to be over by then. The request sets a
// flag that processors poll; the one that sees it calls gc_run_requested().
//
// The same collector with the world stopped from beginning to end is the oracle of this one:
// MOUND_DEBUG=gcstw, and whenever the scheduler says that runs are to be reproducible.
//
// Tests turn the screws with MOUND_DEBUG (base/debug.def): gcstress=N collects at every Nth
// allocation, gcverify stops the world when marking is over, marks a second time and compares,
// poison fills freed memory.
#ifndef MOUND_GC_GC_H
#define MOUND_GC_GC_H

#include "heap/heap.h"
#include "heap/heap_stats.h"
#include "heap/special.h"

typedef struct Marker Marker;     // the state of somebody who marks
typedef struct GcLocal GcLocal;   // what a processor has of the collector

typedef enum GcPhase {
    GC_IDLE,        // -> MARK when a cycle starts
    GC_MARK,        // barrier on, new objects are marked; -> TERMINATE when the queue is empty
    GC_TERMINATE,   // world stopped; -> SWEEP
    GC_SWEEP,       // barrier off; -> IDLE when every span is swept
} GcPhase;

extern _Atomic int gc_phase;        // GcPhase; leaves and enters MARK while the world is stopped
extern _Atomic uint32_t gc_epoch;   // grows when MARK begins

// Whether the collector marks now.
static inline bool gc_is_marking(void) {
    return atomic_load_explicit(&gc_phase, memory_order_relaxed) == GC_MARK;
}

// How the collector stops the goroutines; filled in by whoever runs them.
typedef struct GcWorld {
    // Returns when every processor but the caller's is at a safepoint, and keeps them there.
    void (*stop)(void *arg);
    void (*start)(void *arg);
    // Makes every processor come to a safepoint soon and call gc_run_requested(). Also when all are
    // idle; any thread.
    void (*poll)(void *arg);
    // A cycle has ended, the world runs again: for those who wait in gc_cycle_is_over. Called on
    // the processor that ended it.
    void (*cycle_done)(void *arg);
    // There is something to mark: an idle processor may come and call gc_idle_work. Any thread.
    void (*wake_idle)(void *arg);
    // The calling processor is to call heap_prepare_pages when it comes to a safepoint.
    void (*short_of_pages)(void *arg);
    // How many processors there are (GOMAXPROCS), for the trace line.
    uint32_t (*processor_count)(void *arg);
    // Whether cycles may run beside the program; false: all are as with MOUND_DEBUG=gcstw.
    bool concurrent;
    void *arg;
} GcWorld;

// ---- Start --------------------------------------------------------------------------------------

// Sets up heap and collector, once. [out_of_memory] as in HeapHooks. Reads GOGC, GOMEMLIMIT (a
// malformed one ends the process as Go does), GODEBUG=gctrace=1, and MOUND_HEAPLIMIT, a hard limit
// in the form of GOMEMLIMIT.
void gc_init(void (*out_of_memory)(size_t bytes, uint64_t bytes_in_use, bool limited));
void gc_set_world(const GcWorld *world);

// ---- Processors and threads ---------------------------------------------------------------------

// The collector's part of a processor that allocates from [cache]. *[poll] is not 0 when the
// processor is wanted at a safepoint.
GcLocal *gc_local_new(Cache *cache, const _Atomic uint32_t *poll);
// From now on the calling thread runs the processor of [local]; NULL: none any more.
void gc_take_processor(GcLocal *local);
// For processors with nothing to run: marks or sweeps a little. False: nothing to do.
bool gc_idle_work(void);
// Calls [scan] with the marker of the calling thread's processor, to scan one goroutine's stack.
void gc_scan_here(void (*scan)(Marker *marker, void *arg), void *arg);
// Keeps the collector's threads out of a stopped world, and lets them go on. Calls may be nested.
void gc_pause_background(void);
void gc_resume_background(void);

// ---- Roots --------------------------------------------------------------------------------------

typedef void RootScan(Marker *marker, void *arg);
// What a root is counted as by the pacer and the trace line.
typedef enum RootKind { ROOT_OTHER, ROOT_STACKS, ROOT_GLOBALS } RootKind;

// Registers a visitor that is called once in every cycle (twice with gcverify): with the world
// stopped, or on any thread beside the program. It may take locks under which nothing is allocated.
void gc_add_roots(const char *name, RootKind kind, RootScan *scan, void *arg);
// The same for roots that may be many. [scan] visits all of them with the world stopped. Beside the
// program [begin] is called while the world is still stopped, then [step] on any number of threads
// at once, each time to visit a few, until it returns false.
typedef void RootBegin(void *arg);
typedef bool RootStep(Marker *marker, void *arg);
void gc_add_stepped_roots(const char *name, RootKind kind, RootScan *scan, RootBegin *begin,
                          RootStep *step, void *arg);

// To be called by visitors.
// The object that [pointer] points to or into is reachable. Anything may be passed: what is not an
// address in an object is ignored, as is the address of a free slot.
void gc_mark_pointer(Marker *marker, const void *pointer);
// [base, base + bytes) holds elements of [layout].
void gc_mark_range(Marker *marker, const void *base, size_t bytes, const Layout *layout);
// [words] words of which those are pointers whose bit in [bits] is set (a frame and its map).
void gc_mark_words(Marker *marker, const void *base, const uint64_t *bits, size_t words);
// The word at [at], which another thread may write meanwhile.
uint64_t gc_read_word(const void *at);
// Every word of [base, base + bytes) may be a pointer. For verification, and for C structures.
void gc_mark_conservative(Marker *marker, const void *base, size_t bytes);

// A pointer that a root visitor found in the word [holder] (0: it has no address, or one that says
// nothing). What it points to may be anything, as with gc_mark_pointer.
typedef void GcRootVisit(const char *root, uintptr_t holder, uintptr_t pointer, void *arg);
// Shows all roots to [visit] without marking anything. The world must be stopped.
void gc_each_root(GcRootVisit *visit, void *arg);

// Finds out what can be reached without collecting. Stops the world, ends the cycle that runs, if
// any, calls [find], and lets the world go on. [find] marks with the two functions below, and
// gc_is_marked tells it the result; marks are gone afterwards. No world may be stopped before.
void gc_reach(void (*find)(void *arg), void *arg);
// For [find]: marks from all roots.
void gc_reach_roots(void);
// For [find]: marks from what [scan] visits.
void gc_reach_more(RootScan *scan, void *arg);

// ---- Cycles -------------------------------------------------------------------------------------

// Whether a cycle is wanted; cheap.
bool gc_is_requested(void);
// Asks for a cycle; [forced]: even if the trigger is not reached (none ran for two minutes).
void gc_request(bool forced);
// Does what is requested and still wanted: begins a cycle or ends it. The calling processor must be
// at a safepoint, with everything it runs saved where the root visitors find it.
void gc_run_requested(void);
// runtime.GC: begins a cycle, or has one begin when the running one is over. Same conditions.
// Returns a ticket for gc_cycle_is_over.
uint32_t gc_begin_forced(void);
// Whether that cycle is over, including the sweep, which it does itself. Same conditions.
bool gc_cycle_is_over(uint32_t ticket);
// Whether GcWorld.cycle_done will be called before gc_cycle_is_over can tell anything new.
bool gc_is_waiting(uint32_t ticket);
// Runs a whole cycle, including the sweep, with the world stopped. Same conditions.
void gc_run_forced(void);
// Returns to the OS all memory that nothing uses: of objects, of the heap's and the collector's own
// records. Does not collect.
void gc_release_memory(void);
// Whether cycles run beside the program.
bool gc_is_concurrent(void);
// Sweeps up to [spans] spans. False: nothing left.
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
    uint64_t scavenge_ns;       // CPU time spent giving memory back
    uint64_t limited_cycle;     // the last cycle in which assists were stopped by the memory limit
    uint64_t start_ns;          // when the process began (os_monotonic_ns)
    uint64_t live_bytes;        // marked by the last cycle
    uint64_t stack_bytes, global_bytes;   // scanned by it
    uint64_t pause_counts[64];  // [i]: stops of less than 2^i ns, but not less than 2^(i-1)
} GcTimes;
// The world must be stopped.
void gc_read_times(GcTimes *times);
// Gives back some of the memory that the heap will not need soon; for the monitor thread, every few
// milliseconds. False: there is nothing to give back.
bool gc_scavenge_some(void);
// How many cycles have completed.
uint32_t gc_cycle_count(void);
// Whether a cycle should run only because the last one is two minutes old (MOUND_DEBUG=gcperiod),
// for the monitor thread. Never before the first one, nor with GOGC off.
bool gc_is_overdue(void);
// How long that takes; nanoseconds.
uint64_t gc_period_ns(void);
// Calls [hook] in every cycle. While the world is stopped, so it must be quick: before anything is
// marked (sync.Pool moves its victims), or when marking is over and nothing is swept yet (weak
// tables). Or when the world runs again, on the processor that ended the cycle.
typedef enum GcMoment { GC_AT_START, GC_AT_END, GC_AFTER } GcMoment;
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
