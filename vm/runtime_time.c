// vm/runtime_time.c - the clocks and timers of package time.
#include <time.h>

#include "sched/timer.h"
#include "vm/native_runtime.h"
#include "vm/vm_int.h"

void runtime_nanotime(NativeCall *call) { native_ret_int(call, 0, sched_now()); }

void time_now(NativeCall *call) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    native_ret_int(call, 0, now.tv_sec);
    native_ret_int(call, 1, now.tv_nsec);
    native_ret_int(call, 2, sched_now());
}

void time_sleep(NativeCall *call) {
    if (sched_sleep(call->p, call->g, native_arg_int(call, 0)) == SCHED_PARKED)
        call->status = NATIVE_PARKED;
}

// The first parameter is a *runtimeTimer, which is a Timer (sched/timer.h).
void time_start_timer(NativeCall *call) { timer_start(call->p, native_arg_pointer(call, 0)); }

void time_stop_timer(NativeCall *call) {
    native_ret_bool(call, 0, timer_stop(call->p, native_arg_pointer(call, 0)));
}

void time_reset_timer(NativeCall *call) {
    native_ret_bool(call, 0, timer_reset(call->p, native_arg_pointer(call, 0),
                                         native_arg_int(call, 1), native_arg_int(call, 2)));
}
