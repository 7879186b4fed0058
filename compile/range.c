// compile/range.c - range over integers, arrays, slices, strings, maps and channels.
#include "compile/compile_int.h"

typedef struct RangeLoop {
    Node *node;
    Node *key, *value;           // targets, NULL when not wanted
    Target target;
    Label body;
} RangeLoop;

static bool is_new_variable(const RangeLoop *loop, const Node *target) {
    return loop->node->def && target->op == ONAME;
}

// Variables of this iteration: those in boxes get a fresh one.
static void iteration_begin(FuncBuilder *fb, RangeLoop *loop) {
    if (!loop->node->distinct_vars) return;
    if (loop->key && is_new_variable(loop, loop->key)) declare(fb, loop->key->name, false);
    if (loop->value && is_new_variable(loop, loop->value)) declare(fb, loop->value->name, false);
}

static void range_store(FuncBuilder *fb, const Place *to, Type *type, const Place *from) {
    if (type_is_interface(to->type) && !type_identical(to->type, type)) {
        Node *convert = node_new(OCONVIFACE, fb->pos, to->type);
        convert->x = slot_node(fb, type, place_slot_of(fb, from));
        place_assign(fb, to, convert);
    } else if (type_is_big(to->type)) {
        place_copy(fb, to, from);
    } else if (to->kind == PLACE_SLOT) {
        place_load(fb, from, to->slot);
    } else {
        place_store(fb, to, place_slot_of(fb, from));
    }
}

// target = the value of type [type] at [from].
static void range_assign(FuncBuilder *fb, Node *target, Type *type, const Place *from) {
    if (!target) return;
    uint32_t mark = slots_mark(fb);
    Place to = place_of(fb, target);
    range_store(fb, &to, type, from);
    slots_release(fb, mark);
}

static void assign_slot(FuncBuilder *fb, Node *target, Type *type, Slot slot) {
    Place from = place_slot(type, slot);
    range_assign(fb, target, type, &from);
}

// A key variable that nobody else writes can count by itself.
static bool key_counts(const RangeLoop *loop) {
    const Node *key = loop->key;
    return key && is_new_variable(loop, key) && key->name->class == NAME_AUTO &&
           !key->name->assigned && !key->name->addr_taken && !name_is_boxed(key->name);
}

static Slot counter_begin(FuncBuilder *fb, RangeLoop *loop, Slot limit) {
    Slot counter;
    if (key_counts(loop)) {
        if (!loop->key->name->has_slot) declare(fb, loop->key->name, false);
        counter = loop->key->name->slot;
    } else {
        counter = slots_alloc_scalar(fb);
    }
    emit_int(fb, counter, 0);
    emit_branch(fb, OP_JLEI, limit, 0, loop->target.break_label);
    label_here(fb, loop->body);
    iteration_begin(fb, loop);
    return counter;
}

// for i, x[i] = range ...: what the targets are is found before the first is assigned.
static bool targets_interfere(const RangeLoop *loop) {
    return loop->key && loop->value && !loop->node->def && loop->value->op != ONAME;
}

static void assign_both(FuncBuilder *fb, RangeLoop *loop, Type *key_type, const Place *key,
                        Type *value_type, const Place *value) {
    if (!targets_interfere(loop)) {
        range_assign(fb, loop->key, key_type, key);
        range_assign(fb, loop->value, value_type, value);
        return;
    }
    uint32_t mark = slots_mark(fb);
    Place target = place_of(fb, loop->value);
    place_stabilize(fb, &target, mark);
    range_assign(fb, loop->key, key_type, key);
    range_store(fb, &target, value_type, value);
    slots_release(fb, mark);
}

static void counter_end(FuncBuilder *fb, RangeLoop *loop, Slot counter, Slot limit) {
    block(fb, &loop->node->body);
    label_here(fb, loop->target.continue_label);
    fb->pos = loop->node->pos;
    emit_branch(fb, OP_LOOP_LT, counter, limit, loop->body);
}

// ---- integers -----------------------------------------------------------------------------------
// Counting up to 1 << 63 and beyond does not fit the signed comparison.
static void range_uint64(FuncBuilder *fb, RangeLoop *loop, Slot limit) {
    Slot counter = slots_alloc_scalar(fb);
    emit_int(fb, counter, 0);
    emit_branch(fb, OP_JEQI, limit, 0, loop->target.break_label);
    label_here(fb, loop->body);
    iteration_begin(fb, loop);
    assign_slot(fb, loop->key, loop->node->x->type, counter);
    block(fb, &loop->node->body);
    label_here(fb, loop->target.continue_label);
    emit_abc(fb, OP_ADDI_I64, counter, counter, 1);
    emit_branch(fb, OP_JLT_U64_L, counter, limit, loop->body);
}

static void range_int(FuncBuilder *fb, RangeLoop *loop) {
    Node *x = loop->node->x;
    Slot limit = expr_temp(fb, x);
    fb->loop_depth++;
    if (type_is_unsigned(x->type) && type_size(x->type) == 8) {
        range_uint64(fb, loop, limit);
        return;
    }
    Slot counter = counter_begin(fb, loop, limit);
    if (!key_counts(loop)) assign_slot(fb, loop->key, x->type, counter);
    counter_end(fb, loop, counter, limit);
}

// ---- arrays and slices --------------------------------------------------------------------------
static bool is_steady_variable(const Node *node) {
    return node->op == ONAME && node->name->class != NAME_GLOBAL &&
           node->name->class != NAME_CLOSURE && !node->name->addr_taken &&
           !node->name->assigned && !name_is_boxed(node->name) && node->name->has_slot;
}

// Arrays are copied before they are ranged over; those too large for the frame into the heap.
static Slot array_view_copy(FuncBuilder *fb, Node *x) {
    if (low_has_room(fb, x->type)) {
        Place copy = place_low(x->type, low_alloc(fb, x->type));
        place_assign(fb, &copy, x);
        return array_view(fb, &copy);
    }
    if (type_is_big(x->type)) {
        Place held = place_slot(x->type, expr_slot(fb, x));
        return array_view(fb, &held);
    }
    Place copy = place_mem(x->type, slots_alloc_pointer(fb), 0);
    copy.is_checked = true;
    emit_new(fb, x->type, copy.slot);
    emit_abc(fb, OP_COPY_T, copy.slot, expr_address(fb, x), 0);
    emit_ptr(fb, compile_rtype(x->type));
    return array_view(fb, &copy);
}

// (pointer, length) of what is ranged over; it does not change while the loop runs.
static Slot elements_view(FuncBuilder *fb, Node *x) {
    Type *type = type_underlying(x->type);
    if (type->kind == TYPE_ARRAY) {
        return array_view_copy(fb, x);
    }
    static const uint8_t kinds[2] = {SLOT_POINTER, SLOT_SCALAR};
    if (type->kind == TYPE_SLICE && is_steady_variable(x)) return x->name->slot;
    Slot view = slots_alloc_kinds(fb, kinds, 2);
    uint32_t mark = slots_mark(fb);
    Slot slot = expr_slot(fb, x);
    if (type->kind == TYPE_SLICE) {
        emit_move(fb, view, slot, 2);
    } else {
        emit_abc(fb, OP_NILCHK, slot, 0, 0);
        emit_move(fb, view, slot, 1);
        emit_int(fb, view + 1, type_underlying(type->elem)->length);
    }
    slots_release(fb, mark);
    return view;
}

// Assigns index and element; a key that counts by itself has its value.
static void load_element(FuncBuilder *fb, RangeLoop *loop, Type *elem, Slot view, Slot counter) {
    Place index = place_slot(type_basic[TYPE_INT], counter);
    Place from = {.kind = PLACE_INDEX, .type = elem, .slot = view, .index = counter};
    if (targets_interfere(loop)) {
        assign_both(fb, loop, type_basic[TYPE_INT], &index, elem, &from);
        return;
    }
    if (!key_counts(loop)) range_assign(fb, loop->key, type_basic[TYPE_INT], &index);
    bool unchecked = mem_kind(elem) == MEM_64 || mem_kind(elem) == MEM_PTR ||
                     mem_kind(elem) == MEM_U8;
    if (loop->value->op == ONAME && unchecked) {
        Place to = place_of(fb, loop->value);
        if (to.kind == PLACE_SLOT && type_identical(to.type, elem)) {
            Opcode op = mem_kind(elem) == MEM_U8 ? OP_LDXU_U8 : OP_LDXU_64;
            emit_abc(fb, op, to.slot, view, counter);
            return;
        }
    }
    range_assign(fb, loop->value, elem, &from);
}

static void range_elements(FuncBuilder *fb, RangeLoop *loop) {
    Node *x = loop->node->x;
    Type *type = type_underlying(x->type);
    bool is_pointer = type->kind == TYPE_POINTER;
    Type *array = is_pointer ? type_underlying(type->elem) : type;
    Slot limit, view = SLOT_NONE;
    if (loop->value) {
        view = elements_view(fb, x);
        limit = view + 1;
    } else {
        limit = slots_alloc_scalar(fb);
        bool is_array = array->kind == TYPE_ARRAY;
        if (!is_array || node_may_call(x)) {
            uint32_t mark = slots_mark(fb);
            Slot slot = expr_slot(fb, x);
            if (!is_array) emit_move(fb, limit, slot + 1, 1);
            slots_release(fb, mark);
        }
        if (is_array) emit_int(fb, limit, array->length);
    }
    fb->loop_depth++;
    Slot counter = counter_begin(fb, loop, limit);
    if (loop->value) load_element(fb, loop, array->elem, view, counter);
    else if (!key_counts(loop)) assign_slot(fb, loop->key, type_basic[TYPE_INT], counter);
    counter_end(fb, loop, counter, limit);
}

// ---- the others ---------------------------------------------------------------------------------
static void loop_end(FuncBuilder *fb, RangeLoop *loop) {
    block(fb, &loop->node->body);
    label_here(fb, loop->target.continue_label);
    fb->pos = loop->node->pos;
    emit_jump_back(fb, loop->body);
}

static void range_string(FuncBuilder *fb, RangeLoop *loop) {
    static const uint8_t kinds[2] = {SLOT_SCALAR, SLOT_SCALAR};
    Slot string = is_steady_variable(loop->node->x) ? loop->node->x->name->slot
                                                    : expr_temp(fb, loop->node->x);
    Slot at = slots_alloc_kinds(fb, kinds, 2), index = slots_alloc_scalar(fb);
    emit_zero(fb, at, 2);
    fb->loop_depth++;
    label_here(fb, loop->body);
    if (loop->key) emit_move(fb, index, at, 1);
    emit_branch(fb, OP_STR_NEXT, at, string, loop->target.break_label);
    iteration_begin(fb, loop);
    Place key = place_slot(type_basic[TYPE_INT], index), value = place_slot(type_rune, at + 1);
    assign_both(fb, loop, type_basic[TYPE_INT], &key, type_rune, &value);
    loop_end(fb, loop);
}

static void range_map(FuncBuilder *fb, RangeLoop *loop) {
    static const uint8_t pair_kinds[2] = {SLOT_POINTER, SLOT_POINTER};
    Type *map = type_underlying(loop->node->x->type);
    uint8_t kinds[MAP_ITER_SLOTS];
    for (uint32_t i = 0; i < MAP_ITER_SLOTS; i++)
        kinds[i] = map_iter_ptr_slots[i / 8] >> (i % 8) & 1 ? SLOT_POINTER : SLOT_SCALAR;
    Slot iter = low_alloc_kinds(fb, kinds, MAP_ITER_SLOTS);
    Slot address = slots_alloc_pointer(fb), pair = slots_alloc_kinds(fb, pair_kinds, 2);
    Slot slot = expr_slot(fb, loop->node->x);
    emit_lea(fb, address, (uint64_t)iter * 8, MAP_ITER_SLOTS * 8);
    emit_abc(fb, OP_MAPITER, address, slot, 0);
    emit_ptr(fb, compile_rtype(loop->node->x->type));
    fb->loop_depth++;
    label_here(fb, loop->body);
    emit_branch(fb, OP_MAPNEXT, address, pair, loop->target.break_label);
    iteration_begin(fb, loop);
    Place key = place_mem(map->key, pair, 0), value = place_mem(map->elem, pair + 1, 0);
    assign_both(fb, loop, map->key, &key, map->elem, &value);
    loop_end(fb, loop);
}

static void range_chan(FuncBuilder *fb, RangeLoop *loop) {
    Type *elem = type_underlying(loop->node->x->type)->elem;
    Slot channel = expr_temp(fb, loop->node->x), ok = slots_alloc_scalar(fb);
    Slot value = type_is_big(elem) ? slots_alloc(fb, elem) : low_alloc(fb, elem);
    Node *source = slot_node(fb, loop->node->x->type, channel);
    fb->loop_depth++;
    label_here(fb, loop->body);
    recv_to(fb, source, elem, value, ok);
    emit_branch(fb, OP_JF, ok, 0, loop->target.break_label);
    iteration_begin(fb, loop);
    assign_slot(fb, loop->key, elem, value);
    loop_end(fb, loop);
}

void stmt_range(FuncBuilder *fb, Node *node) {
    uint32_t mark = slots_mark(fb);
    RangeLoop loop = {.node = node};
    if (node->list.count > 0) loop.key = node->list.items[0];
    if (node->list.count > 1) loop.value = node->list.items[1];
    target_push(fb, &loop.target, node);
    loop.body = label_new(fb);
    for (uint32_t i = 0; i < node->init.count; i++) {
        Node *init = node->init.items[i];
        if (init->op != ODCL) stmt(fb, init);
        else if (!node->distinct_vars) declare(fb, init->name, false);   // else: iteration_begin
    }
    switch (type_kind(node->x->type)) {
    case TYPE_STRING: range_string(fb, &loop); break;
    case TYPE_MAP: range_map(fb, &loop); break;
    case TYPE_CHAN: range_chan(fb, &loop); break;
    case TYPE_ARRAY: case TYPE_SLICE: case TYPE_POINTER: range_elements(fb, &loop); break;
    default: range_int(fb, &loop);
    }
    label_here(fb, loop.target.break_label);
    fb->loop_depth--;
    fb->targets = loop.target.outer;
    slots_release(fb, mark);
}
