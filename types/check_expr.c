// Expressions: the dispatch by kind, and the contexts an expression may stand in.
#include "types/check_expr_int.h"

Operand *operand_copy(const Operand *x) {
    Operand *copy = ARENA_NEW(types_arena(), Operand);
    *copy = *x;
    return copy;
}

// What is found is written into the tree. An untyped value is not final: expr_update_type() comes
// back to it when its context is known.
void record_operand(Operand *x) {
    Expr *e = x->expr;
    e->mode = (uint8_t)x->mode;
    e->type = x->type;
    if (x->mode == MODE_INVALID) e->type = type_basic[TYPE_INVALID];
    else if (x->mode == MODE_NOVALUE) e->type = type_empty_tuple;
    e->constant = x->mode == MODE_CONSTANT ? x->constant : NULL;
    e->is_shift_lhs = false;
}

// ---- rejecting what does not fit the context ----------------------------------------------------

void reject_generic(Target *target, Operand *x) {
    if (x->mode == MODE_INVALID || x->mode == MODE_NOVALUE || x->type == NULL) return;
    const char *what = NULL;
    if (x->type->kind == TYPE_NAMED || x->type->kind == TYPE_ALIAS) {
        if (type_is_generic(x->type)) what = "type";
    } else if (x->type->kind == TYPE_FUNC && x->type->type_param_count > 0) {
        if (target != NULL) {
            check_func_instance(x, target, NULL, true, NULL);
            return;
        }
        what = "function";
    }
    if (what == NULL) return;
    check_error(expr_start(x->expr), MSG_GENERIC_WITHOUT_INSTANCE, what, expr_text(x->expr));
    x->mode = MODE_INVALID;
    x->type = type_basic[TYPE_INVALID];
}

void reject_modes(Operand *x, unsigned modes) {
    if ((modes & 1u << x->mode) == 0) return;
    Pos pos = expr_start(x->expr);
    const char *what = operand_text(x);
    if (x->mode == MODE_NOVALUE) {
        bool is_type_fine = (modes & 1u << MODE_TYPE) == 0;
        if (is_type_fine) check_error(pos, MSG_USED_AS_VALUE_OR_TYPE, what);
        else check_error(pos, MSG_USED_AS_VALUE, what);
    } else if (x->mode == MODE_BUILTIN) {
        check_error(pos, MSG_MUST_BE_CALLED, what);
    } else {
        check_error(pos, MSG_NOT_AN_EXPRESSION, what);
    }
    x->mode = MODE_INVALID;
}

void check_single_value(Operand *x) {
    if (x->mode != MODE_VALUE || x->type == NULL || x->type->kind != TYPE_TUPLE) return;
    check_error(expr_start(x->expr), MSG_MULTIPLE_VALUE, operand_text(x));
    x->mode = MODE_INVALID;
}

// ---- kinds of expressions -----------------------------------------------------------------------

typedef struct PointerBase {
    Operand *x;
    Type *base;
} PointerBase;

static bool merge_pointer_base(Type *type, Type *underlying, void *arg) {
    (void)type;
    PointerBase *state = arg;
    Pos pos = expr_start(state->x->expr);
    if (underlying == NULL || underlying->kind != TYPE_POINTER) {
        check_error(pos, MSG_CANNOT_INDIRECT, operand_text(state->x));
        return false;
    }
    if (state->base != NULL && !type_identical(state->base, underlying->elem)) {
        check_error(pos, MSG_POINTERS_DIFFER, operand_text(state->x));
        return false;
    }
    state->base = underlying->elem;
    return true;
}

static void check_star(Operand *x, Expr *e) {
    check_expr_or_type(x, e->x, false);
    if (x->mode == MODE_INVALID) return;
    if (x->mode == MODE_TYPE) {
        // Only check_var_type() knows which types a pointer may point to.
        x->type = check_type(e);
        if (!type_is_valid(x->type)) x->mode = MODE_INVALID;
        return;
    }
    if (operand_is_nil(x)) {
        check_error(expr_start(x->expr), MSG_CANNOT_INDIRECT, operand_text(x));
        x->mode = MODE_INVALID;
        return;
    }
    PointerBase state = {.x = x};
    if (!type_each(x->type, merge_pointer_base, &state)) {
        x->mode = MODE_INVALID;
        return;
    }
    x->mode = MODE_VARIABLE;
    x->type = state.base;
}

static void check_type_assertion(Operand *x, Expr *e) {
    check_expr(x, NULL, e->x);
    if (x->mode == MODE_INVALID) return;
    Pos pos = expr_start(x->expr);
    if (e->y == NULL) {
        check_error(expr_start(e), MSG_TYPE_OUTSIDE_SWITCH);
        x->mode = MODE_INVALID;
        return;
    }
    bool is_param = type_is_type_param(x->type);
    if (is_param || type_underlying(x->type)->kind != TYPE_INTERFACE) {
        const char *what = operand_text(x);
        if (is_param) check_error(pos, MSG_ASSERT_TYPE_PARAM, what);
        else check_error(pos, MSG_NOT_AN_INTERFACE_OP, what);
        x->mode = MODE_INVALID;
        return;
    }
    Type *type = check_var_type(e->y);
    if (!type_is_valid(type)) {
        x->mode = MODE_INVALID;
        return;
    }
    const char *cause = NULL;
    if (!type_assertable(x->type, type, &cause)) {
        check_error(expr_start(e), MSG_IMPOSSIBLE_ASSERTION, expr_text(e), type_text(type),
                    type_text(x->type), cause == NULL ? "" : cause);
    }
    x->mode = MODE_COMMA_OK;
    x->type = type;
}

static ExprUse check_index_or_instance(Operand *x, Target *target, Expr *e) {
    if (check_index_expr(x, e)) check_func_instance(x, target, e, true, NULL);
    return USE_EXPRESSION;
}

static void reject(Operand *x, Expr *e, const char *format) {
    if (format != NULL) check_error(expr_start(e), format, NULL);
    x->mode = MODE_INVALID;
}

// Sets *x by the kind of [e]; x->expr is set by the caller.
static ExprUse check_by_kind(Operand *x, Target *target, Expr *e, Type *hint) {
    switch (e->kind) {
    case EXPR_BAD: x->mode = MODE_INVALID; return USE_STATEMENT;
    case EXPR_IDENT: check_ident(x, e, NULL, false); return USE_EXPRESSION;
    case EXPR_BASIC_LIT: check_basic_literal(x, e); return USE_EXPRESSION;
    case EXPR_FUNC_LIT: check_func_literal(x, e); return USE_EXPRESSION;
    case EXPR_COMPOSITE_LIT: check_composite_literal(x, e, hint); return USE_EXPRESSION;
    case EXPR_PAREN: return check_expr_use(x, NULL, e->x, NULL, false);
    case EXPR_SELECTOR: check_selector(x, e, NULL, false); return USE_EXPRESSION;
    case EXPR_INDEX: return check_index_or_instance(x, target, e);
    case EXPR_SLICE: check_slice_expr(x, e); return USE_EXPRESSION;
    case EXPR_TYPE_ASSERT: check_type_assertion(x, e); return USE_EXPRESSION;
    case EXPR_CALL: return check_call_use(x, e);
    case EXPR_STAR: check_star(x, e); return USE_EXPRESSION;
    case EXPR_UNARY: return check_unary(x, e);
    case EXPR_BINARY: check_binary(x, e); return USE_EXPRESSION;
    case EXPR_KEY_VALUE: reject(x, e, MSG_NO_KEY_VALUE); return USE_STATEMENT;
    case EXPR_ELLIPSIS: reject(x, e, MSG_INVALID_DOTS); return USE_STATEMENT;
    case EXPR_ARRAY_TYPE:
    case EXPR_STRUCT_TYPE:
    case EXPR_FUNC_TYPE:
    case EXPR_INTERFACE_TYPE:
    case EXPR_MAP_TYPE:
    case EXPR_CHAN_TYPE:
        x->mode = MODE_TYPE;
        x->type = check_type(e);
        return USE_EXPRESSION;
    case EXPR_RANGE:
    case EXPR_KIND_COUNT: break;
    }
    reject(x, e, NULL);
    return USE_STATEMENT;
}

// ---- the contexts -------------------------------------------------------------------------------

ExprUse check_expr_use(Operand *x, Target *target, Expr *e, Type *hint, bool allow_generic) {
    *x = (Operand){.mode = MODE_INVALID, .expr = e, .type = type_basic[TYPE_INVALID]};
    ExprUse use = USE_STATEMENT;
    if (depth_enter(e->pos)) use = check_by_kind(x, target, e, hint);
    depth_leave();
    x->expr = e;
    // A variable whose declaration is being checked has no type yet; the cycle is reported there.
    if (x->type == NULL) {
        x->type = type_basic[TYPE_INVALID];
        if (x->mode != MODE_BUILTIN) x->mode = MODE_INVALID;
    }
    if (x->mode == MODE_INVALID) use = USE_STATEMENT;   // no second error for the same expression
    if (!allow_generic) reject_generic(target, x);
    record_operand(x);
    return use;
}

Target *late_target(Target *target, Type *type, const char *description) {
    Type *func = type == NULL ? NULL : type_underlying(type);
    if (func == NULL || func->kind != TYPE_FUNC || !version_allow(27)) return NULL;
    *target = (Target){func, description};
    return target;
}

void check_raw_expr(Operand *x, Target *target, Expr *e, Type *hint, bool allow_generic) {
    check_expr_use(x, target, e, hint, allow_generic);
}

void check_expr(Operand *x, Target *target, Expr *e) {
    check_expr_use(x, target, e, NULL, false);
    reject_modes(x, NOT_A_VALUE);
    check_single_value(x);
}

void check_generic_expr(Operand *x, Expr *e) {
    check_expr_use(x, NULL, e, NULL, true);
    reject_modes(x, NOT_A_VALUE);
    check_single_value(x);
}

void check_multi_expr(Operand *x, Expr *e) {
    check_expr_use(x, NULL, e, NULL, false);
    reject_modes(x, NOT_A_VALUE);
}

void check_expr_with_hint(Operand *x, Expr *e, Type *hint) {
    check_expr_use(x, NULL, e, hint, false);
    reject_modes(x, NOT_A_VALUE);
    check_single_value(x);
}

void check_expr_or_type(Operand *x, Expr *e, bool allow_generic) {
    check_expr_use(x, NULL, e, NULL, allow_generic);
    reject_modes(x, 1u << MODE_NOVALUE);
    check_single_value(x);
}

static void push_tuple(Type *tuple, Expr *e, OperandList *list) {
    for (uint32_t i = 0; i < tuple->field_count; i++) {
        Operand value = {.mode = MODE_VALUE, .expr = e, .type = tuple->fields[i]->type};
        vec_push(types_arena(), list, operand_copy(&value));
    }
}

bool check_expr_values(Expr *e, bool allow_comma_ok, OperandList *list) {
    Operand x;
    check_multi_expr(&x, e);
    if (x.mode != MODE_INVALID && x.type->kind == TYPE_TUPLE) {
        push_tuple(x.type, e, list);
        return false;
    }
    vec_push(types_arena(), list, operand_copy(&x));
    bool has_ok = x.mode == MODE_MAP_INDEX || x.mode == MODE_COMMA_OK;
    if (!allow_comma_ok || !has_ok) return false;
    // The ok shares the expression, whose type stays that of the value.
    Operand ok = {.mode = MODE_VALUE, .expr = e, .type = type_basic[TYPE_UNTYPED_BOOL]};
    vec_push(types_arena(), list, operand_copy(&ok));
    return true;
}

// ---- for errors only ----------------------------------------------------------------------------

static bool check_use_one(Expr *e, bool is_lhs) {
    if (e == NULL) return true;
    Operand x;
    Expr *inner = expr_unparen(e);
    if (inner->kind != EXPR_IDENT) {
        if (inner->kind == EXPR_KEY_VALUE) return check_use_one(inner->y, false);
        check_expr_use(&x, NULL, e, NULL, true);
        return x.mode != MODE_INVALID;
    }
    if (inner->name == checker.sym_blank) return true;
    // Being assigned to is no use.
    Object *object = is_lhs ? env_lookup(inner->name) : NULL;
    bool is_own = object != NULL && object->kind == OBJ_VAR &&
                  object->package == checker.env.package;
    bool was_used = is_own && object->is_used;
    check_expr_or_type(&x, inner, true);
    if (is_own) object->is_used = was_used;
    return x.mode != MODE_INVALID;
}

bool check_use_ok(Expr **exprs, uint32_t count) {
    bool is_good = true;
    for (uint32_t i = 0; i < count; i++) is_good &= check_use_one(exprs[i], false);
    return is_good;
}

bool check_use_lhs_ok(Expr **exprs, uint32_t count) {
    bool is_good = true;
    for (uint32_t i = 0; i < count; i++) is_good &= check_use_one(exprs[i], true);
    return is_good;
}

void check_use(Expr **exprs, uint32_t count) {
    check_use_ok(exprs, count);
}

void check_use_lhs(Expr **exprs, uint32_t count) {
    check_use_lhs_ok(exprs, count);
}
