// types/check_decl.c - declarations: constants, variables, types, functions; and their circles.
//
// A declaration is checked when something first refers to it. Objects under way are grey and lie
// on checker.path; meeting a grey one is a circle, which is fine only if it goes through a type
// definition or a function.
#include "types/check_int.h"

// ---- Circles ------------------------------------------------------------------------------------

uint32_t first_in_source(Object **path, uint32_t count) {
    uint32_t first = 0;
    for (uint32_t i = 1; i < count; i++)
        if (path[i]->pos < path[first]->pos) first = i;
    return first;
}

static const char *cycle_name(const Object *object) {
    const char *package = package_qualifier(object->package);
    if (!*package) return object->name->text;
    return check_text("%s.%s", package, object->name->text);
}

void report_cycle(Object **path, uint32_t count, uint32_t start) {
    Object *object = path[start];
    bool is_type = object->kind == OBJ_TYPE;
    if (count == 1) {
        check_error(object->pos, is_type ? MSG_TYPE_CYCLE_SELF : MSG_DECL_CYCLE_SELF,
                    cycle_name(object));
        return;
    }
    TextBuffer text = {0};
    text_add(&text, is_type ? MSG_TYPE_CYCLE : MSG_DECL_CYCLE, cycle_name(object));
    for (uint32_t i = 0; i < count; i++) {
        Object *at = path[(start + i) % count];
        text_add(&text, MSG_CYCLE_STEP, pos_text(at->pos), cycle_name(at));
    }
    text_add(&text, MSG_CYCLE_END, pos_text(object->pos), cycle_name(object));
    check_error(object->pos, "%s", text.items);
}

// Whether the circle from grey [object] back to itself is allowed; reports it if not.
static bool is_valid_cycle(Object *object) {
    Object **cycle = checker.path.items + object->path_index;
    uint32_t count = checker.path.count - object->path_index;
    uint32_t values = 0, definitions = 0;
    bool through_type_params = false;
    for (uint32_t i = 0; i < count && !through_type_params; i++) {
        Object *at = cycle[i];
        if (at->kind == OBJ_CONST || at->kind == OBJ_VAR) values++;
        if (at->kind != OBJ_TYPE) continue;
        if (checker.env.in_type_params && at->type && type_is_generic(at->type))
            through_type_params = true;
        else if (!at->is_alias)
            definitions++;
    }
    if (!through_type_params) {
        if (values == count) return true;   // an initialization cycle, reported as such
        if (values == 0 && definitions > 0) return true;
    }
    report_cycle(cycle, count, first_in_source(cycle, count));
    return false;
}

static void meet_grey(Object *object) {
    // Types of libraries are completed late, so circles come about that the whole check has not.
    if (object->kind == OBJ_TYPE && object->package->is_library && object->type) return;
    bool valid = is_valid_cycle(object);
    if (object->kind == OBJ_FUNC) return;   // its signature is there, complete or not
    if (!valid || !object->type) object->type = type_basic[TYPE_INVALID];
}

// ---- Resolving an object ------------------------------------------------------------------------

static void check_func_decl(Object *object) {
    Decl *decl = object->decl;
    Type *type = type_new(TYPE_FUNC);
    type->params = type->results = type_empty_tuple;
    object->type = type;      // guards against circles
    object->color = OBJECT_BLACK;
    if (decl->receivers.count > 1)
        check_error(decl->pos, MSG_RECEIVER_COUNT);
    check_signature(type, decl->receiver, &decl->func_type->type_params, decl->func_type);
    object->color = OBJECT_GREY;
    decl->scope = type->scope;
    if (object->package->is_library) return;
    if (decl->func_type->type_params.count > 0 && !decl->has_body && !decl->body)
        check_soft_error(decl->pos, MSG_GENERIC_NO_BODY);
    if (decl->body) check_later(func_body_later, object, NULL);
}

static void check_package_object(Object *object, Type *def) {
    DeclInfo *info = object->info;
    Env saved = checker.env;
    checker.env = (Env){.package = object->package, .file = info->file,
                        .scope = info->file->scope, .depth = saved.depth};
    switch (object->kind) {
    case OBJ_CONST:
        checker.env.decl = info;
        check_const_decl(object, info->type, info->init, info->is_inherited);
        break;
    case OBJ_VAR:
        checker.env.decl = info;
        bool is_embed = info->decl->embed_count > 0 && info->decl->names.count == 1;
        if (is_embed && !info->init && info->type) {
            object->type = check_var_type(info->type);
            info->init = embed_initializer(object, info->decl);
        }
        check_var_decl(object, info->lhs, info->lhs_count, info->type, info->init);
        break;
    case OBJ_TYPE:
        check_type_decl(object, info->decl, def);
        collect_methods(object);
        break;
    case OBJ_FUNC: check_func_decl(object); break;
    default: break;
    }
    checker.env = saved;
}

// A library's type is a name at first: its right side waits until somebody looks.
static bool declare_lazily(Object *object) {
    if (!object->package->is_library || object->kind != OBJ_TYPE) return false;
    Decl *decl = object->info->decl;
    if (decl->is_alias || decl->type_params.count > 0) return false;
    Type *named = type_new_named(object);
    named->state = NAMED_LAZY;
    object->color = OBJECT_BLACK;
    collect_methods(object);
    return true;
}

void complete_type_decl(Type *named) {
    Object *object = named->object;
    DeclInfo *info = object->info;
    named->state = NAMED_DONE;
    object->color = OBJECT_GREY;
    object->path_index = checker.path.count;
    vec_push(&checker.arena, &checker.path, object);
    Env saved = checker.env;
    checker.env = (Env){.package = object->package, .file = info->file,
                        .scope = info->file->scope, .depth = saved.depth};
    Type *rhs = check_defined_type(info->decl->type, named);
    named->rhs = rhs;
    if (!named->underlying) named->underlying = rhs;
    checker.env = saved;
    (void)vec_pop(&checker.path);
    object->color = OBJECT_BLACK;
}

void object_check(Object *object, Type *def) {
    if (object->color == OBJECT_BLACK) return;
    if (object->color == OBJECT_GREY) {
        meet_grey(object);
        return;
    }
    if (object->type || !object->info) {
        object->color = OBJECT_BLACK;
        if (!object->type) object->type = type_basic[TYPE_INVALID];
        return;
    }
    outline_declare(object);
    if (declare_lazily(object)) return;
    object->color = OBJECT_GREY;
    object->path_index = checker.path.count;
    vec_push(&checker.arena, &checker.path, object);
    if (depth_enter(object->pos)) check_package_object(object, def);
    depth_leave();
    if (!object->type) object->type = type_basic[TYPE_INVALID];
    (void)vec_pop(&checker.path);
    object->color = OBJECT_BLACK;
}

void add_dependency(Object *object) {
    DeclInfo *from = checker.env.decl;
    if (!from || !object->info) return;
    if (!object_set_insert(&from->dep_set, object)) {
        vec_push(&checker.arena, &from->deps, object);
        return;
    }
    // Methods of different types share names: the set says only that the name was seen.
    for (uint32_t i = 0; i < from->deps.count; i++)
        if (from->deps.items[i] == object) return;
    vec_push(&checker.arena, &from->deps, object);
}

// ---- Constants and variables --------------------------------------------------------------------

void check_const_decl(Object *object, Expr *type, Expr *init, bool inherited) {
    Const *outer_iota = checker.env.iota;
    Pos outer_pos = checker.env.error_pos;
    checker.env.iota = object->constant;
    checker.env.error_pos = NO_POS;
    object->constant = (Const *)const_unknown;
    bool ok = true;
    if (type) {
        Type *t = check_type(type);
        ok = type_is_const_type(t);
        if (!ok && type_is_valid(type_underlying(t)))
            check_error(type->pos, MSG_INVALID_CONST_TYPE, type_text(t));
        object->type = ok ? t : type_basic[TYPE_INVALID];
    }
    if (ok) {
        Operand x = {.mode = MODE_INVALID, .type = type_basic[TYPE_INVALID]};
        if (init) {
            if (inherited) checker.env.error_pos = object->pos;
            check_expr(&x, NULL, init);
        }
        check_init_const(object, &x);
    }
    checker.env.iota = outer_iota;
    checker.env.error_pos = outer_pos;
}

void check_var_decl(Object *object, Object **lhs, uint32_t lhs_count, Expr *type, Expr *init) {
    if (type) object->type = check_var_type(type);
    if (!init) {
        if (!type) object->type = type_basic[TYPE_INVALID];
        return;
    }
    if (!lhs || lhs_count == 1) {
        Operand x;
        Target target, *hint = NULL;
        if (object->type && type_kind(object->type) == TYPE_FUNC) {
            target = (Target){.func = type_underlying(object->type),
                              .description = object->name->text};
            hint = &target;
        }
        check_expr(&x, hint, init);
        check_init_var(object, &x, "variable declaration");
        return;
    }
    if (type)
        for (uint32_t i = 0; i < lhs_count; i++) lhs[i]->type = object->type;
    check_init_vars(lhs, lhs_count, &init, 1, NULL);
}

// ---- Types --------------------------------------------------------------------------------------

static void valid_type_later(void *a, void *b) {
    Object *object = a;
    Expr *rhs = b;
    Type *type = object->type;
    if (!type) return;
    if (type->kind == TYPE_NAMED) check_valid_type(type);
    Type *right = rhs->type ? type_unalias(rhs->type) : type;
    if (right->kind == TYPE_NAMED && right->object->package &&
        right->object->package != checker.env.package &&
        type_kind(right) == TYPE_INTERFACE && !type_set_is_method_set(type_set(right)))
        version_verify(expr_start(rhs), 18,
                       check_text("using type constraint %s", type_text(right)));
}

static void check_alias_decl(Object *object, Decl *decl) {
    bool ok = decl->type_params.count == 0 ||
              version_verify(decl->type_params.items[0]->pos, 23, "generic type alias");
    if (ok) version_verify(decl->pos, 9, "type alias");
    Type *alias = type_new(TYPE_ALIAS);
    alias->object = object;
    alias->origin = alias;
    object->type = alias;
    object->is_alias = true;
    if (decl->type_params.count > 0) {
        scope_open();
        check_type_params(alias, &decl->type_params);
    }
    Type *rhs = check_defined_type(decl->type, alias);
    // An alias for itself would never end.
    for (Type *t = rhs; t && t->kind == TYPE_ALIAS; t = t->elem)
        if (t == alias) rhs = type_basic[TYPE_INVALID];
    alias->elem = rhs;
    if (rhs && !check_complexity(expr_start(decl->type), rhs))
        alias->elem = type_basic[TYPE_INVALID];
    if (decl->type_params.count > 0) scope_close();
}

void check_type_decl(Object *object, Decl *decl, Type *def) {
    (void)def;
    if (!object->package->is_library) check_later(valid_type_later, object, decl->type);
    object->is_alias = decl->is_alias;
    decl->object = object;
    if (decl->is_alias) {
        check_alias_decl(object, decl);
        if (def && def->kind == TYPE_NAMED) def->underlying = object->type;
        return;
    }
    Type *named = type_new_named(object);
    if (def) {
        if (def->kind == TYPE_NAMED) def->underlying = named;
        else if (def->kind == TYPE_ALIAS) def->elem = named;
    }
    bool generic = decl->type_params.count > 0;
    if (generic) {
        version_verify(decl->type_params.items[0]->pos, 18, "type parameter");
        scope_open();
        check_type_params(named, &decl->type_params);
    }
    Type *rhs = check_defined_type(decl->type, named);
    named->rhs = rhs;
    if (!named->underlying) named->underlying = rhs;
    if (type_is_type_param(rhs)) {
        check_error(expr_start(decl->type), MSG_PARAM_AS_RHS);
        named->underlying = type_basic[TYPE_INVALID];
    }
    if (generic) scope_close();
}

// ---- Methods ------------------------------------------------------------------------------------

static void field_uniqueness_later(void *a, void *b) {
    (void)b;
    Type *named = a;
    Type *under = type_underlying(named);
    if (under->kind != TYPE_STRUCT) return;
    ObjectSet methods = {0};
    for (uint32_t i = 0; i < named->method_count; i++)
        object_set_insert(&methods, named->methods[i]);
    for (uint32_t i = 0; i < under->field_count; i++) {
        Object *field = under->fields[i];
        if (field->name == checker.sym_blank) continue;
        Object *method = object_set_insert(&methods, field);
        if (method)
            check_error(method->pos, MSG_FIELD_AND_METHOD, field->name->text,
                        pos_text(field->pos), field->name->text);
    }
}

// Gives the type that [object] declares the methods found in its package.
void collect_methods(Object *object) {
    ObjectList *methods = &object->info->methods;
    if (methods->count == 0 || !object->type || object->type->kind != TYPE_NAMED) return;
    Type *named = object->type;
    if (!object->package->is_library) check_later(field_uniqueness_later, named, NULL);
    ObjectSet seen = {0};
    ObjectList kept = {0};
    for (uint32_t i = 0; i < methods->count; i++) {
        Object *method = methods->items[i];
        Object *other = object_set_insert(&seen, method);
        if (other)
            check_error(method->pos, MSG_METHOD_DECLARED_AT, object->name->text,
                        method->name->text, pos_text(other->pos));
        else
            vec_push(&checker.arena, &kept, method);
    }
    named->methods = kept.items;
    named->method_count = kept.count;
}
