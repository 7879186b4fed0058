// stdlib/hash/maphash/maphash_native.c - xxHash.
#include <xxhash.h>

#include "vm/native.h"

// func sum(seed uint64, s string) uint64
static void maphash_sum(NativeCall *call) {
    GoString s = native_arg_string(call, 1);
    native_ret_uint(call, 0, XXH64(s.text, (size_t)s.bytes, native_arg_uint(call, 0)));
}

const NativeDef hash_maphash_natives[] = {
    {"sum", maphash_sum, 0},
    {NULL, NULL, 0},
};
