// stdlib/native_tables.c - the list of packages with natives.
#include "vm/native.h"

extern const NativeDef bytes_natives[];
extern const NativeDef internal_abi_natives[];
extern const NativeDef math_natives[];
extern const NativeDef math_bits_natives[];
extern const NativeDef strconv_natives[];
extern const NativeDef strings_natives[];
extern const NativeDef unicode_natives[];
extern const NativeDef unicode_utf8_natives[];

const NativePackage native_packages[] = {
    {"bytes", bytes_natives},
    {"internal/abi", internal_abi_natives},
    {"math", math_natives},
    {"math/bits", math_bits_natives},
    {"strconv", strconv_natives},
    {"strings", strings_natives},
    {"unicode", unicode_natives},
    {"unicode/utf8", unicode_utf8_natives},
    {NULL, NULL},
};
