// lexer/lexer.h - from bytes to tokens.
//
// The lexer is re2c code (lexer.re) for everything that is right and common; what is wrong, or has
// bytes beyond ASCII, or needs checking digit by digit, goes to plain C (scan.c, number.c). Errors
// are reported in gc's words and the lexer goes on: it always makes progress and ends with TOK_EOF.
//
// A ';' is inserted at a newline (or at the end of the file) after a token that can end a
// statement; such a TOK_SEMI has [inserted] set.
//
// NULs, byte order marks and bytes that are not UTF-8 are reported by lexer_check_encoding() in one
// sweep over the file; the lexer itself then passes over them silently.
#ifndef MOUND_LEXER_LEXER_H
#define MOUND_LEXER_LEXER_H

#include "base/diag.h"
#include "lexer/token.h"

// A `//go:name arguments` comment. It belongs to the token that follows it.
typedef struct Pragma {
    Pos pos;           // of the comment
    Pos token_pos;     // of the token after it
    const char *text;  // "go:name arguments", not NUL-terminated
    uint32_t bytes;
    bool used;         // by the parser: a declaration has taken it
} Pragma;

typedef struct Lexer {
    const char *cursor;        // next byte to read
    const char *end;           // one past the last byte; a NUL stands there
    const char *start;         // first byte of the file
    SourceFile *file;
    Diags *diags;              // NULL: errors are not reported
    Arena *arena;              // for pragmas; NULL: pragmas are not noted
    bool ends_statement;       // the last token can end a statement
    bool literal_bad;          // the literal just returned was complained about
    VEC(Pragma) pragmas;       // in source order
    uint32_t pragmas_placed;   // how many of them know their token
} Lexer;

// Starts reading [file] at byte [offset]; see struct Lexer for [diags] and [arena].
void lexer_init(Lexer *lexer, SourceFile *file, uint32_t offset, Diags *diags, Arena *arena);
// Reads the next token. After the end it returns TOK_EOF for ever.
void lexer_next(Lexer *lexer, Token *token);
// The cursor stands behind a "{": moves it behind the matching "}" without making tokens. Returns
// false, and moves nothing, when there is none or a literal on the way is malformed.
bool lexer_skip_block(Lexer *lexer);
// Reports every NUL, byte order mark (but the first) and invalid UTF-8 byte of [file].
void lexer_check_encoding(SourceFile *file, Diags *diags);

#endif
