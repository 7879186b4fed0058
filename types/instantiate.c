// types/instantiate.c - puts type arguments in the place of type parameters.
//
// There is one node for each distinct list of arguments of a generic type. Its underlying type and
// methods are substituted when somebody asks for them, which is what lets generic types refer to
// their own instances.
#include "types/check_int.h"

// ---- Substitution -------------------------------------------------------------------------------

typedef struct Subst {
    Type **params, **args;
    uint32_t count;
    int depth;
} Subst;

static Type *subst(Subst *s, Type *type);

static Type **subst_list(Subst *s, Type **types, uint32_t count) {
    Type **copy = NULL;
    for (uint32_t i = 0; i < count; i++) {
        Type *t = subst(s, types[i]);
        if (t == types[i]) continue;
        if (!copy) {
            copy = ARENA_ARRAY(&checker.arena, Type *, count);
            memcpy(copy, types, count * sizeof *types);
        }
        copy[i] = t;
    }
    return copy ? copy : types;
}

static Object **subst_objects(Subst *s, Object **objects, uint32_t count) {
    Object **copy = NULL;
    for (uint32_t i = 0; i < count; i++) {
        if (!objects[i]->type) object_check(objects[i], NULL);
        Type *t = subst(s, objects[i]->type);
        if (t == objects[i]->type) continue;
        if (!copy) {
            copy = ARENA_ARRAY(&checker.arena, Object *, count);
            memcpy(copy, objects, count * sizeof *objects);
        }
        copy[i] = ARENA_NEW(&checker.arena, Object);
        *copy[i] = *objects[i];
        copy[i]->type = t;
        copy[i]->origin = objects[i]->origin ? objects[i]->origin : objects[i];
    }
    return copy ? copy : objects;
}

static Type *subst_struct(Subst *s, Type *type) {
    Object **fields = subst_objects(s, type->fields, type->field_count);
    if (fields == type->fields) return type;
    Type *result = type_new_struct(fields, type->field_count, type->tags, type->tag_bytes);
    result->is_complete = true;
    return result;
}

static Type *subst_tuple(Subst *s, Type *type) {
    Object **vars = subst_objects(s, type->fields, type->field_count);
    return vars == type->fields ? type : type_new_tuple(vars, type->field_count);
}

static Type *subst_func(Subst *s, Type *type) {
    Type *params = subst(s, type->params), *results = subst(s, type->results);
    if (params == type->params && results == type->results) return type;
    Type *func = type_new_func(params, results, type->is_variadic);
    func->receiver = type->receiver;
    func->type_params = type->type_params;
    func->type_param_count = type->type_param_count;
    func->receiver_params = type->receiver_params;
    func->receiver_param_count = type->receiver_param_count;
    return func;
}

static Type *subst_interface(Subst *s, Type *type) {
    Object **methods = subst_objects(s, type->methods, type->method_count);
    Type **embeds = subst_list(s, type->embeds, type->embed_count);
    if (methods == type->methods && embeds == type->embeds) return type;
    Type *result = type_new_interface(methods, type->method_count);
    result->embeds = embeds;
    result->embed_count = type->embed_count;
    result->embed_positions = type->embed_positions;
    result->is_implicit = type->is_implicit;
    return result;
}

static Type *subst_union(Subst *s, Type *type) {
    Term *terms = NULL;
    for (uint32_t i = 0; i < type->term_count; i++) {
        Type *t = subst(s, type->terms[i].type);
        if (t == type->terms[i].type) continue;
        if (!terms) {
            terms = ARENA_ARRAY(&checker.arena, Term, type->term_count);
            memcpy(terms, type->terms, type->term_count * sizeof *terms);
        }
        terms[i].type = t;
    }
    if (!terms) return type;
    Type *result = type_new(TYPE_UNION);
    result->terms = terms;
    result->term_count = type->term_count;
    return result;
}

// A generic type declared in a generic function, with arguments for the latter's parameters.
static Type *instantiate_implicitly(Type *generic, Type **args) {
    uint32_t count = generic->implicit_param_count;
    for (uint32_t i = 0; i < checker.implicit_generics.count; i++) {
        Type *known = checker.implicit_generics.items[i];
        if (known->implicit_origin != generic) continue;
        uint32_t same = 0;
        while (same < count && type_identical(known->implicit_args[same], args[same])) same++;
        if (same == count) return known;
    }
    Type *type = type_new(TYPE_NAMED);
    type->object = generic->object;
    type->origin = type;
    type->type_params = generic->type_params;
    type->type_param_count = generic->type_param_count;
    type->implicit_origin = generic;
    type->implicit_args = args;
    type->state = NAMED_INSTANCE;
    vec_push(&checker.arena, &checker.implicit_generics, type);
    return type;
}

static Type *subst_origin(Subst *s, Type *origin) {
    if (origin->implicit_origin) {
        uint32_t count = origin->implicit_origin->implicit_param_count;
        Type **args = subst_list(s, origin->implicit_args, count);
        return args == origin->implicit_args
                   ? origin : instantiate_implicitly(origin->implicit_origin, args);
    }
    if (origin->implicit_param_count == 0 || origin->type_param_count == 0) return origin;
    Type **args = subst_list(s, origin->implicit_params, origin->implicit_param_count);
    return args == origin->implicit_params ? origin : instantiate_implicitly(origin, args);
}

static Type *subst_named(Subst *s, Type *type) {
    if (type->type_arg_count > 0) {
        Type *origin = subst_origin(s, type->origin);
        if (origin->type_param_count > 0 && origin->type_param_count != type->type_arg_count)
            return type_basic[TYPE_INVALID];   // reported where it is written
        Type **args = subst_list(s, type->type_args, type->type_arg_count);
        if (args == type->type_args && origin == type->origin) return type;
        return type_instantiate(origin, args, type->type_arg_count);
    }
    if (type->type_param_count > 0) return subst_origin(s, type);
    if (type->implicit_param_count == 0) return type;
    Type **args = subst_list(s, type->implicit_params, type->implicit_param_count);
    if (args == type->implicit_params) return type;
    return type_instantiate(type, args, type->implicit_param_count);
}

static Type *subst_alias(Subst *s, Type *type) {
    if (type->type_arg_count > 0) {
        Type **args = subst_list(s, type->type_args, type->type_arg_count);
        if (args == type->type_args) return type;
        return type_instantiate(type->origin, args, type->type_arg_count);
    }
    if (!type->elem) return type;
    Type *elem = subst(s, type->elem);
    return elem == type->elem ? type : elem;
}

static Type *subst_composite(Subst *s, Type *type) {
    Type *elem;
    switch (type->kind) {
    case TYPE_ARRAY:
        elem = subst(s, type->elem);
        return elem == type->elem ? type : type_new_array(elem, type->length);
    case TYPE_SLICE:
        elem = subst(s, type->elem);
        return elem == type->elem ? type : type_new_slice(elem);
    case TYPE_POINTER:
        elem = subst(s, type->elem);
        return elem == type->elem ? type : type_new_pointer(elem);
    case TYPE_CHAN:
        elem = subst(s, type->elem);
        return elem == type->elem ? type : type_new_chan(type->chan_dir, elem);
    case TYPE_MAP: {
        Type *key = subst(s, type->key);
        elem = subst(s, type->elem);
        return key == type->key && elem == type->elem ? type : type_new_map(key, elem);
    }
    case TYPE_STRUCT: return subst_struct(s, type);
    case TYPE_TUPLE: return subst_tuple(s, type);
    case TYPE_FUNC: return subst_func(s, type);
    case TYPE_INTERFACE: return subst_interface(s, type);
    case TYPE_UNION: return subst_union(s, type);
    case TYPE_NAMED: return subst_named(s, type);
    case TYPE_ALIAS: return subst_alias(s, type);
    default: return type;
    }
}

static Type *subst(Subst *s, Type *type) {
    enum { NESTING_LIMIT = 1000 };
    if (!type) return type_basic[TYPE_INVALID];
    if (type->kind < TYPE_BASIC_COUNT) return type;
    if (type->kind == TYPE_TYPE_PARAM) {
        for (uint32_t i = 0; i < s->count; i++)
            if (s->params[i] == type) return s->args[i] ? s->args[i] : type;
        return type;
    }
    if (s->depth >= NESTING_LIMIT) return type_basic[TYPE_INVALID];
    s->depth++;
    Type *result = subst_composite(s, type);
    s->depth--;
    return result;
}

Type *type_substitute(Type *type, Type **params, Type **args, uint32_t count) {
    if (count == 0) return type;
    types_lock();
    Subst s = {.params = params, .args = args, .count = count};
    Type *result = subst(&s, type);
    types_unlock();
    return result;
}

// ---- Instances ----------------------------------------------------------------------------------

static struct {
    Type **slots;
    uint32_t size, count;
} instances;

void types_forget_instances(void) { memset(&instances, 0, sizeof instances); }

static uint32_t instance_hash(Type *origin, Type **args, uint32_t count) {
    uint32_t h = origin->id * 0x9E3779B1u;
    for (uint32_t i = 0; i < count; i++) h = (h ^ type_hash(args[i])) * 0x85EBCA6Bu;
    return h ^ h >> 15;
}

static bool is_instance_of(Type *type, Type *origin, Type **args, uint32_t count) {
    if (type->origin != origin || type->type_arg_count != count) return false;
    for (uint32_t i = 0; i < count; i++)
        if (!type_identical(type->type_args[i], args[i])) return false;
    return true;
}

static void instances_grow(void) {
    Type **old = instances.slots;
    uint32_t old_size = instances.size;
    instances.size = old_size ? old_size * 2 : 64;
    instances.slots = ARENA_ARRAY(&checker.arena, Type *, instances.size);
    for (uint32_t i = 0; i < old_size; i++) {
        if (!old[i]) continue;
        uint32_t at = instance_hash(old[i]->origin, old[i]->type_args, old[i]->type_arg_count);
        for (at &= instances.size - 1; instances.slots[at];) at = (at + 1) & (instances.size - 1);
        instances.slots[at] = old[i];
    }
}

static Type *new_instance(Type *origin, Type **args, uint32_t count) {
    Type *type = type_new(origin->kind);
    type->object = origin->object;
    type->origin = origin;
    type->instance_pos = checker.instance_pos;
    type->type_args = ARENA_ARRAY(&checker.arena, Type *, count);
    memcpy(type->type_args, args, count * sizeof *args);
    type->type_arg_count = count;
    if (origin->kind == TYPE_NAMED) type->state = NAMED_INSTANCE;
    return type;
}

static Type *instantiate_func(Type *func, Type **args, uint32_t count) {
    if (count != func->type_param_count) return type_basic[TYPE_INVALID];
    Type *result = type_substitute(func, func->type_params, args, count);
    if (result == func) {
        result = type_new_func(func->params, func->results, func->is_variadic);
        result->receiver = func->receiver;
        result->receiver_params = func->receiver_params;
        result->receiver_param_count = func->receiver_param_count;
    }
    result->type_params = NULL;
    result->type_param_count = 0;
    return result;
}

static Type *instantiate_locked(Type *origin, Type **args, uint32_t count) {
    if (origin->kind == TYPE_FUNC) return instantiate_func(origin, args, count);
    if (instances.count * 2 >= instances.size) instances_grow();
    uint32_t at = instance_hash(origin, args, count) & (instances.size - 1);
    for (; instances.slots[at]; at = (at + 1) & (instances.size - 1))
        if (is_instance_of(instances.slots[at], origin, args, count)) return instances.slots[at];
    Type *type = new_instance(origin, args, count);
    instances.slots[at] = type;
    instances.count++;
    if (origin->kind == TYPE_ALIAS)
        type->elem = count == origin->type_param_count
                         ? type_substitute(origin->elem, origin->type_params, args, count)
                         : type_basic[TYPE_INVALID];
    return type;
}

Type *type_instantiate(Type *origin, Type **args, uint32_t count) {
    types_lock();
    Type *type = instantiate_locked(origin, args, count);
    types_unlock();
    return type;
}

static void expand_implicit(Type *named) {
    Type *generic = named->implicit_origin;
    if (!generic->underlying) return;
    named->state = NAMED_DONE;
    named->underlying = type_substitute(generic->underlying, generic->implicit_params,
                                        named->implicit_args, generic->implicit_param_count);
}

void expand_instance(Type *named) {
    if (named->implicit_origin) {
        expand_implicit(named);
        return;
    }
    Type *origin = named->origin;
    if (origin->state != NAMED_DONE) named_resolve(origin);
    Type **params = origin->type_param_count ? origin->type_params : origin->implicit_params;
    uint32_t count = origin->type_param_count ? origin->type_param_count
                                              : origin->implicit_param_count;
    if (count != named->type_arg_count) {
        named->state = NAMED_DONE;
        named->underlying = type_basic[TYPE_INVALID];
        return;
    }
    if (!origin->underlying) return;   // its declaration is under way
    named->state = NAMED_DONE;
    Pos outer = checker.instance_pos;
    checker.instance_pos = named->instance_pos;
    named->underlying = type_substitute(origin->underlying, params, named->type_args, count);
    checker.instance_pos = outer;
}

Object *expand_method(Type *named, Object *generic) {
    object_check(generic, NULL);
    Type *func = generic->type;
    if (func->kind != TYPE_FUNC) return generic;
    Type *result = func;
    if (func->receiver_param_count == named->type_arg_count)
        result = type_substitute(func, func->receiver_params, named->type_args,
                                 named->type_arg_count);
    if (result == func) result = type_copy(func);
    Object *method = ARENA_NEW(&checker.arena, Object);
    *method = *generic;
    method->type = result;
    method->origin = generic;
    method->is_instance = true;
    bool is_pointer = generic->is_pointer_receiver;
    Object *receiver = ARENA_NEW(&checker.arena, Object);
    if (func->receiver) *receiver = *func->receiver;
    receiver->type = is_pointer ? type_new_pointer(named) : named;
    result->receiver = receiver;
    return method;
}

// ---- With verification --------------------------------------------------------------------------

bool check_type_arg_count(Pos pos, const char *name, uint32_t want, uint32_t got) {
    if (got == want) return true;
    check_error(pos, MSG_TYPE_ARGUMENT_COUNT, got < want ? "not enough" : "too many", name,
                (int)got, (int)want);
    return false;
}

int verify_instance(Pos pos, Type **params, Type **args, uint32_t count, const char **cause) {
    for (uint32_t i = 0; i < count; i++) {
        type_set(params[i]);
        Type *bound = type_substitute(params[i]->bound, params, args, count);
        if (!type_implements_cause(pos, args[i], bound, true, cause)) return (int)i;
    }
    return -1;
}

typedef struct FuncInstance {
    Pos pos;
    Type **params, **args;
    uint32_t count;
    Expr **exprs;
    uint32_t expr_count;
} FuncInstance;

static void verify_later(void *a, void *b) {
    (void)b;
    FuncInstance *f = a;
    const char *cause = NULL;
    int failed = verify_instance(f->pos, f->params, f->args, f->count, &cause);
    if (failed < 0) {
        mono_record(f->pos, f->params, f->args, f->count, f->exprs, f->expr_count);
        return;
    }
    Pos pos = (uint32_t)failed < f->expr_count ? expr_start(f->exprs[failed]) : f->pos;
    check_soft_error(pos, "%s", cause);
}

Type *check_instantiate_func(Pos pos, Expr *e, Type *func, Type **args, uint32_t count,
                             Expr **exprs, uint32_t expr_count) {
    Type *instance = instantiate_func(func, args, count);
    if (e) {
        e->type_args = args;
        e->type_arg_count = count;
        e->type = instance;
    }
    FuncInstance *f = ARENA_NEW(&checker.arena, FuncInstance);
    *f = (FuncInstance){pos, func->type_params, args, count, exprs, expr_count};
    check_later(verify_later, f, NULL);
    return instance;
}

Type *check_instantiate(Pos pos, Type *origin, Type **args, uint32_t count, Expr **exprs,
                        uint32_t expr_count) {
    Type *instance = type_instantiate(origin, args, count);
    FuncInstance *f = ARENA_NEW(&checker.arena, FuncInstance);
    *f = (FuncInstance){pos, origin->type_params, args, count, exprs, expr_count};
    check_later(verify_later, f, NULL);
    return instance;
}

Type *rename_type_params(Pos pos, Type **params, uint32_t count, Type *type, Type ***renamed) {
    (void)pos;
    Type **fresh = ARENA_ARRAY(&checker.arena, Type *, count);
    for (uint32_t i = 0; i < count; i++) {
        Object *old = params[i]->object;
        Object *object = object_new(OBJ_TYPE, old->pos, old->package, old->name, NULL);
        fresh[i] = type_new_type_param(object, NULL);
        fresh[i]->param_index = i;
        object->color = OBJECT_BLACK;
    }
    for (uint32_t i = 0; i < count; i++)
        fresh[i]->bound = type_substitute(params[i]->bound, params, fresh, count);
    *renamed = fresh;
    return type_substitute(type, params, fresh, count);
}
