// lexer/lexer_int.h - what lexer.re and the hand-written scanners share.
#ifndef MOUND_LEXER_LEXER_INT_H
#define MOUND_LEXER_LEXER_INT_H

#include "lexer/lexer.h"

// Reports an error at the byte [at].
void lexer_error(Lexer *lexer, const char *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
// Like utf8_decode at [at], within the file; at its end a 0 of no width.
int32_t lexer_rune_at(const Lexer *lexer, const char *at, uint32_t *width);
// Whether [rune] of [width] bytes is one that lexer_check_encoding() complains about.
bool lexer_rune_is_noise(const Lexer *lexer, const char *at, int32_t rune, uint32_t width);

// The scanners below start at [start], the first byte of the token, and leave the cursor behind
// it. Literals set lexer->literal_bad.

// A name with bytes beyond ASCII; the cursor stands where they may begin.
void scan_name(Lexer *lexer, const char *start);
// A "..." literal with escapes or errors in it.
void scan_string(Lexer *lexer, const char *start);
void scan_raw_string(Lexer *lexer, const char *start);
void scan_rune(Lexer *lexer, const char *start);
// A number; returns TOK_INT, TOK_FLOAT or TOK_IMAG.
TokenKind scan_number(Lexer *lexer, const char *start);
// A `//` comment; notes directives and pragmas. The newline is left.
void scan_line_comment(Lexer *lexer, const char *start);
// A `/*` comment; returns whether there was a newline in it.
bool scan_block_comment(Lexer *lexer, const char *start);
// A `line` directive: [text] is what follows the word, [after] the place it speaks about.
void scan_line_directive(Lexer *lexer, const char *text, const char *end, const char *after);

#endif
