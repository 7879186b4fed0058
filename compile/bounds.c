// compile/bounds.c - which index expressions a loop has proven to be in bounds.
//
//     for i := 0; i < len(a); i++ { ... a[i] ... }
//
// where i begins at a constant that is not negative and is changed by i++ alone, and a is a slice
// or string that is assigned once, needs no check at a[i]; nor does an array that is longer than
// a constant limit.
#include "compile/compile_int.h"

typedef struct Search {
    const Name *name;
    bool found;
} Search;

static bool is_name(const Node *node, const Name *name) {
    return node && node->op == ONAME && node->name == name;
}

static void find_assignment(Node *node, void *arg) {
    Search *search = arg;
    switch (node->op) {
    case OAS: case OASOP:
        search->found |= is_name(node->x, search->name);
        break;
    case OAS2: case OAS2FUNC: case OAS2DOTTYPE: case OAS2MAPR: case OAS2RECV: case ORANGE:
    case OCOMM:
        for (uint32_t i = 0; i < node->list.count; i++)
            search->found |= is_name(node->list.items[i], search->name);
        break;
    default: break;
    }
}

// Whether the loop's own declaration gives [name] a constant that is not negative.
static bool begins_in_bounds(const Node *loop, const Name *name) {
    for (uint32_t i = 0; i < loop->init.count; i++) {
        const Node *init = loop->init.items[i];
        int64_t start;
        if (init->op == OAS && is_name(init->x, name))
            return init->def && init->y && node_int_const(init->y, &start) && start >= 0;
    }
    return false;
}

void bounds_enter(FuncBuilder *fb, Node *loop) {
    const Name *index = loop->x->x->name;
    if (index->captured || !begins_in_bounds(loop, index)) return;
    Search search = {.name = index};
    node_list_visit(&loop->body, find_assignment, &search);
    if (search.found) return;
    const Node *limit = loop->x->y;
    LoopBound bound = {.index = index};
    if (limit->op == OLEN && limit->x->op == ONAME && !limit->x->name->assigned)
        bound.of = limit->x->name;
    else if (!node_int_const(limit, &bound.limit)) return;
    vec_push(&fb->arena, &fb->bounds, bound);
}

bool bounds_hold(const FuncBuilder *fb, const Node *node) {
    if (node->y->op != ONAME) return false;
    const Type *type = type_underlying(node->x->type);
    for (uint32_t i = 0; i < fb->bounds.count; i++) {
        const LoopBound *bound = &fb->bounds.items[i];
        if (bound->index != node->y->name) continue;
        if (bound->of) return is_name(node->x, bound->of);
        return type->kind == TYPE_ARRAY && bound->limit <= type->length;
    }
    return false;
}
