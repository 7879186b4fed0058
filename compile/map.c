// compile/map.c - reading, writing and deleting map entries.
#include "compile/compile_int.h"

// Which of the three forms of a map instruction a key type has: key at an address, in one slot, or
// a string in two.
typedef enum { KEY_MEMORY, KEY_WORD, KEY_STRING } KeyForm;

static KeyForm key_form(Type *map) {
    Type *key = type_underlying(map)->key;
    if (!compile_optimizes) return KEY_MEMORY;
    switch (mem_kind(key)) {
    case MEM_64: return type_is_integer(key) ? KEY_WORD : KEY_MEMORY;
    case MEM_PTR: return KEY_WORD;
    case MEM_STRING: return KEY_STRING;
    default: return KEY_MEMORY;
    }
}

static Opcode map_op(Type *map, Opcode memory, Opcode word, Opcode string) {
    KeyForm form = key_form(map);
    return form == KEY_MEMORY ? memory : form == KEY_WORD ? word : string;
}

Slot map_key_slot(FuncBuilder *fb, Type *map, Node *key, bool copy) {
    if (key_form(map) != KEY_MEMORY) return expr_slot(fb, key);
    if (!copy) return expr_address(fb, key);
    if (type_is_big(key->type)) return expr_temp(fb, key);
    Slot temp = low_alloc(fb, key->type);
    expr_to(fb, key, temp);
    return slot_address(fb, temp, key->type);
}

bool map_key_is_address(Type *map) { return key_form(map) == KEY_MEMORY; }

Slot map_read_address(FuncBuilder *fb, Node *node, Slot pair) {
    Type *map = node->x->type;
    order_pair(fb, node->x, node->y);
    Slot slot = expr_slot(fb, node->x);
    Slot key = map_key_slot(fb, map, node->y, false);
    Opcode op;
    if (pair == SLOT_NONE) {
        op = map_op(map, OP_MAPGET, OP_MAPGET_64, OP_MAPGET_STR);
        pair = slots_alloc_pointer(fb);
    } else {
        op = map_op(map, OP_MAPGET2, OP_MAPGET2_64, OP_MAPGET2_STR);
    }
    emit_abc(fb, op, pair, slot, key);
    emit_ptr(fb, compile_rtype(map));
    return pair;
}

Slot map_assign_address(FuncBuilder *fb, const Place *place) {
    Slot address = slots_alloc_pointer(fb);
    emit_abc(fb, map_op(place->map, OP_MAPPUT, OP_MAPPUT_64, OP_MAPPUT_STR), address, place->slot,
             place->index);
    emit_ptr(fb, compile_rtype(place->map));
    return address;
}

void map_load(FuncBuilder *fb, const Place *place, Slot to) {
    uint32_t mark = slots_mark(fb);
    Slot address = slots_alloc_pointer(fb);
    emit_abc(fb, map_op(place->map, OP_MAPGET, OP_MAPGET_64, OP_MAPGET_STR), address, place->slot,
             place->index);
    emit_ptr(fb, compile_rtype(place->map));
    emit_load(fb, place->type, to, address, 0);
    slots_release(fb, mark);
}

void emit_map_delete(FuncBuilder *fb, Node *map, Node *key) {
    order_pair(fb, map, key);
    Slot slot = expr_slot(fb, map);
    Slot address = expr_address(fb, key);
    emit_abc(fb, OP_MAPDEL, 0, slot, address);
    emit_ptr(fb, compile_rtype(map->type));
}
