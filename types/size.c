// types/size.c - sizes, alignments and offsets, as gc lays out memory on 64-bit machines.
//
// Sizes that do not fit 63 bits, and those of types that contain themselves (reported elsewhere),
// are TOO_LARGE.
#include "types/check_int.h"

enum { WORD = 8 };
#define TOO_LARGE (-2)
#define UNDER_WAY (-3)

static const uint8_t basic_size[TYPE_BASIC_COUNT] = {
    [TYPE_BOOL] = 1,
    [TYPE_INT] = 8, [TYPE_INT8] = 1, [TYPE_INT16] = 2, [TYPE_INT32] = 4, [TYPE_INT64] = 8,
    [TYPE_UINT] = 8, [TYPE_UINT8] = 1, [TYPE_UINT16] = 2, [TYPE_UINT32] = 4, [TYPE_UINT64] = 8,
    [TYPE_UINTPTR] = 8,
    [TYPE_FLOAT32] = 4, [TYPE_FLOAT64] = 8, [TYPE_COMPLEX64] = 8, [TYPE_COMPLEX128] = 16,
    [TYPE_STRING] = 16, [TYPE_UNSAFE_POINTER] = 8,
    [TYPE_UNTYPED_BOOL] = 1, [TYPE_UNTYPED_INT] = 8, [TYPE_UNTYPED_RUNE] = 4,
    [TYPE_UNTYPED_FLOAT] = 8, [TYPE_UNTYPED_COMPLEX] = 16, [TYPE_UNTYPED_STRING] = 16,
    [TYPE_UNTYPED_NIL] = 8,
};

static int64_t align_up(int64_t offset, int64_t align) {
    if (offset > INT64_MAX - align) return TOO_LARGE;
    return (offset + align - 1) / align * align;
}

static void layout(Type *type);

static void layout_fields(Type *type) {
    int64_t offset = 0, align = 1, size = 0;
    int64_t *offsets = ARENA_ARRAY(&checker.arena, int64_t, type->field_count + 1);
    for (uint32_t i = 0; i < type->field_count; i++) {
        Type *field = type_underlying(type->fields[i]->type);
        layout(field);
        if (field->align > align) align = field->align;
        size = field->size;
        if (size < 0 || offset < 0) {
            if (offset >= 0 && size < 0) offset = align_up(offset, field->align);
            offsets[i] = offset;
            offset = TOO_LARGE;
            continue;
        }
        offset = align_up(offset, field->align);
        offsets[i] = offset;
        // A pointer just past the last field must not point to the next object.
        if (size == 0 && i + 1 == type->field_count && offset > 0) size = 1;
        offset = offset < 0 || offset > INT64_MAX - size ? TOO_LARGE : offset + size;
    }
    type->offsets = offsets;
    type->align = align;
    type->size = offset < 0 ? TOO_LARGE : align_up(offset, align);
}

static void layout_array(Type *type) {
    Type *elem = type_underlying(type->elem);
    layout(elem);
    type->align = elem->align;
    if (elem->size < 0 || type->length < 0) type->size = TOO_LARGE;
    else if (elem->size > 0 && type->length > INT64_MAX / elem->size) type->size = TOO_LARGE;
    else type->size = elem->size * type->length;
}

// Fills size and align of [type], an underlying type.
static void layout(Type *type) {
    if (type->size == UNDER_WAY) {
        type->align = WORD;
        return;
    }
    if (type->size != -1) return;
    type->size = UNDER_WAY;
    switch (type->kind) {
    case TYPE_ARRAY: layout_array(type); break;
    case TYPE_STRUCT: case TYPE_TUPLE: layout_fields(type); break;
    case TYPE_SLICE: type->size = 3 * WORD; type->align = WORD; break;
    case TYPE_INTERFACE: type->size = 2 * WORD; type->align = WORD; break;
    default:
        if (type->kind < TYPE_BASIC_COUNT) {
            type->size = basic_size[type->kind];
            type->align = type->size > WORD ? WORD : type->size < 1 ? 1 : type->size;
            if (type->kind == TYPE_COMPLEX64) type->align = 4;
        } else {
            type->size = type->align = WORD;
        }
    }
}

int64_t type_size(Type *type) {
    type = type_underlying(type);
    layout(type);
    return type->size;
}

int64_t type_align(Type *type) {
    type = type_underlying(type);
    layout(type);
    return type->align;
}

int64_t type_field_offset(Type *type, uint32_t index) {
    type = type_underlying(type);
    layout(type);
    return type->offsets[index];
}

static bool parts_have_fixed_size(Type *under) {
    if (under->kind == TYPE_ARRAY) return type_has_fixed_size(under->elem);
    for (uint32_t i = 0; i < under->field_count; i++)
        if (!type_has_fixed_size(under->fields[i]->type)) return false;
    return true;
}

bool type_has_fixed_size(Type *type) {
    if (type_is_type_param(type)) return false;
    Type *under = type_underlying(type);
    if (under->kind != TYPE_ARRAY && under->kind != TYPE_STRUCT) return true;
    if (under->fixed_size == 0) {
        under->fixed_size = 1;   // types that contain themselves were reported, but are still there
        under->fixed_size = parts_have_fixed_size(under) ? 1 : 2;
    }
    return under->fixed_size == 1;
}

bool type_has_pointers(Type *type) { return type_pointer_bytes(type) > 0; }

static int64_t struct_pointer_bytes(Type *type) {
    for (uint32_t i = type->field_count; i-- > 0;) {
        int64_t bytes = type_pointer_bytes(type->fields[i]->type);
        if (bytes > 0) return type_field_offset(type, i) + bytes;
    }
    return 0;
}

static int64_t array_pointer_bytes(Type *type) {
    if (type->length <= 0) return 0;
    int64_t elem = type_pointer_bytes(type->elem);
    return elem ? (type->length - 1) * type_size(type->elem) + elem : 0;
}

int64_t type_pointer_bytes(Type *type) {
    type = type_underlying(type);
    switch (type->kind) {
    case TYPE_STRING: case TYPE_UNTYPED_STRING: case TYPE_SLICE: case TYPE_POINTER: case TYPE_FUNC:
    case TYPE_MAP: case TYPE_CHAN: case TYPE_UNSAFE_POINTER: case TYPE_UNTYPED_NIL:
        return WORD;
    case TYPE_INTERFACE:
        return 2 * WORD;
    case TYPE_ARRAY: case TYPE_STRUCT: case TYPE_TUPLE:
        if (type->pointer_bytes == 0) {
            type->pointer_bytes = 1;
            type->pointer_bytes = 1 + (type->kind == TYPE_ARRAY ? array_pointer_bytes(type)
                                                                : struct_pointer_bytes(type));
        }
        return type->pointer_bytes - 1;
    default:
        return 0;
    }
}

bool type_is_pointer_shaped(Type *type) {
    type = type_underlying(type);
    switch (type->kind) {
    case TYPE_POINTER: case TYPE_FUNC: case TYPE_MAP: case TYPE_CHAN: case TYPE_UNSAFE_POINTER:
        return true;
    case TYPE_ARRAY:
        return type->length == 1 && type_is_pointer_shaped(type->elem);
    case TYPE_STRUCT:
        return type->field_count == 1 && type_is_pointer_shaped(type->fields[0]->type);
    default:
        return false;
    }
}
