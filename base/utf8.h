// base/utf8.h - runes and their UTF-8 form, with Go's rules; classes of runes from utf8proc.
//
// Decoding follows Go: overlong forms, surrogates and values over U+10FFFF are invalid, and each
// byte of an invalid sequence counts as one RUNE_ERROR of width 1.
#ifndef MOUND_BASE_UTF8_H
#define MOUND_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t Rune;

enum {
    RUNE_ERROR = 0xFFFD,
    RUNE_MAX = 0x10FFFF,
    RUNE_BOM = 0xFEFF,
    RUNE_BYTES_MAX = 4,
};

// The part of utf8_decode for everything but ASCII.
Rune utf8_decode_slow(const char *text, size_t bytes, uint32_t *width);

// Decodes the first rune of [text]. *[width] is how many bytes it took: 0 when [bytes] is 0. An
// invalid sequence gives RUNE_ERROR with width 1; U+FFFD itself has width 3.
static inline Rune utf8_decode(const char *text, size_t bytes, uint32_t *width) {
    if (bytes && (unsigned char)text[0] < 0x80) {
        *width = 1;
        return text[0];
    }
    return utf8_decode_slow(text, bytes, width);
}

// Writes [rune] to [out] (room for RUNE_BYTES_MAX); returns the bytes written. Surrogates and
// values out of range are written as U+FFFD.
uint32_t utf8_encode(Rune rune, char *out);

// unicode.IsLetter, IsDigit, IsUpper and IsPrint of Go.
bool rune_is_letter(Rune rune);
bool rune_is_digit(Rune rune);
bool rune_is_upper(Rune rune);
bool rune_is_print(Rune rune);

enum { RUNE_NAME_BYTES = 32 };
// Writes [rune] as fmt's %#U does: `U+0040 '@'`, without the quoted form when it is not printable.
void rune_name(Rune rune, char out[RUNE_NAME_BYTES]);
// Writes [rune] as fmt's %q does: `'@'`, `'\n'`, `'\u2028'`.
void rune_quote(Rune rune, char out[RUNE_NAME_BYTES]);

#endif
