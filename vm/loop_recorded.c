// vm/loop_recorded.c - keeps g->vm up to date, for the sites of allocations, and takes samples:
// VM_RECORDED.
//
// [last] is the instruction that was executed before; NULL: none in this slice.
#include "vm/dispatch.h"

#define WATCH_STATE const Insn *last = NULL
#define WATCH() \
    do { \
        SAVE_AT(pc); \
        if (UNLIKELY(watch_sample_due(p))) { \
            SAVE(); \
            watch_sample(p, g, last); \
        } \
        last = pc; \
    } while (0)
#define VM_LOOP run_recorded
#include "vm/loop.def"
