// sched/blocking.h - how long goroutines wait for each other, for the profiles "block" and "mutex".
//
// "block" is told by who waited: for a channel, in a select, for anything of package sync. Who
// makes it runnable writes how long that took into its blocked_ns; whoever runs it notes it then,
// with its stack. "mutex" is told by who let others wait, when it unlocks
// (SchedHooks.note_contention).
// Nothing is measured until a rate is set.
#ifndef MOUND_SCHED_BLOCKING_H
#define MOUND_SCHED_BLOCKING_H

#include "sched/sched.h"

// runtime.SetBlockProfileRate: one of [rate] ns of waiting is to be in the profile. 0: none.
void blocking_set_rate(uint64_t rate);
// runtime.SetMutexProfileFraction: one of [fraction] unlockings under contention. 0: none. Returns
// what it was.
uint64_t blocking_set_mutex_fraction(uint64_t fraction);
uint64_t blocking_mutex_fraction(void);

// Whether waiting of [ns] is in the sample. It stands for *[count] such, which took *[total_ns].
bool blocking_is_sampled(Processor *p, uint64_t ns, double *count, double *total_ns);

#endif
