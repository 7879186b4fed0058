// Operators on constants. Operands of different forms are first widened to the larger form.
#include <string.h>

#include "base/check.h"
#include "types/constant_int.h"

static bool form_is_number(ConstForm form) {
    return form >= FORM_INT64;
}

static ConstForm form_max(const Const *x, const Const *y) {
    return x->form > y->form ? x->form : y->form;
}

// ---- integers -----------------------------------------------------------------------------------

// int64 arithmetic where it cannot overflow; false: the big path has to do it.
static bool int64_binary(TokenKind op, int64_t x, int64_t y, int64_t *out) {
    switch (op) {
    case TOK_ADD: return !__builtin_add_overflow(x, y, out);
    case TOK_SUB: return !__builtin_sub_overflow(x, y, out);
    case TOK_MUL: return !__builtin_mul_overflow(x, y, out);
    case TOK_DIV: *out = y == -1 ? 0 : x / y; return y != -1;
    case TOK_REM: *out = y == -1 ? 0 : x % y; return true;
    case TOK_AND: *out = x & y; return true;
    case TOK_OR: *out = x | y; return true;
    case TOK_XOR: *out = x ^ y; return true;
    case TOK_ANDNOT: *out = x & ~y; return true;
    default: return false;
    }
}

static bool mpz_binary(TokenKind op, mpz_ptr out, mpz_srcptr x, mpz_srcptr y) {
    switch (op) {
    case TOK_ADD: mpz_add(out, x, y); return true;
    case TOK_SUB: mpz_sub(out, x, y); return true;
    case TOK_MUL: mpz_mul(out, x, y); return true;
    case TOK_DIV: mpz_tdiv_q(out, x, y); return true;
    case TOK_REM: mpz_tdiv_r(out, x, y); return true;
    case TOK_AND: mpz_and(out, x, y); return true;
    case TOK_OR: mpz_ior(out, x, y); return true;
    case TOK_XOR: mpz_xor(out, x, y); return true;
    case TOK_ANDNOT:
        mpz_com(out, y);
        mpz_and(out, x, out);
        return true;
    default: return false;
    }
}

static Const *integer_binary(TokenKind op, const Const *x, const Const *y) {
    if ((op == TOK_DIV || op == TOK_REM) && const_sign(y) == 0) return const_unknown;
    int64_t small;
    if (x->form == FORM_INT64 && y->form == FORM_INT64 &&
        int64_binary(op, x->as.int64, y->as.int64, &small)) {
        return const_int(small);
    }
    mpz_t a, b, out;
    mpz_inits(a, b, out, NULL);
    const_get_mpz(a, x);
    const_get_mpz(b, y);
    Const *result = mpz_binary(op, out, a, b) ? const_of_mpz(out) : const_unknown;
    mpz_clears(a, b, out, NULL);
    return result;
}

// ---- ratios, floats, complex numbers ------------------------------------------------------------

static Const *ratio_binary(TokenKind op, const Const *x, const Const *y) {
    if (op == TOK_DIV && const_sign(y) == 0) return const_unknown;
    mpq_t a, b;
    mpq_init(a);
    mpq_init(b);
    const_get_mpq(a, x);
    const_get_mpq(b, y);
    bool is_good = true;
    switch (op) {
    case TOK_ADD: mpq_add(a, a, b); break;
    case TOK_SUB: mpq_sub(a, a, b); break;
    case TOK_MUL: mpq_mul(a, a, b); break;
    case TOK_DIV: mpq_div(a, a, b); break;
    default: is_good = false; break;
    }
    Const *result = is_good ? const_of_mpq(a) : const_unknown;
    mpq_clear(a);
    mpq_clear(b);
    return result;
}

static Const *float_binary(TokenKind op, const Const *x, const Const *y) {
    const_widen_exponents();
    mpfr_t a, b;
    mpfr_inits2(CONST_FLOAT_BITS, a, b, (mpfr_ptr)0);
    const_get_mpfr(a, x);
    const_get_mpfr(b, y);
    bool is_good = true;
    switch (op) {
    case TOK_ADD: mpfr_add(a, a, b, MPFR_RNDN); break;
    case TOK_SUB: mpfr_sub(a, a, b, MPFR_RNDN); break;
    case TOK_MUL: mpfr_mul(a, a, b, MPFR_RNDN); break;
    case TOK_DIV: mpfr_div(a, a, b, MPFR_RNDN); break;
    default: is_good = false; break;
    }
    Const *result = is_good ? const_of_mpfr(a) : const_unknown;
    mpfr_clears(a, b, (mpfr_ptr)0);
    return result;
}

static Const *real_binary(TokenKind op, const Const *x, const Const *y) {
    ConstForm form = form_max(x, y);
    if (x->form == FORM_UNKNOWN || y->form == FORM_UNKNOWN) return const_unknown;
    if (form == FORM_FLOAT) return float_binary(op, x, y);
    if (form == FORM_RATIO || op == TOK_DIV) return ratio_binary(op, x, y);
    return integer_binary(op, x, y);
}

static Const *complex_binary(TokenKind op, const Const *x, const Const *y) {
    const Const *a = const_real_part(x), *b = const_imaginary_part(x);
    const Const *c = const_real_part(y), *d = const_imaginary_part(y);
    if (op == TOK_ADD || op == TOK_SUB) {
        return const_of_parts(real_binary(op, a, c), real_binary(op, b, d));
    }
    Const *ac = real_binary(TOK_MUL, a, c), *bd = real_binary(TOK_MUL, b, d);
    Const *bc = real_binary(TOK_MUL, b, c), *ad = real_binary(TOK_MUL, a, d);
    if (op == TOK_MUL) {
        return const_of_parts(real_binary(TOK_SUB, ac, bd),
                              real_binary(TOK_ADD, bc, ad));
    }
    if (op != TOK_DIV) return const_unknown;
    Const *norm = real_binary(TOK_ADD, real_binary(TOK_MUL, c, c),
                              real_binary(TOK_MUL, d, d));
    Const *re = real_binary(TOK_ADD, ac, bd);
    Const *im = real_binary(TOK_SUB, bc, ad);
    return const_of_parts(real_binary(TOK_DIV, re, norm),
                          real_binary(TOK_DIV, im, norm));
}

// ---- the interface ------------------------------------------------------------------------------

// Longer texts are refused: each step of a chain of constants may double one.
enum { TEXT_BYTES_MAX = 64 << 20 };

static Const *string_concat(const Const *x, const Const *y) {
    if (y->as.string.length == 0) return (Const *)x;
    if (x->as.string.length == 0) return (Const *)y;
    if (x->as.string.length + y->as.string.length > TEXT_BYTES_MAX) return const_unknown;
    Const *result = ARENA_NEW(types_arena(), Const);
    result->form = FORM_STRING;
    result->as.string.length = x->as.string.length + y->as.string.length;
    result->as.string.left = x;
    result->as.string.right = y;
    return result;
}

Const *const_binary(TokenKind op, Const *x, Const *y, bool integer_division) {
    if (x->form == FORM_UNKNOWN || y->form == FORM_UNKNOWN) return const_unknown;
    if (x->form == FORM_BOOL && y->form == FORM_BOOL) {
        if (op == TOK_ANDAND) return const_bool(x->as.truth && y->as.truth);
        if (op == TOK_OROR) return const_bool(x->as.truth || y->as.truth);
        return const_unknown;
    }
    if (x->form == FORM_STRING && y->form == FORM_STRING) {
        return op == TOK_ADD ? string_concat(x, y) : const_unknown;
    }
    if (!form_is_number(x->form) || !form_is_number(y->form)) return const_unknown;
    ConstForm form = form_max(x, y);
    if (form == FORM_COMPLEX) return complex_binary(op, x, y);
    if (form <= FORM_BIG_INT && (op != TOK_DIV || integer_division)) {
        return integer_binary(op, x, y);
    }
    return real_binary(op, x, y);
}

static Const *const_complement(const Const *x, uint32_t unsigned_bits) {
    if (x->form == FORM_INT64 && unsigned_bits == 0) return const_int(~x->as.int64);
    if (x->form != FORM_INT64 && x->form != FORM_BIG_INT) return const_unknown;
    mpz_t value;
    mpz_init(value);
    const_get_mpz(value, x);
    mpz_com(value, value);
    if (unsigned_bits > 0) mpz_fdiv_r_2exp(value, value, unsigned_bits);
    Const *result = const_of_mpz(value);
    mpz_clear(value);
    return result;
}

static Const *const_negate(const Const *x) {
    if (x->form == FORM_COMPLEX) {
        return const_of_parts(const_negate(x->as.complex.re),
                              const_negate(x->as.complex.im));
    }
    if (x->form == FORM_FLOAT) {
        mpfr_t value;
        mpfr_init2(value, CONST_FLOAT_BITS);
        mpfr_neg(value, &x->as.real, MPFR_RNDN);
        Const *result = const_of_mpfr(value);
        mpfr_clear(value);
        return result;
    }
    if (x->form == FORM_RATIO) return ratio_binary(TOK_SUB, &const_zero, x);
    return integer_binary(TOK_SUB, &const_zero, x);
}

Const *const_unary(TokenKind op, Const *x, uint32_t bits) {
    if (x->form == FORM_UNKNOWN) return const_unknown;
    switch (op) {
    case TOK_ADD: return x;
    case TOK_SUB: return form_is_number(x->form) ? const_negate(x) : const_unknown;
    case TOK_XOR: return const_complement(x, bits);
    case TOK_NOT: return x->form == FORM_BOOL ? const_bool(!x->as.truth) : const_unknown;
    default: return const_unknown;
    }
}

Const *const_shift(TokenKind op, Const *x, uint32_t count) {
    if (x->form != FORM_INT64 && x->form != FORM_BIG_INT) return const_unknown;
    if (x->form == FORM_INT64 && op == TOK_SHR) {
        return const_int(x->as.int64 >> (count > 63 ? 63 : count));
    }
    mpz_t value;
    mpz_init(value);
    const_get_mpz(value, x);
    if (op == TOK_SHL) mpz_mul_2exp(value, value, count);
    else mpz_fdiv_q_2exp(value, value, count);
    Const *result = const_of_mpz(value);
    mpz_clear(value);
    return result;
}

// ---- comparing ----------------------------------------------------------------------------------

static int number_order(const Const *x, const Const *y) {
    ConstForm form = form_max(x, y);
    if (form == FORM_INT64) {
        return (x->as.int64 > y->as.int64) - (x->as.int64 < y->as.int64);
    }
    int order;
    if (form <= FORM_RATIO) {
        mpq_t a, b;
        mpq_init(a);
        mpq_init(b);
        const_get_mpq(a, x);
        const_get_mpq(b, y);
        order = mpq_cmp(a, b);
        mpq_clear(a);
        mpq_clear(b);
    } else {
        mpfr_t a, b;
        mpfr_inits2(CONST_FLOAT_BITS, a, b, (mpfr_ptr)0);
        const_get_mpfr(a, x);
        const_get_mpfr(b, y);
        order = mpfr_cmp(a, b);
        mpfr_clears(a, b, (mpfr_ptr)0);
    }
    return order;
}

static int string_order(const Const *x, const Const *y) {
    size_t x_length, y_length;
    const char *x_bytes = const_string_value(x, &x_length);
    const char *y_bytes = const_string_value(y, &y_length);
    size_t common = x_length < y_length ? x_length : y_length;
    int order = common == 0 ? 0 : memcmp(x_bytes, y_bytes, common);
    return order != 0 ? order : (x_length > y_length) - (x_length < y_length);
}

static bool order_satisfies(int order, TokenKind op) {
    switch (op) {
    case TOK_EQ: return order == 0;
    case TOK_NE: return order != 0;
    case TOK_LT: return order < 0;
    case TOK_LE: return order <= 0;
    case TOK_GT: return order > 0;
    case TOK_GE: return order >= 0;
    default: return false;
    }
}

bool const_compare(TokenKind op, Const *x, Const *y) {
    if (x->form == FORM_UNKNOWN || y->form == FORM_UNKNOWN) return false;
    if (x->form == FORM_BOOL && y->form == FORM_BOOL) {
        return order_satisfies(x->as.truth != y->as.truth, op);
    }
    if (x->form == FORM_STRING && y->form == FORM_STRING) {
        return order_satisfies(string_order(x, y), op);
    }
    if (!form_is_number(x->form) || !form_is_number(y->form)) return false;
    if (form_max(x, y) < FORM_COMPLEX) return order_satisfies(number_order(x, y), op);
    bool is_different = number_order(const_real_part(x), const_real_part(y)) != 0 ||
                        number_order(const_imaginary_part(x), const_imaginary_part(y)) != 0;
    return order_satisfies(is_different, op);
}

bool const_equal(const Const *x, const Const *y) {
    if (const_kind(x) != const_kind(y) || x->form == FORM_UNKNOWN) return false;
    return const_compare(TOK_EQ, (Const *)x, (Const *)y);
}

static uint32_t hash_mix(uint32_t hash, uint64_t word) {
    return (uint32_t)(((uint64_t)hash * 31 + word) * UINT64_C(0x9E3779B97F4A7C15) >> 32);
}

// Equal constants of one kind may have different forms (a ratio and a float), so numbers are hashed
// by their nearest double.
uint32_t const_hash(const Const *c) {
    uint32_t hash = (uint32_t)const_kind(c);
    if (c->form == FORM_BOOL) return hash_mix(hash, c->as.truth);
    if (c->form == FORM_INT64) return hash_mix(hash, (uint64_t)c->as.int64);
    if (c->form == FORM_STRING) {
        size_t length;
        const char *bytes = const_string_value(c, &length);
        for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
        return hash_mix(hash, length);
    }
    if (!form_is_number(c->form)) return hash;
    double parts[2] = {const_get_double(const_real_part(c)),
                       const_get_double(const_imaginary_part(c))};
    uint64_t words[2];
    memcpy(words, parts, sizeof words);
    return hash_mix(hash_mix(hash, words[0]), words[1]);
}
