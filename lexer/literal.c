#include "lexer/literal.h"

#include <string.h>

#include "base/utf8.h"

// One element of a literal: a rune, or a single byte (\xff, \377).
typedef struct Element {
    int32_t value;
    bool is_byte;
} Element;

static int32_t digits_value(const char *p, const char *end, uint32_t base) {
    uint32_t value = 0;
    for (; p < end; p++) {
        uint32_t digit = *p <= '9' ? (uint32_t)(*p - '0') : (uint32_t)((*p | 0x20) - 'a' + 10);
        value = value * base + digit;
    }
    return (int32_t)value;
}

// Reads the escape whose backslash is at *[p] and moves *[p] behind it.
static Element read_escape(const char **p, const char *end) {
    static const char letters[] = "abtnvfr";   // values 7 to 13
    const char *at = *p + 1;
    if (at >= end) {
        *p = end;
        return (Element){0, true};
    }
    uint32_t digits = *at == 'x' ? 2 : *at == 'u' ? 4 : *at == 'U' ? 8 : 0;
    bool octal = *at >= '0' && *at <= '7';
    if (octal) digits = 3;
    if (digits) {
        const char *first = octal ? at : at + 1;
        const char *last = end - first < (ptrdiff_t)digits ? end : first + digits;
        *p = last;
        return (Element){digits_value(first, last, octal ? 8 : 16), octal || *at == 'x'};
    }
    *p = at + 1;
    const char *letter = *at ? strchr(letters, *at) : NULL;
    return (Element){letter ? (int32_t)(7 + (letter - letters)) : *at, false};
}

static Element read_element(const char **p, const char *end) {
    if (**p == '\\') return read_escape(p, end);
    uint32_t width;
    Rune rune = utf8_decode(*p, (size_t)(end - *p), &width);
    *p += width;
    return (Element){rune, false};
}

// A raw string keeps everything but carriage returns.
static char *raw_string(Arena *arena, const char *p, const char *end, size_t *length) {
    char *value = arena_alloc(arena, (size_t)(end - p) + 1);
    char *out = value;
    for (; p < end; p++)
        if (*p != '\r') *out++ = *p;
    *length = (size_t)(out - value);
    return value;
}

char *literal_string(Arena *arena, const char *text, uint32_t bytes, size_t *length) {
    const char *end = text + bytes;
    const char *p = text + 1;
    if (bytes >= 2 && end[-1] == text[0]) end--;
    if (text[0] == '`') return raw_string(arena, p, end, length);
    // The value is never longer than its spelling.
    char *value = arena_alloc(arena, bytes + 1);
    char *out = value;
    while (p < end) {
        size_t plain = (size_t)(end - p);
        const char *escape = memchr(p, '\\', plain);
        if (escape) plain = (size_t)(escape - p);
        memcpy(out, p, plain);
        out += plain;
        p += plain;
        if (!escape) break;
        Element element = read_escape(&p, end);
        if (element.is_byte) *out++ = (char)element.value;
        else out += utf8_encode(element.value, out);
    }
    *length = (size_t)(out - value);
    *out = 0;
    return value;
}

int32_t literal_rune(const char *text, uint32_t bytes) {
    const char *p = text + 1;
    const char *end = text + bytes;
    return p < end ? read_element(&p, end).value : 0;
}
