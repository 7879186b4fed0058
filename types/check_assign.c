// Assignments: to constants, variables, several at once, and short variable declarations.
#include <string.h>

#include "types/check_expr_int.h"

// ---- one value ----------------------------------------------------------------------------------

// An untyped x takes the type of its destination. False after an error.
static bool assign_untyped(Operand *x, Type *type, const char *context) {
    Type *target = type;
    if (operand_is_nil(x)) {
        if (type == NULL) {
            check_error(expr_start(x->expr), MSG_USE_OF_NIL, context);
            return false;
        }
    } else if (type == NULL || type_is_non_param_interface(type)) {
        target = type_default(x->type);
    }
    Const *value;
    const char *cause = NULL;
    Type *new_type = implicit_type(x, target, &value, &cause);
    if (new_type == NULL) {
        const char *suffix = cause == NULL ? "" : check_text(" (%s)", cause);
        check_error(expr_start(x->expr), MSG_CANNOT_USE, operand_text(x), type_text(target),
                    context, suffix);
        return false;
    }
    if (value != NULL) {
        x->constant = value;
        if (x->expr->type != NULL && type_is_untyped(x->expr->type)) x->expr->constant = value;
    }
    if (new_type != x->type) {
        x->type = new_type;
        expr_update_type(x->expr, new_type, false);
    }
    return true;
}

static bool mode_is_value(OperandMode mode) {
    return mode == MODE_NIL || mode == MODE_CONSTANT || mode == MODE_VARIABLE ||
           mode == MODE_MAP_INDEX || mode == MODE_VALUE || mode == MODE_COMMA_OK;
}

void check_assignment(Operand *x, Type *type, const char *context) {
    check_single_value(x);
    if (x->mode == MODE_INVALID) return;
    Pos pos = expr_start(x->expr);
    if (!mode_is_value(x->mode)) {
        check_error(pos, MSG_CANNOT_ASSIGN, operand_text(x), type == NULL ? "nil" : type_text(type),
                    context);
        x->mode = MODE_INVALID;
        return;
    }
    if (type_is_untyped(x->type) && !assign_untyped(x, type, context)) {
        x->mode = MODE_INVALID;
        return;
    }
    Type *func = type_underlying(x->type);
    if (func->kind == TYPE_FUNC && func->type_param_count > 0) {
        check_error(pos, MSG_GENERIC_IN_ASSIGNMENT, operand_text(x), context);
        x->mode = MODE_INVALID;
        return;
    }
    if (type == NULL) return;
    const char *cause = NULL;
    if (operand_assignable(x, type, &cause)) return;
    const char *suffix = cause == NULL || cause[0] == '\0' ? "" : check_text(": %s", cause);
    check_error(pos, MSG_CANNOT_USE, operand_text(x), type_text(type), context, suffix);
    x->mode = MODE_INVALID;
}

// ---- initializing what is declared --------------------------------------------------------------

static void object_make_invalid(Object *object) {
    if (object->type == NULL) object->type = type_basic[TYPE_INVALID];
}

void check_init_const(Object *lhs, Operand *x) {
    bool is_bad = x->mode == MODE_INVALID || !type_is_valid(x->type) ||
                  (lhs->type != NULL && !type_is_valid(lhs->type));
    if (!is_bad && x->mode != MODE_CONSTANT) {
        check_error(expr_start(x->expr), MSG_NOT_CONSTANT, operand_text(x));
        is_bad = true;
    }
    if (is_bad) {
        object_make_invalid(lhs);
        return;
    }
    if (lhs->type == NULL) lhs->type = x->type;
    check_assignment(x, lhs->type, "constant declaration");
    if (x->mode != MODE_INVALID) lhs->constant = x->constant;
}

void check_init_var(Object *lhs, Operand *x, const char *context) {
    bool is_bad = x->mode == MODE_INVALID || !type_is_valid(x->type) ||
                  (lhs->type != NULL && !type_is_valid(lhs->type));
    if (!is_bad && lhs->type == NULL) {
        Type *type = x->type;
        if (operand_is_nil(x) && type_is_untyped(type)) {
            check_error(expr_start(x->expr), MSG_USE_OF_NIL, context);
            is_bad = true;
        } else {
            lhs->type = type_default(type);
        }
    }
    if (is_bad) {
        object_make_invalid(lhs);
        x->mode = MODE_INVALID;
        return;
    }
    check_assignment(x, lhs->type, context);
}

// ---- counting -----------------------------------------------------------------------------------

static const char *measure(uint32_t count, const char *unit) {
    return check_text("%u %s%s", count, unit, count == 1 ? "" : "s");
}

static bool is_call(const Expr *e) {
    return expr_unparen((Expr *)e)->kind == EXPR_CALL;
}

static void report_assign_count(Expr **rhs, uint32_t rhs_count, uint32_t l, uint32_t r) {
    const char *variables = measure(l, "variable"), *values = measure(r, "value");
    Pos pos = expr_start(rhs[0]);
    if (rhs_count == 1 && is_call(rhs[0])) {
        const char *callee = expr_text(expr_unparen(rhs[0])->x);
        check_error(pos, MSG_ASSIGN_MISMATCH_CALL, variables, callee, values);
    } else {
        check_error(pos, MSG_ASSIGN_MISMATCH, variables, values);
    }
}

static void report_return_count(Pos pos, Object **lhs, uint32_t l, OperandList *rhs) {
    uint32_t r = rhs->count;
    if (r > l) pos = expr_start(rhs->items[l]->expr);   // the first one too many
    else if (r > 0) pos = expr_start(rhs->items[r - 1]->expr);
    Type **want = ARENA_ARRAY(types_arena(), Type *, l + 1);
    for (uint32_t i = 0; i < l; i++) want[i] = lhs[i]->type;
    check_error(pos, MSG_RETURN_COUNT, r > l ? "too many" : "not enough", operands_summary(rhs),
                types_summary(want, l, false));
}

// ---- declared variables = values ----------------------------------------------------------------

static void init_each(Object **lhs, uint32_t count, Expr **rhs, bool is_return) {
    for (uint32_t i = 0; i < count; i++) {
        Operand x = {0};
        Target target, *wanted = NULL;
        Type *func = lhs[i]->type == NULL ? NULL : type_underlying(lhs[i]->type);
        if (func != NULL && func->kind == TYPE_FUNC) {
            const char *name = lhs[i]->name == NULL ? "result variable" : lhs[i]->name->text;
            target = (Target){func, name};
            wanted = &target;
        }
        check_expr(&x, wanted, rhs[i]);
        check_init_var(lhs[i], &x, is_return ? "return statement" : "assignment");
    }
}

void check_init_vars(Object **lhs, uint32_t lhs_count, Expr **rhs, uint32_t rhs_count,
                     Stmt *return_stmt) {
    bool is_single_call = rhs_count == 1 && is_call(rhs[0]);
    if (lhs_count == rhs_count && !is_single_call) {
        init_each(lhs, lhs_count, rhs, return_stmt != NULL);
        return;
    }
    const char *context = return_stmt != NULL ? "return statement" : "assignment";
    OperandList values = {0};
    if (rhs_count != 1) {
        if (check_use_ok(rhs, rhs_count)) {
            if (return_stmt != NULL) {
                ExprList list = {rhs, rhs_count, rhs_count};
                check_expr_list(&list, &values);
                report_return_count(return_stmt->pos, lhs, lhs_count, &values);
            } else {
                report_assign_count(rhs, rhs_count, lhs_count, rhs_count);
            }
        }
    } else {
        check_expr_values(rhs[0], lhs_count == 2 && return_stmt == NULL, &values);
        if (values.count == lhs_count) {
            for (uint32_t i = 0; i < lhs_count; i++) {
                check_init_var(lhs[i], values.items[i], context);
            }
            return;
        }
        if (values.items[0]->mode == MODE_INVALID) {
            // reported
        } else if (return_stmt != NULL) {
            report_return_count(return_stmt->pos, lhs, lhs_count, &values);
        } else {
            report_assign_count(rhs, rhs_count, lhs_count, values.count);
        }
    }
    for (uint32_t i = 0; i < lhs_count; i++) object_make_invalid(lhs[i]);
}

void check_return_values(Type *results, Stmt *s) {
    check_init_vars(results->fields, results->field_count, s->rhs.items, s->rhs.count, s);
}

// ---- assigning ----------------------------------------------------------------------------------

// The local variable that [lhs] names: assigning to it does not use it.
static Object *assigned_variable(Expr *lhs) {
    Expr *ident = expr_unparen(lhs);
    if (ident->kind != EXPR_IDENT) return NULL;
    Object *object = env_lookup(ident->name);
    bool is_own = object != NULL && object->kind == OBJ_VAR &&
                  object->package == checker.env.package;
    return is_own ? object : NULL;
}

static Type *report_unassignable(Operand *x) {
    if (x->expr->kind == EXPR_SELECTOR) {
        Operand base = {0};
        check_expr(&base, NULL, x->expr->x);
        if (base.mode == MODE_MAP_INDEX) {
            check_error(expr_start(x->expr), MSG_ASSIGN_FIELD_IN_MAP, expr_text(x->expr));
            return type_basic[TYPE_INVALID];
        }
    }
    check_error(expr_start(x->expr), MSG_UNASSIGNABLE, expr_text(x->expr));
    return type_basic[TYPE_INVALID];
}

// The type of what [lhs] denotes; NULL for the blank identifier, TYPE_INVALID after an error.
static Type *check_lhs(Expr *lhs) {
    Expr *ident = expr_unparen(lhs);
    if (ident->kind == EXPR_IDENT && ident->name == checker.sym_blank) {
        ident->object = NULL;
        return NULL;
    }
    Object *variable = assigned_variable(lhs);
    bool was_used = variable != NULL && variable->is_used;
    Operand x = {0};
    check_expr(&x, NULL, lhs);
    if (variable != NULL) variable->is_used = was_used;
    if (x.mode == MODE_INVALID || !type_is_valid(x.type)) return type_basic[TYPE_INVALID];
    if (x.mode == MODE_VARIABLE || x.mode == MODE_MAP_INDEX) return x.type;
    return report_unassignable(&x);
}

void check_assign_var(Expr *lhs, Expr *rhs, Operand *x, const char *context) {
    Type *type = check_lhs(lhs);
    if (type != NULL && !type_is_valid(type)) {
        if (x != NULL) x->mode = MODE_INVALID;
        else check_use(&rhs, 1);
        return;
    }
    Operand value = {0};
    if (x == NULL) {
        Target target, *wanted = NULL;
        if (type != NULL && type_underlying(type)->kind == TYPE_FUNC) {
            target = (Target){type_underlying(type), expr_text(lhs)};
            wanted = &target;
        }
        x = &value;
        check_expr(x, wanted, rhs);
    }
    if (type == NULL && strcmp(context, "assignment") == 0) {
        context = "assignment to _ identifier";
    }
    check_assignment(x, type, context);
}

static void check_assign_vars(ExprList *lhs, ExprList *rhs) {
    bool is_single_call = rhs->count == 1 && is_call(rhs->items[0]);
    if (lhs->count == rhs->count && !is_single_call) {
        for (uint32_t i = 0; i < lhs->count; i++) {
            check_assign_var(lhs->items[i], rhs->items[i], NULL, "assignment");
        }
        return;
    }
    if (rhs->count != 1) {
        bool is_lhs_good = check_use_lhs_ok(lhs->items, lhs->count);
        bool is_rhs_good = check_use_ok(rhs->items, rhs->count);
        if (is_lhs_good && is_rhs_good) {
            report_assign_count(rhs->items, rhs->count, lhs->count, rhs->count);
        }
        return;
    }
    OperandList values = {0};
    check_expr_values(rhs->items[0], lhs->count == 2, &values);
    if (values.count == lhs->count) {
        for (uint32_t i = 0; i < lhs->count; i++) {
            check_assign_var(lhs->items[i], NULL, values.items[i], "assignment");
        }
        return;
    }
    if (values.items[0]->mode != MODE_INVALID) {
        report_assign_count(rhs->items, 1, lhs->count, values.count);
    }
    check_use_lhs(lhs->items, lhs->count);
}

// ---- := -----------------------------------------------------------------------------------------

static bool is_repeated(ExprList *lhs, uint32_t index) {
    for (uint32_t i = 0; i < index; i++) {
        Expr *e = lhs->items[i];
        if (e->kind == EXPR_IDENT && e->name == lhs->items[index]->name) return true;
    }
    return false;
}

// The variable that the [index]th left side of := means, new or known; NULL after an error.
static Object *define_one(Stmt *s, uint32_t index, ObjectList *new_vars) {
    Expr *lhs = s->lhs.items[index];
    if (lhs->kind != EXPR_IDENT) {
        check_use_lhs(&lhs, 1);
        check_error(expr_start(lhs), MSG_DEFINE_NON_NAME, expr_text(lhs));
        return NULL;
    }
    bool is_blank = lhs->name == checker.sym_blank;
    if (!is_blank && is_repeated(&s->lhs, index)) {
        check_error(lhs->pos, MSG_DEFINE_REPEATED, lhs->name->text);
        return NULL;
    }
    Object *known = is_blank ? NULL : scope_lookup(checker.env.scope, lhs->name);
    if (known != NULL) {
        lhs->object = known;
        lhs->type = known->type;
        lhs->mode = MODE_VARIABLE;
        if (known->kind == OBJ_VAR) return known;
        check_error(lhs->pos, MSG_CANNOT_ASSIGN_TO, lhs->name->text);
        return NULL;
    }
    Object *object = object_new(OBJ_VAR, lhs->pos, checker.env.package, lhs->name, NULL);
    lhs->object = is_blank ? NULL : object;
    if (!is_blank) vec_push(types_arena(), new_vars, object);
    return object;
}

static void check_define(Stmt *s) {
    uint32_t count = s->lhs.count;
    Object **vars = ARENA_ARRAY(types_arena(), Object *, count);
    ObjectList new_vars = {0};
    bool has_error = false;
    for (uint32_t i = 0; i < count; i++) {
        vars[i] = define_one(s, i, &new_vars);
        if (vars[i] != NULL) continue;
        has_error = true;
        Pos pos = expr_start(s->lhs.items[i]);
        vars[i] = object_new(OBJ_VAR, pos, checker.env.package, checker.sym_blank, NULL);
    }
    check_init_vars(vars, count, s->rhs.items, s->rhs.count, NULL);
    s->is_define_new = new_vars.count > 0;
    for (uint32_t i = 0; i < count; i++) {
        Expr *lhs = s->lhs.items[i];
        if (lhs->kind != EXPR_IDENT) continue;
        lhs->mode = MODE_VARIABLE;
        lhs->type = vars[i]->type;
    }
    if (new_vars.count == 0 && !has_error) {
        check_soft_error(s->op_pos, MSG_NO_NEW_VARIABLES);
        return;
    }
    // The new names are visible after the whole statement only.
    Pos scope_pos = expr_end(s->rhs.items[s->rhs.count - 1]);
    for (uint32_t i = 0; i < new_vars.count; i++) {
        scope_declare(checker.env.scope, NULL, new_vars.items[i], scope_pos);
    }
}

// ---- the statement ------------------------------------------------------------------------------

static TokenKind operator_of(TokenKind assign_op) {
    switch (assign_op) {
    case TOK_ADD_ASSIGN: return TOK_ADD;
    case TOK_SUB_ASSIGN: return TOK_SUB;
    case TOK_OR_ASSIGN: return TOK_OR;
    case TOK_XOR_ASSIGN: return TOK_XOR;
    case TOK_MUL_ASSIGN: return TOK_MUL;
    case TOK_DIV_ASSIGN: return TOK_DIV;
    case TOK_REM_ASSIGN: return TOK_REM;
    case TOK_AND_ASSIGN: return TOK_AND;
    case TOK_ANDNOT_ASSIGN: return TOK_ANDNOT;
    case TOK_SHL_ASSIGN: return TOK_SHL;
    default: return TOK_SHR;
    }
}

void check_assign_stmt(Stmt *s) {
    if (s->op == TOK_ASSIGN) {
        check_assign_vars(&s->lhs, &s->rhs);
        return;
    }
    if (s->op == TOK_DEFINE) {
        check_define(s);
        return;
    }
    TokenKind op = operator_of(s->op);
    if (s->lhs.count != 1 || s->rhs.count != 1) {
        check_error(expr_start(s->lhs.items[0]), MSG_ASSIGN_OP_VALUES, token_spelling(op));
        return;
    }
    Operand x = {0};
    check_binary_assign(&x, s->lhs.items[0], s->rhs.items[0], op);
    check_assign_var(s->lhs.items[0], NULL, &x, "assignment");
}
