// ir/component.c - groups of functions that call each other, callees first.
//
// Tarjan's strongly connected components over the functions that bodies mention by name, with
// a stack of our own, since call chains may be long. A literal belongs to the function around it.
#include "ir/ir_int.h"

// A function whose callees are being visited.
typedef struct Visit {
    Func *func;
    FuncList callees;
    uint32_t next;
    uint32_t low;
    bool is_recursive;
} Visit;

typedef struct Visitor {
    const ComponentWalk *walk;
    Arena arena;
    VEC(Visit) visits;
    FuncList stack;            // visited, component not complete
    uint32_t index;
} Visitor;

typedef struct CalleeSearch {
    Arena *arena;
    FuncList *callees;
} CalleeSearch;

static void find_callees(Node *node, void *arg) {
    CalleeSearch *search = arg;
    if (node->op == OFUNC || (node->op == OMETHVALUE && node->func))
        vec_push(search->arena, search->callees, node->func);
    if (node->op == OCLOSURE) node_list_visit(&node->func->body, find_callees, arg);
}

static uint32_t *visit_index(const Visitor *visitor, Func *func) {
    return &func->component_index[visitor->walk->pass];
}

static void visit_enter(Visitor *visitor, Func *func) {
    visitor->walk->enter(func);
    *visit_index(visitor, func) = ++visitor->index;
    Visit visit = {.func = func, .low = visitor->index};
    CalleeSearch search = {&visitor->arena, &visit.callees};
    node_list_visit(&func->body, find_callees, &search);
    vec_push(&visitor->arena, &visitor->visits, visit);
    vec_push(&visitor->arena, &visitor->stack, func);
}

static void component_complete(Visitor *visitor, const Visit *root) {
    uint32_t first = visitor->stack.count;
    do first--; while (visitor->stack.items[first] != root->func);
    for (uint32_t i = first; i < visitor->stack.count; i++)
        *visit_index(visitor, visitor->stack.items[i]) = UINT32_MAX;
    FuncList funcs = {visitor->stack.items + first, visitor->stack.count - first, 0};
    visitor->walk->component(&funcs, root->is_recursive || funcs.count > 1);
    visitor->stack.count = first;
}

static void visit_leave(Visitor *visitor) {
    Visit visit = vec_pop(&visitor->visits);
    if (visit.low == *visit_index(visitor, visit.func)) {
        component_complete(visitor, &visit);
    } else if (visitor->visits.count) {
        Visit *caller = &vec_last(&visitor->visits);
        if (visit.low < caller->low) caller->low = visit.low;
    }
}

void func_walk_components(Func *root, const ComponentWalk *walk) {
    Visitor visitor = {.walk = walk};
    arena_init(&visitor.arena);
    visit_enter(&visitor, root->root);
    while (visitor.visits.count) {
        Visit *visit = &vec_last(&visitor.visits);
        if (visit->next == visit->callees.count) {
            visit_leave(&visitor);
            continue;
        }
        Func *callee = visit->callees.items[visit->next++]->root;
        if (walk->is_done(callee)) continue;
        uint32_t index = *visit_index(&visitor, callee);
        if (callee == visit->func) visit->is_recursive = true;
        if (!index) visit_enter(&visitor, callee);
        else if (index < visit->low) visit->low = index;
    }
    arena_free(&visitor.arena);
}
