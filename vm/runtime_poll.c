// vm/runtime_poll.c - natives of package os for files that goroutines wait for (sched/poll.h).
#include "sched/poll.h"
#include "vm/native_runtime.h"
#include "vm/vm_int.h"

static PollFile *file_arg(const NativeCall *call) { return native_arg_pointer(call, 0); }

void os_poll_open(NativeCall *call) {
    int error = 0;
    native_ret_pointer(call, 0, poll_open((int)native_arg_int(call, 0), &error));
    native_ret_int(call, 1, error);
}

void os_poll_check(NativeCall *call) {
    native_ret_int(call, 0, poll_check(file_arg(call), native_arg_bool(call, 1)));
}

void os_poll_wait(NativeCall *call) {
    SchedStatus status = poll_wait(call->p, call->g, file_arg(call), native_arg_bool(call, 1),
                                   &call->results[0]);
    if (status == SCHED_PARKED) call->status = NATIVE_PARKED;
}

void os_poll_unblock(NativeCall *call) { poll_unblock(call->p, file_arg(call)); }
void os_poll_close(NativeCall *call) { poll_close(file_arg(call)); }

void os_poll_deadline(NativeCall *call) {
    poll_set_deadline(call->p, file_arg(call), native_arg_bool(call, 1), native_arg_int(call, 2));
}

void os_broken_pipe(NativeCall *call) {
    (void)call;
    signal_die_of_broken_pipe();
}
