// libFuzzer target: any bytes through the lexer. Tokens must move forward, lie inside the file and
// end with EOF; literals must decode.
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "lexer/lexer.h"
#include "lexer/literal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_literal(Arena *arena, const Token *token) {
    size_t length;
    if (token->kind == TOK_STRING) literal_string(arena, token->text, token->bytes, &length);
    if (token->kind == TOK_RUNE) literal_rune(token->text, token->bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    // Not registered: each file would use up positions for ever.
    SourceFile file = {.path = "fuzz.go", .base = 1, .bytes = size};
    char *text = calloc(1, size + SOURCE_PADDING);
    memcpy(text, data, size);
    file.text = text;
    Arena arena;
    arena_init(&arena);
    Diags diags;
    diags_init(&diags, &arena, 0);
    lexer_check_encoding(&file, &diags);
    Lexer lexer;
    Token token;
    lexer_init(&lexer, &file, 0, &diags, &arena);
    const char *before = text;
    do {
        lexer_next(&lexer, &token);
        FATAL_IF(token.text < before, "the lexer went back");
        FATAL_IF(token.text + token.bytes > text + size, "a token reaches beyond the end");
        before = token.text;
        check_literal(&arena, &token);
        if (token.kind == TOK_LBRACE && size % 2) lexer_skip_block(&lexer);
    } while (token.kind != TOK_EOF);
    arena_free(&arena);
    free(file.directives);
    free(file.line_starts);
    free(text);
    return 0;
}
