// types/scope.h - declared things (objects), the scopes that hold them, and packages.
#ifndef MOUND_TYPES_SCOPE_H
#define MOUND_TYPES_SCOPE_H

#include "types/constant.h"
#include "types/type.h"

typedef struct Scope Scope;
typedef struct DeclInfo DeclInfo;

typedef enum {
    OBJ_PACKAGE,   // an import: imported
    OBJ_CONST,     // constant
    OBJ_TYPE,      // type; is_alias
    OBJ_VAR,       // package-level or local variable, parameter, result or field
    OBJ_FUNC,      // function, method (type has a receiver), interface method
    OBJ_LABEL,
    OBJ_BUILTIN,   // builtin
    OBJ_NIL,
} ObjectKind;

typedef VEC(Object *) ObjectList;
// A set of objects by name (and package, when not exported).
typedef struct ObjectSet {
    Object **slots;
    uint32_t size, count;
} ObjectSet;

// How far the checker is with an object (internal).
enum { OBJECT_WHITE, OBJECT_BLACK, OBJECT_GREY };

struct Object {
    ObjectKind kind;
    uint8_t color;              // internal: WHITE = not checked yet
    bool is_field : 1;
    bool is_embedded : 1;       // field
    bool is_param : 1;          // parameter or receiver
    bool is_result : 1;
    bool is_used : 1;
    bool is_exported : 1;
    bool is_alias : 1;          // TYPE
    bool is_dot_import : 1;     // PACKAGE
    bool is_captured : 1;       // VAR used in a function literal inside the one that declares it
    bool is_global : 1;         // declared at package level
    bool is_pointer_receiver : 1;   // FUNC method: receiver is a pointer (known before its type)
    bool is_body_checked : 1;   // FUNC
    bool is_broken : 1;         // an error was reported for its body
    bool is_instance : 1;       // FUNC method of an instantiated type: see origin
    uint8_t builtin;            // BUILTIN: a BuiltinId of types/check.h
    Symbol *name;
    Pos pos;
    Pos scope_pos;              // visible from here on (locals)
    Package *package;           // NULL for predeclared things
    Scope *parent;              // scope it is declared in; NULL for fields and methods
    Type *type;                 // NULL until checked: see object_resolve() of types/check.h
    Const *constant;            // CONST
    Decl *decl;                 // declaration of package-level things, methods, local types/consts
    uint32_t path_index;        // internal: place in the path of declarations being checked
    uint32_t order;             // package level: in order of appearance, from 1; local TYPE: the
                                // N of its linker name T·N
    Scope *func;                // local VAR: scope of the innermost function that declares it
                                // (Decl.scope of a FUNC, Expr.scope of a FUNC_LIT)
    Object *origin;             // field or method of an instance: that of the generic type
    Package *imported;          // PACKAGE; NULL until import_package() loads it
    DeclInfo *info;             // package level (internal)
    void *backend;              // for ir/ and compile/: whatever they hang on it
};

// A scope: names in order of declaration. Small ones are searched linearly.
struct Scope {
    Scope *parent;
    bool is_func;               // holds parameters of a function
    uint32_t count;
    uint32_t capacity;
    Object **items;             // in order of insertion
    uint32_t *table;            // hash table of index + 1, once count > 8
    uint32_t table_size;
    uint32_t hidden;            // internal
    Package *outlined;          // of a package with an outline: where names not in [items] may be
};

struct DeclInfo {
    File *file;
    Decl *decl;
    Object **lhs;               // VAR with several names and one value: all of them, else NULL
    uint32_t lhs_count;
    bool is_inherited;          // CONST: value repeated from an earlier spec
    bool is_initializer_emitted;   // internal, used while initializers are ordered
    Expr *type;                 // CONST, VAR
    Expr *init;                 // CONST, VAR: value or NULL
    ObjectList deps;            // package-level objects (functions too) that it refers to
    ObjectSet dep_set;          // internal: names seen in [deps]
    ObjectList methods;         // TYPE: the methods of the package that are declared for it
    const struct OutlineEntry *outlined;   // method whose declaration is not parsed yet
    Arena *body_arena;          // internal: of the tree of a FUNC's body, if it has one of its own
};

typedef VEC(Package *) PackageList;

// One step of package initialization: lhs = value. `var _ = f()` too.
typedef struct Initializer {
    Object **lhs;
    uint32_t lhs_count;
    Expr *value;
    Decl *decl;
} Initializer;

struct Package {
    const char *path;           // import path; "main" for the program
    Symbol *name;
    Scope *scope;               // package-level names
    File **files;
    uint32_t file_count;
    bool is_library;            // checked object by object, on demand
    bool is_unsafe;
    bool is_internal_goroot;    // of the standard library: may use bodyless functions
    bool is_tested;            // under test: may be imported though it is a program
    bool is_collected;          // declarations are in [scope] (internal)
    bool is_session;            // grows input by input: see types/session.h
    bool is_fake;               // could not be loaded; silences errors
    PackageList imports;        // direct ones, sorted by path; of a library: those loaded so far
    ObjectList import_names;    // PACKAGE objects of its import declarations (internal)
    ObjectList objects;         // package-level objects and methods in source order; of a package
                                // with an outline those that were asked for, in that order
    const struct Outline *outline;   // NULL: [scope] is whole
    SourceFile **sources;       // with an outline: of its file numbers; files[i] is NULL until
                                // something in it was asked for
    ObjectList init_functions;  // the init()s, in order of files and source
    VEC(Initializer) init_order;   // of a user's package; see package_init_order()
    bool has_init_order;
    uint32_t local_type_count;     // types declared in functions so far (internal)
    int lang_minor;             // N of go1.N
    bool has_own_arena;         // made by the checker, not by whom the package came from
    Arena *arena;               // its trees
    void *backend;              // for ir/ and compile/
};

// Makes a scope inside [parent].
Scope *scope_new(Scope *parent);
// The object called [name] in this scope only, or NULL. In a package with an outline this may parse
// its declaration.
Object *scope_lookup(Scope *scope, Symbol *name);
// Looks outwards through the parents. Locals declared after [pos] do not count (NO_POS: all do).
// *where (may be NULL) is set to the scope it was found in.
Object *scope_lookup_parent(Scope *scope, Symbol *name, Pos pos, Scope **where);
// Adds [object]; returns NULL, or the object that has its name already. "_" is never added.
Object *scope_insert(Scope *scope, Object *object);

// Makes an object. [type] may be NULL.
Object *object_new(ObjectKind kind, Pos pos, Package *package, Symbol *name, Type *type);
// A parameter, result or other local variable.
Object *object_new_param(Pos pos, Package *package, Symbol *name, Type *type);
Object *object_new_field(Pos pos, Package *package, Symbol *name, Type *type, bool embedded);
// Whether [object] is called [name] as seen from [package] (unexported names differ by package).
bool object_same_id(const Object *object, const Package *package, const Symbol *name,
                    bool fold_case);

#endif
