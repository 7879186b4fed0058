// types/session.c - see session.h.
#include "types/session.h"

#include "types/check_int.h"

// A method was given to a type that had been checked before.
typedef struct MethodChange {
    Type *named;
    Object **methods;        // as they were
    uint32_t count;
} MethodChange;

static VEC(MethodChange) method_changes;

Package *session_new(void) {
    check_enter();
    Package *package = ARENA_NEW(&checker.arena, Package);
    package->path = "main";
    package->name = checker.sym_main;
    package->arena = &checker.arena;
    package->scope = scope_new(checker.universe);
    package->lang_minor = checker.config.lang_minor;
    package->is_collected = package->is_session = true;
    vec_push(&checker.arena, &checker.packages, package);
    check_leave();
    return package;
}

void session_adopt(Package *package) {
    package->is_session = true;
}

void session_open_scope(Package *package) {
    types_lock();
    package->scope = scope_new(package->scope);
    types_unlock();
}

Object *session_declare_variable(Package *package, Symbol *name, Type *type) {
    types_lock();
    Object *object = object_new(OBJ_VAR, NO_POS, package, name, type);
    object->is_global = object->is_used = true;
    bool taken = scope_insert(package->scope, object) != NULL;
    types_unlock();
    return taken ? NULL : object;
}

void session_mark(const Package *package, SessionMark *mark) {
    *mark = (SessionMark){package->scope, package->objects.count, package->init_functions.count,
                          package->init_order.count, package->import_names.count,
                          package->imports.count, method_changes.count};
}

void session_undo(Package *package, const SessionMark *mark) {
    types_lock();
    package->scope = mark->scope;
    package->objects.count = mark->objects;
    package->init_functions.count = mark->init_functions;
    package->init_order.count = mark->init_order;
    package->import_names.count = mark->import_names;
    while (method_changes.count > mark->method_changes) {
        MethodChange change = vec_pop(&method_changes);
        change.named->methods = change.methods;
        change.named->method_count = change.count;
        checker.method_epoch++;
    }
    types_unlock();
}

uint32_t session_method_epoch(void) { return checker.method_epoch; }

void session_set_last(Object *object) { checker.blank_value = object; }

void session_add_method(Object *base, Object *method) {
    Type *named = base->type;
    if (!named || named->kind != TYPE_NAMED) return;
    MethodChange change = {named, named->methods, named->method_count};
    vec_push(&checker.arena, &method_changes, change);
    Object **methods = ARENA_ARRAY(&checker.arena, Object *, named->method_count + 1);
    uint32_t at = named->method_count;
    for (uint32_t i = 0; i < named->method_count; i++) {
        methods[i] = named->methods[i];
        if (methods[i]->name == method->name) at = i;
    }
    methods[at] = method;
    named->methods = methods;
    if (at == named->method_count) named->method_count++;
    checker.method_epoch++;
}

// ---- One increment ------------------------------------------------------------------------------

static void check_new_objects(Package *package, uint32_t from) {
    ObjectList *objects = &package->objects;
    for (int round = 0; round < 3; round++) {
        for (uint32_t i = from; i < objects->count; i++) {
            Object *object = objects->items[i];
            int when = object->kind != OBJ_TYPE ? 2 : object->is_alias ? 1 : 0;
            if (when == round) object_check(object, NULL);
        }
    }
}

static void order_initializers(Package *package) {
    package->has_init_order = false;
    package_init_order(package);
}

bool session_declare(Package *package, File *file, bool sequential) {
    check_enter();
    SessionMark mark;
    session_mark(package, &mark);
    Env saved = checker.env;
    uint32_t later = checker.later.count, errors = checker.error_count;
    checker.had_error = false;
    collect_increment(package, file, sequential);
    check_new_objects(package, mark.objects);
    process_later(later);
    checker.env = (Env){.package = package};
    if (checker.error_count == errors) order_initializers(package);
    if (checker.error_count == errors) mono_check();
    check_late_report(package, checker.error_count != errors);
    if (checker.error_count == errors) check_interface_cycles(&checker.interface_literals);
    checker.interface_literals.count = 0;
    mono_reset();
    checker.env = saved;
    bool good = checker.error_count == errors;
    if (!good) session_undo(package, &mark);
    check_leave();
    return good;
}

bool session_probe(Package *package, File *file, Expr *e) {
    check_enter();
    SessionMark mark;
    session_mark(package, &mark);
    Env saved = checker.env;
    uint32_t later = checker.later.count, errors = checker.error_count;
    uint32_t locals = checker.locals.count;
    checker.had_error = false;
    collect_imports(package, file);
    checker.env = (Env){.package = package, .file = file, .scope = file->scope};
    Operand x;
    check_raw_expr(&x, NULL, e, NULL, false);
    process_later(later);
    checker.locals.count = locals;
    bool good = checker.error_count == errors;
    mono_reset();
    checker.interface_literals.count = 0;
    check_late_report(package, true);
    checker.env = saved;
    session_undo(package, &mark);
    check_leave();
    return good;
}

// ---- Looking ------------------------------------------------------------------------------------

static Object *lookup_from(Scope *scope, const Symbol *name) {
    for (; scope && scope != checker.universe; scope = scope->parent) {
        Object *object = scope_lookup(scope, (Symbol *)name);
        if (object) return object;
    }
    return NULL;
}

Object *session_lookup(const Package *package, const Symbol *name) {
    return lookup_from(package->scope, name);
}

Object *session_lookup_before(const SessionMark *mark, const Symbol *name) {
    return lookup_from(mark->scope, name);
}

void session_each(const Package *package, void (*visit)(Object *object, void *arg), void *arg) {
    for (Scope *scope = package->scope; scope && scope != checker.universe; scope = scope->parent)
        for (uint32_t i = 0; i < scope->count; i++)
            if (session_lookup(package, scope->items[i]->name) == scope->items[i])
                visit(scope->items[i], arg);
}
