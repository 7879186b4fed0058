// stdlib/strconv/format.c - numbers to text.
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "stdlib/strconv/number.h"

enum { DIGITS_MAX = 800 };       // no float64 has more than 767 significant digits

char *number_format_uint(char *end, uint64_t value, bool negative, int base) {
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    char *p = end;
    if (base == 10) {            // a constant divisor is much faster
        do {
            *--p = (char)('0' + value % 10);
            value /= 10;
        } while (value);
    } else {
        do {
            *--p = digits[value % (unsigned)base];
            value /= (unsigned)base;
        } while (value);
    }
    if (negative) *--p = '-';
    return p;
}

// Significant digits of a positive number: value = 0.DIGITS * 10^exponent; zero has no digits.
typedef struct Decimal {
    char digits[DIGITS_MAX];
    int count, exponent;
} Decimal;

static void add_exponent(Text *text, char letter, int exponent) {
    char buffer[16];
    int bytes = snprintf(buffer, sizeof buffer, "%c%c%02d", letter, exponent < 0 ? '-' : '+',
                         exponent < 0 ? -exponent : exponent);
    text_add(text, buffer, bytes);
}

static char digit_at(const Decimal *decimal, int i) {
    return i >= 0 && i < decimal->count ? decimal->digits[i] : '0';
}

static void add_e(Text *text, const Decimal *decimal, int precision, char letter) {
    text_add_char(text, digit_at(decimal, 0));
    if (precision > 0) {
        text_add_char(text, '.');
        for (int i = 1; i <= precision && i < decimal->count; i++) {
            text_add_char(text, decimal->digits[i]);
        }
        int written = decimal->count > 1 ? decimal->count - 1 : 0;
        text_fill(text, '0', precision - written);
    }
    add_exponent(text, letter, decimal->count ? decimal->exponent - 1 : 0);
}

static void add_f(Text *text, const Decimal *decimal, int precision) {
    int whole = decimal->exponent > 0 ? decimal->exponent : 0;
    for (int i = 0; i < whole; i++) text_add_char(text, digit_at(decimal, i));
    if (!whole) text_add_char(text, '0');
    if (precision > 0) {
        text_add_char(text, '.');
        for (int i = 0; i < precision; i++) {
            text_add_char(text, digit_at(decimal, decimal->exponent + i));
        }
    }
}

// Exactly [count] significant digits, correctly rounded by the C library.
static void decimal_of_count(Decimal *decimal, double value, int count) {
    char buffer[DIGITS_MAX + 16];
    if (count > DIGITS_MAX - 2) count = DIGITS_MAX - 2;
    snprintf(buffer, sizeof buffer, "%.*e", count - 1, value);
    char *e = strchr(buffer, 'e');
    decimal->exponent = atoi(e + 1) + 1;
    decimal->count = 0;
    for (char *p = buffer; p < e; p++) {
        if (*p != '.') decimal->digits[decimal->count++] = *p;
    }
    if (value == 0) decimal->count = decimal->exponent = 0;
}

static void decimal_shortest(Decimal *decimal, double value, int bits) {
    decimal->count = decimal->exponent = 0;
    if (value != 0) decimal->count = number_shortest(value, bits, decimal->digits,
                                                     &decimal->exponent);
}

// With a precision %f is exactly what the C library prints.
static void add_fixed(Text *text, double value, int precision) {
    char buffer[64];
    int bytes = snprintf(buffer, sizeof buffer, "%.*f", precision, value);
    if (bytes < (int)sizeof buffer) {
        text_add(text, buffer, bytes);
        return;
    }
    char *place = text_extend(text, (int64_t)bytes + 1);
    snprintf(place, (size_t)bytes + 1, "%.*f", precision, value);
    text->bytes--;
}

static void add_general(Text *text, double value, char format, int precision, int bits) {
    Decimal decimal;
    bool shortest = precision < 0;
    if (shortest) {
        decimal_shortest(&decimal, value, bits);
        precision = 6;
    } else {
        if (precision == 0) precision = 1;
        decimal_of_count(&decimal, value, precision);
    }
    while (decimal.count > 1 && decimal.digits[decimal.count - 1] == '0') decimal.count--;
    int exponent = decimal.exponent - 1;
    if (exponent < -4 || exponent >= precision) {
        add_e(text, &decimal, decimal.count - 1, (char)(format + 'e' - 'g'));
        return;
    }
    int fraction = decimal.count - decimal.exponent;
    add_f(text, &decimal, fraction > 0 ? fraction : 0);
}

// mantissa p exponent, both decimal: -4503599627370496p-52
static void add_binary(Text *text, double value, int bits) {
    int exponent = 0;
    uint64_t mantissa = 0;
    int width = bits == 32 ? 24 : 53, least = bits == 32 ? -149 : -1074;
    if (value != 0) {
        double fraction = frexp(value, &exponent);
        exponent -= width;
        if (exponent < least) {
            fraction = ldexp(fraction, exponent - least);
            exponent = least;
        }
        mantissa = (uint64_t)ldexp(fraction, width);
    } else {
        exponent = least;
    }
    char buffer[48];
    int bytes = snprintf(buffer, sizeof buffer, "%llup%+d", (unsigned long long)mantissa, exponent);
    text_add(text, buffer, bytes);
}

// 0x1.yyyyyyyyp±dd, the fraction rounded half to even.
static void add_hex(Text *text, double value, char format, int precision) {
    int exponent = 0;
    uint64_t mantissa = 0;                       // 1.60 bits: the point stands after bit 60
    if (value != 0) {
        mantissa = (uint64_t)ldexp(frexp(value, &exponent), 61);
        exponent--;
    }
    if (precision >= 0 && precision < 15) {
        int drop = 60 - precision * 4;
        uint64_t rest = mantissa & ((1ull << drop) - 1), half = 1ull << (drop - 1);
        mantissa >>= drop;
        if (rest > half || (rest == half && (mantissa & 1))) mantissa++;
        mantissa <<= drop;
        if (mantissa >> 61) {
            mantissa >>= 1;
            exponent++;
        }
    }
    const char *digits = format == 'x' ? "0123456789abcdef" : "0123456789ABCDEF";
    text_add_char(text, '0');
    text_add_char(text, format);
    text_add_char(text, (char)('0' + (mantissa >> 60 & 1)));
    mantissa <<= 4;
    if (precision < 0 && mantissa) {
        text_add_char(text, '.');
        for (; mantissa; mantissa <<= 4) text_add_char(text, digits[mantissa >> 60]);
    } else if (precision > 0) {
        text_add_char(text, '.');
        for (int i = 0; i < precision; i++, mantissa <<= 4) {
            text_add_char(text, digits[mantissa >> 60]);
        }
    }
    add_exponent(text, format == 'x' ? 'p' : 'P', exponent);
}

void number_format_float(Text *text, double value, char format, int precision, int bits) {
    if (bits == 32) value = (double)(float)value;      // too large becomes +Inf, too small 0
    if (isnan(value)) {
        text_add(text, "NaN", 3);
        return;
    }
    if (isinf(value)) {
        text_add(text, value > 0 ? "+Inf" : "-Inf", 4);
        return;
    }
    if (signbit(value)) text_add_char(text, '-');
    value = fabs(value);
    Decimal decimal;
    switch (format) {
    case 'b': add_binary(text, value, bits); return;
    case 'x': case 'X': add_hex(text, value, format, precision); return;
    case 'g': case 'G': add_general(text, value, format, precision, bits); return;
    case 'e': case 'E':
        if (precision < 0) {
            decimal_shortest(&decimal, value, bits);
            precision = decimal.count ? decimal.count - 1 : 0;
        } else {
            decimal_of_count(&decimal, value, precision < DIGITS_MAX ? precision + 1 : DIGITS_MAX);
        }
        add_e(text, &decimal, precision, format);
        return;
    case 'f':
        if (precision >= 0) {
            add_fixed(text, value, precision);
            return;
        }
        decimal_shortest(&decimal, value, bits);
        int fraction = decimal.count - decimal.exponent;
        add_f(text, &decimal, fraction > 0 ? fraction : 0);
        return;
    default:
        text_add_char(text, '%');
        text_add_char(text, format);
        return;
    }
}
