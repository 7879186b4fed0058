// stdlib/sort/sort_native.c - exchanging elements of any type.
#include <stdlib.h>

#include "vm/native.h"

static void sort_swap_items(NativeCall *call) {
    const RType *type = native_arg_pointer(call, 0);
    size_t bytes = type->layout.bytes;
    char *items = native_arg_pointer(call, 1);
    char *a = items + (size_t)native_arg_int(call, 2) * bytes;
    char *b = items + (size_t)native_arg_int(call, 3) * bytes;
    char fixed[256];
    char *held = bytes <= sizeof fixed ? fixed : malloc(bytes);
    if (!held) native_fatal(call, "runtime: out of memory");
    memcpy(held, a, bytes);
    if (type->layout.ptr_bytes) {
        native_copy_values(type, a, b, 1);
        native_copy_values(type, b, held, 1);
    } else {
        memmove(a, b, bytes);
        memcpy(b, held, bytes);
    }
    if (held != fixed) free(held);
}

const NativeDef sort_natives[] = {
    {"swapItems", sort_swap_items, 0},
    {NULL, NULL, 0},
};
