// types/valid_type.c - finds types of infinite size: those that contain themselves without a
// pointer between. Generic types are followed through their type arguments.
#include "types/check_int.h"

typedef struct Walk {
    TypeList nest;       // the defined types we are inside of
    TypeList path;       // the same, with those entered by a type argument
} Walk;

static bool walk(Walk *w, Type *type);

static void report_infinite(Walk *w, Type *type) {
    type->underlying = type_basic[TYPE_INVALID];
    type->origin->underlying = type_basic[TYPE_INVALID];
    type->state = NAMED_DONE;
    ObjectList cycle = {0};
    bool found = false;
    for (uint32_t i = 0; i < w->path.count; i++) {
        found = found || type_identical(w->path.items[i], type);
        if (found) vec_push(&checker.arena, &cycle, named_object(w->path.items[i]));
    }
    if (found) report_cycle(cycle.items, cycle.count, 0);
}

static bool walk_named(Walk *w, Type *type) {
    if (type->is_complete) return true;   // known to be fine
    bool is_library = type->object->package && type->object->package->is_library;
    if ((is_library && type->type_arg_count == 0) || !type->object->package) return true;
    if (type_underlying(type)->kind == TYPE_INVALID) return false;
    for (uint32_t i = 0; i < w->nest.count; i++) {
        if (!type_identical(w->nest.items[i], type)) continue;
        report_infinite(w, type);
        return false;
    }
    Type *rhs = type->origin->rhs ? type->origin->rhs : type->origin->underlying;
    if (!rhs) return true;
    vec_push(&checker.arena, &w->nest, type);
    vec_push(&checker.arena, &w->path, type);
    bool ok = walk(w, rhs);
    (void)vec_pop(&w->nest);
    (void)vec_pop(&w->path);
    // What mentions no type parameter is the same wherever it stands: it need not be walked again.
    bool is_plain = type->origin->type_param_count == 0;
    bool is_closed = type->type_arg_count > 0 && !type_is_parameterized(type);
    if (ok && (is_plain || is_closed)) type->is_complete = true;
    return ok;
}

// A type parameter of the innermost type stands for the argument, seen from outside of that type.
static bool walk_type_param(Walk *w, Type *param) {
    if (w->nest.count == 0) return true;
    Type *inside = vec_last(&w->nest), *origin = inside->origin;
    for (uint32_t i = 0; i < origin->type_param_count && i < inside->type_arg_count; i++) {
        if (origin->type_params[i] != param) continue;
        (void)vec_pop(&w->nest);
        bool ok = walk(w, inside->type_args[i]);
        vec_push(&checker.arena, &w->nest, inside);
        return ok;
    }
    return true;
}

static bool walk(Walk *w, Type *type) {
    type = type_unalias(type);
    switch (type->kind) {
    case TYPE_ARRAY: return !type->elem || walk(w, type->elem);
    case TYPE_STRUCT:
        for (uint32_t i = 0; i < type->field_count; i++)
            if (!walk(w, type->fields[i]->type)) return false;
        return true;
    case TYPE_UNION:
        for (uint32_t i = 0; i < type->term_count; i++)
            if (!walk(w, type->terms[i].type)) return false;
        return true;
    case TYPE_INTERFACE:
        for (uint32_t i = 0; i < type->embed_count; i++)
            if (!walk(w, type->embeds[i])) return false;
        return true;
    case TYPE_NAMED: return walk_named(w, type);
    case TYPE_TYPE_PARAM: return walk_type_param(w, type);
    default: return true;
    }
}

void check_valid_type(Type *named) {
    Walk w = {0};
    walk(&w, named);
}
