// vm/loop_plain.c - the loop that programs run in: nobody watches.
#include "vm/dispatch.h"

#define WATCH_STATE
#define WATCH() ((void)0)
#define VM_LOOP run_plain
#include "vm/loop.def"
