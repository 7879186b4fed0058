// vm/runtime_metrics.c - what package runtime/metrics tells and MemStats does not.
#include <time.h>

#include "base/os.h"
#include "sched/times.h"
#include "vm/native_runtime.h"
#include "vm/vm_int.h"

// The struct `internals` of stdlib/runtime/metrics/read.go.
typedef struct Internals {
    MemStats stats;
    GcTimes times;
    uint64_t allocs[SIZE_CLASS_COUNT], frees[SIZE_CLASS_COUNT], tiny_allocs;
    uint64_t sizes[SIZE_CLASS_COUNT];
    uint64_t now_ns;             // since the process began
    uint64_t cpu_ns;             // that the process has used
    SchedTimes sched;
} Internals;

// func readTimes(in *internals)
void metrics_read_times(NativeCall *call) {
    Internals *in = native_arg_pointer(call, 0);
    sched_stop_world(call->p);
    gc_read_stats(&in->stats);
    gc_read_times(&in->times);
    heap_read_classes(in->allocs, in->frees, &in->tiny_allocs);
    sched_start_world(call->p);
    sched_read_times(&in->sched);
    for (int i = 0; i < SIZE_CLASS_COUNT; i++) in->sizes[i] = size_class_bytes[i];
    in->now_ns = os_monotonic_ns() - in->times.start_ns;
    struct timespec cpu;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
    in->cpu_ns = (uint64_t)cpu.tv_sec * 1000000000 + (uint64_t)cpu.tv_nsec;
}
