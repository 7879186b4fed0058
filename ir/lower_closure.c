// ir/lower_closure.c - function literals.
#include "ir/ir_int.h"

#include <string.h>

// gc's names: f.func1, a literal inside it f.func1.1. Bodies of ranges over functions do not count
// as a level of their own, they are f-range1.
static const char *closure_name(Func *outer, const char *suffix) {
    if (outer->is_range_body) outer = outer->outer;
    uint32_t *count = &outer->closure_count;
    if (suffix) count = suffix[0] == '-' ? &outer->range_count : &outer->wrap_count;
    uint32_t number = ++*count;
    if (!suffix) suffix = outer->is_closure ? "." : ".func";
    return arena_printf(ir_lasting, "%s%s%u", outer->full_name, suffix, number);
}

Func *func_new_closure(Lower *lower, Type *signature, Pos pos, const char *suffix) {
    Func *outer = lower->func;
    Func *func = func_new(lower->package, closure_name(outer, suffix));
    func->type = signature;
    func->pos = pos;
    func->is_closure = true;
    func->is_generic = outer->is_generic;
    func->outer = outer;
    func->root = outer->root;
    func->state = FUNC_LOWERED;
    vec_push(ir_nodes, &outer->closures, func);
    return func;
}

Node *lower_func_lit(Lower *lower, Expr *expr) {
    Type *signature = lower_expr_type(lower, expr);
    Func *func = func_new_closure(lower, type_underlying(signature), expr->pos, NULL);
    func->end_pos = expr->body->end_pos;
    Lower inner = {.func = func, .package = lower->package, .outer = lower, .out = &func->body,
                   .type_params = lower->type_params, .type_args = lower->type_args,
                   .type_param_count = lower->type_param_count, .signature = func->type,
                   .distinct_vars = lower->distinct_vars};
    lower_func_params(&inner, NULL, expr->func_type);
    lower_body(&inner, expr->body, &func->body);
    Node *node = node_new(OCLOSURE, expr_pos(expr), signature);
    node->func = func;
    func->closure = node;
    return node;
}
