// types/check_signature.c - function types: parameters, results, receivers, type parameters.
#include "types/check_int.h"

// ---- Type parameters ----------------------------------------------------------------------------

static Type *declare_type_param(Pos pos, Symbol *name, Pos scope_pos) {
    Object *object = object_new(OBJ_TYPE, pos, checker.env.package, name, NULL);
    Type *param = type_new_type_param(object, type_basic[TYPE_INVALID]);
    object->color = OBJECT_BLACK;
    scope_declare(checker.env.scope, NULL, object, scope_pos);
    return param;
}

void check_type_params(Type *owner, FieldList *list) {
    if (list->count == 0) return;
    Type **params = ARENA_ARRAY(&checker.arena, Type *, list->count);
    for (uint32_t i = 0; i < list->count; i++) {
        Field *field = list->items[i];
        Symbol *name = field->name ? field->name : checker.sym_blank;
        params[i] = declare_type_param(field->pos, name, list->items[0]->pos);
        params[i]->param_index = i;
        field->object = params[i]->object;
    }
    owner->type_params = params;
    owner->type_param_count = list->count;
    bool outer = checker.env.in_type_params;
    checker.env.in_type_params = true;
    Type *bound = NULL;
    for (uint32_t i = 0; i < list->count; i++) {
        Field *field = list->items[i];
        if (i == 0 || field->type != list->items[i - 1]->type) {
            bound = check_bound(field->type);
            if (type_is_type_param(bound)) {
                check_error(expr_start(field->type), MSG_PARAM_AS_CONSTRAINT);
                bound = type_basic[TYPE_INVALID];
            }
        }
        params[i]->bound = bound;
    }
    checker.env.in_type_params = outer;
}

// ---- Parameters ---------------------------------------------------------------------------------

typedef struct Params {
    ObjectList vars;
    bool is_variadic;
} Params;

// The type of parameter [i]; `...T` only where [variadic_ok] and last.
static Type *param_type(FieldList *list, uint32_t i, bool variadic_ok, bool *is_variadic) {
    Expr *e = list->items[i]->type;
    if (e->kind != EXPR_ELLIPSIS) return check_var_type(e);
    if (variadic_ok && i + 1 == list->count) *is_variadic = true;
    else check_soft_error(expr_start(e), MSG_ELLIPSIS_NOT_LAST);
    if (!e->x) return type_basic[TYPE_INVALID];
    Type *type = check_var_type(e->x);
    record_type(e, *is_variadic ? type_new_slice(type) : type);
    return type;
}

static Params collect_params(FieldList *list, bool variadic_ok, bool is_result) {
    Params params = {0};
    Type *type = NULL;
    for (uint32_t i = 0; i < list->count; i++) {
        Field *field = list->items[i];
        if (i == 0 || field->type != list->items[i - 1]->type)
            type = param_type(list, i, variadic_ok, &params.is_variadic);
        Object *var = object_new_param(field->pos, checker.env.package, field->name, type);
        var->is_result = is_result;
        field->object = var;
        vec_push(&checker.arena, &params.vars, var);
    }
    if (params.is_variadic) {
        Object *last = vec_last(&params.vars);
        last->type = type_new_slice(last->type);
    }
    return params;
}

static void declare_params(Scope *scope, ObjectList *vars, Pos scope_pos) {
    for (uint32_t i = 0; i < vars->count; i++) {
        Object *var = vars->items[i];
        if (var->name) scope_declare(scope, NULL, var, scope_pos);
        var->func = scope;
    }
}

// ---- Receivers ----------------------------------------------------------------------------------

typedef struct ReceiverExpr {
    Expr *base;          // the type name
    ExprList *params;    // of T[P, Q]; NULL
    bool is_pointer;
} ReceiverExpr;

static ReceiverExpr unpack_receiver(Expr *e) {
    ReceiverExpr r = {0};
    for (; e->kind == EXPR_PAREN || e->kind == EXPR_STAR; e = e->x)
        if (e->kind == EXPR_STAR) r.is_pointer = true;
    if (e->kind == EXPR_INDEX) {
        r.params = &e->list;
        e = e->x;
    }
    r.base = e;
    return r;
}

static void receiver_later(void *a, void *b) {
    Type *func = b;
    Object *receiver = a;
    Type *base = type_deref(receiver->type, NULL);
    Type *actual = type_unalias(base);
    if (!type_is_valid(actual)) return;
    Pos pos = receiver->pos;
    if (actual->kind < TYPE_BASIC_COUNT) {
        check_error(pos, MSG_RECEIVER_NON_LOCAL, type_text(base));
        return;
    }
    if (actual->kind != TYPE_NAMED) {
        check_error(pos, MSG_RECEIVER_INVALID, type_text(receiver->type));
        return;
    }
    if (actual->type_arg_count > 0 && func->receiver_param_count == 0) {
        check_error(pos, MSG_RECEIVER_INSTANTIATED, type_text(base));
        return;
    }
    if (actual->object->package != checker.env.package) {
        check_error(pos, MSG_RECEIVER_NON_LOCAL, type_text(base));
        return;
    }
    TypeKind kind = type_kind(actual);
    const char *cause = kind == TYPE_UNSAFE_POINTER ? "unsafe.Pointer"
                        : kind == TYPE_POINTER || kind == TYPE_INTERFACE
                            ? "pointer or interface type" : NULL;
    if (cause) check_error(pos, MSG_RECEIVER_INVALID_WHY, type_text(base), cause);
}

// Declares the type parameters of a receiver T[P, Q].
static void declare_receiver_params(Type *func, ReceiverExpr *r, Pos scope_pos) {
    uint32_t count = r->params->count;
    func->receiver_params = ARENA_ARRAY(&checker.arena, Type *, count);
    func->receiver_param_count = count;
    for (uint32_t i = 0; i < count; i++) {
        Expr *e = r->params->items[i];
        Symbol *name = checker.sym_blank;
        if (e->kind == EXPR_IDENT) name = e->name;
        else if (e->kind != EXPR_BAD)
            check_error(expr_start(e), MSG_RECEIVER_PARAM_NAME, expr_text(e));
        Type *param = declare_type_param(expr_start(e), name, scope_pos);
        param->param_index = i;
        e->object = param->object;
        record_type(e, param);
        func->receiver_params[i] = param;
    }
}

static Type *generic_receiver_type(Type *func, Field *receiver, ReceiverExpr *r, Pos scope_pos) {
    declare_receiver_params(func, r, scope_pos);
    const char *cause = NULL, *names = "";
    Type *base = check_generic_type(r->base, &cause);
    for (uint32_t i = 0; cause && i < r->params->count; i++)
        names = check_text("%s%s%s", names, i ? ", " : "", expr_text(r->params->items[i]));
    if (cause)
        check_error(expr_start(r->base), MSG_NOT_GENERIC_OPERAND, expr_text(r->base), names,
                    cause);
    base = type_unalias(base);
    if (base->kind != TYPE_NAMED) return type_basic[TYPE_INVALID];
    uint32_t count = func->receiver_param_count, want = base->type_param_count;
    if (count != want) {
        if (count < want)
            check_error(receiver->pos, MSG_RECEIVER_PARAM_COUNT,
                        check_text(count == 1 ? "%u type parameter" : "%u type parameters", count),
                        (int)want);
        check_type_arg_count(expr_start(r->base), base->object->name->text, want, count);
        return type_basic[TYPE_INVALID];
    }
    for (uint32_t i = 0; i < count; i++) func->receiver_params[i]->origin = base->type_params[i];
    for (uint32_t i = 0; i < count; i++)
        func->receiver_params[i]->bound =
            type_substitute(base->type_params[i]->bound, base->type_params, func->receiver_params,
                            count);
    Type *type = type_instantiate(base, func->receiver_params, count);
    return r->is_pointer ? type_new_pointer(type) : type;
}

static void collect_receiver(Type *func, Field *receiver, FuncType *ft) {
    ReceiverExpr r = unpack_receiver(receiver->type);
    Type *type = r.params ? generic_receiver_type(func, receiver, &r, ft->pos)
                          : check_var_type(receiver->type);
    if (r.params) record_type(receiver->type, type);
    Object *var = object_new_param(receiver->pos, checker.env.package, receiver->name, type);
    receiver->object = var;
    func->receiver = var;
    if (!checker.env.package->is_library) check_later(receiver_later, var, func);
}

// ---- The whole signature ------------------------------------------------------------------------

static Pos signature_end(const FuncType *ft) {
    const FieldList *last = ft->results.count ? &ft->results : &ft->params;
    return last->count ? expr_end(last->items[last->count - 1]->type) : ft->pos;
}

void check_signature(Type *func, Field *receiver, FieldList *type_params, FuncType *ft) {
    Scope *scope = scope_open();
    scope->is_func = true;
    func->scope = scope;
    Pos scope_pos = signature_end(ft);
    if (receiver) collect_receiver(func, receiver, ft);
    if (type_params) check_type_params(func, type_params);
    Params params = collect_params(&ft->params, true, false);
    Params results = collect_params(&ft->results, false, true);
    if (func->receiver) {
        if (func->receiver->name) scope_declare(scope, NULL, func->receiver, scope_pos);
        func->receiver->func = scope;
    }
    declare_params(scope, &params.vars, scope_pos);
    declare_params(scope, &results.vars, scope_pos);
    func->params = type_new_tuple(params.vars.items, params.vars.count);
    func->results = type_new_tuple(results.vars.items, results.vars.count);
    func->is_variadic = params.is_variadic;
    func->is_complete = true;
    scope_close();
}

Type *check_func_type(Field *receiver, FuncType *func_type, Object *method) {
    Type *type = type_new(TYPE_FUNC);
    type->params = type->results = type_empty_tuple;
    (void)method;
    check_signature(type, receiver, NULL, func_type);
    return type;
}
