// sched/chan_int.h - what chan.c, select.c and timer.c share. Channels' locks are held in all of
// it.
#ifndef MOUND_SCHED_CHAN_INT_H
#define MOUND_SCHED_CHAN_INT_H

#include "sched/chan.h"

// What became of a try with the channel's lock held.
typedef enum ChanTry {
    CHAN_TRY_DONE,
    CHAN_TRY_WAIT,      // not possible now
    CHAN_TRY_CLOSED,    // send on a closed channel
} ChanTry;

// Sends or receives if that is possible at once. A goroutine on the other side is made runnable.
ChanTry chan_send_try(Processor *p, Chan *chan, const void *value);
ChanTry chan_receive_try(Processor *p, Chan *chan, void *target, uint64_t *ok);
// Puts [sudog], filled in but for its queue, at the end of a wait list of its channel.
void chan_enqueue(Processor *p, Sudog *sudog, bool is_send);
// Takes it out again.
void chan_dequeue(Sudog *sudog, bool is_send);
// Zeroes where a received value will be written, so that the collector finds nothing stale there.
void chan_clear_target(const Chan *chan, void *target);
// Sends for a timer: if there is no room the value is dropped.
void chan_send_locked(Processor *p, Chan *chan, const void *value);
// Empties a timer's channel; true if there was a value.
bool chan_discard_locked(Chan *chan);

#endif
