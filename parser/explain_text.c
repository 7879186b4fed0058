// parser/explain_text.c - source text for messages, in gc's spelling: one blank around binary
// operators and after commas, bodies and the elements of literals left out.
#include <string.h>

#include "parser/explain.h"

typedef struct Text {
    Arena *arena;
    VEC(char) bytes;
    TokenKind previous;
} Text;

static void put(Text *text, const char *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) vec_push(text->arena, &text->bytes, bytes[i]);
}

// Whether an operator that follows a token of [kind] has a left operand.
static bool ends_operand(TokenKind kind) {
    return (kind >= TOK_NAME && kind <= TOK_STRING) || kind == TOK_RPAREN || kind == TOK_RBRACK ||
           kind == TOK_RBRACE;
}

static bool is_binary(TokenKind kind, TokenKind previous) {
    bool assigns = kind == TOK_ASSIGN || kind == TOK_DEFINE ||
                   (kind >= TOK_ADD_ASSIGN && kind <= TOK_SHR_ASSIGN);
    bool operates = kind == TOK_ARROW || (kind >= TOK_OROR && kind <= TOK_SHR);
    return assigns || (operates && ends_operand(previous));
}

static bool is_word(TokenKind kind) {
    return (kind >= TOK_NAME && kind <= TOK_STRING) || kind >= TOK_BREAK;
}

// Two words need a blank between them; so does a type after `chan` or a result after ")".
static bool needs_blank(TokenKind previous, TokenKind kind) {
    if (previous == TOK_COMMA) return true;
    if (previous == TOK_CHAN) return kind != TOK_ARROW;
    return is_word(kind) && (is_word(previous) || previous == TOK_RPAREN);
}

const char *explain_text(Explainer *e, Pos start, Pos end) {
    Text text = {.arena = &e->arena, .previous = TOK_EOF};
    Lexer lexer;
    Token token;
    lexer_init(&lexer, e->source, start - e->source->base, NULL, NULL);
    for (lexer_next(&lexer, &token); token.kind != TOK_EOF && token.pos < end;
         lexer_next(&lexer, &token)) {
        if (token.kind == TOK_SEMI && token.inserted) continue;
        bool binary = is_binary(token.kind, text.previous);
        if (binary || needs_blank(text.previous, token.kind)) put(&text, " ", 1);
        put(&text, token.text, token.bytes);
        if (binary) put(&text, " ", 1);
        text.previous = token.kind;
        if (token.kind == TOK_LBRACE && *lexer.cursor != '}' && lexer_skip_block(&lexer)) {
            put(&text, "…}", strlen("…}"));
            text.previous = TOK_RBRACE;
        }
    }
    put(&text, "", 1);
    return text.bytes.items;
}
