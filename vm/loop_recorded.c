// vm/loop_recorded.c - keeps g->vm up to date, for the sites of allocations: VM_RECORDED.
#include "vm/dispatch.h"

#define WATCH_STATE
#define WATCH() SAVE_AT(pc)
#define VM_LOOP run_recorded
#include "vm/loop.def"
