// stdlib/fmt/basic_parts.c - values of defined types and values made of parts, without reflection.
//
// Maps, functions, channels and whatever has a method that the general way would call are left to
// it. So are deep values and long texts: nobody can interrupt a native, and a value may hold
// itself. What can be written to - elements of slices, what a pointer points to - Go copies to the
// heap part by part, which a program can count: that is for the general way, too.
#include "stdlib/fmt/basic.h"

enum { DEPTH_MAX = 16, TEXT_BYTES_MAX = 64 << 10 };

static bool add_value(Text *text, const Directive *directive, const RType *type, const void *data,
                      int depth);

static bool is_text_method(const RMethod *method) {
    static const char *const names[] = {"Error", "Format", "String"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t bytes = strlen(names[i]);
        if (method->name.bytes == (int64_t)bytes && !memcmp(method->name.text, names[i], bytes))
            return true;
    }
    return false;
}

// Completes [type] if it may have methods: the elem of a pointer is known afterwards.
static bool has_text_method(const RType *type) {
    bool may_have = type->pkg_path.bytes || type->kind == KIND_STRUCT || type->kind == KIND_POINTER;
    if (!may_have) return false;
    rtype_complete(type);
    for (int64_t i = 0; i < type->method_count; i++)
        if (is_text_method(&type->methods[i])) return true;
    return false;
}

static bool add_interface(Text *text, const Directive *directive, const RType *type,
                          const GoIface *value, int depth) {
    if (!value->type) {
        text_add(text, "<nil>", 5);
        return true;
    }
    rtype_complete(type);
    const RType *inner = type->method_count ? value->itab->type : value->type;
    const void *data = inner->flags & RTYPE_DIRECT ? (const void *)&value->data : value->data;
    return add_value(text, directive, inner, data, depth + 1);
}

static bool add_struct(Text *text, const Directive *directive, const RType *type, const char *data,
                       int depth) {
    text_add_char(text, '{');
    for (int64_t i = 0; i < type->field_count; i++) {
        const RField *field = &type->fields[i];
        if (i > 0) text_add_char(text, ' ');
        if (directive->names) {
            text_add(text, field->name.text, field->name.bytes);
            text_add_char(text, ':');
        }
        if (!add_value(text, directive, field->type, data + field->offset, depth + 1)) return false;
    }
    text_add_char(text, '}');
    return true;
}

static bool add_list(Text *text, const Directive *directive, const RType *elem, const char *data,
                     int64_t count, int depth) {
    // Bytes are a string for these.
    if (elem->kind == KIND_UINT8 && strchr("sqxX", directive->verb)) return false;
    text_add_char(text, '[');
    for (int64_t i = 0; i < count; i++) {
        if (i > 0) text_add_char(text, ' ');
        const char *item = data + (uint64_t)i * elem->layout.bytes;
        if (!add_value(text, directive, elem, item, depth + 1)) return false;
    }
    text_add_char(text, ']');
    return true;
}

// [type] is complete. At the top a pointer to something with parts shows the parts: not here, as
// the general way allocates for them.
static bool add_pointer(Text *text, const Directive *directive, const RType *type,
                        const void *pointer, int depth) {
    Kind kind = (Kind)type->elem->kind;
    bool has_parts =
        kind == KIND_STRUCT || kind == KIND_ARRAY || kind == KIND_SLICE || kind == KIND_MAP;
    if (depth == 0 && pointer && has_parts) return false;
    if (directive->verb != 'v') return false;
    if (!pointer) {
        basic_pad(text, directive, "<nil>", 5, true);
        return true;
    }
    Directive address = *directive;
    address.verb = 'x';
    address.sharp = true;
    return basic_add_integer(text, &address, (uint64_t)(uintptr_t)pointer, false);
}

static bool add_value(Text *text, const Directive *directive, const RType *type, const void *data,
                      int depth) {
    if (depth > DEPTH_MAX || text->bytes > TEXT_BYTES_MAX) return false;
    if (type->kind == KIND_INTERFACE) return add_interface(text, directive, type, data, depth);
    if (has_text_method(type)) return false;
    switch (type->kind) {
    case KIND_STRUCT: return add_struct(text, directive, type, data, depth);
    case KIND_ARRAY: return add_list(text, directive, type->elem, data, type->count, depth);
    case KIND_SLICE: {
        const GoSlice *slice = data;
        if (slice->count > 0) return false;
        return add_list(text, directive, type->elem, slice->items, slice->count, depth);
    }
    case KIND_POINTER: return add_pointer(text, directive, type, *(void *const *)data, depth);
    default: return basic_add_operand(text, directive, (GoIface){{type}, (void *)(uintptr_t)data});
    }
}

bool basic_add_parts(Text *text, const Directive *directive, GoIface operand) {
    char letter = (char)(directive->verb | 0x20);
    if (letter < 'a' || letter > 'z' || letter == 'w' || letter == 'p') return false;
    const void *data = operand.type->flags & RTYPE_DIRECT ? (const void *)&operand.data
                                                          : operand.data;
    return add_value(text, directive, operand.type, data, 0);
}
