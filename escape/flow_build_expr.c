// escape/flow_build_expr.c - what flows where in expressions.
#include "escape/flow.h"

#include "base/check.h"

void flow_discard(Flow *flow, Node *node) {
    flow_expr(flow, discard_hole(flow), node);
}

void flow_discards(Flow *flow, NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++) flow_discard(flow, list->items[i]);
}

void flow_mutate(Flow *flow, Node *node) {
    flow_expr(flow, mutator_hole(flow), node);
}

void flow_to_heap(Flow *flow, Node *value, Node *where, const char *why) {
    flow_expr(flow, hole_note(flow, heap_hole(flow), where, why), value);
}

// [node] allocates: its address goes to [hole], what is stored in it to the result.
Hole flow_spill(Flow *flow, Hole hole, Node *node) {
    Storage *storage = storage_new(flow, node, NULL, false);
    flow_edge(flow->batch, hole_addr(flow, hole, node, "spill"), storage);
    return hole_of(storage);
}

static bool is_unsafe_pointer(Type *type) {
    return type_kind(type) == TYPE_UNSAFE_POINTER;
}

bool is_reflect_header_data(const Node *node) {
    if (node->op != ODOT && node->op != ODOTPTR) return false;
    if (type_unalias(node->type) != type_basic[TYPE_UINTPTR]) return false;
    bool pointer;
    Type *type = type_unalias(type_deref(node->x->type, &pointer));
    if (type->kind != TYPE_NAMED || !type->object->package) return false;
    if (node->selector != symbol_of("Data")) return false;
    if (symbol_of(type->object->package->path) != symbol_of("reflect")) return false;
    Symbol *name = type->object->name;
    return name == symbol_of("SliceHeader") || name == symbol_of("StringHeader");
}

void flow_unsafe_value(Flow *flow, Hole hole, Node *node) {
    if (!node) return;
    flow_stmts(flow, &node->init);
    switch (node->op) {
    case OCONV: case OCONVNOP:
        if (is_unsafe_pointer(node->x->type)) flow_expr(flow, hole, node->x);
        else flow_discard(flow, node->x);
        return;
    case ODOTPTR:
        if (is_reflect_header_data(node))
            flow_expr(flow, hole_deref(flow, hole, node, "reflect.Header.Data"), node->x);
        else flow_discard(flow, node->x);
        return;
    case OPLUS: case ONEG: case OBITNOT:
        flow_unsafe_value(flow, hole, node->x);
        return;
    case OADD: case OSUB: case OOR: case OXOR: case OMUL: case ODIV: case OMOD: case OAND:
    case OANDNOT:
        flow_unsafe_value(flow, hole, node->x);
        flow_unsafe_value(flow, hole, node->y);
        return;
    case OLSH: case ORSH:
        flow_unsafe_value(flow, hole, node->x);
        flow_discard(flow, node->y);
        return;
    default:
        flow_discard(flow, node);
    }
}

static Node *element_value(Node *element) {
    if (element->op == OKEY) return element->y;
    if (element->op == OSTRUCTKEY) return element->x;
    return element;
}

static void flow_elements(Flow *flow, Hole hole, Node *node, const char *why) {
    for (uint32_t i = 0; i < node->list.count; i++)
        flow_expr(flow, hole_note(flow, hole, node, why), element_value(node->list.items[i]));
}

static void flow_map_literal(Flow *flow, Hole hole, Node *node) {
    flow_spill(flow, hole, node);
    for (uint32_t i = 0; i < node->list.count; i++) {
        flow_to_heap(flow, node->list.items[i]->x, node, "map literal key");
        flow_to_heap(flow, node->list.items[i]->y, node, "map literal value");
    }
}

static void flow_conversion(Flow *flow, Hole hole, Node *node) {
    if (is_unsafe_pointer(node->type) && type_kind(node->x->type) == TYPE_UINTPTR)
        flow_unsafe_value(flow, hole, node->x);
    else flow_expr(flow, hole, node->x);
}

static void flow_to_interface(Flow *flow, Hole hole, Node *node) {
    Type *from = node->x->type;
    if (!type_is_interface(from) && !type_is_pointer_shaped(from))
        hole = flow_spill(flow, hole, node);
    flow_expr(flow, hole_note(flow, hole, node, "interface-converted"), node->x);
}

static void flow_index(Flow *flow, Hole hole, Node *node) {
    if (type_kind(node->x->type) == TYPE_ARRAY)
        flow_expr(flow, hole_note(flow, hole, node, "fixed-array-index-of"), node->x);
    else flow_expr(flow, hole_deref(flow, hole, node, "dot of pointer"), node->x);
    flow_discard(flow, node->y);
}

static void flow_method_value(Flow *flow, Hole hole, Node *node) {
    Hole closure = flow_spill(flow, hole, node);
    Hole receiver = flow_method_receiver(flow, node);
    flow_expr(flow, hole_tee2(flow, receiver, closure), node->x);
}

static void flow_new(Flow *flow, Hole hole, Node *node) {
    hole = flow_spill(flow, hole, node);
    if (node->x) flow_expr(flow, hole, node->x);
}

// Expressions that allocate.
static void flow_allocation(Flow *flow, Hole hole, Node *node) {
    switch (node->op) {
    case ONEW: flow_new(flow, hole, node); return;
    case OMAKESLICE: case OMAKEMAP:
        flow_spill(flow, hole, node);
        flow_discard(flow, node->x);
        flow_discard(flow, node->y);
        return;
    case OMAKECHAN: flow_discard(flow, node->x); return;
    case OMETHVALUE: flow_method_value(flow, hole, node); return;
    case OPTRLIT: flow_expr(flow, flow_spill(flow, hole, node), node->x); return;
    case OSLICELIT:
        flow_elements(flow, flow_spill(flow, hole, node), node, "slice-literal-element");
        return;
    case OMAPLIT: flow_map_literal(flow, hole, node); return;
    case OCLOSURE: flow_capture(flow, flow_spill(flow, hole, node), node); return;
    case ORUNES2STR: case OBYTES2STR: case OSTR2RUNES: case OSTR2BYTES: case ORUNESTR:
        flow_spill(flow, hole, node);
        flow_discard(flow, node->x);
        return;
    case OADDSTR:
        flow_spill(flow, hole, node);
        flow_discards(flow, &node->list);
        return;
    default: FATAL("escape: unexpected expression %s", op_name((Op)node->op));
    }
}

// Expressions through which values pass.
static void flow_passing(Flow *flow, Hole hole, Node *node) {
    switch (node->op) {
    case OADDR: flow_expr(flow, hole_addr(flow, hole, node, "address-of"), node->x); return;
    case ODEREF: flow_expr(flow, hole_deref(flow, hole, node, "indirection"), node->x); return;
    case ODOT: flow_expr(flow, hole_note(flow, hole, node, "dot"), node->x); return;
    case ODOTPTR: flow_expr(flow, hole_deref(flow, hole, node, "dot of pointer"), node->x); return;
    case ODOTTYPE: case ODOTTYPE2:
        flow_expr(flow, hole_dot_type(flow, hole, node->type, node, "dot"), node->x);
        return;
    case OINDEX: flow_index(flow, hole, node); return;
    case OSLICE: case OSLICEARR: case OSLICESTR: case OSLICE3: case OSLICE3ARR:
        flow_expr(flow, hole_note(flow, hole, node, "slice"), node->x);
        flow_discards(flow, &node->list);
        return;
    case OCONV: case OCONVNOP: flow_conversion(flow, hole, node); return;
    case OCONVIFACE: flow_to_interface(flow, hole, node); return;
    case OSLICE2ARR:
        flow_expr(flow, hole_deref(flow, hole, node, "slice-to-array"), node->x);
        return;
    case OSLICE2ARRPTR: flow_expr(flow, hole, node->x); return;
    case OARRAYLIT: flow_elements(flow, hole, node, "array literal element"); return;
    case OSTRUCTLIT: flow_elements(flow, hole, node, "struct literal element"); return;
    default: flow_allocation(flow, hole, node);
    }
}

static void flow_variable(Flow *flow, Hole hole, Name *name) {
    if (name->class == NAME_GLOBAL) return;
    flow_edge(flow->batch, hole, storage_of(name));
}

static void flow_call_expr(Flow *flow, Hole hole, Node *node) {
    HoleList holes = {&hole, 1, 1};
    flow_call(flow, &holes, node);
}

void flow_expr(Flow *flow, Hole hole, Node *node) {
    if (!node) return;
    flow_stmts(flow, &node->init);
    if (hole.derefs >= 0 && !has_pointers(node->type)) hole.dst = &flow->batch->blank;
    if (flow->in_later_call && node->escape_location) {
        flow_edge(flow->batch, hole, node->escape_location);
        return;
    }
    switch (node->op) {
    case OLITERAL: case ONIL: case OZERO: case OTYPE: case OFUNC: return;
    case ONAME: flow_variable(flow, hole, node->name); return;
    case OPLUS: case ONEG: case OBITNOT: case ONOT: case ORECV: flow_discard(flow, node->x); return;
    case OADD: case OSUB: case OOR: case OXOR: case OMUL: case ODIV: case OMOD: case OLSH:
    case ORSH: case OAND: case OANDNOT: case OEQ: case ONE: case OLT: case OLE: case OGT: case OGE:
    case OANDAND: case OOROR: case OINDEXMAP:
        flow_discard(flow, node->x);
        flow_discard(flow, node->y);
        return;
    case OCALLFUNC: case OCALLINTER: case OINLCALL: case OLEN: case OCAP: case OMIN: case OMAX:
    case OCOMPLEX: case OREAL: case OIMAG: case OAPPEND: case OCOPY: case ORECOVER:
    case OUNSAFEADD: case OUNSAFESLICE: case OUNSAFESTRING: case OUNSAFESTRINGDATA:
    case OUNSAFESLICEDATA:
        flow_call_expr(flow, hole, node);
        return;
    default: flow_passing(flow, hole, node);
    }
}

Hole flow_addr(Flow *flow, Node *target) {
    if (!target) return discard_hole(flow);
    flow_stmts(flow, &target->init);
    switch (target->op) {
    case ONAME:
        if (target->name->class == NAME_GLOBAL) return heap_hole(flow);
        return hole_of(storage_of(target->name));
    case ODOT: return flow_addr(flow, target->x);
    case OINDEX:
        flow_discard(flow, target->y);
        if (type_kind(target->x->type) == TYPE_ARRAY) return flow_addr(flow, target->x);
        flow_mutate(flow, target->x);
        return heap_hole(flow);
    case ODEREF: case ODOTPTR:
        flow_mutate(flow, target->x);
        return heap_hole(flow);
    case OINDEXMAP:
        flow_discard(flow, target->x);
        flow_to_heap(flow, target->y, target, "key of map put");
        return heap_hole(flow);
    default: FATAL("escape: unexpected target %s", op_name((Op)target->op));
    }
}
