// stdlib/strconv/parse.c - text to numbers.
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "stdlib/strconv/number.h"

static char lower(char c) { return (char)(c | ('x' - 'X')); }

static int digit_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (lower(c) >= 'a' && lower(c) <= 'z') return lower(c) - 'a' + 10;
    return 99;
}

// Whether underscores stand only between digits, or between a base prefix and a digit.
static bool underscores_ok(const char *text, int64_t bytes) {
    char before = '^';           // what stood before: ^ start, 0 digit, _ underscore, ! other
    bool hex = false;
    int64_t i = bytes && (text[0] == '-' || text[0] == '+');
    if (bytes - i >= 2 && text[i] == '0') {
        char letter = lower(text[i + 1]);
        if (letter == 'b' || letter == 'o' || letter == 'x') {
            before = '0';
            hex = letter == 'x';
            i += 2;
        }
    }
    for (; i < bytes; i++) {
        if (digit_value(text[i]) < (hex ? 16 : 10)) {
            before = '0';
        } else if (text[i] == '_') {
            if (before != '0') return false;
            before = '_';
        } else {
            if (before == '_') return false;
            before = '!';
        }
    }
    return before != '_';
}

// Finds the base that a prefix names, and skips the prefix.
static int64_t base_of_prefix(const char **text, int64_t *bytes) {
    if ((*text)[0] != '0') return 10;
    char letter = *bytes >= 3 ? lower((*text)[1]) : '\0';
    int base = letter == 'b' ? 2 : letter == 'o' ? 8 : letter == 'x' ? 16 : 0;
    int skip = base ? 2 : 1;
    *text += skip;
    *bytes -= skip;
    return base ? base : 8;
}

NumberStatus number_parse_uint(const char *text, int64_t bytes, int64_t base, int64_t bits,
                               uint64_t *value) {
    *value = 0;
    if (bytes == 0) return NUMBER_SYNTAX;
    const char *whole = text;
    int64_t whole_bytes = bytes;
    bool any_base = base == 0, underscores = false;
    if (any_base) base = base_of_prefix(&text, &bytes);
    else if (base < 2 || base > 36) return NUMBER_BASE;
    if (bits == 0) bits = 64;
    if (bits < 0 || bits > 64) return NUMBER_BITS;
    uint64_t max = bits == 64 ? UINT64_MAX : (1ull << bits) - 1, n = 0;
    for (int64_t i = 0; i < bytes; i++) {
        if (text[i] == '_' && any_base) {
            underscores = true;
            continue;
        }
        int digit = digit_value(text[i]);
        if (digit >= base) return NUMBER_SYNTAX;
        uint64_t next;
        if (__builtin_mul_overflow(n, (uint64_t)base, &next) ||
            __builtin_add_overflow(next, (uint64_t)digit, &next) || next > max) {
            *value = max;
            return NUMBER_RANGE;
        }
        n = next;
    }
    if (underscores && !underscores_ok(whole, whole_bytes)) return NUMBER_SYNTAX;
    *value = n;
    return NUMBER_OK;
}

NumberStatus number_parse_int(const char *text, int64_t bytes, int64_t base, int64_t bits,
                              int64_t *value) {
    *value = 0;
    if (bytes == 0) return NUMBER_SYNTAX;
    bool negative = text[0] == '-';
    int64_t skip = negative || text[0] == '+';
    uint64_t magnitude;
    NumberStatus status = number_parse_uint(text + skip, bytes - skip, base, bits, &magnitude);
    if (status != NUMBER_OK && status != NUMBER_RANGE) return status;
    if (bits == 0) bits = 64;
    uint64_t limit = 1ull << (bits - 1);
    if (!negative && magnitude >= limit) {
        *value = (int64_t)(limit - 1);
        return NUMBER_RANGE;
    }
    if (negative && magnitude > limit) {
        *value = (int64_t)-limit;
        return NUMBER_RANGE;
    }
    *value = (int64_t)(negative ? -magnitude : magnitude);
    return NUMBER_OK;
}

// inf, infinity and nan in any case; returns their length, 0 when there is none.
static int64_t parse_special(const char *text, int64_t bytes, double *value) {
    int64_t sign = bytes && (text[0] == '+' || text[0] == '-');
    const char *word = text + sign;
    int64_t rest = bytes - sign;
    if (rest >= 3 && !strncasecmp(word, "inf", 3)) {
        *value = sign && text[0] == '-' ? -INFINITY : INFINITY;
        return sign + (rest >= 8 && !strncasecmp(word, "infinity", 8) ? 8 : 3);
    }
    if (!sign && rest >= 3 && !strncasecmp(word, "nan", 3)) {
        *value = NAN;
        return 3;
    }
    return 0;
}

// What scan_float finds out about the longest number at the start of a text.
typedef struct FloatScan {
    uint64_t mantissa;           // the digits without point, while they fit 19 of them
    int mantissa_digits, exponent10;
    bool hex, negative, underscores;
    int64_t used;
} FloatScan;

static void scan_mantissa_digit(FloatScan *scan, int digit, bool after_point) {
    if (digit == 0 && scan->mantissa_digits == 0) {
        scan->exponent10 -= after_point;
        return;
    }
    if (scan->mantissa_digits < 19) scan->mantissa = scan->mantissa * 10 + (unsigned)digit;
    scan->mantissa_digits++;
    scan->exponent10 -= after_point;
}

// Reads the exponent part at [i], if there is one; false when it is malformed.
static bool scan_exponent(const char *text, int64_t bytes, int64_t *i, FloatScan *scan) {
    char marker = *i < bytes ? lower(text[*i]) : '\0';
    if (marker != (scan->hex ? 'p' : 'e')) return !scan->hex;
    int64_t at = *i + 1;
    bool negative = at < bytes && text[at] == '-';
    if (at < bytes && (text[at] == '-' || text[at] == '+')) at++;
    if (at >= bytes || text[at] < '0' || text[at] > '9') return false;
    int exponent = 0;
    for (; at < bytes && (text[at] == '_' || (text[at] >= '0' && text[at] <= '9')); at++) {
        if (text[at] == '_') {
            scan->underscores = true;
        } else if (exponent < 10000) {
            exponent = exponent * 10 + text[at] - '0';
        }
    }
    scan->exponent10 += negative ? -exponent : exponent;
    *i = at;
    return true;
}

static bool scan_float(const char *text, int64_t bytes, FloatScan *scan) {
    memset(scan, 0, sizeof *scan);
    int64_t i = 0;
    if (i < bytes && (text[i] == '+' || text[i] == '-')) scan->negative = text[i++] == '-';
    if (i + 2 < bytes && text[i] == '0' && lower(text[i + 1]) == 'x') {
        scan->hex = true;
        i += 2;
    }
    bool point = false, digits = false;
    for (; i < bytes; i++) {
        if (text[i] == '_') {
            scan->underscores = true;
        } else if (text[i] == '.') {
            if (point) break;
            point = true;
        } else {
            int digit = digit_value(text[i]);
            if (digit >= (scan->hex ? 16 : 10)) break;
            digits = true;
            if (!scan->hex) scan_mantissa_digit(scan, digit, point);
        }
    }
    if (!digits || !scan_exponent(text, bytes, &i, scan)) return false;
    if (scan->underscores && !underscores_ok(text, i)) return false;
    scan->used = i;
    return true;
}

// The C library reads any valid form correctly rounded; it wants an end mark and no underscores.
static double read_by_library(const char *text, const FloatScan *scan, int bits) {
    Text copy;
    text_init(&copy);
    for (int64_t i = 0; i < scan->used; i++) {
        if (text[i] != '_') text_add_char(&copy, text[i]);
    }
    text_add_char(&copy, '\0');
    double value = bits == 32 ? (double)strtof(copy.chars, NULL) : strtod(copy.chars, NULL);
    text_free(&copy);
    return value;
}

NumberStatus number_parse_float(const char *text, int64_t bytes, int bits, double *value,
                                int64_t *used) {
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    *value = 0;
    *used = parse_special(text, bytes, value);
    if (*used) return NUMBER_OK;
    FloatScan scan;
    if (!scan_float(text, bytes, &scan)) return NUMBER_SYNTAX;
    *used = scan.used;
    // Both operands and hence the one rounding of the result are exact (Clinger's fast path).
    bool exact = !scan.hex && scan.mantissa_digits <= 19 && scan.mantissa < 1ull << 53 &&
                 scan.exponent10 >= -22 && scan.exponent10 <= 22 && bits == 64;
    if (exact) {
        double magnitude = scan.exponent10 < 0
                               ? (double)scan.mantissa / powers[-scan.exponent10]
                               : (double)scan.mantissa * powers[scan.exponent10];
        *value = scan.negative ? -magnitude : magnitude;
        return NUMBER_OK;
    }
    *value = read_by_library(text, &scan, bits);
    return isinf(*value) ? NUMBER_RANGE : NUMBER_OK;
}
