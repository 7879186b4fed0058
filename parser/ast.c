// parser/ast.c - expressions.
#include "parser/ast.h"

#include "parser/parser_int.h"

Expr *expr_new(Parser *parser, ExprKind kind, Pos pos) {
    Expr *x = ARENA_NEW(parser->arena, Expr);
    x->kind = kind;
    x->pos = pos;
    x->op_pos = pos;
    return x;
}

void expr_above(Parser *parser, Expr *x, const Expr *child) {
    if (!child || child->depth < x->depth) return;
    x->depth = child->depth + 1;
    if (x->depth >= NESTING_MAX) reject_depth(parser, x->pos);
}

static void expr_above_list(Parser *parser, Expr *x, const ExprList *list) {
    for (uint32_t i = 0; i < list->count; i++) expr_above(parser, x, list->items[i]);
}

Expr *expr_unparen(Expr *x) {
    while (x->kind == EXPR_PAREN) x = x->x;
    return x;
}

bool expr_is_type_elem(const Expr *x) {
    switch (x->kind) {
    case EXPR_ARRAY_TYPE:
    case EXPR_STRUCT_TYPE:
    case EXPR_FUNC_TYPE:
    case EXPR_INTERFACE_TYPE:
    case EXPR_MAP_TYPE:
    case EXPR_CHAN_TYPE:
        return true;
    case EXPR_UNARY:
        return x->op == TOK_TILDE || expr_is_type_elem(x->x);
    case EXPR_BINARY:
        return expr_is_type_elem(x->x) || expr_is_type_elem(x->y);
    case EXPR_STAR:
    case EXPR_PAREN:
        return expr_is_type_elem(x->x);
    default:
        return false;
    }
}

// ---- operands ---------------------------------------------------------------------------------

Expr *ast_ident(Parser *parser, TokenValue name) {
    Expr *x = expr_new(parser, EXPR_IDENT, name.pos);
    x->name = name.symbol;
    return x;
}

Expr *ast_literal(Parser *parser, TokenKind kind, TokenValue literal) {
    Expr *x = expr_new(parser, EXPR_BASIC_LIT, literal.pos);
    x->literal_kind = kind;
    x->literal_bad = literal.bad;
    x->literal_text = parser->source->text + (literal.pos - parser->source->base);
    x->literal_bytes = literal.bytes;
    return x;
}

Expr *ast_paren(Parser *parser, TokenValue open, Expr *x, TokenValue close) {
    Expr *paren = expr_new(parser, EXPR_PAREN, open.pos);
    paren->x = x;
    paren->end_pos = close.pos;
    expr_above(parser, paren, x);
    return paren;
}

Expr *ast_func_lit(Parser *parser, TokenValue keyword, FuncType *type, TokenValue open,
                   StmtList list, TokenValue close) {
    Expr *x = ast_func_type(parser, keyword, type);
    x->kind = EXPR_FUNC_LIT;
    x->body = ast_block(parser, open, list, close);
    x->op_pos = open.pos;
    x->end_pos = close.pos;
    if (x->body->depth >= x->depth) x->depth = x->body->depth + 1;
    if (x->depth >= NESTING_MAX) reject_depth(parser, x->pos);
    branches_resolve(parser, x->body);
    return x;
}

// ---- operators --------------------------------------------------------------------------------

Expr *ast_unary(Parser *parser, TokenKind kind, TokenValue op, Expr *x) {
    Expr *unary = expr_new(parser, EXPR_UNARY, op.pos);
    unary->op = kind;
    // &(T{}) means &T{}.
    unary->x = kind == TOK_AND ? expr_unparen(x) : x;
    expr_above(parser, unary, x);
    return unary;
}

Expr *ast_star(Parser *parser, TokenValue op, Expr *x) {
    Expr *star = expr_new(parser, EXPR_STAR, op.pos);
    star->x = x;
    expr_above(parser, star, x);
    return star;
}

// `<-chan T` is read as a receive from the type `chan T`. The arrow belongs to the first chan; a
// `<-` that this one had belongs to the next, and so on: <-chan<- chan T is <-chan (<-chan T).
Expr *ast_receive(Parser *parser, TokenValue op, Expr *x) {
    if (x->kind != EXPR_CHAN_TYPE) return ast_unary(parser, TOK_ARROW, op, x);
    ChanDir dir = CHAN_SEND;
    for (Expr *t = x; dir == CHAN_SEND; t = t->x) {
        if (t->kind != EXPR_CHAN_TYPE || t->chan_dir == CHAN_RECV) {
            reject(parser, op.pos);
            break;
        }
        dir = t->chan_dir;
        t->chan_dir = CHAN_RECV;
    }
    x->pos = op.pos;
    x->op_pos = op.pos;
    return x;
}

Expr *ast_binary(Parser *parser, TokenKind kind, Expr *x, TokenValue op, Expr *y) {
    Expr *binary = expr_new(parser, EXPR_BINARY, x->pos);
    binary->op = kind;
    binary->op_pos = op.pos;
    binary->x = x;
    binary->y = y;
    expr_above(parser, binary, x);
    expr_above(parser, binary, y);
    return binary;
}

Expr *ast_key_value(Parser *parser, Expr *key, TokenValue colon, Expr *value) {
    Expr *x = expr_new(parser, EXPR_KEY_VALUE, key->pos);
    x->op_pos = colon.pos;
    x->x = key;
    x->y = value;
    expr_above(parser, x, key);
    expr_above(parser, x, value);
    return x;
}

// ---- what follows an operand ------------------------------------------------------------------

static Expr *postfix(Parser *parser, ExprKind kind, Expr *x, TokenValue op, Pos end_pos) {
    Expr *result = expr_new(parser, kind, x->pos);
    result->op_pos = op.pos;
    result->end_pos = end_pos;
    result->x = x;
    expr_above(parser, result, x);
    return result;
}

Expr *ast_selector(Parser *parser, Expr *x, TokenValue dot, TokenValue name) {
    Expr *selector = postfix(parser, EXPR_SELECTOR, x, dot, NO_POS);
    selector->name = name.symbol;
    selector->name_pos = name.pos;
    return selector;
}

Expr *ast_qualified(Parser *parser, TokenValue package, TokenValue dot, TokenValue name) {
    return ast_selector(parser, ast_ident(parser, package), dot, name);
}

Expr *ast_assert(Parser *parser, Expr *x, TokenValue dot, Expr *type, TokenValue close) {
    Expr *assert = postfix(parser, EXPR_TYPE_ASSERT, x, dot, close.pos);
    assert->y = type;
    expr_above(parser, assert, type);
    return assert;
}

Expr *ast_index(Parser *parser, Expr *x, TokenValue open, Expr *index, TokenValue close) {
    return ast_index_list(parser, x, open, exprs_one(parser, index), close);
}

Expr *ast_index_list(Parser *parser, Expr *x, TokenValue open, ExprList list, TokenValue close) {
    Expr *result = postfix(parser, EXPR_INDEX, x, open, close.pos);
    result->list = list;
    expr_above_list(parser, result, &list);
    return result;
}

Expr *ast_slice(Parser *parser, Expr *x, TokenValue open, Expr *low, Expr *high,
                TokenValue close) {
    Expr *slice = postfix(parser, EXPR_SLICE, x, open, close.pos);
    slice->index3[0] = low;
    slice->index3[1] = high;
    expr_above(parser, slice, low);
    expr_above(parser, slice, high);
    return slice;
}

// An index that must be there; else this says so, and something bad takes its place.
static Expr *required_index(Parser *parser, Expr *index, Pos pos, const char *which) {
    if (index) return index;
    diag_report(parser->diags, pos, "%s index required in 3-index slice", which);
    return expr_new(parser, EXPR_BAD, pos);
}

Expr *ast_slice3(Parser *parser, Expr *x, TokenValue open, Expr *low, Expr *high, TokenValue colon,
                 Expr *max, TokenValue close) {
    high = required_index(parser, high, colon.pos, "middle");
    max = required_index(parser, max, close.pos, "final");
    Expr *slice = ast_slice(parser, x, open, low, high, close);
    slice->index3[2] = max;
    slice->full_slice = true;
    expr_above(parser, slice, max);
    return slice;
}

Expr *ast_call(Parser *parser, Expr *x, TokenValue open, ExprList *args, TokenValue close) {
    Expr *call = postfix(parser, EXPR_CALL, x, open, close.pos);
    if (args) call->list = *args;
    expr_above_list(parser, call, &call->list);
    return call;
}

Expr *ast_call_dots(Parser *parser, Expr *x, TokenValue open, ExprList args, TokenValue close) {
    Expr *call = ast_call(parser, x, open, &args, close);
    call->has_dots = true;
    return call;
}

// ---- composite literals -----------------------------------------------------------------------

Expr *ast_composite(Parser *parser, Expr *type, TokenValue open, ExprList list, TokenValue close) {
    Expr *x = expr_new(parser, EXPR_COMPOSITE_LIT, type ? type->pos : open.pos);
    x->op_pos = open.pos;
    x->end_pos = close.pos;
    x->x = type;
    x->list = list;
    expr_above(parser, x, type);
    expr_above_list(parser, x, &list);
    return x;
}

bool expr_is_value(const Expr *x) {
    switch (x->kind) {
    case EXPR_BASIC_LIT:
    case EXPR_COMPOSITE_LIT:
    case EXPR_FUNC_LIT:
    case EXPR_SLICE:
    case EXPR_TYPE_ASSERT:
    case EXPR_CALL:
    case EXPR_UNARY:
    case EXPR_BINARY:
        return true;
    case EXPR_PAREN:
        return expr_is_value(x->x);
    case EXPR_INDEX:
        return expr_is_value(x->x) || (x->list.count == 1 && expr_is_value(x->list.items[0]));
    default:
        return false;
    }
}

Expr *ast_composite_of(Parser *parser, Expr *type, TokenValue open, ExprList list,
                       TokenValue close) {
    bool may_be_type = type->kind == EXPR_IDENT || type->kind == EXPR_SELECTOR ||
                       (type->kind == EXPR_INDEX && !expr_is_value(type));
    if (!may_be_type) reject(parser, open.pos);
    return ast_composite(parser, type, open, list, close);
}
