#include "parser/explain.h"

#include <string.h>

// Deeper input is not explained: the reader is recursive, and the grammar has refused it anyway.
enum { EXPLAIN_DEPTH_MAX = 1500 };

// ---- tokens -----------------------------------------------------------------------------------

void explain_next(Explainer *e) {
    e->previous_end = e->token.pos + e->token.bytes;
    lexer_next(&e->lexer, &e->token);
}

bool explain_got(Explainer *e, TokenKind kind) {
    if (e->token.kind != kind) return false;
    explain_next(e);
    return true;
}

bool explain_at(const Explainer *e, TokenSet set) {
    return (set >> e->token.kind) & 1;
}

bool explain_enter(Explainer *e) {
    if (++e->depth < EXPLAIN_DEPTH_MAX) return true;
    // Pretend that the file ends here: every loop stops at EOF.
    e->cut_off = true;
    e->lexer.cursor = e->lexer.end;
    e->lexer.ends_statement = false;
    lexer_next(&e->lexer, &e->token);
    return false;
}

void explain_leave(Explainer *e) {
    e->depth--;
}

Expr *explain_node(Explainer *e, ExprKind kind, Pos pos) {
    Expr *x = ARENA_NEW(&e->arena, Expr);
    x->kind = kind;
    x->pos = pos;
    x->op_pos = e->token.pos;
    return x;
}

Expr *explain_close(Explainer *e, Expr *x) {
    x->end_pos = e->previous_end;
    return x;
}

// ---- errors -----------------------------------------------------------------------------------

const char *explain_wanted(TokenKind kind) {
    return kind == TOK_SEMI ? "semicolon or newline" : token_spelling(kind);
}

// How messages call the token at hand.
static const char *token_found(Explainer *e) {
    const Token *token = &e->token;
    if (token->kind == TOK_SEMI && token->inserted) return token->inserted;
    if (token->kind >= TOK_NAME && token->kind <= TOK_STRING)
        return arena_printf(&e->arena, "%s %.*s", token_spelling(token->kind), (int)token->bytes,
                            token->text);
    return token_spelling(token->kind);
}

static bool begins(const char *text, const char *prefix) {
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

void explain_error_at(Explainer *e, Pos pos, const char *format, ...) {
    if (e->cut_off) return;
    // At the end of the file everything is missing; the first error says enough.
    if (e->token.kind == TOK_EOF && e->diags->list.count > e->errors_before) return;
    va_list args;
    va_start(args, format);
    const char *text = arena_vprintf(&e->arena, format, args);
    va_end(args);
    const char *joint = NULL;
    if (begins(text, "in ") || begins(text, "at ") || begins(text, "after ")) joint = " ";
    else if (begins(text, "expected ")) joint = ", ";
    if (joint)
        diag_report(e->diags, pos, "syntax error: unexpected %s%s%s", token_found(e), joint, text);
    else
        diag_report(e->diags, pos, "syntax error: %s", text);
}

void explain_other_error(Explainer *e, Pos pos, const char *text) {
    diag_report(e->diags, pos, "%s", text);
}

// ---- synchronization --------------------------------------------------------------------------

// Keywords that begin a statement: skipping stops at them inside a function.
static const TokenSet statement_keywords =
    BIT(BREAK) | BIT(CONST) | BIT(CONTINUE) | BIT(DEFER) | BIT(FALLTHROUGH) | BIT(FOR) | BIT(GO) |
    BIT(GOTO) | BIT(IF) | BIT(RETURN) | BIT(SELECT) | BIT(SWITCH) | BIT(TYPE) | BIT(VAR);

void explain_skip_to(Explainer *e, TokenSet follow) {
    follow |= BIT(EOF);
    if (e->func_nest > 0) follow |= statement_keywords;
    while (!explain_at(e, follow)) explain_next(e);
}

void explain_want(Explainer *e, TokenKind kind) {
    if (explain_got(e, kind)) return;
    explain_error(e, "expected %s", explain_wanted(kind));
    if (e->token.kind != TOK_EOF) explain_next(e);
}

bool explain_separator(Explainer *e, const char *context, TokenKind separator, TokenKind close) {
    if (explain_got(e, separator) || e->token.kind == close) return true;
    explain_error(e, "in %s; possibly missing %s or %s", context, explain_wanted(separator),
                  explain_wanted(close));
    explain_skip_to(e, BIT(RPAREN) | BIT(RBRACK) | BIT(RBRACE));
    return e->token.kind == close;
}

// ---- the whole --------------------------------------------------------------------------------

static void begin(Explainer *e, SourceFile *source, uint32_t offset, Diags *diags) {
    *e = (Explainer){.source = source, .diags = diags, .errors_before = diags->list.count};
    lexer_init(&e->lexer, source, offset, diags, NULL);
    explain_next(e);
}

static void end(Explainer *e, Pos rejected) {
    if (e->diags->list.count == e->errors_before) {
        // The grammar is stricter than the explainer somewhere. Read up to the place.
        begin(e, e->source, 0, e->diags);
        while (e->token.kind != TOK_EOF && e->token.pos < rejected) explain_next(e);
        diag_report(e->diags, rejected, "syntax error: unexpected %s", token_found(e));
    }
    arena_free(&e->arena);
}

void explain_file(SourceFile *source, Diags *diags, Pos rejected) {
    Explainer e;
    begin(&e, source, 0, diags);
    if (!explain_got(&e, TOK_PACKAGE)) {
        explain_error(&e, "package statement must be first");
    } else {
        explain_name(&e);
        explain_want(&e, TOK_SEMI);
        // What follows a bad package clause is probably not Go.
        if (diags->list.count == e.errors_before) explain_decls(&e);
    }
    end(&e, rejected);
}

void explain_body(SourceFile *source, uint32_t offset, Diags *diags, Pos rejected) {
    Explainer e;
    begin(&e, source, offset, diags);
    explain_func_body(&e);
    end(&e, rejected);
}
