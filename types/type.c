// types/type.c - makes types, and answers which class a type belongs to.
#include "types/check_int.h"

// ---- Nodes --------------------------------------------------------------------------------------

Type *type_basic[TYPE_BASIC_COUNT];
Type *type_byte, *type_rune, *type_error, *type_any, *type_comparable;
Type *type_empty_interface, *type_empty_tuple;

static uint32_t next_type_id;

// Most types are signatures and their tuples, which have few of the fields.
static size_t type_bytes(TypeKind kind) {
    switch (kind) {
    case TYPE_TUPLE: return offsetof(Type, receiver_param_count);
    case TYPE_FUNC: return offsetof(Type, method_count);
    default: return sizeof(Type);
    }
}

static Type *type_alloc(TypeKind kind) {
#ifdef MOUND_DEBUG
    // Whoever looks at fields that are not there shall notice.
    Type *whole = ARENA_NEW(&checker.arena, Type);
    memset((char *)whole + type_bytes(kind), 0xdb, sizeof *whole - type_bytes(kind));
    return whole;
#else
    return arena_alloc(&checker.arena, type_bytes(kind));
#endif
}

Type *type_copy(const Type *type) {
    Type *copy = type_alloc(type->kind);
    memcpy(copy, type, type_bytes(type->kind));
    copy->id = ++next_type_id;
    copy->hash = 0;
    return copy;
}

Type *type_new(TypeKind kind) {
    Type *type = type_alloc(kind);
    type->kind = kind;
    type->id = ++next_type_id;
    type->size = -1;
    return type;
}

// Pointers, slices, arrays, maps and channels, by kind and components. Open addressing.
static struct {
    Type **slots;
    uint32_t size;
    uint32_t count;
} composites;

void types_forget_composites(void) { memset(&composites, 0, sizeof composites); }

static uint32_t composite_hash(const Type *type) {
    uint64_t h = (uint64_t)type->kind * 0x9E3779B97F4A7C15u;
    h ^= (uint64_t)(uintptr_t)type->elem * 0xC2B2AE3D27D4EB4Fu;
    h ^= (uint64_t)(uintptr_t)type->key * 0x165667B19E3779F9u;
    h ^= ((uint64_t)type->length + type->chan_dir) * 0x27D4EB2F165667C5u;
    return (uint32_t)(h >> 32) ^ (uint32_t)h;
}

static bool composite_equal(const Type *a, const Type *b) {
    return a->kind == b->kind && a->elem == b->elem && a->key == b->key &&
           a->length == b->length && a->chan_dir == b->chan_dir;
}

static void composites_grow(void) {
    uint32_t old_size = composites.size;
    Type **old = composites.slots;
    composites.size = old_size ? old_size * 2 : 256;
    composites.slots = ARENA_ARRAY(&checker.arena, Type *, composites.size);
    for (uint32_t i = 0; i < old_size; i++) {
        if (!old[i]) continue;
        uint32_t at = composite_hash(old[i]) & (composites.size - 1);
        while (composites.slots[at]) at = (at + 1) & (composites.size - 1);
        composites.slots[at] = old[i];
    }
}

// The one node equal to [wanted].
static Type *composite_intern(const Type *wanted) {
    if (composites.count * 2 >= composites.size) composites_grow();
    uint32_t at = composite_hash(wanted) & (composites.size - 1);
    while (composites.slots[at]) {
        if (composite_equal(composites.slots[at], wanted)) return composites.slots[at];
        at = (at + 1) & (composites.size - 1);
    }
    Type *type = type_new(wanted->kind);
    type->elem = wanted->elem;
    type->key = wanted->key;
    type->length = wanted->length;
    type->chan_dir = wanted->chan_dir;
    composites.slots[at] = type;
    composites.count++;
    return type;
}

Type *type_new_pointer(Type *elem) {
    return composite_intern(&(Type){.kind = TYPE_POINTER, .elem = elem});
}

Type *type_new_slice(Type *elem) {
    return composite_intern(&(Type){.kind = TYPE_SLICE, .elem = elem});
}

Type *type_new_array(Type *elem, int64_t length) {
    return composite_intern(&(Type){.kind = TYPE_ARRAY, .elem = elem, .length = length});
}

Type *type_new_map(Type *key, Type *elem) {
    return composite_intern(&(Type){.kind = TYPE_MAP, .elem = elem, .key = key});
}

Type *type_new_chan(ChanDir dir, Type *elem) {
    return composite_intern(&(Type){.kind = TYPE_CHAN, .elem = elem, .chan_dir = dir});
}

Type *type_new_tuple(Object **vars, uint32_t count) {
    if (count == 0) return type_empty_tuple;
    Type *type = type_new(TYPE_TUPLE);
    type->fields = vars;
    type->field_count = count;
    return type;
}

Type *type_new_struct(Object **fields, uint32_t count, const char **tags, uint32_t *tag_bytes) {
    Type *type = type_new(TYPE_STRUCT);
    type->fields = fields;
    type->field_count = count;
    type->tags = tags;
    type->tag_bytes = tag_bytes;
    type->is_complete = true;
    return type;
}

Type *type_new_func(Type *params, Type *results, bool is_variadic) {
    Type *type = type_new(TYPE_FUNC);
    type->params = params;
    type->results = results;
    type->is_variadic = is_variadic;
    return type;
}

Type *type_new_interface(Object **methods, uint32_t count) {
    Type *type = type_new(TYPE_INTERFACE);
    type->methods = methods;
    type->method_count = count;
    type->is_complete = true;
    return type;
}

// ---- Looking through ----------------------------------------------------------------------------

Type *type_unalias(Type *type) {
    while (type->kind == TYPE_ALIAS) {
        if (!type->elem) return type_basic[TYPE_INVALID];
        type = type->elem;
    }
    return type;
}

// The interface that the constraint of a type parameter stands for: a constraint that is no
// interface is the only element of one.
static Type *type_param_interface(Type *param) {
    Type *bound = param->bound ? param->bound : type_basic[TYPE_INVALID];
    Type *under = type_underlying(bound);
    if (under->kind == TYPE_INTERFACE) return under;
    if (under->kind == TYPE_INVALID) return type_empty_interface;
    Type *interface = type_new(TYPE_INTERFACE);
    interface->embeds = ARENA_ARRAY(&checker.arena, Type *, 1);
    interface->embeds[0] = bound;
    interface->embed_count = 1;
    interface->is_implicit = true;
    interface->is_complete = true;
    param->bound = interface;
    return interface;
}

Type *type_underlying(Type *type) {
    type = type_unalias(type);
    if (type->kind == TYPE_NAMED) return named_underlying(type);
    if (type->kind == TYPE_TYPE_PARAM) return type_param_interface(type);
    return type;
}

TypeKind type_kind(Type *type) { return type_underlying(type)->kind; }

Type *type_default(Type *type) {
    switch (type->kind) {
    case TYPE_UNTYPED_BOOL: return type_basic[TYPE_BOOL];
    case TYPE_UNTYPED_INT: return type_basic[TYPE_INT];
    case TYPE_UNTYPED_RUNE: return type_rune;
    case TYPE_UNTYPED_FLOAT: return type_basic[TYPE_FLOAT64];
    case TYPE_UNTYPED_COMPLEX: return type_basic[TYPE_COMPLEX128];
    case TYPE_UNTYPED_STRING: return type_basic[TYPE_STRING];
    default: return type;
    }
}

Type *type_deref(Type *type, bool *is_pointer) {
    Type *actual = type_unalias(type);
    if (is_pointer) *is_pointer = actual->kind == TYPE_POINTER;
    return actual->kind == TYPE_POINTER ? actual->elem : type;
}

// ---- Classes of kinds ---------------------------------------------------------------------------

enum {
    CLASS_BOOLEAN = 1, CLASS_INTEGER = 2, CLASS_UNSIGNED = 4, CLASS_FLOAT = 8, CLASS_COMPLEX = 16,
    CLASS_STRING = 32, CLASS_UNTYPED = 64,
    CLASS_NUMERIC = CLASS_INTEGER | CLASS_FLOAT | CLASS_COMPLEX,
    CLASS_ORDERED = CLASS_INTEGER | CLASS_FLOAT | CLASS_STRING,
    CLASS_CONST = CLASS_BOOLEAN | CLASS_NUMERIC | CLASS_STRING,
};

static const uint8_t kind_class[TYPE_KIND_COUNT] = {
    [TYPE_BOOL] = CLASS_BOOLEAN,
    [TYPE_INT] = CLASS_INTEGER, [TYPE_INT8] = CLASS_INTEGER, [TYPE_INT16] = CLASS_INTEGER,
    [TYPE_INT32] = CLASS_INTEGER, [TYPE_INT64] = CLASS_INTEGER,
    [TYPE_UINT] = CLASS_INTEGER | CLASS_UNSIGNED, [TYPE_UINT8] = CLASS_INTEGER | CLASS_UNSIGNED,
    [TYPE_UINT16] = CLASS_INTEGER | CLASS_UNSIGNED, [TYPE_UINT32] = CLASS_INTEGER | CLASS_UNSIGNED,
    [TYPE_UINT64] = CLASS_INTEGER | CLASS_UNSIGNED, [TYPE_UINTPTR] = CLASS_INTEGER | CLASS_UNSIGNED,
    [TYPE_FLOAT32] = CLASS_FLOAT, [TYPE_FLOAT64] = CLASS_FLOAT,
    [TYPE_COMPLEX64] = CLASS_COMPLEX, [TYPE_COMPLEX128] = CLASS_COMPLEX,
    [TYPE_STRING] = CLASS_STRING,
    [TYPE_UNTYPED_BOOL] = CLASS_BOOLEAN | CLASS_UNTYPED,
    [TYPE_UNTYPED_INT] = CLASS_INTEGER | CLASS_UNTYPED,
    [TYPE_UNTYPED_RUNE] = CLASS_INTEGER | CLASS_UNTYPED,
    [TYPE_UNTYPED_FLOAT] = CLASS_FLOAT | CLASS_UNTYPED,
    [TYPE_UNTYPED_COMPLEX] = CLASS_COMPLEX | CLASS_UNTYPED,
    [TYPE_UNTYPED_STRING] = CLASS_STRING | CLASS_UNTYPED,
    [TYPE_UNTYPED_NIL] = CLASS_UNTYPED,
};

static bool is_class(Type *type, int class) { return kind_class[type_kind(type)] & class; }

bool type_is_boolean(Type *type) { return is_class(type, CLASS_BOOLEAN); }
bool type_is_integer(Type *type) { return is_class(type, CLASS_INTEGER); }
bool type_is_unsigned(Type *type) { return is_class(type, CLASS_UNSIGNED); }
bool type_is_float(Type *type) { return is_class(type, CLASS_FLOAT); }
bool type_is_complex(Type *type) { return is_class(type, CLASS_COMPLEX); }
bool type_is_numeric(Type *type) { return is_class(type, CLASS_NUMERIC); }
bool type_is_string(Type *type) { return is_class(type, CLASS_STRING); }
bool type_is_const_type(Type *type) { return is_class(type, CLASS_CONST); }
bool type_is_integer_or_float(Type *type) { return is_class(type, CLASS_INTEGER | CLASS_FLOAT); }

static bool term_is_class(Type *type, Type *underlying, void *class) {
    (void)type;
    return underlying && (kind_class[underlying->kind] & *(int *)class);
}

static bool all_class(Type *type, int class) {
    if (!type_is_type_param(type)) return is_class(type, class);
    return type_each(type, term_is_class, &class);
}

bool type_all_boolean(Type *type) { return all_class(type, CLASS_BOOLEAN); }
bool type_all_integer(Type *type) { return all_class(type, CLASS_INTEGER); }
bool type_all_unsigned(Type *type) { return all_class(type, CLASS_UNSIGNED); }
bool type_all_numeric(Type *type) { return all_class(type, CLASS_NUMERIC); }
bool type_all_string(Type *type) { return all_class(type, CLASS_STRING); }
bool type_all_ordered(Type *type) { return all_class(type, CLASS_ORDERED); }
bool type_all_numeric_or_string(Type *type) {
    return all_class(type, CLASS_NUMERIC | CLASS_STRING);
}
bool type_all_basic(Type *type) { return all_class(type, CLASS_CONST); }

bool type_is_untyped(Type *type) { return kind_class[type->kind] & CLASS_UNTYPED; }
bool type_is_typed(Type *type) { return !type_is_untyped(type); }
bool type_is_untyped_numeric(Type *type) {
    return type_is_untyped(type) && (kind_class[type->kind] & CLASS_NUMERIC);
}
bool type_is_valid(Type *type) { return type_unalias(type)->kind != TYPE_INVALID; }
bool type_is_interface(Type *type) { return type_kind(type) == TYPE_INTERFACE; }
bool type_is_type_param(Type *type) { return type_unalias(type)->kind == TYPE_TYPE_PARAM; }
bool type_is_non_param_interface(Type *type) {
    return !type_is_type_param(type) && type_is_interface(type);
}
bool type_is_basic_kind(Type *type, TypeKind kind) { return type_kind(type) == kind; }

bool type_is_named(Type *type) {
    type = type_unalias(type);
    return type->kind < TYPE_BASIC_COUNT || type->kind == TYPE_NAMED ||
           type->kind == TYPE_TYPE_PARAM;
}

bool type_is_generic(Type *type) {
    if (type->kind == TYPE_ALIAS && type->type_param_count > 0 && type->type_arg_count == 0)
        return true;
    type = type_unalias(type);
    return type->kind == TYPE_NAMED && type->type_arg_count == 0 && type->type_param_count > 0;
}

bool type_is_bytes_or_runes(Type *type) {
    type = type_underlying(type);
    if (type->kind != TYPE_SLICE) return false;
    TypeKind elem = type_kind(type->elem);
    return elem == TYPE_UINT8 || elem == TYPE_INT32;
}

static bool term_has_nil(Type *type, Type *underlying, void *arg) {
    (void)type;
    (void)arg;
    return underlying && type_has_nil(underlying);
}

bool type_has_nil(Type *type) {
    switch (type_kind(type)) {
    case TYPE_UNSAFE_POINTER: case TYPE_SLICE: case TYPE_POINTER: case TYPE_FUNC: case TYPE_MAP:
    case TYPE_CHAN:
        return true;
    case TYPE_INTERFACE:
        return !type_is_type_param(type) || type_each(type, term_has_nil, NULL);
    default:
        return false;
    }
}
