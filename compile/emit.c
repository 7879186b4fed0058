// compile/emit.c - appending instructions; labels and jumps; loads and stores by type.
#include "compile/compile_int.h"
#include "heap/layout.h"

static void note_line(FuncBuilder *fb) {
    if (fb->out != &fb->code) return;
    if (fb->lines.count && vec_last(&fb->lines).pos == fb->pos) return;
    LineEntry entry = {fb->code.count, fb->pos};
    vec_push(&fb->arena, &fb->lines, entry);
}

void emit_abc(FuncBuilder *fb, Opcode op, uint32_t a, uint32_t b, uint32_t c) {
    note_line(fb);
    if (fb->out == &fb->code) fb->last_insn = fb->code.count;
    vec_push(&fb->arena, fb->out, insn_abc(op, a, b, c));
}

void emit_abx(FuncBuilder *fb, Opcode op, uint32_t a, uint32_t bx) {
    note_line(fb);
    if (fb->out == &fb->code) fb->last_insn = fb->code.count;
    vec_push(&fb->arena, fb->out, insn_abx(op, a, bx));
}

void emit_word(FuncBuilder *fb, uint64_t word) { vec_push(&fb->arena, fb->out, insn_word(word)); }

// ---- labels and jumps ---------------------------------------------------------------------------
Label label_new(FuncBuilder *fb) {
    vec_push(&fb->arena, &fb->labels, UINT32_MAX);
    return fb->labels.count - 1;
}

void label_here(FuncBuilder *fb, Label label) {
    fb->labels.items[label] = fb->code.count;
    fb->last_label = fb->code.count;
}

bool code_is_reachable(const FuncBuilder *fb) {
    if (!fb->code.count || fb->last_label == fb->code.count) return true;
    Opcode op = fb->code.items[fb->last_insn].op;
    return op != OP_RET && op != OP_JMP && op != OP_JMP_L;
}

void emit_branch(FuncBuilder *fb, Opcode op, uint32_t a, uint32_t b, Label label) {
    Jump jump = {fb->code.count, label, 0};
    vec_push(&fb->arena, &fb->jumps, jump);
    emit_abc(fb, op, a, b, 0);
}

void emit_jump(FuncBuilder *fb, Label label) { emit_branch(fb, OP_JMP, 0, 0, label); }

void emit_jump_back(FuncBuilder *fb, Label label) { emit_branch(fb, OP_JMP_L, 0, 0, label); }

// ---- moves and constants ------------------------------------------------------------------------
void emit_move(FuncBuilder *fb, Slot to, Slot from, uint32_t slots) {
    if (to == from || !slots) return;
    switch (slots) {
    case 1: emit_abc(fb, OP_MOVE, to, from, 0); break;
    case 2: emit_abc(fb, OP_MOVE2, to, from, 0); break;
    case 3: emit_abc(fb, OP_MOVE3, to, from, 0); break;
    default: emit_abc(fb, OP_MOVEN, to, from, slots);
    }
}

void emit_zero(FuncBuilder *fb, Slot slot, uint32_t slots) {
    if (slots == 1) emit_abx(fb, OP_LDI, slot, 0);
    else if (slots) emit_abx(fb, OP_ZERO, slot, slots);
}

void emit_zero_value(FuncBuilder *fb, Type *type, Slot slot) {
    if (type_is_big(type)) emit_new(fb, type, slot);
    else emit_zero(fb, slot, type_slots(type));
}

void emit_int(FuncBuilder *fb, Slot slot, int64_t value) {
    if (value == (int32_t)value) {
        emit_abx(fb, OP_LDI, slot, (uint32_t)(int32_t)value);
        return;
    }
    emit_abx(fb, OP_LDK, slot, 0);
    emit_word(fb, (uint64_t)value);
}

void emit_word_const(FuncBuilder *fb, Slot slot, uint64_t value) {
    emit_int(fb, slot, (int64_t)value);
}

void emit_lea(FuncBuilder *fb, Slot slot, uint64_t offset, uint64_t bytes) {
    if (bytes == 0) {
        // Of no slot: what lies there belongs to something else.
        emit_abc(fb, OP_LDK, slot, 0, 0);
        emit_ptr(fb, &heap_zerobase);
        return;
    }
    slots_pin(fb, offset, bytes);
    emit_abx(fb, OP_LEA, slot, (uint32_t)offset);
}

void emit_call_size(FuncBuilder *fb, uint32_t results, uint32_t params) {
    CallSize size = {fb->code.count, (uint16_t)results, (uint16_t)params};
    vec_push(&fb->arena, &fb->calls, size);
}

void emit_unsigned_index(FuncBuilder *fb) {
    if (fb->out != &fb->code) return;   // hoisted code fails nowhere
    CallSize size = {fb->code.count, INDEX_IS_UNSIGNED, 0};
    vec_push(&fb->arena, &fb->calls, size);
}

// ---- through pointers ---------------------------------------------------------------------------
// Makes [offset] small enough for an operand, through a moved pointer.
static Slot pointer_near(FuncBuilder *fb, Slot pointer, uint64_t *offset) {
    if (*offset <= UINT16_MAX - 16) return pointer;
    Slot near = slots_alloc_pointer(fb);
    emit_move(fb, near, pointer, 1);
    emit_abx(fb, OP_ADDP, near, (uint32_t)*offset);
    *offset = 0;
    return near;
}

static const Opcode load_ops[] = {
    [MEM_I8] = OP_LD_I8, [MEM_U8] = OP_LD_U8, [MEM_I16] = OP_LD_I16, [MEM_U16] = OP_LD_U16,
    [MEM_I32] = OP_LD_I32, [MEM_U32] = OP_LD_U32, [MEM_64] = OP_LD_64, [MEM_PTR] = OP_LD_64,
    [MEM_STRING] = OP_LD_2, [MEM_IFACE] = OP_LD_2, [MEM_C128] = OP_LD_2, [MEM_SLICE] = OP_LD_3,
};

static void load_aggregate(FuncBuilder *fb, Type *type, Slot to, Slot pointer, uint64_t offset) {
    uint64_t bytes = (uint64_t)type_size(type);
    switch (bytes) {
    case 0: emit_abc(fb, OP_NILCHK, pointer, 0, 0); return;
    case 8: emit_abc(fb, OP_LD_64, to, pointer, (uint32_t)offset); return;
    case 16: emit_abc(fb, OP_LD_2, to, pointer, (uint32_t)offset); return;
    case 24: emit_abc(fb, OP_LD_3, to, pointer, (uint32_t)offset); return;
    default:
        emit_abc(fb, OP_LD_N, to, pointer, (uint32_t)offset);
        emit_word(fb, bytes);
    }
}

// A pointer to the byte at [offset] behind [pointer]; who uses it checks for nil.
static Slot pointer_at(FuncBuilder *fb, Slot pointer, uint64_t offset) {
    if (!offset) return pointer;
    Slot at = slots_alloc_pointer(fb);
    emit_move(fb, at, pointer, 1);
    emit_abx(fb, OP_ADDP, at, (uint32_t)offset);
    return at;
}

void emit_hold(FuncBuilder *fb, Type *type, Slot to, Slot address) {
    emit_abc(fb, OP_HOLD, to, address, 0);
    emit_ptr(fb, compile_rtype(type));
}

static void store_big(FuncBuilder *fb, Type *type, Slot address, Slot from) {
    emit_abc(fb, OP_COPY_T, address, from, 0);
    emit_ptr(fb, compile_rtype(type));
}

void emit_load(FuncBuilder *fb, Type *type, Slot to, Slot pointer, uint64_t offset) {
    uint32_t mark = slots_mark(fb);
    MemKind kind = mem_kind(type);
    if (kind == MEM_BIG) pointer = pointer_at(fb, pointer, offset);
    else pointer = pointer_near(fb, pointer, &offset);
    if (kind == MEM_BIG) emit_hold(fb, type, to, pointer);
    else if (kind == MEM_AGGREGATE) load_aggregate(fb, type, to, pointer, offset);
    else emit_abc(fb, load_ops[kind], to, pointer, (uint32_t)offset);
    slots_release(fb, mark);
}

static const Opcode store_ops[] = {
    [MEM_I8] = OP_ST_8, [MEM_U8] = OP_ST_8, [MEM_I16] = OP_ST_16, [MEM_U16] = OP_ST_16,
    [MEM_I32] = OP_ST_32, [MEM_U32] = OP_ST_32, [MEM_64] = OP_ST_64, [MEM_PTR] = OP_ST_P,
    [MEM_STRING] = OP_ST_2, [MEM_IFACE] = OP_ST_IF, [MEM_SLICE] = OP_ST_3,
};

void emit_store(FuncBuilder *fb, Type *type, Slot pointer, uint64_t offset, Slot from) {
    uint32_t mark = slots_mark(fb);
    MemKind kind = mem_kind(type);
    uint64_t bytes = (uint64_t)type_size(type);
    if (kind != MEM_BIG) pointer = pointer_near(fb, pointer, &offset);
    if (kind == MEM_BIG) {
        store_big(fb, type, pointer_at(fb, pointer, offset), from);
    } else if (kind == MEM_AGGREGATE && !bytes) {
        emit_abc(fb, OP_NILCHK, pointer, 0, 0);
    } else if (kind == MEM_C128 ||
               (kind == MEM_AGGREGATE && !type_has_pointers(type) && bytes % 8 == 0 &&
                bytes <= 24)) {
        for (uint32_t i = 0; i < bytes / 8; i++)
            emit_abc(fb, OP_ST_64, pointer, from + i, (uint32_t)offset + 8 * i);
    } else if (kind == MEM_AGGREGATE) {
        emit_abc(fb, OP_ST_N, pointer, from, (uint32_t)offset);
        emit_ptr(fb, compile_rtype(type));
    } else {
        emit_abc(fb, store_ops[kind], pointer, from, (uint32_t)offset);
    }
    slots_release(fb, mark);
}

// ---- parts of the frame -------------------------------------------------------------------------
static Opcode frame_load_op(uint64_t bytes) {
    return bytes == 1 ? OP_LDL_U8 : bytes == 2 ? OP_LDL_U16 : OP_LDL_U32;
}

static Opcode frame_store_op(uint64_t bytes) {
    return bytes == 1 ? OP_STL_8 : bytes == 2 ? OP_STL_16 : OP_STL_32;
}

// Copies bytes between two places of the frame, in the largest pieces that alignment allows. Words
// that hold pointers are aligned in both, so they are moved whole.
static void frame_copy(FuncBuilder *fb, uint64_t to, uint64_t from, uint64_t bytes) {
    uint32_t mark = slots_mark(fb);
    Slot piece = SLOT_NONE;
    while (bytes) {
        if (to % 8 == 0 && from % 8 == 0 && bytes >= 8) {
            uint64_t words = bytes / 8;
            emit_move(fb, (Slot)(to / 8), (Slot)(from / 8), (uint32_t)words);
            to += words * 8, from += words * 8, bytes -= words * 8;
            continue;
        }
        uint64_t size = 4;
        while (size > bytes || to % size || from % size) size /= 2;
        if (piece == SLOT_NONE) piece = slots_alloc_scalar(fb);
        emit_abx(fb, frame_load_op(size), piece, (uint32_t)from);
        emit_abx(fb, frame_store_op(size), piece, (uint32_t)to);
        to += size, from += size, bytes -= size;
    }
    slots_release(fb, mark);
}

// The address of a big value at byte [offset] of the frame.
static Slot frame_address(FuncBuilder *fb, Type *type, uint64_t offset) {
    Slot address = slots_alloc_pointer(fb);
    emit_lea(fb, address, offset, (uint64_t)type_size(type));
    return address;
}

static const Opcode frame_load_ops[] = {
    [MEM_I8] = OP_LDL_I8, [MEM_U8] = OP_LDL_U8, [MEM_I16] = OP_LDL_I16, [MEM_U16] = OP_LDL_U16,
    [MEM_I32] = OP_LDL_I32, [MEM_U32] = OP_LDL_U32, [MEM_64] = OP_LDL_64,
};

void emit_frame_load(FuncBuilder *fb, Type *type, Slot to, uint64_t offset) {
    MemKind kind = mem_kind(type);
    if (kind == MEM_BIG) {
        uint32_t mark = slots_mark(fb);
        emit_hold(fb, type, to, frame_address(fb, type, offset));
        slots_release(fb, mark);
    } else if (mem_is_narrow(kind) || (kind == MEM_64 && offset % 8)) {
        emit_abx(fb, frame_load_ops[kind], to, (uint32_t)offset);
    } else if (offset % 8 == 0) {
        emit_move(fb, to, (Slot)(offset / 8), type_slots(type));
    } else {
        frame_copy(fb, (uint64_t)to * 8, offset, (uint64_t)type_size(type));
    }
}

void emit_frame_store(FuncBuilder *fb, Type *type, uint64_t offset, Slot from) {
    uint64_t bytes = (uint64_t)type_size(type);
    MemKind kind = mem_kind(type);
    if (kind == MEM_BIG) {
        uint32_t mark = slots_mark(fb);
        store_big(fb, type, frame_address(fb, type, offset), from);
        slots_release(fb, mark);
    } else if (mem_is_narrow(kind)) {
        emit_abx(fb, frame_store_op(bytes), from, (uint32_t)offset);
    } else {
        frame_copy(fb, offset, (uint64_t)from * 8, bytes);
    }
}
