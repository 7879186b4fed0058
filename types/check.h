// types/check.h - the type checker: from trees to annotated trees.
//
// The checker reads the trees of parser/ and writes what it finds into them. There is one world in
// a process: types_init() makes it, packages are added to it, nothing is ever removed.
//
// A user's package is checked whole by check_package_user(). A library package is loaded when an
// import of it is first looked at; each of its objects is checked when something first refers to
// it, and the body of a function when func_body_check() asks for it. So stages behind the checker
// call object_resolve() before they read an object that came to them through another object
// (struct fields and signatures of a resolved object are resolved), and func_body_check() before
// they walk a body. For functions of user packages both do nothing.
//
// What later stages find on the tree of a checked body:
//
//  - Expr.mode      an OperandMode. NOVALUE: call without result; TYPE: the expression is a type.
//  - Expr.type      final type. Untyped operands have been converted, down through operators,
//                   parentheses and shifts, to the type their context gives them; an untyped value
//                   converted to an interface has its default type. Untyped types remain only on
//                   constant expressions that nothing looks at (both operands of a folded
//                   expression: the constant on the outer one is what counts), on the nil of
//                   `x == nil` never (nil gets x's type), and as untyped bool on comparisons whose
//                   result goes nowhere typed (conditions): type_default() gives the type there.
//                   A call with several results has a TUPLE; `v, ok` forms keep the single type.
//  - Expr.constant  set for every constant expression, represented in Expr.type.
//  - Expr.object    IDENT: what it denotes (for a defining identifier: the new object; NULL for _).
//                   SELECTOR of a package: the member.
//  - Expr.selection SELECTOR of a field or method. Implicit dereferences and embedded fields are
//                   in its path.
//  - Expr.type_args on the IDENT, SELECTOR or INDEX that denotes an instantiated generic function
//                   (type_arg_count > 0), written or inferred. Of `f[int]` the INDEX has them; of
//                   an inferred call f(x) the IDENT/SELECTOR called. Its Expr.type is the
//                   instantiated signature.
//  - Expr.scope     FUNC_LIT; Decl.scope FUNC.
//  - Field.object   of each parameter, result (also nameless), field and interface method.
//  - Stmt.object    CLAUSE of a type switch: its variable, even when unused.
//  - Stmt.target    BREAK, CONTINUE, GOTO.
//  - Stmt.is_define_new, and on its lhs IDENTs Expr.object: either new (object->pos equals the
//                   identifier's pos) or assigned to.
//
// Implicit things that are derivable: conversion to an interface (source type is not an interface,
// destination is), address taken of an addressable receiver (selection's method has a pointer
// receiver, x is no pointer), default type of untyped nil in a conversion, comma-ok forms (number
// of left sides), variadic packing (is_variadic and not has_dots).
//
// In the body of a generic function or a method of a generic type the types mention TYPE_PARAMs;
// type_substitute() with the arguments of the instance turns them into real ones. A selection
// whose receiver is a type parameter must be looked up again after substitution.
//
// Concurrency: every function here that can change something takes the lock of the checker
// (types_lock), so function bodies may be checked while goroutines run. It is recursive.
#ifndef MOUND_TYPES_CHECK_H
#define MOUND_TYPES_CHECK_H

#include "base/diag.h"
#include "parser/ast.h"
#include "types/constant.h"
#include "types/scope.h"
#include "types/type.h"

// The newest language version that mound knows is go1.N of this N.
enum { LANG_MINOR_NEWEST = 27 };

// What an expression denotes; kept in Expr.mode.
typedef enum {
    MODE_INVALID,      // an error was reported
    MODE_NOVALUE,      // a call without results
    MODE_BUILTIN,      // a builtin function
    MODE_TYPE,
    MODE_CONSTANT,
    MODE_VARIABLE,     // addressable
    MODE_MAP_INDEX,    // m[k]: not addressable, assignable; comma-ok
    MODE_VALUE,
    MODE_NIL,          // the predeclared nil
    MODE_COMMA_OK,     // a value that may be asked for an ok (x.(T), <-c)
} OperandMode;

// The builtin functions; see builtins.def.
typedef enum {
#define BUILTIN(id, name, args, variadic, kind) BUILTIN_##id,
#include "types/builtins.def"
#undef BUILTIN
    BUILTIN_COUNT
} BuiltinId;

// What the importer says about a package.
typedef struct PackageSource {
    const char *path;        // canonical import path; packages are the same if this is
    SourceFile **sources;    // files after build constraints, in order of their names
    uint32_t source_count;
    const struct Outline *outline;   // its names (parser/outline.h), if known without parsing
    bool is_goroot;          // of the standard library, embedded or GOROOT/src
    bool is_user;            // to be checked whole (a package of the user's module)
    bool is_tested;          // under test: may be imported though it is a program
    int lang_minor;          // language version of its module, 0: newest
} PackageSource;

// The import path that a string literal spells; NULL when it cannot be one, which the check of the
// import declaration reports. It lives as long as the checker.
const char *import_literal_path(const Expr *literal);

// Finds the package that [import_path] means in a file of [from] (NULL: named by the user). Returns
// false with *error = the text gc or the go command prints after the position.
typedef bool (*PackageImporter)(void *arg, const char *import_path, const Package *from,
                                PackageSource *source, const char **error);

// A file that a //go:embed pattern matches.
typedef struct EmbedFile {
    const char *name;        // relative to the package's folder; ends in "/" for a folder
    const char *data;
    size_t bytes;
} EmbedFile;
typedef VEC(EmbedFile) EmbedFiles;

// Finds the files that the patterns of [decl] match. Returns false with *error, and *error_pos the
// pattern it is about.
typedef bool (*PackageEmbedder)(void *arg, const Decl *decl, EmbedFiles *files, Pos *error_pos,
                                const char **error);

typedef struct TypesConfig {
    Diags *diags;
    PackageImporter importer;
    PackageEmbedder embedder;   // NULL: nothing can be embedded
    void *importer_arg;         // for both
    int lang_minor;          // N of -lang=go1.N, 0: newest
    bool complete;           // functions of user packages must have bodies
} TypesConfig;

// Makes the world: predeclared types, universe scope. Once in a process, before all else.
void types_init(const TypesConfig *config);
// Unmakes the world and frees it; types_init() may make another one. For processes that check
// programs one after the other (fuzzers).
void types_end(void);
// Errors found from now on go to [diags] (a REPL has one for each input).
void types_set_diags(Diags *diags);
// The arena of types, objects and texts; lives as long as the process.
Arena *types_arena(void);
// The scope of predeclared names.
Scope *types_universe(void);
// The lock of the checker; recursive.
void types_lock(void);
void types_unlock(void);

// Checks the package made of [files] (parsed with PARSE_ALL) whole, bodies and all. [path] is its
// import path ("main"). Errors go to the diags. Never NULL.
Package *check_package_user(const char *path, File **files, uint32_t file_count, Arena *arena);
// The package with import path [path] as seen from [from] (may be NULL), loaded and its
// declarations collected. NULL with *error set when there is none.
Package *package_load(const char *path, const Package *from, const char **error);
// The package with canonical path [path] if it has been loaded, else NULL.
Package *package_find(const char *path);
// N of the language version go1.N that [file] of [package] is written in, 0: the newest. A file may
// ask for its own with //go:build go1.N, but for none older than 1.21.
int file_lang_minor(const Package *package, const File *file);
// Makes the scope of a library package whole: without it the scope may hold only those names that
// were looked up.
void package_collect_all(Package *package);
// The package-level object called [name], resolved; NULL when there is none.
Object *package_lookup(Package *package, const char *name);

// Checks the declaration of [object] if that has not happened yet: afterwards its type (and
// constant) are set.
void object_resolve(Object *object);
// Parses and checks the body of FUNC [object] if that has not happened yet. Returns false when it
// has errors. Methods of instances: the generic method is checked.
bool func_body_check(Object *object);
// The first error in the body of [object] that func_body_check() found, without its place; NULL if
// it is not known. Belongs to types/.
const char *func_body_error(const Object *object);
// From now on bodies of functions of packages with an outline can be forgotten, generic ones
// excepted.
void check_bodies_apart(void);
// Frees the tree of the body of FUNC [object] if it can be forgotten. Nobody may look at it again.
void func_body_forget(Object *object);

// The initializers of package-level variables in execution order, for one package. Of a library
// package this checks all its variables, and the functions they call.
void package_init_order(Package *package);
// The initializers that must have run before [object] (a package-level VAR or FUNC of any package)
// is used: those it refers to directly or through functions, in execution order, its own last.
// Appends to *list those whose variables are not in [done] (called for each, may be NULL).
typedef VEC(Initializer) InitializerList;
void object_init_order(Object *object, Arena *arena, InitializerList *list);

// The name of a builtin.
const char *builtin_name(BuiltinId id);

#endif
