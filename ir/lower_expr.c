// ir/lower_expr.c - expressions: leaves, operators, indexing, slicing, selecting.
#include "ir/ir_int.h"

#include "base/check.h"

// ---- Leaves ------------------------------------------------------------------------------------
Node *lower_constant(Lower *lower, const Expr *expr) {
    Type *type = lower_expr_type(lower, expr);
    if (type_is_interface(type)) {
        Node *value = node_literal(expr_pos(expr), type_basic[TYPE_INT], expr->constant);
        return lower_implicit(lower, value, type);
    }
    return node_literal(expr_pos(expr), type, expr->constant);
}

Func *func_of_expr(Lower *lower, Expr *expr) {
    expr = expr_unparen(expr);
    Expr *named = expr;
    if (expr->kind == EXPR_INDEX && expr->type_arg_count) named = expr_unparen(expr->x);
    if (named->kind != EXPR_IDENT && named->kind != EXPR_SELECTOR) return NULL;
    if (named->selection || !named->object || named->object->kind != OBJ_FUNC) return NULL;
    uint32_t count = expr->type_arg_count;
    Type **args = expr->type_args;
    if (!count) {
        count = named->type_arg_count;
        args = named->type_args;
    }
    Type **concrete = count ? ARENA_ARRAY(ir_lasting, Type *, count) : NULL;
    for (uint32_t i = 0; i < count; i++) concrete[i] = lower_type(lower, args[i]);
    Func *func = func_for(named->object, concrete, count);
    return func;
}

static Node *lower_object(Lower *lower, Expr *expr) {
    Object *object = expr->object;
    FATAL_IF(!object, "ir: %s denotes nothing", expr->name->text);
    Pos pos = expr_pos(expr);
    switch (object->kind) {
    case OBJ_VAR:
        if (object->is_global) return node_name(pos, global_name(object));
        FATAL_IF(!object->backend, "ir: variable %s used before its declaration",
                 object->name ? object->name->text : "_");
        return node_name(pos, lower_variable(lower, object->backend));
    case OBJ_FUNC: return node_func(pos, func_of_expr(lower, expr));
    default: FATAL("ir: %s is no value", object->name->text);
    }
}

// ---- Operators ---------------------------------------------------------------------------------
Op op_of_token(TokenKind token) {
    switch (token) {
    case TOK_ADD: case TOK_ADD_ASSIGN: case TOK_INC: return OADD;
    case TOK_SUB: case TOK_SUB_ASSIGN: case TOK_DEC: return OSUB;
    case TOK_MUL: case TOK_MUL_ASSIGN: return OMUL;
    case TOK_DIV: case TOK_DIV_ASSIGN: return ODIV;
    case TOK_REM: case TOK_REM_ASSIGN: return OMOD;
    case TOK_AND: case TOK_AND_ASSIGN: return OAND;
    case TOK_OR: case TOK_OR_ASSIGN: return OOR;
    case TOK_XOR: case TOK_XOR_ASSIGN: return OXOR;
    case TOK_ANDNOT: case TOK_ANDNOT_ASSIGN: return OANDNOT;
    case TOK_SHL: case TOK_SHL_ASSIGN: return OLSH;
    case TOK_SHR: case TOK_SHR_ASSIGN: return ORSH;
    case TOK_ANDAND: return OANDAND;
    case TOK_OROR: return OOROR;
    case TOK_EQ: return OEQ;
    case TOK_NE: return ONE;
    case TOK_LT: return OLT;
    case TOK_LE: return OLE;
    case TOK_GT: return OGT;
    case TOK_GE: return OGE;
    default: FATAL("ir: token %d is no operator", (int)token);
    }
}

// Joined strings are one node: a + b + c allocates once.
static void strings_add(NodeList *list, Node *operand) {
    if (operand->op != OADDSTR) {
        list_push(list, operand);
        return;
    }
    for (uint32_t i = 0; i < operand->list.count; i++) list_push(list, operand->list.items[i]);
}

Node *node_operation(Op op, Pos pos, Type *type, Node *x, Node *y) {
    if (op != OADD || !type_is_string(type)) return node_binary(op, pos, type, x, y);
    Node *node = x;
    if (x->op == OADDSTR) {
        node->pos = pos;
        node->type = type;
    } else {
        node = node_new(OADDSTR, pos, type);
        list_push(&node->list, x);
    }
    strings_add(&node->list, y);
    return node;
}

// The type that both operands of a comparison are brought to.
static Type *common_type(Node *x, Node *y) {
    bool x_iface = type_is_interface(x->type), y_iface = type_is_interface(y->type);
    if (x->op == ONIL && !x_iface) return y->type;
    if (y->op == ONIL && !y_iface) return x->type;
    if (x_iface && y_iface) return type_implements(x->type, y->type, NULL) ? y->type : x->type;
    return y_iface ? y->type : x->type;
}

static Node *lower_comparison(Lower *lower, Expr *expr, Op op) {
    Node *x = lower_expr(lower, expr->x), *y = lower_expr(lower, expr->y);
    Type *common = common_type(x, y);
    x = lower_implicit(lower, x, common);
    y = lower_implicit(lower, y, common);
    return node_binary(op, expr_pos(expr), lower_expr_type(lower, expr), x, y);
}

Node *lower_binary(Lower *lower, Expr *expr) {
    Op op = op_of_token(expr->op);
    Pos pos = expr_pos(expr);
    Type *type = lower_expr_type(lower, expr);
    switch (op) {
    case OEQ: case ONE: case OLT: case OLE: case OGT: case OGE:
        return lower_comparison(lower, expr, op);
    case OLSH: case ORSH: {
        Node *x = lower_expr_to(lower, expr->x, type);
        return node_binary(op, pos, type, x, lower_expr(lower, expr->y));
    }
    default: {
        Node *x = lower_expr_to(lower, expr->x, type);
        return node_operation(op, pos, type, x, lower_expr_to(lower, expr->y, type));
    }
    }
}

static Node *lower_address_of(Lower *lower, Expr *expr) {
    Expr *operand = expr_unparen(expr->x);
    Node *x = lower_expr(lower, operand);
    Pos pos = expr_pos(expr);
    if (operand->kind != EXPR_COMPOSITE_LIT) {
        Node *node = node_addr(lower, pos, x, false);
        node->type = lower_expr_type(lower, expr);
        return node;
    }
    return node_unary(OPTRLIT, pos, lower_expr_type(lower, expr), x);
}

static Node *lower_unary(Lower *lower, Expr *expr) {
    if (expr->op == TOK_AND) return lower_address_of(lower, expr);
    Type *type = lower_expr_type(lower, expr);
    Node *x = lower_expr(lower, expr->x);
    Op op;
    switch (expr->op) {
    case TOK_ADD: op = OPLUS; break;
    case TOK_SUB: op = ONEG; break;
    case TOK_XOR: op = OBITNOT; break;
    case TOK_NOT: op = ONOT; break;
    case TOK_ARROW: op = ORECV; break;
    default: FATAL("ir: unary token %d", (int)expr->op);
    }
    if (op == ORECV && type_is_tuple(type)) type = type->fields[0]->type;
    return node_unary(op, expr_pos(expr), type, x);
}

// ---- Indexing and slicing ----------------------------------------------------------------------
static Node *lower_index(Lower *lower, Expr *expr) {
    Node *x = lower_expr(lower, expr->x);
    Type *type = lower_expr_type(lower, expr);
    if (type_is_tuple(type)) type = type->fields[0]->type;
    Pos pos = expr_pos(expr);
    Type *of = type_underlying(x->type);
    if (of->kind == TYPE_MAP) {
        Node *key = lower_expr_to(lower, expr->list.items[0], of->key);
        return node_binary(OINDEXMAP, pos, of->elem, x, key);
    }
    if (of->kind == TYPE_POINTER) {
        x = node_deref(pos, x, true);
        of = type_underlying(x->type);
    }
    Node *index = lower_expr(lower, expr->list.items[0]);
    if (of->kind == TYPE_ARRAY || of->kind == TYPE_SLICE) type = of->elem;
    Node *node = node_binary(OINDEX, pos, type, x, index);
    node_find_bounded(lower, node);
    return node;
}

static Node *lower_slice(Lower *lower, Expr *expr) {
    Node *x = lower_expr(lower, expr->x);
    Pos pos = expr_pos(expr);
    Type *type = lower_expr_type(lower, expr);
    Op op;
    switch (type_kind(x->type)) {
    case TYPE_STRING: op = OSLICESTR; break;
    case TYPE_ARRAY: x = node_addr(lower, pos, x, true); op = OSLICEARR; break;
    case TYPE_POINTER: op = OSLICEARR; break;
    default: op = OSLICE; break;
    }
    if (expr->full_slice) op = op == OSLICEARR ? OSLICE3ARR : OSLICE3;
    Node *node = node_unary(op, pos, type, x);
    for (int i = 0; i < (expr->full_slice ? 3 : 2); i++) {
        Expr *bound = expr->index3[i];
        list_push(&node->list, bound ? lower_expr(lower, bound) : NULL);
    }
    return node;
}

static Node *lower_type_assert(Lower *lower, Expr *expr) {
    Node *x = lower_expr(lower, expr->x);
    Type *type = lower_expr_type(lower, expr);
    if (type_is_tuple(type)) type = type->fields[0]->type;
    return node_unary(ODOTTYPE, expr_pos(expr), type, x);
}

// ---- All of them -------------------------------------------------------------------------------
static Node *lower_index_or_instance(Lower *lower, Expr *expr) {
    if (expr->type_arg_count) return lower_func_value(lower, expr);
    return lower_index(lower, expr);
}

Node *lower_expr(Lower *lower, Expr *expr) {
    if (expr->kind == EXPR_PAREN) {
        Node *node = lower_expr(lower, expr_unparen(expr));
        node->whole_pos = expr->pos;
        return node;
    }
    if (expr->mode == MODE_TYPE)
        return node_new(OTYPE, expr_pos(expr), lower_type(lower, expr->type));
    if (expr->constant) return lower_constant(lower, expr);
    if (expr->mode == MODE_NIL) return node_nil(expr->pos, lower_type(lower, expr->type));
    switch (expr->kind) {
    case EXPR_IDENT: return lower_object(lower, expr);
    case EXPR_COMPOSITE_LIT: return lower_composite(lower, expr);
    case EXPR_FUNC_LIT: return lower_func_lit(lower, expr);
    case EXPR_SELECTOR:
        return expr->selection ? lower_selector(lower, expr) : lower_object(lower, expr);
    case EXPR_INDEX: return lower_index_or_instance(lower, expr);
    case EXPR_SLICE: return lower_slice(lower, expr);
    case EXPR_TYPE_ASSERT: return lower_type_assert(lower, expr);
    case EXPR_CALL: return lower_call(lower, expr);
    case EXPR_STAR: return node_deref(expr_pos(expr), lower_expr(lower, expr->x), false);
    case EXPR_UNARY: return lower_unary(lower, expr);
    case EXPR_BINARY: return lower_binary(lower, expr);
    default: FATAL("ir: expression of kind %d", (int)expr->kind);
    }
}

Node *lower_expr_to(Lower *lower, Expr *expr, Type *type) {
    return lower_implicit(lower, lower_expr(lower, expr), type);
}
