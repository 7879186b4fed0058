// stdlib/runtime/metrics/metrics_native.c - the row of package runtime/metrics; the body is the run
// time's own.
#include "vm/native.h"
#include "vm/native_runtime.h"

const NativeDef runtime_metrics_natives[] = {
    {"readTimes", metrics_read_times, 0},
    {NULL, NULL, 0},
};
