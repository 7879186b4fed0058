// stdlib/crypto/sha256/sha256_native.c - whole blocks through OpenSSL's libcrypto.
#define OPENSSL_SUPPRESS_DEPRECATED   // the calls that work on blocks count as low-level
#include <openssl/sha.h>

#include "vm/native.h"

// func blocks(state *[8]uint32, p []byte)
static void sha256_blocks(NativeCall *call) {
    uint32_t *state = native_arg_pointer(call, 0);
    GoSlice data = native_arg_slice(call, 1);
    SHA256_CTX context = {.md_len = SHA256_DIGEST_LENGTH};
    memcpy(context.h, state, sizeof context.h);
    SHA256_Update(&context, data.items, (size_t)data.count);
    memcpy(state, context.h, sizeof context.h);
}

const NativeDef crypto_sha256_natives[] = {
    {"blocks", sha256_blocks, 0},
    {NULL, NULL, 0},
};
