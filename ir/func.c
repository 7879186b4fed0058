// ir/func.c - functions: naming, interning, and lowering of declared ones.
//
// Object.backend of a declared function is its FuncSet. A plain function has one Func; a generic
// one has a Func for each list of type arguments, found by comparing lists: there are few.
#include "ir/ir_int.h"

#include <string.h>

#include "base/check.h"

typedef struct FuncSet {
    FuncList funcs;
} FuncSet;

void ir_init(Arena *arena) {
    ir_nodes = ir_lasting = arena;
}

// ---- Names -------------------------------------------------------------------------------------
// The import path as symbol names have it: dots of its last element are escaped.
const char *package_prefix(const Package *package) {
    if (!package) return "";
    const char *path = package->path;
    const char *last = strrchr(path, '/');
    if (!strchr(last ? last : path, '.')) return path;
    char *text = ARENA_ARRAY(ir_lasting, char, strlen(path) * 3 + 1);
    char *out = text;
    for (const char *in = path; *in; in++) {
        if (*in == '.' && (!last || in > last)) {
            memcpy(out, "%2e", 3);
            out += 3;
        } else {
            *out++ = *in;
        }
    }
    return text;
}

// init functions count from 0 in the order in which they run.
static const char *init_name(const Object *object) {
    const ObjectList *list = &object->package->init_functions;
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i] == object)
            return arena_printf(ir_lasting, "%s.init.%u", package_prefix(object->package), i);
    return arena_printf(ir_lasting, "%s.init", package_prefix(object->package));
}

static const char *method_name(const Object *object, Type *receiver, bool own_args) {
    bool pointer = false;
    Type *named = type_unalias(type_deref(receiver, &pointer));
    Symbol *type_name = named->object ? named->object->name : object->name;
    const char *args = named->type_arg_count || named->type_param_count ? "[...]" : "";
    return arena_printf(ir_lasting, pointer ? "%s.(*%s%s).%s%s" : "%s.%s%s.%s%s",
                        package_prefix(object->package), type_name->text, args,
                        object->name->text, own_args ? "[...]" : "");
}

static const char *object_full_name(const Object *object, Type *signature, bool generic) {
    if (signature->receiver)
        return method_name(object, signature->receiver->type, signature->type_param_count > 0);
    if (strcmp(object->name->text, "init") == 0) return init_name(object);
    return arena_printf(ir_lasting, "%s.%s%s", package_prefix(object->package), object->name->text,
                        generic ? "[...]" : "");
}

// ---- Making ------------------------------------------------------------------------------------
Func *func_new(Package *package, const char *full_name) {
    Func *func = ARENA_NEW(ir_lasting, Func);
    func->package = package;
    func->full_name = full_name;
    func->root = func;
    func->inline_cost = -1;
    return func;
}

Type *signature_with_receiver(Type *receiver, Type *signature) {
    if (!receiver) return signature;
    uint32_t count = signature->params->field_count + 1;
    Object **vars = ARENA_ARRAY(types_arena(), Object *, count);
    vars[0] = object_new_param(NO_POS, NULL, NULL, receiver);
    for (uint32_t i = 1; i < count; i++) vars[i] = signature->params->fields[i - 1];
    return type_new_func(type_new_tuple(vars, count), signature->results, signature->is_variadic);
}

// A signature as a plain function type: no receiver, no type parameters.
static Type *plain_signature(Type *signature, Type **params, Type **args, uint32_t count) {
    Type *result = type_new_func(signature->params, signature->results, signature->is_variadic);
    return subst_type(result, params, args, count);
}

// All type parameters of a function: those of its receiver's type first.
static uint32_t object_type_params(Type *signature, Type ***params) {
    uint32_t outer = signature->receiver_param_count, own = signature->type_param_count;
    if (!outer) {
        *params = signature->type_params;
        return own;
    }
    *params = ARENA_ARRAY(ir_lasting, Type *, outer + own);
    memcpy(*params, signature->receiver_params, outer * sizeof(Type *));
    if (own) memcpy(*params + outer, signature->type_params, own * sizeof(Type *));
    return outer + own;
}

static bool same_types(Type **a, Type **b, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (!type_identical(a[i], b[i])) return false;
    return true;
}

static Func *func_make(Object *object, Type **args, uint32_t count) {
    Type *signature = object->type;
    Type **params;
    uint32_t param_count = object_type_params(signature, &params);
    FATAL_IF(param_count != count, "ir: %s wants %u type arguments, not %u", object->name->text,
             param_count, count);
    Func *func = func_new(object->package, object_full_name(object, signature, count > 0));
    func->object = object;
    func->symbol = object->name;
    func->type_args = args;
    func->type_arg_count = count;
    func->is_generic = count > 0;
    func->is_method = signature->receiver != NULL;
    func->is_init = !func->is_method && strcmp(object->name->text, "init") == 0;
    Type *receiver = NULL;
    if (signature->receiver) receiver = subst_type(signature->receiver->type, params, args, count);
    func->type = signature_with_receiver(receiver, plain_signature(signature, params, args, count));
    func->pos = object->pos;
    if (object->decl) {
        func->end_pos = object->decl->end_pos;
        func->pragmas = object->decl->pragmas;
        func->is_native = !object->decl->has_body;
    }
    return func;
}

// The arguments of an instance's type, then the method's own.
static Type **instance_args(Object *method, Type **own, uint32_t own_count, uint32_t *count) {
    bool pointer;
    Type *named = type_unalias(type_deref(method->type->receiver->type, &pointer));
    *count = named->type_arg_count + own_count;
    Type **args = ARENA_ARRAY(ir_lasting, Type *, *count + 1);
    memcpy(args, named->type_args, named->type_arg_count * sizeof(Type *));
    if (own_count) memcpy(args + named->type_arg_count, own, own_count * sizeof(Type *));
    return args;
}

Object *linked_object(const Object *object) {
    const Decl *decl = object->decl;
    if (!decl || !(decl->pragmas & PRAGMA_LINKNAME) || decl->has_body || decl->values.count)
        return NULL;
    const char *name = decl_linked(decl, object->name), *dot = name ? strrchr(name, '.') : NULL;
    if (!dot || !object->package) return NULL;
    const char *error, *path = arena_strndup(ir_lasting, name, dot - name);
    Package *package = package_find(path);
    if (!package && object->package->is_library)
        package = package_load(path, object->package, &error);
    Object *target = package ? package_lookup(package, dot + 1) : NULL;
    if (!target || target == object || target->kind != object->kind) return NULL;
    object_resolve(target);
    return type_identical(target->type, object->type) ? target : NULL;
}

Func *func_for(Object *object, Type **type_args, uint32_t type_arg_count) {
    object_resolve(object);
    Object *linked = linked_object(object);
    if (linked) object = linked;
    if (object->is_instance) {
        type_args = instance_args(object, type_args, type_arg_count, &type_arg_count);
        object = object->origin;
        object_resolve(object);
    }
    FuncSet *set = object->backend;
    if (!set) object->backend = set = ARENA_NEW(ir_lasting, FuncSet);
    for (uint32_t i = 0; i < set->funcs.count; i++) {
        Func *func = set->funcs.items[i];
        if (func->type_arg_count == type_arg_count &&
            same_types(func->type_args, type_args, type_arg_count))
            return func;
    }
    Func *func = func_make(object, type_args, type_arg_count);
    vec_push(ir_lasting, &set->funcs, func);
    return func;
}

// ---- Lowering ----------------------------------------------------------------------------------
static void param_names(Lower *lower, FieldList *fields, NameClass class, NameList *names) {
    for (uint32_t i = 0; i < fields->count; i++) {
        Field *field = fields->items[i];
        Object *object = field->object;
        Pos pos = field->pos;
        Type *of = lower_type(lower, object->type);
        Name *name = name_new(lower->func, class, field->name, of, pos);
        if (class == NAME_RESULT && !name->symbol) {
            name->text = arena_printf(ir_lasting, field->name ? "~b%u" : "~r%u", names->count);
            if (field->name) name->symbol = symbol_of(name->text);   // a bare return gives zero
        }
        name->is_dots = field->type && field->type->kind == EXPR_ELLIPSIS;
        name->object = object;
        name->index = names->count;
        object->backend = name;
        vec_push(ir_nodes, names, name);
    }
}

void lower_func_params(Lower *lower, Field *receiver, FuncType *type) {
    Func *func = lower->func;
    if (receiver) {
        FieldList list = {&receiver, 1, 1};
        param_names(lower, &list, NAME_PARAM, &func->params);
    }
    param_names(lower, &type->params, NAME_PARAM, &func->params);
    param_names(lower, &type->results, NAME_RESULT, &func->results);
}

// Whether a captured variable may be copied into the closure; escape/ knows better later on.
static bool name_copyable(const Name *name) {
    return !name->assigned && !name->addr_taken && type_size(name->type) <= 128;
}

void func_finish(Func *func) {
    for (uint32_t i = 0; i < func->closures.count; i++) {
        Func *closure = func->closures.items[i];
        for (uint32_t j = 0; j < closure->closure_vars.count; j++) {
            Name *name = closure->closure_vars.items[j];
            name->assigned = name->origin->assigned;
            name->addr_taken = name->origin->addr_taken;
            name->by_value = name_copyable(name->origin);
        }
        func_finish(closure);
    }
}

// A library function with errors (Go's own sources may need what mound lacks). Being mentioned by
// others must not stop the program: calling it does.
static void lower_broken(Lower *lower) {
    Func *func = lower->func;
    Node *panic = node_new(OPANICWRAP, func->pos, NULL);
    const char *error = func->object ? func_body_error(func->object) : NULL;
    const char *text = arena_printf(ir_lasting, "mound cannot compile %s%s%s", func->full_name,
                                    error ? ": " : "", error ? error : "");
    panic->constant = const_string(text, strlen(text));
    lower_emit(lower, panic);
}

static void lower_declared(Func *func) {
    Object *object = func->object;
    FATAL_IF(!object, "ir: %s has no declaration to lower", func->full_name);
    Lower lower = {.func = func, .package = func->package, .out = &func->body};
    lower.signature = func->type;
    lower.distinct_vars = decl_has_distinct_vars(func->package, object->decl);
    lower.type_param_count = object_type_params(object->type, &lower.type_params);
    lower.type_args = func->type_args;
    lower_func_params(&lower, object->decl->receiver, object->decl->func_type);
    if (!func->is_native) {
        if (func_body_check(object)) lower_body(&lower, object->decl->body, &func->body);
        else lower_broken(&lower);
        func_finish(func);
        func_body_forget(object);
    }
}

void func_lower(Func *func) {
    if (func->state != FUNC_NAMED) return;
    func->state = FUNC_LOWERING;
    body_open(func);
    Arena *outer = ir_nodes_of(func);
    if (func->wrapper_receiver) wrapper_lower(func);
    else lower_declared(func);
    ir_nodes = outer;
    func->state = FUNC_LOWERED;
}
