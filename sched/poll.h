// sched/poll.h - waiting for files: pipes, terminals, whatever epoll knows; sockets one day.
//
// The file is non-blocking. A goroutine tries its call first; on EAGAIN it calls poll_wait, which
// parks it, and tries again when that is over. One goroutine may wait for reading and one for
// writing. Readiness is edge-triggered and remembered, so nothing is lost between the two.
//
// The keeper (poller.c) sleeps in epoll_wait; busy processors look without sleeping when they run
// out of goroutines, and the monitor does when nobody has for a while.
#ifndef MOUND_SCHED_POLL_H
#define MOUND_SCHED_POLL_H

#include "sched/sched.h"

typedef struct PollFile PollFile;   // lives for ever; reused

typedef enum PollResult {
    POLL_READY,       // try again
    POLL_CLOSED,      // poll_unblock was called
    POLL_EXPIRED,     // the deadline has passed
} PollResult;

// Watches [fd], which becomes non-blocking. NULL: that is no file to wait for (*[error] is EPERM
// for regular files), and it is left as it was.
PollFile *poll_open(int fd, int *error);
// POLL_READY, or why waiting in that direction is of no use. To be asked before each call.
PollResult poll_check(PollFile *file, bool write);
// Parks [g] until the file may be ready; *[result] then has the PollResult. SCHED_DONE: it has it
// already.
SchedStatus poll_wait(Processor *p, Goroutine *g, PollFile *file, bool write, uint64_t *result);
// The file is being closed: who waits is woken, and nobody can wait any more.
void poll_unblock(Processor *p, PollFile *file);
// The last user is gone; the descriptor may be closed now. [file] must not be used again.
void poll_close(PollFile *file);
// From [when] (sched_now) on waiting in that direction fails; 0: never.
void poll_set_deadline(Processor *p, PollFile *file, bool write, int64_t when);

#endif
