// From one kind of number to another, and rounding to the machine's floats.
#include <float.h>
#include <math.h>

#include "types/constant_int.h"

// ---- between kinds ------------------------------------------------------------------------------

// A float that went through inexact steps may miss an integer by its last bits. As the go tools do,
// it still counts as one when rounding away four bits, in either direction, makes it one.
static Const *float_to_int(mpfr_srcptr real) {
    if (!mpfr_zero_p(real)) {
        mpfr_exp_t exponent = mpfr_get_exp(real);
        if (exponent >= RATIO_BITS_MAX || exponent <= -RATIO_BITS_MAX) return const_unknown;
    }
    mpfr_t rounded;
    mpfr_init2(rounded, CONST_FLOAT_BITS - 4);
    Const *result = const_unknown;
    mpfr_srcptr candidate = NULL;
    if (mpfr_integer_p(real)) {
        candidate = real;
    } else {
        mpfr_set(rounded, real, MPFR_RNDZ);
        if (!mpfr_integer_p(rounded)) mpfr_set(rounded, real, MPFR_RNDA);
        if (mpfr_integer_p(rounded)) candidate = rounded;
    }
    if (candidate != NULL) {
        mpz_t integer;
        mpz_init(integer);
        mpfr_get_z(integer, candidate, MPFR_RNDZ);
        result = const_of_mpz(integer);
        mpz_clear(integer);
    }
    mpfr_clear(rounded);
    return result;
}

Const *const_to_int(Const *value) {
    switch (value->form) {
    case FORM_INT64:
    case FORM_BIG_INT: return value;
    case FORM_RATIO:
        if (mpz_cmp_ui(mpq_denref(&value->as.ratio), 1) != 0) return const_unknown;
        return const_of_mpz(mpq_numref(&value->as.ratio));
    case FORM_FLOAT: return float_to_int(&value->as.real);
    case FORM_COMPLEX:
        if (const_sign(value->as.complex.im) != 0) return const_unknown;
        return const_to_int((Const *)value->as.complex.re);
    default: return const_unknown;
    }
}

Const *const_to_float(Const *value) {
    switch (value->form) {
    case FORM_INT64:
    case FORM_BIG_INT: {
        mpq_t ratio;
        mpq_init(ratio);
        const_get_mpq(ratio, value);
        Const *result = const_of_mpq(ratio);
        mpq_clear(ratio);
        return result;
    }
    case FORM_RATIO:
    case FORM_FLOAT: return value;
    case FORM_COMPLEX:
        if (const_sign(value->as.complex.im) != 0) return const_unknown;
        return const_to_float((Const *)value->as.complex.re);
    default: return const_unknown;
    }
}

Const *const_to_complex(Const *value) {
    if (value->form == FORM_COMPLEX) return value;
    if (value->form < FORM_INT64) return const_unknown;
    return const_of_parts(value, &const_zero);
}

// ---- rounding -----------------------------------------------------------------------------------

// A binary floating-point format, exponents in MPFR's convention (mantissa in [1/2, 1)).
typedef struct FloatFormat {
    int bits;           // mantissa, with the hidden bit
    int exponent_min;   // of the smallest normal number
    int exponent_max;
} FloatFormat;

static const FloatFormat float32_format = {FLT_MANT_DIG, FLT_MIN_EXP, FLT_MAX_EXP};
static const FloatFormat float64_format = {DBL_MANT_DIG, DBL_MIN_EXP, DBL_MAX_EXP};

static int set_rounded(mpfr_ptr out, const Const *value) {
    switch (value->form) {
    case FORM_INT64: return mpfr_set_si(out, value->as.int64, MPFR_RNDN);
    case FORM_BIG_INT: return mpfr_set_z(out, &value->as.integer, MPFR_RNDN);
    case FORM_RATIO: return mpfr_set_q(out, &value->as.ratio, MPFR_RNDN);
    default: return mpfr_set(out, &value->as.real, MPFR_RNDN);
    }
}

// Half of the smallest subnormal is a tie that goes to zero; anything above it is the smallest
// subnormal.
static double round_below_subnormals(mpfr_srcptr wide, const FloatFormat *format) {
    mpfr_t half;
    mpfr_init2(half, 2);
    mpfr_set_ui_2exp(half, 1, format->exponent_min - format->bits - 1, MPFR_RNDN);
    bool is_above = mpfr_cmpabs(wide, half) > 0;
    mpfr_clear(half);
    double smallest = ldexp(1.0, format->exponent_min - format->bits);
    double magnitude = is_above ? smallest : 0.0;
    return mpfr_sgn(wide) < 0 ? -magnitude : magnitude;
}

// Rounds once, to nearest even, straight from the exact value. The 512-bit number is only used to
// learn the exponent, which tells how many bits a subnormal result has.
static double round_to(const Const *value, const FloatFormat *format) {
    if (value->form < FORM_INT64 || value->form == FORM_COMPLEX) return 0;
    if (const_sign(value) == 0) return 0;
    mpfr_t wide, rounded;
    mpfr_init2(wide, CONST_FLOAT_BITS);
    const_get_mpfr(wide, value);
    long exponent = mpfr_get_exp(wide);
    double result;
    if (exponent > format->exponent_max) {
        result = mpfr_sgn(wide) < 0 ? -INFINITY : INFINITY;
    } else {
        long bits = format->bits;
        if (exponent < format->exponent_min) bits -= format->exponent_min - exponent;
        if (bits < 1) {
            result = round_below_subnormals(wide, format);
        } else {
            mpfr_init2(rounded, bits);
            set_rounded(rounded, value);
            result = mpfr_get_d(rounded, MPFR_RNDN);
            if (mpfr_get_exp(rounded) > format->exponent_max) {
                result = mpfr_sgn(wide) < 0 ? -INFINITY : INFINITY;
            }
            mpfr_clear(rounded);
        }
    }
    mpfr_clear(wide);
    return result;
}

double const_get_double(const Const *value) {
    if (value->form == FORM_INT64) return (double)value->as.int64;
    return round_to(value, &float64_format);
}

float const_get_float(const Const *value) {
    if (value->form == FORM_INT64) return (float)value->as.int64;
    return (float)round_to(value, &float32_format);
}

Const *const_round_float32(const Const *value) {
    float rounded = const_get_float(value);
    return isinf(rounded) ? NULL : const_float((double)rounded);
}

Const *const_round_float64(const Const *value) {
    double rounded = const_get_double(value);
    return isinf(rounded) ? NULL : const_float(rounded);
}
