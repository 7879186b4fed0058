// compile/borrow.c - conversions between strings and bytes whose result is read at once and
// dropped: they share the memory of their operand (Node.no_alloc).
#include "compile/compile_int.h"

static void borrow(Node *node) {
    if (node && node->op == OBYTES2STR) node->no_alloc = true;
}

// m[string(b)], m[T{string(b), ...}] that are only looked up.
static void borrow_key(Node *key) {
    borrow(key);
    if (key->op != OSTRUCTLIT && key->op != OARRAYLIT) return;
    for (uint32_t i = 0; i < key->list.count; i++) {
        Node *item = key->list.items[i];
        borrow_key(item->op == OSTRUCTKEY ? item->x : item->op == OKEY ? item->y : item);
    }
}

// "<" + string(b) + ">": the result is a new string for sure.
static void borrow_joined(Node *node) {
    bool any_text = false;
    for (uint32_t i = 0; i < node->list.count; i++) {
        size_t bytes = 0;
        const Node *item = node->list.items[i];
        if (item->op == OLITERAL) node_string_const(item, &bytes);
        any_text = any_text || bytes > 0;
    }
    for (uint32_t i = 0; any_text && i < node->list.count; i++) borrow(node->list.items[i]);
}

static bool cases_are_constant(const Node *node) {
    for (uint32_t i = 0; i < node->list.count; i++) {
        const NodeList *values = &node->list.items[i]->list;
        for (uint32_t j = 0; j < values->count; j++)
            if (!operand_is_const(values->items[j])) return false;
    }
    return true;
}

// []byte(s) that nobody writes to (Node.no_alloc of escape/) shares the text of s. But that may lie
// in a buffer of the frame which is used again while the bytes are still read; constants, package
// variables and parameters do not.
static bool text_stays(Node *text) {
    text = node_static_value(text);
    if (text->op == OLITERAL) return true;
    if (text->op != ONAME) return false;
    const Name *name = text->name->origin ? text->name->origin : text->name;
    if (name->class == NAME_GLOBAL) return true;
    return name->class == NAME_PARAM && !name->assigned && !name->addr_taken;
}

static void borrow_in(Node *node, void *arg) {
    (void)arg;
    switch (node->op) {
    case OEQ: case ONE: case OLT: case OLE: case OGT: case OGE:
        borrow(node->x);
        borrow(node->y);
        break;
    case OINDEXMAP:
        if (!node->assigned) borrow_key(node->y);
        break;
    case OADDSTR: borrow_joined(node); break;
    case OSWITCH:
        if (node->x && cases_are_constant(node)) borrow(node->x);
        break;
    case ORANGE:
        if (node->x->op == OSTR2BYTES) node->x->implicit = true;
        break;
    case OSTR2BYTES:
        node->no_alloc = node->implicit || (node->no_alloc && text_stays(node->x));
        break;
    default: break;
    }
}

void func_borrow(Func *func) { node_list_visit(&func->body, borrow_in, NULL); }
