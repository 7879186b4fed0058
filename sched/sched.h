// sched/sched.h - goroutines on processors on threads.
//
// Go's words: a GOROUTINE (G) is a call chain with its frames; a PROCESSOR (P) is the right to run
// Go code, with everything that needs no lock while one thread has it: run queue, allocation cache,
// timers, random generator; a WORKER (M) is a thread of the OS. There are GOMAXPROCS processors, as
// many as the process may use CPUs unless the program says otherwise (docs/SCHED.md).
// Shared lists have locks, states are atomic, and the goroutine that waits is completed by whoever
// wakes it.
//
// Nothing here blocks the C stack. The VM's loop is called back as SchedHooks.run_slice(p, g): it
// executes [g] until it yields, parks or exits, and returns. A blocking operation (chan.h, sema.h,
// sched_sleep, sched_park) works like this:
//   1. the VM saves g->vm.pc (the instruction AFTER the blocking one) and g->vm.fp;
//   2. it calls the operation. SCHED_DONE: completed, go on. SCHED_PARKED: the operation is under
//      way; from this moment another thread may run [g], so the VM must not touch [g] or its frames
//      again and returns SLICE_PARKED. SCHED_PANIC_*: the Go program panics with that text;
//   3. whoever completes it writes the results into the frame and calls sched_ready;
//   4. run_slice(p, g) is called and goes on at vm.pc; it first looks at g->wake_panic.
//
// Preemption: p->poll is not 0 when something is wanted. The VM tests it at loop back-edges and
// calls, saves pc and fp, and calls sched_poll. The monitor thread sets POLL_PREEMPT when a
// goroutine has run for 10 ms while others wait.
//
// Order: each processor has a queue (first in, first out) and one place [run_next] for the
// goroutine that was made runnable last, which runs next and inherits the time slice; preempted and
// yielding goroutines go to the end of the global queue, looked at every 61st time and when the own
// queue is empty. With one processor and a fixed MOUND_SEED a program's schedule is reproducible.
//
// Deadlock is decided here: no goroutine is runnable, running or in a system call, and no timer is
// pending. SchedHooks.deadlock prints it.
#ifndef MOUND_SCHED_SCHED_H
#define MOUND_SCHED_SCHED_H

#include "gc/gc.h"
#include "sched/goroutine.h"
#include "sched/stack.h"

typedef enum SliceEnd {
    SLICE_YIELD,    // still runnable: to the end of the global queue
    SLICE_PARKED,   // an operation returned SCHED_PARKED
    SLICE_EXITED,   // the goroutine is over; its chunks are freed, the record reused
} SliceEnd;

typedef enum SchedStatus {
    SCHED_DONE,
    SCHED_PARKED,
    SCHED_PANIC_SEND_CLOSED,    // "send on closed channel"
    SCHED_PANIC_CLOSE_CLOSED,   // "close of closed channel"
    SCHED_PANIC_CLOSE_NIL,      // "close of nil channel"
    SCHED_PANIC_CHAN_SIZE,      // "makechan: size out of range"
} SchedStatus;

typedef enum DeadlockKind {
    DEADLOCK_ASLEEP,       // "all goroutines are asleep - deadlock!"
    DEADLOCK_NO_GOROUTINES // "no goroutines (main called runtime.Goexit) - deadlock!"
} DeadlockKind;

// Bits of Processor.poll.
enum {
    POLL_PREEMPT = 1 << 0,   // the time slice is over
    POLL_GC = 1 << 1,        // gc_is_requested()
    POLL_STOP = 1 << 2,      // the world is to stop
    POLL_VISIT = 1 << 3,     // sched_each_at_safepoint wants to visit
    POLL_PAGES = 1 << 4,     // the goroutine allocates faster than there is memory for new pages
};

enum {
    RUN_QUEUE_SLOTS = 256,
    PROCESSORS_MAX = 1024,   // GOMAXPROCS beyond that counts as that
};

typedef enum ProcessorState {
    PROC_IDLE,      // in the list of idle processors; -> RUNNING when a worker takes it
    PROC_RUNNING,   // owned by a worker; -> IDLE (nothing to do), SYSCALL, STOPPED, ASIDE
    PROC_SYSCALL,   // its worker is in a system call; -> RUNNING by that worker, IDLE or STOPPED by
                    // whoever takes it away
    PROC_STOPPED,   // at a safepoint of a stopped world; -> RUNNING when it starts again
    PROC_ASIDE,     // its worker does something else at a safepoint, and counts as stopped
    PROC_UNUSED,    // beyond GOMAXPROCS; -> IDLE when that grows
} ProcessorState;

struct Processor {
    _Atomic uint32_t poll;           // POLL_* bits; what the VM tests at loop back-edges
    uint32_t index;                  // in the table of processors; from GOMAXPROCS on: unused
    // Where the stack of [current] ends; the VM sets it and tests it at calls. NULL makes every
    // call take the slow path, which looks at [poll]: whoever sets a bit of [poll] stores NULL here
    // after it (processor_ask).
    uint64_t *_Atomic stack_limit;
    Cache *cache;                    // heap
    GcLocal *gc;                     // the collector's; see gc_take_processor
    Goroutine *current;              // that runs here; NULL while the scheduler does
    uint64_t random_state[2];        // see sched_random
    _Atomic uint32_t sched_tick;     // grows with each slice; for the monitor
    uint32_t queue_tick;             // counts looks for work, for the global queue's turn
    // The run queue: [head, tail) modulo the size. Only the owner appends; anybody may take from
    // the head.
    _Atomic uint32_t queue_head;
    _Atomic uint32_t queue_tail;
    Goroutine *_Atomic queue[RUN_QUEUE_SLOTS];
    Goroutine *_Atomic run_next;
    Goroutine *free_goroutines;      // by sched_link
    uint32_t free_goroutine_count;
    struct TimerHeap *timers;
    StackChunk *free_chunks[STACK_ORDERS];
    uint32_t free_chunk_count[STACK_ORDERS];
    void *vm[4];                     // the VM's own
    _Atomic uint32_t samples_due;    // vm/watch.h
    _Atomic uint32_t state;          // ProcessorState
    struct Processor *next_idle;     // guarded by sched.lock
    _Atomic uint32_t syscall_tick;   // grows with each system call; for the monitor
    _Atomic uint32_t visit_wanted;   // 1: see POLL_VISIT
    uint32_t made_runnable;          // goroutines; times.c
    uint32_t yields_left;            // with a seed: safepoints until the next preemption
};

// Asks the processor for something; see Processor.poll.
static inline void processor_ask(Processor *p, uint32_t poll_bits) {
    atomic_fetch_or(&p->poll, poll_bits);
    atomic_store(&p->stack_limit, NULL);
}

typedef struct SchedHooks {
    // Executes [g]; see the top.
    SliceEnd (*run_slice)(Processor *p, Goroutine *g);
    // Nothing can run any more. Prints all goroutines (sched_each_goroutine) and exits.
    void (*deadlock)(DeadlockKind kind);
    // A timer fired: start [function], a Go func() value, in a new goroutine.
    void (*start_function)(Processor *p, void *function);
    // Called between two slices after sched_want_attention; may be NULL.
    void (*attend)(Processor *p);
    // Called in each thread that runs goroutines, before the first; may be NULL.
    void (*start_thread)(void);
    // A cycle of the collector has ended: for those who wait for it. May be NULL.
    void (*cycle_done)(Processor *p);
    // Marks what [g] can reach by its frames, deferred calls and panics. It does not run; any
    // thread, beside the program. May be NULL.
    void (*scan_stack)(Marker *marker, Goroutine *g);
    // The goroutine that runs on [p] has just let go of a mutex for which others have waited [ns]
    // (sched/blocking.h). May be NULL.
    void (*note_contention)(Processor *p, uint64_t ns);
    // As in HeapHooks.
    void (*out_of_memory)(size_t bytes, uint64_t bytes_in_use, bool limited);
} SchedHooks;

// ---- Start --------------------------------------------------------------------------------------

// Sets up heap, collector and scheduler, once, and returns the first processor, which belongs to
// the calling thread. [seed] 0: take MOUND_SEED, or else a random one.
Processor *sched_init(const SchedHooks *hooks, uint64_t seed);
// Hands the first processor to a worker and waits until sched_quit; returns its code, with the
// world stopped for ever. The calling thread runs no goroutine itself.
int sched_run(Processor *p);
// Makes sched_run return [code] as soon as the current slice ends (main returned). os.Exit simply
// exits.
void sched_quit(int code);

// ---- Goroutines ---------------------------------------------------------------------------------

// Makes a goroutine, with a cleared vm block and no stack. [created_by] may be NULL.
Goroutine *goroutine_new(Processor *p, const void *created_by);
// Makes a new goroutine runnable: it is the next that runs on [p].
void goroutine_start(Processor *p, Goroutine *g);
// Marks the current goroutine as parked for [reason]. From here on whoever finds it may call
// sched_ready. Used inside operations, and by the VM for what has no operation of its own.
void sched_park(Processor *p, Goroutine *g, WaitReason reason);
// Makes a parked goroutine runnable: next on [p].
void sched_ready(Processor *p, Goroutine *g);
// How many user goroutines there are (runtime.NumGoroutine).
uint64_t sched_goroutine_count(void);
// Calls [visit] for every goroutine that is not dead, in the order of their ids. The world must be
// stopped or the process about to die.
void sched_each_goroutine(void (*visit)(Goroutine *g, void *arg), void *arg);
// The same in any order, without memory of its own; for visiting roots.
void sched_visit_goroutines(void (*visit)(Goroutine *g, void *arg), void *arg);
// Makes a processor call SchedHooks.attend between two slices, soon. Any thread, any place.
void sched_want_attention(void);
// Parks the goroutine for [ns].
SchedStatus sched_sleep(Processor *p, Goroutine *g, int64_t ns);

// Looks for goroutines that wait for what nobody can use any more and sets their is_leaked; returns
// how many there are. To be called by a goroutine that may stop the world (sched_stop_world).
uint32_t sched_find_leaks(void);

// ---- Safepoints ---------------------------------------------------------------------------------

// The VM saw p->poll and has saved pc and fp. Does what is wanted (collects, stops for a stopped
// world). True: the goroutine's time is over, return SLICE_YIELD.
bool sched_poll(Processor *p, Goroutine *g);
// Stops every other processor at a safepoint; the calling goroutine's pc and fp are saved.
// [p] is the caller's, or NULL in a thread that has none: then all processors stop.
void sched_stop_world(Processor *p);
void sched_start_world(Processor *p);
// Calls [visit] once for every processor while it is at a safepoint: on its own thread when it
// runs (q->current, if any, has its pc and fp saved), on the calling thread when it is idle or in a
// system call; that one cannot run until [visit] returns, which must be quick and take none of the
// scheduler's locks. Returns when all have been visited. [p] as in sched_stop_world; the caller is
// at a safepoint. What was running before has passed a safepoint since: a ragged barrier.
void sched_each_at_safepoint(Processor *p, void (*visit)(Processor *q, void *arg), void *arg);
// Keeps [g] from running until sched_release, so that its frames can be looked at: whoever wants to
// run it waits meanwhile, so not for long. False: it runs just now, is being made, or is over.
bool sched_hold(Goroutine *g);
void sched_release(Goroutine *g);
// Around a blocking system call of the current goroutine: between the two the thread has no
// processor and may touch no object. pc and fp are saved.
void sched_enter_syscall(Processor *p, Goroutine *g);
// Returns the processor the thread goes on with. NULL: there is none; [g] is in a run queue and may
// run elsewhere already, so the slice has to end as SLICE_PARKED.
Processor *sched_exit_syscall(Goroutine *g);
// The process is about to die: keeps the other processors from running, as far as that can be done
// in a moment. The first thread that calls gets true, and false when it calls again; others wait
// for ever.
bool sched_freeze(void);
// Whether [g], which is running, has been stopped with its pc and fp saved.
bool sched_is_at_safepoint(const Goroutine *g);
// The processor of the calling thread, NULL: none.
Processor *sched_current(void);
// GOMAXPROCS.
uint32_t sched_processor_count(void);
// Changes it to [count] >= 1. [p] stays; pc and fp are saved.
void sched_set_processor_count(Processor *p, uint32_t count);
// How many CPUs the process may use (runtime.NumCPU).
uint32_t sched_cpu_count(void);
// runtime.LockOSThread: the goroutine keeps its thread, and the thread runs nothing else, until it
// has been unlocked as often as locked.
void sched_lock_thread(Goroutine *g);
void sched_unlock_thread(Goroutine *g);

// ---- An interactive session (session.c) ---------------------------------------------------------

// The calling thread, which owns [p], the first processor, gives it up: from now on it is the
// session's and stands beside the goroutines, which run on threads of their own.
void sched_session_begin(Processor *p);
// Stops the world and lends the calling thread a processor, until sched_session_start: it may then
// look at everything, make goroutines and start them.
Processor *sched_session_stop(void);
void sched_session_start(void);
// Takes [g] out of what it waits for and makes it runnable, or asks for its preemption: the next
// time it runs it finds g->wake_panic, which the caller has set. False: it is in a system call, or
// waits for what has no end to wait for. The world is stopped.
bool sched_interrupt(Processor *p, Goroutine *g);
// Whether all goroutines but the system's wait for each other and no timer is pending. The world is
// stopped.
bool sched_is_stuck(void);

// ---- Chance -------------------------------------------------------------------------------------

// Whether MOUND_SEED or sched_init's argument fixed the seed.
bool sched_is_seeded(void);
// 64 random bits from the processor's generator. Reproducible with one processor and a fixed seed.
uint64_t sched_random(Processor *p);
// A random number below [limit] > 0.
static inline uint32_t sched_random_below(Processor *p, uint32_t limit) {
    return (uint32_t)((sched_random(p) >> 32) * limit >> 32);
}

#endif
