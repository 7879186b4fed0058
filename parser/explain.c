// parser/explain.c - says what is wrong with a file that the grammar rejected.
#include "parser/parser_int.h"

// Names the token that the grammar did not take.
static void explain_token(SourceFile *source, Diags *diags, Pos rejected) {
    Lexer lexer;
    Token token;
    lexer_init(&lexer, source, rejected - source->base, NULL, NULL);
    lexer.ends_statement = true;
    lexer_next(&lexer, &token);
    if (token.kind == TOK_SEMI && token.inserted)
        diag_report(diags, rejected, "syntax error: unexpected %s", token.inserted);
    else if (token.kind == TOK_SEMI)
        diag_report(diags, rejected, "syntax error: unexpected semicolon");
    else if (token.kind >= TOK_NAME && token.kind <= TOK_STRING)
        diag_report(diags, rejected, "syntax error: unexpected %s %.*s",
                    token_spelling(token.kind), (int)token.bytes, token.text);
    else
        diag_report(diags, rejected, "syntax error: unexpected %s", token_spelling(token.kind));
}

void explain_file(SourceFile *source, Diags *diags, Pos rejected) {
    explain_token(source, diags, rejected);
}

void explain_body(SourceFile *source, uint32_t offset, Diags *diags, Pos rejected) {
    (void)offset;
    explain_token(source, diags, rejected);
}
