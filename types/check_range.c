// for ... range: over arrays, slices, strings, maps, channels, integers and functions.
#include "types/check_expr_int.h"

// What a range clause yields. NULL: no such value.
typedef struct RangeVars {
    Type *key, *value;
    const char *cause;   // why it cannot be ranged over, or NULL
    bool is_good;
} RangeVars;

static RangeVars range_bad(const char *cause) {
    Type *invalid = type_basic[TYPE_INVALID];
    return (RangeVars){invalid, invalid, cause, false};
}

static RangeVars range_good(Type *key, Type *value) {
    return (RangeVars){key, value, NULL, true};
}

static Type *core_func(Type *type) {
    Type *core = type_core(type);
    return core != NULL && core->kind == TYPE_FUNC ? core : NULL;
}

// func(yield func(K, V) bool), with at most two parameters for yield.
static RangeVars range_over_func(Type *func) {
    if (!version_allow(23)) return range_bad("requires go1.23 or later");
    if (func->params->field_count != 1) return range_bad(MSG_RANGE_FUNC_ARGUMENTS);
    Type *yield = core_func(func->params->fields[0]->type);
    if (yield == NULL) return range_bad(MSG_RANGE_FUNC_NOT_FUNC);
    if (func->results->field_count != 0) return range_bad(MSG_RANGE_FUNC_RESULTS);
    uint32_t count = yield->params->field_count;
    if (count > 2) return range_bad(MSG_RANGE_YIELD_PARAMS);
    bool is_boolean = yield->results->field_count == 1 &&
                      type_is_boolean(yield->results->fields[0]->type);
    if (!is_boolean) return range_bad(MSG_RANGE_YIELD_RESULT);
    Object **params = yield->params->fields;
    return range_good(count > 0 ? params[0]->type : NULL, count > 1 ? params[1]->type : NULL);
}

static RangeVars range_vars(Type *type) {
    Type *core = type_core(type);
    if (core == NULL) return range_bad("no core type");
    if (core->kind == TYPE_POINTER && type_kind(core->elem) == TYPE_ARRAY) {
        core = type_underlying(core->elem);
    }
    Type *integer = type_basic[TYPE_INT];
    switch (core->kind) {
    case TYPE_STRING:
    case TYPE_UNTYPED_STRING: return range_good(integer, type_rune);
    case TYPE_ARRAY:
    case TYPE_SLICE: return range_good(integer, core->elem);
    case TYPE_MAP: return range_good(core->key, core->elem);
    case TYPE_CHAN:
        if (core->chan_dir == CHAN_SEND) return range_bad("receive from send-only channel");
        return range_good(core->elem, NULL);
    case TYPE_FUNC: return range_over_func(core);
    default: break;
    }
    if (!type_is_integer(core)) return (RangeVars){NULL, NULL, NULL, false};
    if (!version_allow(22)) return range_bad("requires go1.22 or later");
    return range_good(type, NULL);
}

static void report_range(Operand *x, Stmt *s, const RangeVars *vars) {
    Pos pos = expr_start(x->expr);
    const char *what = operand_text(x);
    uint32_t count = s->lhs.count;
    if (!vars->is_good) {
        check_soft_error(pos, MSG_CANNOT_RANGE, what, vars->cause != NULL ? ": " : "",
                         vars->cause != NULL ? vars->cause : "");
    } else if (vars->key == NULL && count > 0) {
        check_soft_error(expr_start(s->lhs.items[0]), MSG_RANGE_NO_VARIABLES, what);
    } else if (vars->value == NULL && count > 1) {
        check_soft_error(expr_start(s->lhs.items[1]), MSG_RANGE_ONE_VARIABLE, what);
    } else if (count > 2) {
        check_soft_error(expr_start(s->lhs.items[2]), MSG_RANGE_TWO_VARIABLES);
    }
}

// The value that iteration variable [lhs] gets, where it is no integer range.
static Operand yielded(Expr *lhs, Type *type) {
    return (Operand){.mode = MODE_VALUE, .expr = lhs, .type = type};
}

static void define_one(Expr *lhs, Type *type, Operand *x, bool is_integer, ObjectList *new_vars) {
    Object *object;
    bool is_blank = true;
    if (lhs->kind == EXPR_IDENT) {
        is_blank = lhs->name == checker.sym_blank;
        object = object_new(OBJ_VAR, lhs->pos, checker.env.package, lhs->name, NULL);
        lhs->object = is_blank ? NULL : object;
        if (!is_blank) vec_push(types_arena(), new_vars, object);
    } else {
        check_error(expr_start(lhs), MSG_CANNOT_DECLARE, expr_text(lhs));
        object = object_new(OBJ_VAR, expr_start(lhs), checker.env.package, checker.sym_blank, NULL);
    }
    if (type == NULL || !type_is_valid(type)) {
        object->type = type_basic[TYPE_INVALID];
        object->is_used = true;
    } else if (is_integer) {
        check_init_var(object, x, "range clause");
    } else {
        Operand value = yielded(lhs, type);
        check_init_var(object, &value, "assignment");
    }
    if (lhs->kind == EXPR_IDENT) {
        lhs->mode = MODE_VARIABLE;
        lhs->type = object->type;
    }
}

static void define_range_vars(Stmt *s, Operand *x, const RangeVars *vars, bool is_integer) {
    Type *types[2] = {vars->key, vars->value};
    ObjectList new_vars = {0};
    for (uint32_t i = 0; i < s->lhs.count && i < 2; i++) {
        define_one(s->lhs.items[i], types[i], x, is_integer && i == 0, &new_vars);
    }
    s->is_define_new = new_vars.count > 0;
    if (new_vars.count == 0) {
        check_error(s->pos, MSG_NO_NEW_VARIABLES);
        return;
    }
    for (uint32_t i = 0; i < new_vars.count; i++) {
        scope_declare(checker.env.scope, NULL, new_vars.items[i], s->body->pos);
    }
}

static void assign_range_vars(Stmt *s, Operand *x, const RangeVars *vars, bool is_integer) {
    Type *types[2] = {vars->key, vars->value};
    for (uint32_t i = 0; i < s->lhs.count && i < 2; i++) {
        Expr *lhs = s->lhs.items[i];
        if (types[i] == NULL || !type_is_valid(types[i])) continue;
        if (!is_integer) {
            Operand value = yielded(lhs, types[i]);
            check_assign_var(lhs, NULL, &value, "assignment");
            continue;
        }
        check_assign_var(lhs, NULL, x, "range clause");
        if (x->mode != MODE_INVALID && !type_is_integer(x->type)) {
            check_soft_error(expr_start(lhs), MSG_RANGE_VARIABLE_TYPE, type_text(x->type));
        }
    }
}

void check_range(Stmt *s) {
    Operand x;
    RangeVars vars = {NULL, NULL, NULL, false};
    check_expr(&x, NULL, s->x);
    if (x.mode != MODE_INVALID) {
        vars = range_vars(x.type);
        report_range(&x, s, &vars);
    }
    bool copies_array = s->lhs.count > 1 && x.mode != MODE_INVALID &&
                        type_kind(x.type) == TYPE_ARRAY;
    if (copies_array) frame_add_copy(x.type);
    s->scope = scope_open();
    bool is_integer = x.mode != MODE_INVALID && type_is_integer(x.type);
    if (s->op == TOK_DEFINE) define_range_vars(s, &x, &vars, is_integer);
    else if (s->lhs.count > 0) assign_range_vars(s, &x, &vars, is_integer);
    else if (is_integer) check_assignment(&x, NULL, "range clause");
    // A constant string is iterated over as a string.
    if (x.mode != MODE_INVALID && type_is_untyped(x.type) && type_is_string(x.type)) {
        expr_update_type(x.expr, type_basic[TYPE_STRING], true);
    }
    check_stmt(s->body);
    scope_close();
}
