// compile/operand.c - constants: as immediates, in slots, hoisted out of loops.
#include "compile/compile_int.h"

bool operand_is_const(const Node *node) {
    return (node->op == OLITERAL || node->op == ONIL || node->op == OZERO) && !node->init.count;
}

bool node_is_nil(const Node *node) {
    while (node->op == OCONVNOP) node = node->x;
    return node->op == ONIL;
}

bool node_int_const(const Node *node, int64_t *value) {
    if (node->op != OLITERAL || node->init.count || !type_is_integer(node->type)) return false;
    *value = (int64_t)node_const_word(node);
    return true;
}

bool node_small_const(const Node *node, int64_t *value) {
    return compile_optimizes && node_int_const(node, value) && *value == (int16_t)*value;
}

static uint64_t float32_word(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static uint64_t float64_word(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static uint64_t integer_word(Const *c) {
    int64_t value;
    uint64_t unsigned_value;
    Const *integer = const_to_int(c);
    if (const_get_int64(integer, &value)) return (uint64_t)value;
    if (const_get_uint64(integer, &unsigned_value)) return unsigned_value;
    FATAL("an integer constant does not fit its type");
}

uint64_t node_const_word(const Node *node) {
    if (node->op != OLITERAL) return 0;
    Const *c = node->constant;
    switch (type_kind(node->type)) {
    case TYPE_BOOL: case TYPE_UNTYPED_BOOL: return const_bool_value(c);
    case TYPE_FLOAT64: return float64_word(const_get_double(c));
    case TYPE_FLOAT32: return float32_word(const_get_float(c));
    case TYPE_COMPLEX64: {
        Const *complex = const_to_complex(c);
        return float32_word(const_get_float(const_real(complex))) |
               float32_word(const_get_float(const_imag(complex))) << 32;
    }
    default: return integer_word(c);
    }
}

const char *node_string_const(const Node *node, size_t *bytes) {
    return const_string_value(node->constant, bytes);
}

static Slot constant_find(FuncBuilder *fb, uint64_t value, uint64_t value2, uint8_t slots) {
    for (uint32_t i = 0; i < fb->constants.count; i++) {
        const ConstSlot *c = &fb->constants.items[i];
        if (c->value == value && c->value2 == value2 && c->slots == slots) return c->slot;
    }
    return SLOT_NONE;
}

static void constant_add(FuncBuilder *fb, uint64_t value, uint64_t value2, uint8_t slots,
                         Slot slot) {
    ConstSlot constant = {value, value2, slots, slot};
    vec_push(&fb->arena, &fb->constants, constant);
}

// Whether a constant of [slots] is computed once, at the entry.
static bool is_worth_keeping(const FuncBuilder *fb, uint32_t slots) {
    return compile_optimizes && fb->loop_depth && low_has_slots(fb, slots);
}

Slot word_const_slot(FuncBuilder *fb, uint64_t value) {
    static const uint8_t kinds[1] = {SLOT_SCALAR};
    Slot slot = constant_find(fb, value, 0, 1);
    if (slot != SLOT_NONE) return slot;
    if (!is_worth_keeping(fb, 1)) {
        slot = slots_alloc_scalar(fb);
        emit_word_const(fb, slot, value);
        return slot;
    }
    slot = low_alloc_forever(fb, kinds, 1);
    fb->out = &fb->prologue;
    emit_word_const(fb, slot, value);
    fb->out = &fb->code;
    constant_add(fb, value, 0, 1, slot);
    return slot;
}

void string_const_to(FuncBuilder *fb, const char *text, size_t bytes, Slot to) {
    if (!bytes) {
        emit_zero(fb, to, 2);
        return;
    }
    emit_abc(fb, OP_LDK2, to, 0, 0);
    emit_ptr(fb, text);
    emit_word(fb, bytes);
}

static Slot string_const_slot(FuncBuilder *fb, Node *node) {
    static const uint8_t kinds[2] = {SLOT_POINTER, SLOT_SCALAR};
    size_t bytes;
    const char *text = node_string_const(node, &bytes);
    Slot slot = constant_find(fb, (uintptr_t)text, bytes, 2);
    if (slot != SLOT_NONE) return slot;
    if (!is_worth_keeping(fb, 2)) {
        slot = slots_alloc_kinds(fb, kinds, 2);
        string_const_to(fb, text, bytes, slot);
        return slot;
    }
    slot = low_alloc_forever(fb, kinds, 2);
    fb->out = &fb->prologue;
    string_const_to(fb, text, bytes, slot);
    fb->out = &fb->code;
    constant_add(fb, (uintptr_t)text, bytes, 2, slot);
    return slot;
}

void const_to(FuncBuilder *fb, Node *node, Slot to) {
    if (node->op != OLITERAL) {
        emit_zero_value(fb, node->type, to);
        return;
    }
    size_t bytes;
    const char *text;
    switch (mem_kind(node->type)) {
    case MEM_STRING:
        text = node_string_const(node, &bytes);
        string_const_to(fb, text, bytes, to);
        break;
    case MEM_C128: {
        Const *complex = const_to_complex(node->constant);
        emit_word_const(fb, to, float64_word(const_get_double(const_real(complex))));
        emit_word_const(fb, to + 1, float64_word(const_get_double(const_imag(complex))));
        break;
    }
    default: emit_word_const(fb, to, node_const_word(node));
    }
}

Slot const_slot(FuncBuilder *fb, Node *node) {
    MemKind kind = mem_kind(node->type);
    if (node->op == OLITERAL && kind == MEM_STRING) return string_const_slot(fb, node);
    if (mem_is_scalar(kind) && kind != MEM_PTR) return word_const_slot(fb, node_const_word(node));
    Slot slot = slots_alloc(fb, node->type);
    const_to(fb, node, slot);
    return slot;
}

Node *slot_node(FuncBuilder *fb, Type *type, Slot slot) {
    Node *node = ARENA_NEW(&fb->arena, Node);
    Name *name = ARENA_NEW(&fb->arena, Name);
    name->class = NAME_AUTO;
    name->type = type;
    name->origin = name;
    name->esc = ESC_NONE;
    name->has_slot = true;
    name->slot = slot;
    node->op = ONAME;
    node->type = type;
    node->name = name;
    return node;
}
