#include "base/utf8.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

Rune utf8_decode_slow(const char *text, size_t bytes, uint32_t *width) {
    if (bytes == 0) {
        *width = 0;
        return RUNE_ERROR;
    }
    utf8proc_int32_t rune;
    size_t window = bytes < RUNE_BYTES_MAX ? bytes : RUNE_BYTES_MAX;
    utf8proc_ssize_t used =
        utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)window, &rune);
    if (used <= 0) {
        *width = 1;
        return RUNE_ERROR;
    }
    *width = (uint32_t)used;
    return rune;
}

uint32_t utf8_encode(Rune rune, char *out) {
    if (!utf8proc_codepoint_valid(rune)) rune = RUNE_ERROR;
    return (uint32_t)utf8proc_encode_char(rune, (utf8proc_uint8_t *)out);
}

// utf8proc's tables take 330 KB of memory from the first look on, so ASCII does without them.

bool rune_is_letter(Rune rune) {
    if (rune < 0x80) return (rune >= 'A' && rune <= 'Z') || (rune >= 'a' && rune <= 'z');
    switch (utf8proc_category(rune)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return true;
    default:
        return false;
    }
}

bool rune_is_digit(Rune rune) {
    if (rune < 0x80) return rune >= '0' && rune <= '9';
    return utf8proc_category(rune) == UTF8PROC_CATEGORY_ND;
}

bool rune_is_upper(Rune rune) {
    if (rune < 0x80) return rune >= 'A' && rune <= 'Z';
    return utf8proc_category(rune) == UTF8PROC_CATEGORY_LU;
}

// Letters, marks, numbers, punctuation, symbols and the ASCII space.
bool rune_is_print(Rune rune) {
    if (rune < 0x80) return rune >= ' ' && rune <= '~';
    switch (utf8proc_category(rune)) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
        return false;
    default:
        return true;
    }
}

void rune_name(Rune rune, char out[RUNE_NAME_BYTES]) {
    int length = snprintf(out, RUNE_NAME_BYTES, "U+%04X", (unsigned)rune);
    if (rune < 0 || rune > RUNE_MAX || !rune_is_print(rune)) return;
    char encoded[RUNE_BYTES_MAX + 1] = {0};
    utf8_encode(rune, encoded);
    snprintf(out + length, (size_t)(RUNE_NAME_BYTES - length), " '%s'", encoded);
}

void rune_quote(Rune rune, char out[RUNE_NAME_BYTES]) {
    static const char named[] = "abtnvfr";   // 7 to 13
    if (rune < 0 || rune > RUNE_MAX) rune = RUNE_ERROR;
    if (rune >= 7 && rune <= 13) {
        snprintf(out, RUNE_NAME_BYTES, "'\\%c'", named[rune - 7]);
    } else if (rune == '\'' || rune == '\\') {
        snprintf(out, RUNE_NAME_BYTES, "'\\%c'", (char)rune);
    } else if (rune_is_print(rune)) {
        char encoded[RUNE_BYTES_MAX + 1] = {0};
        utf8_encode(rune, encoded);
        snprintf(out, RUNE_NAME_BYTES, "'%s'", encoded);
    } else if (rune < ' ' || rune == 0x7F) {
        snprintf(out, RUNE_NAME_BYTES, "'\\x%02x'", (unsigned)rune);
    } else if (rune < 0x10000) {
        snprintf(out, RUNE_NAME_BYTES, "'\\u%04x'", (unsigned)rune);
    } else {
        snprintf(out, RUNE_NAME_BYTES, "'\\U%08x'", (unsigned)rune);
    }
}
