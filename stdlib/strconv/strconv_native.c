// stdlib/strconv/strconv_native.c - the natives of strconv.
#include "stdlib/strconv/number.h"
#include "stdlib/strconv/quote.h"
#include "stdlib/utf8.h"
#include "vm/native.h"

static GoString return_text(NativeCall *call, Text *text) {
    GoString result = native_new_string(call, text->chars, (size_t)text->bytes);
    text_free(text);
    return result;
}

// Copies [text] into the byte slice when it fits; returns its length either way.
static int64_t copy_text(GoSlice out, Text *text) {
    if (text->bytes <= out.count) memcpy(out.items, text->chars, (size_t)text->bytes);
    int64_t bytes = text->bytes;
    text_free(text);
    return bytes;
}

static void strconv_parse_uint(NativeCall *call) {
    GoString s = native_arg_string(call, 0);
    uint64_t value;
    NumberStatus status = number_parse_uint(s.text, s.bytes, native_arg_int(call, 2),
                                            native_arg_int(call, 3), &value);
    native_ret_uint(call, 0, value);
    native_ret_int(call, 1, status);
}

static void strconv_parse_int(NativeCall *call) {
    GoString s = native_arg_string(call, 0);
    int64_t value;
    NumberStatus status = number_parse_int(s.text, s.bytes, native_arg_int(call, 2),
                                           native_arg_int(call, 3), &value);
    native_ret_int(call, 0, value);
    native_ret_int(call, 1, status);
}

static void strconv_parse_float(NativeCall *call) {
    GoString s = native_arg_string(call, 0);
    double value;
    int64_t used;
    NumberStatus status = number_parse_float(s.text, s.bytes, (int)native_arg_int(call, 2),
                                             &value, &used);
    native_ret_float64(call, 0, value);
    native_ret_int(call, 1, used);
    native_ret_int(call, 2, status);
}

static char *format_int_arg(const NativeCall *call, char *end) {
    uint64_t bits = native_arg_uint(call, 0);
    bool negative = native_arg_bool(call, 1) && (int64_t)bits < 0;
    return number_format_uint(end, negative ? -bits : bits, negative,
                              (int)native_arg_int(call, 2));
}

static void strconv_format_bits(NativeCall *call) {
    char buffer[INT_TEXT_MAX];
    char *end = buffer + sizeof buffer, *start = format_int_arg(call, end);
    native_ret_string(call, 0, native_new_string(call, start, (size_t)(end - start)));
}

static void strconv_format_bits_into(NativeCall *call) {
    char buffer[INT_TEXT_MAX];
    char *end = buffer + sizeof buffer, *start = format_int_arg(call, end);
    GoSlice out = native_arg_slice(call, 3);
    memcpy(out.items, start, (size_t)(end - start));
    native_ret_int(call, 0, end - start);
}

static void format_float_arg(const NativeCall *call, Text *text) {
    text_init(text);
    int64_t precision = native_arg_int(call, 2);
    if (precision > INT32_MAX / 2) precision = INT32_MAX / 2;
    number_format_float(text, native_arg_float64(call, 0), (char)native_arg_uint(call, 1),
                        precision < 0 ? -1 : (int)precision, (int)native_arg_int(call, 3));
}

// Go formats into a buffer in the heap; who counts allocations is to find it here too.
static void count_buffer(NativeCall *call, size_t bytes) {
    if (bytes > 0) native_alloc_bytes_raw(call, bytes);
}

static void strconv_format_float(NativeCall *call) {
    Text text;
    int64_t precision = native_arg_int(call, 2);
    if (precision > INT32_MAX / 2) precision = INT32_MAX / 2;
    count_buffer(call, precision > 20 ? (size_t)precision + 4 : 24);
    format_float_arg(call, &text);
    native_ret_string(call, 0, return_text(call, &text));
}

static void strconv_format_float_into(NativeCall *call) {
    Text text;
    format_float_arg(call, &text);
    native_ret_int(call, 0, copy_text(native_arg_slice(call, 4), &text));
}

static void strconv_quote_with(NativeCall *call) {
    GoString s = native_arg_string(call, 0);
    count_buffer(call, (size_t)s.bytes * 3 / 2);
    Text text;
    text_init(&text);
    quote_string(&text, s.text, s.bytes, (char)native_arg_uint(call, 2),
                 (QuoteMode)native_arg_int(call, 3));
    native_ret_string(call, 0, return_text(call, &text));
}

static void strconv_quote_rune_with(NativeCall *call) {
    Text text;
    text_init(&text);
    quote_rune(&text, native_arg_int(call, 0), (QuoteMode)native_arg_int(call, 1));
    native_ret_string(call, 0, return_text(call, &text));
}

static void strconv_can_backquote(NativeCall *call) {
    GoString s = native_arg_string(call, 0);
    native_ret_bool(call, 0, quote_can_backquote(s.text, s.bytes));
}

static void strconv_is_print(NativeCall *call) {
    native_ret_bool(call, 0, quote_is_print(native_arg_int(call, 0)));
}

static void strconv_is_graphic(NativeCall *call) {
    native_ret_bool(call, 0, quote_is_graphic(native_arg_int(call, 0)));
}

const NativeDef strconv_natives[] = {
    {"parseUint", strconv_parse_uint, 0},
    {"parseInt", strconv_parse_int, 0},
    {"parseFloat", strconv_parse_float, 0},
    {"formatBits", strconv_format_bits, 0},
    {"formatBitsInto", strconv_format_bits_into, 0},
    {"formatFloat", strconv_format_float, 0},
    {"formatFloatInto", strconv_format_float_into, 0},
    {"quoteWith", strconv_quote_with, 0},
    {"quoteRuneWith", strconv_quote_rune_with, 0},
    {"CanBackquote", strconv_can_backquote, 0},
    {"IsPrint", strconv_is_print, 0},
    {"IsGraphic", strconv_is_graphic, 0},
    {NULL, NULL, 0},
};
