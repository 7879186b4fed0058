// stdlib/runtime/debug/debug_native.c - the rows of package runtime/debug.
#include "vm/native.h"
#include "vm/native_runtime.h"

const NativeDef runtime_debug_natives[] = {
    {"setGCPercent", debug_set_gc_percent, 0},
    {"setMemoryLimit", debug_set_memory_limit, 0},
    {"freeOSMemory", debug_free_os_memory, 0},
    {"setMaxStack", debug_set_max_stack, 0},
    {"setTraceback", debug_set_traceback, 0},
    {"readGCStats", debug_read_gc_stats, 0},
    {NULL, NULL, 0},
};
