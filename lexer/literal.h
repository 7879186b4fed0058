// lexer/literal.h - the values of string and rune literals.
//
// For literals the lexer has not complained about; of malformed ones the value is some prefix.
#ifndef MOUND_LEXER_LITERAL_H
#define MOUND_LEXER_LITERAL_H

#include "base/arena.h"

// The bytes of the string literal spelled [text] (quotes included), in [arena], NUL-terminated;
// *[length] is how many there are.
char *literal_string(Arena *arena, const char *text, uint32_t bytes, size_t *length);
// The value of the rune literal spelled [text] (quotes included).
int32_t literal_rune(const char *text, uint32_t bytes);

#endif
