// escape/flow.c - locations, holes and edges.
#include "escape/flow.h"

#include "base/check.h"

bool has_pointers(Type *type) {
    if (!type) return false;
    if (type->kind == TYPE_TUPLE) {
        for (uint32_t i = 0; i < type->field_count; i++)
            if (type_has_pointers(type->fields[i]->type)) return true;
        return false;
    }
    return type_has_pointers(type);
}

Storage *storage_new(Flow *flow, Node *node, Name *name, bool persists) {
    Batch *batch = flow->batch;
    Storage *storage = ARENA_NEW(&batch->arena, Storage);
    storage->node = node;
    storage->name = name;
    storage->func = flow->func;
    storage->loop_depth = flow->loop_depth;
    if (persists || flow->in_later_call) storage->attrs = LOC_PERSISTS;
    storage->later_call = flow->in_later_call && flow->later_call_heap;
    if (name) name->escape_location = storage;
    vec_push(&batch->arena, &batch->locations, storage);
    return storage;
}

Storage *storage_of(Name *name) {
    Storage *storage = name->origin->escape_location;
    FATAL_IF(!storage, "escape: %s has no location", name->text);
    return storage;
}

Hole hole_of(Storage *storage) {
    return (Hole){.dst = storage};
}

Hole hole_note(Flow *flow, Hole hole, Node *where, const char *why) {
    if (!flow->batch->wants_notes) return hole;
    Note *note = ARENA_NEW(&flow->batch->arena, Note);
    *note = (Note){hole.notes, where, why};
    hole.notes = note;
    return hole;
}

Hole hole_shift(Hole hole, int delta) {
    hole.derefs += delta;
    FATAL_IF(hole.derefs < -1, "escape: address of an address");
    hole.addr_taken = delta < 0;
    return hole;
}

Hole hole_deref(Flow *flow, Hole hole, Node *where, const char *why) {
    return hole_note(flow, hole_shift(hole, 1), where, why);
}

Hole hole_addr(Flow *flow, Hole hole, Node *where, const char *why) {
    return hole_note(flow, hole_shift(hole, -1), where, why);
}

// What an interface holds of a type that is no pointer is a pointer to a copy.
Hole hole_dot_type(Flow *flow, Hole hole, Type *type, Node *where, const char *why) {
    if (!type_is_interface(type) && !type_is_pointer_shaped(type)) hole = hole_shift(hole, 1);
    return hole_note(flow, hole, where, why);
}

Hole heap_hole(Flow *flow) {
    return hole_of(&flow->batch->heap);
}

Hole mutator_hole(Flow *flow) {
    return hole_of(&flow->batch->mutator);
}

Hole callee_hole(Flow *flow) {
    return hole_of(&flow->batch->callee);
}

Hole discard_hole(Flow *flow) {
    return hole_of(&flow->batch->blank);
}

// One hole for several: a temporary that flows into each of them.
Hole hole_tee(Flow *flow, const Hole *holes, uint32_t count) {
    if (count == 0) return discard_hole(flow);
    if (count == 1) return holes[0];
    Storage *temp = storage_new(flow, NULL, NULL, false);
    for (uint32_t i = 0; i < count; i++) {
        FATAL_IF(holes[i].derefs < 0, "escape: tee of an address");
        flow_edge(flow->batch, holes[i], temp);
    }
    return hole_of(temp);
}

Hole hole_tee2(Flow *flow, Hole a, Hole b) {
    Hole both[2] = {a, b};
    return hole_tee(flow, both, 2);
}

// The value is needed until later on, not longer than the function.
Hole later_hole(Flow *flow, Hole hole) {
    Storage *storage = storage_new(flow, NULL, NULL, true);
    flow_edge(flow->batch, hole, storage);
    return hole_of(storage);
}

void flow_edge(Batch *batch, Hole hole, Storage *source) {
    if (hole.addr_taken) source->addr_taken = true;
    Storage *dst = hole.dst;
    if (dst == &batch->blank) return;
    if (dst == source && hole.derefs >= 0) return;
    if ((dst->attrs & LOC_ESCAPES) && hole.derefs < 0) {
        if (!(source->attrs & LOC_ESCAPES))
            explain_flow(batch, dst, source, hole.derefs, hole.notes);
        source->attrs |= LOC_ESCAPES | LOC_PERSISTS | LOC_MUTATES | LOC_CALLS;
        return;
    }
    Edge edge = {.src = source, .derefs = hole.derefs, .notes = hole.notes};
    vec_push(&batch->arena, &dst->edges, edge);
}
