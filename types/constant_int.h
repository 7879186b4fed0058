// types/constant_int.h - how constants are represented; visible inside types/constant*.c only.
//
// A Const lives in an arena and is never changed once made. Its GMP and MPFR numbers are read-only:
// their limbs were copied into the arena by const_of_mpz, const_of_mpq and const_of_mpfr, so that
// nothing has to be freed. All arithmetic happens in temporaries that own their limbs and are
// cleared.
//
// Numbers are kept in the smallest form that holds them exactly: FORM_INT64, FORM_BIG_INT,
// FORM_RATIO while numerator and denominator stay below RATIO_BITS_MAX bits, and FORM_FLOAT beyond
// that.
#ifndef MOUND_TYPES_CONSTANT_INT_H
#define MOUND_TYPES_CONSTANT_INT_H

#include <gmp.h>
#include <mpfr.h>

#include "types/check.h"

enum {
    CONST_FLOAT_BITS = 512,   // mantissa of FORM_FLOAT
    RATIO_BITS_MAX = 4096,    // bits of a numerator or denominator, exclusive
};

// The order is the order in which operands are widened to match each other.
typedef enum {
    FORM_UNKNOWN,
    FORM_BOOL,
    FORM_STRING,
    FORM_INT64,
    FORM_BIG_INT,   // does not fit int64
    FORM_RATIO,
    FORM_FLOAT,
    FORM_COMPLEX,
} ConstForm;

struct Const {
    ConstForm form;
    union {
        bool truth;
        int64_t int64;
        __mpz_struct integer;
        __mpq_struct ratio;
        __mpfr_struct real;
        struct {
            const Const *re, *im;
        } complex;
        // A concatenation keeps its operands until somebody asks for the bytes, so that a long
        // chain of + is linear; [bytes] is NULL until then.
        struct {
            const char *bytes;
            size_t length;
            const Const *left, *right;
        } string;
    } as;
};

// Each copies its argument into the arena, in the smallest form.
Const *const_of_mpz(mpz_srcptr value);
Const *const_of_mpq(mpq_srcptr value);
// An infinity or NaN, or an exponent beyond 32 bits, makes FORM_UNKNOWN.
Const *const_of_mpfr(mpfr_srcptr value);
Const *const_of_parts(const Const *re, const Const *im);

// MPFR's own limits for exponents are narrower than Go's constants, and each thread has its own.
static inline void const_widen_exponents(void) {
    if (mpfr_get_emax() == mpfr_get_emax_max()) return;
    mpfr_set_emax(mpfr_get_emax_max());
    mpfr_set_emin(mpfr_get_emin_min());
}

// Each sets an initialized temporary to the value of a number of the same or a smaller form.
void const_get_mpz(mpz_ptr out, const Const *value);
void const_get_mpq(mpq_ptr out, const Const *value);
void const_get_mpfr(mpfr_ptr out, const Const *value);

// Real and imaginary part of a number (0 for what is not complex).
const Const *const_real_part(const Const *value);
const Const *const_imaginary_part(const Const *value);

// The value rounded once to a machine float; NULL when it is too large for one.
Const *const_round_float32(const Const *value);
Const *const_round_float64(const Const *value);
// A string whose bytes already live as long as the types do.
Const *const_string_adopt(const char *text, size_t bytes);

extern const Const const_zero;

#endif
