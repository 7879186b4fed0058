// stdlib/search.c - searching in bytes.
#include "stdlib/search.h"

#include <string.h>
#include <utf8proc.h>

#include "stdlib/utf8.h"

static GoString from(GoString s, int64_t at) { return (GoString){s.text + at, s.bytes - at}; }

int64_t search_index(GoString s, GoString part) {
    if (part.bytes == 0) return 0;
    if (part.bytes > s.bytes) return -1;
    const char *found = part.bytes == 1 ? memchr(s.text, part.text[0], (size_t)s.bytes)
                                        : memmem(s.text, (size_t)s.bytes, part.text,
                                                 (size_t)part.bytes);
    return found ? found - s.text : -1;
}

int64_t search_last_index(GoString s, GoString part) {
    if (part.bytes == 0) return s.bytes;
    for (int64_t at = s.bytes - part.bytes; at >= 0; at--) {
        if (s.text[at] == part.text[0] && !memcmp(s.text + at, part.text, (size_t)part.bytes)) {
            return at;
        }
    }
    return -1;
}

int64_t search_last_byte(GoString s, char c) {
    const char *found = s.bytes ? memrchr(s.text, c, (size_t)s.bytes) : NULL;
    return found ? found - s.text : -1;
}

int64_t search_count(GoString s, GoString part) {
    if (part.bytes == 0) return utf8_count(s.text, s.bytes) + 1;
    int64_t count = 0;
    for (int64_t at = 0;; count++) {
        int64_t found = search_index(from(s, at), part);
        if (found < 0) return count;
        at += found + part.bytes;
    }
}

static bool set_has(GoString set, int32_t rune) {
    for (int64_t i = 0; i < set.bytes;) {
        int width;
        if (utf8_decode(set.text + i, set.bytes - i, &width) == rune) return true;
        i += width;
    }
    return false;
}

int64_t search_index_any(GoString s, GoString set) {
    for (int64_t i = 0; i < s.bytes;) {
        int width;
        if (set_has(set, utf8_decode(s.text + i, s.bytes - i, &width))) return i;
        i += width;
    }
    return -1;
}

int64_t search_last_index_any(GoString s, GoString set) {
    for (int64_t end = s.bytes; end > 0;) {
        int width;
        int32_t rune = utf8_decode_last(s.text, end, &width);
        end -= width;
        if (set_has(set, rune)) return end;
    }
    return -1;
}

int64_t search_index_rune(GoString s, int64_t rune) {
    if (rune == UTF8_ERROR) {
        return search_index_any(s, (GoString){"\xEF\xBF\xBD", 3});
    }
    if (rune < 0 || rune > UTF8_MAX_RUNE || (rune >= 0xD800 && rune <= 0xDFFF)) return -1;
    char encoded[4];
    int64_t bytes = utf8_encode(encoded, (int32_t)rune);
    return search_index(s, (GoString){encoded, bytes});
}

// One rune for all that are equal when case is ignored. Sigma, k, s and some others have three or
// more forms; going through upper case unites them, but for the few that have only one neighbour.
static int32_t fold(int32_t rune) {
    if (rune < 0x80) return rune >= 'A' && rune <= 'Z' ? rune + 32 : rune;
    switch (rune) {
    case 0x130: case 0x131: return rune;      // dotted and dotless i stand alone
    case 0xDF: case 0x1E9E: return 0xDF;
    case 0x3F4: return 0x3B8;
    case 0x2126: return 0x3C9;
    case 0x212A: return 'k';
    case 0x212B: return 0xE5;
    }
    return utf8proc_tolower(utf8proc_toupper(rune));
}

bool search_equal_fold(GoString a, GoString b) {
    while (a.bytes && b.bytes) {
        int width_a, width_b;
        int32_t rune_a = utf8_decode(a.text, a.bytes, &width_a);
        int32_t rune_b = utf8_decode(b.text, b.bytes, &width_b);
        if (rune_a != rune_b && fold(rune_a) != fold(rune_b)) return false;
        a = from(a, width_a);
        b = from(b, width_b);
    }
    return a.bytes == b.bytes;
}

bool search_is_space(int32_t rune) {
    if (rune < 0x80) return rune == ' ' || (rune >= '\t' && rune <= '\r');
    return rune == 0x85 || rune == 0xA0 || rune == 0x1680 || (rune >= 0x2000 && rune <= 0x200A) ||
           rune == 0x2028 || rune == 0x2029 || rune == 0x202F || rune == 0x205F || rune == 0x3000;
}

GoString search_trim_space(GoString s) {
    int width;
    while (s.bytes && search_is_space(utf8_decode(s.text, s.bytes, &width))) s = from(s, width);
    while (s.bytes && search_is_space(utf8_decode_last(s.text, s.bytes, &width))) s.bytes -= width;
    return s;
}

GoString search_trim_set(GoString s, GoString set, bool left, bool right) {
    int width;
    while (left && s.bytes && set_has(set, utf8_decode(s.text, s.bytes, &width))) {
        s = from(s, width);
    }
    while (right && s.bytes && set_has(set, utf8_decode_last(s.text, s.bytes, &width))) {
        s.bytes -= width;
    }
    return s;
}

bool search_next_field(GoString s, int64_t *at, GoString *field) {
    int width = 0;
    int64_t i = *at;
    while (i < s.bytes && search_is_space(utf8_decode(s.text + i, s.bytes - i, &width))) i += width;
    int64_t start = i;
    while (i < s.bytes && !search_is_space(utf8_decode(s.text + i, s.bytes - i, &width))) {
        i += width;
    }
    *at = i;
    *field = (GoString){s.text + start, i - start};
    return i > start;
}

static int32_t map_case(int32_t rune, CaseMode mode) {
    if (rune < 0x80) {
        if (mode == CASE_LOWER) return rune >= 'A' && rune <= 'Z' ? rune + 32 : rune;
        return rune >= 'a' && rune <= 'z' ? rune - 32 : rune;
    }
    if (mode == CASE_LOWER) return utf8proc_tolower(rune);
    if (rune == 0xDF) return rune;
    return mode == CASE_UPPER ? utf8proc_toupper(rune) : utf8proc_totitle(rune);
}

bool search_case_size(GoString s, CaseMode mode, int64_t *bytes) {
    bool changes = false;
    *bytes = 0;
    for (int64_t i = 0; i < s.bytes;) {
        int width;
        int32_t rune = utf8_decode(s.text + i, s.bytes - i, &width);
        char out[4];
        int mapped_width = utf8_encode(out, map_case(rune, mode));
        changes |= mapped_width != width || memcmp(out, s.text + i, (size_t)width);
        *bytes += mapped_width;
        i += width;
    }
    return changes;
}

void search_case_map(GoString s, CaseMode mode, char *out) {
    for (int64_t i = 0; i < s.bytes;) {
        int width;
        int32_t rune = utf8_decode(s.text + i, s.bytes - i, &width);
        out += utf8_encode(out, map_case(rune, mode));
        i += width;
    }
}
