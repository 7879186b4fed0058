// Which constants a basic type can hold.
#include "base/check.h"
#include "types/constant_int.h"
#include "types/type.h"

// Bits and signedness of an integer type, [bits] 0: unlimited.
typedef struct IntegerRange {
    uint32_t bits;
    bool is_unsigned;
} IntegerRange;

static IntegerRange integer_range(TypeKind kind) {
    switch (kind) {
    case TYPE_INT8: return (IntegerRange){8, false};
    case TYPE_INT16: return (IntegerRange){16, false};
    case TYPE_INT32: return (IntegerRange){32, false};
    case TYPE_INT:
    case TYPE_INT64: return (IntegerRange){64, false};
    case TYPE_UINT8: return (IntegerRange){8, true};
    case TYPE_UINT16: return (IntegerRange){16, true};
    case TYPE_UINT32: return (IntegerRange){32, true};
    case TYPE_UINT:
    case TYPE_UINTPTR:
    case TYPE_UINT64: return (IntegerRange){64, true};
    default: return (IntegerRange){0, false};
    }
}

static bool integer_fits(const Const *value, IntegerRange range) {
    if (range.bits == 0) return true;
    if (range.is_unsigned) {
        return const_sign(value) >= 0 && const_bit_length(value) <= range.bits;
    }
    if (value->form != FORM_INT64) return false;
    if (range.bits == 64) return true;
    int64_t limit = INT64_C(1) << (range.bits - 1);
    return value->as.int64 >= -limit && value->as.int64 < limit;
}

// The value as a float type holds it, NULL when it is too large.
static Const *float_rounded_to(Const *value, TypeKind kind) {
    switch (kind) {
    case TYPE_FLOAT32:
    case TYPE_COMPLEX64: return const_round_float32(value);
    case TYPE_FLOAT64:
    case TYPE_COMPLEX128: return const_round_float64(value);
    default: return value;
    }
}

static Const *representation(Const *value, TypeKind kind) {
    switch (kind) {
    case TYPE_INT ... TYPE_UINTPTR:
    case TYPE_UNTYPED_INT:
    case TYPE_UNTYPED_RUNE: {
        Const *integer = const_to_int(value);
        if (const_kind(integer) != CONST_INT) return NULL;
        return integer_fits(integer, integer_range(kind)) ? integer : NULL;
    }
    case TYPE_FLOAT32:
    case TYPE_FLOAT64:
    case TYPE_UNTYPED_FLOAT: {
        Const *real = const_to_float(value);
        return const_kind(real) == CONST_FLOAT ? float_rounded_to(real, kind) : NULL;
    }
    case TYPE_COMPLEX64:
    case TYPE_COMPLEX128:
    case TYPE_UNTYPED_COMPLEX: {
        Const *complex = const_to_complex(value);
        if (const_kind(complex) != CONST_COMPLEX) return NULL;
        Const *re = float_rounded_to(const_real(complex), kind);
        Const *im = float_rounded_to(const_imag(complex), kind);
        return re != NULL && im != NULL ? const_of_parts(re, im) : NULL;
    }
    case TYPE_STRING:
    case TYPE_UNTYPED_STRING: return const_kind(value) == CONST_STRING ? value : NULL;
    case TYPE_BOOL:
    case TYPE_UNTYPED_BOOL: return const_kind(value) == CONST_BOOL ? value : NULL;
    default: return NULL;
    }
}

bool const_representable(Const *c, struct Type *type, Const **rounded) {
    Const *result = c->form == FORM_UNKNOWN ? c : representation(c, type->kind);
    if (result == NULL) return false;
    if (rounded != NULL) *rounded = result;
    return true;
}
