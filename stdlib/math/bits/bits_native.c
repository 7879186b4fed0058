// stdlib/math/bits/bits_native.c - what processors have an instruction for.
#include "vm/native.h"

static void bits_trailing_zeros(NativeCall *call) {
    uint64_t x = native_arg_uint(call, 0);
    native_ret_int(call, 0, x ? __builtin_ctzll(x) : 64);
}

static void bits_ones_count(NativeCall *call) {
    native_ret_int(call, 0, __builtin_popcountll(native_arg_uint(call, 0)));
}

static void bits_len(NativeCall *call) {
    uint64_t x = native_arg_uint(call, 0);
    native_ret_int(call, 0, x ? 64 - __builtin_clzll(x) : 0);
}

static void bits_reverse(NativeCall *call) {
    uint64_t x = __builtin_bswap64(native_arg_uint(call, 0));
    x = (x >> 4 & 0x0F0F0F0F0F0F0F0F) | (x & 0x0F0F0F0F0F0F0F0F) << 4;
    x = (x >> 2 & 0x3333333333333333) | (x & 0x3333333333333333) << 2;
    x = (x >> 1 & 0x5555555555555555) | (x & 0x5555555555555555) << 1;
    native_ret_uint(call, 0, x);
}

static void bits_reverse_bytes(NativeCall *call) {
    native_ret_uint(call, 0, __builtin_bswap64(native_arg_uint(call, 0)));
}

static void bits_mul(NativeCall *call) {
    unsigned __int128 product =
        (unsigned __int128)native_arg_uint(call, 0) * native_arg_uint(call, 1);
    native_ret_uint(call, 0, (uint64_t)(product >> 64));
    native_ret_uint(call, 1, (uint64_t)product);
}

static void bits_div(NativeCall *call) {
    uint64_t high = native_arg_uint(call, 0), low = native_arg_uint(call, 1);
    uint64_t divisor = native_arg_uint(call, 2);
    if (divisor == 0) {
        native_panic_runtime(call, "integer divide by zero");
        return;
    }
    if (divisor <= high) {
        native_panic_runtime(call, "integer overflow");
        return;
    }
    unsigned __int128 dividend = (unsigned __int128)high << 64 | low;
    native_ret_uint(call, 0, (uint64_t)(dividend / divisor));
    native_ret_uint(call, 1, (uint64_t)(dividend % divisor));
}

const NativeDef math_bits_natives[] = {
    {"TrailingZeros64", bits_trailing_zeros, 0},
    {"OnesCount64", bits_ones_count, 0},
    {"Len64", bits_len, 0},
    {"Reverse64", bits_reverse, 0},
    {"ReverseBytes64", bits_reverse_bytes, 0},
    {"Mul64", bits_mul, 0},
    {"Div64", bits_div, 0},
    {NULL, NULL, 0},
};
