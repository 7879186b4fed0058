// lexer/directive.c - `//line file:line:column` and `/*line file:line:column*/`.
#include "lexer/lexer_int.h"

#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_VALUE = 1 << 30 };

// The number after the last ':' before [end]. *[colon] is that ':', NULL when there is none; the
// result is -1 when what follows is not a number, and too large numbers count as LINE_MAX_VALUE.
static int64_t trailing_number(const char *text, const char *end, const char **colon) {
    *colon = memrchr(text, ':', (size_t)(end - text));
    if (!*colon || *colon + 1 == end) return -1;
    int64_t value = 0;
    for (const char *p = *colon + 1; p < end; p++) {
        if (*p < '0' || *p > '9') return -1;
        value = value * 10 + (*p - '0');
        if (value > LINE_MAX_VALUE) value = LINE_MAX_VALUE;
    }
    return value;
}

static bool number_holds(Lexer *lexer, int64_t value, const char *what, const char *at,
                         const char *end) {
    if (value > 0 && value < LINE_MAX_VALUE) return true;
    lexer_error(lexer, at, "invalid %s number: %.*s", what, (int)(end - at), at);
    return false;
}

void scan_line_directive(Lexer *lexer, const char *text, const char *end, const char *after) {
    const char *colon, *earlier = NULL;
    int64_t line = trailing_number(text, end, &colon);
    if (!colon) return;
    if (line < 0) {
        number_holds(lexer, 0, "line", colon + 1, end);
        return;
    }
    int64_t column = 0;
    int64_t number = trailing_number(text, colon, &earlier);
    const char *line_end = end;
    if (earlier && number >= 0) {
        if (!number_holds(lexer, line, "column", colon + 1, end)) return;
        column = line;
        line = number;
        line_end = colon;
        colon = earlier;
    }
    if (!number_holds(lexer, line, "line", colon + 1, line_end)) return;
    // `:line:column` without a name keeps the name; `:line` alone means the empty name.
    bool keep_path = colon == text && column;
    char *path = keep_path ? NULL : strndup(text, (size_t)(colon - text));
    source_line_directive(lexer->file, lexer->file->base + (Pos)(after - lexer->start), path,
                          (uint32_t)line, (uint32_t)column);
    free(path);
}
