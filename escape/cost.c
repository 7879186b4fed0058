// escape/cost.c - what a decision costs: whether memory is really taken, and how much. See story.h.
#include <stddef.h>

#include "escape/story.h"

static int64_t elements_bytes(Type *slice, const Node *count) {
    int64_t n;
    while (count && (count->op == OCONVNOP || count->op == OCONV)) count = count->x;
    if (!count || count->op != OLITERAL || !const_get_int64(count->constant, &n)) return -1;
    return n * type_size(type_underlying(slice)->elem);
}

static int64_t closure_bytes(const Func *func) {
    int64_t bytes = 8;
    for (uint32_t i = 0; i < func->closure_vars.count; i++) {
        const Name *name = func->closure_vars.items[i];
        bytes += name->by_value ? type_size(name->type) : 8;
    }
    return bytes;
}

static int64_t site_bytes(const Node *node) {
    switch (node->op) {
    case ONEW: case OPTRLIT: return type_size(type_underlying(node->type)->elem);
    case OCLOSURE: return closure_bytes(node->func);
    case OMETHVALUE: return 8 + type_size(node->x->type);
    case OMAKESLICE: return elements_bytes(node->type, node->y ? node->y : node->x);
    case OSLICELIT: return node->n * type_size(type_underlying(node->type)->elem);
    case OCONVIFACE: return node->x ? type_size(node->x->type) : -1;
    default: return -1;
    }
}

int64_t story_bytes(const EscapeStory *story) {
    return story->name ? type_size(story->name->type) : site_bytes(story->node);
}

// A value in an interface, at an address of its own unless it needs none.
static bool boxing_allocates(const Node *node, const char **why) {
    Type *type = node->x ? node->x->type : NULL;
    if (!type) return true;
    if (type_is_interface(type)) *why = "it is an interface already";
    else if (type_is_pointer_shaped(type)) *why = "a pointer fits into an interface as it is";
    else if (type_size(type) == 0) *why = "the value has no bytes";
    else if (node->x->op == OLITERAL) *why = "constants are laid out before the program runs";
    else if (type_size(type) == 1) *why = "values of one byte are taken from a table";
    return *why == NULL;
}

static bool makes_text(Op op) {
    switch (op) {
    case OADDSTR: case OBYTES2STR: case ORUNES2STR: case OSTR2BYTES: case OSTR2RUNES: return true;
    default: return false;
    }
}

bool story_allocates(const EscapeStory *story, const char **why) {
    *why = NULL;
    if (story->name) return story->escapes;
    const Node *node = story->node;
    if (node->op == OMAKECHAN) return true;
    bool in_heap = story->escapes || story->reason != HEAP_REASON_NONE;
    if (!in_heap) {
        if (makes_text((Op)node->op)) *why = "it takes heap memory if it is longer than 32 bytes";
        if (node->op == OMAKEMAP || node->op == OMAPLIT)
            *why = "it takes heap memory when it gets more than 8 entries";
        return false;
    }
    if (node->is_static) *why = "it is laid out before the program runs";
    else if (node->no_alloc) *why = "it shares the string's memory, which nobody writes";
    else if (node->op == OCONVIFACE) return boxing_allocates(node, why);
    else if (node->op == OCLOSURE && node->func->closure_vars.count == 0)
        *why = "a closure that captures nothing is made once";
    else if ((node->op == ONEW || node->op == OPTRLIT) && site_bytes(node) == 0)
        *why = "the value has no bytes";
    return *why == NULL;
}
