// sched/sched_int.h - what the files of sched/ share. Not for other folders.
//
// Order of locks, outermost first: a channel's, semaphore's or notify list's; a processor's timers;
// sched.lock. sched_ready may be called with the first kind held.
#ifndef MOUND_SCHED_SCHED_INT_H
#define MOUND_SCHED_SCHED_INT_H

#include "base/check.h"
#include "base/debug.h"
#include "base/lock.h"
#include "sched/sched.h"

enum {
    PROCESSORS_MAX = 256,
    TIME_SLICE_NS = 10 * 1000 * 1000,
    GLOBAL_QUEUE_TURN = 61,           // every so many looks for work the global queue comes first
    SEEDED_SLICE_SAFEPOINTS = 4096,   // with a seed, a time slice has this many on average
};

// A thread.
typedef struct Worker {
    Processor *p;                // it runs; NULL: none
    _Atomic uint32_t wakeup;     // futex: 1: work or a processor was found for it
    struct Worker *next;         // in one of the lists of Sched; guarded by sched.lock
    Processor *granted;          // handed over together with wakeup
    bool is_main;
} Worker;

typedef struct Sched {
    SchedHooks hooks;
    Lock lock;                       // guards what is marked (L)
    Processor *processors[PROCESSORS_MAX];
    uint32_t processor_count;
    Processor *idle_processors;      // (L)
    Worker *idle_workers;            // asleep for want of work (L)
    Worker *returning_workers;       // back from a system call, without a processor (L)
    Worker *main_worker;
    uint32_t worker_count;           // (L)
    _Atomic uint32_t syscall_count;  // goroutines in system calls

    Goroutine *global_first;         // global queue (L)
    Goroutine *global_last;          // (L)
    _Atomic uint32_t global_count;   // changes under (L)

    Goroutine *all;                  // every record (L)
    Goroutine *free_goroutines;      // beyond those of the processors (L)
    _Atomic uint64_t next_id;
    _Atomic uint64_t user_count;     // started, not over, not system

    _Atomic bool wants_attention;    // see sched_want_attention
    _Atomic bool quitting;
    _Atomic int quit_code;
    bool seeded;
    uint64_t seed;
    int64_t start_ns;                // monotonic clock at the start

    Lock world_lock;                 // guards [stopper]
    Processor *stopper;              // has stopped or is stopping the world
    _Atomic uint32_t running_left;   // processors it still waits for; futex
    _Atomic uint32_t world_epoch;    // grows when the world starts again; futex

    _Atomic uint32_t monitor_started;
    _Atomic uint32_t monitor_asleep; // futex: 1 while nothing runs
} Sched;

extern Sched sched;

// ---- futex.c ------------------------------------------------------------------------------------

// Sleeps while *[word] is [value], at most [ns] (negative: for ever).
void futex_wait(_Atomic uint32_t *word, uint32_t value, int64_t ns);
void futex_wake(_Atomic uint32_t *word, uint32_t count);

// ---- run_queue.c --------------------------------------------------------------------------------

// Appends; to run next if [next] (what was there goes to the end).
void run_queue_put(Processor *p, Goroutine *g, bool next);
// Takes the first; *[inherit]: it goes on with the time slice of the one before. NULL: empty.
Goroutine *run_queue_get(Processor *p, bool *inherit);
// Takes half of what [from] has; returns one and puts the others on [p]. NULL: nothing there.
Goroutine *run_queue_steal(Processor *p, Processor *from);
bool run_queue_is_empty(Processor *p);
void global_queue_put(Goroutine *g);
// Takes one goroutine and moves a share of the others to [p]; at most [max] in all, 0: a fair
// share.
Goroutine *global_queue_get(Processor *p, uint32_t max);

// ---- goroutine.c --------------------------------------------------------------------------------

// The goroutine is over.
void goroutine_free(Processor *p, Goroutine *g);

// ---- worker.c -----------------------------------------------------------------------------------

// The worker of the calling thread.
extern _Thread_local Worker *worker_self;
// There may be work for an idle processor: gives one to a worker.
void worker_wake_one(void);
// Starts or wakes a worker for [p]. sched.lock is held.
void worker_start_locked(Processor *p);
Processor *processor_new(uint32_t index);
// Sleeps in the calling thread until a processor is handed over (back from a system call).
Processor *worker_wait_for_processor(void);
// Puts a processor nobody owns into the idle list. sched.lock is held.
void processor_make_idle_locked(Processor *p);
// Gives idle processors to workers that are back from system calls. sched.lock is held.
void worker_serve_returning_locked(void);
// Makes idle processors until there are [count]; for tests until GOMAXPROCS > 1 is supported.
void sched_add_processors(uint32_t count);
// Hands [p] to a worker that is back from a system call; false: there is none.
bool worker_hand_over(Processor *p);

// ---- stop_world.c -------------------------------------------------------------------------------

// The processor stays here while the world is stopped by another.
void world_join_stop(Processor *p);
// If a stop waits for [p] and its worker is in a system call, takes [p] away from it.
void world_take_from_syscall(Processor *p);

// ---- random.c -----------------------------------------------------------------------------------

void random_init(uint64_t seed);
void random_seed_processor(Processor *p);

// ---- monitor.c ----------------------------------------------------------------------------------

// Starts the monitor thread if it does not run yet.
void monitor_start(void);
// Something runs again.
void monitor_wake(void);

// ---- timer.c ------------------------------------------------------------------------------------

void timers_init(Processor *p);
// Runs what is due in the timer heap of [owner], on [p].
void timers_run(Processor *p, Processor *owner);
void timers_mark(Marker *marker, Processor *p);
// When the first timer of [p] fires; 0: there is none. Any thread.
int64_t timers_next(Processor *p);
// A goroutine is about to wait for [timer]'s channel, or no longer does. The channel's lock is
// held.
void timer_block(Processor *p, Timer *timer);
void timer_unblock(Timer *timer);
// Sends what is due on a timer's channel. The channel's lock is held.
void timer_poll_channel(Processor *p, Timer *timer);

// ---- chan.c, select.c, sema.c -------------------------------------------------------------------

// Removes what a select that is over left in wait lists.
void select_clean_up(Goroutine *g);
// Marks what [g] waits for and wants to send.
void sudogs_mark(Marker *marker, Goroutine *g);

#endif
