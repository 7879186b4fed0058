// parser/explain_type.c - types and parameters; see explain.h.
#include "parser/explain.h"

static const TokenSet type_follow =
    BIT(COMMA) | BIT(COLON) | BIT(SEMI) | BIT(RPAREN) | BIT(RBRACK) | BIT(RBRACE);

Expr *explain_type(Explainer *e) {
    Expr *type = explain_type_opt(e);
    if (type) return type;
    type = explain_node(e, EXPR_BAD, e->token.pos);
    explain_error(e, "expected type");
    explain_skip_to(e, type_follow);
    return explain_close(e, type);
}

// ---- names and instances ----------------------------------------------------------------------

// T, p.T, T[A], p.T[A]; [name] has been read if not NULL.
static Expr *read_type_name(Explainer *e, Expr *name) {
    Expr *x = name;
    if (!x && e->token.kind == TOK_NAME) {
        x = explain_name(e);
    } else if (!x) {
        x = explain_node(e, EXPR_IDENT, e->token.pos);
        explain_error(e, "expected name");
        explain_skip_to(e, BIT(DOT) | BIT(SEMI) | BIT(RBRACE));
    }
    if (e->token.kind == TOK_DOT) {
        Expr *selector = explain_node(e, EXPR_SELECTOR, x->pos);
        explain_next(e);
        explain_name(e);
        selector->x = x;
        x = explain_close(e, selector);
    }
    if (e->token.kind == TOK_LBRACK) {
        Expr *index = explain_node(e, EXPR_INDEX, x->pos);
        bool comma;
        explain_next(e);
        index->x = x;
        if (e->token.kind == TOK_RBRACK) explain_error(e, "expected type argument list");
        else index->list = explain_type_list(e, true, &comma);
        explain_want(e, TOK_RBRACK);
        x = explain_close(e, index);
    }
    return x;
}

// ---- arrays, channels, maps -------------------------------------------------------------------

Expr *explain_slice_type(Explainer *e, Pos pos) {
    Expr *array = explain_node(e, EXPR_ARRAY_TYPE, pos);
    explain_type(e);
    return explain_close(e, array);
}

Expr *explain_array(Explainer *e, Pos pos, Expr *length) {
    if (!length && !explain_got(e, TOK_ELLIPSIS)) {
        e->expr_nest++;
        explain_expr(e);
        e->expr_nest--;
    }
    if (e->token.kind == TOK_COMMA) {
        explain_error(e, "unexpected comma; expected ]");
        explain_next(e);
    }
    explain_want(e, TOK_RBRACK);
    return explain_slice_type(e, pos);
}

static Expr *read_chan(Explainer *e) {
    Expr *chan = explain_node(e, EXPR_CHAN_TYPE, e->token.pos);
    if (explain_got(e, TOK_ARROW)) {
        chan->chan_dir = CHAN_RECV;
        explain_want(e, TOK_CHAN);
    } else {
        explain_next(e);
        if (explain_got(e, TOK_ARROW)) chan->chan_dir = CHAN_SEND;
    }
    chan->x = explain_type_opt(e);
    if (!chan->x) {
        chan->x = explain_node(e, EXPR_BAD, e->token.pos);
        explain_error(e, "missing channel element type");
    }
    return explain_close(e, chan);
}

static Expr *read_map(Explainer *e) {
    Expr *map = explain_node(e, EXPR_MAP_TYPE, e->token.pos);
    explain_next(e);
    explain_want(e, TOK_LBRACK);
    explain_type(e);
    explain_want(e, TOK_RBRACK);
    explain_type(e);
    return explain_close(e, map);
}

// `name [`: an array type follows the name, or type arguments belong to it. Returns the array
// type, or an INDEX without its operand.
static Expr *read_array_or_args(Explainer *e) {
    Pos pos = e->token.pos;
    Expr *index = explain_node(e, EXPR_INDEX, pos);
    explain_next(e);
    if (explain_got(e, TOK_RBRACK)) return explain_slice_type(e, pos);
    bool comma;
    index->list = explain_type_list(e, false, &comma);
    explain_want(e, TOK_RBRACK);
    if (!comma && explain_type_opt(e)) index->kind = EXPR_ARRAY_TYPE;
    return explain_close(e, index);
}

// ---- structs ----------------------------------------------------------------------------------

static void read_named_field(Explainer *e) {
    Expr *name = explain_name(e);
    const TokenSet embedded_follow =
        BIT(DOT) | BIT(SEMI) | BIT(RBRACE) | BIT(INT) | BIT(FLOAT) | BIT(IMAG) | BIT(RUNE) |
        BIT(STRING);
    if (explain_at(e, embedded_follow)) {
        read_type_name(e, name);
        return;
    }
    bool several = false;
    while (explain_got(e, TOK_COMMA)) {
        explain_name(e);
        several = true;
    }
    if (!several && e->token.kind == TOK_LBRACK) read_array_or_args(e);
    else explain_type(e);
}

static void read_field(Explainer *e) {
    switch (e->token.kind) {
    case TOK_NAME:
        read_named_field(e);
        break;
    case TOK_MUL:
    case TOK_LPAREN: {
        bool star = explain_got(e, TOK_MUL);
        if (e->token.kind == TOK_LPAREN) {
            explain_error(e, "cannot parenthesize embedded type");
            explain_next(e);
            if (!star) explain_got(e, TOK_MUL);
            read_type_name(e, NULL);
            explain_got(e, TOK_RPAREN);
        } else {
            read_type_name(e, NULL);
        }
        break;
    }
    default:
        explain_error(e, "expected field name or embedded type");
        explain_skip_to(e, BIT(SEMI) | BIT(RBRACE));
        return;
    }
    explain_literal_opt(e);
}

// ---- interfaces -------------------------------------------------------------------------------

static Expr *read_term(Explainer *e) {
    Expr *term = explain_node(e, EXPR_UNARY, e->token.pos);
    if (explain_got(e, TOK_TILDE)) {
        term->op = TOK_TILDE;
        term->x = explain_type(e);
        return explain_close(e, term);
    }
    Expr *type = explain_type_opt(e);
    if (type) return type;
    const TokenSet operators = BIT(OROR) | BIT(ANDAND) | BIT(EQ) | BIT(NE) | BIT(LT) | BIT(LE) |
                               BIT(GT) | BIT(GE) | BIT(ADD) | BIT(SUB) | BIT(OR) | BIT(XOR) |
                               BIT(DIV) | BIT(REM) | BIT(AND) | BIT(ANDNOT) | BIT(SHL) | BIT(SHR) |
                               BIT(NOT) | BIT(TILDE);
    explain_error(e, "expected ~ term or type");
    explain_skip_to(e, operators | BIT(SEMI) | BIT(RPAREN) | BIT(RBRACK) | BIT(RBRACE));
    term->kind = EXPR_BAD;
    return term;
}

// `| term | term`, if any, after [first].
static Expr *read_union(Explainer *e, Expr *first) {
    while (e->token.kind == TOK_OR) {
        Expr *both = explain_node(e, EXPR_BINARY, first->pos);
        both->op = TOK_OR;
        both->x = first;
        explain_next(e);
        both->y = read_term(e);
        first = explain_close(e, both);
    }
    return first;
}

// `name [`: type parameters of a method, which it must not have, or arguments of an embedded type.
// Returns the embedded type, or NULL for a method.
static Expr *read_method_bracket(Explainer *e, Expr *name) {
    Pos open = e->token.pos;
    explain_next(e);
    if (e->token.kind == TOK_RBRACK) {
        Pos close = e->token.pos;
        explain_next(e);
        bool method = e->token.kind == TOK_LPAREN;
        explain_other_error(e, close, method ? "empty type parameter list"
                                             : "empty type argument list");
        if (method) explain_signature(e, "interface method");
        return method ? NULL : name;
    }
    explain_params(e, NULL, NULL, TOK_RBRACK, false);
    if (e->token.kind != TOK_LPAREN) return name;
    explain_signature(e, "interface method");
    explain_other_error(e, open, "interface method must have no type parameters");
    return NULL;
}

static void read_interface_elem(Explainer *e) {
    Expr *type;
    if (e->token.kind == TOK_NAME) {
        Expr *name = explain_name(e);
        if (e->token.kind == TOK_LPAREN) {
            explain_signature(e, "interface method");
            return;
        }
        type = e->token.kind == TOK_LBRACK ? read_method_bracket(e, name) : read_type_name(e, name);
        if (!type) return;
    } else {
        type = read_term(e);
    }
    read_union(e, type);
}

// struct { ... } or interface { ... }
static Expr *read_braced(Explainer *e, ExprKind kind, const char *context,
                         void (*read_one)(Explainer *e)) {
    Expr *x = explain_node(e, kind, e->token.pos);
    explain_next(e);
    explain_want(e, TOK_LBRACE);
    while (e->token.kind != TOK_EOF && e->token.kind != TOK_RBRACE) {
        read_one(e);
        if (!explain_separator(e, context, TOK_SEMI, TOK_RBRACE)) return explain_close(e, x);
    }
    explain_want(e, TOK_RBRACE);
    return explain_close(e, x);
}

// ---- any type ---------------------------------------------------------------------------------

static Expr *read_bracket_type(Explainer *e) {
    Pos pos = e->token.pos;
    explain_next(e);
    return explain_got(e, TOK_RBRACK) ? explain_slice_type(e, pos) : explain_array(e, pos, NULL);
}

// *T, (T) or func(...).
static Expr *read_prefixed_type(Explainer *e) {
    TokenKind kind = e->token.kind;
    Expr *x = explain_node(e, EXPR_STAR, e->token.pos);
    explain_next(e);
    if (kind == TOK_FUNC) {
        x->kind = EXPR_FUNC_TYPE;
        explain_signature(e, "function type");
        return explain_close(e, x);
    }
    Expr *type = explain_type(e);
    if (kind == TOK_LPAREN) {
        explain_want(e, TOK_RPAREN);
        return type;
    }
    x->x = type;
    return explain_close(e, x);
}

static Expr *read_type(Explainer *e) {
    switch (e->token.kind) {
    case TOK_MUL:
    case TOK_FUNC:
    case TOK_LPAREN: return read_prefixed_type(e);
    case TOK_ARROW:
    case TOK_CHAN: return read_chan(e);
    case TOK_LBRACK: return read_bracket_type(e);
    case TOK_MAP: return read_map(e);
    case TOK_STRUCT: return read_braced(e, EXPR_STRUCT_TYPE, "struct type", read_field);
    case TOK_INTERFACE:
        return read_braced(e, EXPR_INTERFACE_TYPE, "interface type", read_interface_elem);
    case TOK_NAME: return read_type_name(e, NULL);
    default: return NULL;
    }
}

Expr *explain_type_opt(Explainer *e) {
    if (!explain_enter(e)) return explain_node(e, EXPR_BAD, e->token.pos);
    Expr *type = read_type(e);
    explain_leave(e);
    return type;
}

// ---- signatures -------------------------------------------------------------------------------

void explain_signature(Explainer *e, const char *context) {
    Pos pos = e->token.pos;
    if (explain_got(e, TOK_LBRACK)) {
        if (context) explain_error_at(e, pos, "%s must have no type parameters", context);
        if (e->token.kind == TOK_RBRACK) {
            explain_error(e, "empty type parameter list");
            explain_next(e);
        } else {
            explain_params(e, NULL, NULL, TOK_RBRACK, true);
        }
    }
    explain_want(e, TOK_LPAREN);
    explain_params(e, NULL, NULL, TOK_RPAREN, false);
    if (explain_got(e, TOK_LPAREN)) explain_params(e, NULL, NULL, TOK_RPAREN, false);
    else explain_type_opt(e);
}

// A parameter as written: one of the two may be missing, not both.
typedef struct Param {
    Expr *name;
    Expr *type;
} Param;

typedef VEC(Param) ParamList;

// `name [`, `name .`, `name |`: the name may turn out to be (part of) the type.
static bool read_param_name(Explainer *e, Param *param, bool unions) {
    Expr *name = param->name;
    if (e->token.kind == TOK_LBRACK) {
        param->type = read_array_or_args(e);
        if (param->type->kind == EXPR_INDEX) {
            param->type->pos = name->pos;
            param->name = NULL;
        }
    } else if (e->token.kind == TOK_DOT) {
        param->type = read_type_name(e, name);
        param->name = NULL;
    } else if (unions && e->token.kind == TOK_OR) {
        param->type = name;
        param->name = NULL;
    } else {
        return false;
    }
    if (unions) param->type = read_union(e, param->type);
    return true;
}

// Reads one parameter; *[param] may hold its name already. Returns false when there is none.
static bool read_param(Explainer *e, Param *param, TokenKind close) {
    bool unions = close == TOK_RBRACK;
    if (!param->name && e->token.kind == TOK_NAME) param->name = explain_name(e);
    if (param->name && read_param_name(e, param, unions)) return true;
    Pos pos = e->token.pos;
    if (explain_got(e, TOK_ELLIPSIS)) {
        param->type = explain_node(e, EXPR_ELLIPSIS, pos);
        if (!explain_type_opt(e)) explain_error(e, "... is missing type");
        return true;
    }
    if (unions && e->token.kind == TOK_TILDE) {
        param->type = read_union(e, read_term(e));
        return true;
    }
    param->type = explain_type_opt(e);
    if (unions && param->type) param->type = read_union(e, param->type);
    if (param->name || param->type) return true;
    explain_error(e, "expected %s", explain_wanted(close));
    explain_skip_to(e, BIT(COMMA) | ((TokenSet)1 << close));
    return false;
}

// Complains unless all parameters are named, or none. [end] is where the list closes.
static void check_names(Explainer *e, const ParamList *list, bool need_names, Pos end) {
    uint32_t named = 0, typed = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i].type) typed++;
        if (list->items[i].type && list->items[i].name) named++;
    }
    if (named == list->count || (named == 0 && !need_names)) return;
    Pos pos = NO_POS;   // of the leftmost mistake
    bool type_follows = false;
    for (uint32_t i = list->count; i > 0; i--) {
        const Param *param = &list->items[i - 1];
        if (param->type) type_follows = true;
        if (param->type && !param->name) pos = param->type->pos;
        else if (!type_follows) pos = param->name->pos;
    }
    if (pos == NO_POS) return;
    if (!need_names)
        explain_error_at(e, pos, "mixed named and unnamed parameters");
    else if (named == typed)
        explain_error_at(e, end, "missing type constraint");
    else
        explain_error_at(e, pos, "missing type parameter name%s",
                         list->count == 1 ? " or invalid array length" : "");
}

uint32_t explain_params(Explainer *e, Expr *name, Expr *type, TokenKind close, bool need_names) {
    if (name && type && explain_got(e, close)) return 1;
    ParamList list = {0};
    bool closable = true;
    while (closable && e->token.kind != TOK_EOF && e->token.kind != close) {
        Param param = {name, type};
        if (type || read_param(e, &param, close)) vec_push(&e->arena, &list, param);
        name = NULL;
        type = NULL;
        closable = explain_separator(e, "parameter list", TOK_COMMA, close);
    }
    Pos end = e->token.pos;
    if (closable) explain_want(e, close);
    if (list.count) check_names(e, &list, need_names, end);
    return list.count;
}
