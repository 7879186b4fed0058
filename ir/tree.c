// ir/tree.c - small questions about the checked syntax tree.
#include "ir/ir_int.h"

enum { DISTINCT_VARS_MINOR = 22 };

Pos expr_pos(const Expr *expr) {
    switch (expr->kind) {
    case EXPR_COMPOSITE_LIT: case EXPR_SELECTOR: case EXPR_INDEX: case EXPR_SLICE:
    case EXPR_TYPE_ASSERT: case EXPR_CALL: case EXPR_BINARY:
        return expr->op_pos ? expr->op_pos : expr->pos;
    default:
        return expr->pos;
    }
}

bool decl_has_distinct_vars(const Package *package, const Decl *decl) {
    int minor = file_lang_minor(package, decl ? decl->file : NULL);
    return minor == 0 || minor >= DISTINCT_VARS_MINOR;
}

bool expr_is_blank(const Expr *expr) {
    return expr->kind == EXPR_IDENT && expr->name->length == 1 && expr->name->text[0] == '_';
}

bool expr_is_builtin(Expr *expr, BuiltinId *id) {
    expr = expr_unparen(expr);
    if (expr->mode != MODE_BUILTIN || !expr->object) return false;
    if (expr->object->kind != OBJ_BUILTIN) return false;
    *id = (BuiltinId)expr->object->builtin;
    return true;
}

int expr_static_bool(Expr *expr) {
    if (expr->constant) {
        if (const_kind(expr->constant) != CONST_BOOL) return 0;
        return const_bool_value(expr->constant) ? 1 : -1;
    }
    if (expr->kind == EXPR_UNARY && expr->op == TOK_NOT) return -expr_static_bool(expr->x);
    if (expr->kind != EXPR_BINARY) return 0;
    if (expr->op == TOK_ANDAND) {
        int x = expr_static_bool(expr->x);
        if (x < 0) return x;
        int y = expr_static_bool(expr->y);
        return x > 0 || y < 0 ? y : 0;
    }
    if (expr->op == TOK_OROR) {
        int x = expr_static_bool(expr->x);
        if (x > 0) return x;
        int y = expr_static_bool(expr->y);
        return x < 0 || y > 0 ? y : 0;
    }
    return 0;
}

Expr *expr_trim_condition(Expr *cond) {
    if (cond->constant || cond->kind != EXPR_BINARY) return cond;
    bool is_and = cond->op == TOK_ANDAND;
    if (!is_and && cond->op != TOK_OROR) return cond;
    int x = expr_static_bool(cond->x);
    if (is_and ? x < 0 : x > 0) return cond->x;
    if (x && cond->x->constant) return expr_trim_condition(cond->y);
    return cond;
}

bool type_is_tuple(Type *type) {
    return type && type->kind == TYPE_TUPLE;
}

bool type_is_pointer(Type *type) {
    return type_kind(type) == TYPE_POINTER;
}
