// stdlib/fmt/basic.c - operands of predeclared types, and the formats that operands stand in.
#include "stdlib/fmt/basic.h"

#include "stdlib/strconv/quote.h"
#include "stdlib/utf8.h"

enum { NUMBER_MAX = 1000000 };   // the general way reports larger widths as mistakes

// Predeclared types have no package and no methods.
static bool is_basic(GoIface operand) {
    const RType *type = operand.type;
    if (!type) return false;
    bool kind = (type->kind >= KIND_BOOL && type->kind <= KIND_COMPLEX128) ||
                type->kind == KIND_STRING;
    return kind && type->pkg_path.bytes == 0;
}

static void add_hex(Text *text, const Directive *directive, GoString s) {
    const char *digits = directive->verb == 'x' ? "0123456789abcdef" : "0123456789ABCDEF";
    Text hex;
    text_init(&hex);
    int64_t count = s.bytes;
    if (directive->precision >= 0 && directive->precision < count) count = directive->precision;
    for (int64_t i = 0; i < count; i++) {
        unsigned char c = (unsigned char)s.text[i];
        if (directive->space && i > 0) text_add_char(&hex, ' ');
        if (directive->sharp && (directive->space || i == 0)) {
            text_add_char(&hex, '0');
            text_add_char(&hex, (char)directive->verb);
        }
        text_add_char(&hex, digits[c >> 4]);
        text_add_char(&hex, digits[c & 0xF]);
    }
    // Padding is by zeros also at the left of the prefix, as in the general way.
    basic_pad(text, directive, hex.chars, hex.bytes, true);
    text_free(&hex);
}

static bool add_string(Text *text, const Directive *directive, GoString s) {
    if (directive->verb == 'x' || directive->verb == 'X') {
        add_hex(text, directive, s);
        return true;
    }
    if (directive->verb != 'v' && directive->verb != 's' && directive->verb != 'q') return false;
    if (directive->precision >= 0) {
        int64_t end = 0;
        for (int64_t n = directive->precision; n > 0 && end < s.bytes; n--) {
            int width;
            utf8_decode(s.text + end, s.bytes - end, &width);
            end += width;
        }
        s.bytes = end;
    }
    if (directive->verb != 'q') {
        basic_pad(text, directive, s.text, s.bytes, true);
        return true;
    }
    Text quoted;
    text_init(&quoted);
    if (directive->sharp && quote_can_backquote(s.text, s.bytes)) {
        text_add_char(&quoted, '`');
        text_add(&quoted, s.text, s.bytes);
        text_add_char(&quoted, '`');
    } else {
        quote_string(&quoted, s.text, s.bytes, '"', directive->plus ? QUOTE_ASCII : QUOTE_PLAIN);
    }
    basic_pad(text, directive, quoted.chars, quoted.bytes, true);
    text_free(&quoted);
    return true;
}

static bool add_bool(Text *text, const Directive *directive, bool value) {
    if (directive->verb != 'v' && directive->verb != 't') return false;
    basic_pad(text, directive, value ? "true" : "false", value ? 4 : 5, true);
    return true;
}

bool basic_add_operand(Text *text, const Directive *directive, GoIface operand) {
    const void *data = operand.data;
    switch (operand.type->kind) {
    case KIND_BOOL: return add_bool(text, directive, *(const bool *)data);
    case KIND_INT8:
        return basic_add_integer(text, directive, (uint64_t)*(const int8_t *)data, true);
    case KIND_INT16:
        return basic_add_integer(text, directive, (uint64_t)*(const int16_t *)data, true);
    case KIND_INT32:
        return basic_add_integer(text, directive, (uint64_t)*(const int32_t *)data, true);
    case KIND_INT: case KIND_INT64:
        return basic_add_integer(text, directive, (uint64_t)*(const int64_t *)data, true);
    case KIND_UINT8: return basic_add_integer(text, directive, *(const uint8_t *)data, false);
    case KIND_UINT16: return basic_add_integer(text, directive, *(const uint16_t *)data, false);
    case KIND_UINT32: return basic_add_integer(text, directive, *(const uint32_t *)data, false);
    case KIND_UINT: case KIND_UINT64: case KIND_UINTPTR:
        return basic_add_integer(text, directive, *(const uint64_t *)data, false);
    case KIND_FLOAT32: return basic_add_float(text, directive, *(const float *)data, 32);
    case KIND_FLOAT64: return basic_add_float(text, directive, *(const double *)data, 64);
    case KIND_COMPLEX64:
        return basic_add_complex(text, directive, ((const float *)data)[0],
                                 ((const float *)data)[1], 64);
    case KIND_COMPLEX128:
        return basic_add_complex(text, directive, ((const double *)data)[0],
                                 ((const double *)data)[1], 128);
    case KIND_STRING: return add_string(text, directive, *(const GoString *)data);
    default: return false;
    }
}

// Reads digits at [*at]; -1 when there are none, -2 when the number is too large.
static int64_t read_number(GoString format, int64_t *at) {
    int64_t number = -1;
    for (; *at < format.bytes && format.text[*at] >= '0' && format.text[*at] <= '9'; (*at)++) {
        if (number > NUMBER_MAX) return -2;
        number = (number < 0 ? 0 : number * 10) + format.text[*at] - '0';
    }
    return number;
}

// Reads what follows a percent sign; false when it is unusual.
static bool read_directive(GoString format, int64_t *at, Directive *directive) {
    *directive = (Directive){.width = -1, .precision = -1};
    for (; *at < format.bytes; (*at)++) {
        char c = format.text[*at];
        if (c == '#') directive->sharp = true;
        else if (c == '0') directive->zero = true;
        else if (c == '+') directive->plus = true;
        else if (c == '-') directive->minus = true;
        else if (c == ' ') directive->space = true;
        else break;
    }
    directive->width = read_number(format, at);
    if (directive->width == -2 || directive->width > NUMBER_MAX) return false;
    if (*at < format.bytes && format.text[*at] == '.') {
        ++*at;
        directive->precision = read_number(format, at);
        if (directive->precision == -2 || directive->precision > NUMBER_MAX) return false;
        if (directive->precision < 0) directive->precision = 0;
    }
    if (*at >= format.bytes || format.text[*at] & 0x80) return false;
    directive->verb = format.text[(*at)++];
    return true;
}

static bool add_operand(Text *text, const Directive *directive, GoIface operand, bool parts) {
    if (is_basic(operand)) return basic_add_operand(text, directive, operand);
    return parts && operand.type && basic_add_parts(text, directive, operand);
}

static bool add_directive(Text *text, Directive *directive, GoIface operand, bool parts) {
    if (directive->verb == 'T' && operand.type) {
        basic_pad(text, directive, operand.type->string.text, operand.type->string.bytes, true);
        return directive->precision < 0;
    }
    if (directive->verb == 'v') {
        if (directive->sharp) return false;
        directive->names = directive->plus;  // what + means here
        directive->plus = false;
    }
    return add_operand(text, directive, operand, parts);
}

static bool format_printf(Text *text, GoString format, const GoIface *args, int64_t count,
                          bool parts) {
    int64_t used = 0;
    for (int64_t at = 0; at < format.bytes;) {
        const char *percent = memchr(format.text + at, '%', (size_t)(format.bytes - at));
        int64_t literal = percent ? percent - format.text - at : format.bytes - at;
        text_add(text, format.text + at, literal);
        at += literal;
        if (!percent) break;
        at++;
        Directive directive;
        if (!read_directive(format, &at, &directive)) return false;
        if (directive.verb == '%') {
            text_add_char(text, '%');
        } else {
            if (used >= count || !add_directive(text, &directive, args[used], parts)) return false;
            used++;
        }
    }
    return used == count;
}

static bool format_print(Text *text, bool line, const GoIface *args, int64_t count, bool parts) {
    static const Directive plain = {.verb = 'v', .width = -1, .precision = -1};
    bool before_string = false;
    for (int64_t i = 0; i < count; i++) {
        bool string = args[i].type && args[i].type->kind == KIND_STRING;
        if (i > 0 && (line || (!string && !before_string))) text_add_char(text, ' ');
        before_string = string;
        if (!args[i].type) {
            text_add(text, "<nil>", 5);
        } else if (!add_operand(text, &plain, args[i], parts)) {
            return false;
        }
    }
    if (line) text_add_char(text, '\n');
    return true;
}

bool basic_format(Text *text, BasicMode mode, GoString format, const GoIface *args,
                  int64_t count, bool parts) {
    if (mode == BASIC_PRINTF) return format_printf(text, format, args, count, parts);
    return format_print(text, mode == BASIC_PRINTLN, args, count, parts);
}
