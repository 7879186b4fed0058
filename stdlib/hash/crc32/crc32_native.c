// stdlib/hash/crc32/crc32_native.c - the sum of many bytes.
#include "vm/native.h"

static void crc32_update(NativeCall *call) {
    uint32_t crc = ~(uint32_t)native_arg_uint(call, 0);
    const uint32_t *table = native_arg_pointer(call, 1);
    GoSlice data = native_arg_slice(call, 2);
    const unsigned char *bytes = data.items;
    if (!table) {
        native_panic_runtime(call, "invalid memory address or nil pointer dereference");
        return;
    }
    for (int64_t i = 0; i < data.count; i++) crc = table[(crc ^ bytes[i]) & 0xFF] ^ crc >> 8;
    native_ret_uint(call, 0, (uint32_t)~crc);
}

const NativeDef hash_crc32_natives[] = {
    {"update", crc32_update, 0},
    {NULL, NULL, 0},
};
