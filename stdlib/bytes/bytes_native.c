// stdlib/bytes/bytes_native.c - the hot leaves of bytes. A slice takes three slots, and begins like
// a string.
#include "stdlib/search.h"
#include "vm/native.h"

static GoString arg_bytes(const NativeCall *call, int slot) {
    return native_arg_string(call, slot);
}

static void bytes_index_byte(NativeCall *call) {
    char c = (char)native_arg_uint(call, 3);
    native_ret_int(call, 0, search_index(arg_bytes(call, 0), (GoString){&c, 1}));
}

static void bytes_last_index_byte(NativeCall *call) {
    native_ret_int(call, 0, search_last_byte(arg_bytes(call, 0), (char)native_arg_uint(call, 3)));
}

static void bytes_index(NativeCall *call) {
    native_ret_int(call, 0, search_index(arg_bytes(call, 0), arg_bytes(call, 3)));
}

static void bytes_last_index(NativeCall *call) {
    native_ret_int(call, 0, search_last_index(arg_bytes(call, 0), arg_bytes(call, 3)));
}

static void bytes_count(NativeCall *call) {
    native_ret_int(call, 0, search_count(arg_bytes(call, 0), arg_bytes(call, 3)));
}

static void bytes_index_any(NativeCall *call) {
    native_ret_int(call, 0, search_index_any(arg_bytes(call, 0), native_arg_string(call, 3)));
}

static void bytes_last_index_any(NativeCall *call) {
    native_ret_int(call, 0, search_last_index_any(arg_bytes(call, 0), native_arg_string(call, 3)));
}

static void bytes_index_rune(NativeCall *call) {
    native_ret_int(call, 0, search_index_rune(arg_bytes(call, 0), native_arg_int(call, 3)));
}

static void bytes_equal_fold(NativeCall *call) {
    native_ret_bool(call, 0, search_equal_fold(arg_bytes(call, 0), arg_bytes(call, 3)));
}

static void bytes_equal(NativeCall *call) {
    GoString a = arg_bytes(call, 0), b = arg_bytes(call, 3);
    native_ret_bool(call, 0, a.bytes == b.bytes &&
                                 (!a.bytes || !memcmp(a.text, b.text, (size_t)a.bytes)));
}

static void bytes_compare(NativeCall *call) {
    GoString a = arg_bytes(call, 0), b = arg_bytes(call, 3);
    int64_t common = a.bytes < b.bytes ? a.bytes : b.bytes;
    int order = common ? memcmp(a.text, b.text, (size_t)common) : 0;
    if (!order) order = a.bytes < b.bytes ? -1 : a.bytes > b.bytes;
    native_ret_int(call, 0, order < 0 ? -1 : order > 0);
}

static void return_bounds(NativeCall *call, GoString s, GoString part) {
    int64_t start = part.bytes ? part.text - s.text : 0;
    native_ret_int(call, 0, start);
    native_ret_int(call, 1, start + part.bytes);
}

static void bytes_space_bounds(NativeCall *call) {
    GoString s = arg_bytes(call, 0);
    return_bounds(call, s, search_trim_space(s));
}

static void bytes_set_bounds(NativeCall *call) {
    GoString s = arg_bytes(call, 0);
    return_bounds(call, s, search_trim_set(s, native_arg_string(call, 3), native_arg_bool(call, 5),
                                           native_arg_bool(call, 6)));
}

static void bytes_map_case(NativeCall *call) {
    GoString s = arg_bytes(call, 0);
    CaseMode mode = (CaseMode)native_arg_int(call, 3);
    int64_t bytes;
    search_case_size(s, mode, &bytes);
    char *text = native_alloc_bytes_raw(call, (size_t)bytes);
    search_case_map(s, mode, text);
    native_ret_slice(call, 0, (GoSlice){text, bytes, bytes});
}

static void bytes_next_field(NativeCall *call) {
    GoString s = arg_bytes(call, 0), field;
    int64_t at = native_arg_int(call, 3);
    bool found = search_next_field(s, &at, &field);
    native_ret_int(call, 0, found ? field.text - s.text : -1);
    native_ret_int(call, 1, at);
}

const NativeDef bytes_natives[] = {
    {"IndexByte", bytes_index_byte, 0},
    {"LastIndexByte", bytes_last_index_byte, 0},
    {"Index", bytes_index, 0},
    {"LastIndex", bytes_last_index, 0},
    {"Count", bytes_count, 0},
    {"IndexAny", bytes_index_any, 0},
    {"LastIndexAny", bytes_last_index_any, 0},
    {"IndexRune", bytes_index_rune, 0},
    {"EqualFold", bytes_equal_fold, 0},
    {"Equal", bytes_equal, 0},
    {"Compare", bytes_compare, 0},
    {"spaceBounds", bytes_space_bounds, 0},
    {"setBounds", bytes_set_bounds, 0},
    {"mapCase", bytes_map_case, 0},
    {"nextField", bytes_next_field, 0},
    {NULL, NULL, 0},
};
