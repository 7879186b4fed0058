// lexer/scan.c - names, strings, runes and comments that lexer.re leaves to plain code.
#include "lexer/lexer_int.h"

#include <string.h>

#include "base/utf8.h"

void lexer_init(Lexer *lexer, SourceFile *file, uint32_t offset, Diags *diags, Arena *arena) {
    *lexer = (Lexer){.cursor = file->text + offset,
                     .start = file->text,
                     .end = file->text + file->bytes,
                     .file = file,
                     .diags = diags,
                     .arena = arena};
    bool is_script = offset == 0 && file->bytes > 1 && !memcmp(file->text, "#!", 2);
    if (is_script)   // the first line is for the shell
        while (lexer->cursor < lexer->end && *lexer->cursor != '\n') lexer->cursor++;
}

void lexer_error(Lexer *lexer, const char *at, const char *format, ...) {
    if (!lexer->diags) return;
    va_list args;
    va_start(args, format);
    diag_vreport(lexer->diags, lexer->file->base + (Pos)(at - lexer->start), format, args);
    va_end(args);
}

int32_t lexer_rune_at(const Lexer *lexer, const char *at, uint32_t *width) {
    *width = 0;
    return at < lexer->end ? utf8_decode(at, (size_t)(lexer->end - at), width) : 0;
}

bool lexer_rune_is_noise(const Lexer *lexer, const char *at, int32_t rune, uint32_t width) {
    if (rune == 0) return at < lexer->end;
    return rune == RUNE_BOM || (rune == RUNE_ERROR && width == 1);
}

// ---- encoding ---------------------------------------------------------------------------------

// The length of the run of ASCII bytes other than NUL at [text].
static size_t plain_run(const char *text, const char *end) {
    const char *p = text;
    while (end - p >= 8) {
        uint64_t word;
        memcpy(&word, p, sizeof word);
        // A byte is NUL or has its top bit set: subtracting 1 borrows from a NUL.
        if (((word - 0x0101010101010101u) | word) & 0x8080808080808080u) break;
        p += 8;
    }
    while (p < end && (signed char)*p > 0) p++;
    return (size_t)(p - text);
}

void lexer_check_encoding(SourceFile *file, Diags *diags) {
    const char *end = file->text + file->bytes;
    for (const char *p = file->text; (p += plain_run(p, end)) < end;) {
        uint32_t width;
        Rune rune = utf8_decode(p, (size_t)(end - p), &width);
        Pos pos = file->base + (Pos)(p - file->text);
        if (rune == 0) diag_report(diags, pos, "invalid NUL character");
        else if (rune == RUNE_ERROR && width == 1)
            diag_report(diags, pos, "invalid UTF-8 encoding");
        else if (rune == RUNE_BOM && p > file->text)
            diag_report(diags, pos, "invalid BOM in the middle of the file");
        p += width;
    }
}

// ---- names ------------------------------------------------------------------------------------

void scan_name(Lexer *lexer, const char *start) {
    const char *p = lexer->cursor;
    bool first = p == start;
    for (;;) {
        uint32_t width;
        Rune rune = lexer_rune_at(lexer, p, &width);
        if (lexer_rune_is_noise(lexer, p, rune, width)) {
            p += width;
            continue;
        }
        char name[RUNE_NAME_BYTES];
        bool ascii_letter = (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z');
        if (ascii_letter || rune == '_' || (rune >= 0x80 && rune_is_letter(rune))) {
            // ok
        } else if (rune_is_digit(rune)) {
            rune_name(rune, name);
            if (first) lexer_error(lexer, p, "identifier cannot begin with digit %s", name);
        } else if (rune >= 0x80) {
            rune_name(rune, name);
            lexer_error(lexer, p, "invalid character %s in identifier", name);
        } else {
            break;
        }
        first = false;
        p += width;
    }
    lexer->cursor = p;
}

// ---- strings and runes ------------------------------------------------------------------------

// The value of the digit [c] in [base], or -1.
static int digit_value(char c, uint32_t base) {
    uint32_t value = 99;
    if (c >= '0' && c <= '9') value = (uint32_t)(c - '0');
    else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') value = (uint32_t)((c | 0x20) - 'a' + 10);
    return value < base ? (int)value : -1;
}

// Checks the value of an escape whose digits end at the cursor.
static bool escape_value_holds(Lexer *lexer, uint32_t value, uint32_t base, uint32_t max) {
    if (value > max && base == 8) {
        lexer_error(lexer, lexer->cursor, "octal escape value %u > 255", value);
        return false;
    }
    if (value > max || (value >= 0xD800 && value < 0xE000)) {
        char name[RUNE_NAME_BYTES];
        if (value > RUNE_MAX) snprintf(name, sizeof name, "U+%04X", value);
        else rune_name((Rune)value, name);
        lexer_error(lexer, lexer->cursor, "escape is invalid Unicode code point %s", name);
        return false;
    }
    return true;
}

// Reads the digits of an escape. At the end of the file the caller complains.
static bool scan_escape_digits(Lexer *lexer, int digits, uint32_t base, uint32_t max) {
    uint32_t value = 0;
    for (; digits > 0; digits--) {
        if (lexer->cursor >= lexer->end) return true;
        int digit = digit_value(*lexer->cursor, base);
        if (digit < 0) {
            uint32_t width;
            char quoted[RUNE_NAME_BYTES];
            rune_quote(lexer_rune_at(lexer, lexer->cursor, &width), quoted);
            lexer_error(lexer, lexer->cursor, "invalid character %s in %s escape", quoted,
                        base == 8 ? "octal" : "hexadecimal");
            return false;
        }
        value = value * base + (uint32_t)digit;
        lexer->cursor++;
    }
    return escape_value_holds(lexer, value, base, max);
}

// The cursor stands behind a backslash. Returns whether the escape is right.
static bool scan_escape(Lexer *lexer, char quote) {
    if (lexer->cursor >= lexer->end) return true;
    char c = *lexer->cursor;
    if (c == quote || (c && strchr("abfnrtv\\", c))) {
        lexer->cursor++;
        return true;
    }
    if (c >= '0' && c <= '7') return scan_escape_digits(lexer, 3, 8, 255);
    int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits == 0) {
        lexer_error(lexer, lexer->cursor, "unknown escape");
        return false;
    }
    lexer->cursor++;
    return scan_escape_digits(lexer, digits, 16, c == 'x' ? 255 : RUNE_MAX);
}

void scan_string(Lexer *lexer, const char *start) {
    bool ok = true;
    lexer->cursor = start + 1;
    for (;;) {
        if (lexer->cursor >= lexer->end) {
            lexer_error(lexer, start, "string not terminated");
            ok = false;
            break;
        }
        char c = *lexer->cursor;
        if (c == '\n') {
            lexer_error(lexer, lexer->cursor, "newline in string");
            ok = false;
            break;
        }
        lexer->cursor++;
        if (c == '"') break;
        if (c == '\\' && !scan_escape(lexer, '"')) ok = false;
    }
    lexer->literal_bad = !ok;
}

void scan_raw_string(Lexer *lexer, const char *start) {
    const char *close = memchr(start + 1, '`', (size_t)(lexer->end - start - 1));
    lexer->literal_bad = !close;
    lexer->cursor = close ? close + 1 : lexer->end;
    if (!close) lexer_error(lexer, start, "string not terminated");
}

void scan_rune(Lexer *lexer, const char *start) {
    bool ok = true;
    lexer->cursor = start + 1;
    for (int runes = 0;; runes++) {
        const char *at = lexer->cursor;
        if (at >= lexer->end) {
            if (ok) lexer_error(lexer, start, "rune literal not terminated");
            ok = false;
            break;
        }
        if (*at == '\n') {
            if (ok) lexer_error(lexer, at, "newline in rune literal");
            ok = false;
            break;
        }
        uint32_t width;
        Rune rune = lexer_rune_at(lexer, at, &width);
        lexer->cursor = at + width;
        if (rune == '\'') {
            if (ok && runes == 0) lexer_error(lexer, at, "empty rune literal or unescaped '");
            if (ok && runes > 1)
                lexer_error(lexer, start, "more than one character in rune literal");
            if (runes != 1) ok = false;
            break;
        }
        if (rune == '\\' && !scan_escape(lexer, '\'')) ok = false;
        if (lexer_rune_is_noise(lexer, at, rune, width)) runes--;
    }
    lexer->literal_bad = !ok;
}

// ---- comments ---------------------------------------------------------------------------------

static void note_pragma(Lexer *lexer, const char *start, const char *end) {
    if (!lexer->arena) return;
    if (end > start && end[-1] == '\r') end--;
    Pragma pragma = {.pos = lexer->file->base + (Pos)(start - lexer->start),
                     .text = start + 2,
                     .bytes = (uint32_t)(end - start - 2)};
    vec_push(lexer->arena, &lexer->pragmas, pragma);
}

void scan_line_comment(Lexer *lexer, const char *start) {
    const char *end = memchr(start, '\n', (size_t)(lexer->end - start));
    if (!end) end = lexer->end;
    lexer->cursor = end;
    if (start[2] == 'g' && start[3] == 'o' && start[4] == ':') {
        note_pragma(lexer, start, end);
    } else if (start[2] == 'l' && memcmp(start, "//line ", 7) == 0 &&
               (start == lexer->start || start[-1] == '\n')) {
        const char *text_end = end[-1] == '\r' ? end - 1 : end;
        // The directive speaks about the line after it.
        scan_line_directive(lexer, start + 7, text_end, end < lexer->end ? end + 1 : end);
    }
}

bool scan_block_comment(Lexer *lexer, const char *start) {
    const char *p = start + 2;
    const char *close = lexer->end - p >= 2 ? memmem(p, (size_t)(lexer->end - p), "*/", 2) : NULL;
    if (!close) lexer_error(lexer, start, "comment not terminated");
    const char *end = close ? close : lexer->end;
    lexer->cursor = close ? close + 2 : lexer->end;
    if (memchr(p, '\n', (size_t)(end - p))) return true;
    if (close && memcmp(p, "line ", 5) == 0)
        scan_line_directive(lexer, p + 5, end, lexer->cursor);
    return false;
}
