// compile/iface.c - conversions to interfaces, and type assertions.
#include "compile/compile_int.h"

static bool iface_is_empty(Type *type) { return type_set(type)->method_count == 0; }

Slot iface_type_slot(FuncBuilder *fb, Type *type, Slot slot) {
    if (iface_is_empty(type)) return slot;
    Slot word = slots_alloc_scalar(fb);
    emit_abc(fb, OP_IFTYPE, word, slot, 0);
    return word;
}

static void from_iface(FuncBuilder *fb, Node *node, Slot to) {
    Type *from = node->x->type, *type = node->type;
    Slot slot = expr_slot(fb, node->x);
    bool same = iface_is_empty(type) ? iface_is_empty(from) : type_identical(type, from);
    if (same) {
        emit_move(fb, to, slot, 2);
        return;
    }
    Slot word = iface_type_slot(fb, from, slot);
    if (iface_is_empty(type)) {
        emit_move(fb, to, word, 1);
    } else {
        emit_abc(fb, OP_ITAB_OF, to, word, 0);
        emit_ptr(fb, compile_rtype(type));
    }
    emit_move(fb, to + 1, slot + 1, 1);
}

// Constants lie in memory that is never written: an interface shares them.
static void *static_cell(Node *node) {
    if (mem_kind(node->type) == MEM_STRING) {
        size_t bytes = 0;
        const char *text = node->op == OLITERAL ? node_string_const(node, &bytes) : NULL;
        GoString *cell = code_alloc(sizeof *cell);
        *cell = (GoString){text, (int64_t)bytes};
        return cell;
    }
    uint64_t *cell = code_alloc(sizeof *cell);
    *cell = node_const_word(node);
    return cell;
}

static bool cell_is_possible(const Node *node) {
    MemKind kind = mem_kind(node->type);
    return node->op == OLITERAL && (mem_is_scalar(kind) || kind == MEM_STRING);
}

// The value of [x] in memory of the frame that belongs to this conversion alone.
static void box_in_frame(FuncBuilder *fb, Node *x, Slot to) {
    Slot cell = low_alloc_type_forever(fb, x->type);
    expr_to(fb, x, cell);
    emit_lea(fb, to, (uint64_t)cell * 8, (uint64_t)type_slots(x->type) * 8);
}

static void box_to(FuncBuilder *fb, Node *node, Slot to) {
    Node *x = node->x;
    MemKind kind = mem_kind(x->type);
    if (type_is_pointer_shaped(x->type)) {
        expr_to(fb, x, to);
    } else if (cell_is_possible(x)) {
        emit_abx(fb, OP_LDK, to, 0);
        emit_ptr(fb, static_cell(x));
    } else if (kind == MEM_BIG) {
        expr_to(fb, x, to);            // neither is what an interface holds ever changed
    } else if (node->esc == ESC_NONE && type_size(x->type) && low_has_room(fb, x->type)) {
        box_in_frame(fb, x, to);
    } else if (mem_is_scalar(kind) || kind == MEM_STRING) {
        emit_abc(fb, kind == MEM_STRING ? OP_BOX_STR : OP_BOX_64, to, expr_slot(fb, x), 0);
        emit_ptr(fb, compile_rtype(x->type));
    } else {
        Slot address = expr_address(fb, x);
        emit_abc(fb, OP_BOX, to, address, 0);
        emit_ptr(fb, compile_rtype(x->type));
    }
}

void iface_convert_to(FuncBuilder *fb, Node *node, Slot to) {
    if (type_is_interface(node->x->type)) {
        from_iface(fb, node, to);
        return;
    }
    if (node_is_nil(node->x) && type_kind(node->x->type) == TYPE_UNTYPED_NIL) {
        emit_zero(fb, to, 2);
        return;
    }
    box_to(fb, node, to + 1);
    emit_abx(fb, OP_LDK, to, 0);
    if (iface_is_empty(node->type)) emit_ptr(fb, compile_rtype(node->x->type));
    else emit_ptr(fb, compile_itab(node->type, node->x->type));
}

// ---- assertions ---------------------------------------------------------------------------------
// The value behind data word [data] of dynamic type [type].
static void unbox_to(FuncBuilder *fb, Type *type, Slot to, Slot data) {
    if (type_is_pointer_shaped(type)) emit_move(fb, to, data, 1);
    else if (type_size(type)) emit_load(fb, type, to, data, 0);
}

// [slot] as a pair (RType, data).
static Slot eface_pair(FuncBuilder *fb, Type *type, Slot slot) {
    static const uint8_t kinds[2] = {SLOT_SCALAR, SLOT_POINTER};
    if (iface_is_empty(type)) return slot;
    Slot pair = slots_alloc_kinds(fb, kinds, 2);
    emit_abc(fb, OP_IFTYPE, pair, slot, 0);
    emit_move(fb, pair + 1, slot + 1, 1);
    return pair;
}

void type_assert_to(FuncBuilder *fb, Node *node, Slot to) {
    Type *from = node->x->type;
    Slot slot = expr_slot(fb, node->x);
    if (type_is_interface(node->type)) {
        emit_abc(fb, OP_ASSERT_I, to, eface_pair(fb, from, slot), 0);
        emit_ptr(fb, compile_rtype(node->type));
        emit_ptr(fb, compile_rtype(from));
        return;
    }
    Slot word = iface_type_slot(fb, from, slot);
    emit_abc(fb, OP_ASSERT_T, word, 0, 0);
    emit_ptr(fb, compile_rtype(node->type));
    emit_ptr(fb, compile_rtype(from));
    unbox_to(fb, node->type, to, slot + 1);
}

static void assert2_iface(FuncBuilder *fb, Node *node, Slot slot, Slot to, Slot ok) {
    static const uint8_t kinds[3] = {SLOT_SCALAR, SLOT_POINTER, SLOT_SCALAR};
    Slot triple = slots_alloc_kinds(fb, kinds, 3);
    emit_abc(fb, OP_ASSERT_I2, triple, eface_pair(fb, node->x->type, slot), 0);
    emit_ptr(fb, compile_rtype(node->type));
    if (to != SLOT_NONE) emit_move(fb, to, triple, 2);
    if (ok != SLOT_NONE) emit_move(fb, ok, triple + 2, 1);
}

void type_assert2_to(FuncBuilder *fb, Node *node, Slot to, Slot ok) {
    uint32_t mark = slots_mark(fb);
    Slot slot = expr_slot(fb, node->x);
    if (type_is_interface(node->type)) {
        assert2_iface(fb, node, slot, to, ok);
        slots_release(fb, mark);
        return;
    }
    Slot word = iface_type_slot(fb, node->x->type, slot);
    Slot wanted = word_const_slot(fb, (uintptr_t)compile_rtype(node->type));
    if (to == SLOT_NONE) {
        if (ok != SLOT_NONE) emit_abc(fb, OP_EQ_I64, ok, word, wanted);
        slots_release(fb, mark);
        return;
    }
    Label other = label_new(fb), end = label_new(fb);
    emit_branch(fb, OP_JNE, word, wanted, other);
    unbox_to(fb, node->type, to, slot + 1);
    if (ok != SLOT_NONE) emit_int(fb, ok, 1);
    emit_jump(fb, end);
    label_here(fb, other);
    emit_zero_value(fb, node->type, to);
    if (ok != SLOT_NONE) emit_int(fb, ok, 0);
    label_here(fb, end);
    slots_release(fb, mark);
}
