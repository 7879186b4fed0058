// stdlib/fmt/basic_number.c - numbers by directive.
#include "stdlib/fmt/basic.h"
#include "stdlib/strconv/number.h"
#include "stdlib/strconv/quote.h"
#include "stdlib/utf8.h"

void basic_pad(Text *text, const Directive *directive, const char *chars, int64_t bytes,
               bool zeros) {
    int64_t missing = directive->width > 0 ? directive->width - utf8_count(chars, bytes) : 0;
    char filler = zeros && directive->zero && !directive->minus ? '0' : ' ';
    if (!directive->minus) text_fill(text, filler, missing);
    text_add(text, chars, bytes);
    if (directive->minus) text_fill(text, ' ', missing);
}

// Digits in a base with sign, prefix and the zeros that the precision asks for.
static void add_digits(Text *text, const Directive *directive, uint64_t bits, bool is_signed,
                       int base) {
    bool negative = is_signed && (int64_t)bits < 0;
    if (negative) bits = -bits;
    int64_t precision = directive->precision;
    if (precision == 0 && bits == 0) {
        text_fill(text, ' ', directive->width);
        return;
    }
    if (precision < 0 && directive->zero && !directive->minus && directive->width >= 0) {
        precision = directive->width - (negative || directive->plus || directive->space);
    }
    char buffer[INT_TEXT_MAX];
    char *end = buffer + sizeof buffer;
    char *start = number_format_uint(end, bits, false, base);
    if (directive->verb == 'X') {
        for (char *p = start; p < end; p++) *p = (char)(*p >= 'a' ? *p - 32 : *p);
    }
    Text number;
    text_init(&number);
    if (negative) text_add_char(&number, '-');
    else if (directive->plus) text_add_char(&number, '+');
    else if (directive->space) text_add_char(&number, ' ');
    int64_t zeros = precision - (end - start);
    if (directive->verb == 'O') text_add(&number, "0o", 2);
    if (directive->sharp) {
        if (base == 2) text_add(&number, "0b", 2);
        if (base == 16) text_add(&number, directive->verb == 'X' ? "0X" : "0x", 2);
        if (base == 8 && zeros <= 0 && *start != '0') text_add_char(&number, '0');
    }
    text_fill(&number, '0', zeros);
    text_add(&number, start, end - start);
    basic_pad(text, directive, number.chars, number.bytes, false);
    text_free(&number);
}

static void add_unicode(Text *text, const Directive *directive, uint64_t bits) {
    int64_t precision = directive->precision > 4 ? directive->precision : 4;
    char buffer[INT_TEXT_MAX];
    char *end = buffer + sizeof buffer;
    char *start = number_format_uint(end, bits, false, 16);
    Text code;
    text_init(&code);
    text_add(&code, "U+", 2);
    text_fill(&code, '0', precision - (end - start));
    for (char *p = start; p < end; p++) text_add_char(&code, (char)(*p >= 'a' ? *p - 32 : *p));
    if (directive->sharp && bits <= UTF8_MAX_RUNE && quote_is_print((int64_t)bits)) {
        char rune[4];
        text_add(&code, " '", 2);
        text_add(&code, rune, utf8_encode(rune, (int32_t)bits));
        text_add_char(&code, '\'');
    }
    basic_pad(text, directive, code.chars, code.bytes, false);
    text_free(&code);
}

bool basic_add_integer(Text *text, const Directive *directive, uint64_t bits, bool is_signed) {
    int64_t rune = bits <= UTF8_MAX_RUNE ? (int64_t)bits : UTF8_ERROR;
    switch (directive->verb) {
    case 'v': case 'd': add_digits(text, directive, bits, is_signed, 10); return true;
    case 'b': add_digits(text, directive, bits, is_signed, 2); return true;
    case 'o': case 'O': add_digits(text, directive, bits, is_signed, 8); return true;
    case 'x': case 'X': add_digits(text, directive, bits, is_signed, 16); return true;
    case 'U': add_unicode(text, directive, bits); return true;
    case 'c': {
        char encoded[4];
        basic_pad(text, directive, encoded, utf8_encode(encoded, (int32_t)rune), true);
        return true;
    }
    case 'q': {
        Text quoted;
        text_init(&quoted);
        quote_rune(&quoted, rune, directive->plus ? QUOTE_ASCII : QUOTE_PLAIN);
        basic_pad(text, directive, quoted.chars, quoted.bytes, true);
        text_free(&quoted);
        return true;
    }
    default: return false;
    }
}

bool basic_add_float(Text *text, const Directive *directive, double value, int bits) {
    char format = (char)directive->verb;
    int precision = (int)directive->precision;
    switch (directive->verb) {
    case 'v': format = 'g'; break;
    case 'b': case 'g': case 'G': case 'x': case 'X': break;
    case 'F': format = 'f';                           // fall through
    case 'f': case 'e': case 'E': precision = precision < 0 ? 6 : precision; break;
    default: return false;
    }
    if (directive->sharp && format != 'b') return false;
    Text number;
    text_init(&number);
    text_add_char(&number, '+');                      // the sign's place, not always used
    number_format_float(&number, value, format, precision, bits);
    char *start = number.chars, *end = number.chars + number.bytes;
    if (start[1] == '-' || start[1] == '+') start++;
    if (directive->space && *start == '+' && !directive->plus) *start = ' ';
    bool special = start[1] == 'I' || start[1] == 'N';
    if (special ? start[1] == 'N' && !directive->space && !directive->plus
                : !directive->plus && *start == '+') {
        start++;
        basic_pad(text, directive, start, end - start, !special);
    } else if (special) {
        basic_pad(text, directive, start, end - start, false);
    } else if (directive->zero && !directive->minus && directive->width > end - start) {
        text_add_char(text, *start);                  // the sign comes before the zeros
        text_fill(text, '0', directive->width - (end - start));
        text_add(text, start + 1, end - start - 1);
    } else {
        basic_pad(text, directive, start, end - start, true);
    }
    text_free(&number);
    return true;
}

bool basic_add_complex(Text *text, const Directive *directive, double re, double im, int bits) {
    Directive imaginary = *directive;
    imaginary.plus = true;                            // the imaginary part always has a sign
    text_add_char(text, '(');
    if (!basic_add_float(text, directive, re, bits / 2)) return false;
    basic_add_float(text, &imaginary, im, bits / 2);
    text_add(text, "i)", 2);
    return true;
}
