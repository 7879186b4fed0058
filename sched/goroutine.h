// sched/goroutine.h - a goroutine: what is known of it while it does not run.
//
// Records are taken from and returned to a free list, never to the OS; ids are never used twice.
// The frames live in StackChunks (sched/stack.h) that never move, so a waiting goroutine may leave
// addresses of its slots with others: whoever completes its operation (a sender, a timer) writes
// the result straight into the frame.
#ifndef MOUND_SCHED_GOROUTINE_H
#define MOUND_SCHED_GOROUTINE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sched/timer.h"

typedef struct Goroutine Goroutine;
typedef struct Processor Processor;
typedef struct StackChunk StackChunk;
typedef struct Sudog Sudog;
typedef struct Chan Chan;

// The state of a goroutine may have the bit GORO_HELD besides; see sched_hold.
enum { GORO_HELD = 1 << 8 };
typedef enum GoroState {
    GORO_IDLE,      // being set up; -> RUNNABLE by goroutine_start
    GORO_RUNNABLE,  // in a run queue; -> RUNNING by the scheduler
    GORO_RUNNING,   // on a processor; -> RUNNABLE (yield), WAITING (park), SYSCALL, DEAD (exit)
    GORO_SYSCALL,   // in a blocking call, without a processor; -> RUNNING
    GORO_WAITING,   // see wait_reason; -> RUNNABLE by sched_ready
    GORO_DEAD,      // on the free list
} GoroState;

// The order is that of the texts in goroutine.c.
typedef enum WaitReason {
    WAIT_NONE,
    WAIT_CHAN_RECEIVE, WAIT_CHAN_SEND, WAIT_CHAN_RECEIVE_NIL, WAIT_CHAN_SEND_NIL,
    WAIT_SELECT, WAIT_SELECT_NO_CASES, WAIT_SLEEP, WAIT_IO,
    WAIT_SEMACQUIRE, WAIT_MUTEX_LOCK, WAIT_RWMUTEX_RLOCK, WAIT_RWMUTEX_LOCK, WAIT_COND_WAIT,
    WAIT_FINALIZER, WAIT_GC, WAIT_FOREVER,
    WAIT_REASON_COUNT,
} WaitReason;

// Why a parked operation cannot complete normally.
typedef enum WakePanic {
    WAKE_OK,
    WAKE_SEND_CLOSED,   // the channel was closed under a sender: panic "send on closed channel"
    WAKE_INTERRUPT,     // somebody pressed Ctrl-C: as if it had called runtime.Goexit
} WakePanic;

// A goroutine in the wait list of a channel or semaphore. Lives in the goroutine, or, when a select
// waits on several channels, in an array from malloc.
struct Sudog {
    Goroutine *g;
    Sudog *next;             // in a wait list; guarded by the lock of what is waited for
    Sudog *prev;
    void *elem;              // channels: the value to send, or the slot to receive into
    uint64_t *ok_slot;       // receive: gets 1 for a value, 0 for "closed"; may be NULL
    Chan *chan;
    int32_t case_index;      // in a select
    uint32_t ticket;         // semaphores: handed over; notify lists: position
    bool is_select;          // must win g->select_won before it may be woken
    bool is_queued;
    Sudog *same_next;        // semaphores: waits for the same address; only the first one of an
    Sudog *same_last;        // address is in the list by next/prev, and knows the last
    uint32_t same_count;     // and how many are behind it
    uint64_t charged_ns;     // waiting before was charged to who unlocked; 0: not measured
};

struct Goroutine {
    uint64_t id;
    _Atomic uint32_t state;        // GoroState, GORO_HELD; see goroutine_state
    uint8_t wait_reason;           // WaitReason, valid while WAITING
    uint8_t wake_panic;            // WakePanic; the VM looks and clears when it resumes
    bool is_system;                // not counted for deadlock, hidden in tracebacks
    bool is_leaked;                // found by the last sched_find_leaks
    bool is_suspect;               // of it, while it looks
    bool is_counted;               // a user goroutine that has been started and is not over
    _Atomic uint32_t scan;         // what the collector knows of its stack; sched/stack_scan.c
    int64_t wait_since_ns;         // sched_now() when it began to wait; 0: not known
    uint64_t runnable_since_ns;    // 0: not measured; times.c
    uint64_t mutex_since_ns;       // it has waited for a mutex; times.c
    uint64_t blocked_since_ns;     // it has waited for others; 0: not measured. blocking.c
    uint64_t blocked_ns;           // it has just waited so long; whoever runs it notes it, sets 0
    Goroutine *sched_link;         // in a run queue or the free list; guarded by that list's owner
    Goroutine *all_next;           // all goroutines ever made; guarded by sched.lock
    Processor *processor;          // it runs on; NULL otherwise
    struct Worker *locked_worker;  // runtime.LockOSThread: the thread it is locked to
    uint32_t lock_count;           // how often
    uint64_t parent_id;            // "in goroutine N"
    const void *created_by;        // pc of the go statement; NULL: main
    void (*on_exit)(Processor *p); // called when it is over, between two slices; may be NULL

    // Waiting.
    Sudog sudog;                   // for an operation on one object
    Sudog *select_sudogs;          // for a select: array of select_count
    uint32_t select_count;         // 0: no select is to be cleaned up
    uint32_t select_capacity;
    _Atomic uint32_t select_won;   // 1: some case of the select completed
    int64_t *chosen_slot;          // a select writes the chosen case here
    Timer sleep_timer;

    // The VM's. This folder does not look at them; the VM resets them when the record is reused
    // (goroutine_new clears the block).
    struct GoroutineVm {
        const void *pc;            // next instruction to execute
        uint64_t *fp;              // frame it executes in
        void *closure;             // function to call first
        struct Defer *defers;
        struct Panic *panics;
        StackChunk *stack;         // newest chunk
        uint64_t stack_bytes;      // of all chunks
        void *extra[6];
    } vm;
};

static inline GoroState goroutine_state(const Goroutine *g) {
    return (GoroState)(atomic_load(&g->state) & ~(uint32_t)GORO_HELD);
}
// Text of a wait reason, as tracebacks show it.
const char *wait_reason_text(WaitReason reason);
// The word a traceback shows for [g]: "running", "runnable", "syscall" or its wait reason.
const char *goroutine_status_text(const Goroutine *g);

#endif
