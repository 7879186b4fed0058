// lexer/skip.c - passes over a function body without making tokens, for bodies that are parsed
// later or never.
#include <string.h>

#include "lexer/lexer_int.h"

// The bytes that matter while skipping: brackets of blocks, and what may hide one.
static const bool stops[256] = {
    [0] = true, ['{'] = true, ['}'] = true, ['"'] = true, ['`'] = true, ['\''] = true, ['/'] = true,
};

// Returns the place behind the "..." or '...' literal at [p], or NULL when it does not end on its
// line.
static const char *skip_quoted(const char *p, const char *end) {
    char quote = *p++;
    for (; p < end && *p != '\n'; p++) {
        if (*p == quote) return p + 1;
        if (*p == '\\') p++;
    }
    return NULL;
}

static const char *skip_raw(const char *p, const char *end) {
    const char *close = memchr(p + 1, '`', (size_t)(end - p - 1));
    return close ? close + 1 : NULL;
}

// Comments go the ordinary way, because a line directive in one counts for the lines after the
// block too.
static const char *skip_slash(Lexer *lexer, const char *p) {
    if (p[1] == '/') scan_line_comment(lexer, p);
    else if (p[1] == '*') scan_block_comment(lexer, p);
    else return p + 1;
    return lexer->cursor;
}

bool lexer_skip_block(Lexer *lexer) {
    const char *saved = lexer->cursor;
    uint32_t pragmas = lexer->pragmas.count;
    const char *p = saved;
    uint32_t depth = 1;
    while (p) {
        while (!stops[(unsigned char)*p]) p++;
        if (p >= lexer->end) break;
        switch (*p) {
        case '{': depth++; p++; break;
        case '}':
            p++;
            if (--depth > 0) break;
            lexer->cursor = p;
            lexer->ends_statement = true;
            lexer->pragmas.count = pragmas;   // those of the block belong to its own parse
            return true;
        case '/': p = skip_slash(lexer, p); break;
        case '`': p = skip_raw(p, lexer->end); break;
        case 0: p++; break;
        default: p = skip_quoted(p, lexer->end); break;
        }
    }
    lexer->cursor = saved;
    lexer->pragmas.count = pragmas;
    return false;
}
