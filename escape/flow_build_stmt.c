// escape/flow_build_stmt.c - what flows where in statements.
#include "escape/flow.h"

#include "base/check.h"

void flow_stmts(Flow *flow, NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++) flow_stmt(flow, list->items[i]);
}

// A looping label inside counts to the end of the block.
void flow_block(Flow *flow, NodeList *list) {
    int depth = flow->loop_depth;
    flow_stmts(flow, list);
    flow->loop_depth = depth;
}

static Storage *declare(Flow *flow, Name *name) {
    Storage *storage = storage_of(name);
    storage->loop_depth = flow->loop_depth;
    return storage;
}

// ---- Assignments -------------------------------------------------------------------------------
// Every target but a variable that this statement declares counts as assigned again.
static void mark_reassigned(const HoleList *holes, const Node *where) {
    if (where->op == OAS && !where->y && where->def) return;
    for (uint32_t i = 0; i < holes->count; i++) {
        Storage *dst = holes->items[i].dst;
        bool defines = dst->name && dst->name->defn == where && where->op != ORANGE;
        if (!defines) dst->reassigned = true;
    }
}

static void push_hole(Flow *flow, HoleList *holes, Hole hole) {
    vec_push(&flow->batch->arena, holes, hole);
}

static void flow_assign_one(Flow *flow, Hole hole, Node *dst, Node *src, Node *where,
                            const char *why) {
    if (dst && dst->op == ODOTPTR && is_reflect_header_data(dst)) {
        flow_unsafe_value(flow, hole_note(flow, heap_hole(flow), where, why), src);
        return;
    }
    if (dst && src && is_self_assign(dst, src)) {
        if (escape_is_explained(flow->func))
            explain(where->pos, "%s ignoring self-assignment in %s",
                    func_local_name(flow->func),
                    node_print(&flow->batch->arena, where));
        hole = discard_hole(flow);
    }
    flow_expr(flow, hole_note(flow, hole, where, why), src);
}

static void flow_assign(Flow *flow, Node **dsts, uint32_t dst_count, Node **srcs,
                        uint32_t src_count, Node *where, const char *why) {
    HoleList holes = {0};
    for (uint32_t i = 0; i < dst_count; i++) push_hole(flow, &holes, flow_addr(flow, dsts[i]));
    for (uint32_t i = 0; i < dst_count; i++)
        flow_assign_one(flow, holes.items[i], dsts[i], i < src_count ? srcs[i] : NULL, where, why);
    mark_reassigned(&holes, where);
}

static void flow_assign_call(Flow *flow, Node *node) {
    HoleList holes = {0};
    flow_stmts(flow, &node->y->init);
    for (uint32_t i = 0; i < node->list.count; i++)
        push_hole(flow, &holes, flow_addr(flow, node->list.items[i]));
    flow_call(flow, &holes, node->y);
    mark_reassigned(&holes, node);
}

static void flow_return(Flow *flow, Node *node) {
    HoleList holes = {0};
    NameList *results = &flow->func->results;
    if (!node->list.count && !results->count) return;
    for (uint32_t i = 0; i < results->count; i++)
        push_hole(flow, &holes, hole_of(storage_of(results->items[i])));
    for (uint32_t i = 0; i < node->list.count; i++)
        flow_expr(flow, hole_note(flow, holes.items[i], node, "return"), node->list.items[i]);
    mark_reassigned(&holes, node);
}

// ---- Loops -------------------------------------------------------------------------------------
// A variable of which each iteration has its own copy: the declared one belongs to the body, and an
// unseen one outside carries the value from one iteration to the next.
static Storage *split_iteration(Flow *flow, Name *name) {
    Storage *inner = storage_of(name);
    Storage *outer = storage_new(flow, NULL, NULL, true);
    inner->loop_depth = flow->loop_depth + 1;
    flow_edge(flow->batch, hole_of(inner), outer);
    return outer;
}

static void flow_for(Flow *flow, Node *node) {
    for (uint32_t i = 0; node->distinct_vars && i < node->init.count; i++) {
        Node *dcl = node->init.items[i];
        if (dcl->op != ODCL || !dcl->name->per_iteration) continue;
        Storage *outer = split_iteration(flow, dcl->name);
        flow_edge(flow->batch, hole_of(outer), storage_of(dcl->name));
    }
    flow->loop_depth++;
    flow_discard(flow, node->x);
    flow_stmt(flow, node->y);
    flow_block(flow, &node->body);
    flow->loop_depth--;
}

static Hole range_target(Flow *flow, Node *node, uint32_t i) {
    if (i >= node->list.count) return discard_hole(flow);
    Node *target = node->list.items[i];
    if (target && node->distinct_vars && target->op == ONAME && target->name->per_iteration) {
        flow->loop_depth--;
        Storage *outer = split_iteration(flow, target->name);
        flow->loop_depth++;
        return hole_of(outer);
    }
    return flow_addr(flow, target);
}

static void flow_range(Flow *flow, Node *node) {
    Storage *ranged = storage_new(flow, NULL, NULL, true);
    flow_expr(flow, hole_of(ranged), node->x);
    flow->loop_depth++;
    HoleList holes = {0};
    for (uint32_t i = 0; i < 2; i++) push_hole(flow, &holes, range_target(flow, node, i));
    Hole value = holes.items[1];
    if (type_kind(node->x->type) == TYPE_ARRAY) value = hole_note(flow, value, node, "range");
    else value = hole_deref(flow, value, node, "range-deref");
    flow_edge(flow->batch, value, ranged);
    mark_reassigned(&holes, node);
    flow_block(flow, &node->body);
    flow->loop_depth--;
}

// ---- Switches ----------------------------------------------------------------------------------
static void flow_cases(Flow *flow, Node *node) {
    for (uint32_t i = 0; i < node->list.count; i++) {
        flow_discards(flow, &node->list.items[i]->list);
        flow_block(flow, &node->list.items[i]->body);
    }
}

static void flow_type_switch(Flow *flow, Node *node) {
    HoleList holes = {0};
    for (uint32_t i = 0; i < node->list.count; i++) {
        Node *clause = node->list.items[i];
        if (!clause->name) continue;
        Hole hole = hole_of(declare(flow, clause->name));
        Type *type = clause->name->type;
        if (has_pointers(type))
            push_hole(flow, &holes, hole_dot_type(flow, hole, type, clause, "switch case"));
    }
    flow_expr(flow, hole_tee(flow, holes.items, holes.count), node->x);
    flow_cases(flow, node);
}

static void flow_select(Flow *flow, Node *node) {
    for (uint32_t i = 0; i < node->list.count; i++) {
        Node *comm = node->list.items[i];
        flow_stmts(flow, &comm->init);
        flow_stmt(flow, comm->x);
        flow_block(flow, &comm->body);
    }
}

// ---- All of them -------------------------------------------------------------------------------
static void flow_call_stmt(Flow *flow, Node *node) {
    switch (node->x->op) {
    case OCALLFUNC: case OCALLINTER: case OINLCALL: case OCOPY: case ORECOVER:
        flow_stmts(flow, &node->x->init);
        flow_call(flow, NULL, node->x);
        return;
    default: flow_discard(flow, node->x);
    }
}

static void flow_assignment(Flow *flow, Node *node) {
    switch (node->op) {
    case OAS: case OASOP: flow_assign(flow, &node->x, 1, &node->y, 1, node, "assign"); return;
    case OAS2:
        flow_assign(flow, node->list.items, node->list.count, node->rlist.items, node->rlist.count,
                    node, "assign-pair");
        return;
    case OAS2DOTTYPE:
        flow_assign(flow, node->list.items, node->list.count, &node->y, 1, node,
                    "assign-pair-dot-type");
        return;
    case OAS2MAPR:
        flow_assign(flow, node->list.items, node->list.count, &node->y, 1, node,
                    "assign-pair-mapr");
        return;
    case OAS2RECV:
        flow_assign(flow, node->list.items, node->list.count, &node->y, 1, node,
                    "assign-pair-receive");
        return;
    case OAS2FUNC: flow_assign_call(flow, node); return;
    default: FATAL("escape: unexpected statement %s", op_name((Op)node->op));
    }
}

static void flow_control(Flow *flow, Node *node) {
    switch (node->op) {
    case OIF:
        flow_discard(flow, node->x);
        flow_block(flow, &node->body);
        flow_block(flow, &node->els);
        return;
    case OFOR: flow_for(flow, node); return;
    case ORANGE: flow_range(flow, node); return;
    case OSWITCH:
        flow_discard(flow, node->x);
        flow_cases(flow, node);
        return;
    case OTYPESW: flow_type_switch(flow, node); return;
    case OSELECT: flow_select(flow, node); return;
    case OLABEL:
        if (node->is_loop) flow->loop_depth++;
        return;
    default: flow_assignment(flow, node);
    }
}

void flow_stmt(Flow *flow, Node *node) {
    if (!node) return;
    flow_stmts(flow, &node->init);
    switch (node->op) {
    case OFALL: case OBREAK: case OCONTINUE: case OGOTO: case OPANICWRAP: return;
    case OBLOCK: flow_stmts(flow, &node->body); return;
    case ODCL: declare(flow, node->name); return;
    case OSEND:
        flow_discard(flow, node->x);
        flow_to_heap(flow, node->y, node, "send");
        return;
    case ORETURN: flow_return(flow, node); return;
    case OCALLSTMT: flow_call_stmt(flow, node); return;
    case OCLEAR: case OCLOSE: case ODELETE: case OPANIC: case OPRINT: case OPRINTLN:
        flow_call(flow, NULL, node);
        return;
    case OGO: case ODEFER: flow_go_defer(flow, node); return;
    default: flow_control(flow, node);
    }
}
