// sched/chan.h - channels and select.
//
// A channel is an object of the Go heap: 104 bytes, as Go's, followed by its buffer; when elements
// hold pointers the buffer is an object of its own. Wait lists are queues of Sudogs.
//
// A value goes from the sender's memory straight into the slot of a waiting receiver, or the other
// way round; only without a partner it goes through the buffer. [value] and [target] are in memory
// layout, except that small integers are slots: ChanElem.extend says how a received one is widened
// to the 8 bytes of its slot (a sent one is read from the low bytes). So for a scalar both may be
// the address of a frame slot.
//
// Operations return as sched.h says; none blocks. While a goroutine is parked its memory for values
// stays referenced by the channel, so frames must not move or be reused, and they do not. The
// scheduler is itself a root for values waiting to be sent.
//
// Locks: each channel has one; a select takes those of all its channels in order of address.
#ifndef MOUND_SCHED_CHAN_H
#define MOUND_SCHED_CHAN_H

#include "base/lock.h"
#include "sched/sched.h"

// How a received value fills an 8-byte slot.
typedef enum ChanExtend {
    CHAN_MEMORY,        // copy elem bytes, touch nothing else
    CHAN_ZERO_EXTEND,   // bool, uint8 .. uint32, float32
    CHAN_SIGN_EXTEND,   // int8 .. int32
} ChanExtend;

typedef struct ChanQueue {
    Sudog *first;
    Sudog *last;
} ChanQueue;

struct Chan {
    uint64_t count;          // elements in the buffer
    uint64_t capacity;
    char *buffer;
    const Layout *layout;    // of elements; NULL: no pointers
    uint32_t elem_bytes;
    uint32_t send_index;
    uint32_t receive_index;
    Lock lock;               // guards everything but the constants
    uint8_t closed;
    uint8_t extend;          // ChanExtend
    Timer *timer;            // whose channel it is, NULL: an ordinary channel
    ChanQueue receivers;
    ChanQueue senders;
    uint64_t unused;         // Go's has a lock of 8 bytes
};

// Of channels whose elements hold pointers.
extern const Layout chan_layout;

// make(chan T, capacity). [layout] NULL: elements without pointers. *[chan] is set when SCHED_DONE.
SchedStatus chan_make(Processor *p, uint64_t elem_bytes, const Layout *layout, ChanExtend extend,
                      int64_t capacity, Chan **chan);
// chan <- *value. [chan] may be nil: parks for ever.
SchedStatus chan_send(Processor *p, Goroutine *g, Chan *chan, const void *value);
// *target, *ok = <-chan. [target] and [ok] may be NULL. When it parks, *[target] is zeroed first.
SchedStatus chan_receive(Processor *p, Goroutine *g, Chan *chan, void *target, uint64_t *ok);
// The two in a select with a default: never park. *[selected] says whether it took place; if not,
// *[target] and *[ok] stay as they are.
SchedStatus chan_try_send(Processor *p, Chan *chan, const void *value, bool *selected);
SchedStatus chan_try_receive(Processor *p, Chan *chan, void *target, uint64_t *ok,
                             bool *selected);
SchedStatus chan_close(Processor *p, Chan *chan);
// len and cap; of a nil channel 0.
int64_t chan_length(const Chan *chan);
int64_t chan_capacity(const Chan *chan);

typedef struct SelectCase {
    Chan *chan;         // may be nil: never ready
    void *value;        // to send, or target to receive into (may be NULL)
    uint64_t *ok;       // receive: may be NULL
    uint64_t is_send;   // 0: receive
} SelectCase;

// select over [count] cases in source order. *[chosen] gets the index of the case, or -1 for the
// default ([has_default]); it must stay valid while parked, [cases] need not. A case that sends on
// a closed channel panics. If several are ready one is taken at random.
SchedStatus select_run(Processor *p, Goroutine *g, const SelectCase *cases, uint32_t count,
                       bool has_default, int64_t *chosen);

#endif
