// stdlib/reflect/reflect_native.c - memory by type; maps, channels and calls are the run time's.
#include "vm/native.h"
#include "vm/native_runtime.h"

static void reflect_typed_move(NativeCall *call) {
    const RType *type = native_arg_pointer(call, 0);
    void *to = native_arg_pointer(call, 1);
    const void *from = native_arg_pointer(call, 2);
    int64_t count = native_arg_int(call, 3);
    if (!type->layout.bytes || !count) return;
    if (type->layout.ptr_bytes) native_copy_values(type, to, from, count);
    else memmove(to, from, type->layout.bytes * (size_t)count);
}

static void reflect_new_object(NativeCall *call) {
    native_ret_pointer(call, 0, native_alloc_type(call, native_arg_pointer(call, 0)));
}

static void reflect_new_array(NativeCall *call) {
    const RType *type = native_arg_pointer(call, 0);
    int64_t count = native_arg_int(call, 1);
    uint64_t bytes;
    if (count < 0 || __builtin_mul_overflow(type->layout.bytes, (uint64_t)count, &bytes) ||
        bytes > 1ull << 47) {
        native_panic_plain(call, "reflect: array size would exceed virtual address space");
        return;
    }
    native_ret_pointer(call, 0, native_alloc_array(call, type, count));
}

static void reflect_equal_values(NativeCall *call) {
    const RType *uncomparable = NULL;
    bool equal = rtype_equal(native_arg_pointer(call, 0), native_arg_pointer(call, 1),
                             native_arg_pointer(call, 2), &uncomparable);
    if (uncomparable) {
        native_panic_runtime(call, "comparing uncomparable type %.*s",
                             (int)uncomparable->string.bytes, uncomparable->string.text);
        return;
    }
    native_ret_bool(call, 0, equal);
}

const NativeDef reflect_natives[] = {
    {"typedMove", reflect_typed_move, 0},
    {"newObject", reflect_new_object, 0},
    {"newArray", reflect_new_array, 0},
    {"equalValues", reflect_equal_values, 0},
    {"mapLen", reflect_map_len, 0},
    {"mapAccess", reflect_map_access, 0},
    {"mapAssign", reflect_map_assign, 0},
    {"mapDelete", reflect_map_delete, 0},
    {"mapClear", reflect_map_clear, 0},
    {"makeMap", reflect_make_map, 0},
    {"mapIterInit", reflect_map_iter_init, 0},
    {"mapIterNext", reflect_map_iter_next, 0},
    {"makeChan", reflect_make_chan, 0},
    {"chanLen", reflect_chan_len, 0},
    {"chanCap", reflect_chan_cap, 0},
    {"chanSend", reflect_chan_send, 0},
    {"chanRecv", reflect_chan_recv, 0},
    {"chanClose", reflect_chan_close, 0},
    {"rselect", reflect_select, 0},
    {"call", reflect_call, 0},
    {"makeFuncClosure", reflect_make_func, 0},
    {NULL, NULL, 0},
};
