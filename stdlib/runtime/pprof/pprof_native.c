// stdlib/runtime/pprof/pprof_native.c - the rows of package runtime/pprof; the bodies are the run
// time's own.
#include "vm/native.h"
#include "vm/native_runtime.h"

const NativeDef runtime_pprof_natives[] = {
    {"begin", pprof_begin, 0},
    {"sampleType", pprof_add_type, 0},
    {"setDefault", pprof_set_default_type, 0},
    {"setTime", pprof_set_times, 0},
    {"sample", pprof_add_sample, 0},
    {"heapSamples", pprof_add_heap, 0},
    {"goroutineLeaks", runtime_goroutine_leaks, 0},
    {"finish", pprof_end, 0},
    {"startCPU", pprof_start_cpu, 0},
    {"stopCPU", pprof_stop_cpu, 0},
    {NULL, NULL, 0},
};
