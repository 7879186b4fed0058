// vm/loop_hooked.c - the loop that calls watch_hook before each instruction: VM_HOOKED.
#include "vm/dispatch.h"

#define WATCH_STATE
#define WATCH() watch_hook(p, g, pc, fp)
#define VM_LOOP run_hooked
#include "vm/loop.def"
