// vm/loop_counted.c - counts each instruction and takes samples: VM_COUNTED of watch.h.
//
// [last] is the instruction that was executed before; NULL: none in this slice.
#include "vm/dispatch.h"

#define WATCH_STATE const Insn *last = NULL
#define WATCH() \
    do { \
        watch_count(pc); \
        SAVE_AT(pc); \
        if (UNLIKELY(watch_sample_due(p))) { \
            SAVE(); \
            watch_sample(p, g, last); \
        } \
        last = pc; \
    } while (0)
#define VM_LOOP run_counted
#include "vm/loop.def"
