// vm/loop_counted.c - counts each instruction and takes samples: VM_COUNTED of watch.h.
#include "vm/dispatch.h"

#define WATCH_ONE() watch_count(pc)
#define VM_LOOP run_counted
#include "vm/loop_watched.def"
