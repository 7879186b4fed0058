// Untyped values: which type they take, and writing it down through their expression.
#include "types/check_expr_int.h"

const char cause_truncated[] = "truncated";
const char cause_overflows[] = "overflows";

// ---- representing constants ---------------------------------------------------------------------

// The constant x as [basic] holds it; NULL with *cause (NULL: no more to say than "cannot").
static Const *representation(Operand *x, Type *basic, const char **cause) {
    Const *value;
    if (const_representable(x->constant, basic, &value)) return value;
    *cause = NULL;
    if (type_is_numeric(x->type) && type_is_numeric(basic)) {
        bool is_cut = !type_is_integer(x->type) && type_is_integer(basic);
        *cause = is_cut ? cause_truncated : cause_overflows;
    }
    return NULL;
}

static void report_bad_conversion(Operand *x, Type *target, const char *cause) {
    Pos pos = expr_start(x->expr);
    const char *what = operand_text(x);
    if (cause == cause_truncated) check_error(pos, MSG_CONST_TRUNCATED, what, type_text(target));
    else check_error(pos, cause == cause_overflows ? MSG_CONST_OVERFLOWS : MSG_CANNOT_CONVERT, what,
                     type_text(target));
    x->mode = MODE_INVALID;
}

bool operand_representable(Operand *x, Type *basic) {
    const char *cause = NULL;
    Const *value = representation(x, basic, &cause);
    if (value == NULL) return false;
    x->constant = value;
    return true;
}

void check_representable(Operand *x, Type *basic) {
    const char *cause = NULL;
    Const *value = representation(x, basic, &cause);
    if (value == NULL) report_bad_conversion(x, basic, cause);
    else x->constant = value;
}

// How gc calls the operator in "constant ... overflow".
static const char *operator_name(const Expr *e) {
    if (e->kind == EXPR_UNARY) return e->op == TOK_XOR ? "bitwise complement " : "";
    if (e->kind != EXPR_BINARY) return "";
    switch (e->op) {
    case TOK_ADD: return "addition ";
    case TOK_SUB: return "subtraction ";
    case TOK_XOR: return "bitwise XOR ";
    case TOK_MUL: return "multiplication ";
    case TOK_SHL: return "shift ";
    default: return "";
    }
}

enum { UNTYPED_BITS_MAX = 512 };

void check_overflow(Operand *x, Pos op_pos) {
    if (const_kind(x->constant) == CONST_UNKNOWN) {
        check_error(op_pos, MSG_CONST_NOT_REPRESENTABLE);
        return;
    }
    if (type_is_typed(x->type)) {
        check_representable(x, type_underlying(x->type));
        return;
    }
    if (const_kind(x->constant) == CONST_INT && const_bit_length(x->constant) > UNTYPED_BITS_MAX) {
        check_error(op_pos, MSG_CONST_OVERFLOW, operator_name(x->expr));
        x->constant = const_unknown;
    }
}

// ---- finding the type ---------------------------------------------------------------------------

// The type that two untyped operands get together: the later of int, rune, float, complex.
static Type *untyped_max(Type *a, Type *b) {
    if (a == b) return a;
    if (!type_is_untyped_numeric(a) || !type_is_untyped_numeric(b)) return NULL;
    return a->kind > b->kind ? a : b;
}

static bool untyped_value_suits(TypeKind kind, Type *target) {
    switch (kind) {
    case TYPE_UNTYPED_BOOL: return type_is_boolean(target);
    case TYPE_UNTYPED_INT:
    case TYPE_UNTYPED_RUNE:
    case TYPE_UNTYPED_FLOAT:
    case TYPE_UNTYPED_COMPLEX: return type_is_numeric(target);
    case TYPE_UNTYPED_STRING: return type_is_string(target);
    default: return false;
    }
}

static bool term_takes_untyped(Type *type, Type *underlying, void *arg) {
    (void)type;
    if (underlying == NULL) return false;
    return implicit_type(arg, underlying, NULL, NULL) != NULL;
}

static Type *implicit_basic(Operand *x, Type *target, Const **value, const char **cause) {
    if (x->mode == MODE_CONSTANT) {
        Const *rounded = representation(x, type_underlying(target), cause);
        *value = rounded;
        return rounded != NULL ? target : NULL;
    }
    return untyped_value_suits(type_unalias(x->type)->kind, target) ? target : NULL;
}

Type *implicit_type(Operand *x, Type *target, Const **value, const char **cause) {
    Const *ignored_value;
    const char *ignored_cause;
    if (value == NULL) value = &ignored_value;
    if (cause == NULL) cause = &ignored_cause;
    *value = NULL;
    *cause = NULL;
    if (x->mode == MODE_INVALID || type_is_typed(x->type) || !type_is_valid(target)) return x->type;
    if (type_is_untyped(target)) return untyped_max(type_unalias(x->type), type_unalias(target));
    if (operand_is_nil(x)) return type_has_nil(target) ? target : NULL;
    Type *underlying = type_underlying(target);
    if (underlying->kind < TYPE_BASIC_COUNT) return implicit_basic(x, target, value, cause);
    if (underlying->kind != TYPE_INTERFACE) return NULL;
    if (type_is_type_param(target)) {
        return type_each(target, term_takes_untyped, x) ? target : NULL;
    }
    TypeSet *set = type_set(underlying);
    bool is_empty = set->method_count == 0 && set->is_all_types && !set->is_comparable;
    return is_empty ? type_default(x->type) : NULL;
}

void expr_convert_untyped(Operand *x, Type *target) {
    Const *value;
    const char *cause = NULL;
    Type *type = implicit_type(x, target, &value, &cause);
    if (type == NULL) {
        Type *shown = type_is_type_param(target) ? target : type_underlying(target);
        report_bad_conversion(x, shown, cause);
        return;
    }
    if (value != NULL) {
        x->constant = value;
        if (x->expr->type != NULL && type_is_untyped(x->expr->type)) x->expr->constant = value;
    }
    if (type != x->type) {
        x->type = type;
        expr_update_type(x->expr, type, false);
    }
}

// ---- writing it down ----------------------------------------------------------------------------

// Gives [e] itself its type.
static void update_one(Expr *e, Type *type, bool final) {
    if (!final && type_is_untyped(type)) {
        e->type = type_underlying(type);
        return;
    }
    Type *old = e->type;
    e->type = type;
    if (e->is_shift_lhs && !type_all_integer(type)) {
        check_error(expr_start(e), MSG_SHIFTED_NOT_INTEGER_TYPE, expr_text(e), type_text(type));
        return;
    }
    if (e->constant == NULL) return;
    Operand x = {.mode = e->mode, .expr = e, .type = old, .constant = e->constant};
    expr_convert_untyped(&x, type);
    if (x.mode == MODE_INVALID) return;
    e->constant = x.constant;
    e->type = type;
}

static bool is_comparison(TokenKind op) {
    return op >= TOK_EQ && op <= TOK_GE;
}

// The operand that takes the type of [e] with it and stands on the left, or NULL. Operands of
// constant expressions are left alone: the constant on top is what counts.
static Expr *left_operand(const Expr *e) {
    if (e->kind == EXPR_PAREN) return e->x;
    if (e->constant != NULL) return NULL;
    if (e->kind == EXPR_UNARY) return e->x;
    return e->kind == EXPR_BINARY && !is_comparison(e->op) ? e->x : NULL;
}

static bool is_untyped_node(const Expr *e) {
    return e != NULL && e->type != NULL && type_is_untyped(e->type);
}

// From left to right and from the leaves up, which is the order of gc's reports. Sums of many terms
// lean to the left, so the left operands are collected in a list instead of by recursion.
void expr_update_type(Expr *e, Type *type, bool final) {
    if (!is_untyped_node(e)) return;
    VEC(Expr *) spine = {0};
    for (Expr *left = left_operand(e); is_untyped_node(left); left = left_operand(left)) {
        vec_push(types_arena(), &spine, left);
    }
    for (uint32_t i = spine.count + 1; i-- > 0;) {
        Expr *node = i == 0 ? e : spine.items[i - 1];
        bool has_right = node->kind == EXPR_BINARY && left_operand(node) != NULL &&
                         node->op != TOK_SHL && node->op != TOK_SHR;
        if (has_right) expr_update_type(node->y, type, final);
        update_one(node, type, final);
    }
}
