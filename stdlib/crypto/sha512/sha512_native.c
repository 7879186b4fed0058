// stdlib/crypto/sha512/sha512_native.c - whole blocks through OpenSSL's libcrypto.
#define OPENSSL_SUPPRESS_DEPRECATED   // the calls that work on blocks count as low-level
#include <openssl/sha.h>

#include "vm/native.h"

// func blocks(state *[8]uint64, p []byte)
static void sha512_blocks(NativeCall *call) {
    uint64_t *state = native_arg_pointer(call, 0);
    GoSlice data = native_arg_slice(call, 1);
    SHA512_CTX context = {.md_len = SHA512_DIGEST_LENGTH};
    for (int i = 0; i < 8; i++) context.h[i] = state[i];
    SHA512_Update(&context, data.items, (size_t)data.count);
    for (int i = 0; i < 8; i++) state[i] = context.h[i];
}

const NativeDef crypto_sha512_natives[] = {
    {"blocks", sha512_blocks, 0},
    {NULL, NULL, 0},
};
