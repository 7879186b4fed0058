// repl/highlight.c - see highlight.h.
#include "repl/highlight.h"

#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "lexer/lexer.h"
#include "repl/screen.h"

static Paint paint_of(TokenKind kind) {
    switch (kind) {
    case TOK_INT: case TOK_FLOAT: case TOK_IMAG: return PAINT_NUMBER;
    case TOK_RUNE: case TOK_STRING: return PAINT_STRING;
    default: return kind >= TOK_BREAK && kind <= TOK_VAR ? PAINT_KEYWORD : PAINT_PLAIN;
    }
}

// What stands between tokens: blanks and comments.
static void put_gap(const char *text, size_t bytes) {
    bool has_comment = memchr(text, '/', bytes) != NULL;
    if (has_comment) fputs(paint(PAINT_DIM), screen.out);
    fwrite(text, 1, bytes, screen.out);
    if (has_comment) fputs(paint(PAINT_PLAIN), screen.out);
}

void highlight(const char *text, size_t bytes) {
    char *copy = calloc(1, bytes + SOURCE_PADDING);
    FATAL_IF(copy == NULL, "out of memory");
    memcpy(copy, text, bytes);
    SourceFile file = {.path = (char *)"<input>", .text = copy, .bytes = bytes, .base = 1};
    Lexer lexer = {0};
    Token token;
    size_t at = 0;
    lexer_init(&lexer, &file, 0, NULL, NULL);
    for (lexer_next(&lexer, &token); token.kind != TOK_EOF; lexer_next(&lexer, &token)) {
        size_t start = (size_t)(token.pos - file.base);
        if (token.inserted || start < at || start + token.bytes > bytes) continue;
        put_gap(text + at, start - at);
        Paint how = paint_of(token.kind);
        if (how != PAINT_PLAIN) fputs(paint(how), screen.out);
        fwrite(text + start, 1, token.bytes, screen.out);
        if (how != PAINT_PLAIN) fputs(paint(PAINT_PLAIN), screen.out);
        at = start + token.bytes;
    }
    put_gap(text + at, bytes - at);
    free(copy);
}

enum { PROMPT_COLUMNS = 7 };

void highlight_entered(const char *text) {
    size_t bytes = strlen(text);
    while (bytes > 0 && text[bytes - 1] == '\n') bytes--;
    if (!screen.color || bytes == 0 || text[strspn(text, " ")] == ':') return;
    // How many rows the editor used, its own prompt included.
    uint32_t rows = 0, columns = PROMPT_COLUMNS;
    char *copy = strndup(text, bytes), *rest = copy;
    FATAL_IF(copy == NULL, "out of memory");
    for (char *row; (row = strsep(&rest, "\n")); columns = 0)
        rows += 1 + (columns + text_columns(row)) / screen.columns;
    free(copy);
    if (rows >= screen.rows) return;   // its beginning has scrolled out of the window
    fprintf(screen.out, "\033[%uA\r\033[J%smound>%s ", rows, paint(PAINT_PROMPT),
            paint(PAINT_PLAIN));
    highlight(text, bytes);
    putc('\n', screen.out);
    fflush(screen.out);
}
