// types/universe.c - the predeclared names, package unsafe, and the one checker there is.
#include <pthread.h>

#include "types/check_int.h"

Checker checker;

// ---- The lock -----------------------------------------------------------------------------------

static pthread_mutex_t lock;
static pthread_once_t lock_once = PTHREAD_ONCE_INIT;

static void lock_make(void) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&lock, &attributes);
    pthread_mutexattr_destroy(&attributes);
}

void types_lock(void) {
    pthread_once(&lock_once, lock_make);
    pthread_mutex_lock(&lock);
}

void types_unlock(void) { pthread_mutex_unlock(&lock); }

// ---- Builtins -----------------------------------------------------------------------------------

static const char *const builtin_names[BUILTIN_COUNT] = {
#define BUILTIN(id, name, args, variadic, kind) name,
#include "types/builtins.def"
#undef BUILTIN
};

const char *builtin_name(BuiltinId id) { return builtin_names[id]; }

static void declare(Scope *scope, Object *object) {
    object->color = OBJECT_BLACK;
    scope_insert(scope, object);
}

static void declare_builtins(void) {
    for (int id = 0; id < BUILTIN_COUNT; id++) {
        const char *dot = strchr(builtin_names[id], '.');
        Package *package = dot ? checker.unsafe_package : NULL;
        Symbol *name = symbol_of(dot ? dot + 1 : builtin_names[id]);
        Object *object = object_new(OBJ_BUILTIN, NO_POS, package, name, type_basic[TYPE_INVALID]);
        object->builtin = (uint8_t)id;
        declare(package ? package->scope : checker.universe, object);
    }
}

// ---- Types --------------------------------------------------------------------------------------

static Object *declare_type(const char *name, Type *type) {
    Object *object = object_new(OBJ_TYPE, NO_POS, NULL, symbol_of(name), type);
    declare(checker.universe, object);
    return object;
}

static void declare_basic_types(void) {
    static const char *const names[] = {
        NULL, "bool", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16",
        "uint32", "uint64", "uintptr", "float32", "float64", "complex64", "complex128", "string",
    };
    for (int kind = 0; kind < TYPE_BASIC_COUNT; kind++) type_basic[kind] = type_new(kind);
    for (int kind = TYPE_BOOL; kind <= TYPE_STRING; kind++)
        declare_type(names[kind], type_basic[kind]);
    type_byte = type_new(TYPE_UINT8);
    type_rune = type_new(TYPE_INT32);
    declare_type("byte", type_byte);
    declare_type("rune", type_rune);
}

// type any = interface{}
static void declare_any(void) {
    Object *object = object_new(OBJ_TYPE, NO_POS, NULL, symbol_of("any"), NULL);
    type_any = type_new(TYPE_ALIAS);
    type_any->object = object;
    type_any->origin = type_any;
    type_any->elem = type_new_interface(NULL, 0);
    object->type = type_any;
    object->is_alias = true;
    declare(checker.universe, object);
    checker.obj_any = object;
}

// type error interface { Error() string }
static void declare_error(void) {
    Object *object = object_new(OBJ_TYPE, NO_POS, NULL, symbol_of("error"), NULL);
    type_error = type_new_named(object);
    Object **results = ARENA_NEW(&checker.arena, Object *);
    results[0] = object_new_param(NO_POS, NULL, NULL, type_basic[TYPE_STRING]);
    Type *func = type_new_func(type_empty_tuple, type_new_tuple(results, 1), false);
    func->receiver = object_new_param(NO_POS, NULL, NULL, type_error);
    Object **methods = ARENA_NEW(&checker.arena, Object *);
    methods[0] = object_new(OBJ_FUNC, NO_POS, NULL, symbol_of("Error"), func);
    type_error->underlying = type_new_interface(methods, 1);
    declare(checker.universe, object);
}

// type comparable interface { comparable }
static void declare_comparable(void) {
    Object *object = object_new(OBJ_TYPE, NO_POS, NULL, symbol_of("comparable"), NULL);
    type_comparable = type_new_named(object);
    type_comparable->underlying = type_new_interface(NULL, 0);
    type_comparable->underlying->is_comparable = true;
    declare(checker.universe, object);
    checker.obj_comparable = object;
}

static void declare_constant(const char *name, Type *type, Const *value) {
    Object *object = object_new(OBJ_CONST, NO_POS, NULL, symbol_of(name), type);
    object->constant = value;
    declare(checker.universe, object);
}

static void declare_unsafe(void) {
    Package *package = ARENA_NEW(&checker.arena, Package);
    package->path = "unsafe";
    package->name = checker.sym_unsafe;
    package->scope = scope_new(checker.universe);
    package->is_library = package->is_unsafe = package->is_collected = true;
    checker.unsafe_package = package;
    vec_push(&checker.arena, &checker.packages, package);
    Object *pointer = object_new(OBJ_TYPE, NO_POS, package, symbol_of("Pointer"),
                                 type_basic[TYPE_UNSAFE_POINTER]);
    declare(package->scope, pointer);
}

static void intern_names(void) {
    checker.sym_blank = symbol_of("_");
    checker.sym_init = symbol_of("init");
    checker.sym_main = symbol_of("main");
    checker.sym_error = symbol_of("error");
    checker.sym_dot = symbol_of(".");
    checker.sym_embed_files = symbol_of("embed.filesOf");
    checker.sym_unsafe = symbol_of("unsafe");
    checker.sym_iota = symbol_of("iota");
}

void types_init(const TypesConfig *config) {
    checker.config = *config;
    checker.diags = config->diags;
    arena_init(&checker.arena);
    intern_names();
    checker.universe = scope_new(NULL);
    type_empty_tuple = type_new(TYPE_TUPLE);
    declare_basic_types();
    type_empty_interface = type_new_interface(NULL, 0);
    declare_any();
    declare_error();
    declare_comparable();
    declare_unsafe();
    declare_constant("true", type_basic[TYPE_UNTYPED_BOOL], const_bool(true));
    declare_constant("false", type_basic[TYPE_UNTYPED_BOOL], const_bool(false));
    declare_constant("iota", type_basic[TYPE_UNTYPED_INT], const_int(0));
    checker.obj_iota = scope_lookup(checker.universe, checker.sym_iota);
    Object *nil = object_new(OBJ_NIL, NO_POS, NULL, symbol_of("nil"), type_basic[TYPE_UNTYPED_NIL]);
    declare(checker.universe, nil);
    checker.obj_nil = nil;
    declare_builtins();
}

void types_end(void) {
    for (uint32_t i = 0; i < checker.packages.count; i++) {
        Package *package = checker.packages.items[i];
        if (package->arena && package->has_own_arena) arena_free(package->arena);
    }
    mono_reset();
    types_forget_composites();
    types_forget_instances();
    types_forget_weights();
    check_late_forget();
    arena_free(&checker.arena);
    memset(&checker, 0, sizeof checker);
}

void types_set_diags(Diags *diags) {
    checker.diags = diags;
    checker.had_error = false;
}

Arena *types_arena(void) { return &checker.arena; }
Scope *types_universe(void) { return checker.universe; }
