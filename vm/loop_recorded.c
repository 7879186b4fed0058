// vm/loop_recorded.c - keeps g->vm up to date, for the sites of allocations, and takes samples:
// VM_RECORDED.
#include "vm/dispatch.h"

#define WATCH_ONE() (void)0
#define VM_LOOP run_recorded
#include "vm/loop_watched.def"
