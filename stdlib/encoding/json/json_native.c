// stdlib/encoding/json/json_native.c - scanning JSON, and its strings.
#include "stdlib/utf8.h"
#include "vm/native.h"

typedef enum {   // scan.go has the same
    SCAN_DONE, SCAN_END, SCAN_DEPTH, SCAN_VALUE, SCAN_KEY, SCAN_AFTER_KEY, SCAN_AFTER_PAIR,
    SCAN_AFTER_ELEMENT, SCAN_STRING, SCAN_ESCAPE, SCAN_HEX, SCAN_NUMBER, SCAN_FRACTION,
    SCAN_EXPONENT, SCAN_LITERAL,
} ScanResult;

enum { DEPTH_MAX = 10000 };

typedef struct Scan {
    const unsigned char *data;
    int64_t at, end;
    const char *literal;       // SCAN_LITERAL: how much of true, false or null was read
    int64_t literal_bytes;
    bool more;                 // data may go on
} Scan;

static void skip_blanks(Scan *s) {
    while (s->at < s->end) {
        unsigned char c = s->data[s->at];
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r') return;
        s->at++;
    }
}

static bool is_digit(const Scan *s) {
    return s->at < s->end && s->data[s->at] >= '0' && s->data[s->at] <= '9';
}

// The data ends where [problem] would be any byte that does not belong there, a blank say: so Go
// reports it, unless more may come.
static ScanResult end_within(const Scan *s, ScanResult problem) {
    return s->more ? SCAN_END : problem;
}

static ScanResult scan_hex(Scan *s) {
    for (int i = 0; i < 4; i++, s->at++) {
        if (s->at == s->end) return end_within(s, SCAN_HEX);
        unsigned char c = s->data[s->at], lower = c | 0x20;
        if (!((c >= '0' && c <= '9') || (lower >= 'a' && lower <= 'f'))) return SCAN_HEX;
    }
    return SCAN_DONE;
}

static ScanResult scan_string(Scan *s) {
    for (s->at++; s->at < s->end; s->at++) {
        unsigned char c = s->data[s->at];
        if (c == '"') {
            s->at++;
            return SCAN_DONE;
        }
        if (c < ' ') return SCAN_STRING;
        if (c != '\\') continue;
        if (++s->at == s->end) return end_within(s, SCAN_ESCAPE);
        c = s->data[s->at];
        if (c == 'u') {
            s->at++;
            ScanResult result = scan_hex(s);
            if (result != SCAN_DONE) return result;
            s->at--;
        } else if (c == '\0' || !strchr("bfnrt\\/\"", c)) {
            return SCAN_ESCAPE;
        }
    }
    return SCAN_END;
}

static ScanResult scan_digits(Scan *s, ScanResult otherwise) {
    if (s->at == s->end) return end_within(s, otherwise);
    if (!is_digit(s)) return otherwise;
    while (is_digit(s)) s->at++;
    return SCAN_DONE;
}

static ScanResult scan_number(Scan *s) {
    ScanResult result = SCAN_DONE;
    if (s->data[s->at] == '-') s->at++;
    if (s->at == s->end) return end_within(s, SCAN_NUMBER);
    if (s->data[s->at] == '0') s->at++;
    else result = scan_digits(s, SCAN_NUMBER);
    if (result == SCAN_DONE && s->at < s->end && s->data[s->at] == '.') {
        s->at++;
        result = scan_digits(s, SCAN_FRACTION);
    }
    if (result == SCAN_DONE && s->at < s->end && (s->data[s->at] | 0x20) == 'e') {
        s->at++;
        if (s->at < s->end && (s->data[s->at] == '+' || s->data[s->at] == '-')) s->at++;
        result = scan_digits(s, SCAN_EXPONENT);
    }
    return result == SCAN_DONE && s->more && s->at == s->end ? SCAN_END : result;
}

static ScanResult scan_literal(Scan *s, const char *word) {
    int64_t start = s->at;
    s->literal = word;
    for (; *word; word++, s->at++) {
        s->literal_bytes = s->at - start;
        if (s->at == s->end) return end_within(s, SCAN_LITERAL);
        if (s->data[s->at] != (unsigned char)*word) return SCAN_LITERAL;
    }
    return SCAN_DONE;
}

static ScanResult scan_scalar(Scan *s) {
    switch (s->data[s->at]) {
    case '"': return scan_string(s);
    case 't': return scan_literal(s, "true");
    case 'f': return scan_literal(s, "false");
    case 'n': return scan_literal(s, "null");
    case '-': case '0': case '1': case '2': case '3': case '4':
    case '5': case '6': case '7': case '8': case '9':
        return scan_number(s);
    default: return SCAN_VALUE;
    }
}

// A key and the colon behind it.
static ScanResult scan_key(Scan *s) {
    skip_blanks(s);
    if (s->at == s->end) return SCAN_END;
    if (s->data[s->at] != '"') return SCAN_KEY;
    ScanResult result = scan_string(s);
    if (result != SCAN_DONE) return result;
    skip_blanks(s);
    if (s->at == s->end) return SCAN_END;
    if (s->data[s->at] != ':') return SCAN_AFTER_KEY;
    s->at++;
    return SCAN_DONE;
}

typedef struct Nest {
    unsigned char bits[DEPTH_MAX / 8 + 1];   // 1: an object
    int depth;
} Nest;

static bool nest_is_object(const Nest *nest) {
    int level = nest->depth - 1;
    return nest->bits[level / 8] >> level % 8 & 1;
}

// Enters the array or object at s->at. *[empty]: it has been left again.
static ScanResult nest_enter(Scan *s, Nest *nest, bool *empty) {
    bool object = s->data[s->at] == '{';
    if (nest->depth == DEPTH_MAX) return SCAN_DEPTH;
    int level = nest->depth++;
    unsigned char bit = (unsigned char)(1 << level % 8);
    nest->bits[level / 8] = (unsigned char)((nest->bits[level / 8] & ~bit) | (object ? bit : 0));
    s->at++;
    skip_blanks(s);
    if (s->at == s->end) return SCAN_END;
    *empty = s->data[s->at] == (object ? '}' : ']');
    if (*empty) {
        s->at++;
        nest->depth--;
        return SCAN_DONE;
    }
    return object ? scan_key(s) : SCAN_DONE;
}

// After a value within something: leaves what ends here, and moves on to the next value.
static ScanResult nest_go_on(Scan *s, Nest *nest) {
    while (nest->depth > 0) {
        bool object = nest_is_object(nest);
        skip_blanks(s);
        if (s->at == s->end) return SCAN_END;
        unsigned char c = s->data[s->at];
        if (c == ',') {
            s->at++;
            return object ? scan_key(s) : SCAN_DONE;
        }
        if (c != (object ? '}' : ']')) return object ? SCAN_AFTER_PAIR : SCAN_AFTER_ELEMENT;
        s->at++;
        nest->depth--;
    }
    return SCAN_DONE;
}

static ScanResult scan_value(Scan *s) {
    Nest nest = {.depth = 0};
    do {
        ScanResult result;
        bool inside = false;
        skip_blanks(s);
        if (s->at == s->end) return SCAN_END;
        if (s->data[s->at] == '{' || s->data[s->at] == '[') {
            bool empty = false;
            result = nest_enter(s, &nest, &empty);
            inside = !empty;
        } else {
            result = scan_scalar(s);
        }
        if (result == SCAN_DONE && !inside) result = nest_go_on(s, &nest);
        if (result != SCAN_DONE) return result;
    } while (nest.depth > 0);
    return SCAN_DONE;
}

// func scan(data []byte, pos int, more bool) (end, problem int, literal string)
static void json_scan(NativeCall *call) {
    GoSlice data = native_arg_slice(call, 0);
    Scan s = {.data = data.items, .at = native_arg_int(call, 3), .end = data.count,
              .more = native_arg_bool(call, 4)};
    ScanResult result = scan_value(&s);
    native_ret_int(call, 0, s.at);
    native_ret_int(call, 1, result);
    native_ret_string(call, 2, (GoString){s.literal, result == SCAN_LITERAL ? s.literal_bytes : 0});
}

// func blanks(data []byte, pos int) int
static void json_blanks(NativeCall *call) {
    GoSlice data = native_arg_slice(call, 0);
    Scan s = {.data = data.items, .at = native_arg_int(call, 3), .end = data.count};
    skip_blanks(&s);
    native_ret_int(call, 0, s.at);
}

// ---- strings ------------------------------------------------------------------------------------

// Stores the JSON of [rune], [width] bytes in UTF-8, when it must be escaped; else 0. [out] has
// room for 6 bytes.
static int escape_rune(char *out, int32_t rune, int width, bool html) {
    static const char digits[] = "0123456789abcdef";
    const char *names = "b\bf\fn\nr\rt\t\"\"\\\\";
    if (rune == UTF8_ERROR && width == 1) {
        memcpy(out, "\\ufffd", 6);
        return 6;
    }
    if (rune >= 0x80) {
        if (rune != 0x2028 && rune != 0x2029) return 0;
        memcpy(out, rune == 0x2028 ? "\\u2028" : "\\u2029", 6);
        return 6;
    }
    for (; *names; names += 2) {
        if (names[1] != rune) continue;
        out[0] = '\\';
        out[1] = names[0];
        return 2;
    }
    if (rune >= ' ' && !(html && (rune == '<' || rune == '>' || rune == '&'))) return 0;
    memcpy(out, "\\u00", 4);
    out[4] = digits[rune >> 4];
    out[5] = digits[rune & 15];
    return 6;
}

static bool is_plain(unsigned char c, bool html) {
    if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') return false;
    return !html || (c != '<' && c != '>' && c != '&');
}

// Writes [s] as a JSON string to [out], which may be NULL; returns its length.
static int64_t quote_string(char *out, GoString s, bool html) {
    int64_t length = 0;
    if (out) out[length] = '"';
    length++;
    for (int64_t i = 0; i < s.bytes;) {
        int width = 1;
        char escape[6];
        int escaped = 0;
        if (!is_plain((unsigned char)s.text[i], html)) {
            int32_t rune = utf8_decode(s.text + i, s.bytes - i, &width);
            escaped = escape_rune(escape, rune, width, html);
        }
        const char *from = escaped ? escape : s.text + i;
        int bytes = escaped ? escaped : width;
        if (out) memcpy(out + length, from, (size_t)bytes);
        length += bytes;
        i += width;
    }
    if (out) out[length] = '"';
    return length + 1;
}

// func quoted(s string, html bool) int
static void json_quoted(NativeCall *call) {
    native_ret_int(call, 0,
                   quote_string(NULL, native_arg_string(call, 0), native_arg_bool(call, 2)));
}

// func quoteTo(dst []byte, s string, html bool)
static void json_quote_to(NativeCall *call) {
    quote_string(native_arg_slice(call, 0).items, native_arg_string(call, 3),
                 native_arg_bool(call, 5));
}

static int32_t hex4(const char *text) {
    int32_t value = 0;
    for (int i = 0; i < 4; i++) {
        char c = text[i];
        value = value * 16 + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return value;
}

// Reads the escape behind the backslash at [text]; returns how many bytes it takes.
static int unescape(const char *text, const char *end, int32_t *rune) {
    static const char names[] = "b\bf\fn\nr\rt\t";
    if (text[1] != 'u') {
        *rune = text[1];
        for (const char *name = names; *name; name += 2) {
            if (*name == text[1]) *rune = name[1];
        }
        return 2;
    }
    *rune = hex4(text + 2);
    if (*rune < 0xD800 || *rune > 0xDFFF) return 6;
    // A surrogate counts only with its other half.
    if (*rune < 0xDC00 && end - text >= 12 && text[6] == '\\' && text[7] == 'u') {
        int32_t low = hex4(text + 8);
        if (low >= 0xDC00 && low <= 0xDFFF) {
            *rune = 0x10000 + ((*rune - 0xD800) << 10) + (low - 0xDC00);
            return 12;
        }
    }
    *rune = UTF8_ERROR;
    return 6;
}

// Writes what [text] stands for to [out], which may be NULL; returns its length.
static int64_t unescape_all(char *out, const char *text, const char *end) {
    int64_t length = 0;
    while (text < end) {
        char encoded[4];
        int32_t rune;
        int width;
        if (*text == '\\') width = unescape(text, end, &rune);
        else rune = utf8_decode(text, end - text, &width);
        int bytes = utf8_encode(encoded, rune);
        if (out) memcpy(out + length, encoded, (size_t)bytes);
        length += bytes;
        text += width;
    }
    return length;
}

// func unquote(s []byte) string
static void json_unquote(NativeCall *call) {
    GoSlice s = native_arg_slice(call, 0);
    const char *text = (const char *)s.items + 1, *end = (const char *)s.items + s.count - 1;
    bool plain = true;
    for (const char *at = text; at < end && plain; at++) plain = *at != '\\' && !(*at & 0x80);
    if (plain) {
        native_ret_string(call, 0, native_new_string(call, text, (size_t)(end - text)));
        return;
    }
    int64_t length = unescape_all(NULL, text, end);
    char *out = native_alloc_bytes_raw(call, (size_t)length);
    unescape_all(out, text, end);
    native_ret_string(call, 0, (GoString){out, length});
}

const NativeDef encoding_json_natives[] = {
    {"scan", json_scan, 0},
    {"blanks", json_blanks, 0},
    {"quoted", json_quoted, 0},
    {"quoteTo", json_quote_to, 0},
    {"unquote", json_unquote, 0},
    {NULL, NULL, 0},
};
