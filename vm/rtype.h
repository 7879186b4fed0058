// vm/rtype.h - run-time type descriptors.
//
// An RType describes one Go type at run time: its layout for the heap and the collector, and what
// interfaces, maps, reflection and fmt need. compile/rtype.c builds them from the checker's types,
// one for each identical type, so two types are identical when their RType pointers are equal.
// They live for ever and are never in the object heap.
//
// All fields are 8 bytes or packed into 8, because stdlib/internal/abi/type.go mirrors this struct
// for reflect: a change here is a change there (tests/unit/vm_rtype.c pins the offsets).
#ifndef MOUND_VM_RTYPE_H
#define MOUND_VM_RTYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "heap/layout.h"

typedef struct RType RType;
struct FuncCode;

// Values of more bytes lie in the heap while frames hold them (vm/slots.h): 64 KB, as gc moves its
// own temporaries there. MOUND_HELD=N says otherwise: few values are that large, tests want many.
extern uint64_t held_bytes_max;

// Numbered as in reflect.Kind.
typedef enum {
    KIND_INVALID, KIND_BOOL, KIND_INT, KIND_INT8, KIND_INT16, KIND_INT32, KIND_INT64,
    KIND_UINT, KIND_UINT8, KIND_UINT16, KIND_UINT32, KIND_UINT64, KIND_UINTPTR,
    KIND_FLOAT32, KIND_FLOAT64, KIND_COMPLEX64, KIND_COMPLEX128,
    KIND_ARRAY, KIND_CHAN, KIND_FUNC, KIND_INTERFACE, KIND_MAP, KIND_POINTER, KIND_SLICE,
    KIND_STRING, KIND_STRUCT, KIND_UNSAFE_POINTER
} Kind;

// A Go string as it lies in memory.
typedef struct GoString {
    const char *text;
    int64_t bytes;
} GoString;

// A Go slice as it lies in memory.
typedef struct GoSlice {
    void *items;
    int64_t count;
    int64_t capacity;
} GoSlice;

// A Go interface as it lies in memory; [type] is an Itab* when the interface type has methods.
typedef struct GoIface {
    union {
        const RType *type;
        const struct Itab *itab;
    };
    void *data;
} GoIface;

enum {  // RType.flags
    RTYPE_DIRECT = 1 << 0,      // pointer-shaped: an interface holds the value itself
    RTYPE_COMPARABLE = 1 << 1,  // == does not panic (interfaces inside may still panic)
    RTYPE_PLAIN = 1 << 2,       // == and hash may treat the value as bytes
    RTYPE_NAMED = 1 << 3,       // has a name of its own (defined types, predeclared types)
    RTYPE_VARIADIC = 1 << 4,    // function type with ... parameter
};

typedef struct RField {
    GoString name;
    GoString pkg_path;          // empty when exported
    const RType *type;
    GoString tag;
    uint64_t offset;            // bytes
    uint64_t embedded;          // 0 or 1
} RField;

// One method of a concrete type's method set, or of an interface type; both sorted by name, then
// package path.
typedef struct RMethod {
    GoString name;
    GoString pkg_path;          // empty when exported
    const RType *type;          // function type without receiver
    // Concrete types: the code behind interface calls, whose receiver parameter is the interface's
    // data word. May be an uncompiled (LAZY) function. NULL in interface types.
    struct FuncCode *code;
} RMethod;

struct RType {
    Layout layout;              // offset 0: bytes, ptr_bytes, ptr_bits
    uint32_t hash;              // of the type itself, for type switches and map hashing
    uint8_t kind;               // a Kind
    uint8_t align;              // bytes; also the alignment as a field
    uint8_t flags;
    uint8_t chan_dir;           // KIND_CHAN: 1 receive, 2 send, 3 both (as reflect.ChanDir)
    GoString string;            // as reflect's Type.String prints it: "main.T", "[]int"
    GoString name;              // "T"; empty for types without a name
    GoString pkg_path;          // "main"; empty for predeclared and unnamed types
    RType *ptr_to;              // *T, NULL until somebody asked for it (rtype_ptr_to)
    const RType *elem;          // array, chan, map, pointer, slice
    const RType *key;           // map
    int64_t count;              // array length
    const RField *fields;       // struct
    int64_t field_count;
    const RType *const *params; // func: parameters, then results
    int64_t param_count;
    int64_t result_count;
    const RMethod *methods;     // method set (interfaces: all methods)
    int64_t method_count;
    const void *source;         // the checker's struct Type, opaque; for types made at run time
    const RType *slice_of;      // []T, NULL until somebody asked
    void *map_info;             // KIND_MAP: what vm/map.c derived from it; NULL until used
    uint64_t shallow;           // 1 until rtype_complete; see rtype_is_shallow
};

// What a non-empty interface value carries instead of its RType.
typedef struct Itab {
    const RType *inter;         // the interface type
    const RType *type;          // the dynamic type
    uint32_t hash;              // of the dynamic type
    uint32_t method_count;
    struct FuncCode *methods[]; // in the order of inter->methods
} Itab;

// The Itab of [type] as [inter], made when first asked for and cached for ever. NULL when a method
// is missing; *[missing] (may be NULL) then names it. Safe from any thread.
const Itab *itab_get(const RType *inter, const RType *type, const GoString **missing);

// Looks all itabs up again, after types have got methods (a session's do). The world is stopped.
void itab_refresh(void);

// Descriptors are made shallow, so that mentioning a type does not drag in every type and package
// that can be reached from it. What holds a value by value (struct fields, array elements, map
// keys and elements, slice and channel elements) is there from the start; the elem of pointers,
// the params of functions and all methods (of concrete types and interfaces) are there only after
// rtype_complete(). Even then a method of a concrete type has type and code NULL until
// rtype_method() is asked for it. Both are cheap when done already, and safe from any thread.
void rtype_complete(const RType *type);
static inline bool rtype_is_shallow(const RType *type) {
    return __atomic_load_n(&type->shallow, __ATOMIC_ACQUIRE) != 0;
}
const RMethod *rtype_method(const RType *type, int64_t index);
// Who does it: compile/. [index] < 0: complete the type, else fill in that method.
typedef void RTypeCompleter(RType *type, int64_t index);
void rtype_set_completer(RTypeCompleter *completer);

// *T of [type]: made by the hook that compile/ has set when it does not exist yet.
const RType *rtype_ptr_to(const RType *type);

// How reflect asks for types that the program did not mention. compile/ sets it; NULL when no
// front end is linked: such a request is then a panic that says so.
typedef enum { RTYPE_MAKE_PTR, RTYPE_MAKE_SLICE, RTYPE_MAKE_ARRAY, RTYPE_MAKE_MAP, RTYPE_MAKE_CHAN,
               RTYPE_MAKE_FUNC, RTYPE_MAKE_STRUCT } RTypeMakeKind;
typedef struct RTypeRequest {
    RTypeMakeKind kind;
    const RType *elem;          // PTR, SLICE, ARRAY, MAP, CHAN
    const RType *key;           // MAP
    int64_t count;              // ARRAY length; CHAN direction
    const RType *const *params; // FUNC: parameters then results
    int64_t param_count, result_count;
    bool variadic;
    const RField *fields;       // STRUCT
    int64_t field_count;
} RTypeRequest;
typedef const RType *RTypeMaker(const RTypeRequest *request);
void rtype_set_maker(RTypeMaker *maker);
// The type that [request] describes, made by that hook; NULL when there is none.
const RType *rtype_make(const RTypeRequest *request);

// Equality of two values in memory by type. Interfaces inside may hold uncomparable types: then
// *[uncomparable] is set to that type and the result is false (the caller panics).
bool rtype_equal(const RType *type, const void *a, const void *b, const RType **uncomparable);
// Hash of a value in memory, consistent with rtype_equal; floats as Go (NaN hashes at random).
uint64_t rtype_hash(const RType *type, const void *value, uint64_t seed,
                    const RType **uncomparable);

#endif
