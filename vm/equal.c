// vm/equal.c - equality and hash of values in memory, by type.
#include "vm/vm_int.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

static bool equal_double(const void *a, const void *b) {
    return *(const double *)a == *(const double *)b;
}
static bool equal_float(const void *a, const void *b) {
    return *(const float *)a == *(const float *)b;
}

static bool equal_data(const RType *type, void *const *a, void *const *b,
                       const RType **uncomparable) {
    if (!(type->flags & RTYPE_COMPARABLE)) {
        *uncomparable = type;
        return false;
    }
    if (type->flags & RTYPE_DIRECT) return *a == *b;
    return *a == *b && (type->flags & RTYPE_PLAIN) ? true : rtype_equal(type, *a, *b, uncomparable);
}

// The dynamic type of an interface value of static type [inter].
static const RType *dynamic_type(const RType *inter, const GoIface *value) {
    rtype_complete(inter);
    if (inter->method_count == 0 || value->itab == NULL) return value->type;
    return value->itab->type;
}

static bool equal_struct(const RType *type, const char *a, const char *b,
                         const RType **uncomparable) {
    for (int64_t i = 0; i < type->field_count; i++) {
        const RField *field = &type->fields[i];
        if (field->name.bytes == 1 && field->name.text[0] == '_') continue;
        if (!rtype_equal(field->type, a + field->offset, b + field->offset, uncomparable))
            return false;
    }
    return true;
}

bool rtype_equal(const RType *type, const void *a, const void *b, const RType **uncomparable) {
    if (type->flags & RTYPE_PLAIN) return memcmp(a, b, type->layout.bytes) == 0;
    switch ((Kind)type->kind) {
    case KIND_FLOAT32: return equal_float(a, b);
    case KIND_FLOAT64: return equal_double(a, b);
    case KIND_COMPLEX64:
        return equal_float(a, b) && equal_float((const float *)a + 1, (const float *)b + 1);
    case KIND_COMPLEX128:
        return equal_double(a, b) && equal_double((const double *)a + 1, (const double *)b + 1);
    case KIND_STRING: return string_equal(a, b);
    case KIND_INTERFACE: {
        const GoIface *x = a, *y = b;
        const RType *dynamic = dynamic_type(type, x);
        if (dynamic != dynamic_type(type, y)) return false;
        return dynamic == NULL || equal_data(dynamic, &x->data, &y->data, uncomparable);
    }
    case KIND_ARRAY:
        for (int64_t i = 0; i < type->count; i++) {
            size_t at = (size_t)i * type->elem->layout.bytes;
            if (!rtype_equal(type->elem, (const char *)a + at, (const char *)b + at, uncomparable))
                return false;
        }
        return true;
    case KIND_STRUCT: return equal_struct(type, a, b, uncomparable);
    case KIND_FUNC: case KIND_MAP: case KIND_SLICE:
        *uncomparable = type;
        return false;
    default: return memcmp(a, b, type->layout.bytes) == 0;
    }
}

// ---- hashing ------------------------------------------------------------------------------------
static uint64_t hash_bytes(const void *data, size_t bytes, uint64_t seed) {
    return XXH3_64bits_withSeed(data, bytes, seed);
}

// Zeroes of both signs are equal; no NaN equals another, so theirs may be anything: a counter keeps
// many of them from falling into one place.
static uint64_t hash_double(double value, uint64_t seed) {
    static _Atomic uint64_t nans;
    if (value == 0) value = 0;
    uint64_t bits;
    memcpy(&bits, &value, 8);
    if (value != value) bits = atomic_fetch_add(&nans, 0x9E3779B97F4A7C15ull);
    return hash_bytes(&bits, 8, seed);
}

static uint64_t hash_interface(const RType *type, const GoIface *value, uint64_t seed,
                               const RType **uncomparable) {
    const RType *dynamic = dynamic_type(type, value);
    if (dynamic == NULL) return seed;
    if (!(dynamic->flags & RTYPE_COMPARABLE)) {
        *uncomparable = dynamic;
        return 0;
    }
    const void *data = dynamic->flags & RTYPE_DIRECT ? (const void *)&value->data : value->data;
    return rtype_hash(dynamic, data, seed ^ dynamic->hash, uncomparable);
}

uint64_t rtype_hash(const RType *type, const void *value, uint64_t seed,
                    const RType **uncomparable) {
    const char *bytes = value;
    if (type->flags & RTYPE_PLAIN) return hash_bytes(value, type->layout.bytes, seed);
    switch ((Kind)type->kind) {
    case KIND_FLOAT32: return hash_double(*(const float *)value, seed);
    case KIND_FLOAT64: return hash_double(*(const double *)value, seed);
    case KIND_COMPLEX64:
        seed = hash_double(((const float *)value)[0], seed);
        return hash_double(((const float *)value)[1], seed);
    case KIND_COMPLEX128:
        seed = hash_double(((const double *)value)[0], seed);
        return hash_double(((const double *)value)[1], seed);
    case KIND_STRING: {
        const GoString *string = value;
        return hash_bytes(string->text, (size_t)string->bytes, seed);
    }
    case KIND_INTERFACE: return hash_interface(type, value, seed, uncomparable);
    case KIND_ARRAY:
        for (int64_t i = 0; i < type->count && *uncomparable == NULL; i++)
            seed = rtype_hash(type->elem, bytes + (size_t)i * type->elem->layout.bytes, seed,
                              uncomparable);
        return seed;
    case KIND_STRUCT:
        for (int64_t i = 0; i < type->field_count && *uncomparable == NULL; i++) {
            const RField *field = &type->fields[i];
            if (field->name.bytes == 1 && field->name.text[0] == '_') continue;
            seed = rtype_hash(field->type, bytes + field->offset, seed, uncomparable);
        }
        return seed;
    case KIND_FUNC: case KIND_MAP: case KIND_SLICE:
        *uncomparable = type;
        return 0;
    default: return hash_bytes(value, type->layout.bytes, seed);
    }
}

// Interface types with the same methods are convertible without a change of the itab word, so two
// itabs may stand for one dynamic type.
static const RType *type_of_word(uint64_t word, bool has_methods) {
    if (word == 0 || !has_methods) return (const RType *)(uintptr_t)word;
    return ((const Itab *)(uintptr_t)word)->type;
}

bool iface_equal(Processor *p, bool *equal, const uint64_t *a, const uint64_t *b,
                 bool has_methods) {
    const RType *type = type_of_word(a[0], has_methods);
    *equal = type == type_of_word(b[0], has_methods);
    if (!*equal || type == NULL) return true;
    const RType *bad = NULL;
    *equal = equal_data(type, (void *const *)&a[1], (void *const *)&b[1], &bad);
    return bad == NULL || vm_fail_uncomparable(p, bad);
}
