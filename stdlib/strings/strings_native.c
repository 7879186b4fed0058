// stdlib/strings/strings_native.c - the hot leaves of strings.
#include "stdlib/search.h"
#include "stdlib/utf8.h"
#include "vm/native.h"

static void strings_index_byte(NativeCall *call) {
    char c = (char)native_arg_uint(call, 2);
    native_ret_int(call, 0, search_index(native_arg_string(call, 0), (GoString){&c, 1}));
}

static void strings_last_index_byte(NativeCall *call) {
    native_ret_int(call, 0, search_last_byte(native_arg_string(call, 0),
                                             (char)native_arg_uint(call, 2)));
}

static void strings_index(NativeCall *call) {
    native_ret_int(call, 0, search_index(native_arg_string(call, 0), native_arg_string(call, 2)));
}

static void strings_last_index(NativeCall *call) {
    native_ret_int(call, 0,
                   search_last_index(native_arg_string(call, 0), native_arg_string(call, 2)));
}

static void strings_count(NativeCall *call) {
    native_ret_int(call, 0, search_count(native_arg_string(call, 0), native_arg_string(call, 2)));
}

static void strings_index_any(NativeCall *call) {
    native_ret_int(call, 0,
                   search_index_any(native_arg_string(call, 0), native_arg_string(call, 2)));
}

static void strings_last_index_any(NativeCall *call) {
    native_ret_int(call, 0,
                   search_last_index_any(native_arg_string(call, 0), native_arg_string(call, 2)));
}

static void strings_index_rune(NativeCall *call) {
    native_ret_int(call, 0, search_index_rune(native_arg_string(call, 0), native_arg_int(call, 2)));
}

static void strings_equal_fold(NativeCall *call) {
    native_ret_bool(call, 0,
                    search_equal_fold(native_arg_string(call, 0), native_arg_string(call, 2)));
}

// The bounds of [part] within [s].
static void return_bounds(NativeCall *call, GoString s, GoString part) {
    int64_t start = part.bytes ? part.text - s.text : 0;
    native_ret_int(call, 0, start);
    native_ret_int(call, 1, start + part.bytes);
}

static void strings_space_bounds(NativeCall *call) {
    GoString s = native_arg_string(call, 0);
    return_bounds(call, s, search_trim_space(s));
}

static void strings_set_bounds(NativeCall *call) {
    GoString s = native_arg_string(call, 0);
    return_bounds(call, s, search_trim_set(s, native_arg_string(call, 2), native_arg_bool(call, 4),
                                           native_arg_bool(call, 5)));
}

static void strings_repeat(NativeCall *call) {
    GoString s = native_arg_string(call, 0);
    int64_t count = native_arg_int(call, 2), bytes = s.bytes * count;
    char *out = native_alloc_bytes_raw(call, (size_t)bytes);
    if (s.bytes == 1) {
        memset(out, s.text[0], (size_t)bytes);
    } else {
        memcpy(out, s.text, (size_t)s.bytes);
        for (int64_t done = s.bytes; done < bytes;) {    // double what is there
            int64_t chunk = done < bytes - done ? done : bytes - done;
            memcpy(out + done, out, (size_t)chunk);
            done += chunk;
        }
    }
    native_ret_string(call, 0, (GoString){out, bytes});
}

static char *add(char *out, const char *text, int64_t bytes) {
    if (bytes) memcpy(out, text, (size_t)bytes);
    return out + bytes;
}

static void strings_replace(NativeCall *call) {
    GoString s = native_arg_string(call, 0), old = native_arg_string(call, 2);
    GoString new = native_arg_string(call, 4);
    int64_t count = native_arg_int(call, 6), bytes = s.bytes + count * (new.bytes - old.bytes);
    char *text = native_alloc_bytes_raw(call, (size_t)bytes), *out = text;
    int64_t start = 0;
    for (int64_t i = 0; i < count; i++) {
        GoString rest = {s.text + start, s.bytes - start};
        int64_t found;
        if (old.bytes) {
            found = search_index(rest, old);
        } else {                                         // before each rune, and at the end
            int width = 0;
            if (i > 0) utf8_decode(rest.text, rest.bytes, &width);
            found = width;
        }
        out = add(out, rest.text, found);
        out = add(out, new.text, new.bytes);
        start += found + old.bytes;
    }
    add(out, s.text + start, s.bytes - start);
    native_ret_string(call, 0, (GoString){text, bytes});
}

static void strings_join(NativeCall *call) {
    GoSlice slice = native_arg_slice(call, 0);
    const GoString *elems = slice.items;
    GoString separator = native_arg_string(call, 3);
    int64_t bytes = native_arg_int(call, 5);
    char *text = native_alloc_bytes_raw(call, (size_t)bytes), *out = text;
    for (int64_t i = 0; i < slice.count; i++) {
        if (i > 0) out = add(out, separator.text, separator.bytes);
        out = add(out, elems[i].text, elems[i].bytes);
    }
    native_ret_string(call, 0, (GoString){text, bytes});
}

static void store(GoString *place, const char *text, int64_t bytes) {
    native_store_pointer((void **)&place->text, (void *)(bytes ? text : NULL));
    place->bytes = bytes;
}

static void strings_split_into(NativeCall *call) {
    GoSlice slice = native_arg_slice(call, 0);
    GoString *out = slice.items, s = native_arg_string(call, 3);
    GoString separator = native_arg_string(call, 5);
    int64_t save = native_arg_int(call, 7), filled = 0;
    while (filled < slice.count - 1) {
        int64_t found = search_index(s, separator);
        if (found < 0) break;
        store(&out[filled++], s.text, found + save);
        s.text += found + separator.bytes;
        s.bytes -= found + separator.bytes;
    }
    store(&out[filled++], s.text, s.bytes);
    native_ret_int(call, 0, filled);
}

static void strings_count_fields(NativeCall *call) {
    GoString s = native_arg_string(call, 0), field;
    int64_t count = 0;
    for (int64_t at = 0; search_next_field(s, &at, &field);) count++;
    native_ret_int(call, 0, count);
}

static void strings_fields_into(NativeCall *call) {
    GoSlice slice = native_arg_slice(call, 0);
    GoString *out = slice.items, s = native_arg_string(call, 3), field;
    int64_t at = 0;
    for (int64_t i = 0; i < slice.count && search_next_field(s, &at, &field); i++) {
        store(&out[i], field.text, field.bytes);
    }
}

static void strings_map_case(NativeCall *call) {
    GoString s = native_arg_string(call, 0);
    CaseMode mode = (CaseMode)native_arg_int(call, 2);
    int64_t bytes;
    bool changes = search_case_size(s, mode, &bytes);
    GoString result = {NULL, 0};
    if (changes) {
        char *text = native_alloc_bytes_raw(call, (size_t)bytes);
        search_case_map(s, mode, text);
        result = (GoString){text, bytes};
    }
    native_ret_string(call, 0, result);
    native_ret_bool(call, 2, changes);
}

const NativeDef strings_natives[] = {
    {"IndexByte", strings_index_byte, 0},
    {"LastIndexByte", strings_last_index_byte, 0},
    {"Index", strings_index, 0},
    {"LastIndex", strings_last_index, 0},
    {"Count", strings_count, 0},
    {"IndexAny", strings_index_any, 0},
    {"LastIndexAny", strings_last_index_any, 0},
    {"IndexRune", strings_index_rune, 0},
    {"EqualFold", strings_equal_fold, 0},
    {"spaceBounds", strings_space_bounds, 0},
    {"setBounds", strings_set_bounds, 0},
    {"repeat", strings_repeat, 0},
    {"replace", strings_replace, 0},
    {"join", strings_join, 0},
    {"splitInto", strings_split_into, 0},
    {"countFields", strings_count_fields, 0},
    {"fieldsInto", strings_fields_into, 0},
    {"mapCase", strings_map_case, 0},
    {NULL, NULL, 0},
};
