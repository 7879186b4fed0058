// vm/runtime_values.c - natives of package reflect for maps and channels.
#include "vm/map.h"
#include "vm/native_runtime.h"
#include "vm/vm_int.h"

static void end(NativeCall *call, bool done) {
    if (!done) call->status = NATIVE_PANIC;
}

// ---- maps ---------------------------------------------------------------------------------------
void reflect_map_len(NativeCall *call) {
    const Map *map = native_arg_pointer(call, 0);
    native_ret_int(call, 0, map ? (int64_t)map->used : 0);
}

void reflect_map_access(NativeCall *call) {
    void *elem;
    end(call, map_find(call->p, native_arg_pointer(call, 0), native_arg_pointer(call, 1),
                       native_arg_pointer(call, 2), &elem));
    native_ret_pointer(call, 0, elem);
}

void reflect_map_assign(NativeCall *call) {
    const RType *type = native_arg_pointer(call, 0);
    void *elem;
    bool done = map_assign(call->p, type, native_arg_pointer(call, 1),
                           native_arg_pointer(call, 2), &elem);
    if (done) native_copy_values(type->elem, elem, native_arg_pointer(call, 3), 1);
    end(call, done);
}

void reflect_map_delete(NativeCall *call) {
    end(call, map_delete(call->p, native_arg_pointer(call, 0), native_arg_pointer(call, 1),
                         native_arg_pointer(call, 2)));
}

void reflect_map_clear(NativeCall *call) {
    map_clear(call->p, native_arg_pointer(call, 0), native_arg_pointer(call, 1));
}

void reflect_make_map(NativeCall *call) {
    native_ret_pointer(call, 0, map_make(call->p, native_arg_pointer(call, 0),
                                         native_arg_int(call, 1)));
}

void reflect_map_iter_init(NativeCall *call) {
    MapIter *iter = native_arg_pointer(call, 2);
    map_iter_begin(call->p, native_arg_pointer(call, 0), native_arg_pointer(call, 1), iter);
    map_iter_next(iter);
}

void reflect_map_iter_next(NativeCall *call) { map_iter_next(native_arg_pointer(call, 0)); }

// ---- channels -----------------------------------------------------------------------------------
static void end_sched(NativeCall *call, SchedStatus status) {
    if (status == SCHED_PARKED) {
        call->status = NATIVE_PARKED;
    } else if (status != SCHED_DONE) {
        end(call, vm_fail_sched(call->p, status));
    }
}

void reflect_make_chan(NativeCall *call) {
    Chan *chan = NULL;
    end_sched(call, channel_make(call->p, native_arg_pointer(call, 0), native_arg_int(call, 1),
                                 &chan));
    native_ret_pointer(call, 0, chan);
}

void reflect_chan_len(NativeCall *call) {
    const Chan *chan = native_arg_pointer(call, 0);
    native_ret_int(call, 0, chan ? chan_length(chan) : 0);
}

void reflect_chan_cap(NativeCall *call) {
    const Chan *chan = native_arg_pointer(call, 0);
    native_ret_int(call, 0, chan ? chan_capacity(chan) : 0);
}

// func chanSend(ch, elem unsafe.Pointer, nb bool) bool
void reflect_chan_send(NativeCall *call) {
    Chan *chan = native_arg_pointer(call, 0);
    const void *elem = native_arg_pointer(call, 1);
    bool selected = true, try_only = native_arg_bool(call, 2);
    native_ret_bool(call, 0, true);
    if (!try_only) {
        end_sched(call, chan_send(call->p, call->g, chan, elem));
        return;
    }
    end_sched(call, chan_try_send(call->p, chan, elem, &selected));
    native_ret_bool(call, 0, selected);
}

// func chanRecv(ch unsafe.Pointer, nb bool, elem unsafe.Pointer) (selected, received bool)
void reflect_chan_recv(NativeCall *call) {
    Chan *chan = native_arg_pointer(call, 0);
    void *elem = native_arg_pointer(call, 2);
    bool selected = true, try_only = native_arg_bool(call, 1);
    native_ret_bool(call, 0, true);
    native_ret_bool(call, 1, false);
    if (!try_only) {
        end_sched(call, chan_receive(call->p, call->g, chan, elem, &call->results[1]));
        return;
    }
    end_sched(call, chan_try_receive(call->p, chan, elem, &call->results[1], &selected));
    native_ret_bool(call, 0, selected);
}

void reflect_chan_close(NativeCall *call) {
    end(call, channel_close(call->p, native_arg_pointer(call, 0)));
}

typedef struct RuntimeSelect {
    int64_t direction;            // 1 send, 2 receive, 3 default
    const RType *type;
    Chan *chan;
    void *value;
} RuntimeSelect;

// func rselect(cases []runtimeSelect) (chosen int, recvOK bool)
void reflect_select(NativeCall *call) {
    GoSlice slice = native_arg_slice(call, 0);
    const RuntimeSelect *from = slice.items;
    SelectCase *cases = calloc((size_t)slice.count + 1, sizeof *cases);
    FATAL_IF(cases == NULL, "out of memory");
    int64_t default_at = -1;
    uint32_t count = 0;
    native_ret_bool(call, 1, false);
    for (int64_t i = 0; i < slice.count; i++) {
        if (from[i].direction == 3) {
            default_at = i;
            continue;
        }
        cases[count++] = (SelectCase){from[i].chan, from[i].value, &call->results[1],
                                      from[i].direction == 1};
    }
    SchedStatus status = select_run(call->p, call->g, cases, count, default_at >= 0,
                                    (int64_t *)&call->results[0]);
    free(cases);
    end_sched(call, status);
    if (status != SCHED_DONE || default_at < 0) return;
    // Cases behind the default were numbered one less.
    int64_t chosen = (int64_t)call->results[0];
    native_ret_int(call, 0, chosen < 0 ? default_at : chosen + (chosen >= default_at));
}
