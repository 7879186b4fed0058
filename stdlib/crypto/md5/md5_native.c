// stdlib/crypto/md5/md5_native.c - whole blocks through OpenSSL's libcrypto.
#define OPENSSL_SUPPRESS_DEPRECATED   // the calls that work on blocks count as low-level
#include <openssl/md5.h>

#include "vm/native.h"

// func blocks(state *[8]uint32, p []byte)
static void md5_blocks(NativeCall *call) {
    uint32_t *state = native_arg_pointer(call, 0);
    GoSlice data = native_arg_slice(call, 1);
    MD5_CTX context = {0};
    context.A = state[0];
    context.B = state[1];
    context.C = state[2];
    context.D = state[3];
    MD5_Update(&context, data.items, (size_t)data.count);
    state[0] = context.A;
    state[1] = context.B;
    state[2] = context.C;
    state[3] = context.D;
}

const NativeDef crypto_md5_natives[] = {
    {"blocks", md5_blocks, 0},
    {NULL, NULL, 0},
};
