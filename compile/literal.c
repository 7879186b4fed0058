// compile/literal.c - composite literals, new, and memory made from constant images.
#include "compile/compile_int.h"

enum {
    IMAGE_BYTES_MIN = 64,        // smaller constant literals are built by instructions
    IMAGE_BYTES_MAX = 1 << 20,   // larger ones are mostly zero
    HOIST_ELEMENTS_MAX = 64,     // longer literals evaluate their elements in place
};

// ---- constant images ----------------------------------------------------------------------------
// What the initial value of a package variable points to lies in the globals too: [is_static].
static bool image_of(Node *node, uint8_t *bytes);

static bool image_of_elements(Node *node, uint8_t *bytes, Type *elem) {
    int64_t index = 0;
    for (uint32_t i = 0; i < node->list.count; i++, index++) {
        Node *value = node->list.items[i];
        if (value->op == OKEY) {
            if (!node_int_const(value->x, &index)) return false;
            value = value->y;
        }
        if (!image_of(value, bytes ? bytes + index * type_size(elem) : NULL)) return false;
    }
    return true;
}

static bool image_of_fields(Node *node, uint8_t *bytes) {
    for (uint32_t i = 0; i < node->list.count; i++) {
        Node *key = node->list.items[i];
        int64_t offset = type_field_offset(node->type, (uint32_t)key->field_index);
        if (!image_of(key->x, bytes ? bytes + offset : NULL)) return false;
    }
    return true;
}

static bool image_of_literal(Node *node, uint8_t *bytes) {
    if (node->op == OSTRUCTLIT) return image_of_fields(node, bytes);
    return image_of_elements(node, bytes, type_underlying(node->type)->elem);
}

static uint8_t *static_memory(Type *type) {
    return (uint8_t *)globals_base + globals_alloc(compile_rtype(type), "literal");
}

// &T{...} and []T{...} in the initial value of a package variable.
static bool image_of_pointer(Node *node, uint8_t *bytes) {
    if (!node->is_static) return false;
    bool is_slice = node->op == OSLICELIT;
    Node *literal = is_slice ? node : node->x;
    if (!is_slice && (literal->init.count ||
                      (literal->op != OSTRUCTLIT && literal->op != OARRAYLIT)))
        return false;
    if (!image_of_literal(literal, NULL)) return false;
    if (!bytes) return true;
    Type *type = is_slice ? type_new_array(type_underlying(node->type)->elem, node->n)
                          : literal->type;
    GoSlice slice = {static_memory(type), node->n, node->n};
    image_of_literal(literal, slice.items);
    memcpy(bytes, &slice, is_slice ? sizeof slice : sizeof slice.items);
    return true;
}

static bool image_of_func(const Node *node, uint8_t *bytes) {
    if (node->op == OCLOSURE && node->func->closure_vars.count) return false;
    if (!bytes) return true;
    const void *closure = compile_code_for(node->func)->static_closure;
    memcpy(bytes, &closure, sizeof closure);
    return true;
}

// Writes the constant [node] as it lies in memory; false if it is not constant. NULL only asks.
static bool image_of(Node *node, uint8_t *bytes) {
    if (node->init.count) return false;
    MemKind kind = mem_kind(node->type);
    switch (node->op) {
    case OZERO: case ONIL: return true;
    case OCONVNOP: return mem_kind(node->x->type) == kind && image_of(node->x, bytes);
    case OSTRUCTLIT: case OARRAYLIT: return image_of_literal(node, bytes);
    case OSLICELIT: case OPTRLIT: return image_of_pointer(node, bytes);
    case OFUNC: case OCLOSURE: return image_of_func(node, bytes);
    case OLITERAL: break;
    default: return false;
    }
    if (kind == MEM_STRING) {
        size_t length;
        const char *text = node_string_const(node, &length);
        GoString string = {length ? text : NULL, (int64_t)length};
        if (bytes) memcpy(bytes, &string, sizeof string);
        return true;
    }
    if (!mem_is_scalar(kind)) return false;
    uint64_t word = node_const_word(node);
    if (bytes) memcpy(bytes, &word, (size_t)type_size(node->type));
    return true;
}

static bool literal_is_image(Node *node, Type *type) {
    return node->op == OSTRUCTLIT ? image_of_fields(node, NULL)
                                  : image_of_elements(node, NULL, type_underlying(type)->elem);
}

static void literal_write(Node *node, Type *type, uint8_t *image) {
    if (node->op == OSTRUCTLIT) image_of_fields(node, image);
    else image_of_elements(node, image, type_underlying(type)->elem);
}

// The constant image of a literal's memory, NULL when it is small or not constant.
static const void *literal_image(Node *node, Type *type) {
    int64_t bytes = type_size(type);
    if (bytes < IMAGE_BYTES_MIN || bytes > IMAGE_BYTES_MAX || node->list.count < 4) return NULL;
    if (!literal_is_image(node, type)) return NULL;
    uint8_t *image = code_alloc((size_t)bytes);
    memset(image, 0, (size_t)bytes);
    literal_write(node, type, image);
    return image;
}

bool global_static_init(Node *node, uint64_t offset) {
    if (!image_of(node, NULL)) return false;
    image_of(node, (uint8_t *)globals_base + offset);
    return true;
}

// ---- filling ------------------------------------------------------------------------------------
static Place part_of(const Place *base, Type *type, uint64_t offset) {
    if (base->kind == PLACE_SLOT) return place_frame(type, (uint64_t)base->slot * 8 + offset);
    if (base->kind == PLACE_FRAME) return place_frame(type, base->offset + offset);
    Place part = *base;
    part.type = type;
    part.offset += offset;
    return part;
}

static void fill_value(FuncBuilder *fb, const Place *place, Node *value, bool is_zero) {
    bool nested = (value->op == OSTRUCTLIT || value->op == OARRAYLIT) && !value->init.count &&
                  hoisted_slot(fb, value) == SLOT_NONE;
    if (is_zero && (value->op == OZERO || value->op == ONIL)) return;
    if (nested) literal_to_place(fb, value, place, is_zero);
    else place_assign(fb, place, value);
}

static void fill_elements(FuncBuilder *fb, Node *node, Type *elem, const Place *place,
                          bool is_zero) {
    int64_t index = 0;
    for (uint32_t i = 0; i < node->list.count; i++, index++) {
        Node *value = node->list.items[i];
        if (value->op == OKEY) {
            node_int_const(value->x, &index);
            value = value->y;
        }
        Place part = part_of(place, elem, (uint64_t)(index * type_size(elem)));
        fill_value(fb, &part, value, is_zero);
    }
}

// Whether every byte that matters is given a value.
static bool literal_is_full(const Node *node, Type *type) {
    if (node->op == OSTRUCTLIT) return node->list.count == type_underlying(type)->field_count;
    for (uint32_t i = 0; i < node->list.count; i++)
        if (node->list.items[i]->op == OKEY) return false;
    return node->list.count == type_underlying(type)->length;
}

static void fill(FuncBuilder *fb, Node *node, Type *type, const Place *place, bool is_zero) {
    const void *image = literal_image(node, type);
    if (image) {
        uint32_t mark = slots_mark(fb);
        Slot from = slots_alloc_pointer(fb);
        emit_abx(fb, OP_LDK, from, 0);
        emit_ptr(fb, image);
        bool in_frame = place->kind == PLACE_SLOT || place->kind == PLACE_FRAME;
        if (in_frame && place->kind == PLACE_SLOT) {
            emit_load(fb, type, place->slot, from, 0);
        } else {
            Slot to = place_address(fb, place);
            emit_abc(fb, OP_COPY_T, to, from, 0);
            emit_ptr(fb, compile_rtype(type));
        }
        slots_release(fb, mark);
        return;
    }
    if (!is_zero && !literal_is_full(node, type)) {
        place_zero(fb, place);
        is_zero = true;
    }
    if (node->op != OSTRUCTLIT) {
        fill_elements(fb, node, type_underlying(type)->elem, place, is_zero);
        return;
    }
    for (uint32_t i = 0; i < node->list.count; i++) {
        Node *key = node->list.items[i];
        Type *field = key->x->type;
        uint64_t offset = (uint64_t)type_field_offset(type, (uint32_t)key->field_index);
        Place part = part_of(place, field, offset);
        fill_value(fb, &part, key->x, is_zero);
    }
}

void literal_to_place(FuncBuilder *fb, Node *node, const Place *place, bool is_zero) {
    fill(fb, node, node->type, place, is_zero);
}

// The calls of the elements come before the memory is allocated, as gc has it.
static void hoist_elements(FuncBuilder *fb, Node *node) {
    if (node->list.count > HOIST_ELEMENTS_MAX) return;
    for (uint32_t i = 0; i < node->list.count; i++) {
        Node *item = node->list.items[i];
        Node *value = item->op == OKEY ? item->y : item->op == OSTRUCTKEY ? item->x : item;
        order_hoist(fb, value);
    }
}

void emit_new(FuncBuilder *fb, Type *type, Slot to) {
    emit_abx(fb, OP_NEW, to, 0);
    emit_ptr(fb, compile_rtype(type));
}

// Memory for a value of [type] that [node] allocates: in the frame, in the heap, or in the globals
// when it belongs to the initial value of a package variable.
static Place allocate(FuncBuilder *fb, Node *node, Type *type, Slot pointer, bool *is_zero) {
    if (node->is_static) {
        *is_zero = true;
        uint32_t offset = globals_alloc(compile_rtype(type), "literal");
        return (Place){.kind = PLACE_GLOBAL, .type = type, .offset = offset};
    }
    if (node->esc == ESC_NONE && type_size(type) && low_has_room(fb, type)) {
        Slot slot = low_alloc_type_forever(fb, type);
        *is_zero = false;
        slots_pin(fb, (uint64_t)slot * 8, (uint64_t)type_memory_slots(type) * 8);
        return place_low(type, slot);
    }
    emit_new(fb, type, pointer);
    *is_zero = true;
    Place place = place_mem(type, pointer, 0);
    place.is_checked = true;
    return place;
}

static void allocated_address(FuncBuilder *fb, const Place *place, Slot to) {
    if (place->kind == PLACE_SLOT)
        emit_lea(fb, to, (uint64_t)place->slot * 8, (uint64_t)type_slots(place->type) * 8);
    else if (place->kind == PLACE_FRAME)
        emit_lea(fb, to, place->offset, (uint64_t)type_size(place->type));
    else if (place->kind == PLACE_GLOBAL) emit_abx(fb, OP_LEAG, to, (uint32_t)place->offset);
    else emit_move(fb, to, place->slot, 1);
}

static void slice_literal_to(FuncBuilder *fb, Node *node, Slot to) {
    Type *array = type_new_array(type_underlying(node->type)->elem, node->n);
    hoist_elements(fb, node);
    Slot pointer = slots_alloc_pointer(fb);
    bool is_zero;
    Place place = allocate(fb, node, array, pointer, &is_zero);
    fill(fb, node, array, &place, is_zero);
    allocated_address(fb, &place, to);
    emit_int(fb, to + 1, node->n);
    emit_int(fb, to + 2, node->n);
}

static void map_literal_to(FuncBuilder *fb, Node *node, Slot to) {
    Type *map = type_underlying(node->type);
    Slot hint = slots_alloc_scalar(fb), pointer = slots_alloc_pointer(fb);
    if (!map_make_in_frame(fb, node, node->list.count, pointer)) {
        emit_int(fb, hint, node->list.count);
        emit_abc(fb, OP_MAKEMAP, pointer, hint, 0);
        emit_ptr(fb, compile_rtype(node->type));
    }
    for (uint32_t i = 0; i < node->list.count; i++) {
        uint32_t mark = slots_mark(fb);
        Node *item = node->list.items[i];
        order_pair(fb, item->x, item->y);
        Place place = {.kind = PLACE_MAP, .type = map->elem, .map = node->type, .slot = pointer};
        place.index = map_key_slot(fb, node->type, item->x, true);
        place_assign(fb, &place, item->y);
        slots_release(fb, mark);
    }
    emit_move(fb, to, pointer, 1);
}

void literal_to(FuncBuilder *fb, Node *node, Slot to) {
    if (node->op == OSLICELIT) {
        slice_literal_to(fb, node, to);
    } else if (node->op == OMAPLIT) {
        map_literal_to(fb, node, to);
    } else {
        if (node_may_call(node)) hoist_elements(fb, node);
        bool is_big = type_is_big(node->type);
        Place place = is_big ? place_mem(node->type, slots_alloc_pointer(fb), 0)
                             : place_slot(node->type, to);
        place.is_checked = is_big;
        if (is_big) emit_new(fb, node->type, place.slot);
        fill(fb, node, node->type, &place, is_big);
        if (is_big) emit_move(fb, to, place.slot, 1);
    }
}

void new_to(FuncBuilder *fb, Node *node, Slot to) {
    Type *type = type_underlying(node->type)->elem;
    Node *value = node->x;
    bool is_literal = value && (value->op == OSTRUCTLIT || value->op == OARRAYLIT) &&
                      !value->init.count;
    if (is_literal) hoist_elements(fb, value);
    else if (value) order_hoist(fb, value);
    Slot pointer = slots_alloc_pointer(fb);
    bool is_zero;
    Place place = allocate(fb, node, type, pointer, &is_zero);
    if (is_literal) fill(fb, value, type, &place, is_zero);
    else if (value) place_assign(fb, &place, value);
    else if (!is_zero) place_zero(fb, &place);
    allocated_address(fb, &place, to);
}
