#include "types/constant.h"

#include <math.h>
#include <string.h>

#include "base/check.h"
#include "types/constant_int.h"

const Const const_zero = {.form = FORM_INT64};
static Const unknown_value = {.form = FORM_UNKNOWN};
static Const true_value = {.form = FORM_BOOL, .as.truth = true};
static Const false_value = {.form = FORM_BOOL};
Const *const const_unknown = &unknown_value;

// ---- making constants ---------------------------------------------------------------------------

static Const *const_new(ConstForm form) {
    Const *result = ARENA_NEW(types_arena(), Const);
    result->form = form;
    return result;
}

Const *const_bool(bool value) {
    return value ? &true_value : &false_value;
}

enum { SMALL_COUNT = 256 };

// Most constants are small integers: these are made once.
static Const *small_int(int64_t value) {
    static Const smalls[SMALL_COUNT];
    smalls[value].form = FORM_INT64;
    smalls[value].as.int64 = value;
    return &smalls[value];
}

Const *const_int(int64_t value) {
    if (value >= 0 && value < SMALL_COUNT) return small_int(value);
    Const *result = const_new(FORM_INT64);
    result->as.int64 = value;
    return result;
}

Const *const_uint(uint64_t value) {
    if (value <= INT64_MAX) return const_int((int64_t)value);
    mpz_t big;
    mpz_init_set_ui(big, value);
    Const *result = const_of_mpz(big);
    mpz_clear(big);
    return result;
}

Const *const_float(double value) {
    if (isnan(value) || isinf(value)) return const_unknown;
    mpq_t ratio;
    mpq_init(ratio);
    mpq_set_d(ratio, value);
    Const *result = const_of_mpq(ratio);
    mpq_clear(ratio);
    return result;
}

Const *const_string(const char *text, size_t bytes) {
    Const *result = const_new(FORM_STRING);
    result->as.string.bytes = arena_strndup(types_arena(), text, bytes);
    result->as.string.length = bytes;
    return result;
}

Const *const_string_adopt(const char *text, size_t bytes) {
    Const *result = const_new(FORM_STRING);
    result->as.string.bytes = text;
    result->as.string.length = bytes;
    return result;
}

// ---- numbers into the arena and out of it -------------------------------------------------------

// Copies the limbs of [value], so that the copy may stay when [value] is cleared.
static void mpz_copy_into(mpz_ptr copy, mpz_srcptr value) {
    size_t count = mpz_size(value);
    mp_limb_t *limbs = ARENA_ARRAY(types_arena(), mp_limb_t, count + 1);
    if (count > 0) memcpy(limbs, mpz_limbs_read(value), count * sizeof(mp_limb_t));
    mp_size_t signed_count = (mp_size_t)count;
    mpz_roinit_n(copy, limbs, mpz_sgn(value) < 0 ? -signed_count : signed_count);
}

Const *const_of_mpz(mpz_srcptr value) {
    if (mpz_fits_slong_p(value)) return const_int(mpz_get_si(value));
    Const *result = const_new(FORM_BIG_INT);
    mpz_copy_into(&result->as.integer, value);
    return result;
}

Const *const_of_mpq(mpq_srcptr value) {
    bool is_small = mpz_sizeinbase(mpq_numref(value), 2) < RATIO_BITS_MAX &&
                    mpz_sizeinbase(mpq_denref(value), 2) < RATIO_BITS_MAX;
    if (!is_small) {
        mpfr_t real;
        mpfr_init2(real, CONST_FLOAT_BITS);
        mpfr_set_q(real, value, MPFR_RNDN);
        Const *result = const_of_mpfr(real);
        mpfr_clear(real);
        return result;
    }
    Const *result = const_new(FORM_RATIO);
    mpz_copy_into(mpq_numref(&result->as.ratio), mpq_numref(value));
    mpz_copy_into(mpq_denref(&result->as.ratio), mpq_denref(value));
    return result;
}

Const *const_of_mpfr(mpfr_srcptr value) {
    if (mpfr_nan_p(value) || mpfr_inf_p(value)) return const_unknown;
    bool is_zero = mpfr_zero_p(value);
    if (!is_zero && mpfr_get_exp(value) > INT32_MAX) return const_unknown;
    if (!is_zero && mpfr_get_exp(value) < INT32_MIN) is_zero = true;
    Const *result = const_new(FORM_FLOAT);
    void *limbs = arena_alloc(types_arena(), mpfr_custom_get_size(CONST_FLOAT_BITS));
    mpfr_custom_init(limbs, CONST_FLOAT_BITS);
    mpfr_custom_init_set(&result->as.real, MPFR_ZERO_KIND, 0, CONST_FLOAT_BITS, limbs);
    if (!is_zero) mpfr_set(&result->as.real, value, MPFR_RNDN);
    return result;
}

Const *const_of_parts(const Const *re, const Const *im) {
    if (re->form == FORM_UNKNOWN || im->form == FORM_UNKNOWN) return const_unknown;
    Const *result = const_new(FORM_COMPLEX);
    result->as.complex.re = re;
    result->as.complex.im = im;
    return result;
}

void const_get_mpz(mpz_ptr out, const Const *value) {
    CHECK(value->form == FORM_INT64 || value->form == FORM_BIG_INT);
    if (value->form == FORM_INT64) mpz_set_si(out, value->as.int64);
    else mpz_set(out, &value->as.integer);
}

void const_get_mpq(mpq_ptr out, const Const *value) {
    switch (value->form) {
    case FORM_INT64: mpq_set_si(out, value->as.int64, 1); return;
    case FORM_BIG_INT: mpq_set_z(out, &value->as.integer); return;
    case FORM_RATIO: mpq_set(out, &value->as.ratio); return;
    default: FATAL("constant of form %d is not a ratio", (int)value->form);
    }
}

void const_get_mpfr(mpfr_ptr out, const Const *value) {
    switch (value->form) {
    case FORM_INT64: mpfr_set_si(out, value->as.int64, MPFR_RNDN); return;
    case FORM_BIG_INT: mpfr_set_z(out, &value->as.integer, MPFR_RNDN); return;
    case FORM_RATIO: mpfr_set_q(out, &value->as.ratio, MPFR_RNDN); return;
    case FORM_FLOAT: mpfr_set(out, &value->as.real, MPFR_RNDN); return;
    default: FATAL("constant of form %d is not a real number", (int)value->form);
    }
}

const Const *const_real_part(const Const *value) {
    return value->form == FORM_COMPLEX ? value->as.complex.re : value;
}

const Const *const_imaginary_part(const Const *value) {
    if (value->form == FORM_UNKNOWN) return value;
    return value->form == FORM_COMPLEX ? value->as.complex.im : &const_zero;
}

Const *const_real(Const *c) {
    return (Const *)const_real_part(c);
}

Const *const_imag(Const *c) {
    return (Const *)const_imaginary_part(c);
}

Const *const_complex(Const *real, Const *imag) {
    return const_of_parts(real, imag);
}

// ---- asking -------------------------------------------------------------------------------------

ConstKind const_kind(const Const *value) {
    switch (value->form) {
    case FORM_UNKNOWN: return CONST_UNKNOWN;
    case FORM_BOOL: return CONST_BOOL;
    case FORM_STRING: return CONST_STRING;
    case FORM_INT64:
    case FORM_BIG_INT: return CONST_INT;
    case FORM_RATIO:
    case FORM_FLOAT: return CONST_FLOAT;
    case FORM_COMPLEX: return CONST_COMPLEX;
    }
    return CONST_UNKNOWN;
}

bool const_bool_value(const Const *value) {
    return value->form == FORM_BOOL && value->as.truth;
}

// Writes the pieces of a concatenation from the back. A chain a+b+c+... leans to the left, so
// following left pointers in a loop keeps the recursion as shallow as the right operands are.
static void string_fill(const Const *value, char *end) {
    while (value->as.string.bytes == NULL) {
        const Const *right = value->as.string.right;
        string_fill(right, end);
        end -= right->as.string.length;
        value = value->as.string.left;
    }
    size_t length = value->as.string.length;
    if (length > 0) memcpy(end - length, value->as.string.bytes, length);
}

const char *const_string_value(const Const *value, size_t *length) {
    if (value->form != FORM_STRING) {
        *length = 0;
        return "";
    }
    *length = value->as.string.length;
    if (value->as.string.bytes == NULL) {
        Const *rope = (Const *)value;
        char *bytes = arena_alloc(types_arena(), rope->as.string.length + 1);
        string_fill(rope, bytes + rope->as.string.length);
        rope->as.string.bytes = bytes;
        rope->as.string.left = rope->as.string.right = NULL;
    }
    return value->as.string.bytes;
}

bool const_get_int64(const Const *c, int64_t *value) {
    if (c->form != FORM_INT64) return false;
    *value = c->as.int64;
    return true;
}

bool const_get_uint64(const Const *value, uint64_t *out) {
    if (value->form == FORM_INT64) {
        *out = (uint64_t)value->as.int64;
        return value->as.int64 >= 0;
    }
    if (value->form != FORM_BIG_INT || !mpz_fits_ulong_p(&value->as.integer)) return false;
    *out = mpz_get_ui(&value->as.integer);
    return true;
}

uint32_t const_bit_length(const Const *value) {
    if (value->form == FORM_INT64) {
        int64_t signed_value = value->as.int64;
        uint64_t magnitude = signed_value < 0 ? -(uint64_t)signed_value : (uint64_t)signed_value;
        return magnitude == 0 ? 0 : 64 - (uint32_t)__builtin_clzll(magnitude);
    }
    return value->form == FORM_BIG_INT ? (uint32_t)mpz_sizeinbase(&value->as.integer, 2) : 0;
}

int const_sign(const Const *value) {
    switch (value->form) {
    case FORM_INT64: return (value->as.int64 > 0) - (value->as.int64 < 0);
    case FORM_BIG_INT: return mpz_sgn(&value->as.integer);
    case FORM_RATIO: return mpq_sgn(&value->as.ratio);
    case FORM_FLOAT: return mpfr_sgn(&value->as.real);
    case FORM_COMPLEX: return const_sign(value->as.complex.re) | const_sign(value->as.complex.im);
    default: return 1;   // an unknown value never counts as zero
    }
}
