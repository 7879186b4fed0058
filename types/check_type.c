// types/check_type.c - identifiers and type expressions.
#include "types/check_int.h"

// ---- Identifiers --------------------------------------------------------------------------------

// The import `. "p"` that made [object] visible in file scope [where] is used.
static void use_dot_import(Scope *where, Object *object) {
    ObjectList *imports = &checker.env.package->import_names;
    for (uint32_t i = 0; i < imports->count; i++) {
        Object *import = imports->items[i];
        if (import->is_dot_import && import->parent == where &&
            import->imported == object->package)
            import->is_used = true;
    }
}

// Sets mode, type and constant of x for a use of [object].
static void denote(Operand *x, Expr *e, Object *object) {
    Type *type = object->type;
    switch (object->kind) {
    case OBJ_PACKAGE:
        check_error(expr_start(e), MSG_PACKAGE_NOT_SELECTED, object->name->text);
        return;
    case OBJ_CONST:
        add_dependency(object);
        if (!type_is_valid(type)) return;
        if (object == checker.obj_iota) {
            if (!checker.env.iota) {
                check_error(expr_start(e), MSG_IOTA_OUTSIDE);
                return;
            }
            x->constant = checker.env.iota;
        } else {
            x->constant = object->constant ? object->constant : (Const *)const_unknown;
        }
        x->mode = MODE_CONSTANT;
        break;
    case OBJ_TYPE: x->mode = MODE_TYPE; break;
    case OBJ_VAR:
        if (object->package == checker.env.package) object->is_used = true;
        if (object->func && object->func != checker.env.func_scope) object->is_captured = true;
        add_dependency(object);
        if (!type_is_valid(type)) return;
        x->mode = MODE_VARIABLE;
        break;
    case OBJ_FUNC:
        add_dependency(object);
        x->mode = MODE_VALUE;
        break;
    case OBJ_BUILTIN:
        x->builtin = object->builtin;
        x->mode = MODE_BUILTIN;
        break;
    case OBJ_NIL: x->mode = MODE_NIL; break;
    case OBJ_LABEL: return;
    }
    x->type = type;
}

void check_ident(Operand *x, Expr *e, Type *def, bool want_type) {
    *x = (Operand){.mode = MODE_INVALID, .expr = e, .type = type_basic[TYPE_INVALID]};
    Scope *where = NULL;
    Env *env = &checker.env;
    // An identifier that embed_initializer made has its object already.
    bool is_bound = e->name == checker.sym_embed_files;
    Object *object = is_bound ? e->object
                              : scope_lookup_parent(env->scope, e->name, env->lookup_pos, &where);
    if (!object && e->name == checker.sym_blank && env->package->is_session)
        object = checker.blank_value;
    if (!object) {
        if (e->name == checker.sym_blank) check_error(expr_start(e), MSG_BLANK_AS_VALUE);
        else check_error(expr_start(e), MSG_UNDEFINED, e->name->text);
        return;
    }
    if ((object == checker.obj_comparable || object == checker.obj_any) &&
        !version_verify(expr_start(e), 18, check_text("predeclared %s", e->name->text)))
        return;
    e->object = object;
    bool is_type = object->kind == OBJ_TYPE;
    if (!is_type && want_type) {
        check_error(expr_start(e), MSG_NOT_A_TYPE, object->name->text);
        if (object->kind == OBJ_VAR && object->package == checker.env.package)
            object->is_used = true;
        if (object->kind == OBJ_PACKAGE) object->is_used = true;
        return;
    }
    if (object->kind != OBJ_PACKAGE && (!object->type || (is_type && want_type)))
        object_check(object, def);
    if (object->package != checker.env.package && object->package && object->kind != OBJ_PACKAGE)
        use_dot_import(where, object);
    denote(x, e, object);
}

// ---- Helpers ------------------------------------------------------------------------------------

void record_type(Expr *e, Type *type) {
    e->mode = MODE_TYPE;
    e->type = type;
}

// The type declared by [def] has [type] on its right side.
static void set_def(Type *def, Type *type) {
    if (!def) return;
    if (def->kind == TYPE_ALIAS) def->elem = type;
    else if (def->kind == TYPE_NAMED) def->underlying = type;
}

static void constraint_outside_later(void *a, void *b) {
    Expr *e = a;
    Type *type = b, *under = type_underlying(type);
    if (under->kind != TYPE_INTERFACE) return;
    TypeSet *set = type_set_compute(expr_start(e), under);
    if (type_set_is_method_set(set)) return;
    check_soft_error(expr_start(e), MSG_CONSTRAINT_OUTSIDE, type_text(type),
                     set->is_comparable ? "is (or embeds) comparable"
                                        : "contains type constraints");
}

// Whether [type] may turn out to be an interface. Libraries are taken to be right.
static bool may_be_interface(Type *type) {
    if (checker.env.package && checker.env.package->is_library) return false;
    type = type_unalias(type);
    if (type->kind == TYPE_INTERFACE) return true;
    if (type->kind != TYPE_NAMED) return false;
    return !type->underlying || type->underlying->kind >= TYPE_INTERFACE;
}

void check_valid_var_type(Expr *e, Type *type) {
    if (may_be_interface(type)) check_later(constraint_outside_later, e, type);
}

Type *check_var_type(Expr *e) {
    Type *type = check_defined_type(e, NULL);
    check_valid_var_type(e, type);
    return type;
}

// ---- Kinds of type expressions ------------------------------------------------------------------

static Type *named_operand_type(Operand *x, Type *def) {
    if (x->mode == MODE_TYPE) {
        set_def(def, x->type);
        return x->type;
    }
    Pos pos = expr_start(x->expr);
    if (x->mode == MODE_NOVALUE) check_error(pos, MSG_USED_AS_TYPE, operand_text(x));
    else if (x->mode != MODE_INVALID) check_error(pos, MSG_NOT_A_TYPE, operand_text(x));
    return NULL;
}

static int64_t array_length(Expr *e) {
    if (e->x->kind != EXPR_ELLIPSIS) return check_array_length(e->x);
    check_error(expr_start(e), MSG_BAD_ELLIPSIS_ARRAY);
    return -1;
}

int64_t check_array_length(Expr *e) {
    if (e->kind == EXPR_IDENT) {
        Object *object = env_lookup(e->name);
        if (!object) {
            check_error(expr_start(e), MSG_ARRAY_LENGTH_UNDEFINED, e->name->text);
            return -1;
        }
        if (object->kind != OBJ_CONST) {
            check_error(expr_start(e), MSG_INVALID_ARRAY_LENGTH, e->name->text);
            return -1;
        }
    }
    Operand x;
    check_expr(&x, NULL, e);
    if (x.mode == MODE_INVALID) return -1;
    if (x.mode != MODE_CONSTANT) {
        check_error(expr_start(e), MSG_ARRAY_LENGTH_CONSTANT, operand_text(&x));
        return -1;
    }
    if (type_is_untyped(x.type) || type_is_integer(x.type)) {
        Const *value = const_to_int(x.constant);
        int64_t length;
        if (const_get_int64(value, &length) && length >= 0) {
            if (type_is_untyped(x.type)) expr_convert_untyped(&x, type_basic[TYPE_INT]);
            return length;
        }
    }
    check_error(expr_start(e), type_is_integer(x.type) ? MSG_INVALID_ARRAY_LENGTH
                                                : MSG_ARRAY_LENGTH_INTEGER, operand_text(&x));
    return -1;
}

static Type *array_or_slice_type(Expr *e, Type *def) {
    if (!def) {
        if (!e->x) return type_new_slice(check_var_type(e->y));
        int64_t length = array_length(e);
        Type *elem = check_var_type(e->y);
        return length >= 0 ? type_new_array(elem, length) : NULL;
    }
    Type *type = type_new(e->x ? TYPE_ARRAY : TYPE_SLICE);
    set_def(def, type);
    if (e->x) type->length = array_length(e);
    type->elem = check_var_type(e->y);
    return type->length >= 0 ? type : NULL;
}

static Type *pointer_type(Expr *e, Type *def) {
    if (!def) {
        Type *elem = check_var_type(e->x);
        return type_is_valid(elem) ? type_new_pointer(elem) : NULL;
    }
    Type *type = type_new(TYPE_POINTER);
    type->elem = type_basic[TYPE_INVALID];
    set_def(def, type);
    type->elem = check_var_type(e->x);
    return type_is_valid(type->elem) ? type : NULL;
}

static void map_key_later(void *a, void *b) {
    Expr *e = a;
    Type *key = b;
    if (type_is_comparable(key)) return;
    check_error(expr_start(e), MSG_INVALID_MAP_KEY, type_text(key),
                type_is_type_param(key) ? " (missing comparable constraint)" : "");
}

static Type *map_type(Expr *e, Type *def) {
    Type *type = NULL;
    if (def) {
        type = type_new(TYPE_MAP);
        set_def(def, type);
    }
    Type *key = check_var_type(e->x);
    Type *elem = check_var_type(e->y);
    if (!checker.env.package->is_library && type_unalias(key)->kind >= TYPE_BASIC_COUNT)
        check_later(map_key_later, e->x, key);
    if (!type) return type_new_map(key, elem);
    type->key = key;
    type->elem = elem;
    return type;
}

static Type *chan_type(Expr *e, Type *def) {
    if (!def) return type_new_chan(e->chan_dir, check_var_type(e->x));
    Type *type = type_new(TYPE_CHAN);
    type->chan_dir = e->chan_dir;
    set_def(def, type);
    type->elem = check_var_type(e->x);
    return type;
}

static Type *struct_type(Expr *e, Type *def) {
    Type *type = type_new(TYPE_STRUCT);
    set_def(def, type);
    check_struct_type(type, e);
    return type;
}

static Type *interface_type(Expr *e, Type *def) {
    Type *type = type_new(TYPE_INTERFACE);
    set_def(def, type);
    check_interface_type(type, e, def);
    return type;
}

static Type *func_type(Expr *e, Type *def) {
    Type *type = type_new(TYPE_FUNC);
    type->params = type->results = type_empty_tuple;
    set_def(def, type);
    check_signature(type, NULL, NULL, e->func_type);
    return type;
}

static Type *not_a_type(Expr *e) {
    check_error(expr_start(e), MSG_NOT_A_TYPE, expr_text(e));
    check_use(&e, 1);
    return NULL;
}

static Type *type_of_kind(Expr *e, Type *def) {
    Operand x;
    switch (e->kind) {
    case EXPR_BAD: return NULL;
    case EXPR_IDENT:
        check_ident(&x, e, def, true);
        return named_operand_type(&x, def);
    case EXPR_SELECTOR:
        check_selector(&x, e, def, true);
        return named_operand_type(&x, def);
    case EXPR_INDEX:
        version_verify(expr_start(e), 18, "type instantiation");
        return check_instantiated_type(e, def);
    case EXPR_PAREN: return check_defined_type(e->x, def);
    case EXPR_ARRAY_TYPE: return array_or_slice_type(e, def);
    case EXPR_STAR: return pointer_type(e, def);
    case EXPR_STRUCT_TYPE: return struct_type(e, def);
    case EXPR_FUNC_TYPE: return func_type(e, def);
    case EXPR_INTERFACE_TYPE: return interface_type(e, def);
    case EXPR_MAP_TYPE: return map_type(e, def);
    case EXPR_CHAN_TYPE: return chan_type(e, def);
    case EXPR_ELLIPSIS:
        check_error(expr_start(e), MSG_BAD_ELLIPSIS);
        if (e->x) check_use(&e->x, 1);
        return NULL;
    default: return not_a_type(e);
    }
}

// Generic types come back as they are.
static Type *any_type(Expr *e, Type *def) {
    Type *type = NULL;
    if (depth_enter(expr_start(e))) type = type_of_kind(e, def);
    depth_leave();
    if (type) return type;
    set_def(def, type_basic[TYPE_INVALID]);
    return type_basic[TYPE_INVALID];
}

// ---- Entry points -------------------------------------------------------------------------------

Type *check_defined_type(Expr *e, Type *def) {
    Type *type = any_type(e, def);
    if (type_is_generic(type)) {
        check_error(expr_start(e), MSG_NOT_INSTANTIATED, type_text(type));
        type = type_basic[TYPE_INVALID];
    }
    record_type(e, type);
    return type;
}

Type *check_type(Expr *e) { return check_defined_type(e, NULL); }

Type *check_generic_type(Expr *e, const char **cause) {
    Type *type = any_type(e, NULL);
    if (type_is_valid(type) && !type_is_generic(type)) {
        if (cause) *cause = check_text(MSG_NOT_GENERIC, type_text(type));
        type = type_basic[TYPE_INVALID];
    }
    record_type(e, type);
    return type;
}

Type *check_type_or_nil(Expr *e) {
    Operand x;
    check_raw_expr(&x, NULL, e, NULL, false);
    if (x.mode == MODE_NIL) return NULL;
    if (x.mode == MODE_TYPE) return x.type;
    if (x.mode == MODE_NOVALUE) check_error(expr_start(e), MSG_USED_AS_TYPE, operand_text(&x));
    else if (x.mode != MODE_INVALID) check_error(expr_start(e), MSG_NOT_A_TYPE, operand_text(&x));
    return type_basic[TYPE_INVALID];
}

Type **check_type_list(ExprList *list) {
    Type **types = ARENA_ARRAY(&checker.arena, Type *, list->count + 1);
    bool ok = true;
    for (uint32_t i = 0; i < list->count; i++) {
        types[i] = check_var_type(list->items[i]);
        ok = ok && type_is_valid(types[i]) &&
             check_complexity(expr_start(list->items[i]), types[i]);
    }
    return ok ? types : NULL;
}

// An instance is verified when all types are complete.
static void instance_later(void *a, void *b) {
    Expr *e = a;
    Type *instance = b, *origin = instance->origin;
    Pos pos = expr_start(e->x);
    if (!check_type_arg_count(pos, origin->object->name->text, origin->type_param_count,
                              instance->type_arg_count))
        return;
    const char *cause = NULL;
    int failed = verify_instance(pos, origin->type_params, instance->type_args,
                                 instance->type_arg_count, &cause);
    if (failed >= 0) {
        if ((uint32_t)failed < e->list.count) pos = expr_start(e->list.items[failed]);
        check_soft_error(pos, "%s", cause);
    } else {
        mono_record(pos, origin->type_params, instance->type_args,
                    instance->type_arg_count, e->list.items, e->list.count);
    }
    if (instance->kind == TYPE_NAMED) check_valid_type(instance);
}

static Type *instantiated_type(Expr *e) {
    const char *cause = NULL;
    Type *generic = check_generic_type(e->x, &cause);
    if (cause) {
        const char *args = "";
        for (uint32_t i = 0; i < e->list.count; i++)
            args = check_text("%s%s%s", args, i ? ", " : "", expr_text(e->list.items[i]));
        check_error(expr_start(e->x), MSG_NOT_GENERIC_OPERAND, expr_text(e->x), args, cause);
    }
    if (!type_is_valid(generic)) return NULL;
    Type **args = check_type_list(&e->list);
    if (!args) return NULL;
    if (generic->kind == TYPE_ALIAS &&
        !check_type_arg_count(expr_start(e->x), generic->object->name->text,
                              generic->type_param_count, e->list.count))
        return NULL;
    Pos outer = checker.instance_pos;
    checker.instance_pos = expr_start(e->x);
    Type *instance = type_instantiate(generic, args, e->list.count);
    checker.instance_pos = outer;
    if (!checker.env.package->is_library) check_later(instance_later, e, instance);
    return instance;
}

Type *check_instantiated_type(Expr *e, Type *def) {
    Type *type = instantiated_type(e);
    if (!type) return NULL;
    set_def(def, type);
    return type;
}
