// stdlib/crypto/sha1/sha1_native.c - whole blocks through OpenSSL's libcrypto.
#define OPENSSL_SUPPRESS_DEPRECATED   // the calls that work on blocks count as low-level
#include <openssl/sha.h>

#include "vm/native.h"

// func blocks(state *[8]uint32, p []byte)
static void sha1_blocks(NativeCall *call) {
    uint32_t *state = native_arg_pointer(call, 0);
    GoSlice data = native_arg_slice(call, 1);
    SHA_CTX context = {0};
    context.h0 = state[0];
    context.h1 = state[1];
    context.h2 = state[2];
    context.h3 = state[3];
    context.h4 = state[4];
    SHA1_Update(&context, data.items, (size_t)data.count);
    state[0] = context.h0;
    state[1] = context.h1;
    state[2] = context.h2;
    state[3] = context.h3;
    state[4] = context.h4;
}

const NativeDef crypto_sha1_natives[] = {
    {"blocks", sha1_blocks, 0},
    {NULL, NULL, 0},
};
