// compile/order.c - the order in which operands are evaluated.
//
// gc makes the calls of an expression first, in source order, each result kept in a temporary, and
// then evaluates the rest: in a[i] + f() the element is read after the call. Most expressions have
// no call behind something that a call could change; only for the others the calls are made early.
#include "compile/compile_int.h"

enum {  // Node.label_id of expressions
    FLAGS_KNOWN = 1u << 31,
    FLAG_CALLS = 1u << 30,     // calls, receives, or reads a map somewhere inside
    FLAG_READS = 1u << 29,     // reads memory, or may panic, outside of those
};

static bool op_is_unit(const Node *node) {
    switch (node->op) {
    case OINDEXMAP: return !node->assigned;
    case OCALLFUNC: case OCALLINTER: case OINLCALL: case ORECV: case ODOTTYPE: case ORECOVER:
    case OAPPEND: case OCOPY:
        return true;
    case OSTR2BYTES: case OBYTES2STR: return !node->no_alloc;
    default: return node->init.count > 0;
    }
}

static uint32_t own_flags(const Node *node) {
    switch (node->op) {
    case ODEREF: case ODOTPTR: case OINDEX: case ODIV: case OMOD: case OSLICE: case OSLICESTR:
    case OSLICEARR: case OSLICE3: case OSLICE3ARR: case OBYTES2STR:
        return FLAG_READS;
    case ONAME:
        if (node->name->class == NAME_GLOBAL) return FLAG_READS;
        if (node->name->class == NAME_CLOSURE) return node->name->by_value ? 0 : FLAG_READS;
        // Inlined literals assign to variables around them as they stand.
        if (node->name->captured && node->name->assigned) return FLAG_READS;
        return node->name->addr_taken ? FLAG_READS : 0;
    default: return 0;
    }
}

static uint32_t node_flags(Node *node) {
    if (!node) return 0;
    if (node->label_id & FLAGS_KNOWN) return node->label_id;
    uint32_t flags = own_flags(node);
    flags |= node_flags(node->x);
    flags |= node_flags(node->y);
    for (uint32_t i = 0; i < node->list.count; i++) flags |= node_flags(node->list.items[i]);
    if (op_is_unit(node)) flags = FLAG_CALLS;
    bool is_condition = node->op == OANDAND || node->op == OOROR;
    if (is_condition && (flags & FLAG_CALLS)) flags = FLAG_CALLS;
    flags |= FLAGS_KNOWN;
    node->label_id = flags;
    return flags;
}

bool node_may_call(Node *node) { return node_flags(node) & FLAG_CALLS; }

bool node_reads_memory(Node *node) { return node_flags(node) & (FLAG_CALLS | FLAG_READS); }

Slot hoisted_slot(const FuncBuilder *fb, const Node *node) {
    for (uint32_t i = fb->hoisted.count; i-- > 0;)
        if (fb->hoisted.items[i].node == node) return fb->hoisted.items[i].slot;
    return SLOT_NONE;
}

// What gc evaluates as early as calls, though it calls nothing.
static bool op_is_early(const Node *node) {
    switch (node->op) {
    case OLEN: case OCAP: case OREAL: case OIMAG: case OCOMPLEX: case OMAKESLICE: case OMAKEMAP:
    case OMAKECHAN: case ONEW: case OMIN: case OMAX:
        return true;
    default: return false;
    }
}

void order_hoist(FuncBuilder *fb, Node *node) {
    if (!node) return;
    uint32_t flags = node_flags(node);
    bool is_early = op_is_early(node) && (flags & FLAG_READS);
    if (!(flags & (FLAG_CALLS | FLAG_READS))) return;
    bool is_condition = node->op == OANDAND || node->op == OOROR;
    bool is_unit = op_is_unit(node) || (is_condition && (flags & FLAG_CALLS)) || is_early;
    if (!is_unit) {
        order_hoist(fb, node->x);
        order_hoist(fb, node->y);
        for (uint32_t i = 0; i < node->list.count; i++) order_hoist(fb, node->list.items[i]);
        return;
    }
    if (hoisted_slot(fb, node) != SLOT_NONE) return;
    Hoisted hoisted = {node, expr_temp(fb, node)};
    vec_push(&fb->arena, &fb->hoisted, hoisted);
}

void order_operands(FuncBuilder *fb, Node **nodes, uint32_t count) {
    bool reads = false, needed = false;
    for (uint32_t i = 0; i < count && !needed; i++) {
        if (!nodes[i]) continue;
        uint32_t flags = node_flags(nodes[i]);
        needed = reads && (flags & FLAG_CALLS);
        reads = reads || (flags & FLAG_READS);
    }
    if (!needed) return;
    for (uint32_t i = 0; i < count; i++) order_hoist(fb, nodes[i]);
}

bool node_mentions(const Node *node, const Name *name) {
    if (!node) return false;
    if (node->op == ONAME && node->name == name) return true;
    if (node->op == OCLOSURE || node->init.count || node->body.count) return true;
    if (node_mentions(node->x, name) || node_mentions(node->y, name)) return true;
    for (uint32_t i = 0; i < node->list.count; i++)
        if (node_mentions(node->list.items[i], name)) return true;
    return false;
}
