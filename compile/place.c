// compile/place.c - places: what a value can be loaded from and stored to.
#include "compile/compile_int.h"

Place place_slot(Type *type, Slot slot) {
    return (Place){.kind = PLACE_SLOT, .type = type, .slot = slot};
}

// Whole words of the frame are slots like any other; parts of words are not.
Place place_frame(Type *type, uint64_t offset) {
    MemKind kind = mem_kind(type);
    bool partial = mem_is_narrow(kind) || kind == MEM_BIG || offset % 8 != 0 ||
                   (kind == MEM_AGGREGATE && type_size(type) % 8 != 0);
    if (!partial) return place_slot(type, (Slot)(offset / 8));
    return (Place){.kind = PLACE_FRAME, .type = type, .offset = offset};
}

Place place_low(Type *type, Slot slot) {
    return type_is_big(type) ? place_frame(type, (uint64_t)slot * 8) : place_slot(type, slot);
}

Place place_mem(Type *type, Slot pointer, uint64_t offset) {
    return (Place){.kind = PLACE_MEM, .type = type, .slot = pointer, .offset = offset};
}

Place place_of_name(FuncBuilder *fb, Name *name) {
    if (name->class == NAME_GLOBAL) {
        uint32_t offset = global_offset(fb, name);
        return (Place){.kind = PLACE_GLOBAL, .type = name->type, .offset = offset};
    }
    if (!name->has_slot) declare_forever(fb, name);
    bool is_pointer = name->class == NAME_CLOSURE ? !name->by_value : name_is_boxed(name);
    if (is_pointer) {
        Place place = place_mem(name->type, name->slot, 0);
        place.is_checked = true;
        return place;
    }
    if (name_in_memory(name)) return place_frame(name->type, (uint64_t)name->slot * 8);
    return place_slot(name->type, name->slot);
}

bool node_is_place(const Node *node) {
    switch (node->op) {
    case ONAME: case ODOTPTR: case ODEREF: case OINDEX: return true;
    case ODOT: return node_is_place(node->x);
    case OCONVNOP: return mem_kind(node->type) != MEM_IFACE && node_is_place(node->x);
    default: return false;
    }
}

// ---- parts of places ----------------------------------------------------------------------------
// Emits an instruction that checks the index of [place], which is its operand.
static void emit_index(FuncBuilder *fb, const Place *place, Opcode op, Slot a, Slot b, Slot c) {
    Pos around = fb->pos;
    if (place->pos != NO_POS) fb->pos = place->pos;
    if (place->is_unsigned) emit_unsigned_index(fb);
    emit_abc(fb, op, a, b, c);
    fb->pos = around;
}

static void index_to_mem(FuncBuilder *fb, Place *place) {
    Slot pointer = slots_alloc_pointer(fb);
    emit_index(fb, place, OP_LEAX, pointer, place->slot, place->index);
    emit_word(fb, (uint64_t)type_size(place->type));
    Type *type = place->type;
    *place = place_mem(type, pointer, 0);
    place->is_checked = true;
}

static void map_to_mem(FuncBuilder *fb, Place *place) {
    Slot pointer = map_assign_address(fb, place);
    *place = place_mem(place->type, pointer, 0);
    place->is_checked = true;
}

static Place place_part(FuncBuilder *fb, Place base, Type *type, uint64_t offset) {
    switch (base.kind) {
    case PLACE_SLOT:
        if (type_is_big(base.type)) {
            Place part = place_mem(type, base.slot, offset);
            part.is_checked = true;
            return part;
        }
        return place_frame(type, (uint64_t)base.slot * 8 + offset);
    case PLACE_FRAME: return place_frame(type, base.offset + offset);
    case PLACE_INDEX: index_to_mem(fb, &base); break;
    case PLACE_MAP: map_to_mem(fb, &base); break;
    default: break;
    }
    base.type = type;
    base.offset += offset;
    return base;
}

static Place place_field(FuncBuilder *fb, Place base, Type *type, Type *structure, int32_t index) {
    return place_part(fb, base, type, (uint64_t)type_field_offset(structure, (uint32_t)index));
}

static Place place_of_pointer(FuncBuilder *fb, Node *pointer, Type *type) {
    if (pointer->op == OADDR && node_is_place(pointer->x)) {
        node_run_init(fb, pointer);
        Place place = place_of(fb, pointer->x);
        place.type = type;
        return place;
    }
    return place_mem(type, expr_slot(fb, pointer), 0);
}

static void pair_length(FuncBuilder *fb, Slot pair, int64_t length) {
    emit_int(fb, pair + 1, length);
}

static Slot pair_alloc(FuncBuilder *fb, bool forever) {
    static const uint8_t kinds[2] = {SLOT_POINTER, SLOT_SCALAR};
    return forever ? low_alloc_forever(fb, kinds, 2) : slots_alloc_kinds(fb, kinds, 2);
}

// A view of an array at a fixed place, made at the function's entry when inside a loop.
static Slot fixed_view(FuncBuilder *fb, ViewKind kind, uint64_t offset, Type *type) {
    int64_t length = type_underlying(type)->length;
    for (uint32_t i = 0; i < fb->views.count; i++) {
        const ArrayView *view = &fb->views.items[i];
        if (view->kind == kind && view->offset == offset && view->length == length)
            return view->slot;
    }
    bool at_entry = fb->loop_depth > 0 && low_has_slots(fb, 2);
    Slot pair = pair_alloc(fb, at_entry);
    if (at_entry) {
        ArrayView view = {kind, offset, length, pair};
        vec_push(&fb->arena, &fb->views, view);
        fb->out = &fb->prologue;
    }
    if (kind == VIEW_GLOBAL) emit_abx(fb, OP_LEAG, pair, (uint32_t)offset);
    else if (kind == VIEW_HELD) emit_move(fb, pair, (Slot)(offset / 8), 1);
    else emit_lea(fb, pair, offset, (uint64_t)type_size(type));
    pair_length(fb, pair, length);
    fb->out = &fb->code;
    return pair;
}

Slot array_view(FuncBuilder *fb, const Place *array) {
    Place place = *array;
    switch (place.kind) {
    case PLACE_SLOT: {
        if (type_is_big(place.type)) {
            // A parameter that stands in its slot is never assigned to.
            if (place.slot >= fb->frame_params || !fb->func) break;
            return fixed_view(fb, VIEW_HELD, (uint64_t)place.slot * 8, place.type);
        }
        if (!slot_is_addressable(fb, place.slot)) {
            Slot copy = low_alloc(fb, place.type);
            emit_move(fb, copy, place.slot, type_slots(place.type));
            place.slot = copy;
        }
        return fixed_view(fb, VIEW_FRAME, (uint64_t)place.slot * 8, place.type);
    }
    case PLACE_FRAME:
        if (slot_is_addressable(fb, (Slot)(place.offset / 8)))
            return fixed_view(fb, VIEW_FRAME, place.offset, place.type);
        break;
    case PLACE_GLOBAL: return fixed_view(fb, VIEW_GLOBAL, place.offset, place.type);
    default: break;
    }
    Slot pair = pair_alloc(fb, false);
    place_address_to(fb, &place, pair);
    pair_length(fb, pair, type_underlying(place.type)->length);
    return pair;
}

static Place place_of_index(FuncBuilder *fb, Node *node) {
    Type *type = type_underlying(node->x->type);
    if (type->kind != TYPE_ARRAY) {
        order_pair(fb, node->x, node->y);
        Place place = {.kind = PLACE_INDEX, .type = node->type, .pos = node->pos};
        place.slot = expr_slot(fb, node->x);
        place.index = expr_slot(fb, node->y);
        place.is_string = type->kind == TYPE_STRING;
        place.is_unsigned = type_is_wide_unsigned(node->y->type);
        place.is_checked = bounds_hold(fb, node);
        return place;
    }
    int64_t index;
    if (node_int_const(node->y, &index) && index >= 0 && index < type->length) {
        Place base = place_of(fb, node->x);
        return place_part(fb, base, node->type, (uint64_t)(index * type_size(node->type)));
    }
    order_pair(fb, node->x, node->y);
    Place base = place_of(fb, node->x);
    Place place = {.kind = PLACE_INDEX, .type = node->type, .pos = node->pos};
    place.slot = array_view(fb, &base);
    place.index = expr_slot(fb, node->y);
    place.is_unsigned = type_is_wide_unsigned(node->y->type);
    place.is_checked = bounds_hold(fb, node);
    return place;
}

static Place place_of_map(FuncBuilder *fb, Node *node) {
    order_pair(fb, node->x, node->y);
    Place place = {.kind = PLACE_MAP, .type = node->type, .map = node->x->type};
    place.slot = expr_slot(fb, node->x);
    place.index = map_key_slot(fb, node->x->type, node->y, true);
    return place;
}

Place place_of(FuncBuilder *fb, Node *node) {
    node_run_init(fb, node);
    switch (node->op) {
    case ONAME: return place_of_name(fb, node->name);
    case ODOT: {
        Place base = place_of(fb, node->x);
        return place_field(fb, base, node->type, node->x->type, node->field_index);
    }
    case ODOTPTR: {
        Type *structure = type_underlying(node->x->type)->elem;
        Place base = place_of_pointer(fb, node->x, structure);
        return place_field(fb, base, node->type, structure, node->field_index);
    }
    case ODEREF: return place_of_pointer(fb, node->x, node->type);
    case OINDEX: return place_of_index(fb, node);
    case OINDEXMAP:
        if (node->assigned) return place_of_map(fb, node);
        break;
    case OCONVNOP: {
        if (!node_is_place(node)) break;
        Place place = place_of(fb, node->x);
        place.type = node->type;
        return place;
    }
    default: break;
    }
    NodeList init = node->init;
    if (node->op != OINLCALL) node->init = (NodeList){0};      // they have run
    Slot slot = expr_slot(fb, node);
    node->init = init;
    return place_slot(node->type, slot);
}

static Slot copy_if_old(FuncBuilder *fb, Slot slot, Type *type, const uint8_t *kinds,
                        uint32_t count, uint32_t mark) {
    for (uint32_t i = mark; i < fb->held.count; i++) {
        const SlotRange *range = &fb->held.items[i];
        if (slot >= range->first && slot < range->first + range->count) return slot;
    }
    Slot copy = type ? slots_alloc(fb, type) : slots_alloc_kinds(fb, kinds, count);
    emit_move(fb, copy, slot, type ? type_slots(type) : count);
    return copy;
}

void place_stabilize(FuncBuilder *fb, Place *place, uint32_t mark) {
    static const uint8_t pointer[1] = {SLOT_POINTER}, scalar[1] = {SLOT_SCALAR};
    static const uint8_t pair[2] = {SLOT_POINTER, SLOT_SCALAR};
    switch (place->kind) {
    case PLACE_MEM:
        if (!place->is_checked)
            place->slot = copy_if_old(fb, place->slot, NULL, pointer, 1, mark);
        break;
    case PLACE_INDEX:
        place->slot = copy_if_old(fb, place->slot, NULL, pair, 2, mark);
        place->index = copy_if_old(fb, place->index, NULL, scalar, 1, mark);
        break;
    case PLACE_MAP:
        place->slot = copy_if_old(fb, place->slot, NULL, pointer, 1, mark);
        if (!map_key_is_address(place->map)) {
            Type *key = type_underlying(place->map)->key;
            place->index = copy_if_old(fb, place->index, key, NULL, 0, mark);
        }
        break;
    default: break;
    }
}

// ---- loading ------------------------------------------------------------------------------------
static Slot global_address(FuncBuilder *fb, const Place *place) {
    Slot pointer = slots_alloc_pointer(fb);
    emit_abx(fb, OP_LEAG, pointer, (uint32_t)place->offset);
    return pointer;
}

static void load_global(FuncBuilder *fb, const Place *place, Slot to) {
    uint32_t offset = (uint32_t)place->offset;
    uint64_t bytes = (uint64_t)type_size(place->type);
    MemKind kind = mem_kind(place->type);
    if (bytes == 0) return;
    if (mem_is_narrow(kind) || kind == MEM_BIG || offset % 8 || bytes > 24 || bytes % 8) {
        uint32_t mark = slots_mark(fb);
        emit_load(fb, place->type, to, global_address(fb, place), 0);
        slots_release(fb, mark);
        return;
    }
    emit_abx(fb, bytes == 8 ? OP_LDG_64 : bytes == 16 ? OP_LDG_2 : OP_LDG_3, to, offset);
}

static const Opcode index_load_ops[] = {
    [MEM_I8] = OP_LDX_I8, [MEM_U8] = OP_LDX_U8, [MEM_I16] = OP_LDX_I16, [MEM_U16] = OP_LDX_U16,
    [MEM_I32] = OP_LDX_I32, [MEM_U32] = OP_LDX_U32, [MEM_64] = OP_LDX_64, [MEM_PTR] = OP_LDX_64,
    [MEM_STRING] = OP_LDX_2, [MEM_IFACE] = OP_LDX_2, [MEM_C128] = OP_LDX_2, [MEM_SLICE] = OP_LDX_3,
};

static void load_index(FuncBuilder *fb, const Place *place, Slot to) {
    MemKind kind = mem_kind(place->type);
    bool is_word = kind == MEM_64 || kind == MEM_PTR;
    if (place->is_checked && (is_word || kind == MEM_U8)) {
        emit_abc(fb, is_word ? OP_LDXU_64 : OP_LDXU_U8, to, place->slot, place->index);
        return;
    }
    if (kind < MEM_AGGREGATE && compile_optimizes) {
        emit_index(fb, place, index_load_ops[kind], to, place->slot, place->index);
        return;
    }
    int64_t bytes = type_size(place->type);
    if (compile_optimizes && kind != MEM_BIG && (bytes == 8 || bytes == 16 || bytes == 24)) {
        Opcode op = bytes == 8 ? OP_LDX_64 : bytes == 16 ? OP_LDX_2 : OP_LDX_3;
        emit_index(fb, place, op, to, place->slot, place->index);
        return;
    }
    uint32_t mark = slots_mark(fb);
    Place mem = *place;
    index_to_mem(fb, &mem);
    emit_load(fb, mem.type, to, mem.slot, 0);
    slots_release(fb, mark);
}

void place_load(FuncBuilder *fb, const Place *place, Slot to) {
    switch (place->kind) {
    case PLACE_SLOT: emit_move(fb, to, place->slot, type_slots(place->type)); break;
    case PLACE_FRAME: emit_frame_load(fb, place->type, to, place->offset); break;
    case PLACE_MEM: emit_load(fb, place->type, to, place->slot, place->offset); break;
    case PLACE_GLOBAL: load_global(fb, place, to); break;
    case PLACE_INDEX: load_index(fb, place, to); break;
    case PLACE_MAP: {
        Place mem = *place;
        map_to_mem(fb, &mem);
        place_load(fb, &mem, to);
        break;
    }
    case PLACE_BLANK: break;
    }
}

Slot place_slot_of(FuncBuilder *fb, const Place *place) {
    if (place->kind == PLACE_SLOT) return place->slot;
    bool is_whole = place->kind == PLACE_FRAME && place->offset % 8 == 0 &&
                    mem_kind(place->type) == MEM_AGGREGATE;
    if (is_whole) return (Slot)(place->offset / 8);
    Slot to = slots_alloc(fb, place->type);
    place_load(fb, place, to);
    return to;
}

// ---- storing ------------------------------------------------------------------------------------
static void store_global(FuncBuilder *fb, const Place *place, Slot from) {
    MemKind kind = mem_kind(place->type);
    if (kind == MEM_64 || kind == MEM_PTR) {
        emit_abx(fb, kind == MEM_PTR ? OP_STG_P : OP_STG_64, from, (uint32_t)place->offset);
        return;
    }
    if (type_size(place->type) == 0) return;
    emit_store(fb, place->type, global_address(fb, place), 0, from);
}

static void store_index(FuncBuilder *fb, const Place *place, Slot from) {
    static const Opcode ops[MEM_BIG + 1] = {
        [MEM_I8] = OP_STX_8, [MEM_U8] = OP_STX_8, [MEM_I16] = OP_STX_16, [MEM_U16] = OP_STX_16,
        [MEM_I32] = OP_STX_32, [MEM_U32] = OP_STX_32, [MEM_64] = OP_STX_64, [MEM_PTR] = OP_STX_P,
        [MEM_STRING] = OP_STX_2, [MEM_IFACE] = OP_STX_IF,
    };
    MemKind kind = mem_kind(place->type);
    if (place->is_checked && (kind == MEM_64 || kind == MEM_U8 || kind == MEM_I8)) {
        Opcode op = kind == MEM_64 ? OP_STXU_64 : OP_STXU_8;
        emit_abc(fb, op, place->slot, place->index, from);
        return;
    }
    if (ops[kind] && compile_optimizes) {
        emit_index(fb, place, ops[kind], place->slot, place->index, from);
        return;
    }
    Place mem = *place;
    index_to_mem(fb, &mem);
    emit_store(fb, mem.type, mem.slot, 0, from);
}

void place_store(FuncBuilder *fb, const Place *place, Slot from) {
    uint32_t mark = slots_mark(fb);
    switch (place->kind) {
    case PLACE_SLOT: emit_move(fb, place->slot, from, type_slots(place->type)); break;
    case PLACE_FRAME: emit_frame_store(fb, place->type, place->offset, from); break;
    case PLACE_MEM: emit_store(fb, place->type, place->slot, place->offset, from); break;
    case PLACE_GLOBAL: store_global(fb, place, from); break;
    case PLACE_INDEX: store_index(fb, place, from); break;
    case PLACE_MAP: {
        Place mem = *place;
        map_to_mem(fb, &mem);
        place_store(fb, &mem, from);
        break;
    }
    case PLACE_BLANK: break;
    }
    slots_release(fb, mark);
}

void place_copy(FuncBuilder *fb, const Place *to, const Place *from) {
    if (to->kind == PLACE_SLOT) {
        place_load(fb, from, to->slot);
    } else if (from->kind == PLACE_SLOT) {
        place_store(fb, to, from->slot);
    } else if (to->kind != PLACE_BLANK) {
        uint32_t mark = slots_mark(fb);
        Slot source = place_address(fb, from);
        Slot destination = place_address(fb, to);
        emit_abc(fb, OP_COPY_T, destination, source, 0);
        emit_ptr(fb, compile_rtype(to->type));
        slots_release(fb, mark);
    }
}

static void zero_memory(FuncBuilder *fb, Place place) {
    if (place.kind == PLACE_INDEX) index_to_mem(fb, &place);
    if (place.kind == PLACE_MAP) map_to_mem(fb, &place);
    if (place.kind == PLACE_GLOBAL) place = place_mem(place.type, global_address(fb, &place), 0);
    if (place.offset > UINT16_MAX) {
        place.slot = place_address(fb, &place);
        place.offset = 0;
    }
    emit_abc(fb, OP_ZERO_T, place.slot, 0, (uint32_t)place.offset);
    emit_ptr(fb, compile_rtype(place.type));
}

// A big value in the frame; bytes behind its last whole word may belong to another.
static void zero_frame(FuncBuilder *fb, const Place *place) {
    uint64_t bytes = (uint64_t)type_size(place->type);
    if (place->offset % 8 == 0 && bytes % 8 == 0) {
        emit_zero(fb, (Slot)(place->offset / 8), (uint32_t)(bytes / 8));
        return;
    }
    emit_abc(fb, OP_ZERO_T, place_address(fb, place), 0, 0);
    emit_ptr(fb, compile_rtype(place->type));
}

void place_zero(FuncBuilder *fb, const Place *place) {
    uint32_t mark = slots_mark(fb);
    uint32_t slots = type_slots(place->type);
    if (place->kind == PLACE_SLOT) {
        emit_zero_value(fb, place->type, place->slot);
    } else if (place->kind == PLACE_FRAME && type_is_big(place->type)) {
        zero_frame(fb, place);
    } else if (mem_is_scalar(mem_kind(place->type)) && place->kind != PLACE_BLANK) {
        Slot zero = mem_kind(place->type) == MEM_PTR ? slots_alloc_pointer(fb) : SLOT_NONE;
        if (zero == SLOT_NONE) zero = word_const_slot(fb, 0);
        else emit_zero(fb, zero, 1);
        place_store(fb, place, zero);
    } else if (place->kind == PLACE_FRAME) {
        Slot zero = slots_alloc(fb, place->type);
        emit_zero(fb, zero, slots);
        place_store(fb, place, zero);
    } else if (place->kind != PLACE_BLANK) {
        zero_memory(fb, *place);
    }
    slots_release(fb, mark);
}

// ---- addresses ----------------------------------------------------------------------------------
static void mem_address_to(FuncBuilder *fb, const Place *place, Slot to) {
    if (!place->offset && !place->is_checked) emit_abc(fb, OP_NILCHK, place->slot, 0, 0);
    emit_move(fb, to, place->slot, 1);
    if (place->offset) emit_abx(fb, OP_ADDP, to, (uint32_t)place->offset);
}

void place_address_to(FuncBuilder *fb, const Place *place, Slot to) {
    uint64_t bytes = (uint64_t)type_size(place->type);
    switch (place->kind) {
    case PLACE_SLOT:
        if (type_is_big(place->type)) {
            emit_move(fb, to, place->slot, 1);
            break;
        }
        CHECK(slot_is_addressable(fb, place->slot) || !bytes);
        emit_lea(fb, to, (uint64_t)place->slot * 8, bytes);
        break;
    case PLACE_FRAME: emit_lea(fb, to, place->offset, bytes); break;
    case PLACE_MEM: mem_address_to(fb, place, to); break;
    case PLACE_GLOBAL:
        // All values without size have one address.
        if (!bytes) emit_new(fb, place->type, to);
        else emit_abx(fb, OP_LEAG, to, (uint32_t)place->offset);
        break;
    case PLACE_INDEX:
        emit_index(fb, place, OP_LEAX, to, place->slot, place->index);
        emit_word(fb, bytes);
        break;
    case PLACE_MAP: emit_move(fb, to, map_assign_address(fb, place), 1); break;
    case PLACE_BLANK: emit_zero(fb, to, 1); break;
    }
}

Slot place_address(FuncBuilder *fb, const Place *place) {
    if (place->kind == PLACE_MEM && !place->offset) {
        if (!place->is_checked) emit_abc(fb, OP_NILCHK, place->slot, 0, 0);
        return place->slot;
    }
    if (place->kind == PLACE_SLOT && type_is_big(place->type)) return place->slot;
    Slot to = slots_alloc_pointer(fb);
    place_address_to(fb, place, to);
    return to;
}

Slot slot_address(FuncBuilder *fb, Slot slot, Type *type) {
    if (type_is_big(type)) return slot;
    if (!slot_is_addressable(fb, slot)) {
        Slot copy = low_alloc(fb, type);
        emit_move(fb, copy, slot, type_slots(type));
        slot = copy;
    }
    Slot to = slots_alloc_pointer(fb);
    emit_lea(fb, to, (uint64_t)slot * 8, (uint64_t)type_slots(type) * 8);
    return to;
}

Slot expr_address(FuncBuilder *fb, Node *node) {
    if (node_is_place(node) && hoisted_slot(fb, node) == SLOT_NONE) {
        Place place = place_of(fb, node);
        if (type_is_big(place.type)) return place_address(fb, &place);
        bool in_slots = place.kind == PLACE_SLOT && !slot_is_addressable(fb, place.slot);
        bool in_frame = place.kind == PLACE_FRAME &&
                        !slot_is_addressable(fb, (Slot)(place.offset / 8));
        if (!in_slots && !in_frame && !place.is_string) return place_address(fb, &place);
        return slot_address(fb, place_slot_of(fb, &place), node->type);
    }
    if (type_is_big(node->type)) return expr_slot(fb, node);
    Slot temp = low_alloc(fb, node->type);
    expr_to(fb, node, temp);
    return slot_address(fb, temp, node->type);
}

// ---- assignment ---------------------------------------------------------------------------------
void place_assign(FuncBuilder *fb, const Place *place, Node *value) {
    uint32_t mark = slots_mark(fb);
    if (place->kind == PLACE_SLOT) {
        expr_to(fb, value, place->slot);
    } else if (place->kind == PLACE_BLANK) {
        expr_drop(fb, value);
    } else if (type_is_big(place->type) && value->op == OZERO) {
        place_zero(fb, place);
    } else if (type_is_big(place->type) && node_is_place(value) &&
               hoisted_slot(fb, value) == SLOT_NONE) {
        Place from = place_of(fb, value);
        place_copy(fb, place, &from);
    } else {
        Slot from = expr_slot(fb, value);
        place_store(fb, place, from);
    }
    slots_release(fb, mark);
}
