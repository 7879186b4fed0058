// vm/exit.c - how a program ends, and who hears of it. See vm.h.
#include <unistd.h>

#include "vm/vm_int.h"

static VmExitWatcher *watchers[VM_EXIT_WATCHERS_MAX];
static uint32_t watcher_count;

void vm_at_exit(VmExitWatcher *watcher) {
    FATAL_IF(watcher_count == VM_EXIT_WATCHERS_MAX, "more than %d exit watchers",
             VM_EXIT_WATCHERS_MAX);
    watchers[watcher_count++] = watcher;
}

void vm_end(int code) {
    static _Atomic bool ending;
    if (atomic_exchange(&ending, true)) {
        // Whoever was first may want to stop the world: this thread does not keep it from that.
        Processor *p = sched_current();
        if (p && p->current) sched_enter_syscall(p, p->current);
        for (;;) pause();
    }
    while (watcher_count > 0) watchers[--watcher_count](code);
}

#ifdef MOUND_TRAIN
void __gcov_dump(void);
#endif

void vm_exit(int code) {
    vm_end(code);
#ifdef MOUND_TRAIN
    __gcov_dump();   // what `make pgo` learns from
#endif
    // Not exit(): other threads go on running until the process is gone.
    _exit(code);
}
