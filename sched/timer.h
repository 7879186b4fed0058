// sched/timer.h - things that happen at a given time.
//
// A Timer is memory of its user: the first part of it is a Go struct (time.runtimeTimer), so a
// Timer is usually an object of the Go heap. Pending timers are in a heap ordered by time, one per
// processor; the processor runs those that are due whenever it looks for work.
//
// What a timer does when it fires:
//     waiter != NULL      the goroutine sleeps on it and is made runnable; or a file's deadline
//                         has passed
//     channel != NULL     a Time is sent, unless the channel's one-place buffer is full
//     otherwise           [function] is started in a new goroutine (SchedHooks.start_function)
//
// Channel timers are those of Go 1.23: the channel looks unbuffered (len and cap are 0), and after
// stop or reset no value of before is received. A channel timer is pending only while a goroutine
// waits for its channel; otherwise the operation on the channel looks at the clock itself. So a
// timer that nobody refers to is garbage although it has not fired.
#ifndef MOUND_SCHED_TIMER_H
#define MOUND_SCHED_TIMER_H

#include <stdbool.h>
#include <stdint.h>

#include "heap/layout.h"

struct Chan;
struct Goroutine;
struct Processor;

typedef struct Timer {
    int64_t when;              // sched_now() at which it fires; guarded by the timers' lock
    int64_t period;            // > 0: fires again and again
    struct Chan *channel;      // of Time, capacity 1
    void *function;            // Go func value
    void *location;            // *time.Location put into the Time sent
    // Ours; zero in a fresh timer.
    union {
        struct Goroutine *waiter;
        uintptr_t poll_side;   // with bit 0 set: of poll.c, for a file's deadline
    };
    uint64_t heap_index;       // place in the heap + 1; 0: not there
    struct Processor *owner;   // whose heap it is in
    uint32_t armed;            // will fire at [when]
    uint32_t blocked;          // goroutines that wait for [channel]
} Timer;

// What a time.Time looks like in memory.
typedef struct GoTime {
    uint64_t wall;
    int64_t ext;
    void *location;
} GoTime;

_Static_assert(sizeof(Timer) == 72, "time.runtimeTimer has 5 fields and 4 private words");

// The layout of a Timer's Go part: what the collector follows.
extern const Layout timer_layout;

// Nanoseconds of the monotonic clock since the process started, never 0. Go's nanotime.
int64_t sched_now(void);
// The Time that is now, in the form with a monotonic reading.
GoTime timer_time_now(void *location);

// Arms a timer whose [when], [period] and action are set.
void timer_start(struct Processor *p, Timer *timer);
// Disarms. True if it was going to fire. A value that lies in its channel is taken back.
bool timer_stop(struct Processor *p, Timer *timer);
// stop, then start with new times; returns what stop did.
bool timer_reset(struct Processor *p, Timer *timer, int64_t when, int64_t period);

#endif
