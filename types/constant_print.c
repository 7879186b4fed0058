// Constants as text, as they appear in messages.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "types/constant_int.h"

enum { SHOWN_RUNES_MAX = 72 };   // of a quoted string in a message

// ---- strings ------------------------------------------------------------------------------------

// Writes one rune (or one byte that is not UTF-8, [rune] < 0) as it stands in a quoted string.
// Returns how many bytes that takes, at most 10.
static int rune_escape(char *out, const unsigned char *text, size_t bytes, Rune rune) {
    static const char controls[] = "\a\b\f\n\r\t\v";
    static const char names[] = "abfnrtv";
    if (rune < 0) return sprintf(out, "\\x%02x", text[0]);
    if (rune == '"' || rune == '\\') return sprintf(out, "\\%c", (char)rune);
    if (rune_is_print(rune)) {
        memcpy(out, text, bytes);
        return (int)bytes;
    }
    const char *control = rune != 0 && rune < 0x80 ? strchr(controls, rune) : NULL;
    if (control != NULL) return sprintf(out, "\\%c", names[control - controls]);
    if (rune < ' ' || rune == 0x7F) return sprintf(out, "\\x%02x", (unsigned)rune);
    if (rune < 0x10000) return sprintf(out, "\\u%04x", (unsigned)rune);
    return sprintf(out, "\\U%08x", (unsigned)rune);
}

// The quoted string. [runes_max] > 0: what is longer is cut and ends in "..." instead of a quote.
static const char *string_quote(const Const *value, size_t runes_max) {
    size_t length;
    const unsigned char *text = (const unsigned char *)const_string_value(value, &length);
    if (runes_max > 0 && length > 4 * runes_max) length = 4 * runes_max;   // surely enough
    char *out = arena_alloc(types_arena(), 10 * length + 8);
    size_t count = 1, used = 1, cut_at = 1;
    out[0] = '"';
    for (size_t i = 0; i < length;) {
        uint32_t bytes;
        Rune rune = utf8_decode((const char *)text + i, length - i, &bytes);
        if (rune == RUNE_ERROR && bytes == 1) rune = -1;
        int written = rune_escape(out + used, text + i, bytes, rune);
        for (int k = 0; k < written; k++) {
            bool starts_rune = ((unsigned char)out[used + (size_t)k] & 0xC0) != 0x80;
            if (starts_rune && count++ == runes_max - 3) cut_at = used + (size_t)k;
        }
        used += (size_t)written;
        i += bytes;
    }
    out[used++] = '"';
    out[used] = '\0';
    if (runes_max > 0 && count + 1 > runes_max) strcpy(out + cut_at, "...");
    return out;
}

// ---- floats -------------------------------------------------------------------------------------

// The shortest decimal that reads back as [value], with an exponent from 10^6 and below 10^-4 on.
static const char *double_shortest(double value) {
    char digits[40];
    int precision = 0;
    do {
        snprintf(digits, sizeof digits, "%.*e", precision, value);
    } while (strtod(digits, NULL) != value && ++precision < 17);
    int exponent = atoi(strchr(digits, 'e') + 1);
    if (exponent < -4 || exponent >= 21) return arena_printf(types_arena(), "%s", digits);
    if (exponent >= 6 && precision > exponent) return arena_printf(types_arena(), "%s", digits);
    int decimals = precision > exponent ? precision - exponent : 0;
    return arena_printf(types_arena(), "%.*f", decimals, value);
}

// A number outside the range of double: mantissa and decimal exponent.
static const char *float_print_huge(mpfr_srcptr value) {
    mpfr_exp_t exponent;
    char *digits = mpfr_get_str(NULL, &exponent, 10, 6, value, MPFR_RNDN);
    bool negative = digits[0] == '-';
    char *first = digits + negative;
    size_t length = strlen(first);
    while (length > 1 && first[length - 1] == '0') first[--length] = '\0';
    const char *result = arena_printf(types_arena(), "%s%c%s%se%+ld", negative ? "-" : "", first[0],
                                      length > 1 ? "." : "", first + 1, (long)exponent - 1);
    mpfr_free_str(digits);
    return result;
}

static const char *real_print(const Const *value) {
    mpfr_t real;
    mpfr_init2(real, CONST_FLOAT_BITS);
    const_get_mpfr(real, value);
    double near = const_get_double(value);
    const char *result;
    if ((near == 0) == (mpfr_zero_p(real) != 0) && !isinf(near)) {
        result = arena_printf(types_arena(), "%.6g", near);
        bool is_whole = mpfr_integer_p(real);
        if (!is_whole && strchr(result, '.') == NULL) result = double_shortest(near);
    } else {
        result = float_print_huge(real);
    }
    mpfr_clear(real);
    return result;
}

// ---- the interface ------------------------------------------------------------------------------

static const char *big_int_print(mpz_srcptr value) {
    char *out = arena_alloc(types_arena(), mpz_sizeinbase(value, 10) + 2);
    return mpz_get_str(out, 10, value);
}

const char *const_print(const Const *c) {
    switch (c->form) {
    case FORM_UNKNOWN: return "unknown";
    case FORM_BOOL: return c->as.truth ? "true" : "false";
    case FORM_STRING: return string_quote(c, SHOWN_RUNES_MAX);
    case FORM_INT64: return arena_printf(types_arena(), "%lld", (long long)c->as.int64);
    case FORM_BIG_INT: return big_int_print(&c->as.integer);
    case FORM_RATIO:
    case FORM_FLOAT: return real_print(c);
    case FORM_COMPLEX:
        return arena_printf(types_arena(), "(%s + %si)", const_print(c->as.complex.re),
                            const_print(c->as.complex.im));
    }
    return "unknown";
}

static const char *ratio_print_exact(mpq_srcptr ratio) {
    const char *numerator = big_int_print(mpq_numref(ratio));
    if (mpz_cmp_ui(mpq_denref(ratio), 1) == 0) return numerator;
    return arena_printf(types_arena(), "%s/%s", numerator, big_int_print(mpq_denref(ratio)));
}

static const char *float_print_exact(mpfr_srcptr value) {
    char *text = NULL;
    mpfr_asprintf(&text, "%.160Rg", value);
    const char *result = arena_strndup(types_arena(), text, strlen(text));
    mpfr_free_str(text);
    return result;
}

const char *const_print_exact(const Const *c) {
    switch (c->form) {
    case FORM_STRING: return string_quote(c, 0);
    case FORM_RATIO: return ratio_print_exact(&c->as.ratio);
    case FORM_FLOAT: return float_print_exact(&c->as.real);
    case FORM_COMPLEX:
        return arena_printf(types_arena(), "(%s + %si)", const_print_exact(c->as.complex.re),
                            const_print_exact(c->as.complex.im));
    default: return const_print(c);
    }
}
