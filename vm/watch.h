// vm/watch.h - watching a program execute, instruction by instruction.
//
// The plain dispatch loop knows nothing of this; three other editions of it (VmConfig.edition) do:
//
//   VM_COUNTED  counts every execution of every instruction, and asks before each whether a sample
//               is due (watch_sample_ask, for a timer's signal handler). It is what `mound run
//               -profile` and `mound dis -counts` run.
//   VM_RECORDED takes samples as well; programs that refer to runtime/pprof run in it.
//   VM_HOOKED   calls watch_hook before each instruction with the state of the loop.
//   VM_RECORDED and VM_COUNTED keep g->vm up to date before each instruction, so that whoever
//               allocates can be told (vm/alloc_profile.h).
//
// Counters lie in an array of their own beside the code region, so counting is an addition. Threads
// count without locking: with several processors a few counts may get lost.
#ifndef MOUND_VM_WATCH_H
#define MOUND_VM_WATCH_H

#include <stdint.h>

#include "sched/sched.h"
#include "vm/code.h"

// ---- counting -----------------------------------------------------------------------------------
// One counter a word of the code region; NULL until watch_counters_init.
extern uint64_t *watch_counters;
extern const char *watch_region;
extern size_t watch_region_bytes;
// Makes the counters. Before anything runs.
void watch_counters_init(void);
// A few instructions lie outside the region (return stubs); they are not counted.
static inline void watch_count(const Insn *pc) {
    size_t at = (size_t)((const char *)pc - watch_region);
    if (at >= watch_region_bytes) return;
    uint64_t *counter = &watch_counters[at / sizeof *pc];
    __atomic_store_n(counter, __atomic_load_n(counter, __ATOMIC_RELAXED) + 1, __ATOMIC_RELAXED);
}
// How often the instruction at [pc] was executed.
uint64_t watch_executions(const Insn *pc);

// ---- samples ------------------------------------------------------------------------------------
// Asks for a sample of what [p] executes. Safe in a signal handler. It is taken before the next
// instruction; when that takes long, several fall due at once.
static inline void watch_sample_ask(Processor *p) {
    atomic_fetch_add_explicit(&p->samples_due, 1, memory_order_relaxed);
}
static inline bool watch_sample_due(Processor *p) {
    return atomic_load_explicit(&p->samples_due, memory_order_relaxed) != 0;
}

typedef struct WatchFrame {
    FuncCode *func;
    const Insn *insn;            // being executed; NULL in a native
} WatchFrame;
enum { WATCH_FRAMES_MAX = 64 };
// Who gets the samples: [weight] of them fell due in these frames, the innermost first. Called by
// the thread that took them, of several at a time; nothing may be allocated in the heap.
typedef void WatchSampler(const WatchFrame *frames, uint32_t frame_count, uint32_t weight);
void watch_set_sampler(WatchSampler *sampler);
// Who makes a profile of samples when the program asks for one (pprof.StartCPUProfile). [start]
// returns false when one is being made already, [stop] when none is; [bytes] gives the file that
// `go tool pprof` opens, which the caller frees.
typedef struct WatchProfiler {
    bool (*start)(uint32_t hz);
    bool (*stop)(void);
    uint8_t *(*bytes)(size_t *byte_count);
} WatchProfiler;
// Set before the program starts.
void watch_set_profiler(const WatchProfiler *profiler);
const WatchProfiler *watch_profiler(void);
// The loop's side of it: [last] is the instruction that was executed when they fell due, NULL when
// the goroutine has just begun its slice; g->vm is saved.
void watch_sample(Processor *p, Goroutine *g, const Insn *last);

// ---- hook ---------------------------------------------------------------------------------------
// Called before the instruction at [pc] in the frame [fp]. Set before the program starts.
typedef void WatchHook(Processor *p, Goroutine *g, const Insn *pc, uint64_t *fp);
extern WatchHook *watch_hook;

#endif
