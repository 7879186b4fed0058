// types/package.c - collects the declarations of a package, and checks a user's package whole.
#include "base/debug.h"
#include "parser/parser.h"
#include "types/check_int.h"
#include "types/session.h"

typedef struct MethodDecl {
    Object *method;
    Expr *base;          // the receiver's type name
    bool is_pointer;
} MethodDecl;

typedef struct Collector {
    Package *package;
    File *file;
    VEC(MethodDecl) methods;
} Collector;

// ---- Package-level objects ----------------------------------------------------------------------

static Object *new_object(Collector *c, ObjectKind kind, Pos pos, Symbol *name, Decl *decl,
                          DeclInfo *info) {
    Object *object = object_new(kind, pos, c->package, name, NULL);
    object->decl = decl;
    object->info = info;
    object->is_global = true;
    vec_push(&checker.arena, &c->package->objects, object);
    object->order = c->package->objects.count;
    return object;
}

static DeclInfo *new_info(Collector *c, Decl *decl) {
    DeclInfo *info = ARENA_NEW(&checker.arena, DeclInfo);
    info->file = c->file;
    info->decl = decl;
    return info;
}

static void declare_object(Collector *c, Expr *ident, Object *object) {
    if (object->name == checker.sym_init) {
        check_error(object->pos, MSG_INIT_NOT_FUNC);
        return;
    }
    if (object->name == checker.sym_main && c->package->name == checker.sym_main) {
        check_error(object->pos, MSG_MAIN_NOT_FUNC);
        return;
    }
    scope_declare(c->package->scope, ident, object, NO_POS);
}

static void collect_const(Collector *c, Decl *decl) {
    for (uint32_t i = 0; i < decl->names.count; i++) {
        Expr *name = decl->names.items[i];
        DeclInfo *info = new_info(c, decl);
        info->type = decl->type;
        info->init = i < decl->values.count ? decl->values.items[i] : NULL;
        info->is_inherited = decl->implicit_repeat;
        Object *object = new_object(c, OBJ_CONST, name->pos, name->name, decl, info);
        object->constant = const_int(decl->iota);
        name->object = object;
        declare_object(c, name, object);
    }
    check_arity(decl->pos, &decl->names, &decl->values, true, decl->implicit_repeat);
}

static void collect_var(Collector *c, Decl *decl) {
    DeclInfo *shared = NULL;
    uint32_t count = decl->names.count;
    if (decl->values.count == 1) {
        shared = new_info(c, decl);
        shared->lhs = ARENA_ARRAY(&checker.arena, Object *, count);
        shared->lhs_count = count;
        shared->type = decl->type;
        shared->init = decl->values.items[0];
    }
    for (uint32_t i = 0; i < count; i++) {
        Expr *name = decl->names.items[i];
        DeclInfo *info = shared;
        if (!info) {
            info = new_info(c, decl);
            info->type = decl->type;
            info->init = i < decl->values.count ? decl->values.items[i] : NULL;
        }
        Object *object = new_object(c, OBJ_VAR, name->pos, name->name, decl, info);
        if (shared) shared->lhs[i] = object;
        name->object = object;
        declare_object(c, name, object);
    }
    if (!decl->type || decl->values.count > 0)
        check_arity(decl->pos, &decl->names, &decl->values, false, false);
}

static void collect_type(Collector *c, Decl *decl) {
    Object *object = new_object(c, OBJ_TYPE, decl->pos, decl->name, decl, new_info(c, decl));
    object->is_alias = decl->is_alias;
    decl->object = object;
    declare_object(c, NULL, object);
}

static void collect_method(Collector *c, Object *object, Field *receiver) {
    MethodDecl method = {.method = object};
    Expr *e = receiver->type;
    for (; e->kind == EXPR_PAREN || e->kind == EXPR_STAR; e = e->x)
        if (e->kind == EXPR_STAR) method.is_pointer = true;
    if (e->kind == EXPR_INDEX) e = e->x;
    method.base = e;
    if (e->kind == EXPR_IDENT && object->name != checker.sym_blank)
        vec_push(&checker.arena, &c->methods, method);
}

static void collect_func(Collector *c, Decl *decl) {
    Object *object = new_object(c, OBJ_FUNC, decl->pos, decl->name, decl, new_info(c, decl));
    FuncType *ft = decl->func_type;
    decl->object = object;
    if (decl->receiver) {
        object->is_global = false;
        if (ft->type_params.count > 0)
            version_verify(ft->type_params.items[0]->pos, 27, "generic method");
        collect_method(c, object, decl->receiver);
        return;
    }
    bool is_init = decl->name == checker.sym_init;
    if (ft->type_params.count > 0 && !is_init)
        version_verify(ft->type_params.items[0]->pos, 18, "type parameter");
    bool is_main = decl->name == checker.sym_main && c->package->name == checker.sym_main;
    if (is_init || is_main) {
        if (ft->type_params.count > 0)
            check_soft_error(ft->type_params.items[0]->pos, MSG_FUNC_TYPE_PARAMS,
                             decl->name->text);
        if (ft->params.count > 0 || ft->results.count > 0)
            check_soft_error(decl->pos, MSG_FUNC_ARGUMENTS, decl->name->text);
    }
    if (is_init) {
        object->parent = c->package->scope;
        vec_push(&checker.arena, &c->package->init_functions, object);
        if (!decl->has_body && !decl->body) check_soft_error(decl->pos, MSG_MISSING_BODY);
        return;
    }
    scope_declare(c->package->scope, NULL, object, NO_POS);
}

// ---- Methods and their types --------------------------------------------------------------------

// The type object that receiver base [e] names, through aliases; sets *is_pointer when one of them
// is for a pointer.
static Object *resolve_base(Package *package, Expr *e, bool *is_pointer) {
    for (int steps = 0; steps < 100; steps++) {
        while (e->kind == EXPR_PAREN) e = e->x;
        if (e->kind == EXPR_STAR) {
            if (*is_pointer) return NULL;
            *is_pointer = true;
            e = e->x;
            continue;
        }
        if (e->kind != EXPR_IDENT) return NULL;
        Object *object = package->is_session ? session_lookup(package, e->name)
                                             : scope_lookup(package->scope, e->name);
        if (!object || object->kind != OBJ_TYPE) return NULL;
        if (!object->decl->is_alias) return object;
        e = object->decl->type;
    }
    return NULL;
}

static void attach_methods(Collector *c) {
    for (uint32_t i = 0; i < c->methods.count; i++) {
        MethodDecl *m = &c->methods.items[i];
        bool is_pointer = m->is_pointer;
        Object *base = resolve_base(c->package, m->base, &is_pointer);
        if (!base) continue;
        m->method->is_pointer_receiver = is_pointer;
        // Types of a session may have been checked inputs ago.
        if (base->color == OBJECT_BLACK && c->package->is_session)
            session_add_method(base, m->method);
        else
            vec_push(&checker.arena, &base->info->methods, m->method);
    }
}

// ---- Files --------------------------------------------------------------------------------------

static void collect_decl(Collector *c, Decl *decl) {
    decl->file = c->file;
    switch (decl->kind) {
    case DECL_IMPORT: collect_import(c->package, c->file, decl); break;
    case DECL_CONST: collect_const(c, decl); break;
    case DECL_VAR: collect_var(c, decl); break;
    case DECL_TYPE: collect_type(c, decl); break;
    case DECL_FUNC: collect_func(c, decl); break;
    }
}

// A name of a file scope (an import) must not be declared in the package too.
static void check_file_scope(Package *package, Scope *scope) {
    for (uint32_t i = 0; i < scope->count; i++) {
        Object *object = scope->items[i];
        Object *other = scope_lookup(package->scope, object->name);
        if (!other) continue;
        const char *name = other->name->text;
        const char *more = object->pos ? check_text(MSG_OTHER_DECLARATION, pos_text(object->pos),
                                                    object->name->text) : "";
        if (object->kind == OBJ_PACKAGE) {
            Package *imported = import_package(object);
            check_error(other->pos, MSG_DECLARED_BY_IMPORT, name,
                        package_description(imported), more);
        } else {
            check_error(other->pos, MSG_DECLARED_BY_DOT_IMPORT, name,
                        package_description(object->package), more);
        }
    }
}

const char *package_description(const Package *package) {
    return check_text("package %s (\"%s\")", package->name->text, package->path);
}

// ---- Packages with an outline -------------------------------------------------------------------

// File [number] of the package, its imports collected.
static File *outline_file(Package *package, uint32_t number) {
    File *file = package->files[number];
    if (file) return file;
    file = parser_parse_file(package->arena, package->sources[number], checker.diags,
                             PARSE_IMPORTS_ONLY);
    package->files[number] = file;
    file->scope = scope_new(package->scope);
    Env saved = checker.env;
    checker.env = (Env){.package = package, .file = file, .scope = file->scope};
    for (uint32_t i = 0; i < file->decls.count; i++)
        collect_import(package, file, file->decls.items[i]);
    checker.env = saved;
    return file;
}

// Parses the declaration of [entry]; its specs are the newest declarations of the file returned,
// from *[first] on.
static File *outline_parse(Package *package, const OutlineEntry *entry, uint32_t *first) {
    File *file = outline_file(package, entry->file);
    *first = file->decls.count;
    parser_parse_decls(package->arena, file, entry->begin, entry->end, checker.diags,
                       PARSE_LAZY_BODIES);
    return file;
}

// The methods of a type are names until they are looked at.
static void outline_methods(Collector *c, Object *base) {
    const Outline *outline = c->package->outline;
    for (uint32_t i = outline_first_method(outline, base->name->text); i < outline->method_count;
         i++) {
        const OutlineEntry *entry = &outline->methods[i];
        if (strcmp(entry->base, base->name->text) != 0) break;
        c->file = outline_file(c->package, entry->file);
        DeclInfo *info = new_info(c, NULL);
        info->outlined = entry;
        Pos pos = c->package->sources[entry->file]->base + entry->name_offset;
        Object *method = new_object(c, OBJ_FUNC, pos, symbol_of(entry->name), NULL, info);
        method->is_global = false;
        method->is_pointer_receiver = entry->is_pointer;
        vec_push(&checker.arena, &base->info->methods, method);
    }
}

static void collect_entry(Package *package, const OutlineEntry *entry) {
    Env saved = checker.env;
    uint32_t first;
    Collector c = {.package = package, .file = outline_parse(package, entry, &first)};
    checker.env = (Env){.package = package, .file = c.file, .scope = c.file->scope};
    uint32_t end = c.file->decls.count, first_object = package->objects.count;
    for (uint32_t i = first; i < end; i++) collect_decl(&c, c.file->decls.items[i]);
    uint32_t end_object = package->objects.count;
    for (uint32_t i = first_object; i < end_object; i++) {
        Object *object = package->objects.items[i];
        if (object->kind == OBJ_TYPE) outline_methods(&c, object);
    }
    checker.env = saved;
}

bool outline_collect(Package *package, const Symbol *name) {
    const OutlineEntry *entry = outline_find_name(package->outline, name->text);
    if (entry) collect_entry(package, entry);
    return entry != NULL;
}

void collect_outline(Package *package) {
    package->scope = scope_new(checker.universe);
    package->scope->outlined = package;
    package->is_collected = true;
    for (uint32_t i = 0; i < package->outline->init_count; i++)
        collect_entry(package, &package->outline->inits[i]);
}

void outline_declare(Object *method) {
    const OutlineEntry *entry = method->info->outlined;
    if (!entry) return;
    method->info->outlined = NULL;
    uint32_t first;
    File *file = outline_parse(method->package, entry, &first);
    Decl *decl = file->decls.items[first];
    decl->file = file;
    decl->object = method;
    method->decl = method->info->decl = decl;
}

void package_collect_all(Package *package) {
    if (!package->outline) return;
    check_enter();
    for (uint32_t i = 0; i < package->outline->name_count; i++)
        scope_lookup(package->scope, symbol_of(package->outline->names[i].name));
    check_leave();
}

// ---- Whole packages of trees --------------------------------------------------------------------

void collect_package(Package *package) {
    Env saved = checker.env;
    Collector c = {.package = package};
    package->scope = scope_new(checker.universe);
    for (uint32_t i = 0; i < package->file_count; i++) {
        c.file = package->files[i];
        c.file->scope = scope_new(package->scope);
        checker.env = (Env){.package = package, .file = c.file, .scope = c.file->scope};
        for (uint32_t j = 0; j < c.file->decls.count; j++)
            collect_decl(&c, c.file->decls.items[j]);
    }
    if (!package->is_library)
        for (uint32_t i = 0; i < package->file_count; i++)
            check_file_scope(package, package->files[i]->scope);
    attach_methods(&c);
    package->is_collected = true;
    checker.env = saved;
}

void collect_increment(Package *package, File *file, bool sequential) {
    Env saved = checker.env;
    Scope *outer = package->scope;
    package->scope = scope_new(outer);
    Collector c = {.package = package, .file = file};
    file->scope = scope_new(sequential ? outer : package->scope);
    checker.env = (Env){.package = package, .file = file, .scope = file->scope};
    for (uint32_t i = 0; i < file->decls.count; i++) collect_decl(&c, file->decls.items[i]);
    attach_methods(&c);
    checker.env = saved;
}

void collect_imports(Package *package, File *file) {
    Env saved = checker.env;
    Collector c = {.package = package, .file = file};
    file->scope = scope_new(package->scope);
    checker.env = (Env){.package = package, .file = file, .scope = file->scope};
    for (uint32_t i = 0; i < file->decls.count; i++)
        if (file->decls.items[i]->kind == DECL_IMPORT) collect_decl(&c, file->decls.items[i]);
    checker.env = saved;
}

// ---- Whole packages -----------------------------------------------------------------------------

static void check_file_names(Package *package) {
    for (uint32_t i = 0; i < package->file_count; i++) {
        File *file = package->files[i];
        if (!file->package) continue;
        if (file_lang_minor(NULL, file) > LANG_MINOR_NEWEST)
            check_error(file->package_pos, MSG_FILE_TOO_NEW, file->go_version);
        if (!package->name) {
            if (file->package == checker.sym_blank)
                check_error(file->package_pos, MSG_PACKAGE_NAME_BLANK);
            package->name = file->package;
        } else if (file->package != package->name) {
            check_error(file->package_pos, MSG_PACKAGE_NAME_MISMATCH, file->package->text,
                        package->name->text);
        }
    }
    if (!package->name) package->name = checker.sym_blank;
}

static void check_objects(Package *package) {
    ObjectList *objects = &package->objects;
    for (int round = 0; round < 3; round++) {
        for (uint32_t i = 0; i < objects->count; i++) {
            Object *object = objects->items[i];
            int when = object->kind != OBJ_TYPE ? 2 : object->is_alias ? 1 : 0;
            if (when == round) object_check(object, NULL);
        }
    }
}

void check_package(Package *package) {
    Env saved = checker.env;
    uint32_t mark = checker.later.count, errors = checker.error_count;
    checker.env = (Env){.package = package};
    check_file_names(package);
    collect_package(package);
    check_objects(package);
    process_later(mark);
    checker.env = (Env){.package = package};
    package_init_order(package);
    check_unused_imports(package);
    if (checker.error_count == errors) mono_check();
    check_late_report(package, checker.diags->list.count > 0);
    if (checker.error_count == errors) check_interface_cycles(&checker.interface_literals);
    checker.interface_literals.count = 0;
    mono_reset();
    checker.env = saved;
}

Package *check_package_user(const char *path, File **files, uint32_t file_count, Arena *arena) {
    check_enter();
    Package *package = ARENA_NEW(&checker.arena, Package);
    package->path = check_text("%s", path);
    package->files = files;
    package->file_count = file_count;
    package->arena = arena;
    package->lang_minor = checker.config.lang_minor;
    vec_push(&checker.arena, &checker.packages, package);
    check_package(package);
    check_leave();
    return package;
}

Object *package_lookup(Package *package, const char *name) {
    Object *object = scope_lookup(package->scope, symbol_of(name));
    if (object) object_resolve(object);
    return object;
}

void object_resolve(Object *object) {
    if (object->color == OBJECT_BLACK && object->type) return;
    check_enter();
    object_check(object, NULL);
    check_leave();
}

// ---- Bodies -------------------------------------------------------------------------------------

void func_body_later(void *a, void *b) {
    (void)b;
    Object *object = a;
    Decl *decl = object->decl;
    if (object->is_body_checked || !decl->body) return;
    object->is_body_checked = true;
    uint32_t errors = checker.error_count;
    checker.first_error = NULL;
    checker.env = (Env){.package = object->package, .file = object->info->file,
                        .scope = object->type->scope};
    check_func_body(object->info, object->name->text, object->type, decl->body, decl->end_pos,
                    NULL);
    object->is_broken = checker.error_count != errors;
    if (!object->is_broken || !checker.first_error) return;
    BrokenBody broken = {object, checker.first_error};
    vec_push(&checker.arena, &checker.broken_bodies, broken);
}

const char *func_body_error(const Object *object) {
    if (object->origin) object = object->origin;
    for (uint32_t i = 0; i < checker.broken_bodies.count; i++)
        if (checker.broken_bodies.items[i].object == object)
            return checker.broken_bodies.items[i].error;
    return NULL;
}

// Trees of bodies that will not be wanted again lie in arenas of their own.
static bool bodies_apart;

void check_bodies_apart(void) { bodies_apart = true; }

static Arena *body_arena(const Object *object) {
    const Type *type = object->type;
    bool is_generic = type->type_param_count || type->receiver_param_count;
    if (!bodies_apart || !object->package->outline || is_generic) return object->package->arena;
    object->info->body_arena = ARENA_NEW(&checker.arena, Arena);
    arena_init(object->info->body_arena);
    return object->info->body_arena;
}

void func_body_forget(Object *object) {
    Arena *arena = object->info ? object->info->body_arena : NULL;
    if (!arena) return;
    object->info->body_arena = NULL;
    object->decl->body = NULL;
    // Filled memory is kept, so that nothing else gets it.
    if (debug_flags.poison) arena_fill(arena, 0xdb);
    else arena_free(arena);
}

bool func_body_check(Object *object) {
    if (object->origin) object = object->origin;
    if (object->is_body_checked || !object->info) return !object->is_broken;
    check_enter();
    object_check(object, NULL);
    Decl *decl = object->decl;
    if (!decl->body && decl->has_body) {
        parser_parse_body(body_arena(object), decl, checker.diags);
    }
    if (decl->body && object->type->kind == TYPE_FUNC) {
        Env saved = checker.env;
        func_body_later(object, NULL);
        checker.env = saved;
    }
    check_leave();
    return !object->is_broken;
}
