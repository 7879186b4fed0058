// compile/expr.c - expressions: where each kind goes.
#include "compile/compile_int.h"

void node_run_init(FuncBuilder *fb, Node *node) {
    if (node->op == OINLCALL) return;      // inlined_run does it
    for (uint32_t i = 0; i < node->init.count; i++) stmt(fb, node->init.items[i]);
}

// A conversion that changes nothing in the slot.
static bool convert_is_free(const Node *node) {
    Type *from = node->x->type, *to = node->type;
    if ((mem_kind(from) == MEM_PTR) != (mem_kind(to) == MEM_PTR)) return false;
    if (mem_kind(to) == MEM_IFACE && mem_kind(from) == MEM_IFACE) return type_identical(from, to);
    if (node->op == OCONVNOP) return true;
    if (!type_is_integer(from) || !type_is_integer(to)) return type_kind(from) == type_kind(to);
    int64_t from_size = type_size(from), to_size = type_size(to);
    if (to_size == 8) return true;
    if (type_is_unsigned(from) == type_is_unsigned(to)) return to_size >= from_size;
    return type_is_unsigned(from) && to_size > from_size;
}

static bool header_part(const Node *node, uint32_t *part) {
    TypeKind kind = type_kind(node->x->type);
    switch (node->op) {
    case OLEN: *part = 1; return kind == TYPE_STRING || kind == TYPE_SLICE;
    case OCAP: *part = 2; return kind == TYPE_SLICE;
    case OREAL: *part = 0; return kind == TYPE_COMPLEX128;
    case OIMAG: *part = 1; return kind == TYPE_COMPLEX128;
    case OUNSAFESLICEDATA: case OUNSAFESTRINGDATA: *part = 0; return true;
    default: return false;
    }
}

// len(x) and the like: one word of x, loaded alone when x is in memory.
static Slot header_slot(FuncBuilder *fb, Node *node, uint32_t part) {
    Node *x = node->x;
    if (!node_is_place(x) || hoisted_slot(fb, x) != SLOT_NONE) return expr_slot(fb, x) + part;
    Place place = place_of(fb, x);
    if (place.kind == PLACE_SLOT) return place.slot + part;
    bool is_word = place.kind == PLACE_MEM || place.kind == PLACE_GLOBAL;
    if (!is_word) return place_slot_of(fb, &place) + part;
    place.type = node->type;
    place.offset += 8 * part;
    return place_slot_of(fb, &place);
}

// Compiles what already is somewhere and needs no computing; false when it must be computed.
static bool expr_in_place(FuncBuilder *fb, Node *node, Slot *slot) {
    uint32_t part;
    Place place;
    switch (node->op) {
    case OLITERAL: case ONIL: case OZERO:
        *slot = const_slot(fb, node);
        return true;
    case ODOT: case ONAME: case ODOTPTR: case ODEREF: case OINDEX: {
        NodeList init = node->init;
        node->init = (NodeList){0};
        place = place_of(fb, node);
        node->init = init;
        *slot = place_slot_of(fb, &place);
        return true;
    }
    case OCALLFUNC: case OCALLINTER:
        if (call_is_intrinsic(node)) return false;
        *slot = call_slot(fb, node);
        return true;
    case OINLCALL: *slot = expr_slot(fb, inlined_run(fb, node)); return true;
    case OCONV: case OCONVNOP:
        if (!convert_is_free(node)) return false;
        if (operand_is_const(node->x)) {
            *slot = slots_alloc(fb, node->type);
            const_to(fb, node->x, *slot);
            return true;
        }
        *slot = expr_slot(fb, node->x);
        return true;
    case OPLUS: *slot = expr_slot(fb, node->x); return true;
    case OLEN: case OCAP: case OREAL: case OIMAG: case OUNSAFESLICEDATA: case OUNSAFESTRINGDATA:
        if (!header_part(node, &part)) return false;
        *slot = header_slot(fb, node, part);
        return true;
    default: return false;
    }
}

Slot expr_slot(FuncBuilder *fb, Node *node) {
    Slot slot = hoisted_slot(fb, node);
    if (slot != SLOT_NONE) return slot;
    Pos pos = fb->pos;
    if (node->pos) fb->pos = node->pos;
    node_run_init(fb, node);
    if (!expr_in_place(fb, node, &slot)) {
        NodeList init = node->init;
        node->init = (NodeList){0};
        slot = slots_alloc(fb, node->type);
        expr_to(fb, node, slot);
        node->init = init;
    }
    fb->pos = pos;
    return slot;
}

Slot expr_temp(FuncBuilder *fb, Node *node) {
    uint32_t mark = slots_mark(fb);
    Slot slot = expr_slot(fb, node);
    for (uint32_t i = mark; i < fb->held.count; i++) {
        const SlotRange *range = &fb->held.items[i];
        if (slot >= range->first && slot < range->first + range->count) return slot;
    }
    Slot temp = slots_alloc(fb, node->type);
    emit_move(fb, temp, slot, type_slots(node->type));
    return temp;
}

void expr_drop(FuncBuilder *fb, Node *node) {
    uint32_t mark = slots_mark(fb);
    Pos pos = fb->pos;
    if (node->pos) fb->pos = node->pos;
    if (call_is_keep_alive(node)) {
        Node *x = node->list.items[0];
        if (x->op == OCONVIFACE) x = x->x;
        Slot slot = expr_slot(fb, x);
        emit_move(fb, slots_alloc(fb, x->type), slot, type_slots(x->type));
    } else if (node_is_call(node)) {
        node_run_init(fb, node);
        call_drop(fb, node);
    } else if (node->op == OINLCALL) {
        Node *value = inlined_run(fb, node);
        if (value) expr_drop(fb, value);
    } else if (node->op == OCOPY || node->op == ORECOVER || node->op == OAPPEND) {
        node_run_init(fb, node);
        Slot to = slots_alloc(fb, node->type);
        expr_to(fb, node, to);
    } else {
        expr_slot(fb, node);
    }
    fb->pos = pos;
    slots_release(fb, mark);
}

static void address_to(FuncBuilder *fb, Node *node, Slot to) {
    if (!node_is_place(node->x) && node->x->op != OINDEXMAP) {
        // The address of a composite literal that gc keeps as &x of a temporary.
        if (type_is_big(node->x->type)) {
            emit_hold(fb, node->x->type, to, expr_slot(fb, node->x));
            return;
        }
        Slot temp = low_alloc_type_forever(fb, node->x->type);
        expr_to(fb, node->x, temp);
        Place place = place_slot(node->x->type, temp);
        place_address_to(fb, &place, to);
        return;
    }
    Place place = place_of(fb, node->x);
    place_address_to(fb, &place, to);
}

static void map_index_to(FuncBuilder *fb, Node *node, Slot to) {
    Slot address = map_read_address(fb, node, SLOT_NONE);
    emit_load(fb, node->type, to, address, 0);
}

static void expr_dispatch(FuncBuilder *fb, Node *node, Slot to) {
    switch (node->op) {
    case OADD: case OSUB: case OMUL: case ODIV: case OMOD: case OAND: case OOR: case OXOR:
    case OANDNOT: case OLSH: case ORSH: case ONEG: case OBITNOT:
        arith_to(fb, node, to);
        break;
    case OEQ: case ONE: case OLT: case OLE: case OGT: case OGE: case ONOT: case OANDAND:
    case OOROR:
        compare_to(fb, node, to);
        break;
    case OADDR: address_to(fb, node, to); break;
    case OINDEXMAP: map_index_to(fb, node, to); break;
    case OSLICE: case OSLICEARR: case OSLICESTR: case OSLICE3: case OSLICE3ARR:
        slice_to(fb, node, to);
        break;
    case OCONV: case OCONVNOP: case OBYTES2STR: case ORUNES2STR: case ORUNESTR: case OSTR2BYTES:
    case OSTR2RUNES: case OSLICE2ARR: case OSLICE2ARRPTR:
        convert_to(fb, node, to);
        break;
    case OCONVIFACE: iface_convert_to(fb, node, to); break;
    case ODOTTYPE: type_assert_to(fb, node, to); break;
    case ONEW: case OPTRLIT: new_to(fb, node, to); break;
    case OSTRUCTLIT: case OARRAYLIT: case OSLICELIT: case OMAPLIT: literal_to(fb, node, to); break;
    case OFUNC: case OCLOSURE: closure_to(fb, node, to); break;
    case OMETHVALUE: method_value_to(fb, node, to); break;
    case ORECV: recv_to(fb, node->x, node->type, to, SLOT_NONE); break;
    case OCALLFUNC: case OCALLINTER: call_intrinsic_to(fb, node, to); break;
    default: builtin_to(fb, node, to);
    }
}

void expr_to(FuncBuilder *fb, Node *node, Slot to) {
    uint32_t mark = slots_mark(fb);
    Slot slot = hoisted_slot(fb, node);
    if (slot != SLOT_NONE) {
        emit_move(fb, to, slot, type_slots(node->type));
        return;
    }
    Pos pos = fb->pos;
    if (node->pos) fb->pos = node->pos;
    node_run_init(fb, node);
    if (operand_is_const(node)) {
        const_to(fb, node, to);
    } else if (node->op == ONAME || node->op == ODOT || node->op == ODOTPTR ||
               node->op == ODEREF || node->op == OINDEX) {
        NodeList init = node->init;
        node->init = (NodeList){0};
        Place place = place_of(fb, node);
        node->init = init;
        place_load(fb, &place, to);
    } else if ((node->op == OCONV || node->op == OCONVNOP) && convert_is_free(node)) {
        expr_to(fb, node->x, to);
    } else if (node->op == OINLCALL) {
        expr_to(fb, inlined_run(fb, node), to);
    } else if (expr_in_place(fb, node, &slot)) {
        emit_move(fb, to, slot, type_slots(node->type));
    } else {
        expr_dispatch(fb, node, to);
    }
    fb->pos = pos;
    slots_release(fb, mark);
}
