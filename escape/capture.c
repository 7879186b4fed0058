// escape/capture.c - what literals capture, by value or by reference.
#include "escape/flow.h"

enum { BY_VALUE_BYTES_MAX = 128 };

// The literal is made here: its captured variables are connected to [hole] later, when it is known
// which of them are assigned again; its body is walked now.
void flow_capture(Flow *flow, Hole hole, Node *closure) {
    Batch *batch = flow->batch;
    PendingClosure pending = {.hole = hole, .node = closure};
    vec_push(&batch->arena, &batch->closures, pending);
    NameList *vars = &closure->func->closure_vars;
    for (uint32_t i = 0; i < vars->count; i++) {
        Storage *storage = storage_of(vars->items[i]);
        if (storage->captured) continue;
        storage->captured = true;
        // Assignments in straight-line code before the first capture do not matter.
        if (storage->loop_depth == flow->loop_depth) storage->reassigned = false;
    }
    flow_func(batch, closure->func);
}

static bool captures_by_value(const Storage *storage, const Name *name) {
    bool changes = storage->addr_taken || storage->reassigned;
    return !changes && type_size(name->type) <= BY_VALUE_BYTES_MAX;
}

void closure_connect(Batch *batch, const PendingClosure *closure) {
    NameList *vars = &closure->node->func->closure_vars;
    Flow flow = {.batch = batch, .func = closure->node->func};
    for (uint32_t i = 0; i < vars->count; i++) {
        Name *name = vars->items[i];
        Storage *storage = storage_of(name);
        Node *where = ARENA_NEW(&batch->arena, Node);
        *where = (Node){.op = ONAME, .pos = name->pos, .type = name->type, .name = name};
        Hole hole = closure->hole;
        name->by_value = captures_by_value(storage, name);
        if (batch->wants_notes)
            explain(name->pos, "%s capturing by %s: %s (addr=%s assign=%s width=%lld)",
                    func_local_name(name->origin->func), name->by_value ? "value" : "ref",
                    name->text, storage->addr_taken ? "true" : "false",
                    storage->reassigned ? "true" : "false", (long long)type_size(name->type));
        if (!name->by_value) {
            name->addr_taken = true;
            name->origin->addr_taken = true;
            hole = hole_addr(&flow, hole, where, "reference");
        }
        flow_edge(batch, hole_note(&flow, hole, where, "captured by a closure"), storage);
    }
}
