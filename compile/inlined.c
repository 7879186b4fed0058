// compile/inlined.c - inlined calls: arguments become variables, the body runs, results are read.
#include "compile/compile_int.h"

// ---- arguments ----------------------------------------------------------------------------------
// A parameter that is never assigned to can be the argument's own variable, if that cannot change
// while the body runs: nobody has its address, and no literal in the body can assign to it.
static bool can_share(const Name *param, const Node *argument) {
    if (param->assigned || param->addr_taken || param->captured) return false;
    if (name_is_boxed(param)) return false;
    if (argument->op != ONAME || argument->init.count) return false;
    const Name *name = argument->name;
    if (!name->has_slot || name->addr_taken || (name->captured && name->assigned)) return false;
    if (name->class == NAME_GLOBAL || name_is_boxed(name) || name_in_memory(name)) return false;
    if (name->class == NAME_CLOSURE && !name->by_value) return false;
    return mem_kind(param->type) == mem_kind(name->type);
}

static bool share(Node *target, const Node *argument) {
    if (!target || !can_share(target->name, argument)) return false;
    target->name->slot = argument->name->slot;
    target->name->has_slot = true;
    return true;
}

// Takes the parameters that can be shared out of the assignment of the arguments.
static void share_arguments(Node *assign) {
    if (assign->op == OAS) {
        if (share(assign->x, assign->y)) assign->x = assign->y = NULL;
        return;
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < assign->list.count; i++) {
        if (share(assign->list.items[i], assign->rlist.items[i])) continue;
        assign->list.items[kept] = assign->list.items[i];
        assign->rlist.items[kept++] = assign->rlist.items[i];
    }
    assign->list.count = assign->rlist.count = kept;
}

static void run_init(FuncBuilder *fb, Node *node) {
    for (uint32_t i = 0; i < node->init.count; i++) {
        Node *stmt = node->init.items[i];
        if (stmt->implicit && (stmt->op == OAS || stmt->op == OAS2)) share_arguments(stmt);
    }
    for (uint32_t i = 0; i < node->init.count; i++) {
        Node *init = node->init.items[i];
        if (init->op != ODCL) stmt(fb, init);
        else if (!init->name->has_slot) declare(fb, init->name, !init->def);
    }
}

// ---- the body -----------------------------------------------------------------------------------
Node *inlined_tail(const Node *node) {
    if (node->list.count != 1 || !node->body.count) return NULL;
    const Node *last = vec_last(&node->body);
    const Node *result = node->list.items[0];
    bool is_tail = last->op == OAS && last->def && last->y && last->x && last->x->op == ONAME &&
                   last->x->name == result->name;
    return is_tail ? last->y : NULL;
}

Node *inlined_run(FuncBuilder *fb, Node *node) {
    Package *package = node->func->package;
    if (package && fb->func && package != fb->func->package) emit_package_inits(fb, package);
    run_init(fb, node);
    Node *tail = inlined_tail(node);
    NodeList body = node->body;
    if (tail) body.count--;
    fb->inline_depth++;
    stmt_list(fb, &body);
    fb->inline_depth--;
    if (tail) return tail;
    return node->list.count == 1 ? node->list.items[0] : NULL;
}
