// Unary and binary operators, shifts, comparisons.
#include "types/check_expr_int.h"

// ---- which types an operator is defined on ------------------------------------------------------

static bool operator_applies(TokenKind op, bool is_unary, Type *type) {
    switch (op) {
    case TOK_ADD: return is_unary ? type_all_numeric(type) : type_all_numeric_or_string(type);
    case TOK_SUB:
    case TOK_MUL:
    case TOK_DIV: return type_all_numeric(type);
    case TOK_REM:
    case TOK_AND:
    case TOK_OR:
    case TOK_XOR:
    case TOK_ANDNOT: return type_all_integer(type);
    case TOK_NOT:
    case TOK_ANDAND:
    case TOK_OROR: return type_all_boolean(type);
    default: return false;
    }
}

static bool check_operator_applies(Operand *x, TokenKind op, bool is_unary) {
    if (operator_applies(op, is_unary, x->type)) return true;
    check_error(expr_start(x->expr), MSG_OPERATOR_NOT_DEFINED, token_spelling(op), operand_text(x));
    x->mode = MODE_INVALID;
    return false;
}

// Where gc reports that a constant got too large: at the operator.
static Pos operator_pos(const Expr *e) {
    bool is_operation = e->kind == EXPR_UNARY || e->kind == EXPR_BINARY || e->kind == EXPR_STAR;
    return is_operation ? expr_error_pos(e) : expr_start(e);
}

// ---- unary --------------------------------------------------------------------------------------

static void check_address_of(Operand *x, Expr *e) {
    bool is_literal = expr_unparen(e->x)->kind == EXPR_COMPOSITE_LIT;
    if (!is_literal && x->mode != MODE_VARIABLE) {
        check_error(expr_start(x->expr), MSG_CANNOT_TAKE_ADDRESS, operand_text(x));
        x->mode = MODE_INVALID;
        return;
    }
    x->mode = MODE_VALUE;
    x->type = type_new_pointer(x->type);
}

static void check_receive(Operand *x) {
    Pos pos = expr_start(x->expr);
    Type *core = type_core(x->type);
    if (core == NULL) {
        check_error(pos, MSG_RECEIVE_NO_CORE, operand_text(x));
    } else if (core->kind != TYPE_CHAN) {
        check_error(pos, MSG_RECEIVE_NON_CHAN, operand_text(x));
    } else if (core->chan_dir == CHAN_SEND) {
        check_error(pos, MSG_RECEIVE_SEND_ONLY, operand_text(x));
    } else {
        x->mode = MODE_COMMA_OK;
        x->type = core->elem;
        checker.env.has_call_or_recv = true;
        return;
    }
    x->mode = MODE_INVALID;
}

static void check_arithmetic_unary(Operand *x, Expr *e, TokenKind op) {
    if (!check_operator_applies(x, op, true)) return;
    if (x->mode != MODE_CONSTANT) {
        x->mode = MODE_VALUE;
        return;
    }
    if (const_kind(x->constant) == CONST_UNKNOWN) return;
    uint32_t bits = type_is_unsigned(x->type) ? (uint32_t)type_size(x->type) * 8 : 0;
    x->constant = const_unary(op, x->constant, bits);
    x->expr = e;
    check_overflow(x, operator_pos(e));
}

ExprUse check_unary(Operand *x, Expr *e) {
    check_expr(x, NULL, e->x);
    if (x->mode == MODE_INVALID) return USE_EXPRESSION;
    TokenKind op = e->op;
    if (op == TOK_AND) {
        check_address_of(x, e);
    } else if (op == TOK_ARROW) {
        check_receive(x);
        return USE_STATEMENT;
    } else if (op == TOK_TILDE && !type_all_integer(x->type)) {
        check_error(expr_start(e), MSG_TILDE);
        x->mode = MODE_INVALID;
    } else {
        if (op == TOK_TILDE) {
            check_error(expr_start(e), MSG_TILDE_COMPLEMENT);
            op = TOK_XOR;
        }
        check_arithmetic_unary(x, e, op);
    }
    return USE_EXPRESSION;
}

// ---- shifts -------------------------------------------------------------------------------------

// Checks the shift count y; x becomes invalid after an error.
static bool check_shift_count(Operand *x, Operand *y) {
    Pos pos = expr_start(y->expr);
    if (y->mode == MODE_CONSTANT) {
        Const *count = const_to_int(y->constant);
        if (const_kind(count) == CONST_INT && const_sign(count) < 0) {
            check_error(pos, MSG_NEGATIVE_SHIFT, operand_text(y));
            y->mode = MODE_INVALID;
        } else if (type_is_untyped(y->type)) {
            check_representable(y, type_basic[TYPE_UINT]);
        }
    } else if (type_all_integer(y->type)) {
        if (!type_all_unsigned(y->type) && !version_allow(13)) {
            version_verify(pos, 13, check_text(MSG_SIGNED_SHIFT, operand_text(y)));
            y->mode = MODE_INVALID;
        }
    } else if (type_is_untyped(y->type)) {
        expr_convert_untyped(y, type_basic[TYPE_UINT]);
    } else {
        check_error(pos, MSG_SHIFT_COUNT_NOT_INTEGER, operand_text(y));
        y->mode = MODE_INVALID;
    }
    if (y->mode == MODE_INVALID) x->mode = MODE_INVALID;
    return x->mode != MODE_INVALID;
}

enum { SHIFT_COUNT_MAX = 1023 - 1 + 52 };   // reaches the smallest float64

static void fold_shift(Operand *x, Operand *y, Expr *e, TokenKind op) {
    bool is_unknown = const_kind(x->constant) == CONST_UNKNOWN ||
                      const_kind(y->constant) == CONST_UNKNOWN;
    Const *value = const_to_int(x->constant);
    uint64_t count = 0;
    if (!is_unknown) {
        if (!const_get_uint64(const_to_int(y->constant), &count) || count > SHIFT_COUNT_MAX) {
            check_error(expr_start(y->expr), MSG_INVALID_SHIFT_COUNT, operand_text(y));
            x->mode = MODE_INVALID;
            return;
        }
    }
    // The result of shifting an untyped float constant such as 1.0 is an integer.
    if (!type_is_integer(x->type)) x->type = type_basic[TYPE_UNTYPED_INT];
    if (is_unknown) {
        x->constant = const_unknown;
        return;
    }
    x->constant = const_shift(op, value, (uint32_t)count);
    x->expr = e;
    check_overflow(x, operator_pos(e));
}

static void check_shift(Operand *x, Operand *y, Expr *e, TokenKind op) {
    bool is_whole = x->mode == MODE_CONSTANT && const_kind(const_to_int(x->constant)) == CONST_INT;
    if (!type_all_integer(x->type) && !(type_is_untyped(x->type) && is_whole)) {
        check_error(expr_start(x->expr), MSG_SHIFTED_NOT_INTEGER, operand_text(x));
        x->mode = MODE_INVALID;
        return;
    }
    if (!check_shift_count(x, y)) return;
    if (x->mode == MODE_CONSTANT && y->mode == MODE_CONSTANT) {
        fold_shift(x, y, e, op);
        return;
    }
    if (type_is_untyped(y->type)) expr_update_type(y->expr, type_basic[TYPE_UINT], true);
    if (x->mode == MODE_CONSTANT && type_is_untyped(x->type)) {
        // The left operand takes the type that the whole expression will get, as if the shift were
        // not there; expr_update_type() checks then that it is an integer type.
        if (x->expr->type != NULL && type_is_untyped(x->expr->type)) x->expr->is_shift_lhs = true;
        x->mode = MODE_VALUE;
        return;
    }
    if (!type_all_integer(x->type)) {
        check_error(expr_start(x->expr), MSG_SHIFTED_NOT_INTEGER, operand_text(x));
        x->mode = MODE_INVALID;
        return;
    }
    x->mode = MODE_VALUE;
}

// ---- comparisons --------------------------------------------------------------------------------

// What gc calls a type whose values cannot be compared.
static const char *kind_text(Type *type) {
    switch (type_underlying(type)->kind) {
    case TYPE_ARRAY: return "array";
    case TYPE_SLICE: return "slice";
    case TYPE_STRUCT: return "struct";
    case TYPE_POINTER: return "pointer";
    case TYPE_FUNC: return "func";
    case TYPE_INTERFACE:
        if (type_is_type_param(type)) return check_text("type parameter %s", type_text(type));
        return "interface";
    case TYPE_MAP: return "map";
    case TYPE_CHAN: return "chan";
    default: return type_text(type);
    }
}

static const char *incomparable_cause(Type *type) {
    TypeKind kind = type_kind(type);
    if (kind == TYPE_SLICE || kind == TYPE_FUNC || kind == TYPE_MAP) {
        return check_text("%s can only be compared to nil", kind_text(type));
    }
    const char *cause = NULL;
    type_comparable_cause(type, true, &cause);
    return cause;
}

// The operand that [op] is not defined on, or NULL; *cause may say why.
static Operand *comparison_culprit(Operand *x, Operand *y, TokenKind op, const char **cause) {
    if (op != TOK_EQ && op != TOK_NE) {
        if (!type_all_ordered(x->type)) return x;
        return type_all_ordered(y->type) ? NULL : y;
    }
    if (operand_is_nil(x) || operand_is_nil(y)) {
        return type_has_nil(operand_is_nil(x) ? y->type : x->type) ? NULL : y;
    }
    Operand *culprit = !type_is_comparable(x->type) ? x : !type_is_comparable(y->type) ? y : NULL;
    if (culprit != NULL) *cause = incomparable_cause(culprit->type);
    return culprit;
}

static void report_comparison(Operand *x, Operand *y, TokenKind op, bool is_switch_case,
                              Operand *culprit, const char *cause) {
    if (cause == NULL || cause[0] == '\0') {
        if (type_is_type_param(x->type) || type_is_type_param(y->type)) {
            if (!type_is_type_param(x->type)) culprit = y;
            cause = check_text(MSG_PARAM_NOT_COMPARABLE, type_text(culprit->type),
                               token_spelling(op));
        } else {
            cause = check_text(MSG_COMPARISON_NOT_DEFINED, token_spelling(op),
                               kind_text(culprit->type));
        }
    }
    const char *x_text = expr_text(x->expr), *y_text = expr_text(y->expr);
    if (is_switch_case) {
        check_error(expr_start(x->expr), MSG_INVALID_CASE, x_text, y_text, cause);
    } else {
        check_error(expr_start(culprit->expr), MSG_INVALID_COMPARISON, x_text, token_spelling(op),
                    y_text, cause);
    }
    x->mode = MODE_INVALID;
}

void check_comparison(Operand *x, Operand *y, TokenKind op, bool is_switch_case) {
    if (!type_is_valid(x->type) || !type_is_valid(y->type)) {
        x->mode = MODE_INVALID;
        return;
    }
    const char *cause = NULL;
    Operand *culprit = NULL;
    if (!operand_assignable(x, y->type, NULL) && !operand_assignable(y, x->type, NULL)) {
        culprit = y;
        cause = check_text(MSG_MISMATCHED_CAUSE, type_text(x->type), type_text(y->type));
    } else {
        culprit = comparison_culprit(x, y, op, &cause);
    }
    if (culprit != NULL) {
        report_comparison(x, y, op, is_switch_case, culprit, cause);
        return;
    }
    if (x->mode == MODE_CONSTANT && y->mode == MODE_CONSTANT) {
        x->constant = const_bool(const_compare(op, x->constant, y->constant));
    } else {
        x->mode = MODE_VALUE;
        // Operands that are still untyped are compared in their default type.
        expr_update_type(x->expr, type_default(x->type), true);
        expr_update_type(y->expr, type_default(y->type), true);
    }
    x->type = type_basic[TYPE_UNTYPED_BOOL];
}

// ---- binary -------------------------------------------------------------------------------------

static bool may_match(Operand *x, Operand *y) {
    if (type_is_typed(x->type) && type_is_typed(y->type)) return false;
    if (type_is_non_param_interface(x->type) || type_is_non_param_interface(y->type)) return true;
    if (type_all_boolean(x->type) != type_all_boolean(y->type)) return false;
    if (type_all_string(x->type) != type_all_string(y->type)) return false;
    if (operand_is_nil(x)) return type_has_nil(y->type);
    if (operand_is_nil(y)) return type_has_nil(x->type);
    return type_kind(x->type) != TYPE_POINTER && type_kind(y->type) != TYPE_POINTER;
}

void match_types(Operand *x, Operand *y) {
    if (!may_match(x, y)) return;
    expr_convert_untyped(x, y->type);
    if (x->mode == MODE_INVALID) return;
    expr_convert_untyped(y, x->type);
    if (y->mode == MODE_INVALID) x->mode = MODE_INVALID;
}

static bool is_comparison(TokenKind op) {
    return op >= TOK_EQ && op <= TOK_GE;
}

static bool divides_by_zero(Operand *x, Operand *y) {
    if (y->mode != MODE_CONSTANT) return false;
    if (x->mode != MODE_CONSTANT && !type_all_integer(x->type)) return false;
    if (const_sign(y->constant) == 0) return true;
    if (x->mode != MODE_CONSTANT || !type_is_complex(x->type)) return false;
    // A tiny complex number has a norm of zero: dividing by it would divide by that.
    Const *re = const_real(y->constant), *im = const_imag(y->constant);
    return const_sign(const_binary(TOK_MUL, re, re, false)) == 0 &&
           const_sign(const_binary(TOK_MUL, im, im, false)) == 0;
}

static void fold_binary(Operand *x, Operand *y, Expr *e, TokenKind op) {
    if (const_kind(x->constant) == CONST_UNKNOWN || const_kind(y->constant) == CONST_UNKNOWN) {
        x->constant = const_unknown;
        return;
    }
    bool is_integer_division = op == TOK_DIV && type_is_integer(x->type);
    x->constant = const_binary(op, x->constant, y->constant, is_integer_division);
    if (e == NULL) return;
    x->expr = e;
    check_overflow(x, operator_pos(e));
}

// x op y with both evaluated. [e] is the whole expression, NULL for an assignment lhs op= rhs.
static void apply_binary(Operand *x, Operand *y, Expr *e, Expr *lhs, Expr *rhs, TokenKind op) {
    if (op == TOK_SHL || op == TOK_SHR) {
        check_shift(x, y, e != NULL ? e : x->expr, op);
        return;
    }
    match_types(x, y);
    if (x->mode == MODE_INVALID) return;
    if (is_comparison(op)) {
        check_comparison(x, y, op, false);
        return;
    }
    if (!type_identical(x->type, y->type)) {
        if (type_is_valid(x->type) && type_is_valid(y->type)) {
            Pos pos = expr_start(x->expr);
            const char *x_type = type_text(x->type), *y_type = type_text(y->type);
            if (e != NULL) {
                check_error(pos, MSG_MISMATCHED_TYPES, expr_text(e), x_type, y_type);
            } else {
                check_error(pos, MSG_MISMATCHED_ASSIGN_OP, expr_text(lhs), token_spelling(op),
                            expr_text(rhs), x_type, y_type);
            }
        }
        x->mode = MODE_INVALID;
        return;
    }
    if (!check_operator_applies(x, op, false)) return;
    if ((op == TOK_DIV || op == TOK_REM) && divides_by_zero(x, y)) {
        check_error(expr_start(y->expr), MSG_DIVISION_BY_ZERO);
        x->mode = MODE_INVALID;
        return;
    }
    if (x->mode == MODE_CONSTANT && y->mode == MODE_CONSTANT) fold_binary(x, y, e, op);
    else x->mode = MODE_VALUE;
}

// x is the evaluated left operand of [e].
static void check_binary_right(Operand *x, Expr *e) {
    Operand y = {0};
    check_expr(&y, NULL, e->y);
    if (x->mode == MODE_INVALID) return;
    if (y.mode == MODE_INVALID) {
        x->mode = MODE_INVALID;
        x->expr = y.expr;
        return;
    }
    apply_binary(x, &y, e, e->x, e->y, e->op);
}

// A sum of thousands of terms is a chain of left operands as long: they are walked in a loop, from
// the innermost to [e], whose result the caller records.
void check_binary(Operand *x, Expr *e) {
    if (e->x->kind != EXPR_BINARY) {
        check_expr(x, NULL, e->x);
        check_binary_right(x, e);
        return;
    }
    VEC(Expr *) chain = {0};
    Expr *left = e;
    for (; left->kind == EXPR_BINARY; left = left->x) vec_push(types_arena(), &chain, left);
    check_expr(x, NULL, left);
    while (chain.count > 0) {
        Expr *binary = vec_pop(&chain);
        check_binary_right(x, binary);
        x->expr = binary;
        if (binary != e) record_operand(x);
    }
}

void check_binary_assign(Operand *x, Expr *lhs, Expr *rhs, TokenKind op) {
    Operand y = {0};
    check_expr(x, NULL, lhs);
    check_expr(&y, NULL, rhs);
    if (x->mode == MODE_INVALID) return;
    if (y.mode == MODE_INVALID) {
        x->mode = MODE_INVALID;
        return;
    }
    apply_binary(x, &y, NULL, lhs, rhs, op);
}
