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
    TIME_SLICE_NS = 10 * 1000 * 1000,
    GLOBAL_QUEUE_TURN = 61,           // every so many looks for work the global queue comes first
    SEEDED_SLICE_SAFEPOINTS = 4096,   // with a seed, a time slice has this many on average
};

// A thread.
typedef struct Worker Worker;
struct Worker {
    Processor *p;                // it runs; NULL: none. Changed by worker_own only
    _Atomic uint32_t wakeup;     // futex: 1: it was granted something, or is to look
    Worker *next;                // in sched.idle_workers (L)
    Processor *granted;          // comes with wakeup (L)
    Goroutine *granted_g;        // the same, for a thread that a goroutine is locked to (L)
    Goroutine *locked_g;         // runtime.LockOSThread
    bool is_spinning;            // looks for work and counts in sched.spinning
    bool granted_spinning;       // (L)
};

typedef struct Sched {
    SchedHooks hooks;
    Lock lock;                       // guards what is marked (L)
    Processor *_Atomic processors[PROCESSORS_MAX];
    _Atomic uint32_t processor_count;   // GOMAXPROCS; changes while the world is stopped
    _Atomic uint32_t processors_made;   // the same; grows behind the table
    Processor *idle_processors;      // (L)
    _Atomic uint32_t idle_count;     // of these; changes under (L)
    _Atomic uint32_t spinning;       // workers that look for work
    Worker *idle_workers;            // asleep for want of work (L)
    uint32_t worker_count;           // (L)
    uint32_t syscall_count;          // system calls that lost their processor (L)

    Goroutine *global_first;         // global queue (L)
    Goroutine *global_last;          // (L)
    _Atomic uint32_t global_count;   // changes under (L)

    Goroutine *_Atomic all;          // every record ever made; grows under (L)
    Goroutine *free_goroutines;      // beyond those of the processors (L)
    _Atomic uint32_t free_count;     // of these; changes under (L)
    _Atomic uint64_t next_id;
    _Atomic uint64_t user_count;     // started, not over, not system

    _Atomic bool wants_attention;    // see sched_want_attention
    _Atomic bool quitting;
    _Atomic uint32_t ended;          // futex: 1: sched_run returns
    _Atomic int quit_code;
    bool seeded;
    uint64_t seed;
    int64_t start_ns;                // monotonic clock at the start

    // The stopped world, and visits at safepoints: one at a time.
    _Atomic uint32_t world_owner;    // futex: 0: nobody, 1: somebody stops or visits
    _Atomic bool stopping;           // no idle processor may be taken
    _Atomic uint32_t running_left;   // processors still waited for; futex
    _Atomic uint32_t world_epoch;    // grows when the world starts again; futex
    void (*visit)(Processor *q, void *arg);
    void *visit_arg;

    // The idle worker that waits for timers and files on behalf of all (poller.c).
    _Atomic bool keeper_waits;
    _Atomic int64_t keeper_until;    // sched_now() when it wakes; INT64_MAX: for files only

    _Atomic uint32_t monitor_started;
    _Atomic uint32_t monitor_asleep; // futex: 1 while nothing runs
} Sched;

extern Sched sched;

// ---- stack_scan.c -------------------------------------------------------------------------------

void stack_scan_init(void);
// Marks what the goroutine [g] refers to; a RootScan.
void stack_scan_one(Marker *marker, void *g);
// The goroutine's state was set to RUNNING: has its stack scanned, if the collector marks.
void stack_scan_own(Goroutine *g);
// The record is about to be a new goroutine.
void stack_scan_born(Goroutine *g);

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
// [take_next]: if need be what [from] is to run next.
Goroutine *run_queue_steal(Processor *p, Processor *from, bool take_next);
bool run_queue_is_empty(Processor *p);
void global_queue_put(Goroutine *g);
// The same; sched.lock is held.
void global_queue_put_locked(Goroutine *g);
// Takes one goroutine and moves a share of the others to [p]; at most [max] in all, 0: a fair
// share.
Goroutine *global_queue_get(Processor *p, uint32_t max);

// Moves the whole queue of [p] to the global one. sched.lock is held, [p] does not run.
void run_queue_drain_locked(Processor *p);

// ---- goroutine.c --------------------------------------------------------------------------------

// The goroutine is over.
void goroutine_free(Processor *p, Goroutine *g);
// Changes the state; waits while somebody holds the goroutine. It must be [from].
void goroutine_change(Goroutine *g, GoroState from, GoroState to);
// Gives all free records of [p] to everybody. sched.lock is held.
void goroutine_give_back_locked(Processor *p);

// ---- worker.c -----------------------------------------------------------------------------------

// The worker of the calling thread.
extern _Thread_local Worker *worker_self;
// The calling thread takes [p], or loses the one it has (NULL). The only place where that happens.
void worker_own(Processor *p);
// There may be work for an idle processor: gives one to a worker, unless some worker looks already.
void worker_wake_one(void);
// Starts or wakes a worker for [p]. sched.lock is held.
void worker_start_locked(Processor *p, bool spinning);
// Gives [p] (and [g] to run) to the sleeping [worker]. sched.lock is held.
void worker_grant_locked(Worker *worker, Processor *p, Goroutine *g);
// Puts the calling thread into the idle list. sched.lock is held.
void worker_list_locked(void);
// Sleeps until something is granted. Returns the goroutine that came with it, NULL: none.
Goroutine *worker_sleep(void);

// ---- processor.c --------------------------------------------------------------------------------

// Makes the first GOMAXPROCS processors; the first belongs to the caller.
void processors_init(void);
// Takes an idle processor; NULL: there is none, or the world is stopped. sched.lock is held.
Processor *processor_take_idle_locked(void);
// Puts a processor nobody owns into the idle list. sched.lock is held.
void processor_make_idle_locked(Processor *p);
// Takes [p] away from a thread in a system call, which then is PROC_IDLE but in no list. False: it
// is in none, or back. sched.lock is held.
bool processor_retake_locked(Processor *p);
// Gives what a processor beyond GOMAXPROCS has to others. It does not run. sched.lock is held.
void processor_retire_locked(Processor *p);

// ---- find.c -------------------------------------------------------------------------------------

// The next goroutine to run on this thread, which then has a processor; NULL: the program is over.
Goroutine *find_runnable(bool *inherit);
// Whether some queue has a goroutine.
bool work_is_waiting(void);

// ---- poller.c -----------------------------------------------------------------------------------

// When the next timer of any processor fires; 0: none is pending.
int64_t poller_next_timer(void);
// Waits until [until] (sched_now(); INT64_MAX: no end) or until poller_break. Only one at a time.
void poller_wait(int64_t until);
// A timer was set to [when]: sees to it that somebody wakes for it.
void poller_note_timer(int64_t when);
// Ends poller_wait, now or the next one.
void poller_break(void);

// ---- poll.c -------------------------------------------------------------------------------------

// Whether a file has ever been watched.
bool poll_is_open(void);
// How many goroutines wait for files.
uint32_t poll_waiter_count(void);
// Waits for events, at most [ns] (negative: for ever), and returns the goroutines that may go on,
// linked by sched_link, still waiting. With 0 a call of poll_break stays for the one who waits.
Goroutine *poll_look(int64_t ns);
// Puts them into the global queue.
void poll_make_runnable(Goroutine *list);
// Ends a poll_look that waits.
void poll_break(void);
// sched_now() when the last poll_look ended.
int64_t poll_last_look(void);
// A timer of a file fired.
void poll_deadline_passed(Processor *p, uintptr_t tagged_side);

// ---- stop_world.c -------------------------------------------------------------------------------

// Does what POLL_STOP and POLL_VISIT ask of [p].
void world_answer(Processor *p);
// [p], with its goroutine at a safepoint, does something else for a while: nobody waits for it
// until it comes back.
void world_step_aside(Processor *p);
void world_come_back(Processor *p);

// ---- times.c ------------------------------------------------------------------------------------

// [g] has become runnable, through [p]; it runs.
void times_note_runnable(Processor *p, Goroutine *g);
void times_note_running(Goroutine *g);
// [g] begins to wait for a semaphore, and is given it.
void times_note_acquire(Goroutine *g);
void times_note_release(Goroutine *g);
// The world has stopped, after it was asked to at [asked_ns] (os_monotonic_ns). For the collector.
// It goes on.
void times_note_stopping(uint64_t asked_ns);
void times_note_stop_is_gc(void);
void times_note_start(void);

// ---- blocking.c ---------------------------------------------------------------------------------

// [g] parks; it becomes runnable again.
void blocking_note_park(Goroutine *g, WaitReason reason);
void blocking_note_ready(Goroutine *g);
// A goroutine begins to wait for a semaphore; its lock is held.
void blocking_note_waiter(Sudog *sudog, WaitReason reason);
// The first waiter is served, [next] is the first now, NULL: none. Returns what all of them have
// waited that nobody was charged for. The lock is held.
uint64_t blocking_charge(const Sudog *head, Sudog *next);
// The goroutine that runs on [p] has ended that waiting.
void blocking_note_release(Processor *p, uint64_t ns);

// ---- random.c -----------------------------------------------------------------------------------

void random_init(uint64_t seed);
void random_seed_processor(Processor *p);
// How many safepoints the next time slice has, with a seed or with MOUND_DEBUG=preempt.
uint32_t random_slice(Processor *p);

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
// Moves all pending timers of [from], which does not run, to [to].
void timers_move(Processor *from, Processor *to);
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
