// stdlib/unicode/utf8/utf8_native.c - decoding. Slices and strings begin alike: pointer, length.
#include "stdlib/utf8.h"

#include "vm/native.h"

static void utf8_full_rune(NativeCall *call) {
    GoString s = native_arg_string(call, 0);
    int width;
    bool full = s.bytes > 0;
    if (full && utf8_decode(s.text, s.bytes, &width) == UTF8_ERROR && width == 1 && s.bytes < 4) {
        // Incomplete when some continuation bytes would make it valid: the bytes 80 and BF stand
        // for the least and the greatest there are.
        char padded[2][4];
        for (int i = 0; i < 2; i++) {
            memset(padded[i], i ? 0xBF : 0x80, 4);
            memcpy(padded[i], s.text, (size_t)s.bytes);
            utf8_decode(padded[i], 4, &width);
            if (width > s.bytes) full = false;
        }
    }
    native_ret_bool(call, 0, full);
}

static void utf8_decode_rune(NativeCall *call) {
    GoString s = native_arg_string(call, 0);
    int width;
    native_ret_int(call, 0, utf8_decode(s.text, s.bytes, &width));
    native_ret_int(call, 1, width);
}

static void utf8_decode_last_rune(NativeCall *call) {
    GoString s = native_arg_string(call, 0);
    int width;
    native_ret_int(call, 0, utf8_decode_last(s.text, s.bytes, &width));
    native_ret_int(call, 1, width);
}

static void utf8_rune_count(NativeCall *call) {
    GoString s = native_arg_string(call, 0);
    native_ret_int(call, 0, utf8_count(s.text, s.bytes));
}

static void utf8_valid(NativeCall *call) {
    GoString s = native_arg_string(call, 0);
    bool valid = true;
    for (int64_t i = 0; valid && i < s.bytes;) {
        int width = 1;
        if (s.text[i] & 0x80) {
            utf8_decode(s.text + i, s.bytes - i, &width);
            valid = width > 1;
        }
        i += width;
    }
    native_ret_bool(call, 0, valid);
}

const NativeDef unicode_utf8_natives[] = {
    {"FullRune", utf8_full_rune, 0},
    {"FullRuneInString", utf8_full_rune, 0},
    {"DecodeRune", utf8_decode_rune, 0},
    {"DecodeRuneInString", utf8_decode_rune, 0},
    {"DecodeLastRune", utf8_decode_last_rune, 0},
    {"DecodeLastRuneInString", utf8_decode_last_rune, 0},
    {"RuneCount", utf8_rune_count, 0},
    {"RuneCountInString", utf8_rune_count, 0},
    {"Valid", utf8_valid, 0},
    {"ValidString", utf8_valid, 0},
    {NULL, NULL, 0},
};
