// lexer/number.c - number literals that are more than a few decimal digits.
#include "lexer/lexer_int.h"

// What is known about a number while it is read.
typedef struct Number {
    const char *start;
    uint32_t base;        // 2, 8, 10 or 16
    char prefix;          // 0, '0' (old octal), 'x', 'o' or 'b'
    bool digit_seen;
    bool separator_seen;
    const char *invalid;  // first digit that is too large for the base
    bool ok;              // no error reported yet
} Number;

static const char *base_name(uint32_t base) {
    return base == 2 ? "binary" : base == 8 ? "octal" : base == 10 ? "decimal" : "hexadecimal";
}

static bool is_decimal(char c) {
    return c >= '0' && c <= '9';
}

static bool is_hex(char c) {
    return is_decimal(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

static void scan_digits(Lexer *lexer, Number *number, uint32_t base) {
    for (;; lexer->cursor++) {
        char c = *lexer->cursor;
        if (c == '_') {
            number->separator_seen = true;
        } else if (base == 16 ? is_hex(c) : is_decimal(c)) {
            number->digit_seen = true;
            if (base < 10 && c >= (char)('0' + base) && !number->invalid)
                number->invalid = lexer->cursor;
        } else {
            return;
        }
    }
}

static void scan_prefix(Lexer *lexer, Number *number) {
    if (*lexer->cursor != '0') return;
    lexer->cursor++;
    switch (*lexer->cursor | 0x20) {
    case 'x': number->base = 16; break;
    case 'o': number->base = 8; break;
    case 'b': number->base = 2; break;
    default:
        // A leading 0: octal, unless it turns out to be a float.
        number->base = 8;
        number->prefix = '0';
        number->digit_seen = true;
        return;
    }
    number->prefix = *lexer->cursor++ | 0x20;
}

#define NUMBER_ERROR(at, ...)                                       \
    do {                                                            \
        if (number->ok) lexer_error(lexer, at, __VA_ARGS__);        \
        number->ok = false;                                         \
    } while (0)

static void scan_exponent(Lexer *lexer, Number *number) {
    char letter = *lexer->cursor;
    bool binary = (letter | 0x20) == 'p';
    if (!binary && number->prefix && number->prefix != '0')
        NUMBER_ERROR(lexer->cursor, "'%c' exponent requires decimal mantissa", letter);
    else if (binary && number->prefix != 'x')
        NUMBER_ERROR(lexer->cursor, "'%c' exponent requires hexadecimal mantissa", letter);
    lexer->cursor++;
    if (*lexer->cursor == '+' || *lexer->cursor == '-') lexer->cursor++;
    number->digit_seen = false;
    scan_digits(lexer, number, 10);
    if (!number->digit_seen) NUMBER_ERROR(lexer->cursor, "exponent has no digits");
}

// The first '_' that does not stand between two digits (a prefix counts as one), or NULL.
static const char *misplaced_separator(const Number *number, const char *end) {
    const char *p = number->start;
    bool hex = number->prefix == 'x';
    bool after_digit = false;
    if (number->prefix && number->prefix != '0') {
        p += 2;
        after_digit = true;
    }
    for (; p < end; p++) {
        if (*p == '_') {
            bool before_digit = p + 1 < end && (is_decimal(p[1]) || (hex && is_hex(p[1])));
            // Of several in a row the second is the one that follows no digit.
            if (!after_digit) return p;
            if (!before_digit && !(p + 1 < end && p[1] == '_')) return p;
            after_digit = false;
        } else {
            after_digit = is_decimal(*p) || (hex && is_hex(*p));
        }
    }
    return NULL;
}

static TokenKind scan_mantissa(Lexer *lexer, Number *number) {
    TokenKind kind = TOK_INT;
    if (*lexer->cursor != '.') {
        scan_prefix(lexer, number);
        scan_digits(lexer, number, number->base);
    }
    if (*lexer->cursor == '.') {
        if (number->prefix == 'o' || number->prefix == 'b')
            NUMBER_ERROR(lexer->cursor, "invalid radix point in %s literal",
                         base_name(number->base));
        lexer->cursor++;
        kind = TOK_FLOAT;
        scan_digits(lexer, number, number->base);
    }
    if (!number->digit_seen)
        NUMBER_ERROR(lexer->cursor, "%s literal has no digits", base_name(number->base));
    return kind;
}

TokenKind scan_number(Lexer *lexer, const char *start) {
    Number state = {.start = start, .base = 10, .ok = true};
    Number *number = &state;
    lexer->cursor = start;
    TokenKind kind = scan_mantissa(lexer, number);
    char letter = *lexer->cursor | 0x20;
    if (letter == 'e' || letter == 'p') {
        kind = TOK_FLOAT;
        scan_exponent(lexer, number);
    } else if (number->prefix == 'x' && kind == TOK_FLOAT) {
        NUMBER_ERROR(lexer->cursor, "hexadecimal mantissa requires a 'p' exponent");
    }
    if (*lexer->cursor == 'i') {
        kind = TOK_IMAG;
        lexer->cursor++;
    }
    if (kind == TOK_INT && number->invalid)
        NUMBER_ERROR(number->invalid, "invalid digit '%c' in %s literal", *number->invalid,
                     base_name(number->base));
    if (number->separator_seen && number->ok) {
        const char *at = misplaced_separator(number, lexer->cursor);
        if (at) NUMBER_ERROR(at, "'_' must separate successive digits");
    }
    lexer->literal_bad = !number->ok;
    return kind;
}
