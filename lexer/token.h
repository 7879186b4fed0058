// lexer/token.h - what the lexer hands to the parser.
#ifndef MOUND_LEXER_TOKEN_H
#define MOUND_LEXER_TOKEN_H

#include <stdint.h>

#include "base/source.h"
#include "base/symbol.h"

typedef enum {
#define T(name, spelling, class) TOK_##name,
#include "lexer/tokens.def"
#undef T
    TOK_COUNT
} TokenKind;

typedef struct Token {
    TokenKind kind;
    Pos pos;
    uint32_t bytes;       // length of the spelling in the source
    const char *text;     // the spelling; points into the SourceFile
    Symbol *symbol;       // TOK_NAME
    const char *inserted; // TOK_SEMI put in by the lexer: "newline" or "EOF"; else NULL
} Token;

// The spelling of [kind] as gc prints it, static text.
const char *token_spelling(TokenKind kind);

#endif
