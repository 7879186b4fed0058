// parser/explain_expr.c - expressions; see explain.h.
#include "parser/explain.h"

static const TokenSet literals = BIT(INT) | BIT(FLOAT) | BIT(IMAG) | BIT(RUNE) | BIT(STRING);

Expr *explain_name(Explainer *e) {
    Expr *x = explain_node(e, EXPR_IDENT, e->token.pos);
    if (!explain_got(e, TOK_NAME)) {
        explain_error(e, "expected name");
        if (e->token.kind != TOK_EOF) explain_next(e);
    }
    return explain_close(e, x);
}

Expr *explain_literal_opt(Explainer *e) {
    if (!explain_at(e, literals)) return NULL;
    Expr *x = explain_node(e, EXPR_BASIC_LIT, e->token.pos);
    x->literal_kind = e->token.kind;
    x->literal_bad = e->lexer.literal_bad;
    explain_next(e);
    return explain_close(e, x);
}

Expr *explain_exprs(Explainer *e, bool *more) {
    Expr *first = explain_expr(e);
    *more = e->token.kind == TOK_COMMA;
    while (explain_got(e, TOK_COMMA)) explain_expr(e);
    return first;
}

ExprList explain_type_list(Explainer *e, bool types_only, bool *comma) {
    ExprList list = {0};
    e->expr_nest++;
    Expr *x = types_only ? explain_type(e) : explain_expr(e);
    *comma = e->token.kind == TOK_COMMA;
    while (x) {
        vec_push(&e->arena, &list, x);
        x = explain_got(e, TOK_COMMA) ? explain_type_opt(e) : NULL;
    }
    e->expr_nest--;
    return list;
}

// ---- operands ---------------------------------------------------------------------------------

static Expr *read_paren(Explainer *e) {
    Expr *paren = explain_node(e, EXPR_PAREN, e->token.pos);
    explain_next(e);
    e->expr_nest++;
    paren->x = explain_expr(e);
    e->expr_nest--;
    explain_want(e, TOK_RPAREN);
    return explain_close(e, paren);
}

static Expr *read_func(Explainer *e) {
    Expr *x = explain_node(e, EXPR_FUNC_TYPE, e->token.pos);
    explain_next(e);
    explain_signature(e, "function type");
    if (e->token.kind == TOK_LBRACE) {
        x->kind = EXPR_FUNC_LIT;
        e->expr_nest++;
        explain_func_body(e);
        e->expr_nest--;
    }
    return explain_close(e, x);
}

static Expr *read_operand(Explainer *e) {
    switch (e->token.kind) {
    case TOK_NAME:
        return explain_name(e);
    case TOK_INT:
    case TOK_FLOAT:
    case TOK_IMAG:
    case TOK_RUNE:
    case TOK_STRING:
        return explain_literal_opt(e);
    case TOK_LPAREN:
        return read_paren(e);
    case TOK_FUNC:
        return read_func(e);
    case TOK_LBRACK:
    case TOK_CHAN:
    case TOK_MAP:
    case TOK_STRUCT:
    case TOK_INTERFACE:
        return explain_type(e);
    default:
        break;
    }
    Expr *bad = explain_node(e, EXPR_BAD, e->token.pos);
    explain_error(e, "expected expression");
    explain_skip_to(e, BIT(RPAREN) | BIT(RBRACK) | BIT(RBRACE));
    return explain_close(e, bad);
}

// ---- what follows an operand ------------------------------------------------------------------

static Expr *read_composite(Explainer *e, Expr *type);

static Expr *read_element(Explainer *e) {
    return e->token.kind == TOK_LBRACE ? read_composite(e, NULL) : explain_expr(e);
}

static Expr *read_composite(Explainer *e, Expr *type) {
    Expr *x = explain_node(e, EXPR_COMPOSITE_LIT, type ? type->pos : e->token.pos);
    if (!explain_enter(e)) return x;
    e->expr_nest++;
    explain_want(e, TOK_LBRACE);
    bool closable = true;
    while (closable && e->token.kind != TOK_EOF && e->token.kind != TOK_RBRACE) {
        read_element(e);
        if (explain_got(e, TOK_COLON)) read_element(e);
        closable = explain_separator(e, "composite literal", TOK_COMMA, TOK_RBRACE);
    }
    if (closable) explain_want(e, TOK_RBRACE);
    e->expr_nest--;
    explain_leave(e);
    return explain_close(e, x);
}

static Expr *read_dot(Explainer *e, Expr *x) {
    explain_next(e);
    Expr *result = x;
    if (e->token.kind == TOK_NAME) {
        result = explain_node(e, EXPR_SELECTOR, x->pos);
        explain_next(e);
    } else if (explain_got(e, TOK_LPAREN)) {
        result = explain_node(e, EXPR_TYPE_ASSERT, x->pos);
        if (!explain_got(e, TOK_TYPE)) result->y = explain_type(e);
        explain_want(e, TOK_RPAREN);
    } else {
        explain_error(e, "expected name or (");
        explain_skip_to(e, BIT(SEMI) | BIT(RPAREN));
        return x;
    }
    result->x = x;
    return explain_close(e, result);
}

// The rest of x[low:high:max] behind the first ":".
static void read_slice_rest(Explainer *e) {
    bool high = false;
    e->expr_nest++;
    if (e->token.kind != TOK_COLON && e->token.kind != TOK_RBRACK) {
        explain_expr(e);
        high = true;
    }
    if (e->token.kind == TOK_COLON) {
        if (!high) explain_other_error(e, e->token.pos, "middle index required in 3-index slice");
        explain_next(e);
        if (e->token.kind != TOK_RBRACK) explain_expr(e);
        else explain_other_error(e, e->token.pos, "final index required in 3-index slice");
    }
    e->expr_nest--;
    explain_want(e, TOK_RBRACK);
}

static Expr *read_index(Explainer *e, Expr *x) {
    Expr *index = explain_node(e, EXPR_INDEX, x->pos);
    index->x = x;
    explain_next(e);
    bool comma = false;
    if (e->token.kind == TOK_RBRACK) {
        explain_error(e, "expected operand");
        vec_push(&e->arena, &index->list, explain_node(e, EXPR_BAD, e->token.pos));
    } else if (e->token.kind != TOK_COLON) {
        index->list = explain_type_list(e, false, &comma);
    }
    if (comma || e->token.kind == TOK_RBRACK) {
        explain_want(e, TOK_RBRACK);
        return explain_close(e, index);
    }
    index->kind = EXPR_SLICE;
    if (!explain_got(e, TOK_COLON)) {
        explain_error(e, "expected comma, : or ]");
        explain_skip_to(e, BIT(COMMA) | BIT(COLON) | BIT(RBRACK));
    }
    read_slice_rest(e);
    return explain_close(e, index);
}

static Expr *read_call(Explainer *e, Expr *x) {
    Expr *call = explain_node(e, EXPR_CALL, x->pos);
    call->x = x;
    explain_next(e);
    e->expr_nest++;
    bool closable = true;
    while (closable && !call->has_dots && e->token.kind != TOK_EOF &&
           e->token.kind != TOK_RPAREN) {
        Expr *argument = explain_expr(e);
        vec_push(&e->arena, &call->list, argument);
        call->has_dots = explain_got(e, TOK_ELLIPSIS);
        closable = explain_separator(e, "argument list", TOK_COMMA, TOK_RPAREN);
    }
    if (closable) explain_want(e, TOK_RPAREN);
    e->expr_nest--;
    return explain_close(e, call);
}

// Whether the "{" at hand belongs to a composite literal of type [x].
static bool begins_composite(const Explainer *e, Expr *x) {
    switch (x->kind) {
    case EXPR_IDENT:
    case EXPR_SELECTOR:
        return e->expr_nest >= 0;
    case EXPR_INDEX:
        return e->expr_nest >= 0 && !expr_is_value(x);
    case EXPR_ARRAY_TYPE:
    case EXPR_STRUCT_TYPE:
    case EXPR_MAP_TYPE:
        return true;
    default:
        return false;
    }
}

Expr *explain_primary(Explainer *e, Expr *x) {
    if (!explain_enter(e)) return explain_node(e, EXPR_BAD, e->token.pos);
    if (!x) x = read_operand(e);
    for (bool going = true; going;) {
        switch (e->token.kind) {
        case TOK_DOT: x = read_dot(e, x); break;
        case TOK_LBRACK: x = read_index(e, x); break;
        case TOK_LPAREN: x = read_call(e, x); break;
        case TOK_LBRACE:
            going = begins_composite(e, expr_unparen(x));
            if (going && x->kind == EXPR_PAREN)
                explain_error(e, "cannot parenthesize type in composite literal");
            if (going) x = read_composite(e, x);
            break;
        default: going = false; break;
        }
    }
    explain_leave(e);
    return x;
}

// ---- operators --------------------------------------------------------------------------------

static uint32_t precedence_of(TokenKind kind) {
    switch (kind) {
    case TOK_OROR: return 1;
    case TOK_ANDAND: return 2;
    case TOK_EQ: case TOK_NE: case TOK_LT: case TOK_LE: case TOK_GT: case TOK_GE: return 3;
    case TOK_ADD: case TOK_SUB: case TOK_OR: case TOK_XOR: return 4;
    case TOK_MUL: case TOK_DIV: case TOK_REM: case TOK_AND: case TOK_ANDNOT: case TOK_SHL:
    case TOK_SHR: return 5;
    default: return 0;
    }
}

// `<-` before a channel type makes it receive-only; its own `<-` moves on to the element type.
static void reassociate(Explainer *e, Expr *chan) {
    ChanDir dir = CHAN_SEND;
    Expr *type = chan;
    while (dir == CHAN_SEND && type->kind == EXPR_CHAN_TYPE) {
        dir = type->chan_dir;
        if (dir == CHAN_RECV) explain_error(e, "unexpected <-, expected chan");
        type->chan_dir = CHAN_RECV;
        type = type->x;
    }
    if (dir == CHAN_SEND)
        explain_error(e, "unexpected %s, expected chan", explain_text(e, type->pos, type->end_pos));
}

static Expr *read_unary(Explainer *e) {
    TokenKind kind = e->token.kind;
    const TokenSet operators = BIT(MUL) | BIT(ADD) | BIT(SUB) | BIT(NOT) | BIT(XOR) | BIT(TILDE) |
                               BIT(AND) | BIT(ARROW);
    if (!explain_at(e, operators)) return explain_primary(e, NULL);
    Expr *x = explain_node(e, kind == TOK_MUL ? EXPR_STAR : EXPR_UNARY, e->token.pos);
    x->op = kind;
    if (!explain_enter(e)) return x;
    explain_next(e);
    x->x = read_unary(e);
    explain_leave(e);
    if (kind == TOK_ARROW && x->x->kind == EXPR_CHAN_TYPE) {
        reassociate(e, x->x);
        return x->x;
    }
    return explain_close(e, x);
}

Expr *explain_binary(Explainer *e, Expr *x, uint32_t precedence) {
    if (!x) x = read_unary(e);
    while (precedence_of(e->token.kind) > precedence) {
        TokenKind kind = e->token.kind;
        Expr *binary = explain_node(e, EXPR_BINARY, x->pos);
        binary->op = kind;
        binary->x = x;
        explain_next(e);
        binary->y = explain_binary(e, NULL, precedence_of(kind));
        x = explain_close(e, binary);
    }
    return x;
}

Expr *explain_expr(Explainer *e) {
    if (!explain_enter(e)) return explain_node(e, EXPR_BAD, e->token.pos);
    Expr *x = explain_binary(e, NULL, 0);
    explain_leave(e);
    return x;
}
