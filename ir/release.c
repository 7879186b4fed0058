// ir/release.c - bodies are let go of when there is code for them.
#include "base/debug.h"
#include "ir/inline_int.h"

static bool releases;

void ir_release_bodies(void) {
    releases = true;
    check_bodies_apart();
}

// What is surely inlined again is wanted later.
void body_open(Func *func) {
    const FuncSummary *summary = func_summary(func);
    if (!releases || (summary && summary->inline_cost >= 0)) return;
    func->nodes = ARENA_NEW(ir_lasting, Arena);
    arena_init(func->nodes);
}

Arena *ir_nodes_of(const Func *func) {
    Arena *before = ir_nodes;
    ir_nodes = func && func->root->nodes ? func->root->nodes : ir_lasting;
    return before;
}

static bool is_compiled(const Func *func) {
    if (func->state != FUNC_COMPILED) return false;
    for (uint32_t i = 0; i < func->closures.count; i++)
        if (!is_compiled(func->closures.items[i])) return false;
    return true;
}

static void forget_body(Func *func) {
    for (uint32_t i = 0; i < func->closures.count; i++) forget_body(func->closures.items[i]);
    func->params = func->results = func->locals = func->closure_vars = (NameList){0};
    func->body = (NodeList){0};
    func->closures = (FuncList){0};
    func->closure = NULL;
}

void func_release(Func *func) {
    func = func->root;
    if (!func->nodes || !is_compiled(func)) return;
    bool is_wanted = func->inline_cost >= 0 && !func->inline_body;
    if (inlining_wanted() && (!func->cost_known || is_wanted)) return;
    forget_body(func);
    // Filled memory is kept, so that nothing else gets it.
    if (debug_flags.poison) arena_fill(func->nodes, 0xdb);
    else arena_free(func->nodes);
    func->nodes = NULL;
}
