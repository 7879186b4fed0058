// stdlib/encoding/hex/hex_native.c - digits of many bytes.
#include "vm/native.h"

// func encode(dst, src []byte)
static void hex_encode(NativeCall *call) {
    char *to = native_arg_slice(call, 0).items;
    GoSlice source = native_arg_slice(call, 3);
    const unsigned char *from = source.items;
    for (int64_t i = 0; i < source.count; i++) {
        *to++ = "0123456789abcdef"[from[i] >> 4];
        *to++ = "0123456789abcdef"[from[i] & 15];
    }
}

static int digit_value(unsigned char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// func decode(dst, src []byte) (n int)
static void hex_decode(NativeCall *call) {
    unsigned char *to = native_arg_slice(call, 0).items;
    GoSlice source = native_arg_slice(call, 3);
    const unsigned char *from = source.items;
    int64_t n = 0;
    for (; n < source.count / 2; n++) {
        int high = digit_value(from[2 * n]), low = digit_value(from[2 * n + 1]);
        if (high < 0 || low < 0) break;
        to[n] = (unsigned char)(high << 4 | low);
    }
    native_ret_int(call, 0, n);
}

const NativeDef encoding_hex_natives[] = {
    {"encode", hex_encode, 0},
    {"decode", hex_decode, 0},
    {NULL, NULL, 0},
};
