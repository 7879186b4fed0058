// stdlib/utf8.h - UTF-8 as Go decodes it, for the natives.
//
// Anything that is not valid UTF-8 decodes to U+FFFD of width 1, byte by byte.
#ifndef MOUND_STDLIB_UTF8_H
#define MOUND_STDLIB_UTF8_H

#include <stdbool.h>
#include <stdint.h>

enum { UTF8_ERROR = 0xFFFD, UTF8_MAX_RUNE = 0x10FFFF };

// Decodes the rune at [text]; *[width] is 0 only when there are no bytes.
static inline int32_t utf8_decode(const char *text, int64_t bytes, int *width) {
    const unsigned char *p = (const unsigned char *)text;
    *width = bytes > 0;
    if (bytes <= 0) return UTF8_ERROR;
    unsigned first = p[0];
    if (first < 0x80) return (int32_t)first;
    int need = first >= 0xC2 && first <= 0xDF ? 2 : (first & 0xF0) == 0xE0 ? 3
             : first >= 0xF0 && first <= 0xF4 ? 4 : 0;
    if (!need || bytes < need) return UTF8_ERROR;
    uint32_t rune = first & (0xFFu >> (need + 1));
    for (int i = 1; i < need; i++) {
        if ((p[i] & 0xC0) != 0x80) return UTF8_ERROR;
        rune = rune << 6 | (p[i] & 0x3F);
    }
    bool too_small = rune < (need == 3 ? 0x800u : need == 4 ? 0x10000u : 0x80u);
    if (too_small || rune > UTF8_MAX_RUNE || (rune >= 0xD800 && rune <= 0xDFFF)) return UTF8_ERROR;
    *width = need;
    return (int32_t)rune;
}

// Encodes [rune] (U+FFFD when it has no encoding) into [out] of at least 4 bytes; its width.
static inline int utf8_encode(char *out, int32_t rune) {
    uint32_t r = (uint32_t)rune;
    if (r > UTF8_MAX_RUNE || (r >= 0xD800 && r <= 0xDFFF)) r = UTF8_ERROR;
    if (r < 0x80) {
        out[0] = (char)r;
        return 1;
    }
    if (r < 0x800) {
        out[0] = (char)(0xC0 | r >> 6);
        out[1] = (char)(0x80 | (r & 0x3F));
        return 2;
    }
    if (r < 0x10000) {
        out[0] = (char)(0xE0 | r >> 12);
        out[1] = (char)(0x80 | (r >> 6 & 0x3F));
        out[2] = (char)(0x80 | (r & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | r >> 18);
    out[1] = (char)(0x80 | (r >> 12 & 0x3F));
    out[2] = (char)(0x80 | (r >> 6 & 0x3F));
    out[3] = (char)(0x80 | (r & 0x3F));
    return 4;
}

// Decodes the last rune before [bytes].
static inline int32_t utf8_decode_last(const char *text, int64_t bytes, int *width) {
    int64_t limit = bytes > 4 ? bytes - 4 : 0;
    *width = bytes > 0;
    if (bytes <= 0) return UTF8_ERROR;
    for (int64_t start = bytes - 1; start >= limit; start--) {
        if ((text[start] & 0xC0) == 0x80) continue;
        int length;
        int32_t rune = utf8_decode(text + start, bytes - start, &length);
        if (start + length != bytes) return UTF8_ERROR;
        *width = length;
        return rune;
    }
    return UTF8_ERROR;
}

// Counts the runes of [text].
static inline int64_t utf8_count(const char *text, int64_t bytes) {
    int64_t count = 0;
    for (int64_t i = 0; i < bytes; count++) {
        int width = 1;
        if (text[i] & 0x80) utf8_decode(text + i, bytes - i, &width);
        i += width;
    }
    return count;
}

#endif
