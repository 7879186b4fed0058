// compile/layout.c - how values of a type lie in frames and in memory.
#include "compile/compile_int.h"
#include "vm/rtype.h"

MemKind mem_kind(Type *type) {
    switch (type_kind(type)) {
    case TYPE_INT8: return MEM_I8;
    case TYPE_BOOL: case TYPE_UNTYPED_BOOL: case TYPE_UINT8: return MEM_U8;
    case TYPE_INT16: return MEM_I16;
    case TYPE_UINT16: return MEM_U16;
    case TYPE_INT32: return MEM_I32;
    case TYPE_UINT32: case TYPE_FLOAT32: return MEM_U32;
    case TYPE_POINTER: case TYPE_MAP: case TYPE_CHAN: case TYPE_FUNC: case TYPE_UNSAFE_POINTER:
    case TYPE_UNTYPED_NIL:
        return MEM_PTR;
    case TYPE_STRING: case TYPE_UNTYPED_STRING: return MEM_STRING;
    case TYPE_INTERFACE: return MEM_IFACE;
    case TYPE_COMPLEX128: return MEM_C128;
    case TYPE_SLICE: return MEM_SLICE;
    case TYPE_STRUCT: case TYPE_ARRAY:
        return (uint64_t)type_size(type) > held_bytes_max ? MEM_BIG : MEM_AGGREGATE;
    case TYPE_TUPLE: return MEM_AGGREGATE;
    default: return MEM_64;
    }
}

uint32_t type_slots(Type *type) {
    switch (mem_kind(type)) {
    case MEM_STRING: case MEM_IFACE: case MEM_C128: return 2;
    case MEM_SLICE: return 3;
    case MEM_AGGREGATE:
        if (type_kind(type) == TYPE_TUPLE) return tuple_slots(type);
        return (uint32_t)((type_size(type) + 7) / 8);
    default: return 1;
    }
}

uint32_t type_memory_slots(Type *type) {
    return type_is_big(type) ? (uint32_t)((type_size(type) + 7) / 8) : type_slots(type);
}

uint32_t tuple_slots(Type *tuple) {
    uint32_t slots = 0;
    for (uint32_t i = 0; i < tuple->field_count; i++) slots += type_slots(tuple->fields[i]->type);
    return slots;
}

static void set_bit(uint8_t *bits, uint64_t bit) {
    bits[bit / 8] |= (uint8_t)(1u << (bit % 8));
}

static void array_pointer_words(Type *array, uint8_t *bits, uint64_t word) {
    Type *elem = array->elem;
    if (!type_has_pointers(elem)) return;
    uint64_t elem_words = (uint64_t)type_size(elem) / 8;
    for (int64_t i = 0; i < array->length; i++)
        type_pointer_words(elem, bits, word + (uint64_t)i * elem_words);
}

void type_pointer_words(Type *type, uint8_t *bits, uint64_t word) {
    switch (mem_kind(type)) {
    case MEM_PTR: case MEM_STRING: case MEM_SLICE:
        set_bit(bits, word);
        break;
    case MEM_IFACE:
        set_bit(bits, word + 1);   // the type word points to what is never freed
        break;
    case MEM_AGGREGATE: case MEM_BIG: {
        Type *under = type_underlying(type);
        if (under->kind == TYPE_ARRAY) {
            array_pointer_words(under, bits, word);
            break;
        }
        for (uint32_t i = 0; i < under->field_count; i++) {
            Type *field = under->fields[i]->type;
            if (!type_has_pointers(field)) continue;
            type_pointer_words(field, bits, word + (uint64_t)type_field_offset(under, i) / 8);
        }
        break;
    }
    default: break;
    }
}

static bool struct_is_plain(Type *type) {
    int64_t end = 0;
    for (uint32_t i = 0; i < type->field_count; i++) {
        const Object *field = type->fields[i];
        if (field->name && strcmp(field->name->text, "_") == 0) return false;
        if (!type_is_plain(field->type)) return false;
        if (type_field_offset(type, i) != end) return false;
        end += type_size(field->type);
    }
    return end == type_size(type);
}

bool type_is_plain(Type *type) {
    switch (type_kind(type)) {
    case TYPE_FLOAT32: case TYPE_FLOAT64: case TYPE_COMPLEX64: case TYPE_COMPLEX128:
    case TYPE_STRING: case TYPE_INTERFACE: case TYPE_SLICE: case TYPE_MAP: case TYPE_FUNC:
        return false;
    case TYPE_ARRAY: return type_is_plain(type_underlying(type)->elem);
    case TYPE_STRUCT: return struct_is_plain(type_underlying(type));
    default: return true;
    }
}
