// types/type.h - Go's types, and the questions one can ask of them.
//
// A Type is one fat node; [kind] says which members mean something. Types live as long as the
// process: they are shared by packages, instances and compiled code. Pointers, slices, arrays,
// channels and maps are hash-consed on their component pointers, so for most types identity is one
// comparison; type_identical() is the full answer (two struct or func literals written at two
// places are distinct nodes that may be identical). type_hash() agrees with it.
//
// Three kinds stand for another type and must be looked through: NAMED has an underlying type,
// ALIAS is only another name, TYPE_PARAM has its constraint. The kinds BOOL to UNTYPED_NIL need no
// members. `byte` and `rune` are nodes of their own (they print differently) of kind UINT8, INT32.
//
//     type_unalias(t)      t without alias names            (what `t` is)
//     type_underlying(t)   the underlying type: never NAMED or ALIAS; of a type parameter its
//                          constraint interface             (what can be done with it)
//     type_core(t)         the core type, NULL when there is none
//
// Everything that a NAMED type knows (underlying type, methods) may be found only on demand: use
// the functions, never the members, unless the header says so.
#ifndef MOUND_TYPES_TYPE_H
#define MOUND_TYPES_TYPE_H

#include "base/arena.h"
#include "base/source.h"
#include "base/symbol.h"
#include "base/vec.h"
#include "parser/ast.h"

typedef struct Type Type;
typedef struct Object Object;
typedef struct Package Package;
typedef struct TypeSet TypeSet;
typedef struct Selection Selection;

typedef enum {
    TYPE_INVALID,          // of whatever had an error; silences follow-up errors
    // Basic types. The order INT..UINTPTR and the untyped kinds at the end are relied upon.
    TYPE_BOOL,
    TYPE_INT, TYPE_INT8, TYPE_INT16, TYPE_INT32, TYPE_INT64,
    TYPE_UINT, TYPE_UINT8, TYPE_UINT16, TYPE_UINT32, TYPE_UINT64, TYPE_UINTPTR,
    TYPE_FLOAT32, TYPE_FLOAT64,
    TYPE_COMPLEX64, TYPE_COMPLEX128,
    TYPE_STRING,
    TYPE_UNSAFE_POINTER,
    TYPE_UNTYPED_BOOL,
    TYPE_UNTYPED_INT, TYPE_UNTYPED_RUNE, TYPE_UNTYPED_FLOAT, TYPE_UNTYPED_COMPLEX,
    TYPE_UNTYPED_STRING,
    TYPE_UNTYPED_NIL,
    // Composite types.
    TYPE_ARRAY,            // length, elem; length < 0: unknown because of an error
    TYPE_SLICE,            // elem
    TYPE_STRUCT,           // fields, tags
    TYPE_POINTER,          // elem
    TYPE_FUNC,             // params, results, is_variadic, receiver, type_params
    TYPE_INTERFACE,        // methods, embeds; ask type_set()
    TYPE_MAP,              // key, elem
    TYPE_CHAN,             // chan_dir, elem
    TYPE_NAMED,            // object, origin, type_args, type_params
    TYPE_ALIAS,            // object, elem = what it stands for
    TYPE_TYPE_PARAM,       // object, bound, param_index
    TYPE_TUPLE,            // fields: several results of a call, or a parameter list
    TYPE_UNION,            // terms: only inside interfaces
    TYPE_KIND_COUNT
} TypeKind;

#define TYPE_BASIC_COUNT TYPE_ARRAY

// One term of a union: T or ~T.
typedef struct Term {
    bool tilde;
    Type *type;
} Term;

struct Type {
    TypeKind kind : 8;
    ChanDir chan_dir : 8;    // CHAN
    bool is_variadic;        // FUNC: the last parameter is ...T; its type is then []T
    bool is_user;            // INTERFACE written in a user's package: errors in it are reported
    bool is_implicit;        // INTERFACE written as a bare union or type in a constraint
    bool is_comparable;      // INTERFACE: the predeclared `comparable`
    bool is_complete;        // INTERFACE, NAMED: components are set up (internal)
    uint8_t state;           // NAMED: how far it is resolved (internal)
    uint8_t fixed_size;      // ARRAY, STRUCT: 1 yes, 2 no (cache of size.c)
    uint32_t id;             // a number of its own, for tables indexed by type
    uint32_t hash;           // type_hash() once computed, else 0 (internal)
    uint32_t param_index;    // TYPE_PARAM: position in its list
    uint32_t method_set_epoch;   // checker.method_epoch when [method_set] was made
    void *method_set;        // once type_method_set() computed it (internal)
    void *backend;           // for compile/: the run-time type
    // Caches of size.c; size -1 = not computed.
    int64_t size;
    int64_t align;
    int64_t pointer_bytes;   // ARRAY, STRUCT: type_pointer_bytes() + 1
    int64_t length;          // ARRAY
    Type *elem;              // ARRAY SLICE POINTER CHAN MAP; ALIAS: the type it names
    Type *key;               // MAP
    // STRUCT and TUPLE: the fields or variables; a tuple's may be nameless.
    Object **fields;
    uint32_t field_count;
    // ---- a TUPLE ends here, see type_bytes() ----
    // FUNC. [params] and [results] are TUPLEs, never NULL.
    uint32_t receiver_param_count;
    Type *params;
    Type *results;
    Object *receiver;        // of a method, else NULL; not part of identity
    struct Scope *scope;     // FUNC of a declaration or literal: scope of its parameters
    // FUNC and NAMED (of the origin): its own type parameters. FUNC: of the receiver likewise.
    Type **type_params;
    Type **receiver_params;
    uint32_t type_param_count;
    // ---- a FUNC ends here ----
    uint32_t method_count;
    // INTERFACE: explicitly declared methods, embedded types (internal, see type_set()).
    Object **methods;        // NAMED: declared methods, use named_method()
    const char **tags;       // STRUCT: tag text of field i or NULL; NULL when there are none
    uint32_t *tag_bytes;     // their lengths
    int64_t *offsets;        // STRUCT (cache of size.c)
    Type **embeds;
    Pos *embed_positions;
    uint32_t embed_count;
    TypeSet *set;            // INTERFACE once computed (internal)
    // UNION
    Term *terms;
    uint32_t term_count;
    uint32_t implicit_param_count;   // of [implicit_params]
    // NAMED, ALIAS, TYPE_PARAM
    Object *object;          // the TYPE object that declares it
    Type *underlying;        // NAMED (internal: use type_underlying)
    Type *rhs;               // NAMED: the type on the right of its declaration (internal)
    Type *origin;            // NAMED, ALIAS: the generic type it is an instance of, or itself;
                             // TYPE_PARAM of a receiver: that of the receiver's type
    Type **type_args;        // NAMED, ALIAS: arguments of an instance
    uint32_t type_arg_count;
    Pos instance_pos;        // NAMED instance: where it was first written
    // NAMED declared inside a generic function: that function's type parameters, of which it is
    // generic too although nobody wrote so. Its instances have them as type_args.
    Type **implicit_params;
    // A generic NAMED of that kind with arguments for the implicit parameters only: still generic.
    Type *implicit_origin;   // the type as declared
    Type **implicit_args;
    Type *bound;             // TYPE_PARAM: constraint as written (internal)
    uint32_t method_room;    // NAMED instance: length of [methods] (internal)
};

// The flattened view of an interface: all methods, and which types are in it.
struct TypeSet {
    Object **methods;        // exported first, by name, then package path: the run-time order
    uint32_t method_count;
    bool is_all_types;       // no restriction by terms
    bool is_comparable;      // restricted to comparable types (only with is_all_types)
    Term *terms;             // else: the union of these, normalized; none: the empty set
    uint32_t term_count;
};

// ---- Predeclared types -------------------------------------------------------------------------
// Indexed by TypeKind below TYPE_BASIC_COUNT.
extern Type *type_basic[TYPE_BASIC_COUNT];
extern Type *type_byte, *type_rune;       // the aliases that print as such
extern Type *type_error, *type_any, *type_comparable;   // named error; alias any; named comparable
extern Type *type_empty_interface;        // interface{}
extern Type *type_empty_tuple;

// ---- Constructors ------------------------------------------------------------------------------
Type *type_new_pointer(Type *elem);
Type *type_new_slice(Type *elem);
Type *type_new_array(Type *elem, int64_t length);
Type *type_new_map(Type *key, Type *elem);
Type *type_new_chan(ChanDir dir, Type *elem);
// A tuple of [count] variables; the array is kept.
Type *type_new_tuple(Object **vars, uint32_t count);
// A struct of [count] fields; the arrays are kept. [tags] may be NULL.
Type *type_new_struct(Object **fields, uint32_t count, const char **tags, uint32_t *tag_bytes);
// A function; [params] and [results] are tuples.
Type *type_new_func(Type *params, Type *results, bool is_variadic);
// An interface of the given methods (FUNC objects) and no embedded types.
Type *type_new_interface(Object **methods, uint32_t count);

// ---- Looking through ---------------------------------------------------------------------------
Type *type_unalias(Type *type);
Type *type_underlying(Type *type);
// The core type: for a non-interface its underlying type, for a type parameter the single
// underlying type of its type set (channels with directions reconciled), else NULL.
Type *type_core(Type *type);
// type_core, but a set of strings and byte slices counts as string.
Type *type_core_string(Type *type);
// The kind of the underlying type.
TypeKind type_kind(Type *type);
// What a variable gets that is initialized with an untyped value; typed types are returned as is.
Type *type_default(Type *type);
// If [type] is a pointer (not a named pointer type) its base type and *is_pointer set.
Type *type_deref(Type *type, bool *is_pointer);

// ---- Identity ----------------------------------------------------------------------------------
bool type_identical(Type *a, Type *b);
// The same, struct tags ignored.
bool type_identical_ignore_tags(Type *a, Type *b);
// Equal for identical types.
uint32_t type_hash(Type *type);

// ---- Classes of types --------------------------------------------------------------------------
// These look at the underlying type; of a type parameter they are false (use the all_ forms).
bool type_is_boolean(Type *type);
bool type_is_integer(Type *type);      // untyped ones too
bool type_is_unsigned(Type *type);
bool type_is_float(Type *type);
bool type_is_complex(Type *type);
bool type_is_numeric(Type *type);
bool type_is_string(Type *type);
bool type_is_const_type(Type *type);   // boolean, numeric or string
bool type_is_integer_or_float(Type *type);
// The same for every type of a type parameter's set.
bool type_all_boolean(Type *type);
bool type_all_integer(Type *type);
bool type_all_unsigned(Type *type);
bool type_all_numeric(Type *type);
bool type_all_string(Type *type);
bool type_all_ordered(Type *type);
bool type_all_numeric_or_string(Type *type);
bool type_all_basic(Type *type);
bool type_is_untyped(Type *type);
bool type_is_typed(Type *type);
bool type_is_untyped_numeric(Type *type);
bool type_is_valid(Type *type);
bool type_is_interface(Type *type);         // underlying type is an interface (type params too)
bool type_is_non_param_interface(Type *type);  // an interface that is not a type parameter
bool type_is_type_param(Type *type);
bool type_is_named(Type *type);             // predeclared, defined, or type parameter
bool type_is_generic(Type *type);           // generic and not instantiated
bool type_is_bytes_or_runes(Type *type);
bool type_is_basic_kind(Type *type, TypeKind kind);   // underlying kind equals [kind]
bool type_has_nil(Type *type);
// Whether a type parameter occurs in it: such a type has no layout.
bool type_is_parameterized(Type *type);
// Whether == is defined. [dynamic]: interfaces count as comparable (they may panic).
bool type_is_comparable(Type *type);

// ---- Layout (types/size.c): gc's, on 64-bit ----------------------------------------------------
int64_t type_size(Type *type);
int64_t type_align(Type *type);
// Offset of field [index] of a struct type (underlying is taken).
int64_t type_field_offset(Type *type, uint32_t index);
// Whether its size is the same whatever the type parameters in it stand for.
bool type_has_fixed_size(Type *type);
bool type_has_pointers(Type *type);
// Bytes up to and including the last pointer word; 0 without pointers.
int64_t type_pointer_bytes(Type *type);
// Whether an interface holds the value itself instead of a pointer to it: pointers, maps,
// channels, funcs, unsafe.Pointer, and structs or arrays of exactly one of those.
bool type_is_pointer_shaped(Type *type);

// ---- Names (types/print.c) ---------------------------------------------------------------------
// As gc prints it in errors: other packages' names qualified by package name, names of [current]
// not. The text lives in the types arena.
const char *type_print(Type *type, Package *current);
// As the run time prints it (%T, panics): main.T, []int, struct { A int "tag" }, func(int) string.
const char *type_print_runtime(Type *type);
// The same with full import paths: unique for each type, for symbol names and hashing.
const char *type_print_linker(Type *type);

// ---- Methods and fields (types/lookup.c) ---------------------------------------------------
typedef enum {
    SELECT_FIELD,          // x.f
    SELECT_METHOD_VALUE,   // x.m, called or not
    SELECT_METHOD_EXPR,    // T.m
} SelectionKind;

// What x.f denotes: walk [path] from x, dereferencing pointers on the way; the last index is that
// of the field in its struct, or of the method in its named type or interface.
struct Selection {
    SelectionKind kind;
    bool is_indirect;      // a pointer is dereferenced on the way
    Type *receiver;        // type of x (or T)
    Object *object;        // the field or method
    uint32_t *path;
    uint32_t path_count;
};

// The result of type_lookup.
typedef struct Lookup {
    Object *object;        // NULL when not found
    uint32_t *path;        // as in Selection; set with object NULL: the name is ambiguous
    uint32_t path_count;
    bool is_indirect;      // with object NULL and no path: method has a pointer receiver
} Lookup;

// Finds field or method [name] of [type] as seen from [package]. [addressable]: x is a variable, so
// methods of *T count. [fold_case] compares names without case.
Lookup type_lookup(Type *type, bool addressable, Package *package, Symbol *name, bool fold_case);
// How many methods a NAMED type (not its pointer) declares, and the i-th: for an instance of a
// generic type its method with type arguments put in (object->origin is the generic method).
uint32_t named_method_count(Type *named);
Object *named_method(Type *named, uint32_t index);
// The flattened view of an interface type (underlying is taken).
TypeSet *type_set(Type *interface);

// One method of a method set, promoted ones included.
typedef struct MethodEntry {
    Object *method;        // FUNC; of an instance: instantiated
    uint32_t *path;        // embedded fields to walk; the last index is the method's own
    uint32_t path_count;
    bool is_indirect;      // a pointer is passed on the way
} MethodEntry;
typedef VEC(MethodEntry) MethodSet;
// The method set of [type] in run-time order. Computed once per type.
MethodSet *type_method_set(Type *type);
// Whether [type] has all methods of [interface]; if not, *missing is the first method it lacks.
bool type_implements(Type *type, Type *interface, Object **missing);

// ---- Generics (types/instantiate.c) ------------------------------------------------------------
// The instance of generic named type, alias or function type [origin] for [args]: one NAMED for
// each distinct list. Constraints are not verified.
Type *type_instantiate(Type *origin, Type **args, uint32_t count);
// [type] with [params] (TYPE_PARAMs) replaced by [args]. Returns [type] itself when none occurs.
Type *type_substitute(Type *type, Type **params, Type **args, uint32_t count);

#endif
