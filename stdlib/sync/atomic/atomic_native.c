// stdlib/sync/atomic/atomic_native.c - atomic operations by the compiler's builtins.
#include "vm/native.h"
#include "vm/native_runtime.h"

// The address argument; NULL after a nil dereference was reported.
static void *address(NativeCall *call) {
    void *slot = native_arg_pointer(call, 0);
    if (!slot) native_panic_runtime(call, "invalid memory address or nil pointer dereference");
    return slot;
}

// The operations of one integer type. Values travel in slots, extended to 64 bits.
#define INTEGER_NATIVES(name, type)                                                        \
    static void atomic_swap_##name(NativeCall *call) {                                     \
        type *slot = address(call), new = (type)native_arg_uint(call, 1);                  \
        if (slot) call->results[0] = (uint64_t)__atomic_exchange_n(slot, new, __ATOMIC_SEQ_CST); \
    }                                                                                      \
    static void atomic_cas_##name(NativeCall *call) {                                      \
        type *slot = address(call), old = (type)native_arg_uint(call, 1);                  \
        type new = (type)native_arg_uint(call, 2);                                         \
        if (slot) native_ret_bool(call, 0, __atomic_compare_exchange_n(slot, &old, new, false, \
                                               __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));       \
    }                                                                                      \
    static void atomic_add_##name(NativeCall *call) {                                      \
        type *slot = address(call), delta = (type)native_arg_uint(call, 1);                \
        if (slot) call->results[0] = (uint64_t)__atomic_add_fetch(slot, delta, __ATOMIC_SEQ_CST); \
    }                                                                                      \
    static void atomic_and_##name(NativeCall *call) {                                      \
        type *slot = address(call), mask = (type)native_arg_uint(call, 1);                 \
        if (slot) call->results[0] = (uint64_t)__atomic_fetch_and(slot, mask, __ATOMIC_SEQ_CST); \
    }                                                                                      \
    static void atomic_or_##name(NativeCall *call) {                                       \
        type *slot = address(call), mask = (type)native_arg_uint(call, 1);                 \
        if (slot) call->results[0] = (uint64_t)__atomic_fetch_or(slot, mask, __ATOMIC_SEQ_CST); \
    }                                                                                      \
    static void atomic_load_##name(NativeCall *call) {                                     \
        type *slot = address(call);                                                        \
        if (slot) call->results[0] = (uint64_t)__atomic_load_n(slot, __ATOMIC_SEQ_CST);    \
    }                                                                                      \
    static void atomic_store_##name(NativeCall *call) {                                    \
        type *slot = address(call), new = (type)native_arg_uint(call, 1);                  \
        if (slot) __atomic_store_n(slot, new, __ATOMIC_SEQ_CST);                           \
    }

INTEGER_NATIVES(int32, int32_t)
INTEGER_NATIVES(int64, int64_t)
INTEGER_NATIVES(uint32, uint32_t)
INTEGER_NATIVES(uint64, uint64_t)

static void atomic_swap_pointer(NativeCall *call) {
    void **slot = address(call);
    if (slot) native_ret_pointer(call, 0, native_swap_pointer(slot, native_arg_pointer(call, 1)));
}

static void atomic_cas_pointer(NativeCall *call) {
    void **slot = address(call);
    if (slot) native_ret_bool(call, 0, native_cas_pointer(slot, native_arg_pointer(call, 1),
                                                          native_arg_pointer(call, 2)));
}

static void atomic_store_pointer(NativeCall *call) {
    void **slot = address(call);
    if (slot) native_swap_pointer(slot, native_arg_pointer(call, 1));
}

const NativeDef sync_atomic_natives[] = {
    {"SwapInt32", atomic_swap_int32, 0},
    {"SwapInt64", atomic_swap_int64, 0},
    {"SwapUint32", atomic_swap_uint32, 0},
    {"SwapUint64", atomic_swap_uint64, 0},
    {"SwapUintptr", atomic_swap_uint64, 0},
    {"CompareAndSwapInt32", atomic_cas_int32, 0},
    {"CompareAndSwapInt64", atomic_cas_int64, 0},
    {"CompareAndSwapUint32", atomic_cas_uint32, 0},
    {"CompareAndSwapUint64", atomic_cas_uint64, 0},
    {"CompareAndSwapUintptr", atomic_cas_uint64, 0},
    {"AddInt32", atomic_add_int32, 0},
    {"AddInt64", atomic_add_int64, 0},
    {"AddUint32", atomic_add_uint32, 0},
    {"AddUint64", atomic_add_uint64, 0},
    {"AddUintptr", atomic_add_uint64, 0},
    {"AndInt32", atomic_and_int32, 0},
    {"AndInt64", atomic_and_int64, 0},
    {"AndUint32", atomic_and_uint32, 0},
    {"AndUint64", atomic_and_uint64, 0},
    {"AndUintptr", atomic_and_uint64, 0},
    {"OrInt32", atomic_or_int32, 0},
    {"OrInt64", atomic_or_int64, 0},
    {"OrUint32", atomic_or_uint32, 0},
    {"OrUint64", atomic_or_uint64, 0},
    {"OrUintptr", atomic_or_uint64, 0},
    {"LoadInt32", atomic_load_int32, 0},
    {"LoadInt64", atomic_load_int64, 0},
    {"LoadUint32", atomic_load_uint32, 0},
    {"LoadUint64", atomic_load_uint64, 0},
    {"LoadUintptr", atomic_load_uint64, 0},
    {"StoreInt32", atomic_store_int32, 0},
    {"StoreInt64", atomic_store_int64, 0},
    {"StoreUint32", atomic_store_uint32, 0},
    {"StoreUint64", atomic_store_uint64, 0},
    {"StoreUintptr", atomic_store_uint64, 0},
    {"SwapPointer", atomic_swap_pointer, 0},
    {"CompareAndSwapPointer", atomic_cas_pointer, 0},
    {"LoadPointer", atomic_load_uint64, 0},
    {"StorePointer", atomic_store_pointer, 0},
    {NULL, NULL, 0},
};
