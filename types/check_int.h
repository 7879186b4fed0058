// types/check_int.h - the checker's state and what its files call in each other.
//
// There is one checker (the world of check.h), so its functions take no handle. What changes while
// the checker walks lives in checker.env, which is saved and restored around declarations.
//
// An Operand is what the checker knows of an expression while it works on it. record_*() writes it
// into the tree. As long as an expression is untyped, its nodes carry the untyped type; when the
// context is known, expr_convert_untyped() rewrites them down to the leaves.
#ifndef MOUND_TYPES_CHECK_INT_H
#define MOUND_TYPES_CHECK_INT_H

#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "parser/parser.h"
#include "parser/outline.h"
#include "types/check.h"
#include "types/messages.h"

typedef struct Operand {
    OperandMode mode;
    BuiltinId builtin;       // MODE_BUILTIN
    Expr *expr;
    Type *type;
    Const *constant;         // MODE_CONSTANT
} Operand;

// What a generic function value is assigned to, so that its type arguments can be inferred.
typedef struct Target {
    Type *func;              // a FUNC type
    const char *description; // "variable", "parameter", ... for messages
} Target;

typedef VEC(Operand *) OperandList;
typedef VEC(Type *) TypeList;

// Where the checker is.
typedef struct Env {
    Package *package;
    File *file;
    DeclInfo *decl;          // package-level declaration whose dependencies are collected, or NULL
    Scope *scope;            // innermost
    Pos lookup_pos;          // if set, local names are looked up as of there
    Const *iota;             // in a constant declaration, else NULL
    Pos error_pos;           // of an inherited constant expression: where errors are reported
    bool in_type_params;     // in a type parameter list (method lookup must not recurse)
    bool has_label;          // body has labels
    bool has_call_or_recv;   // an expression contains a call or receive: len and cap not constant
    Type *func_type;         // signature of the body being checked, or NULL
    Scope *func_scope;       // its scope
    int depth;               // nesting of expressions, types and statements; bounded
    struct FuncState *func_state;   // sizes of what the body declares (check_sizes.c)
} Env;

typedef void (*LaterFn)(void *a, void *b);
typedef struct Later {
    LaterFn fn;
    void *a, *b;
    Env env;
} Later;

typedef struct BrokenBody {
    const Object *object;
    const char *error;
} BrokenBody;

typedef struct Checker {
    TypesConfig config;
    Diags *diags;
    const char *first_error;   // since it was set to NULL
    VEC(BrokenBody) broken_bodies;
    Arena arena;
    Scope *universe;
    Package *unsafe_package;
    Env env;
    ObjectList path;             // declarations being resolved, for cycle detection
    VEC(Later) later;            // work put off until types are complete
    Pos instance_pos;            // where instances being made are written
    ExprList interface_literals; // of the package being checked
    TypeList implicit_generics;  // with arguments for implicit parameters only (there are few)
    int busy;                    // depth of entry points; the queue is run by the outermost
    ObjectList locals;           // local variables declared in bodies under way: unused ones
    bool had_error;              // an error was reported (follow-ups are dropped)
    uint32_t error_count;
    PackageList packages;
    // Predeclared names.
    Symbol *sym_blank, *sym_init, *sym_main, *sym_error, *sym_dot, *sym_unsafe, *sym_iota;
    Symbol *sym_embed_files;   // a name that no source can spell
    Object *obj_iota, *obj_nil, *obj_comparable, *obj_any;
    Object *blank_value;         // what `_` means as a value in a session, or NULL
    uint32_t method_epoch;       // see session_method_epoch
} Checker;

extern Checker checker;

#define DEPTH_LIMIT 2000     // of nested expressions, types, statements
// Counts one level of nesting; false (and an error at [pos]) when it is too deep.
bool depth_enter(Pos pos);
void depth_leave(void);

// ---- Errors (check_error.c) ---------------------------------------------------------------
// Reports at [pos]. Dropped when it is a consequence: the text mentions an invalid operand or type
// and there was an error already.
void check_error(Pos pos, const char *format, ...) __attribute__((format(printf, 2, 3)));
// For errors that do not make the program meaningless (unused things).
void check_soft_error(Pos pos, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Text in the types arena.
// Text that grows at its end.
typedef VEC(char) TextBuffer;
void text_add(TextBuffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *check_text(const char *format, ...) __attribute__((format(printf, 1, 2)));
// Whether language version 1.[minor] may be used; if not, reports "... requires go1.N or later".
bool version_allow(int minor);
bool version_verify(Pos pos, int minor, const char *what);
// The initializer of [object], declared by [decl], that its //go:embed patterns ask for, as a tree
// that is still to be checked. NULL after an error.
Expr *embed_initializer(Object *object, Decl *decl);
// Where gc reports an error about [e]: the leftmost position of the expression for an operand.
Pos expr_start(const Expr *e);
// The position of the node as gc's syntax tree has it (operator of a binary expression, "(" of a
// call, the dot's selector, ...). Errors "at e" in gc use expr_error_pos.
Pos expr_error_pos(const Expr *e);
// One past the end of the expression, as well as the tree tells.
Pos expr_end(const Expr *e);

// ---- Types (type.c, named.c, type_set.c) --------------------------------------------------
// Type.state of a NAMED.
enum {
    NAMED_DONE,        // set up, or its declaration is being checked
    NAMED_LAZY,        // of a library: the right side of its declaration is not checked yet
    NAMED_INSTANCE,    // underlying type not substituted yet
};
Type *type_new(TypeKind kind);                // an empty node
Type *type_copy(const Type *type);            // a node like it, with an id of its own
Object *named_method_lookup(Type *named, const Package *package, const Symbol *name,
                            bool fold_case, uint32_t *index);
void complete_type_decl(Type *named);         // NAMED_LAZY to NAMED_DONE
void expand_instance(Type *named);            // NAMED_INSTANCE to NAMED_DONE
Object *expand_method(Type *named, Object *generic);
void methods_sort(Object **methods, uint32_t count);
Type *named_underlying(Type *named);          // resolves
void named_resolve(Type *named);
Object *named_object(Type *named);            // its TYPE object; of an instance at its own position
void types_forget_composites(void);           // the tables of types that are made once
void types_forget_instances(void);

// ---- weight.c -----------------------------------------------------------------------------------
// Whether [type] written out has so many parts that walking it would take too long.
bool type_is_too_complex(Type *type);
// Reports such a type and returns false.
bool check_complexity(Pos pos, Type *type);
void types_forget_weights(void);
Type *type_new_named(Object *object);
Type *type_new_type_param(Object *object, Type *bound);
// The set of an interface, errors about it reported at [pos] if that is set.
TypeSet *type_set_compute(Pos pos, Type *interface);
bool term_includes(const Term *term, Type *type);
// Calls [visit] for each term of the set of type parameter [type]; once with NULL if it has none.
bool type_param_each_term(Type *type, bool (*visit)(const Term *term, void *arg), void *arg);
bool type_set_is_method_set(const TypeSet *set);      // no terms, not comparable
bool type_set_is_empty(const TypeSet *set);
bool type_set_has_terms(const TypeSet *set);
bool type_set_is_comparable(const TypeSet *set);
bool type_set_subset(const TypeSet *a, const TypeSet *b);
bool type_set_terms_equal(const TypeSet *a, const TypeSet *b);
Object *type_set_method(const TypeSet *set, const Package *package, const Symbol *name,
                        bool fold_case, uint32_t *index);
void check_valid_type(Type *named);           // no infinite size

// ---- Printing (print.c) -------------------------------------------------------------------
const char *pos_text(Pos pos);                // file:line:col
const char *type_text(Type *type);            // relative to the current package
const char *types_text(Type **types, uint32_t count);   // comma separated
const char *expr_text(const Expr *e);         // the source form as gc prints expressions
const char *operand_text(const Operand *x);   // x (variable of type int)
const char *object_text(const Object *object);      // func (T).m(int)
const char *package_qualifier(const Package *package); // "" for the current one, else its name
const char *terms_text(const Term *terms, uint32_t count);   // int | ~string
const char *method_text(Object *method, bool package_info);  // m(int) string
const char *tuple_text(Type *tuple, bool is_variadic);  // (a int, b string)

// Adds [object]; returns the one of the same name that is in it already, or NULL.
Object *object_set_insert(ObjectSet *set, Object *object);

// ---- Names and objects (scope.c, package.c, check_decl.c) ---------------------------------
Object *scope_declare(Scope *scope, Expr *ident, Object *object, Pos scope_pos);
Object *scope_insert_named(Scope *scope, Object *object, Symbol *name);
// Every entry from outside goes through these; the outermost leave runs what was put off.
void check_enter(void);
void check_leave(void);
// The declarations [path] refer to each other in a circle; told from [start] on.
void report_cycle(Object **path, uint32_t count, uint32_t start);
uint32_t first_in_source(Object **path, uint32_t count);
// Reports the "redeclared in this block" pair.
void report_redeclared(Object *object, Object *other);
Object *env_lookup(Symbol *name);             // from the current scope and position
void object_check(Object *object, Type *def); // resolves; def: the NAMED being declared, or NULL
void add_dependency(Object *object);          // the current declaration refers to [object]
void check_later(LaterFn fn, void *a, void *b);
// Runs what was put off since the queue was [from] long (a statement does so at its end, so that
// function literals see the scope as it was).
void process_later(uint32_t from);
// The package that the PACKAGE object [import] stands for, loaded now if need be. Never NULL.
Package *import_package(Object *import);
// A resolved import of [path] at [pos] in the current package; NULL after an error.
Package *import_path(Pos pos, const char *path);
void func_body_later(void *object, void *unused);
void collect_package(Package *package);       // declarations into its scope
void collect_outline(Package *package);       // the same, on demand
// Collects the declaration of [name] in a package with an outline; false: it declares no such name.
bool outline_collect(Package *package, const Symbol *name);
// Parses the declaration of a method of such a package, if that is still to be done.
void outline_declare(Object *method);
// What [file] adds to a session's package, into a new scope; see session_declare.
void collect_increment(Package *package, File *file, bool sequential);
void collect_imports(Package *package, File *file);   // only its imports, into its file scope
void session_add_method(Object *base, Object *method);   // TYPE [base] was checked before
void collect_methods(Object *object);
void collect_import(Package *package, File *file, Decl *decl);
void check_package(Package *package);         // whole
const char *package_description(const Package *package);   // package fmt ("fmt")
// Reports when the numbers of names and values differ.
void check_arity(Pos pos, ExprList *names, ExprList *values, bool is_const, bool inherited);
Scope *scope_open(void);                      // new innermost scope
void scope_close(void);
void check_decl_stmt(Stmt *stmt);             // local const, type, var declarations
// A const with its type and initializer in [object]; shared by package level and locals.
void check_const_decl(Object *object, Expr *type, Expr *init, bool inherited);
void check_var_decl(Object *object, Object **lhs, uint32_t lhs_count, Expr *type, Expr *init);
void check_type_decl(Object *object, Decl *decl, Type *def);

// ---- Type expressions (check_type.c) ------------------------------------------------------
// Resolves an identifier: sets x. [want_type]: a type is expected (error texts).
void check_ident(Operand *x, Expr *e, Type *def, bool want_type);
Type *check_type(Expr *e);                    // a type that is instantiated; reports otherwise
Type *check_var_type(Expr *e);                // the same, and no constraint interface
Type *check_defined_type(Expr *e, Type *def);
Type *check_generic_type(Expr *e, const char **cause);
// Type, generic or not (for conversion and index expressions).
Type *check_type_or_nil(Expr *e);             // also accepts nil: returns NULL type nil for cases
void check_valid_var_type(Expr *e, Type *type);
Type *check_bound(Expr *e);                   // the constraint of a type parameter
void check_struct_type(Type *type, Expr *e);
void check_interface_type(Type *type, Expr *e, Type *def);
// Fills FUNC [func]; receiver and type_params may be NULL.
void check_signature(Type *func, Field *receiver, FieldList *type_params, FuncType *ft);
void check_type_params(Type *owner, FieldList *list);
bool check_type_arg_count(Pos pos, const char *name, uint32_t want, uint32_t got);
// Collects a signature; opens no scope: parameters go to a new scope stored in type->scope.
Type *check_func_type(Field *receiver, FuncType *func_type, Object *method);
int64_t check_array_length(Expr *e);          // < 0 after an error
// Type x[args] as a type; e is the INDEX.
Type *check_instantiated_type(Expr *e, Type *def);
// The type arguments in [list]; NULL if one is invalid.
Type **check_type_list(ExprList *list);

// ---- Rules (assignable.c, lookup.c) ---------------------------------------------------
// Whether x may be assigned to T; else *cause (may be NULL) says why, or stays NULL.
bool operand_assignable(Operand *x, Type *type, const char **cause);
bool operand_convertible(Operand *x, Type *type, const char **cause);
// Whether values of the type are comparable; *cause like "[2][]int cannot be compared".
bool type_comparable_cause(Type *type, bool dynamic, const char **cause);
bool operand_is_nil(const Operand *x);
Lookup lookup_any(Type *type, bool addressable, Package *package, Symbol *name, bool fold_case);
const char *interface_pointer_error(Type *type);   // type *I is pointer to interface, ...
// When two method types count as the same: identical ones, or ones that can be unified.
typedef struct Equivalence {
    bool (*same)(Type *a, Type *b, void *arg);
    void *arg;
} Equivalence;
Object *missing_method_with(Type *v, Type *t, bool is_static, const Equivalence *equal,
                            const char **cause);
// First method of interface T that V lacks (or has wrong), with gc's reason.
Object *missing_method(Type *v, Type *t, bool is_static, const char **cause);
// Whether type T can be asserted from interface V; else *cause.
bool type_assertable(Type *v, Type *t, const char **cause);
// Whether V implements (or satisfies, [constraint]) T; else *cause.
bool type_implements_cause(Pos pos, Type *v, Type *t, bool constraint, const char **cause);
// Why a selector failed: "type T has no field or method f, but does have ..." (without x.f).
const char *lookup_error(Type *type, Symbol *name, Object *object, bool is_struct_literal);

// ---- Generics (instantiate.c, infer.c) ----------------------------------------------------
// Instance with constraints verified; errors at positions of [exprs] (or pos).
Type *check_instantiate(Pos pos, Type *origin, Type **args, uint32_t count, Expr **exprs,
                        uint32_t expr_count);
// Signature [func] with type arguments put in; marks *e (IDENT/SELECTOR/INDEX) with them.
Type *check_instantiate_func(Pos pos, Expr *e, Type *func, Type **args, uint32_t count,
                             Expr **exprs, uint32_t expr_count);
// Checks the arguments against the constraints; index of the first failure or -1.
int verify_instance(Pos pos, Type **params, Type **args, uint32_t count, const char **cause);
// Infers the missing type arguments. [args]: operands of a call for the variables of [params]
// (generic ones have types adjusted by the caller). Returns all arguments, or NULL after an error
// was put into *error (text) at *error_pos.
typedef struct InferError { Pos pos; const char *text; } InferError;
Type **check_infer(Pos pos, Type **type_params, uint32_t type_param_count, Type **type_args,
                   uint32_t type_arg_count, Type *params, Operand **args, uint32_t arg_count,
                   bool reverse, InferError *error);
// Fresh copies of type parameters (for a call inside the generic function itself).
Type *rename_type_params(Pos pos, Type **params, uint32_t count, Type *type, Type ***renamed);
// Calls [visit] for each underlying type of the set of [type] (once for a plain type; with NULL
// for a type parameter without specific types); stops and returns false when visit does.
bool type_each(Type *type, bool (*visit)(Type *type, Type *underlying, void *arg), void *arg);

// ---- Recording ----------------------------------------------------------------------------------
// Edges of the graph that finds endless instantiation; mono_check() reports.
void mono_reset(void);
void mono_record(Pos pos, Type **params, Type **args, uint32_t count, Expr **exprs,
                 uint32_t expr_count);
void mono_check(void);
void check_interface_cycles(ExprList *literals);

// ---- Recording ---------------------------------------------------------------------------------
void record_operand(Operand *x);              // x->expr gets mode, type, constant
void record_type(Expr *e, Type *type);        // e is a type expression

// ---- Expressions (check_expr.c, check_operator.c, check_call.c, check_literal.c,
//      check_builtin.c) ---------------------------------------------------------------------------
// Each sets *x; MODE_INVALID after an error.
void check_expr(Operand *x, Target *target, Expr *e);    // a single value; [target] for generic
                                                         // functions to be inferred, may be NULL
void check_multi_expr(Operand *x, Expr *e);              // may be a tuple or comma-ok
void check_expr_with_hint(Operand *x, Expr *e, Type *hint);  // hint: elided literal types
void check_expr_or_type(Operand *x, Expr *e, bool allow_generic);
void check_generic_expr(Operand *x, Expr *e);            // may be an uninstantiated function
void check_raw_expr(Operand *x, Target *target, Expr *e, Type *hint, bool allow_generic);
// Evaluates for errors and use only.
void check_use(Expr **exprs, uint32_t count);
void check_use_lhs(Expr **exprs, uint32_t count);
void check_single_value(Operand *x);
// x, untyped, gets [type]; reports when impossible.
void expr_convert_untyped(Operand *x, Type *type);
// The type x would get, or NULL; no report.
Type *implicit_type(Operand *x, Type *target, Const **value, const char **cause);
// The tree below e gets final type [type]; [final] false: may change again.
void expr_update_type(Expr *e, Type *type, bool final);
// Constant x must fit its type.
void check_overflow(Operand *x, Pos op_pos);
bool operand_representable(Operand *x, Type *basic);     // rounds x->constant; no report
void check_representable(Operand *x, Type *basic);
void check_conversion(Operand *x, Type *type);           // T(x)
void check_call_expr(Operand *x, Expr *e);
void check_builtin_call(Operand *x, Expr *call, BuiltinId id);
void check_selector(Operand *x, Expr *e, Type *def, bool want_type);
void check_func_inst(Operand *x, Target *target, Expr *index, bool infer);
// A constant index for arrays, make, ...: value, or -1.
int64_t check_index(Expr *e, int64_t max, Operand *x);

// ---- Assignment (check_assign.c) -------------------------------------------------------
// x is assigned to a variable of type [type] (NULL: default type); context: "assignment",
// "argument", "return statement", ... Sets x invalid after an error.
void check_assignment(Operand *x, Type *type, const char *context);
void check_init_const(Object *lhs, Operand *x);
void check_init_var(Object *lhs, Operand *x, const char *context);
// lhs variables = the values; return_stmt: NULL or the return statement.
void check_init_vars(Object **lhs, uint32_t lhs_count, Expr **rhs, uint32_t rhs_count,
                     Stmt *return_stmt);

// ---- Statements (check_stmt.c, check_flow.c) -------------------------------------------
// Checks a body; scope and signature are [type]'s. [name] for messages.
void check_func_body(DeclInfo *decl, const char *name, Type *type, Stmt *body, Pos end_pos,
                     Const *iota);
// Reports imports that nobody used, in all files of the package.
void check_unused_imports(Package *package);
// Reports what gc refuses after type checking, unless the package [has_errors].
void check_late_report(Package *package, bool has_errors);
// Reports the //go:linkname comments of [package] that gc refuses.
void check_linknames(Package *package);
void check_late_forget(void);                 // for types_end

#endif
