// Reads number, rune and string literals as they stand in the source.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "types/constant_int.h"

// ---- numbers ------------------------------------------------------------------------------------

// A number literal taken apart; [digits] has neither prefix nor underscores.
typedef struct NumberText {
    char *digits;            // integer digits, then fraction digits
    uint32_t digit_count;
    int32_t fraction_count;  // how many of the digits stand after the point
    int base;                // 2, 8, 10 or 16
    int64_t exponent;        // of 10, or of 2 in base 16; clamped to +-2^40
    bool has_exponent;
    bool has_point;
} NumberText;

static bool is_digit_of(char c, int base) {
    if (c >= '0' && c <= '9') return c - '0' < base;
    return base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
}

static int number_base(const char *text, uint32_t bytes, uint32_t *skip) {
    *skip = 0;
    if (bytes < 2 || text[0] != '0') return 10;
    *skip = 2;
    switch (text[1] | 0x20) {
    case 'b': return 2;
    case 'o': return 8;
    case 'x': return 16;
    default: *skip = 0; return 10;
    }
}

// Reads the sign and digits of an exponent. False when there is no digit.
static bool exponent_read(NumberText *number, const char *text, uint32_t bytes) {
    uint32_t i = 0;
    bool negative = false;
    if (i < bytes && (text[i] == '+' || text[i] == '-')) negative = text[i++] == '-';
    if (i == bytes) return false;
    int64_t exponent = 0;
    for (; i < bytes; i++) {
        if (text[i] == '_') continue;
        if (text[i] < '0' || text[i] > '9') return false;
        if (exponent < (INT64_C(1) << 40)) exponent = exponent * 10 + (text[i] - '0');
    }
    number->exponent = negative ? -exponent : exponent;
    number->has_exponent = true;
    return true;
}

static bool number_scan(NumberText *number, const char *text, uint32_t bytes) {
    *number = (NumberText){.digits = arena_alloc(types_arena(), bytes + 1)};
    uint32_t i;
    number->base = number_base(text, bytes, &i);
    for (; i < bytes; i++) {
        char c = text[i];
        if (c == '_') continue;
        if (c == '.' && !number->has_point) {
            number->has_point = true;
        } else if (is_digit_of(c, number->base)) {
            number->digits[number->digit_count++] = c;
            number->fraction_count += number->has_point;
        } else if ((c | 0x20) == (number->base == 16 ? 'p' : 'e')) {
            return number->digit_count > 0 &&
                   exponent_read(number, text + i + 1, bytes - i - 1);
        } else {
            return false;
        }
    }
    return number->digit_count > 0;
}

static Const *integer_of(const char *digits, int base) {
    mpz_t value;
    mpz_init(value);
    bool is_good = mpz_set_str(value, digits, base) == 0;
    Const *result = is_good ? const_of_mpz(value) : const_unknown;
    mpz_clear(value);
    return result;
}

static Const *integer_literal(const char *text, uint32_t bytes) {
    if (bytes < 18) {   // the usual case: short and decimal
        int64_t value = 0;
        uint32_t i = 0;
        for (; i < bytes && text[i] >= '0' && text[i] <= '9'; i++) {
            value = value * 10 + (text[i] - '0');
        }
        if (i == bytes && (text[0] != '0' || bytes == 1)) return const_int(value);
    }
    NumberText number;
    if (!number_scan(&number, text, bytes)) return const_unknown;
    if (number.has_point || number.has_exponent) return const_unknown;
    bool is_old_octal = number.base == 10 && text[0] == '0';
    return integer_of(number.digits, is_old_octal ? 8 : number.base);
}

// Whether mantissa * base^exponent is surely small enough for an exact ratio.
static bool number_is_moderate(const NumberText *number, int64_t exponent) {
    int64_t bits_per_digit = 4;
    int64_t bits_per_step = number->base == 10 ? 4 : 1;
    int64_t magnitude = (exponent < 0 ? -exponent : exponent) * bits_per_step;
    return magnitude + bits_per_digit * number->digit_count < 8 * RATIO_BITS_MAX;
}

// The value as an exact ratio. It may turn out too big for one; const_of_mpq sees to that.
static Const *float_exact(const NumberText *number, int64_t exponent) {
    mpz_t mantissa, power;
    mpz_inits(mantissa, power, NULL);
    mpz_set_str(mantissa, number->digits, number->base);
    unsigned long steps = (unsigned long)(exponent < 0 ? -exponent : exponent);
    mpz_ui_pow_ui(power, number->base == 10 ? 10 : 2, steps);
    mpq_t value;
    mpq_init(value);
    if (exponent < 0) {
        mpq_set_num(value, mantissa);
        mpq_set_den(value, power);
        mpq_canonicalize(value);
    } else {
        mpz_mul(mantissa, mantissa, power);
        mpq_set_z(value, mantissa);
    }
    Const *result = const_of_mpq(value);
    mpq_clear(value);
    mpz_clears(mantissa, power, NULL);
    return result;
}

// The value rounded to CONST_FLOAT_BITS.
static Const *float_rounded(const NumberText *number, int64_t exponent) {
    const_widen_exponents();
    const char *letter = number->base == 10 ? "e" : "p";
    char *text = arena_printf(types_arena(), "%s%s%lld", number->digits, letter,
                              (long long)exponent);
    mpfr_t value;
    mpfr_init2(value, CONST_FLOAT_BITS);
    mpfr_strtofr(value, text, NULL, number->base, MPFR_RNDN);
    Const *result = const_of_mpfr(value);
    mpfr_clear(value);
    return result;
}

static Const *float_literal(const char *text, uint32_t bytes) {
    NumberText number;
    if (!number_scan(&number, text, bytes)) return const_unknown;
    if (strspn(number.digits, "0") == number.digit_count) {
        mpq_t zero;
        mpq_init(zero);
        Const *result = const_of_mpq(zero);
        mpq_clear(zero);
        return result;
    }
    int64_t exponent = number.exponent;
    exponent -= (int64_t)number.fraction_count * (number.base == 16 ? 4 : 1);
    // Binary and octal mantissas have neither point nor exponent: plain integers.
    if (number.base == 2 || number.base == 8) exponent = 0;
    if (number_is_moderate(&number, exponent)) return float_exact(&number, exponent);
    return float_rounded(&number, exponent);
}

static Const *imaginary_literal(const char *text, uint32_t bytes) {
    if (bytes < 2 || text[bytes - 1] != 'i') return const_unknown;
    // "0123i" is decimal 123i, for backward compatibility: float_literal reads it so.
    return const_of_parts(&const_zero, float_literal(text, bytes - 1));
}

// ---- runes and strings --------------------------------------------------------------------------

static bool escape_digits(const char *text, uint32_t bytes, uint32_t count, int base,
                          uint32_t *value) {
    if (bytes < count) return false;
    *value = 0;
    for (uint32_t i = 0; i < count; i++) {
        char c = text[i];
        if (!is_digit_of(c, base)) return false;
        uint32_t digit = c <= '9' ? (uint32_t)(c - '0') : (uint32_t)((c | 0x20) - 'a' + 10);
        *value = *value * (uint32_t)base + digit;
    }
    return true;
}

// Reads the escape that follows a backslash at [text]. Returns how many bytes it takes, 0 when it
// is malformed. [is_byte] tells "\x41" and "\101" (one byte) from a code point.
static uint32_t escape_read(const char *text, uint32_t bytes, uint32_t *value, bool *is_byte) {
    static const char names[] = "abfnrtv\\'\"";
    static const char values[] = "\a\b\f\n\r\t\v\\'\"";
    if (bytes == 0) return 0;
    *is_byte = false;
    const char *name = memchr(names, text[0], sizeof names - 1);
    if (name != NULL) {
        *value = (unsigned char)values[name - names];
        return 1;
    }
    if (text[0] >= '0' && text[0] <= '7') {
        *is_byte = true;
        return escape_digits(text, bytes, 3, 8, value) && *value < 256 ? 3 : 0;
    }
    uint32_t count = text[0] == 'x' ? 2 : text[0] == 'u' ? 4 : text[0] == 'U' ? 8 : 0;
    *is_byte = count == 2;
    if (count == 0 || !escape_digits(text + 1, bytes - 1, count, 16, value)) return 0;
    return count + 1;
}

static Const *rune_literal(const char *text, uint32_t bytes) {
    if (bytes < 3) return const_unknown;
    uint32_t value = 0;
    bool is_byte = false;
    uint32_t inner = bytes - 2;
    uint32_t used;
    if (text[1] == '\\') {
        used = escape_read(text + 2, inner - 1, &value, &is_byte);
        used = used == 0 ? 0 : used + 1;
    } else {
        value = (uint32_t)utf8_decode(text + 1, inner, &used);
    }
    return used == inner ? const_int(value) : const_unknown;
}

// Carriage returns do not belong to the value of a raw string.
static Const *raw_string_literal(const char *text, uint32_t bytes) {
    char *out = arena_alloc(types_arena(), bytes + 1);
    size_t length = 0;
    for (uint32_t i = 1; i + 1 < bytes; i++) {
        if (text[i] != '\r') out[length++] = text[i];
    }
    return const_string_adopt(out, length);
}

static Const *string_literal(const char *text, uint32_t bytes) {
    if (bytes < 2) return const_unknown;
    if (text[0] == '`') return raw_string_literal(text, bytes);
    if (memchr(text, '\\', bytes) == NULL) return const_string(text + 1, bytes - 2);
    char *out = arena_alloc(types_arena(), bytes + 1);
    size_t length = 0;
    for (uint32_t i = 1; i + 1 < bytes;) {
        if (text[i] != '\\') {
            out[length++] = text[i++];
            continue;
        }
        uint32_t value;
        bool is_byte;
        uint32_t used = escape_read(text + i + 1, bytes - 2 - i, &value, &is_byte);
        if (used == 0) return const_unknown;
        if (is_byte) out[length++] = (char)value;
        else length += utf8_encode((Rune)value, out + length);
        i += used + 1;
    }
    return const_string_adopt(out, length);
}

Const *const_from_literal(TokenKind kind, const char *text, size_t length) {
    uint32_t bytes = (uint32_t)length;
    switch (kind) {
    case TOK_INT: return integer_literal(text, bytes);
    case TOK_FLOAT: return float_literal(text, bytes);
    case TOK_IMAG: return imaginary_literal(text, bytes);
    case TOK_RUNE: return rune_literal(text, bytes);
    case TOK_STRING: return string_literal(text, bytes);
    default: return const_unknown;
    }
}
