// types/infer.c - finds the type arguments that a call leaves out.
//
// First from the typed arguments, then from constraints that have a core type or methods, last from
// untyped constants; then what was found is put into itself until nothing changes.
#include "types/unify.h"

typedef struct Inference {
    Unifier unifier;
    Pos pos;
    Type **params;             // the type parameters
    uint32_t count;
    Type *vars;                // TUPLE of the function's parameters
    Operand **args;
    uint32_t arg_count;
    bool reverse;
    InferError *error;
} Inference;

// ---- Occurrence ---------------------------------------------------------------------------------

static bool occurs(Type **params, uint32_t count, Type *type, TypeList *seen);

static bool occurs_in_vars(Type **params, uint32_t count, Type *type, TypeList *seen) {
    for (uint32_t i = 0; i < type->field_count; i++)
        if (occurs(params, count, type->fields[i]->type, seen)) return true;
    return false;
}

static bool occurs_in_interface(Type **params, uint32_t count, Type *type, TypeList *seen) {
    for (uint32_t i = 0; i < seen->count; i++)
        if (seen->items[i] == type) return false;
    vec_push(&checker.arena, seen, type);
    TypeSet *set = type_set(type);
    for (uint32_t i = 0; i < set->method_count; i++)
        if (set->methods[i]->type && occurs(params, count, set->methods[i]->type, seen))
            return true;
    for (uint32_t i = 0; i < set->term_count; i++)
        if (occurs(params, count, set->terms[i].type, seen)) return true;
    return false;
}

// Whether one of [params] (any type parameter if count is 0) occurs in [type].
static bool occurs(Type **params, uint32_t count, Type *type, TypeList *seen) {
    type = type_unalias(type);
    switch (type->kind) {
    case TYPE_ARRAY: case TYPE_SLICE: case TYPE_POINTER: case TYPE_CHAN:
        return occurs(params, count, type->elem, seen);
    case TYPE_MAP:
        return occurs(params, count, type->key, seen) || occurs(params, count, type->elem, seen);
    case TYPE_STRUCT: case TYPE_TUPLE: return occurs_in_vars(params, count, type, seen);
    case TYPE_FUNC:
        return occurs_in_vars(params, count, type->params, seen) ||
               occurs_in_vars(params, count, type->results, seen);
    case TYPE_INTERFACE: return occurs_in_interface(params, count, type, seen);
    case TYPE_NAMED:
        for (uint32_t i = 0; i < type->type_arg_count; i++)
            if (occurs(params, count, type->type_args[i], seen)) return true;
        return count == 0 && type->type_arg_count == 0 && type->implicit_param_count > 0;
    case TYPE_TYPE_PARAM:
        for (uint32_t i = 0; i < count; i++)
            if (params[i] == type) return true;
        return count == 0;
    default: return false;
    }
}

static bool mentions(Inference *in, Type *type) {
    TypeList seen = {0};
    return occurs(in->params, in->count, type, &seen);
}

bool type_is_parameterized(Type *type) {
    types_lock();
    TypeList seen = {0};
    bool result = occurs(NULL, 0, type, &seen);
    types_unlock();
    return result;
}

// ---- Errors -------------------------------------------------------------------------------------

static void fail(Inference *in, Pos pos, const char *text) {
    in->error->pos = pos;
    in->error->text = text;
}

static const char *params_text(Type **params, uint32_t count) {
    const char *text = params[0]->object->name->text;
    for (uint32_t i = 1; i < count; i++) {
        const char *separator = count == 2 ? " and " : i + 1 < count ? ", " : ", and ";
        text = check_text("%s%s%s", text, separator, params[i]->object->name->text);
    }
    return text;
}

static void fail_argument(Inference *in, Type *param, Operand *arg) {
    Pos pos = expr_start(arg->expr);
    const char *type = type_text(arg->type), *expr = expr_text(arg->expr);
    if (unifier_unknowns(&in->unifier) == in->count) {
        fail(in, pos, check_text(MSG_INFER_MISMATCH_ALL, type, expr, type_text(param),
                                 params_text(in->params, in->count)));
        return;
    }
    Type **known = unifier_inferred(&in->unifier);
    Type *inferred = type_substitute(param, in->params, known, in->count);
    if (inferred == param)
        fail(in, pos, check_text(MSG_INFER_MISMATCH, type, expr, type_text(param)));
    else if (in->reverse)
        fail(in, pos, check_text(MSG_INFER_MISMATCH_REVERSE, type_text(inferred),
                                 type_text(param), type, expr));
    else
        fail(in, pos, check_text(MSG_INFER_MISMATCH_INFERRED, type, expr, type_text(inferred),
                                 type_text(param)));
}

// ---- Steps --------------------------------------------------------------------------------------

// Typed arguments first; notes which parameters get untyped ones.
static bool from_typed_arguments(Inference *in, bool *is_untyped) {
    for (uint32_t i = 0; i < in->arg_count; i++) {
        Operand *arg = in->args[i];
        Type *param = in->vars->fields[i]->type;
        if (arg->mode == MODE_INVALID) continue;
        if (!mentions(in, param) && !mentions(in, arg->type)) continue;
        if (type_is_typed(arg->type)) {
            if (unify(&in->unifier, param, arg->type, UNIFY_ASSIGN)) continue;
            fail_argument(in, param, arg);
            return false;
        }
        is_untyped[i] = param->kind == TYPE_TYPE_PARAM && !operand_is_nil(arg);
    }
    return true;
}

typedef struct CoreTerm {
    Term term;
    uint32_t count;
    bool tilde;
} CoreTerm;

static bool count_term(const Term *term, void *arg) {
    CoreTerm *core = arg;
    if (!term) return false;
    core->count++;
    core->term = *term;
    core->tilde = core->tilde || term->tilde;
    return true;
}

// The core type of a type parameter's constraint as a term; *single when it is the only type.
static bool core_term(Type *param, Term *result, bool *single) {
    CoreTerm core = {0};
    type_param_each_term(param, count_term, &core);
    *single = core.count == 1;
    if (*single) {
        *result = core.term;
        return true;
    }
    Type *type = type_core(param);
    *result = (Term){core.tilde, type};
    return type != NULL;
}

static bool unify_methods(Type *a, Type *b, void *unifier) {
    return unify(unifier, a, b, UNIFY_EXACT);
}

static bool from_constraint(Inference *in, Type *param) {
    Type *known = unifier_at(&in->unifier, param);
    Term core;
    bool single;
    if (core_term(param, &core, &single)) {
        if (!known) {
            if (single && !core.tilde) unifier_set(&in->unifier, param, core.type);
            return true;
        }
        if (unify(&in->unifier, known, core.type, 0)) return true;
        fail(in, in->pos, check_text(MSG_INFER_UNSATISFIED, type_text(param), type_text(known),
                                     type_text(param->bound)));
        return false;
    }
    if (!known) return true;
    const char *cause = NULL;
    Equivalence equal = {unify_methods, &in->unifier};
    if (!missing_method_with(known, type_underlying(param), true, &equal, &cause)) return true;
    fail(in, in->pos, check_text(MSG_INFER_UNSATISFIED_WHY, type_text(param), type_text(known),
                                 type_text(param->bound), cause));
    return false;
}

static bool from_constraints(Inference *in) {
    uint32_t unknown;
    do {
        unknown = unifier_unknowns(&in->unifier);
        for (uint32_t i = 0; i < in->count; i++)
            if (!from_constraint(in, in->params[i])) return false;
    } while (unifier_unknowns(&in->unifier) != unknown);
    return true;
}

// Untyped constants for one parameter: the default type of the "greatest" kind.
static bool from_untyped_arguments(Inference *in, const bool *is_untyped) {
    Type **greatest = ARENA_ARRAY(&checker.arena, Type *, in->count);
    for (uint32_t i = 0; i < in->arg_count; i++) {
        if (!is_untyped[i]) continue;
        Type *param = in->vars->fields[i]->type;
        if (unifier_at(&in->unifier, param)) continue;
        Type *type = in->args[i]->type, **max = &greatest[param->param_index];
        if (!*max || *max == type) {
            *max = type;
        } else if (type_is_untyped_numeric(*max) && type_is_untyped_numeric(type)) {
            if (type->kind > (*max)->kind) *max = type;
        } else {
            fail(in, expr_start(in->args[i]->expr),
                 check_text(MSG_INFER_UNTYPED_MISMATCH, type_text(*max), type_text(type),
                            type_text(param)));
            return false;
        }
    }
    for (uint32_t i = 0; i < in->count; i++)
        if (greatest[i]) unifier_set(&in->unifier, in->params[i], type_default(greatest[i]));
    return true;
}

// ---- Circles among the inferred types -----------------------------------------------------------

typedef struct CycleWalk {
    Inference *in;
    Type **inferred;
    TypeList open;       // types being walked
} CycleWalk;

static void kill_cycles(CycleWalk *w, Type *type);

static void kill_in_vars(CycleWalk *w, Type *type) {
    for (uint32_t i = 0; i < type->field_count; i++) kill_cycles(w, type->fields[i]->type);
}

static int param_place(Inference *in, Type *type) {
    for (uint32_t i = 0; i < in->count; i++)
        if (in->params[i] == type) return (int)i;
    return -1;
}

static void kill_parts(CycleWalk *w, Type *type) {
    switch (type->kind) {
    case TYPE_MAP: kill_cycles(w, type->key); kill_cycles(w, type->elem); break;
    case TYPE_ARRAY: case TYPE_SLICE: case TYPE_POINTER: case TYPE_CHAN:
        kill_cycles(w, type->elem);
        break;
    case TYPE_STRUCT: kill_in_vars(w, type); break;
    case TYPE_FUNC:
        kill_in_vars(w, type->params);
        kill_in_vars(w, type->results);
        break;
    case TYPE_UNION:
        for (uint32_t i = 0; i < type->term_count; i++) kill_cycles(w, type->terms[i].type);
        break;
    case TYPE_INTERFACE:
        for (uint32_t i = 0; i < type->method_count; i++)
            if (type->methods[i]->type) kill_cycles(w, type->methods[i]->type);
        for (uint32_t i = 0; i < type->embed_count; i++) kill_cycles(w, type->embeds[i]);
        break;
    case TYPE_NAMED:
        for (uint32_t i = 0; i < type->type_arg_count; i++) kill_cycles(w, type->type_args[i]);
        break;
    case TYPE_TYPE_PARAM: {
        int i = param_place(w->in, type);
        if (i >= 0 && w->inferred[i]) kill_cycles(w, w->inferred[i]);
        break;
    }
    default: break;
    }
}

// An inferred type that contains its own type parameter is no answer: forgets it.
static void kill_cycles(CycleWalk *w, Type *type) {
    type = type_unalias(type);
    if (type->kind < TYPE_BASIC_COUNT) return;
    for (uint32_t i = 0; i < w->open.count; i++) {
        if (w->open.items[i] != type) continue;
        int at = type->kind == TYPE_TYPE_PARAM ? param_place(w->in, type) : -1;
        if (at >= 0) w->inferred[at] = NULL;
        return;
    }
    vec_push(&checker.arena, &w->open, type);
    kill_parts(w, type);
    (void)vec_pop(&w->open);
}

// Puts inferred types into each other until none mentions a type parameter that is known.
static void simplify(Inference *in, Type **inferred) {
    bool changed = true;
    for (int rounds = 0; changed && rounds < 100; rounds++) {
        changed = false;
        for (uint32_t i = 0; i < in->count; i++) {
            if (!inferred[i]) continue;
            Type *type = type_substitute(inferred[i], in->params, inferred, in->count);
            if (type == inferred[i]) continue;
            if (type->kind == TYPE_FUNC && type->type_param_count > 0 && !mentions(in, type))
                type->type_param_count = 0;
            inferred[i] = type;
            changed = true;
        }
    }
}

// ---- The whole ----------------------------------------------------------------------------------

static Type **run(Inference *in) {
    bool *is_untyped = ARENA_ARRAY(&checker.arena, bool, in->arg_count + 1);
    if (!from_typed_arguments(in, is_untyped)) return NULL;
    if (!from_constraints(in)) return NULL;
    if (!from_untyped_arguments(in, is_untyped)) return NULL;
    Type **inferred = unifier_inferred(&in->unifier);
    for (uint32_t i = 0; i < in->count; i++) {
        if (!inferred[i] || !type_is_too_complex(inferred[i])) continue;
        fail(in, in->pos, check_text(MSG_CANNOT_INFER_COMPLEX, in->params[i]->object->name->text));
        return NULL;
    }
    CycleWalk walk = {.in = in, .inferred = inferred};
    for (uint32_t i = 0; i < in->count; i++) kill_cycles(&walk, in->params[i]);
    simplify(in, inferred);
    for (uint32_t i = 0; i < in->count; i++) {
        if (inferred[i] && !mentions(in, inferred[i])) continue;
        Object *object = in->params[i]->object;
        fail(in, in->pos, check_text(MSG_CANNOT_INFER, object->name->text, pos_text(object->pos)));
        return NULL;
    }
    return inferred;
}

Type **check_infer(Pos pos, Type **type_params, uint32_t type_param_count, Type **type_args,
                   uint32_t type_arg_count, Type *params, Operand **args, uint32_t arg_count,
                   bool reverse, InferError *error) {
    *error = (InferError){0};
    bool all_known = type_arg_count == type_param_count;
    for (uint32_t i = 0; i < type_arg_count; i++) all_known = all_known && type_args[i];
    if (all_known) return type_args;
    for (uint32_t i = 0; i < arg_count; i++)
        if (args[i]->mode == MODE_INVALID) return NULL;
    Type **known = ARENA_ARRAY(&checker.arena, Type *, type_param_count);
    for (uint32_t i = 0; i < type_arg_count; i++) known[i] = type_args[i];
    Inference in = {.pos = pos, .params = type_params, .count = type_param_count, .args = args,
                    .arg_count = arg_count, .reverse = reverse, .error = error};
    in.vars = type_substitute(params, type_params, known, type_param_count);
    unifier_init(&in.unifier, type_params, type_param_count, known, type_param_count);
    return run(&in);
}
