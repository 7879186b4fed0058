// parser/explain_stmt.c - statements; see explain.h.
#include "parser/explain.h"

typedef enum {
    SIMPLE_NONE,
    SIMPLE_EXPR,
    SIMPLE_RANGE,
    SIMPLE_GUARD,    // name := x.(type)
    SIMPLE_ASSIGN,   // with "="
    SIMPLE_DEFINE,
    SIMPLE_OTHER,    // send, x op= y, x++
} SimpleKind;

typedef struct Simple {
    SimpleKind kind;
    Pos op_pos;
    Pos end;
    Expr *lhs, *rhs;       // the first of each side
    bool lhs_more, rhs_more;
    Pos lhs_end;
} Simple;

static bool read_stmt(Explainer *e);

// ---- blocks -----------------------------------------------------------------------------------

static void read_stmts(Explainer *e) {
    while (!explain_at(e, BIT(EOF) | BIT(RBRACE) | BIT(CASE) | BIT(DEFAULT))) {
        if (!read_stmt(e)) return;
        if (!explain_got(e, TOK_SEMI) && e->token.kind != TOK_RBRACE) {
            explain_error(e, "at end of statement");
            explain_skip_to(e, BIT(SEMI) | BIT(RBRACE) | BIT(CASE) | BIT(DEFAULT));
            explain_got(e, TOK_SEMI);
        }
    }
}

void explain_block(Explainer *e, const char *context) {
    if (!explain_got(e, TOK_LBRACE)) {
        explain_error(e, "expected { after %s", context);
        explain_skip_to(e, BIT(NAME) | BIT(RBRACE));
        if (explain_got(e, TOK_RBRACE)) return;
    }
    read_stmts(e);
    explain_want(e, TOK_RBRACE);
}

void explain_func_body(Explainer *e) {
    if (!explain_enter(e)) return;
    e->func_nest++;
    explain_block(e, "");
    e->func_nest--;
    explain_leave(e);
}

// ---- simple statements ------------------------------------------------------------------------

// What follows the left side of an assignment. [keyword] is FOR, SWITCH or IF in their clauses.
static void read_assignment(Explainer *e, Simple *simple, TokenKind keyword) {
    if (e->token.kind != TOK_ASSIGN && e->token.kind != TOK_DEFINE) {
        explain_error(e, "expected := or = or comma");
        explain_skip_to(e, BIT(SEMI) | BIT(RBRACE));
        simple->kind = SIMPLE_EXPR;
        return;
    }
    simple->kind = e->token.kind == TOK_DEFINE ? SIMPLE_DEFINE : SIMPLE_ASSIGN;
    explain_next(e);
    if (keyword == TOK_FOR && explain_got(e, TOK_RANGE)) {
        simple->kind = SIMPLE_RANGE;
        explain_expr(e);
        return;
    }
    simple->rhs = explain_exprs(e, &simple->rhs_more);
    if (keyword == TOK_SWITCH && simple->kind == SIMPLE_DEFINE && !simple->lhs_more &&
        !simple->rhs_more && simple->lhs->kind == EXPR_IDENT &&
        simple->rhs->kind == EXPR_TYPE_ASSERT && !simple->rhs->y)
        simple->kind = SIMPLE_GUARD;
}

// [lhs] and [more] have been read if lhs is not NULL.
static Simple read_simple(Explainer *e, Expr *lhs, bool more, TokenKind keyword) {
    static const TokenSet op_assign =
        BIT(ADD_ASSIGN) | BIT(SUB_ASSIGN) | BIT(OR_ASSIGN) | BIT(XOR_ASSIGN) | BIT(MUL_ASSIGN) |
        BIT(DIV_ASSIGN) | BIT(REM_ASSIGN) | BIT(AND_ASSIGN) | BIT(ANDNOT_ASSIGN) |
        BIT(SHL_ASSIGN) | BIT(SHR_ASSIGN);
    Simple simple = {0};
    if (keyword == TOK_FOR && !lhs && explain_got(e, TOK_RANGE)) {
        simple.kind = SIMPLE_RANGE;
        explain_expr(e);
        return simple;
    }
    simple.lhs = lhs ? lhs : explain_exprs(e, &more);
    simple.lhs_more = more;
    simple.lhs_end = e->previous_end;
    simple.op_pos = e->token.pos;
    if (more || explain_at(e, BIT(ASSIGN) | BIT(DEFINE))) {
        read_assignment(e, &simple, keyword);
    } else if (explain_at(e, op_assign | BIT(ARROW))) {
        simple.kind = SIMPLE_OTHER;
        explain_next(e);
        explain_expr(e);
    } else if (explain_at(e, BIT(INC) | BIT(DEC))) {
        simple.kind = SIMPLE_OTHER;
        explain_next(e);
    } else {
        simple.kind = SIMPLE_EXPR;
    }
    simple.end = e->previous_end;
    return simple;
}

// ---- control clauses --------------------------------------------------------------------------

// One side of an assignment for a message; a lone binary expression is parenthesized there, to
// make the "=" stand out.
static const char *side_text(Explainer *e, const Expr *first, bool more, Pos end) {
    const char *text = explain_text(e, first->pos, end);
    if (more || first->kind != EXPR_BINARY) return text;
    return arena_printf(&e->arena, "(%s)", text);
}

static void refuse_as_value(Explainer *e, const Simple *s) {
    const char *text = s->kind == SIMPLE_ASSIGN
                           ? arena_printf(&e->arena, "assignment %s = %s",
                                          side_text(e, s->lhs, s->lhs_more, s->lhs_end),
                                          side_text(e, s->rhs, s->rhs_more, s->end))
                           : explain_text(e, s->lhs->pos, s->end);
    explain_error_at(e, s->op_pos, "cannot use %s as value", text);
}

// The rest of a for clause behind the first semicolon. Returns the condition.
static Simple read_for_rest(Explainer *e) {
    Simple condition = {0};
    if (e->token.kind != TOK_SEMI) {
        if (e->token.kind == TOK_LBRACE) {
            explain_error(e, "expected for loop condition");
            return condition;
        }
        condition = read_simple(e, NULL, false, TOK_EOF);
    }
    explain_want(e, TOK_SEMI);
    if (e->token.kind != TOK_LBRACE) {
        Simple post = read_simple(e, NULL, false, TOK_EOF);
        if (post.kind == SIMPLE_DEFINE)
            explain_error_at(e, post.op_pos, "cannot declare in post statement of for loop");
    }
    return condition;
}

// The first statement of a clause was read and no "{" follows it: a semicolon should. Returns its
// position, NO_POS if it is missing.
static Pos read_clause_semicolon(Explainer *e, const char **semicolon) {
    if (e->token.kind == TOK_SEMI) {
        Pos pos = e->token.pos;
        *semicolon = e->token.inserted;
        explain_next(e);
        return pos;
    }
    explain_want(e, TOK_LBRACE);
    if (e->token.kind != TOK_LBRACE) explain_skip_to(e, BIT(LBRACE) | BIT(RBRACE));
    return NO_POS;
}

static void check_condition(Explainer *e, const Simple *condition, TokenKind keyword,
                            Pos semicolon_pos, const char *semicolon) {
    if (condition->kind != SIMPLE_NONE) {
        if (condition->kind != SIMPLE_EXPR && condition->kind != SIMPLE_GUARD)
            refuse_as_value(e, condition);
    } else if (keyword == TOK_IF && semicolon_pos) {
        if (semicolon)
            explain_error_at(e, semicolon_pos, "unexpected %s, expected { after if clause",
                             semicolon);
        else
            explain_error_at(e, semicolon_pos, "missing condition in if statement");
    }
}

// What stands between the keyword and the "{".
static void read_clause(Explainer *e, TokenKind keyword) {
    Simple init = {0}, condition = {0};
    if (e->token.kind != TOK_SEMI) {
        if (explain_got(e, TOK_VAR))
            explain_error(e, "var declaration not allowed in %s initializer",
                          token_spelling(keyword));
        init = read_simple(e, NULL, false, keyword);
        if (init.kind == SIMPLE_RANGE) return;
    }
    Pos semicolon_pos = NO_POS;
    const char *semicolon = NULL;
    if (e->token.kind == TOK_LBRACE) {
        condition = init;
    } else {
        semicolon_pos = read_clause_semicolon(e, &semicolon);
        if (keyword == TOK_FOR) condition = read_for_rest(e);
        else if (e->token.kind != TOK_LBRACE) condition = read_simple(e, NULL, false, keyword);
    }
    check_condition(e, &condition, keyword, semicolon_pos, semicolon);
}

static void read_header(Explainer *e, TokenKind keyword) {
    explain_next(e);
    if (e->token.kind == TOK_LBRACE) {
        if (keyword == TOK_IF) explain_error(e, "missing condition in if statement");
        return;
    }
    int32_t outer = e->expr_nest;
    e->expr_nest = -1;
    read_clause(e, keyword);
    e->expr_nest = outer;
}

static void read_if(Explainer *e) {
    for (;;) {
        read_header(e, TOK_IF);
        explain_block(e, "if clause");
        if (!explain_got(e, TOK_ELSE)) return;
        if (e->token.kind != TOK_IF) break;
    }
    if (e->token.kind == TOK_LBRACE) {
        explain_block(e, "");
        return;
    }
    explain_error(e, "else must be followed by if or statement block");
    explain_skip_to(e, BIT(NAME) | BIT(RBRACE));
}

// ---- switch and select ------------------------------------------------------------------------

static void read_case(Explainer *e, bool of_select) {
    bool more;
    if (explain_got(e, TOK_CASE)) {
        if (of_select) read_simple(e, NULL, false, TOK_EOF);
        else explain_exprs(e, &more);
    } else if (!explain_got(e, TOK_DEFAULT)) {
        explain_error(e, "expected case or default or }");
        explain_skip_to(e, BIT(COLON) | BIT(CASE) | BIT(DEFAULT) | BIT(RBRACE));
    }
    explain_want(e, TOK_COLON);
    read_stmts(e);
}

static void read_cases(Explainer *e, const char *context, bool of_select) {
    if (!explain_got(e, TOK_LBRACE)) {
        explain_error(e, "missing { after %s clause", context);
        explain_skip_to(e, BIT(CASE) | BIT(DEFAULT) | BIT(RBRACE));
    }
    while (e->token.kind != TOK_EOF && e->token.kind != TOK_RBRACE) read_case(e, of_select);
    explain_want(e, TOK_RBRACE);
}

// ---- statements -------------------------------------------------------------------------------

// Returns false when a statement is missing after the label.
static bool read_labeled(Explainer *e) {
    Pos colon = e->token.pos;
    explain_want(e, TOK_COLON);
    if (e->token.kind == TOK_RBRACE) return true;
    if (read_stmt(e)) return true;
    explain_error_at(e, colon, "missing statement after label");
    return false;
}

static bool read_stmt_of_name(Explainer *e) {
    bool more;
    Expr *lhs = explain_exprs(e, &more);
    if (!more && lhs->kind == EXPR_IDENT && e->token.kind == TOK_COLON) return read_labeled(e);
    read_simple(e, lhs, more, TOK_EOF);
    return true;
}

static void read_go(Explainer *e) {
    const char *keyword = token_spelling(e->token.kind);
    explain_next(e);
    Expr *x = explain_primary(e, NULL);
    if (x->kind == EXPR_PAREN)
        explain_other_error(e, x->pos, arena_printf(e->diags->arena,
                            "expression in %s must not be parenthesized", keyword));
}

// break, continue, goto, fallthrough, return.
static void read_jump(Explainer *e) {
    TokenKind kind = e->token.kind;
    bool more;
    explain_next(e);
    if (kind == TOK_GOTO) explain_name(e);
    else if (kind == TOK_BREAK || kind == TOK_CONTINUE) explain_got(e, TOK_NAME);
    else if (kind == TOK_RETURN && !explain_at(e, BIT(SEMI) | BIT(RBRACE))) explain_exprs(e, &more);
}

// A statement that begins with a keyword, "{" or ";". Returns false if none does.
static bool read_keyword_stmt(Explainer *e) {
    switch (e->token.kind) {
    case TOK_VAR:
    case TOK_CONST:
    case TOK_TYPE: explain_decl_stmt(e); return true;
    case TOK_LBRACE: explain_block(e, ""); return true;
    case TOK_FOR:
        read_header(e, TOK_FOR);
        explain_block(e, "for clause");
        return true;
    case TOK_SWITCH:
        read_header(e, TOK_SWITCH);
        read_cases(e, "switch", false);
        return true;
    case TOK_SELECT:
        explain_next(e);
        read_cases(e, "select", true);
        return true;
    case TOK_IF: read_if(e); return true;
    case TOK_GO:
    case TOK_DEFER: read_go(e); return true;
    case TOK_BREAK:
    case TOK_CONTINUE:
    case TOK_GOTO:
    case TOK_FALLTHROUGH:
    case TOK_RETURN: read_jump(e); return true;
    case TOK_SEMI: return true;   // the empty statement
    default: return false;
    }
}

// Returns false, and reads nothing, when no statement begins here.
static bool read_stmt(Explainer *e) {
    static const TokenSet operand_first =
        BIT(INT) | BIT(FLOAT) | BIT(IMAG) | BIT(RUNE) | BIT(STRING) | BIT(FUNC) | BIT(LPAREN) |
        BIT(LBRACK) | BIT(STRUCT) | BIT(MAP) | BIT(CHAN) | BIT(INTERFACE) | BIT(ARROW) | BIT(ADD) |
        BIT(SUB) | BIT(MUL) | BIT(AND) | BIT(XOR) | BIT(NOT);
    if (!explain_enter(e)) return false;
    bool found = true;
    if (e->token.kind == TOK_NAME) found = read_stmt_of_name(e);
    else if (explain_at(e, operand_first)) read_simple(e, NULL, false, TOK_EOF);
    else found = read_keyword_stmt(e);
    explain_leave(e);
    return found;
}
