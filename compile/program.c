// compile/program.c - functions and package variables of the whole program, and how it starts.
#include <stdlib.h>

#include "compile/compile_int.h"
#include "vm/rtype.h"

// ---- functions ----------------------------------------------------------------------------------
static FuncCode *native_code(Func *func, uint16_t results, uint16_t params) {
    if (!func->is_native || !func->object || !func->package) return NULL;
    const NativeDef *def = native_find(func->package->path, func->object->name->text);
    return def ? code_new_native(func->full_name, results, params, def) : NULL;
}

FuncCode *compile_code_for(Func *func) {
    if (func->code) return func->code;
    Type *type = type_underlying(func->type);
    uint32_t results = tuple_slots(type->results), params = tuple_slots(type->params);
    LIMIT_IF(results + params > INT16_MAX,
             "the parameters and results of %s take more than 256 KB, which is beyond mound",
             func->full_name);
    func->code = native_code(func, (uint16_t)results, (uint16_t)params);
    if (!func->code)
        func->code = code_new_func(func->full_name, (uint16_t)results, (uint16_t)params);
    func->code->pos = func->pos;
    func->code->source = func;
    if (func->package && func->package->is_library) func->code->flags |= CODE_LIBRARY;
    return func->code;
}

void compile_func(FuncCode *code) {
    types_lock();
    if (!code_has_flag(code, CODE_COMPILED | CODE_NATIVE)) func_compile(code->source, code);
    types_unlock();
}

// ---- wrappers of method values ------------------------------------------------------------------
typedef struct Bound {
    const void *key;
    uint32_t index;
    FuncCode *code;
    struct Bound *next;
} Bound;

enum { BOUND_BUCKETS = 256 };

FuncCode **compile_bound_entry(const void *key, uint32_t index) {
    static Bound *buckets[BOUND_BUCKETS];
    Bound **bucket = &buckets[((uintptr_t)key / 16 + index) % BOUND_BUCKETS];
    for (Bound *bound = *bucket; bound; bound = bound->next)
        if (bound->key == key && bound->index == index) return &bound->code;
    Bound *bound = ARENA_NEW(ir_arena(), Bound);
    *bound = (Bound){key, index, NULL, *bucket};
    *bucket = bound;
    return &bound->code;
}

// ---- package variables --------------------------------------------------------------------------
// Of the packages that mound carries each variable is initialised by itself. Others may count on
// the order, and on init functions that change variables: their first use runs all of it.
static bool is_initialized_whole(const Package *package) {
    return package->is_library && !package->outline && !package->is_fake && !package->is_unsafe;
}

typedef struct WholeInit {
    Package *package;
    FuncCode *code;              // NULL: nothing to do
} WholeInit;

static FuncCode *whole_initializer(Package *package) {
    static VEC(WholeInit) inits;
    for (uint32_t i = 0; i < inits.count; i++)
        if (inits.items[i].package == package) return inits.items[i].code;
    Func *func = package_init_func(package);
    WholeInit init = {package, func ? compile_code_for(func) : NULL};
    vec_push(ir_arena(), &inits, init);
    return init.code;
}

// The code that gives a library variable its value; NULL when it has none, or none of its own.
static FuncCode *library_initializer(Name *name) {
    Object *object = name->object;
    if (!object || !object->package || !object->package->is_library || !object->info) return NULL;
    DeclInfo *info = object->info;
    if (!info->init || is_initialized_whole(object->package)) return NULL;
    Initializer initializer = {.lhs = info->lhs, .lhs_count = info->lhs_count,
                               .value = info->init, .decl = info->decl};
    if (!info->lhs) {
        Object **lhs = ARENA_ARRAY(ir_arena(), Object *, 1);
        lhs[0] = object;
        initializer.lhs = lhs;
        initializer.lhs_count = 1;
    }
    Func *func = initializer_func(object->package, &initializer);
    return func ? compile_code_for(func) : NULL;
}

// Runs the initialiser before the variable is used: in loops already at the entry of the function.
static void emit_initializer(FuncBuilder *fb, FuncCode *code, bool at_entry) {
    if ((fb->func && fb->func->code == code) || code_has_flag(code, CODE_INIT_DONE)) return;
    if (at_entry) {
        for (uint32_t i = 0; i < fb->entry_inits.count; i++)
            if (fb->entry_inits.items[i] == code) return;
        vec_push(&fb->arena, &fb->entry_inits, code);
        fb->out = &fb->prologue;
    }
    emit_abc(fb, OP_INITG, 0, 0, 0);
    emit_ptr(fb, code);
    fb->out = &fb->code;
}

void emit_package_inits(FuncBuilder *fb, Package *package) {
    if (!package->is_library) return;
    if (is_initialized_whole(package)) {
        FuncCode *code = whole_initializer(package);
        if (code) emit_initializer(fb, code, true);
        return;
    }
    for (uint32_t i = 0; i < package->init_functions.count; i++)
        emit_initializer(fb, compile_code_for(func_for(package->init_functions.items[i], NULL, 0)),
                         true);
}

void emit_blank_imports(FuncBuilder *fb, Package *package) {
    for (uint32_t i = 0; i < package->import_names.count; i++) {
        const Object *import = package->import_names.items[i];
        if (import->imported && strcmp(import->name->text, "_") == 0)
            emit_package_inits(fb, import->imported);
    }
}

uint32_t global_offset(FuncBuilder *fb, Name *name) {
    if (!name->has_global) {
        if (name->object) object_resolve(name->object);
        const char *package = name->object && name->object->package
            ? name->object->package->path : "";
        char *text = arena_printf(ir_arena(), "%s.%s", package, name->text ? name->text : "_");
        name->global_offset = globals_alloc(compile_rtype(name->type), text);
        name->has_global = true;
    }
    if (fb) {
        FuncCode *code = library_initializer(name);
        if (code) emit_initializer(fb, code, fb->loop_depth > 0);
        Package *package = name->object ? name->object->package : NULL;
        bool is_foreign = package && (!fb->func || fb->func->package != package);
        if (is_foreign) emit_package_inits(fb, package);
    }
    return (uint32_t)name->global_offset;
}

// ---- the program --------------------------------------------------------------------------------
typedef VEC(Package *) Visited;

// Initialisers in the order of imports: each package once, after those it imports.
static void collect_inits(Package *package, Visited *visited, CompileInits *inits) {
    for (uint32_t i = 0; i < visited->count; i++)
        if (visited->items[i] == package) return;
    vec_push(ir_arena(), visited, package);
    if (package->is_library || package->is_unsafe) return;
    for (uint32_t i = 0; i < package->imports.count; i++)
        collect_inits(package->imports.items[i], visited, inits);
    Func *func = package_init_func(package);
    if (func) vec_push(ir_arena(), inits, compile_code_for(func));
}

FuncCode *compile_program(Package *package, CompileInits *inits) {
    types_lock();
    Visited visited = {0};
    collect_inits(package, &visited, inits);
    Object *object = package_lookup(package, "main");
    FuncCode *code = object ? compile_code_for(func_for(object, NULL, 0)) : NULL;
    types_unlock();
    return code;
}

// ---- finding things by name ---------------------------------------------------------------------
static Object *find_object(const char *path, const char *name) {
    if (!*path) return scope_lookup(types_universe(), symbol_of(name));
    const char *error;
    Package *package = package_load(path, NULL, &error);
    return package ? package_lookup(package, name) : NULL;
}

const RType *compile_find_type(const char *path, const char *name) {
    types_lock();
    Object *object = find_object(path, name);
    const RType *rtype = NULL;
    if (object && object->kind == OBJ_TYPE) {
        object_resolve(object);
        rtype = compile_rtype(object->type);
    }
    types_unlock();
    return rtype;
}

FuncCode *compile_find_func(const char *path, const char *name) {
    types_lock();
    Object *object = find_object(path, name);
    bool is_func = object && object->kind == OBJ_FUNC;
    FuncCode *code = is_func ? compile_code_for(func_for(object, NULL, 0)) : NULL;
    types_unlock();
    return code;
}

bool compile_optimizes = true;

void compile_init(void) {
    const char *level = getenv("MOUND_OPT");
    compile_optimizes = level == NULL || strcmp(level, "0") != 0;
    const char *held = getenv("MOUND_HELD");
    if (held) held_bytes_max = strtoull(held, NULL, 10);
    code_set_compile_hook(compile_func);
    rtype_init();
}
