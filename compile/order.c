// compile/order.c - the order in which operands are evaluated.
//
// gc makes the calls of an expression first, in source order, each result kept in a temporary, and
// then evaluates the rest: in a[i] + f() the element is read after the call. Most expressions have
// no call behind something that a call could change; only for the others the calls are made early.
#include "compile/compile_int.h"

enum {  // Node.label_id of expressions
    FLAGS_KNOWN = 1u << 31,
    FLAG_CALLS = 1u << 30,     // calls or receives somewhere inside
    FLAG_READS = 1u << 29,     // reads memory, or may panic, outside of those
};

// Whether a map's key shares the memory of bytes (borrow.c): then it has to be looked up at once.
static bool key_is_borrowed(const Node *key) {
    if (key->op == OBYTES2STR) return key->no_alloc;
    if (key->op != OSTRUCTLIT && key->op != OARRAYLIT) return false;
    for (uint32_t i = 0; i < key->list.count; i++) {
        const Node *item = key->list.items[i];
        if (key_is_borrowed(item->op == OSTRUCTKEY ? item->x : item->op == OKEY ? item->y : item))
            return true;
    }
    return false;
}

static bool op_is_unit(const Node *node) {
    switch (node->op) {
    case OINDEXMAP: return !node->assigned && key_is_borrowed(node->y);
    case ODOTTYPE: return !type_is_pointer_shaped(node->type);
    case OCALLFUNC: case OCALLINTER: case OINLCALL: case ORECV: case ORECOVER: case OAPPEND:
    case OCOPY:
        return true;
    case OSTR2BYTES: return !node->no_alloc;
    default: return node->init.count > 0;
    }
}

static uint32_t own_flags(const Node *node) {
    switch (node->op) {
    case ODEREF: case ODOTPTR: case OINDEX: case ODIV: case OMOD: case OSLICE: case OSLICESTR:
    case OSLICEARR: case OSLICE3: case OSLICE3ARR: case OBYTES2STR: case ORUNES2STR: case ODOTTYPE:
        return FLAG_READS;
    case OINDEXMAP: return node->assigned ? 0 : FLAG_READS;
    case OLEN: case OCAP: {
        TypeKind kind = type_underlying(node->x->type)->kind;
        return kind == TYPE_MAP || kind == TYPE_CHAN ? FLAG_READS : 0;
    }
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
    case OMAKECHAN: case ONEW: case OMIN: case OMAX: case OSLICE: case OSLICESTR: case OSLICEARR:
    case OSLICE3: case OSLICE3ARR: case OANDAND: case OOROR: case OSTR2RUNES: case OMAPLIT:
        return true;
    default: return false;
    }
}

static bool has_address(const Node *node) {
    switch (node->op) {
    case ONAME: case ODEREF: case ODOTPTR: return true;
    case ODOT: return has_address(node->x);
    case OINDEX:
        switch (type_underlying(node->x->type)->kind) {
        case TYPE_STRING: return false;
        case TYPE_ARRAY: return has_address(node->x);
        default: return true;
        }
    default: return false;
    }
}

// Whether gc boxes a value of [type] by its address, as it does with all but words, strings and
// slices; a value that has no address is then put into a temporary, as early as a call.
static bool is_boxed_by_address(Type *type) {
    if (type_is_pointer_shaped(type)) return false;
    int64_t bytes = type_size(type);
    bool is_word = bytes == 2 || bytes == 4 || bytes == 8;
    if (is_word && type_align(type) == bytes && !type_has_pointers(type)) return false;
    Type *under = type_underlying(type);
    for (;;) {
        if (under->kind == TYPE_STRUCT && under->field_count == 1) type = under->fields[0]->type;
        else if (under->kind == TYPE_ARRAY && under->length == 1) type = under->elem;
        else break;
        under = type_underlying(type);
    }
    return under->kind != TYPE_STRING && under->kind != TYPE_SLICE;
}

// The operand of [node] that gc needs the address of, though it has none.
static bool operand_needs_address(const Node *node, Node *x) {
    if (!x || has_address(x)) return false;
    TypeKind kind = type_underlying(x->type)->kind;
    switch (node->op) {
    case OCONVIFACE: return kind != TYPE_INTERFACE && is_boxed_by_address(x->type);
    case OEQ: case ONE: return kind == TYPE_STRUCT || kind == TYPE_ARRAY;
    default: return false;
    }
}

static void hoist_unit(FuncBuilder *fb, Node *node) {
    if (hoisted_slot(fb, node) != SLOT_NONE) return;
    Hoisted hoisted = {node, expr_temp(fb, node)};
    vec_push(&fb->arena, &fb->hoisted, hoisted);
}

static void hoist_operand(FuncBuilder *fb, Node *node, Node *x) {
    bool is_read = x && node_flags(x) & (FLAG_CALLS | FLAG_READS);
    if (is_read && operand_needs_address(node, x)) hoist_unit(fb, x);
    else order_hoist(fb, x);
}

void order_hoist(FuncBuilder *fb, Node *node) {
    if (!node) return;
    uint32_t flags = node_flags(node);
    bool is_early = op_is_early(node) && (flags & FLAG_READS);
    if (!(flags & (FLAG_CALLS | FLAG_READS))) return;
    bool is_condition = node->op == OANDAND || node->op == OOROR;
    bool is_unit = op_is_unit(node) || (is_condition && (flags & FLAG_CALLS)) || is_early;
    if (!is_unit) {
        hoist_operand(fb, node, node->x);
        hoist_operand(fb, node, node->y);
        for (uint32_t i = 0; i < node->list.count; i++) order_hoist(fb, node->list.items[i]);
        return;
    }
    hoist_unit(fb, node);
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
