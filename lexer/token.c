#include "lexer/token.h"

const char *token_spelling(TokenKind kind) {
    static const char *const spellings[TOK_COUNT] = {
#define T(name, spelling, class) [TOK_##name] = spelling,
#include "lexer/tokens.def"
#undef T
    };
    return spellings[kind];
}
