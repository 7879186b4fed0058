// sched/times.h - how long goroutines wait and the world stands still, for runtime/metrics.
//
// Distributions are counts by powers of two: counts[i] are times of less than 2^i ns, but not less
// than 2^(i-1).
#ifndef MOUND_SCHED_TIMES_H
#define MOUND_SCHED_TIMES_H

#include <stdint.h>

enum { TIME_COUNTS = 64 };

typedef struct SchedTimes {
    uint64_t latencies[TIME_COUNTS];       // runnable before running; one goroutine in eight
    uint64_t stopping_gc[TIME_COUNTS];     // until all processors had stopped, for the collector
    uint64_t stopping_other[TIME_COUNTS];  // the same, for whatever else
    uint64_t stopped_other[TIME_COUNTS];   // until the world went on
    uint64_t mutex_wait_ns;                // goroutines waited for sync.Mutex and sync.RWMutex
} SchedTimes;

// Any thread.
void sched_read_times(SchedTimes *times);

#endif
