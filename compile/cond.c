// compile/cond.c - comparisons, as values and fused with branches; short circuit.
#include "compile/compile_int.h"

static Op op_negated(Op op) {
    switch (op) {
    case OEQ: return ONE;
    case ONE: return OEQ;
    case OLT: return OGE;
    case OLE: return OGT;
    case OGT: return OLE;
    default: return OLT;
    }
}

static Op op_swapped(Op op) {
    switch (op) {
    case OLT: return OGT;
    case OLE: return OGE;
    case OGT: return OLT;
    case OGE: return OLE;
    default: return op;
    }
}

// The form of a branch that closes a loop, OP_NOP when there is none.
static Opcode branch_back(Opcode op) {
    switch (op) {
    case OP_JT: return OP_JT_L;
    case OP_JF: return OP_JF_L;
    case OP_JEQ: return OP_JEQ_L;
    case OP_JNE: return OP_JNE_L;
    case OP_JLT: return OP_JLT_L;
    case OP_JLE: return OP_JLE_L;
    case OP_JLT_U64: return OP_JLT_U64_L;
    case OP_JLE_U64: return OP_JLE_U64_L;
    case OP_JEQI: return OP_JEQI_L;
    case OP_JNEI: return OP_JNEI_L;
    case OP_JLTI: return OP_JLTI_L;
    case OP_JLEI: return OP_JLEI_L;
    case OP_JGTI: return OP_JGTI_L;
    case OP_JGEI: return OP_JGEI_L;
    case OP_JEQ_F64: return OP_JEQ_F64_L;
    case OP_JNE_F64: return OP_JNE_F64_L;
    case OP_JLT_F64: return OP_JLT_F64_L;
    case OP_JLE_F64: return OP_JLE_F64_L;
    case OP_JNLT_F64: return OP_JNLT_F64_L;
    case OP_JNLE_F64: return OP_JNLE_F64_L;
    default: return OP_NOP;
    }
}

static void branch(FuncBuilder *fb, Opcode op, Slot a, uint32_t b, Label label, bool back) {
    Opcode looping = branch_back(op);
    if (!back) {
        emit_branch(fb, op, a, b, label);
    } else if (looping != OP_NOP) {
        emit_branch(fb, looping, a, b, label);
    } else {
        Label taken = label_new(fb), past = label_new(fb);
        emit_branch(fb, op, a, b, taken);
        emit_jump(fb, past);
        label_here(fb, taken);
        emit_jump_back(fb, label);
        label_here(fb, past);
    }
}

// How two operands are compared.
typedef enum {
    COMPARE_INT, COMPARE_UINT64, COMPARE_F64, COMPARE_F32, COMPARE_C128, COMPARE_C64,
    COMPARE_STRING, COMPARE_EFACE, COMPARE_IFACE, COMPARE_MEMORY
} CompareKind;

static CompareKind compare_kind(Type *type) {
    switch (type_kind(type)) {
    case TYPE_FLOAT64: return COMPARE_F64;
    case TYPE_FLOAT32: return COMPARE_F32;
    case TYPE_COMPLEX128: return COMPARE_C128;
    case TYPE_COMPLEX64: return COMPARE_C64;
    case TYPE_STRING: return COMPARE_STRING;
    case TYPE_INTERFACE: return type_set(type)->method_count ? COMPARE_IFACE : COMPARE_EFACE;
    case TYPE_STRUCT: case TYPE_ARRAY: return COMPARE_MEMORY;
    case TYPE_UINT: case TYPE_UINT64: case TYPE_UINTPTR: return COMPARE_UINT64;
    default: return COMPARE_INT;
    }
}

// One operand of == is nil: what is compared is one word of the other.
static Slot nil_compared(FuncBuilder *fb, Node *node) {
    Node *x = node_is_nil(node->x) ? node->y : node->x;
    if (!node_is_place(x) || hoisted_slot(fb, x) != SLOT_NONE) return expr_slot(fb, x);
    Place place = place_of(fb, x);
    if (place.kind == PLACE_SLOT) return place.slot;
    MemKind kind = mem_kind(x->type);
    if (place.kind == PLACE_INDEX || place.kind == PLACE_MAP) return place_slot_of(fb, &place);
    place.type = kind == MEM_IFACE ? type_basic[TYPE_UINTPTR] : type_basic[TYPE_UNSAFE_POINTER];
    return place_slot_of(fb, &place);
}

static bool compares_nil(const Node *node) {
    return (node->op == OEQ || node->op == ONE) && (node_is_nil(node->x) || node_is_nil(node->y));
}

// A comparison of slots that ends in a bool; LT and LE only in the families that have them.
static void compare_slots(FuncBuilder *fb, Opcode eq, Op op, Slot to, Slot a, Slot b,
                          bool has_order, bool has_ne) {
    switch (op) {
    case OEQ: emit_abc(fb, eq, to, a, b); return;
    case ONE:
        if (has_ne) {
            emit_abc(fb, eq + 1, to, a, b);
            return;
        }
        emit_abc(fb, eq, to, a, b);
        emit_abc(fb, OP_NOT, to, to, 0);
        return;
    default: break;
    }
    FATAL_IF(!has_order, "no instruction for this comparison");
    if (op == OGT || op == OGE) {
        Slot swap = a;
        a = b, b = swap;
    }
    emit_abc(fb, op == OLT || op == OGT ? eq + 2 : eq + 3, to, a, b);
}

static void compare_memory(FuncBuilder *fb, Node *node, Slot to) {
    Type *type = node->x->type;
    uint32_t mark = slots_mark(fb);
    Slot a = expr_address(fb, node->x);
    Slot b = expr_address(fb, node->y);
    if (type_size(type) == 0) {
        emit_int(fb, to, 1);
    } else if (type_is_plain(type)) {
        emit_abc(fb, OP_EQ_MEM, to, a, b);
        emit_word(fb, (uint64_t)type_size(type));
    } else {
        emit_abc(fb, OP_EQ_TYPE, to, a, b);
        emit_ptr(fb, compile_rtype(type));
    }
    if (node->op == ONE) emit_abc(fb, OP_NOT, to, to, 0);
    slots_release(fb, mark);
}

// x op constant into a bool.
static bool compare_const(FuncBuilder *fb, Op op, CompareKind kind, Slot to, Slot a, Node *y) {
    int64_t value;
    if (!node_small_const(y, &value)) return false;
    uint16_t imm = (uint16_t)value;
    if (kind == COMPARE_UINT64 && op != OEQ && op != ONE) return false;
    switch (op) {
    case OEQ: emit_abc(fb, OP_EQI_I64, to, a, imm); break;
    case ONE: emit_abc(fb, OP_NEI_I64, to, a, imm); break;
    case OLT: emit_abc(fb, OP_LTI_I64, to, a, imm); break;
    case OLE: emit_abc(fb, OP_LEI_I64, to, a, imm); break;
    case OGT: emit_abc(fb, OP_GTI_I64, to, a, imm); break;
    default: emit_abc(fb, OP_GEI_I64, to, a, imm);
    }
    return true;
}

static void compare_uint64(FuncBuilder *fb, Op op, Slot to, Slot a, Slot b) {
    switch (op) {
    case OEQ: emit_abc(fb, OP_EQ_I64, to, a, b); break;
    case ONE: emit_abc(fb, OP_NE_I64, to, a, b); break;
    case OLT: emit_abc(fb, OP_LT_U64, to, a, b); break;
    case OLE: emit_abc(fb, OP_LE_U64, to, a, b); break;
    case OGT: emit_abc(fb, OP_LT_U64, to, b, a); break;
    default: emit_abc(fb, OP_LE_U64, to, b, a);
    }
}

static void relation_to(FuncBuilder *fb, Node *node, Slot to) {
    Node *x = node->x, *y = node->y;
    Op op = node->op;
    if (compares_nil(node)) {
        Slot slot = nil_compared(fb, node);
        emit_abc(fb, op == OEQ ? OP_EQI_I64 : OP_NEI_I64, to, slot, 0);
        return;
    }
    CompareKind kind = compare_kind(x->type);
    order_pair(fb, x, y);
    if (kind == COMPARE_MEMORY) {
        compare_memory(fb, node, to);
        return;
    }
    if (kind <= COMPARE_UINT64 && operand_is_const(x) && !operand_is_const(y)) {
        Node *swap = x;
        x = y, y = swap;
        op = op_swapped(op);
    }
    Slot a = expr_slot(fb, x);
    if (kind <= COMPARE_UINT64 && compare_const(fb, op, kind, to, a, y)) return;
    Slot b = expr_slot(fb, y);
    switch (kind) {
    case COMPARE_INT: compare_slots(fb, OP_EQ_I64, op, to, a, b, true, true); break;
    case COMPARE_UINT64: compare_uint64(fb, op, to, a, b); break;
    case COMPARE_F64: compare_slots(fb, OP_EQ_F64, op, to, a, b, true, true); break;
    case COMPARE_F32: compare_slots(fb, OP_EQ_F32, op, to, a, b, true, true); break;
    case COMPARE_STRING: compare_slots(fb, OP_EQ_STR, op, to, a, b, true, true); break;
    case COMPARE_C128: compare_slots(fb, OP_EQ_C128, op, to, a, b, false, false); break;
    case COMPARE_C64: compare_slots(fb, OP_EQ_C64, op, to, a, b, false, false); break;
    case COMPARE_EFACE: compare_slots(fb, OP_EQ_EFACE, op, to, a, b, false, false); break;
    default: compare_slots(fb, OP_EQ_IFACE, op, to, a, b, false, false);
    }
}

void compare_to(FuncBuilder *fb, Node *node, Slot to) {
    switch (node->op) {
    case ONOT: emit_abc(fb, OP_NOT, to, expr_slot(fb, node->x), 0); break;
    case OANDAND: case OOROR: {
        Label no = label_new(fb), end = label_new(fb);
        cond_jump(fb, node, false, no, false);
        emit_int(fb, to, 1);
        emit_jump(fb, end);
        label_here(fb, no);
        emit_int(fb, to, 0);
        label_here(fb, end);
        break;
    }
    default: relation_to(fb, node, to);
    }
}

// ---- branches -----------------------------------------------------------------------------------
static void branch_int(FuncBuilder *fb, Op op, bool is_uint64, Node *x, Node *y, Label label,
                       bool back) {
    static const Opcode immediate[] = {OP_JEQI, OP_JNEI, OP_JLTI, OP_JLEI, OP_JGTI, OP_JGEI};
    int64_t value;
    if (operand_is_const(x) && !operand_is_const(y)) {
        Node *swap = x;
        x = y, y = swap;
        op = op_swapped(op);
    }
    Slot a = expr_slot(fb, x);
    bool fits = node_small_const(y, &value) && (!is_uint64 || op == OEQ || op == ONE);
    if (fits || (type_is_boolean(y->type) && operand_is_const(y))) {
        if (!fits) value = (int64_t)node_const_word(y);
        branch(fb, immediate[op - OEQ], a, (uint16_t)value, label, back);
        return;
    }
    Slot b = expr_slot(fb, y);
    Opcode less = is_uint64 ? OP_JLT_U64 : OP_JLT, most = is_uint64 ? OP_JLE_U64 : OP_JLE;
    switch (op) {
    case OEQ: branch(fb, OP_JEQ, a, b, label, back); break;
    case ONE: branch(fb, OP_JNE, a, b, label, back); break;
    case OLT: branch(fb, less, a, b, label, back); break;
    case OLE: branch(fb, most, a, b, label, back); break;
    case OGT: branch(fb, less, b, a, label, back); break;
    default: branch(fb, most, b, a, label, back);
    }
}

static void branch_f64(FuncBuilder *fb, Node *node, bool sense, Label label, bool back) {
    Slot a = expr_slot(fb, node->x), b = expr_slot(fb, node->y);
    switch (node->op) {
    case OEQ: branch(fb, sense ? OP_JEQ_F64 : OP_JNE_F64, a, b, label, back); break;
    case ONE: branch(fb, sense ? OP_JNE_F64 : OP_JEQ_F64, a, b, label, back); break;
    case OLT: branch(fb, sense ? OP_JLT_F64 : OP_JNLT_F64, a, b, label, back); break;
    case OLE: branch(fb, sense ? OP_JLE_F64 : OP_JNLE_F64, a, b, label, back); break;
    case OGT: branch(fb, sense ? OP_JLT_F64 : OP_JNLT_F64, b, a, label, back); break;
    default: branch(fb, sense ? OP_JLE_F64 : OP_JNLE_F64, b, a, label, back);
    }
}

static bool op_is_relation(Op op) { return op >= OEQ && op <= OGE; }

static void branch_on_flag(FuncBuilder *fb, Node *node, bool sense, Label label, bool back) {
    Slot flag = slots_alloc_scalar(fb);
    relation_to(fb, node, flag);
    branch(fb, sense ? OP_JT : OP_JF, flag, 0, label, back);
}

static void branch_relation(FuncBuilder *fb, Node *node, bool sense, Label label, bool back) {
    if (!compile_optimizes) {
        branch_on_flag(fb, node, sense, label, back);
        return;
    }
    Op op = sense ? node->op : op_negated(node->op);
    if (compares_nil(node)) {
        Slot slot = nil_compared(fb, node);
        branch(fb, op == OEQ ? OP_JEQI : OP_JNEI, slot, 0, label, back);
        return;
    }
    CompareKind kind = compare_kind(node->x->type);
    if (kind <= COMPARE_F64) order_pair(fb, node->x, node->y);
    if (kind <= COMPARE_UINT64) {
        branch_int(fb, op, kind == COMPARE_UINT64, node->x, node->y, label, back);
    } else if (kind == COMPARE_F64) {
        branch_f64(fb, node, sense, label, back);
    } else if (kind == COMPARE_STRING && (op == OEQ || op == ONE)) {
        order_pair(fb, node->x, node->y);
        Slot a = expr_slot(fb, node->x);
        Slot b = expr_slot(fb, node->y);
        branch(fb, op == OEQ ? OP_JEQ_STR : OP_JNE_STR, a, b, label, back);
    } else {
        branch_on_flag(fb, node, sense, label, back);
    }
}

static void branch_logical(FuncBuilder *fb, Node *node, bool sense, Label label, bool back) {
    bool is_and = node->op == OANDAND;
    if (is_and == sense) {
        // Both must agree: the first that does not ends it.
        Label past = label_new(fb);
        cond_jump(fb, node->x, !sense, past, false);
        cond_jump(fb, node->y, sense, label, back);
        label_here(fb, past);
    } else {
        cond_jump(fb, node->x, sense, label, back);
        cond_jump(fb, node->y, sense, label, back);
    }
}

void cond_jump(FuncBuilder *fb, Node *node, bool sense, Label label, bool back) {
    uint32_t mark = slots_mark(fb);
    Pos pos = fb->pos;
    if (node->pos) fb->pos = node->pos;
    bool is_plain = hoisted_slot(fb, node) == SLOT_NONE && !node->init.count;
    if (is_plain && node->op == ONOT) {
        cond_jump(fb, node->x, !sense, label, back);
    } else if (is_plain && (node->op == OANDAND || node->op == OOROR)) {
        branch_logical(fb, node, sense, label, back);
    } else if (is_plain && op_is_relation(node->op)) {
        branch_relation(fb, node, sense, label, back);
    } else if (node->op == OINLCALL && hoisted_slot(fb, node) == SLOT_NONE) {
        cond_jump(fb, inlined_run(fb, node), sense, label, back);
    } else if (is_plain && node->op == OLITERAL) {
        if (const_bool_value(node->constant) == sense) {
            if (back) emit_jump_back(fb, label);
            else emit_jump(fb, label);
        }
    } else {
        Slot slot = expr_slot(fb, node);
        branch(fb, sense ? OP_JT : OP_JF, slot, 0, label, back);
    }
    fb->pos = pos;
    slots_release(fb, mark);
}
