// compile/arith.c - arithmetic: instructions by type, with immediates where they fit.
#include "compile/compile_int.h"

// Index into the families of seven opcodes: _I64 _I32 _U32 _I16 _U16 _I8 _U8.
static uint32_t int_variant(Type *type) {
    switch (type_kind(type)) {
    case TYPE_INT32: return 1;
    case TYPE_UINT32: return 2;
    case TYPE_INT16: return 3;
    case TYPE_UINT16: return 4;
    case TYPE_INT8: return 5;
    case TYPE_UINT8: return 6;
    default: return 0;
    }
}

void extend_to(FuncBuilder *fb, Type *type, Slot slot) {
    uint32_t variant = int_variant(type);
    if (variant) emit_abc(fb, OP_EXT_I32 + variant - 1, slot, slot, 0);
}

bool type_is_wide_unsigned(Type *type) { return type_is_unsigned(type) && type_size(type) == 8; }

// Division by a constant other than 0.
static bool div_const(FuncBuilder *fb, Op op, Type *type, Slot to, Slot left, int64_t value) {
    if (value == 0) return false;
    if (type_is_wide_unsigned(type)) {
        if (value < 0 || (value & (value - 1))) return false;
        if (op == OMOD) emit_abc(fb, OP_ANDI, to, left, (uint16_t)(value - 1));
        else emit_abc(fb, OP_SHRI_U64, to, left, (uint32_t)__builtin_ctzll((uint64_t)value));
        return true;
    }
    if (value == -1) {
        if (op == OMOD) {
            emit_zero(fb, to, 1);
        } else {
            emit_abc(fb, OP_NEG, to, left, 0);
            extend_to(fb, type, to);
        }
        return true;
    }
    if (value > 1 && !(value & (value - 1))) {
        uint32_t power = (uint32_t)__builtin_ctzll((uint64_t)value);
        emit_abc(fb, op == OMOD ? OP_REM2K : OP_DIV2K, to, left, power);
        return true;
    }
    emit_abc(fb, op == OMOD ? OP_REMI : OP_DIVI, to, left, (uint16_t)value);
    return true;
}

static bool int_const_op(FuncBuilder *fb, Op op, Type *type, Slot to, Slot left, int64_t value) {
    uint16_t imm = (uint16_t)value;
    switch (op) {
    case OSUB:
        if (value == INT16_MIN) return false;
        imm = (uint16_t)-value;
        emit_abc(fb, OP_ADDI_I64 + int_variant(type), to, left, imm);
        return true;
    case OADD: emit_abc(fb, OP_ADDI_I64 + int_variant(type), to, left, imm); return true;
    case OMUL:
        emit_abc(fb, OP_MULI, to, left, imm);
        extend_to(fb, type, to);
        return true;
    case ODIV: case OMOD: return div_const(fb, op, type, to, left, value);
    case OAND: emit_abc(fb, OP_ANDI, to, left, imm); return true;
    case OANDNOT: emit_abc(fb, OP_ANDI, to, left, (uint16_t)~value); return true;
    case OOR: emit_abc(fb, OP_ORI, to, left, imm); return true;
    case OXOR: emit_abc(fb, OP_XORI, to, left, imm); return true;
    default: return false;
    }
}

static void int_op(FuncBuilder *fb, Op op, Type *type, Slot to, Slot left, Slot right) {
    uint32_t variant = int_variant(type);
    bool is_unsigned = type_is_unsigned(type);
    switch (op) {
    case OADD: emit_abc(fb, OP_ADD_I64 + variant, to, left, right); break;
    case OSUB: emit_abc(fb, OP_SUB_I64 + variant, to, left, right); break;
    case OMUL: emit_abc(fb, OP_MUL_I64 + variant, to, left, right); break;
    case OMOD: emit_abc(fb, is_unsigned ? OP_REM_U64 : OP_REM_I64, to, left, right); break;
    case OAND: emit_abc(fb, OP_AND, to, left, right); break;
    case OOR: emit_abc(fb, OP_OR, to, left, right); break;
    case OXOR: emit_abc(fb, OP_XOR, to, left, right); break;
    case OANDNOT: emit_abc(fb, OP_ANDNOT, to, left, right); break;
    case ODIV:
        emit_abc(fb, is_unsigned ? OP_DIV_U64 : OP_DIV_I64, to, left, right);
        if (!is_unsigned) extend_to(fb, type, to);   // the least value divided by -1
        break;
    default: FATAL("no instruction for integer %s", op_name(op));
    }
}

static void float_op(FuncBuilder *fb, Op op, Type *type, Slot to, Slot left, Slot right) {
    Opcode base;
    switch (type_kind(type)) {
    case TYPE_FLOAT32: base = OP_ADD_F32; break;
    case TYPE_COMPLEX128: base = OP_ADD_C128; break;
    case TYPE_COMPLEX64: base = OP_ADD_C64; break;
    default: base = OP_ADD_F64;
    }
    switch (op) {
    case OADD: break;
    case OSUB: base++; break;
    case OMUL: base += 2; break;
    case ODIV: base += 3; break;
    default: FATAL("no instruction for floating-point %s", op_name(op));
    }
    emit_abc(fb, base, to, left, right);
}

// ---- shifts -------------------------------------------------------------------------------------
static void shift_const(FuncBuilder *fb, Op op, Type *type, Slot to, Slot left, uint64_t count) {
    uint64_t width = (uint64_t)type_size(type) * 8;
    if (op == ORSH && !type_is_unsigned(type)) {
        emit_abc(fb, OP_SHRI_I64, to, left, (uint32_t)(count > 63 ? 63 : count));
    } else if (count >= width) {
        emit_zero(fb, to, 1);
    } else if (op == ORSH) {
        emit_abc(fb, OP_SHRI_U64, to, left, (uint32_t)count);
    } else {
        emit_abc(fb, OP_SHLI, to, left, (uint32_t)count);
        extend_to(fb, type, to);
    }
}

static void shift_op(FuncBuilder *fb, Op op, Type *type, Slot to, Slot left, Node *right) {
    int64_t count;
    if (node_int_const(right, &count)) {
        shift_const(fb, op, type, to, left, (uint64_t)count);
        return;
    }
    Slot slot = expr_slot(fb, right);
    if (!type_is_unsigned(right->type)) emit_abc(fb, OP_CHKSHIFT, slot, 0, 0);
    if (op == OLSH) emit_abc(fb, OP_SHL_I64 + int_variant(type), to, left, slot);
    else emit_abc(fb, type_is_unsigned(type) ? OP_SHR_U64 : OP_SHR_I64, to, left, slot);
}

// ---- entry points -------------------------------------------------------------------------------
static void concat_pair(FuncBuilder *fb, Slot to, Slot left, Node *right) {
    static const uint8_t kinds[4] = {SLOT_POINTER, SLOT_SCALAR, SLOT_POINTER, SLOT_SCALAR};
    Slot pair = slots_alloc_kinds(fb, kinds, 4);
    expr_to(fb, right, pair + 2);
    emit_move(fb, pair, left, 2);
    emit_abc(fb, OP_CONCAT, to, pair, 2);
}

void arith_op_to(FuncBuilder *fb, Op op, Type *type, Slot to, Slot left, Node *right) {
    uint32_t mark = slots_mark(fb);
    int64_t value;
    if (op == OLSH || op == ORSH) {
        shift_op(fb, op, type, to, left, right);
    } else if (type_is_string(type)) {
        concat_pair(fb, to, left, right);
    } else if (type_is_integer(type)) {
        bool done = node_small_const(right, &value) &&
                    int_const_op(fb, op, type, to, left, value);
        if (!done) int_op(fb, op, type, to, left, expr_slot(fb, right));
    } else if (type_is_boolean(type)) {
        Slot slot = expr_slot(fb, right);
        emit_abc(fb, op == OAND ? OP_AND : op == OOR ? OP_OR : OP_XOR, to, left, slot);
    } else {
        float_op(fb, op, type, to, left, expr_slot(fb, right));
    }
    slots_release(fb, mark);
}

static void negate_to(FuncBuilder *fb, Node *node, Slot to) {
    Slot x = expr_slot(fb, node->x);
    Type *type = node->type;
    switch (type_kind(type)) {
    case TYPE_FLOAT64: emit_abc(fb, OP_NEG_F64, to, x, 0); break;
    case TYPE_FLOAT32: emit_abc(fb, OP_NEG_F32, to, x, 0); break;
    case TYPE_COMPLEX128:
        emit_abc(fb, OP_NEG_F64, to, x, 0);
        emit_abc(fb, OP_NEG_F64, to + 1, x + 1, 0);
        break;
    case TYPE_COMPLEX64: {
        Slot signs = word_const_slot(fb, 0x8000000080000000u);
        emit_abc(fb, OP_XOR, to, x, signs);
        break;
    }
    default:
        emit_abc(fb, OP_NEG, to, x, 0);
        extend_to(fb, type, to);
    }
}

static bool op_commutes(Op op) {
    return op == OADD || op == OMUL || op == OAND || op == OOR || op == OXOR;
}

void arith_to(FuncBuilder *fb, Node *node, Slot to) {
    Node *x = node->x, *y = node->y;
    Type *type = node->type;
    int64_t value;
    if (node->op == ONEG) {
        negate_to(fb, node, to);
        return;
    }
    if (node->op == OBITNOT) {
        emit_abc(fb, OP_COM, to, expr_slot(fb, x), 0);
        if (type_is_unsigned(type)) extend_to(fb, type, to);
        return;
    }
    bool is_int = type_is_integer(type);
    if (is_int && op_commutes(node->op) && operand_is_const(x)) {
        Node *swap = x;
        x = y, y = swap;
    }
    if (is_int && node->op == OSUB && node_small_const(x, &value)) {
        emit_abc(fb, OP_RSUBI, to, expr_slot(fb, y), (uint16_t)value);
        extend_to(fb, type, to);
        return;
    }
    order_pair(fb, x, y);
    Slot left = expr_slot(fb, x);
    arith_op_to(fb, node->op, type, to, left, y);
}
