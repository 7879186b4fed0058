// compile/builtin.c - builtin functions and operations with an instruction of their own.
#include "compile/compile_int.h"
#include "vm/slice.h"

// ---- append, copy -------------------------------------------------------------------------------
static Opcode append_op(Type *elem) {
    switch (mem_kind(elem)) {
    case MEM_I8: case MEM_U8: return OP_APPEND_8;
    case MEM_I32: case MEM_U32: return OP_APPEND_32;
    case MEM_64: return OP_APPEND_64;
    case MEM_PTR: return OP_APPEND_P;
    case MEM_STRING: return OP_APPEND_2;
    default: return OP_NOP;
    }
}

static void append_values(FuncBuilder *fb, Node *node, Type *elem, Slot to) {
    uint32_t count = node->list.count - 1;
    uint64_t bytes = (uint64_t)type_size(elem);
    Slot slice = expr_slot(fb, node->list.items[0]);
    Type *array = type_new_array(elem, count);
    Slot address = slots_alloc_pointer(fb), buffer = 0;
    bool in_frame = low_has_room(fb, array);
    if (in_frame) buffer = low_alloc(fb, array);
    else emit_new(fb, array, address);
    for (uint32_t i = 0; i < count; i++) {
        Place part = in_frame ? place_frame(elem, (uint64_t)buffer * 8 + i * bytes)
                              : place_mem(elem, address, i * bytes);
        if (bytes) place_assign(fb, &part, node->list.items[i + 1]);
        else expr_drop(fb, node->list.items[i + 1]);
    }
    if (in_frame) emit_lea(fb, address, (uint64_t)buffer * 8, count * bytes);
    emit_abc(fb, OP_APPEND_N, to, slice, address);
    emit_ptr(fb, compile_rtype(elem));
    emit_word(fb, count);
}

// append(s, make([]T, n)...) makes room in s and no second slice, as gc has it.
static bool append_made(FuncBuilder *fb, Node *node, Slot to) {
    Node *made = node->list.items[1];
    if (!node->is_dots || made->op != OMAKESLICE || made->y || made->init.count) return false;
    Type *elem = type_underlying(node->type)->elem;
    if (!type_identical(type_underlying(made->type)->elem, elem)) return false;
    Slot slice = expr_slot(fb, node->list.items[0]);
    Slot count = expr_slot(fb, made->x);
    emit_abc(fb, OP_APPEND_MADE, to, slice, count);
    emit_ptr(fb, compile_rtype(elem));
    return true;
}

static void append_to(FuncBuilder *fb, Node *node, Slot to) {
    Type *elem = type_underlying(node->type)->elem;
    NodeList *list = &node->list;
    order_operands(fb, list->items, list->count);
    if (list->count == 1) {
        expr_to(fb, list->items[0], to);
        return;
    }
    if (append_made(fb, node, to)) return;
    Opcode op = node->is_dots ? OP_APPEND_SLICE : append_op(elem);
    if (list->count > 2 || op == OP_NOP) {
        append_values(fb, node, elem, to);
        return;
    }
    Slot slice = expr_slot(fb, list->items[0]);
    Slot value = expr_slot(fb, list->items[1]);
    emit_abc(fb, op, to, slice, value);
    emit_ptr(fb, compile_rtype(elem));
}

static void copy_to(FuncBuilder *fb, Node *node, Slot to) {
    order_pair(fb, node->x, node->y);
    Slot a = expr_slot(fb, node->x), b = expr_slot(fb, node->y);
    emit_abc(fb, OP_COPY_SLICE, to, a, b);
    emit_ptr(fb, compile_rtype(type_underlying(node->x->type)->elem));
}

// ---- slicing ------------------------------------------------------------------------------------
void slice_to(FuncBuilder *fb, Node *node, Slot to) {
    static const uint8_t kinds[3] = {SLOT_SCALAR, SLOT_SCALAR, SLOT_SCALAR};
    bool is_array = node->op == OSLICEARR || node->op == OSLICE3ARR;
    bool is_string = node->op == OSLICESTR;
    Node *operands[4] = {node->x};
    for (uint32_t i = 0; i < node->list.count && i < 3; i++) operands[i + 1] = node->list.items[i];
    order_operands(fb, operands, 4);
    Slot x = expr_slot(fb, node->x);
    Slot bounds = slots_alloc_kinds(fb, kinds, 3);
    uint64_t given = 0;
    for (uint32_t i = 0; i < 3; i++) {
        if (!operands[i + 1]) continue;
        expr_to(fb, operands[i + 1], bounds + i);
        given |= 1u << i;
        if (type_is_wide_unsigned(operands[i + 1]->type)) given |= SLICE_UNSIGNED << i;
    }
    if (is_string) {
        emit_abc(fb, OP_SLICE_STR, to, x, bounds);
        emit_word(fb, given);
        return;
    }
    Type *type = type_underlying(node->x->type);
    Type *array = is_array ? type_underlying(type->elem) : NULL;
    uint64_t elem_bytes = (uint64_t)type_size(is_array ? array->elem : type->elem);
    emit_abc(fb, is_array ? OP_SLICE_ARR : OP_SLICE, to, x, bounds);
    emit_word(fb, elem_bytes << 8 | given);
    if (is_array) emit_word(fb, (uint64_t)array->length);
}

// ---- make ---------------------------------------------------------------------------------------
static bool make_in_frame(FuncBuilder *fb, Node *node, Slot to) {
    int64_t length, capacity;
    if (node->esc != ESC_NONE || !node_int_const(node->x, &length)) return false;
    capacity = length;
    if (node->y && !node_int_const(node->y, &capacity)) return false;
    Type *elem = type_underlying(node->type)->elem;
    if (length < 0 || capacity < length || capacity > FRAME_VALUE_BYTES_MAX) return false;
    Type *array = type_new_array(elem, capacity);
    if (!type_size(array) || !low_has_room(fb, array)) return false;
    Slot slot = low_alloc_type_forever(fb, array);
    Place place = place_low(array, slot);
    place_zero(fb, &place);
    emit_lea(fb, to, (uint64_t)slot * 8, (uint64_t)type_memory_slots(array) * 8);
    emit_int(fb, to + 1, length);
    emit_int(fb, to + 2, capacity);
    return true;
}

static void make_slice_to(FuncBuilder *fb, Node *node, Slot to) {
    if (make_in_frame(fb, node, to)) return;
    Slot length, capacity;
    if (node->y) order_pair(fb, node->x, node->y);
    length = expr_slot(fb, node->x);
    capacity = node->y ? expr_slot(fb, node->y) : length;
    emit_abc(fb, OP_MAKESLICE, to, length, capacity);
    emit_ptr(fb, compile_rtype(type_underlying(node->type)->elem));
}

// A map of a few entries that does not escape lies in the frame, like gc's, until it grows.
bool map_make_in_frame(FuncBuilder *fb, Node *node, int64_t hint, Slot to) {
    enum { ENTRIES_MAX = 8, GROUP_SLOTS_MAX = 512 };
    if (node->esc != ESC_NONE || hint > ENTRIES_MAX) return false;
    const RType *type = compile_rtype(node->type);
    const Layout *group = map_group_layout(type);
    uint32_t group_slots = (uint32_t)(group->bytes / 8), count = MAP_SLOTS + group_slots;
    if (group_slots > GROUP_SLOTS_MAX || !low_has_slots(fb, count)) return false;
    uint8_t kinds[MAP_SLOTS + GROUP_SLOTS_MAX];
    memset(kinds, SLOT_SCALAR, count);
    kinds[MAP_POINTER_SLOT] = SLOT_POINTER;
    for (uint32_t i = 0; i < group_slots; i++)
        if (layout_has_pointer(group, i)) kinds[MAP_SLOTS + i] = SLOT_POINTER;
    Slot memory = low_alloc_forever(fb, kinds, count);
    slots_pin(fb, (uint64_t)memory * 8, (uint64_t)count * 8);
    emit_abx(fb, OP_MAKEMAP_F, to, memory * 8);
    emit_ptr(fb, type);
    return true;
}

static void make_to(FuncBuilder *fb, Node *node, Slot to) {
    Slot size;
    int64_t hint = 0;
    bool known = node->x == NULL || node_int_const(node->x, &hint);
    if (node->op == OMAKEMAP && known && map_make_in_frame(fb, node, hint, to)) return;
    if (node->x) {
        size = expr_slot(fb, node->x);
    } else {
        size = slots_alloc_scalar(fb);
        emit_int(fb, size, 0);
    }
    emit_abc(fb, node->op == OMAKEMAP ? OP_MAKEMAP : OP_MAKECHAN, to, size, 0);
    emit_ptr(fb, compile_rtype(node->type));
}

// ---- min, max -----------------------------------------------------------------------------------
static void extreme_string(FuncBuilder *fb, bool is_max, Slot to, Slot value) {
    uint32_t mark = slots_mark(fb);
    Slot less = slots_alloc_scalar(fb);
    Label keep = label_new(fb);
    if (is_max) emit_abc(fb, OP_LT_STR, less, to, value);
    else emit_abc(fb, OP_LT_STR, less, value, to);
    emit_branch(fb, OP_JF, less, 0, keep);
    emit_move(fb, to, value, 2);
    label_here(fb, keep);
    slots_release(fb, mark);
}

static void extreme_to(FuncBuilder *fb, Node *node, Slot to) {
    bool is_max = node->op == OMAX;
    Type *type = node->type;
    order_operands(fb, node->list.items, node->list.count);
    Opcode op = OP_MIN_I64;
    TypeKind kind = type_kind(type);
    if (kind == TYPE_FLOAT64) op = OP_MIN_F64;
    else if (kind == TYPE_FLOAT32) op = OP_MIN_F32;
    else if (type_is_unsigned(type)) op = OP_MIN_U64;
    Slot best = slots_alloc(fb, type);
    expr_to(fb, node->list.items[0], best);
    for (uint32_t i = 1; i < node->list.count; i++) {
        uint32_t mark = slots_mark(fb);
        Slot value = expr_slot(fb, node->list.items[i]);
        if (kind == TYPE_STRING) extreme_string(fb, is_max, best, value);
        else emit_abc(fb, op + is_max, best, best, value);
        slots_release(fb, mark);
    }
    emit_move(fb, to, best, type_slots(type));
}

// ---- complex numbers ----------------------------------------------------------------------------
static void complex_to(FuncBuilder *fb, Node *node, Slot to) {
    order_pair(fb, node->x, node->y);
    if (type_kind(node->type) == TYPE_COMPLEX128) {
        Slot real = expr_slot(fb, node->x), imag = expr_slot(fb, node->y);
        if (imag == to) {
            Slot copy = slots_alloc_scalar(fb);
            emit_move(fb, copy, imag, 1);
            imag = copy;
        }
        emit_move(fb, to, real, 1);
        emit_move(fb, to + 1, imag, 1);
        return;
    }
    Slot real = expr_slot(fb, node->x), imag = expr_slot(fb, node->y);
    Slot high = slots_alloc_scalar(fb);
    emit_abc(fb, OP_SHLI, high, imag, 32);
    emit_abc(fb, OP_OR, to, real, high);
}

// ---- strings ------------------------------------------------------------------------------------
enum { CONCAT_MAX = 256, CONCAT_BUFFER_SLOTS = 4 };

static void concat_run(FuncBuilder *fb, Node *node, Slot area, uint32_t count, Slot to) {
    if (node->esc != ESC_NONE || !low_has_slots(fb, CONCAT_BUFFER_SLOTS)) {
        emit_abc(fb, OP_CONCAT, to, area, count);
        return;
    }
    static const uint8_t kinds[CONCAT_BUFFER_SLOTS] = {SLOT_SCALAR, SLOT_SCALAR, SLOT_SCALAR,
                                                       SLOT_SCALAR};
    Slot buffer = low_alloc_forever(fb, kinds, CONCAT_BUFFER_SLOTS);
    slots_pin(fb, (uint64_t)buffer * 8, CONCAT_BUFFER_SLOTS * 8);
    emit_abc(fb, OP_CONCAT_BUF, to, area, count);
    emit_word(fb, (uint64_t)buffer * 8);
}

static void concat_to(FuncBuilder *fb, Node *node, Slot to) {
    NodeList *list = &node->list;
    order_operands(fb, list->items, list->count);
    uint32_t room = list->count < CONCAT_MAX ? list->count : CONCAT_MAX;
    uint8_t *kinds = arena_alloc(&fb->arena, 2 * room);
    for (uint32_t i = 0; i < room; i++) kinds[2 * i] = SLOT_POINTER, kinds[2 * i + 1] = SLOT_SCALAR;
    Slot area = slots_alloc_kinds(fb, kinds, 2 * room);
    uint32_t filled = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        if (filled == room) {
            emit_abc(fb, OP_CONCAT, area, area, filled);
            filled = 1;
        }
        expr_to(fb, list->items[i], area + 2 * filled++);
    }
    concat_run(fb, node, area, filled, to);
}

// ---- lengths ------------------------------------------------------------------------------------
static void length_to(FuncBuilder *fb, Node *node, Slot to) {
    Node *operand = node->x;
    Type *type = type_underlying(operand->type);
    if (type->kind == TYPE_POINTER) type = type_underlying(type->elem);
    // The length of an array is known: a pointer to it is evaluated, not followed.
    if (type->kind == TYPE_ARRAY && operand->op == ODEREF) operand = operand->x;
    Slot x = expr_slot(fb, operand);
    switch (type->kind) {
    case TYPE_MAP: emit_abc(fb, OP_MAPLEN, to, x, 0); break;
    case TYPE_CHAN: emit_abc(fb, node->op == OLEN ? OP_CHANLEN : OP_CHANCAP, to, x, 0); break;
    case TYPE_ARRAY: emit_int(fb, to, type->length); break;
    default: emit_move(fb, to, x + (node->op == OLEN ? 1 : 2), 1);
    }
}

// ---- unsafe -------------------------------------------------------------------------------------
static void unsafe_to(FuncBuilder *fb, Node *node, Slot to) {
    order_pair(fb, node->x, node->y);
    Slot x = expr_slot(fb, node->x), y = expr_slot(fb, node->y);
    switch (node->op) {
    case OUNSAFEADD: emit_abc(fb, OP_ADDPR, to, x, y); break;
    case OUNSAFESTRING: emit_abc(fb, OP_UNSAFE_STR, to, x, y); break;
    default:
        emit_abc(fb, OP_UNSAFE_SLICE, to, x, y);
        emit_ptr(fb, compile_rtype(type_underlying(node->type)->elem));
    }
}

void builtin_to(FuncBuilder *fb, Node *node, Slot to) {
    switch (node->op) {
    case OAPPEND: append_to(fb, node, to); break;
    case OCOPY: copy_to(fb, node, to); break;
    case OMAKESLICE: make_slice_to(fb, node, to); break;
    case OMAKEMAP: case OMAKECHAN: make_to(fb, node, to); break;
    case OMIN: case OMAX: extreme_to(fb, node, to); break;
    case OCOMPLEX: complex_to(fb, node, to); break;
    case OREAL: emit_abc(fb, OP_EXT_U32, to, expr_slot(fb, node->x), 0); break;
    case OIMAG: emit_abc(fb, OP_SHRI_U64, to, expr_slot(fb, node->x), 32); break;
    case OADDSTR: concat_to(fb, node, to); break;
    case OLEN: case OCAP: length_to(fb, node, to); break;
    case ORECOVER: emit_abc(fb, OP_RECOVER, to, fb->func->is_wrapper, 0); break;
    case OUNSAFEADD: case OUNSAFESLICE: case OUNSAFESTRING: unsafe_to(fb, node, to); break;
    default: FATAL("%s is no expression that can be compiled", op_name(node->op));
    }
}

// ---- channels -----------------------------------------------------------------------------------
void recv_to(FuncBuilder *fb, Node *channel, Type *elem, Slot to, Slot ok) {
    uint32_t mark = slots_mark(fb);
    Slot chan = expr_slot(fb, channel);
    bool is_dropped = to == SLOT_NONE || !type_size(elem), is_big = type_is_big(elem);
    Slot cell = is_big ? SLOT_NONE : low_alloc(fb, elem), address = slots_alloc_pointer(fb);
    if (is_dropped) emit_zero(fb, address, 1);
    else if (is_big) emit_new(fb, elem, address);
    else emit_lea(fb, address, (uint64_t)cell * 8, (uint64_t)type_slots(elem) * 8);
    if (ok == SLOT_NONE) emit_abc(fb, OP_RECV, 0, chan, address);
    else emit_abc(fb, OP_RECV2, ok, chan, address);
    if (!is_dropped && is_big) emit_move(fb, to, address, 1);
    else if (!is_dropped) emit_frame_load(fb, elem, to, (uint64_t)cell * 8);
    slots_release(fb, mark);
}

// ---- statements ---------------------------------------------------------------------------------
static PrintKind print_kind(Type *type) {
    switch (type_kind(type)) {
    case TYPE_BOOL: case TYPE_UNTYPED_BOOL: return PRINT_BOOL;
    case TYPE_FLOAT32: case TYPE_FLOAT64: return PRINT_FLOAT;
    case TYPE_COMPLEX64: case TYPE_COMPLEX128: return PRINT_C128;
    case TYPE_STRING: return PRINT_STRING;
    case TYPE_SLICE: return PRINT_SLICE;
    case TYPE_INTERFACE: return type_set(type)->method_count ? PRINT_IFACE : PRINT_EFACE;
    case TYPE_POINTER: case TYPE_MAP: case TYPE_CHAN: case TYPE_FUNC: case TYPE_UNSAFE_POINTER:
    case TYPE_UNTYPED_NIL:
        return PRINT_POINTER;
    default: return type_is_unsigned(type) ? PRINT_UINT : PRINT_INT;
    }
}

static void print_value(FuncBuilder *fb, Node *value, bool is_last) {
    Slot slot = expr_slot(fb, value);
    TypeKind kind = type_kind(value->type);
    if (kind == TYPE_FLOAT32) {
        Slot wide = slots_alloc_scalar(fb);
        emit_abc(fb, OP_CVT_F32_F64, wide, slot, 0);
        slot = wide;
    } else if (kind == TYPE_COMPLEX64) {
        Slot wide = slots_alloc(fb, type_basic[TYPE_COMPLEX128]);
        emit_abc(fb, OP_CVT_C64_C128, wide, slot, 0);
        slot = wide;
    }
    emit_abc(fb, OP_PRINT, slot, print_kind(value->type), is_last);
}

// The values are evaluated before the first is printed, if any of them calls something.
static void print_stmt(FuncBuilder *fb, Node *node) {
    for (uint32_t i = 0; i < node->list.count; i++) order_hoist(fb, node->list.items[i]);
    for (uint32_t i = 0; i < node->list.count; i++) {
        uint32_t mark = slots_mark(fb);
        if (i && node->op == OPRINTLN) emit_abc(fb, OP_PRINT, 0, PRINT_SPACE, 0);
        print_value(fb, node->list.items[i],
                    node->op == OPRINT && i + 1 == node->list.count);
        slots_release(fb, mark);
    }
    if (node->op == OPRINTLN) emit_abc(fb, OP_PRINT, 0, PRINT_NEWLINE, 1);
}

static void clear_stmt(FuncBuilder *fb, Node *node) {
    Slot x = expr_slot(fb, node->x);
    bool is_map = type_kind(node->x->type) == TYPE_MAP;
    emit_abc(fb, is_map ? OP_MAPCLEAR : OP_CLEAR_SLICE, x, 0, 0);
    emit_ptr(fb, compile_rtype(is_map ? node->x->type : type_underlying(node->x->type)->elem));
}

void builtin_stmt(FuncBuilder *fb, Node *node) {
    switch (node->op) {
    case OSEND: {
        order_pair(fb, node->x, node->y);
        Slot chan = expr_slot(fb, node->x);
        Slot address = expr_address(fb, node->y);
        emit_abc(fb, OP_SEND, chan, address, 0);
        break;
    }
    case OCLOSE: emit_abc(fb, OP_CLOSE, expr_slot(fb, node->x), 0, 0); break;
    case OCLEAR: clear_stmt(fb, node); break;
    case ODELETE: emit_map_delete(fb, node->x, node->y); break;
    case OPANIC: emit_abc(fb, OP_PANIC, expr_slot(fb, node->x), 0, 0); break;
    case OPRINT: case OPRINTLN: print_stmt(fb, node); break;
    case OPANICWRAP: {
        size_t bytes;
        const char *text = node_string_const(node, &bytes);
        emit_abc(fb, OP_PANICWRAP, 0, 0, 0);
        emit_ptr(fb, text);
        break;
    }
    default: FATAL("%s is no statement that can be compiled", op_name(node->op));
    }
}
