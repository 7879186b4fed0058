// Calls: of functions, conversions, the arguments and how they meet the parameters.
#include <string.h>

#include "types/check_expr_int.h"

// ---- "have (number, string)" --------------------------------------------------------------------

static const char *type_summary(Type *type, bool is_variadic) {
    if (type == NULL || !type_is_valid(type)) return "unknown type";
    if (type_is_untyped(type)) {
        if (type_is_numeric(type)) return "number";
        const char *name = type_text(type);
        return strncmp(name, "untyped ", 8) == 0 ? name + 8 : name;
    }
    if (is_variadic && type->kind == TYPE_SLICE) return check_text("...%s", type_text(type->elem));
    return type_text(type);
}

const char *types_summary(Type **types, uint32_t count, bool is_variadic) {
    const char *list = "";
    for (uint32_t i = 0; i < count; i++) {
        const char *one = type_summary(types[i], is_variadic && i + 1 == count);
        list = i == 0 ? one : check_text("%s, %s", list, one);
    }
    return check_text("(%s)", list);
}

const char *operands_summary(const OperandList *list) {
    Type **types = ARENA_ARRAY(types_arena(), Type *, list->count + 1);
    for (uint32_t i = 0; i < list->count; i++) types[i] = list->items[i]->type;
    return types_summary(types, list->count, false);
}

const char *tuple_summary(Type *tuple, bool is_variadic) {
    Type **types = ARENA_ARRAY(types_arena(), Type *, tuple->field_count + 1);
    for (uint32_t i = 0; i < tuple->field_count; i++) types[i] = tuple->fields[i]->type;
    return types_summary(types, tuple->field_count, is_variadic);
}

// ---- evaluating arguments -----------------------------------------------------------------------

void check_expr_list(ExprList *exprs, OperandList *list) {
    if (exprs->count == 1) {
        check_expr_values(exprs->items[0], false, list);
        return;
    }
    for (uint32_t i = 0; i < exprs->count; i++) {
        Operand x;
        check_expr(&x, NULL, exprs->items[i]);
        vec_push(types_arena(), list, operand_copy(&x));
    }
}

// One argument, which may be a generic function still to be instantiated.
static void check_generic_argument(Operand *x, Expr *e, bool is_only, PartialInstance *partial) {
    if (e->kind == EXPR_INDEX) {
        *x = (Operand){.expr = e, .type = type_basic[TYPE_INVALID]};
        if (check_index_expr(x, e)) {
            check_func_instance(x, NULL, e, !version_allow(21), partial);
            if (partial->types == NULL) record_operand(x);
            return;
        }
        x->expr = e;
        record_operand(x);
        reject_modes(x, NOT_A_VALUE);
        check_single_value(x);
        return;
    }
    if (!is_only) {
        check_generic_expr(x, e);
        return;
    }
    check_raw_expr(x, NULL, e, NULL, true);
    reject_modes(x, NOT_A_VALUE);
}

static PartialInstance *check_generic_list(ExprList *exprs, OperandList *list) {
    PartialInstance *partials = NULL;
    for (uint32_t i = 0; i < exprs->count; i++) {
        Operand x;
        PartialInstance partial = {0};
        check_generic_argument(&x, exprs->items[i], exprs->count == 1, &partial);
        if (x.mode != MODE_INVALID && x.type->kind == TYPE_TUPLE) {
            for (uint32_t k = 0; k < x.type->field_count; k++) {
                Operand value = {.mode = MODE_VALUE, .expr = x.expr,
                                 .type = x.type->fields[k]->type};
                vec_push(types_arena(), list, operand_copy(&value));
            }
            return NULL;
        }
        vec_push(types_arena(), list, operand_copy(&x));
        if (partial.types == NULL) continue;
        if (partials == NULL) {
            partials = ARENA_ARRAY(types_arena(), PartialInstance, exprs->count);
        }
        partials[i] = partial;
    }
    return partials;
}

// ---- arguments meet parameters ------------------------------------------------------------------

// The parameters as a call with [count] arguments sees them: the variadic one repeated.
static Type *spread_params(Type *func, uint32_t count) {
    Type *params = func->params;
    uint32_t fixed = params->field_count - 1;
    Object **vars = ARENA_ARRAY(types_arena(), Object *, count + 1);
    Object *last = params->fields[fixed];
    for (uint32_t i = 0; i < count; i++) {
        if (i < fixed) {
            vars[i] = params->fields[i];
        } else {
            vars[i] = object_new_param(last->pos, last->package, last->name, last->type->elem);
        }
    }
    return type_new_tuple(vars, count);
}

static void report_argument_count(Expr *call, Type *func, OperandList *args, uint32_t wanted) {
    Pos pos = call->end_pos;
    bool is_too_many = args->count > wanted;
    if (is_too_many) pos = expr_start(args->items[wanted]->expr);
    else if (args->count > 0) pos = expr_start(args->items[args->count - 1]->expr);
    else pos = expr_start(call);
    check_error(pos, MSG_ARGUMENT_COUNT, is_too_many ? "too many" : "not enough",
                expr_text(call->x), operands_summary(args),
                tuple_summary(func->params, func->is_variadic));
}

// The parameters for exactly these arguments, or NULL after an error. *is_spread: not func->params.
static Type *params_for_call(Expr *call, Type *func, OperandList *args, bool *is_spread) {
    uint32_t wanted = func->params->field_count;
    *is_spread = false;
    Type *params = func->params;
    if (func->is_variadic && call->has_dots) {
        if (call->list.count == 1 && args->count > 1) {
            check_error(expr_start(call), MSG_DOTS_MULTI_VALUE, args->count,
                        expr_text(call->list.items[0]));
            return NULL;
        }
    } else if (func->is_variadic) {
        if (args->count + 1 >= wanted) {
            // append and the like make signatures whose variadic type is an unnamed slice.
            params = spread_params(func, args->count);
            *is_spread = true;
            wanted = args->count;
        } else {
            wanted--;
        }
    } else if (call->has_dots) {
        check_error(expr_start(call), MSG_DOTS_NON_VARIADIC, expr_text(call->x));
        return NULL;
    }
    if (args->count == wanted) return params;
    report_argument_count(call, func, args, wanted);
    return NULL;
}

// ---- inferring type arguments -------------------------------------------------------------------

// The type parameters of a call: those of the function, then those of generic arguments.
typedef struct Inference {
    TypeList params;
    TypeList args;        // NULL where unknown
    VEC(uint32_t) generic;   // which arguments are generic functions
} Inference;

static bool is_generic_func(const Operand *x) {
    return x->mode != MODE_INVALID && x->type->kind == TYPE_FUNC && x->type->type_param_count > 0;
}

static void inference_add(Inference *in, Type **params, uint32_t count, Type **given,
                          uint32_t given_count) {
    for (uint32_t i = 0; i < count; i++) {
        vec_push(types_arena(), &in->params, params[i]);
        vec_push(types_arena(), &in->args, i < given_count ? given[i] : NULL);
    }
}

static void inference_add_arguments(Inference *in, Pos pos, OperandList *args,
                                    PartialInstance *partials) {
    for (uint32_t i = 0; i < args->count; i++) {
        Operand *arg = args->items[i];
        if (!is_generic_func(arg)) continue;
        Type *func = arg->type;
        Type **renamed;
        Type *copy = type_copy(func);
        copy->type_params = NULL;
        copy->type_param_count = 0;
        Type *fresh = rename_type_params(pos, func->type_params, func->type_param_count, copy,
                                         &renamed);
        Type *generic = type_copy(fresh);
        generic->type_params = renamed;
        generic->type_param_count = func->type_param_count;
        arg->type = generic;
        PartialInstance none = {0};
        PartialInstance *partial = partials != NULL ? &partials[i] : &none;
        inference_add(in, renamed, func->type_param_count, partial->types, partial->count);
        vec_push(types_arena(), &in->generic, i);
    }
}

static Type **run_inference(Inference *in, Expr *call, Type *params, OperandList *args) {
    InferError error = {0};
    Type **result = check_infer(expr_error_pos(call), in->params.items, in->params.count,
                                in->args.items, in->args.count, params, args->items, args->count,
                                false, &error);
    if (result == NULL && error.text != NULL) {
        check_error(error.pos, MSG_IN_CALL_TO, expr_text(call->x), error.text);
    }
    return result;
}

// Infers and instantiates; returns the instantiated signature or NULL. *params is updated likewise.
static Type *instantiate_for_call(Expr *call, Type *func, Type **type_args, uint32_t type_arg_count,
                                  ExprList *exprs, OperandList *args, PartialInstance *partials,
                                  Type **params, bool is_spread) {
    Pos pos = expr_error_pos(call);
    Inference in = {0};
    uint32_t own = func->type_param_count;
    if (own > 0) {
        Type **renamed;
        version_verify(expr_start(call), 18, "implicit function instantiation");
        *params = rename_type_params(pos, func->type_params, own, *params, &renamed);
        inference_add(&in, renamed, own, type_args, type_arg_count);
    }
    inference_add_arguments(&in, pos, args, partials);
    if (in.params.count == 0) return func;
    if (in.generic.count > 0) {
        Pos arg_pos = expr_start(args->items[in.generic.items[0]]->expr);
        version_verify(arg_pos, 21, "implicitly instantiated function as argument");
    }
    Type **inferred = run_inference(&in, call, *params, args);
    if (inferred == NULL) return NULL;
    Type *result = func;
    if (own > 0) {
        uint32_t expr_count = exprs != NULL ? exprs->count : 0;
        result = check_instantiate_func(pos, call->x, func, inferred, own,
                                        exprs != NULL ? exprs->items : NULL, expr_count);
        if (is_spread) *params = type_substitute(*params, in.params.items, inferred, own);
        else *params = result->params;
    }
    uint32_t next = own;
    for (uint32_t i = 0; i < in.generic.count; i++) {
        Operand *arg = args->items[in.generic.items[i]];
        uint32_t count = arg->type->type_param_count;
        arg->type = check_instantiate_func(pos, arg->expr, arg->type, inferred + next, count, NULL,
                                           0);
        record_operand(arg);
        next += count;
    }
    return result;
}

Type *check_arguments(Expr *call, Type *func, Type **type_args, uint32_t type_arg_count,
                      ExprList *exprs, OperandList *args, PartialInstance *partials) {
    bool is_spread;
    Type *params = params_for_call(call, func, args, &is_spread);
    if (params == NULL) return func;
    Type *result = instantiate_for_call(call, func, type_args, type_arg_count, exprs, args,
                                        partials, &params, is_spread);
    if (result == NULL) return func;
    if (args->count == 0) return result;
    const char *context = NULL;
    for (uint32_t i = 0; i < args->count; i++) {
        Operand *arg = args->items[i];
        Type *type = params->fields[i]->type;
        // The text is needed for errors only, and most arguments fit exactly.
        bool is_plain = arg->mode != MODE_INVALID && arg->type == type &&
                        arg->type->kind != TYPE_TUPLE && type_is_typed(type) &&
                        !is_generic_func(arg);
        if (is_plain && (arg->mode == MODE_VALUE || arg->mode == MODE_VARIABLE)) continue;
        if (context == NULL) context = check_text("argument to %s", expr_text(call->x));
        check_assignment(arg, type, context);
    }
    return result;
}

// ---- function instantiation ---------------------------------------------------------------------

// Infers the arguments that are missing, from the function type the value is assigned to.
static Type **infer_instance(Operand *x, Target *target, Expr *index, Type **given,
                             uint32_t given_count) {
    Type *func = x->type;
    Pos pos = index != NULL ? expr_error_pos(index) : expr_error_pos(x->expr);
    uint32_t count = func->type_param_count;
    Operand value = {.mode = MODE_VALUE};
    Operand *args[1] = {&value};
    uint32_t arg_count = 0;
    Type *params = type_empty_tuple;
    if (target != NULL) {
        if (version_allow(18)) {   // else an error was reported already
            version_verify(pos, 21, index != NULL
                                        ? "partially instantiated function in assignment"
                                        : "implicitly instantiated function in assignment");
        }
        Type *plain = type_new_func(func->params, func->results, func->is_variadic);
        Object **vars = ARENA_ARRAY(types_arena(), Object *, 1);
        vars[0] = object_new_param(expr_error_pos(x->expr), checker.env.package,
                                   NULL, plain);
        params = type_new_tuple(vars, 1);
        Expr *shown = ARENA_NEW(types_arena(), Expr);
        shown->kind = EXPR_IDENT;
        shown->pos = x->expr->pos;
        shown->name = symbol_of(target->description);
        value.expr = shown;
        value.type = target->func;
        arg_count = 1;
    }
    Type **renamed;
    params = rename_type_params(pos, func->type_params, count, params, &renamed);
    Type **known = ARENA_ARRAY(types_arena(), Type *, count);
    for (uint32_t i = 0; i < given_count; i++) known[i] = given[i];
    InferError error = {0};
    Type **result = check_infer(pos, renamed, count, known, count, params, args, arg_count,
                                target != NULL, &error);
    if (result == NULL && error.text != NULL) check_error(error.pos, "%s", error.text);
    return result;
}

void check_func_instance(Operand *x, Target *target, Expr *index, bool infer,
                         PartialInstance *partial) {
    if (index != NULL) x->expr = index;
    version_verify(expr_error_pos(x->expr), 18, "function instantiation");
    Type **args = NULL;
    uint32_t count = 0;
    if (index != NULL) {
        args = check_type_list(&index->list);
        count = index->list.count;
        if (args == NULL) {
            x->mode = MODE_INVALID;
            return;
        }
    }
    uint32_t wanted = x->type->type_param_count;
    if (count > wanted) {
        check_error(expr_start(index->list.items[count - 1]), MSG_TYPE_ARG_COUNT, count, wanted);
        x->mode = MODE_INVALID;
        return;
    }
    if (count < wanted) {
        if (!infer && partial != NULL) {
            *partial = (PartialInstance){args, count, index->list.items};
            return;
        }
        args = infer_instance(x, target, index, args, count);
        if (args == NULL) {
            x->mode = MODE_INVALID;
            return;
        }
    }
    x->type = check_instantiate_func(expr_error_pos(x->expr), x->expr, x->type, args, wanted,
                                     index != NULL ? index->list.items : NULL, count);
    x->mode = MODE_VALUE;
}

void check_func_inst(Operand *x, Target *target, Expr *index, bool infer) {
    check_func_instance(x, target, index, infer, NULL);
}

// ---- the call -----------------------------------------------------------------------------------

static void check_conversion_call(Operand *x, Expr *call) {
    reject_generic(NULL, x);
    if (x->mode == MODE_INVALID) return;
    Type *type = x->type;
    uint32_t count = call->list.count;
    x->mode = MODE_INVALID;
    if (count == 0) {
        check_error(expr_start(call), MSG_CONVERSION_NO_ARGUMENT, type_text(type));
        return;
    }
    if (count > 1) {
        check_use(call->list.items, count);
        check_error(expr_start(call->list.items[count - 1]), MSG_CONVERSION_ARGUMENTS,
                    type_text(type));
        return;
    }
    Target target;
    check_expr(x, late_target(&target, type, "conversion"), call->list.items[0]);
    if (x->mode == MODE_INVALID) return;
    if (type_is_non_param_interface(type)) {
        TypeSet *set = type_set(type);
        if (!set->is_all_types || set->is_comparable) {
            check_error(expr_start(call), MSG_CONVERSION_CONSTRAINT, type_text(type));
            x->mode = MODE_INVALID;
            return;
        }
    }
    if (call->has_dots) {
        check_error(expr_start(call->list.items[0]), MSG_CONVERSION_DOTS, type_text(type));
        x->mode = MODE_INVALID;
        return;
    }
    check_conversion(x, type);
}

// Explicit type arguments of the callee; *func is instantiated if they are complete. False after an
// error.
static bool callee_type_args(Operand *x, Expr *call, Expr *index, Type **func, Type ***type_args,
                             uint32_t *count) {
    *type_args = check_type_list(&index->list);
    *count = index->list.count;
    uint32_t wanted = (*func)->type_param_count;
    if (*type_args == NULL || *count > wanted) {
        if (*type_args != NULL) {
            check_error(expr_start(index->list.items[wanted]), MSG_TYPE_ARG_COUNT, *count, wanted);
        }
        check_use(call->list.items, call->list.count);
        x->mode = MODE_INVALID;
        return false;
    }
    if (*count == wanted) {
        version_verify(expr_start(index), 18, "function instantiation");
        *func = check_instantiate_func(expr_error_pos(index), index, *func, *type_args, wanted,
                                       index->list.items, *count);
        *type_args = NULL;
        *count = 0;
    }
    return true;
}

// What the callee of a call got when its type arguments were found.
static void record_callee(Expr *callee, Type *func) {
    Operand x = {.mode = MODE_VALUE, .expr = callee, .type = func};
    record_operand(&x);
}

static void check_function_call(Operand *x, Expr *call, Expr *index) {
    Type *func = type_core(x->type);
    if (func == NULL || func->kind != TYPE_FUNC) {
        bool is_broken = type_is_valid(x->type) && !type_is_valid(type_underlying(x->type));
        if (!is_broken) check_error(expr_start(x->expr), MSG_NOT_A_FUNCTION, operand_text(x));
        x->mode = MODE_INVALID;
        return;
    }
    bool was_generic = func->type_param_count > 0;
    Type **type_args = NULL;
    uint32_t type_arg_count = 0;
    if (index != NULL && !callee_type_args(x, call, index, &func, &type_args, &type_arg_count)) {
        return;
    }
    OperandList args = {0};
    PartialInstance *partials = check_generic_list(&call->list, &args);
    func = check_arguments(call, func, type_args, type_arg_count,
                           type_args != NULL ? &index->list : NULL, &args, partials);
    if (was_generic && func->type_param_count == 0) record_callee(call->x, func);
    frame_add_call(func);
    Type *results = func->results;
    // A call without results keeps the type of its callee: gc shows that where it is misused.
    x->mode = results->field_count == 0 ? MODE_NOVALUE : MODE_VALUE;
    if (results->field_count == 1) x->type = results->fields[0]->type;
    else if (results->field_count > 1) x->type = results;
    x->constant = NULL;
    checker.env.has_call_or_recv = true;
    // A call that could not be instantiated has a useless type.
    bool is_generic = was_generic && func->type_param_count > 0;
    if (x->mode == MODE_VALUE && is_generic && type_is_parameterized(x->type)) {
        x->mode = MODE_INVALID;
    }
}

ExprUse check_call_use(Operand *x, Expr *call) {
    Expr *index = NULL;
    if (call->x->kind == EXPR_INDEX) {
        if (check_index_expr(x, call->x)) index = call->x;
        x->expr = call->x;
        record_operand(x);
    } else {
        check_expr_or_type(x, call->x, true);
    }
    if (x->mode == MODE_INVALID) {
        check_use(call->list.items, call->list.count);
        return USE_STATEMENT;
    }
    if (x->mode == MODE_TYPE) {
        check_conversion_call(x, call);
        return USE_CONVERSION;
    }
    if (x->mode == MODE_BUILTIN) {
        BuiltinId id = x->builtin;
        check_builtin_call(x, call, id);
        if (x->mode != MODE_INVALID && x->mode != MODE_CONSTANT) {
            checker.env.has_call_or_recv = true;
        }
        return builtin_is_statement(id) ? USE_STATEMENT : USE_EXPRESSION;
    }
    check_function_call(x, call, index);
    return USE_STATEMENT;
}

void check_call_expr(Operand *x, Expr *e) {
    check_call_use(x, e);
    x->expr = e;
}
