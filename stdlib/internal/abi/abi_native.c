// stdlib/internal/abi/abi_native.c - type descriptors for Go code.
#include "vm/native.h"

static void abi_pointer_to(NativeCall *call) {
    native_ret_pointer(call, 0, rtype_ptr_to(native_arg_pointer(call, 0)));
}

static void abi_complete(NativeCall *call) { rtype_complete(native_arg_pointer(call, 0)); }

static void abi_method_at(NativeCall *call) {
    native_ret_pointer(call, 0,
                       rtype_method(native_arg_pointer(call, 0), native_arg_int(call, 1)));
}

static void abi_itab_of(NativeCall *call) {
    native_ret_pointer(call, 0,
                       itab_get(native_arg_pointer(call, 0), native_arg_pointer(call, 1), NULL));
}

static void abi_store_as(NativeCall *call) {
    const RType *type = native_arg_pointer(call, 0);
    void *to = native_arg_pointer(call, 1);
    GoIface value = native_arg_iface(call, 2);
    bool stored = false;
    if (value.type && type->kind == KIND_INTERFACE) {
        rtype_complete(type);
        const void *word = type->method_count ? (const void *)itab_get(type, value.type, NULL)
                                              : (const void *)value.type;
        if (word) {
            ((GoIface *)to)->type = word;
            native_store_pointer(&((GoIface *)to)->data, value.data);
            stored = true;
        }
    } else if (value.type == type && type) {
        bool direct = type->flags & RTYPE_DIRECT;
        native_copy_values(type, to, direct ? (void *)&value.data : value.data, 1);
        stored = true;
    }
    native_ret_bool(call, 0, stored);
}

static void abi_make_type(NativeCall *call) {
    native_ret_pointer(call, 0, rtype_make(native_arg_pointer(call, 0)));
}

// func swapItems(t *Type, items unsafe.Pointer, i, j int, held unsafe.Pointer)
static void abi_swap_items(NativeCall *call) {
    const RType *type = native_arg_pointer(call, 0);
    size_t bytes = type->layout.bytes;
    char *items = native_arg_pointer(call, 1);
    char *a = items + (size_t)native_arg_int(call, 2) * bytes;
    char *b = items + (size_t)native_arg_int(call, 3) * bytes;
    void *held = native_arg_pointer(call, 4);
    memcpy(held, a, bytes);
    if (type->layout.ptr_bytes) {
        native_copy_values(type, a, b, 1);
        native_copy_values(type, b, held, 1);
    } else {
        memmove(a, b, bytes);
        memcpy(b, held, bytes);
    }
}

const NativeDef internal_abi_natives[] = {
    {"PointerTo", abi_pointer_to, 0},
    {"Complete", abi_complete, 0},
    {"MethodAt", abi_method_at, 0},
    {"ItabOf", abi_itab_of, 0},
    {"StoreAs", abi_store_as, 0},
    {"MakeType", abi_make_type, 0},
    {"swapItems", abi_swap_items, 0},
    {NULL, NULL, 0},
};
