// inspect/cpu_profile.h - where the time goes: a sampling profile of the running program.
//
// A timer on the process's CPU time asks the processors for samples (vm/watch.h); each sample is
// a call stack. Stacks are counted here, and told as a table by function and by line, or as a
// profile.proto that `go tool pprof` opens. Samples that fall on threads without a processor (the
// collector's, the monitor) count as "(collector and scheduler)".
//
// `run -profile` starts it from outside, runtime/pprof from inside the program; one at a time.
//
// Needs the counted or the recorded edition of the dispatch loop. The numbers are CPU time of the
// whole process, divided among the samples: seconds do not depend on how many signals the kernel
// delivered.
#ifndef MOUND_INSPECT_CPU_PROFILE_H
#define MOUND_INSPECT_CPU_PROFILE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { CPU_PROFILE_HZ = 500 };

// Starts sampling, [hz] times in a second of CPU time. False when it is under way already.
bool cpu_profile_start(uint32_t hz);
// Stops the timer; what was counted stays until the next start. False when none was under way.
bool cpu_profile_stop(void);
// For programs that start it themselves: what watch_set_profiler wants.
extern const struct WatchProfiler cpu_profiler;

// Prints the [rows] heaviest functions and lines: time inside them ("flat") and with what they
// called ("cum"), and how often each line's instructions were executed.
void cpu_profile_print(FILE *out, uint32_t rows);
// Writes everything as a gzipped profile.proto with samples/count and cpu/nanoseconds, for
// `go tool pprof`. Whether [out] took it is the caller's to find out.
void cpu_profile_write(FILE *out);
// The same as bytes, which the caller frees.
uint8_t *cpu_profile_bytes(size_t *byte_count);
// How often in a second of CPU time samples were taken.
uint32_t cpu_profile_rate(void);

// One counted stack, for whoever writes profile files. [frame_count] 0: no Go frame.
typedef struct CpuStack {
    uint64_t weight;               // samples
    uint32_t frame_count;
    const struct WatchFrame *frames;   // innermost first
} CpuStack;
void cpu_profile_each(void (*visit)(const CpuStack *stack, void *arg), void *arg);
// CPU nanoseconds that one sample stands for; *[start_ns] is when it began (Unix time),
// *[duration_ns] how long it took by the clock.
int64_t cpu_profile_period(int64_t *start_ns, int64_t *duration_ns);

#endif
