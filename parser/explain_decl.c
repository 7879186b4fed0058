// parser/explain_decl.c - declarations; see explain.h.
#include "parser/explain.h"

static const TokenSet decl_keywords = BIT(IMPORT) | BIT(CONST) | BIT(TYPE) | BIT(VAR) | BIT(FUNC);

static void read_import(Explainer *e);
static void read_const(Explainer *e);
static void read_type(Explainer *e);
static void read_var(Explainer *e);

// One spec, or a parenthesized list of them.
static void read_group(Explainer *e, void (*read_spec)(Explainer *e)) {
    if (!explain_got(e, TOK_LPAREN)) {
        read_spec(e);
        return;
    }
    while (e->token.kind != TOK_EOF && e->token.kind != TOK_RPAREN) {
        read_spec(e);
        if (!explain_separator(e, "grouped declaration", TOK_SEMI, TOK_RPAREN)) return;
    }
    explain_want(e, TOK_RPAREN);
}

// "=", or ":=" with a complaint.
static bool got_assign(Explainer *e) {
    if (e->token.kind == TOK_DEFINE) explain_error(e, "expected =");
    else if (e->token.kind != TOK_ASSIGN) return false;
    explain_next(e);
    return true;
}

static void read_names(Explainer *e) {
    explain_name(e);
    while (explain_got(e, TOK_COMMA)) explain_name(e);
}

static void read_values(Explainer *e) {
    bool more;
    explain_exprs(e, &more);
}

static void read_import(Explainer *e) {
    if (e->token.kind == TOK_NAME || e->token.kind == TOK_DOT) explain_next(e);
    Expr *path = explain_literal_opt(e);
    if (!path) {
        explain_error(e, "missing import path");
        explain_skip_to(e, BIT(SEMI) | BIT(RPAREN));
    } else if (!path->literal_bad && path->literal_kind != TOK_STRING) {
        explain_error_at(e, path->pos, "import path must be a string");
    }
}

static void read_const(Explainer *e) {
    read_names(e);
    if (explain_at(e, BIT(EOF) | BIT(SEMI) | BIT(RPAREN))) return;
    explain_type_opt(e);
    if (got_assign(e)) read_values(e);
}

static void read_var(Explainer *e) {
    read_names(e);
    if (got_assign(e)) {
        read_values(e);
        return;
    }
    explain_type(e);
    if (got_assign(e)) read_values(e);
}

// ---- types ------------------------------------------------------------------------------------

// Takes apart what may be a type parameter and its constraint, as decl.c does. Returns the name and
// in *[constraint] the rest, NULL for a lone name; returns NULL for an ordinary expression.
static Expr *split_param(Expr *x, bool force, Expr **constraint) {
    *constraint = NULL;
    if (x->kind == EXPR_IDENT) return x;
    if (x->kind == EXPR_BINARY && x->op == TOK_OR) {
        Expr *name = split_param(x->x, force || expr_is_type_elem(x->y), constraint);
        return name && *constraint ? name : NULL;
    }
    bool product = x->kind == EXPR_BINARY && x->op == TOK_MUL;
    bool call = x->kind == EXPR_CALL && x->list.count == 1 && !x->has_dots;
    if ((!product && !call) || x->x->kind != EXPR_IDENT) return NULL;
    Expr *rest = product ? x->y : x->list.items[0];
    if (!force && !expr_is_type_elem(rest)) return NULL;
    *constraint = rest;
    return x->x;
}

// `type T [name`: an array type or type parameters. Returns the type, or NULL if it is missing.
static Expr *read_type_after_bracket(Explainer *e, Pos open) {
    Expr *x = explain_name(e);
    if (e->token.kind != TOK_LBRACK) {
        e->expr_nest++;
        x = explain_binary(e, explain_primary(e, x), 0);
        e->expr_nest--;
    }
    Expr *constraint;
    Expr *name = split_param(x, e->token.kind == TOK_COMMA, &constraint);
    if (!name || (!constraint && e->token.kind == TOK_RBRACK)) return explain_array(e, open, x);
    explain_params(e, name, constraint, TOK_RBRACK, true);
    got_assign(e);
    return explain_type_opt(e);
}

static void read_type(Explainer *e) {
    Expr *type;
    explain_name(e);
    Pos open = e->token.pos;
    if (!explain_got(e, TOK_LBRACK)) {
        got_assign(e);
        type = explain_type_opt(e);
    } else if (e->token.kind == TOK_NAME) {
        type = read_type_after_bracket(e, open);
    } else if (explain_got(e, TOK_RBRACK)) {
        type = explain_slice_type(e, open);
    } else {
        type = explain_array(e, open, NULL);
    }
    if (type) return;
    explain_error(e, "in type declaration");
    explain_skip_to(e, BIT(SEMI) | BIT(RPAREN));
}

void explain_decl_stmt(Explainer *e) {
    TokenKind keyword = e->token.kind;
    explain_next(e);
    read_group(e, keyword == TOK_VAR ? read_var : keyword == TOK_CONST ? read_const : read_type);
}

// ---- functions --------------------------------------------------------------------------------

// Returns whether the function has a body.
static bool read_func(Explainer *e) {
    bool method = explain_got(e, TOK_LPAREN);
    if (method) {
        uint32_t receivers = explain_params(e, NULL, NULL, TOK_RPAREN, false);
        if (receivers == 0) explain_other_error(e, e->token.pos, "method has no receiver");
        if (receivers > 1) explain_other_error(e, e->token.pos, "method has multiple receivers");
    }
    if (explain_got(e, TOK_NAME)) {
        explain_signature(e, NULL);
    } else {
        explain_error(e, "%s", method ? "expected name" : "expected name or (");
        explain_skip_to(e, BIT(LBRACE) | BIT(SEMI));
    }
    if (e->token.kind != TOK_LBRACE) return false;
    explain_func_body(e);
    return true;
}

// ---- the top level ----------------------------------------------------------------------------

// Reads the declaration at hand. *[bodyless] becomes whether it was a function without a body.
// Returns false if there is no declaration.
static bool read_top_decl(Explainer *e, bool *bodyless) {
    TokenKind keyword = e->token.kind;
    if (!explain_at(e, decl_keywords)) {
        explain_error(e, "%s", keyword == TOK_LBRACE && *bodyless
                                   ? "unexpected semicolon or newline before {"
                                   : "non-declaration statement outside function body");
        return false;
    }
    *bodyless = false;
    if (keyword != TOK_IMPORT && keyword != TOK_FUNC) {
        explain_decl_stmt(e);
        return true;
    }
    explain_next(e);
    if (keyword == TOK_IMPORT) read_group(e, read_import);
    else *bodyless = !read_func(e);
    return true;
}

void explain_decls(Explainer *e) {
    TokenKind previous = TOK_IMPORT;
    bool bodyless = false;
    while (e->token.kind != TOK_EOF) {
        if (e->token.kind == TOK_IMPORT && previous != TOK_IMPORT)
            explain_error(e, "imports must appear before other declarations");
        previous = e->token.kind;
        if (!read_top_decl(e, &bodyless)) {
            explain_skip_to(e, decl_keywords);
        } else if (e->token.kind != TOK_EOF && !explain_got(e, TOK_SEMI)) {
            explain_error(e, "after top level declaration");
            explain_skip_to(e, decl_keywords);
        }
    }
}
