// vm/channel.c - channels as the language sees them: by element type.
#include "vm/vm_int.h"

SchedStatus channel_make(Processor *p, const RType *type, int64_t capacity, Chan **chan) {
    const RType *elem = type->elem;
    const Layout *layout = elem->layout.ptr_bytes ? &elem->layout : NULL;
    return chan_make(p, elem->layout.bytes, layout, CHAN_MEMORY, capacity, chan);
}

bool channel_close(Processor *p, Chan *chan) {
    SchedStatus status = chan_close(p, chan);
    return status == SCHED_DONE || vm_fail_sched(p, status);
}
