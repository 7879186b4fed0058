// compile/assign.c - assignments of all forms.
#include "compile/compile_int.h"

// ---- x = y --------------------------------------------------------------------------------------
// Expressions that write their destination in several steps, reading operands in between.
bool value_is_stepwise(const Node *node) {
    switch (node->op) {
    case OSTRUCTLIT: case OARRAYLIT: return true;
    case OCONVNOP: return value_is_stepwise(node->x);
    default: return false;
    }
}

// Whether computing [value] straight into variable [name] could disturb its own operands.
static bool needs_temporary(const Node *target, const Node *value) {
    if (!value_is_stepwise(value)) return false;
    const Node *root = target;
    while (root->op == ODOT || root->op == OCONVNOP || root->op == OINDEX) root = root->x;
    if (root->op != ONAME) return false;
    return root->name->addr_taken || node_mentions(value, root->name);
}

// Whether [target] needs no code to be found: a variable or a fixed part of one.
static bool target_is_fixed(const Node *target) {
    while (target->op == ODOT || target->op == OCONVNOP) target = target->x;
    return target->op == ONAME;
}

static void assign_zero(FuncBuilder *fb, Node *target) {
    Place place = place_of(fb, target);
    place_zero(fb, &place);
}

// Large values go from memory to memory.
static bool assign_memory(FuncBuilder *fb, Node *target, Node *value) {
    if (mem_kind(target->type) < MEM_AGGREGATE) return false;
    if (!type_is_big(target->type) && type_slots(target->type) <= 3) return false;
    if (!node_is_place(value) || !node_is_place(target)) return false;
    if (hoisted_slot(fb, value) != SLOT_NONE) return false;
    Place from = place_of(fb, value);
    bool in_frame = from.kind == PLACE_SLOT || from.kind == PLACE_FRAME;
    Place to = place_of(fb, target);
    if (type_is_big(target->type)) {
        place_copy(fb, &to, &from);
        return true;
    }
    bool to_frame = to.kind == PLACE_SLOT || to.kind == PLACE_FRAME;
    if (in_frame || to_frame) {
        if (to.kind == PLACE_SLOT) place_load(fb, &from, to.slot);
        else place_store(fb, &to, place_slot_of(fb, &from));
        return true;
    }
    Slot source = place_address(fb, &from);
    Slot destination = place_address(fb, &to);
    emit_abc(fb, OP_COPY_T, destination, source, 0);
    emit_ptr(fb, compile_rtype(target->type));
    return true;
}

// Composite literals are built where they belong when that is memory nobody reads meanwhile:
// package variables that get their first value, and large variables.
static bool assign_literal(FuncBuilder *fb, Node *target, Node *value) {
    enum { LARGE_BYTES = 1024 };
    const Name *name = target->op == ONAME ? target->name : NULL;
    bool is_global = name && name->class == NAME_GLOBAL;
    bool is_first = is_global && fb->func && fb->func->is_init && !fb->func->object &&
                    !fb->inline_depth;
    if (is_first && global_static_init(value, global_offset(NULL, target->name))) return true;
    if (value->op != OSTRUCTLIT && value->op != OARRAYLIT) return false;
    bool is_large = type_size(value->type) > LARGE_BYTES && !node_reads_memory(value);
    if (!(is_first && value->is_static) && !is_large) return false;
    if ((name && node_mentions(value, name)) || node_may_call(value)) return false;
    Place place = place_of(fb, target);
    if (place.kind == PLACE_SLOT || place.kind == PLACE_FRAME) return false;
    literal_to_place(fb, value, &place, is_first);
    return true;
}

void stmt_assign(FuncBuilder *fb, Node *node) {
    Node *target = node->x, *value = node->y;
    if (!target) {
        if (!value) return;
        if (!node_is_place(value) || mem_kind(value->type) < MEM_AGGREGATE) {
            expr_drop(fb, value);
            return;
        }
        Place place = place_of(fb, value);     // nothing is read, but a nil pointer panics
        if (place.kind == PLACE_MEM || place.kind == PLACE_INDEX) place_address(fb, &place);
        return;
    }
    if (!value) {
        assign_zero(fb, target);
        return;
    }
    if (target->op == OINDEXMAP) {
        order_pair(fb, target, value);
        Place place = place_of(fb, target);
        if (node_may_call(value)) place_stabilize(fb, &place, 0);
        place_assign(fb, &place, value);
        return;
    }
    if (assign_literal(fb, target, value)) return;
    order_pair(fb, target, value);
    if (assign_memory(fb, target, value)) return;
    if (target_is_fixed(target) && !needs_temporary(target, value)) {
        Place place = place_of(fb, target);
        if (place.kind == PLACE_SLOT) {
            expr_to(fb, value, place.slot);
            return;
        }
    }
    Slot from = needs_temporary(target, value) ? expr_temp(fb, value) : expr_slot(fb, value);
    Place place = place_of(fb, target);
    place_store(fb, &place, from);
}

// ---- x op= y ------------------------------------------------------------------------------------
static bool op_may_panic(Op op) { return op == ODIV || op == OMOD || op == OLSH || op == ORSH; }

// m[k] op= y that may panic: nothing is inserted then, so the old value is looked up first.
static void map_op_assign(FuncBuilder *fb, Node *node, const Place *place) {
    Slot left = slots_alloc(fb, place->type);
    map_load(fb, place, left);
    arith_op_to(fb, node->sub_op, place->type, left, left, node->y);
    place_store(fb, place, left);
}

void stmt_assign_op(FuncBuilder *fb, Node *node) {
    Node *target = node->x, *value = node->y;
    uint32_t mark = slots_mark(fb);
    if (target->op != ONAME && node_may_call(value)) {
        order_hoist(fb, target->x);
        order_hoist(fb, target->y);
    }
    order_hoist(fb, value);
    Place place = place_of(fb, target);
    if (place.kind == PLACE_SLOT) {
        arith_op_to(fb, node->sub_op, target->type, place.slot, place.slot, value);
        return;
    }
    if (place.kind == PLACE_MAP && op_may_panic(node->sub_op)) {
        map_op_assign(fb, node, &place);
        slots_release(fb, mark);
        return;
    }
    if (place.kind == PLACE_MAP) {
        Slot right = operand_is_const(value) ? SLOT_NONE : expr_slot(fb, value);
        if (right != SLOT_NONE) {
            Hoisted hoisted = {value, right};
            vec_push(&fb->arena, &fb->hoisted, hoisted);
        }
        Slot address = map_assign_address(fb, &place);
        place = place_mem(target->type, address, 0);
        place.is_checked = true;
    }
    if (place.kind == PLACE_INDEX && mem_kind(place.type) > MEM_PTR) {
        Slot address = place_address(fb, &place);
        place = place_mem(target->type, address, 0);
        place.is_checked = true;
    }
    Slot left = slots_alloc(fb, target->type);
    place_load(fb, &place, left);
    arith_op_to(fb, node->sub_op, target->type, left, left, value);
    place_store(fb, &place, left);
    slots_release(fb, mark);
}

// ---- a, b = c, d --------------------------------------------------------------------------------
static bool list_mentions(const NodeList *list, uint32_t from, const Name *name) {
    for (uint32_t i = from; i < list->count; i++)
        if (node_mentions(list->items[i], name)) return true;
    return false;
}

static bool targets_are_new(const Node *node) {
    if (!node->def) return false;
    for (uint32_t i = 0; i < node->list.count; i++) {
        const Node *target = node->list.items[i];
        if (!target) continue;
        if (target->op != ONAME || target->name->class != NAME_AUTO) return false;
        if (list_mentions(&node->rlist, i, target->name)) return false;
    }
    return true;
}

static void assign_in_turn(FuncBuilder *fb, Node *node) {
    for (uint32_t i = 0; i < node->list.count; i++) {
        Node *target = node->list.items[i], *value = node->rlist.items[i];
        uint32_t mark = slots_mark(fb);
        if (!target) {
            expr_drop(fb, value);
        } else {
            Place place = place_of_name(fb, target->name);
            place_assign(fb, &place, value);
        }
        slots_release(fb, mark);
    }
}

// Whether an earlier target of the list is a variable that [node] mentions, or might be one.
static bool changed_before(const NodeList *targets, uint32_t count, const Node *node) {
    for (uint32_t i = 0; i < count; i++) {
        const Node *target = targets->items[i];
        if (!target) continue;
        const Node *root = target;
        while (root->op == ODOT || root->op == OCONVNOP) root = root->x;
        if (root->op == ONAME && node_mentions(node, root->name)) return true;
        if (root->op == OINDEX && type_kind(root->x->type) == TYPE_ARRAY) return true;
    }
    return false;
}

// The places of all targets, found before anything is assigned.
static Place *list_places(FuncBuilder *fb, const NodeList *list) {
    Place *places = ARENA_ARRAY(&fb->arena, Place, list->count + 1);
    for (uint32_t i = 0; i < list->count; i++) {
        Node *target = list->items[i];
        places[i] = (Place){.kind = PLACE_BLANK};
        if (!target) continue;
        uint32_t mark = slots_mark(fb);
        places[i] = place_of(fb, target);
        bool is_changed = target->op != ONAME && changed_before(list, list->count, target);
        if (is_changed || places[i].kind == PLACE_MAP) place_stabilize(fb, &places[i], mark);
    }
    return places;
}

// The value of [value] as it is now; a variable that no earlier step of the list assigns to can be
// read in place.
static Slot list_value(FuncBuilder *fb, const Node *node, uint32_t i) {
    Node *value = node->rlist.items[i];
    if (operand_is_const(value)) return expr_slot(fb, value);
    if (changed_before(&node->list, i, value)) return expr_temp(fb, value);
    bool is_variable = value->op == ONAME && !value->name->addr_taken &&
                       value->name->class != NAME_GLOBAL;
    return is_variable ? expr_slot(fb, value) : expr_temp(fb, value);
}

void stmt_assign_list(FuncBuilder *fb, Node *node) {
    uint32_t count = node->list.count;
    if (targets_are_new(node)) {
        order_operands(fb, node->rlist.items, count);
        assign_in_turn(fb, node);
        return;
    }
    Slot *values = ARENA_ARRAY(&fb->arena, Slot, count + 1);
    Node **all = ARENA_ARRAY(&fb->arena, Node *, 2 * count + 1);
    memcpy(all, node->list.items, count * sizeof *all);
    memcpy(all + count, node->rlist.items, count * sizeof *all);
    order_operands(fb, all, 2 * count);
    Place *places = list_places(fb, &node->list);
    for (uint32_t i = 0; i < count; i++) values[i] = list_value(fb, node, i);
    for (uint32_t i = 0; i < count; i++)
        if (node->list.items[i]) place_store(fb, &places[i], values[i]);
}

// ---- a, b = f(), and the comma-ok forms ---------------------------------------------------------
static Node *target_at(const Node *node, uint32_t i) {
    return i < node->list.count ? node->list.items[i] : NULL;
}

static void assign_call(FuncBuilder *fb, Node *node) {
    for (uint32_t i = 0; i < node->list.count; i++) order_hoist(fb, node->list.items[i]);
    node_run_init(fb, node->y);
    bool inlined = node->y->op == OINLCALL;
    Slot slot = 0;
    if (inlined) inlined_run(fb, node->y);
    else slot = call_slot(fb, node->y);
    Place *places = list_places(fb, &node->list);
    for (uint32_t i = 0; i < node->list.count; i++) {
        if (inlined) slot = expr_slot(fb, node->y->list.items[i]);
        if (node->list.items[i]) place_store(fb, &places[i], slot);
        if (!inlined) slot += type_slots(node->y->type->fields[i]->type);
    }
}

// Value and ok are made in temporaries when their targets are no plain slots.
static Slot direct_slot(FuncBuilder *fb, Node *target, Type *type) {
    if (!target) return SLOT_NONE;
    if (target->op == ONAME && target->name->class != NAME_GLOBAL) {
        Place place = place_of_name(fb, target->name);
        if (place.kind == PLACE_SLOT) return place.slot;
    }
    return slots_alloc(fb, type);
}

static void store_direct(FuncBuilder *fb, Node *target, Slot slot) {
    if (!target || slot == SLOT_NONE) return;
    Place place = place_of(fb, target);
    if (place.kind == PLACE_SLOT && place.slot == slot) return;
    place_store(fb, &place, slot);
}

static void assign_map_read(FuncBuilder *fb, Node *node) {
    static const uint8_t kinds[2] = {SLOT_POINTER, SLOT_SCALAR};
    Node *target = target_at(node, 0), *ok = target_at(node, 1);
    node_run_init(fb, node->y);
    Slot pair = slots_alloc_kinds(fb, kinds, 2);
    map_read_address(fb, node->y, pair);
    if (target) {
        Slot to = direct_slot(fb, target, node->y->type);
        emit_load(fb, node->y->type, to, pair, 0);
        store_direct(fb, target, to);
    }
    if (ok) {
        Place place = place_of(fb, ok);
        place_store(fb, &place, pair + 1);
    }
}

static void ok_form_to(FuncBuilder *fb, Node *node, Type *type, Slot to, Slot ok) {
    if (node->op == OAS2RECV) recv_to(fb, node->y->x, type, to, ok);
    else type_assert2_to(fb, node->y, to, ok);
}

// p, *p = x.(T): where ok goes depends on what the value is assigned to.
static void assign_both(FuncBuilder *fb, Node *node, Type *type) {
    Slot to = slots_alloc(fb, type), ok = slots_alloc_scalar(fb);
    ok_form_to(fb, node, type, to, ok);
    Place *places = list_places(fb, &node->list);
    place_store(fb, &places[0], to);
    place_store(fb, &places[1], ok);
}

void stmt_assign_multi(FuncBuilder *fb, Node *node) {
    if (node->op == OAS2FUNC) {
        assign_call(fb, node);
        return;
    }
    Node *target = target_at(node, 0), *ok = target_at(node, 1);
    if (target) order_hoist(fb, target);
    if (ok) order_hoist(fb, ok);
    if (node->op == OAS2MAPR) {
        assign_map_read(fb, node);
        return;
    }
    node_run_init(fb, node->y);
    Type *type = node->y->type;
    if (type->kind == TYPE_TUPLE) type = type->fields[0]->type;
    if (ok && target && changed_before(&node->list, 1, ok)) {
        assign_both(fb, node, type);
        return;
    }
    Slot to = target ? direct_slot(fb, target, type) : SLOT_NONE;
    Slot flag = ok ? direct_slot(fb, ok, type_basic[TYPE_BOOL]) : SLOT_NONE;
    if (flag == to && flag != SLOT_NONE) flag = slots_alloc_scalar(fb);   // x, x = <-c
    if (node->op == OAS2RECV) {
        Slot needed = flag == SLOT_NONE ? slots_alloc_scalar(fb) : flag;
        ok_form_to(fb, node, type, to, needed);
    } else {
        ok_form_to(fb, node, type, to, flag);
    }
    store_direct(fb, target, to);
    store_direct(fb, ok, flag);
}
