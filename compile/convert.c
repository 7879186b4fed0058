// compile/convert.c - conversions between representations (not to interfaces: iface.c).
#include "compile/compile_int.h"

static void int_to_float(FuncBuilder *fb, Node *node, Slot to) {
    Slot x = expr_slot(fb, node->x);
    bool is_u64 = type_is_unsigned(node->x->type) && type_size(node->x->type) == 8;
    if (type_kind(node->type) == TYPE_FLOAT64)
        emit_abc(fb, is_u64 ? OP_CVT_U64_F64 : OP_CVT_I64_F64, to, x, 0);
    else
        emit_abc(fb, is_u64 ? OP_CVT_U64_F32 : OP_CVT_I64_F32, to, x, 0);
}

// As amd64 does it: narrow results are cut from a conversion to 32 bits, uint32 from one to 64.
static void float_to_int(FuncBuilder *fb, Node *node, Slot to) {
    Slot x = expr_slot(fb, node->x);
    bool is_f64 = type_kind(node->x->type) == TYPE_FLOAT64;
    TypeKind kind = type_kind(node->type);
    bool is_u64 = type_is_unsigned(node->type) && type_size(node->type) == 8;
    if (is_u64) {
        emit_abc(fb, is_f64 ? OP_CVT_F64_U64 : OP_CVT_F32_U64, to, x, 0);
    } else if (type_size(node->type) == 8 || kind == TYPE_UINT32) {
        emit_abc(fb, is_f64 ? OP_CVT_F64_I64 : OP_CVT_F32_I64, to, x, 0);
        extend_to(fb, node->type, to);
    } else {
        emit_abc(fb, is_f64 ? OP_CVT_F64_I32 : OP_CVT_F32_I32, to, x, 0);
        if (kind != TYPE_INT32) extend_to(fb, node->type, to);
    }
}

static void number_to(FuncBuilder *fb, Node *node, Slot to) {
    Type *from = node->x->type, *type = node->type;
    if (type_is_integer(from) && type_is_integer(type)) {
        expr_to(fb, node->x, to);
        extend_to(fb, type, to);
    } else if (type_is_integer(from) && type_is_float(type)) {
        int_to_float(fb, node, to);
    } else if (type_is_float(from) && type_is_integer(type)) {
        float_to_int(fb, node, to);
    } else if (type_is_float(from) && type_is_float(type)) {
        bool widens = type_kind(type) == TYPE_FLOAT64;
        emit_abc(fb, widens ? OP_CVT_F32_F64 : OP_CVT_F64_F32, to, expr_slot(fb, node->x), 0);
    } else if (type_is_complex(from) && type_is_complex(type)) {
        bool widens = type_kind(type) == TYPE_COMPLEX128;
        emit_abc(fb, widens ? OP_CVT_C64_C128 : OP_CVT_C128_C64, to, expr_slot(fb, node->x), 0);
    } else {
        expr_to(fb, node->x, to);   // between pointers and uintptr
    }
}

static void slice_to_array(FuncBuilder *fb, Node *node, Slot to) {
    bool is_pointer = node->op == OSLICE2ARRPTR;
    Type *type = type_underlying(node->type);
    Type *array = is_pointer ? type_underlying(type->elem) : type;
    Slot pointer = is_pointer ? to : slots_alloc_pointer(fb);
    emit_abc(fb, OP_SLICE2ARR, pointer, expr_slot(fb, node->x), 0);
    emit_word(fb, (uint64_t)array->length);
    if (!is_pointer && type_size(array)) emit_load(fb, array, to, pointer, 0);
}

// []byte(s) and []rune(s) that do not escape: a buffer in the frame holds them while they are
// short.
static void string_to_buffer(FuncBuilder *fb, Node *node, Slot to) {
    enum { ITEMS = 32, BYTE_SLOTS = ITEMS / 8, RUNE_SLOTS = ITEMS * 4 / 8 };
    bool runes = node->op == OSTR2RUNES;
    uint32_t slots = runes ? RUNE_SLOTS : BYTE_SLOTS;
    uint8_t kinds[RUNE_SLOTS];
    if (node->esc != ESC_NONE || !low_has_slots(fb, slots)) {
        emit_abc(fb, runes ? OP_STR_RUNES : OP_STR_BYTES, to, expr_slot(fb, node->x), 0);
        return;
    }
    memset(kinds, SLOT_SCALAR, sizeof kinds);
    Slot buffer = low_alloc_forever(fb, kinds, slots);
    slots_pin(fb, (uint64_t)buffer * 8, (uint64_t)slots * 8);
    emit_abc(fb, runes ? OP_STR_RUNES_BUF : OP_STR_BYTES_BUF, to, expr_slot(fb, node->x), 0);
    emit_word(fb, (uint64_t)buffer * 8);
}

// A slice of the bytes of a string, which nobody will write to; never nil.
static void share_bytes(FuncBuilder *fb, Node *node, Slot to) {
    static const char empty[1];
    Slot string = expr_slot(fb, node->x);
    Label done = label_new(fb);
    emit_move(fb, to, string, 2);
    emit_move(fb, to + 2, string + 1, 1);
    emit_branch(fb, OP_JNEI, to, 0, done);
    emit_abx(fb, OP_LDK, to, 0);
    emit_ptr(fb, empty);
    label_here(fb, done);
}

// Strings made of something: where they do not escape, a buffer in the frame holds short ones.
static void string_to(FuncBuilder *fb, Node *node, Slot to) {
    enum { BUFFER_SLOTS = 4 };
    bool runes = node->op == ORUNES2STR, rune = node->op == ORUNESTR;
    Slot x = expr_slot(fb, node->x);
    if (node->no_alloc) {
        emit_abc(fb, OP_BYTES_STR_TMP, to, x, 0);
        return;
    }
    uint32_t slots = rune ? 1 : BUFFER_SLOTS;
    if (node->esc != ESC_NONE || !low_has_slots(fb, slots)) {
        emit_abc(fb, runes ? OP_RUNES_STR : rune ? OP_RUNE_STR : OP_BYTES_STR, to, x, 0);
        return;
    }
    uint8_t kinds[BUFFER_SLOTS];
    memset(kinds, SLOT_SCALAR, sizeof kinds);
    Slot buffer = low_alloc_forever(fb, kinds, slots);
    slots_pin(fb, (uint64_t)buffer * 8, (uint64_t)slots * 8);
    emit_abc(fb, runes ? OP_RUNES_STR_BUF : rune ? OP_RUNE_STR_BUF : OP_BYTES_STR_BUF, to, x, 0);
    emit_word(fb, (uint64_t)buffer * 8);
}

void convert_to(FuncBuilder *fb, Node *node, Slot to) {
    switch (node->op) {
    case OBYTES2STR: case ORUNES2STR: case ORUNESTR: string_to(fb, node, to); return;
    case OSTR2BYTES:
        if (node->no_alloc) share_bytes(fb, node, to);
        else string_to_buffer(fb, node, to);
        return;
    case OSTR2RUNES: string_to_buffer(fb, node, to); return;
    case OSLICE2ARR: case OSLICE2ARRPTR: slice_to_array(fb, node, to); return;
    default:
        if (mem_kind(node->type) == MEM_IFACE) iface_convert_to(fb, node, to);
        else number_to(fb, node, to);
    }
}
