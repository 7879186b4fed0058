// stdlib/strconv/quote.c - quoting.
#include "stdlib/strconv/quote.h"

#include <stdio.h>
#include <utf8proc.h>

#include "stdlib/utf8.h"

bool quote_is_print(int64_t rune) {
    if (rune < 0 || rune > UTF8_MAX_RUNE) return false;
    if (rune < 0x7F) return rune >= ' ';
    switch (utf8proc_category((utf8proc_int32_t)rune)) {
    case UTF8PROC_CATEGORY_CN: case UTF8PROC_CATEGORY_CC: case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS: case UTF8PROC_CATEGORY_CO: case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL: case UTF8PROC_CATEGORY_ZP:
        return false;
    default:
        return true;
    }
}

bool quote_is_graphic(int64_t rune) {
    if (quote_is_print(rune)) return true;
    return rune >= 0 && rune <= UTF8_MAX_RUNE &&
           utf8proc_category((utf8proc_int32_t)rune) == UTF8PROC_CATEGORY_ZS;
}

static bool kept(int64_t rune, QuoteMode mode) {
    if (mode == QUOTE_ASCII && rune >= 0x80) return false;
    return mode == QUOTE_GRAPHIC ? quote_is_graphic(rune) : quote_is_print(rune);
}

static void add_escape(Text *text, const char *format, unsigned value) {
    char buffer[16];
    text_add(text, buffer, snprintf(buffer, sizeof buffer, format, value));
}

static void add_rune(Text *text, int64_t rune, char quote, QuoteMode mode) {
    static const char letters[] = "\aa\bb\ff\nn\rr\tt\vv";
    if (rune == quote || rune == '\\') {
        text_add_char(text, '\\');
        text_add_char(text, (char)rune);
        return;
    }
    if (kept(rune, mode)) {
        char buffer[4];
        text_add(text, buffer, utf8_encode(buffer, (int32_t)rune));
        return;
    }
    for (size_t i = 0; i + 1 < sizeof letters; i += 2) {
        if (rune != letters[i]) continue;
        text_add_char(text, '\\');
        text_add_char(text, letters[i + 1]);
        return;
    }
    bool encodable = rune >= 0 && rune <= UTF8_MAX_RUNE && (rune < 0xD800 || rune > 0xDFFF);
    if (!encodable) rune = UTF8_ERROR;
    if (rune < ' ' || rune == 0x7F) add_escape(text, "\\x%02x", (unsigned)rune);
    else if (rune < 0x10000) add_escape(text, "\\u%04x", (unsigned)rune);
    else add_escape(text, "\\U%08x", (unsigned)rune);
}

void quote_string(Text *text, const char *chars, int64_t bytes, char quote, QuoteMode mode) {
    text_add_char(text, quote);
    for (int64_t i = 0; i < bytes;) {
        int width;
        int32_t rune = utf8_decode(chars + i, bytes - i, &width);
        if (width == 1 && rune == UTF8_ERROR) {
            add_escape(text, "\\x%02x", (unsigned char)chars[i]);
        } else {
            add_rune(text, rune, quote, mode);
        }
        i += width;
    }
    text_add_char(text, quote);
}

void quote_rune(Text *text, int64_t rune, QuoteMode mode) {
    bool encodable = rune >= 0 && rune <= UTF8_MAX_RUNE && (rune < 0xD800 || rune > 0xDFFF);
    text_add_char(text, '\'');
    add_rune(text, encodable ? rune : UTF8_ERROR, '\'', mode);
    text_add_char(text, '\'');
}

bool quote_can_backquote(const char *chars, int64_t bytes) {
    for (int64_t i = 0; i < bytes;) {
        int width;
        int32_t rune = utf8_decode(chars + i, bytes - i, &width);
        i += width;
        if (width > 1) {
            if (rune == 0xFEFF) return false;
            continue;
        }
        if (rune == UTF8_ERROR) return false;
        if ((rune < ' ' && rune != '\t') || rune == '`' || rune == 0x7F) return false;
    }
    return true;
}
