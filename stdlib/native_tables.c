// stdlib/native_tables.c - the list of packages with natives.
#include "vm/native.h"

extern const NativeDef arena_natives[];
extern const NativeDef bufio_natives[];
extern const NativeDef bytes_natives[];
extern const NativeDef crypto_md5_natives[];
extern const NativeDef crypto_sha1_natives[];
extern const NativeDef crypto_sha256_natives[];
extern const NativeDef crypto_sha512_natives[];
extern const NativeDef encoding_base64_natives[];
extern const NativeDef encoding_hex_natives[];
extern const NativeDef encoding_json_natives[];
extern const NativeDef fmt_natives[];
extern const NativeDef hash_crc32_natives[];
extern const NativeDef hash_maphash_natives[];
extern const NativeDef internal_abi_natives[];
extern const NativeDef math_natives[];
extern const NativeDef math_big_natives[];
extern const NativeDef math_bits_natives[];
extern const NativeDef math_cmplx_natives[];
extern const NativeDef math_rand_natives[];
extern const NativeDef math_rand_v2_natives[];
extern const NativeDef os_natives[];
extern const NativeDef os_signal_natives[];
extern const NativeDef reflect_natives[];
extern const NativeDef regexp_natives[];
extern const NativeDef runtime_natives[];
extern const NativeDef runtime_debug_natives[];
extern const NativeDef runtime_metrics_natives[];
extern const NativeDef runtime_pprof_natives[];
extern const NativeDef slices_natives[];
extern const NativeDef strconv_natives[];
extern const NativeDef strings_natives[];
extern const NativeDef sync_natives[];
extern const NativeDef sync_atomic_natives[];
extern const NativeDef syscall_natives[];
extern const NativeDef time_natives[];
extern const NativeDef unicode_natives[];
extern const NativeDef unicode_utf8_natives[];
extern const NativeDef weak_natives[];

const NativePackage native_packages[] = {
    {"arena", arena_natives},
    {"bufio", bufio_natives},
    {"bytes", bytes_natives},
    {"crypto/md5", crypto_md5_natives},
    {"crypto/sha1", crypto_sha1_natives},
    {"crypto/sha256", crypto_sha256_natives},
    {"crypto/sha512", crypto_sha512_natives},
    {"encoding/base64", encoding_base64_natives},
    {"encoding/hex", encoding_hex_natives},
    {"encoding/json", encoding_json_natives},
    {"fmt", fmt_natives},
    {"hash/crc32", hash_crc32_natives},
    {"hash/maphash", hash_maphash_natives},
    {"internal/abi", internal_abi_natives},
    {"math", math_natives},
    {"math/big", math_big_natives},
    {"math/bits", math_bits_natives},
    {"math/cmplx", math_cmplx_natives},
    {"math/rand", math_rand_natives},
    {"math/rand/v2", math_rand_v2_natives},
    {"os", os_natives},
    {"os/signal", os_signal_natives},
    {"reflect", reflect_natives},
    {"regexp", regexp_natives},
    {"runtime", runtime_natives},
    {"runtime/debug", runtime_debug_natives},
    {"runtime/metrics", runtime_metrics_natives},
    {"runtime/pprof", runtime_pprof_natives},
    {"slices", slices_natives},
    {"strconv", strconv_natives},
    {"strings", strings_natives},
    {"sync", sync_natives},
    {"sync/atomic", sync_atomic_natives},
    {"syscall", syscall_natives},
    {"time", time_natives},
    {"unicode", unicode_natives},
    {"unicode/utf8", unicode_utf8_natives},
    {"weak", weak_natives},
    {NULL, NULL},
};
