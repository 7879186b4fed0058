// Expression switches and type switches.
#include "types/check_expr_int.h"

// ---- expression switches ------------------------------------------------------------------------

// One case of a switch on x.
static void check_case_value(Operand *x, Expr *e, KeySet *seen) {
    Operand value;
    check_expr(&value, NULL, e);
    if (x->mode == MODE_INVALID || value.mode == MODE_INVALID) return;
    expr_convert_untyped(&value, x->type);
    if (value.mode == MODE_INVALID) return;
    Operand compared = value;   // the comparison overwrites its left operand
    check_comparison(&compared, x, TOK_EQ, true);
    if (compared.mode == MODE_INVALID || value.mode != MODE_CONSTANT) return;
    // gc lets equal booleans and complex numbers pass.
    ConstKind kind = const_kind(value.constant);
    if (kind != CONST_INT && kind != CONST_FLOAT && kind != CONST_STRING) return;
    Expr *previous = key_set_add(seen, value.constant, value.type, e);
    if (previous == NULL) return;
    check_error(expr_start(e), MSG_DUPLICATE_CASE, operand_text(&value),
                pos_text(expr_error_pos(previous)));
}

// What the cases are compared with.
static void check_switch_tag(Operand *x, Stmt *s) {
    if (s->x != NULL) {
        check_expr(x, NULL, s->x);
        check_assignment(x, NULL, "switch expression");
        if (x->mode != MODE_INVALID && !type_is_comparable(x->type) && !type_has_nil(x->type)) {
            check_error(expr_start(s->x), MSG_CANNOT_SWITCH, operand_text(x), type_text(x->type));
            x->mode = MODE_INVALID;
        }
        return;
    }
    Expr *name = ARENA_NEW(types_arena(), Expr);
    name->kind = EXPR_IDENT;
    name->name = symbol_of("true");
    name->pos = s->list.count > 0 ? s->list.items[0]->pos : s->end_pos;
    *x = (Operand){.mode = MODE_CONSTANT, .expr = name, .type = type_basic[TYPE_BOOL],
                   .constant = const_bool(true)};
}

void check_switch(Stmt *s) {
    s->scope = scope_open();
    if (s->init != NULL) check_stmt(s->init);
    Operand x;
    check_switch_tag(&x, s);
    check_defaults(&s->list);
    KeySet seen = {0};
    for (uint32_t i = 0; i < s->list.count; i++) {
        Stmt *clause = s->list.items[i];
        for (uint32_t k = 0; k < clause->rhs.count; k++) {
            check_case_value(&x, clause->rhs.items[k], &seen);
        }
        clause->scope = scope_open();
        check_stmt_list(&clause->list);
        scope_close();
    }
    key_set_free(&seen);
    scope_close();
}

// ---- type switches ------------------------------------------------------------------------------

// A case that was seen: type NULL stands for nil.
typedef struct TypeCase {
    Type *type;
    Expr *expr;
} TypeCase;
typedef VEC(TypeCase) TypeCaseList;

static bool is_nil_name(Expr *e) {
    Expr *name = expr_unparen(e);
    if (name->kind != EXPR_IDENT) return false;
    Object *object = env_lookup(name->name);
    return object != NULL && object->kind == OBJ_NIL;
}

static const TypeCase *find_type_case(const TypeCaseList *seen, Type *type) {
    for (uint32_t i = 0; i < seen->count; i++) {
        Type *other = seen->items[i].type;
        if (type == NULL ? other == NULL : other != NULL && type_identical(type, other)) {
            return &seen->items[i];
        }
    }
    return NULL;
}

// Checks one case; returns its type, NULL for nil, TYPE_INVALID after an error.
static Type *check_type_case(Operand *x, Expr *e, TypeCaseList *seen) {
    Type *type = NULL;
    if (is_nil_name(e)) {
        Operand nil;
        check_expr(&nil, NULL, e);
    } else {
        type = check_var_type(e);
        if (!type_is_valid(type)) return type;
    }
    const TypeCase *previous = find_type_case(seen, type);
    if (previous != NULL) {
        check_error(expr_start(e), MSG_DUPLICATE_TYPE_CASE, type == NULL ? "nil" : type_text(type),
                    pos_text(expr_start(previous->expr)));
        return type;
    }
    TypeCase one = {type, e};
    vec_push(types_arena(), seen, one);
    const char *cause = NULL;
    if (x != NULL && type != NULL && !type_assertable(x->type, type, &cause)) {
        check_error(expr_start(e), MSG_IMPOSSIBLE_CASE, expr_text(e), operand_text(x),
                    type_text(type), cause == NULL ? "" : cause);
    }
    return type;
}

// Declares the variable of a clause. With a single type it has that type, else that of x.
static void declare_clause_variable(Stmt *s, Stmt *clause, Operand *x, Type *type) {
    if (clause->rhs.count != 1 || type == NULL) {
        type = x != NULL ? x->type : type_basic[TYPE_INVALID];
    }
    Object *object = object_new(OBJ_VAR, s->name_pos, checker.env.package, s->name, type);
    Pos scope_pos = clause->pos;
    if (clause->rhs.count > 0) scope_pos = expr_end(clause->rhs.items[clause->rhs.count - 1]);
    scope_declare(checker.env.scope, NULL, object, scope_pos);
    clause->object = object;
}

// The operand of the switch; false unless it is an interface.
static bool check_type_switch_operand(Operand *x, Stmt *s) {
    check_expr(x, NULL, s->x);
    if (x->mode == MODE_INVALID) return false;
    if (type_is_type_param(x->type)) {
        check_error(expr_start(s->x), MSG_TYPE_SWITCH_PARAM, operand_text(x));
        return false;
    }
    if (type_is_interface(x->type)) return true;
    check_error(expr_start(s->x), MSG_NOT_AN_INTERFACE, operand_text(x));
    return false;
}

// The variable counts as used when it is in one clause. Reported once, at its declaration.
static void report_unused_clauses(Stmt *s) {
    bool is_used = false;
    for (uint32_t i = 0; i < s->list.count; i++) {
        Object *object = s->list.items[i]->object;
        if (object == NULL) continue;
        is_used |= object->is_used;
        object->is_used = true;
    }
    if (!is_used) check_soft_error(s->name_pos, MSG_UNUSED_SWITCH_VARIABLE, s->name->text);
}

void check_type_switch(Stmt *s) {
    s->scope = scope_open();
    if (s->init != NULL) check_stmt(s->init);
    bool has_variable = s->name != NULL && s->name != checker.sym_blank;
    if (s->name == checker.sym_blank) check_soft_error(s->name_pos, MSG_NO_NEW_VARIABLE);
    Operand x;
    Operand *operand = check_type_switch_operand(&x, s) ? &x : NULL;
    check_defaults(&s->list);
    TypeCaseList seen = {0};
    for (uint32_t i = 0; i < s->list.count; i++) {
        Stmt *clause = s->list.items[i];
        Type *type = NULL;
        for (uint32_t k = 0; k < clause->rhs.count; k++) {
            type = check_type_case(operand, clause->rhs.items[k], &seen);
        }
        clause->scope = scope_open();
        if (has_variable) declare_clause_variable(s, clause, operand, type);
        check_stmt_list(&clause->list);
        scope_close();
    }
    if (has_variable) report_unused_clauses(s);
    scope_close();
}
