// escape/flow_solve.c - from edges to answers.
//
// One walk starts at a root and follows edges backwards, keeping for each location the fewest
// dereferences with which its value reaches the root (Bellman-Ford; counts below 0 are cut to 0 on
// the way, so there are no endless negative cycles). Walks are repeated from every location whose
// attributes have grown until nothing changes; each attribute is set at most once.
#include "escape/flow.h"

static bool is_class(const Storage *storage, NameClass class) {
    return storage->name && storage->name->class == class;
}

// Whether [inner] is a literal somewhere inside [outer].
static bool contains_closure(const Func *outer, const Func *inner) {
    if (!outer || !inner || outer == inner || !inner->is_closure) return false;
    for (const Func *func = inner->outer; func; func = func->outer)
        if (func == outer) return true;
    return false;
}

// Whether values stored in [holder] may still be used when [other] is gone.
static bool outlives(const Batch *batch, const Storage *holder, const Storage *other) {
    if (holder->attrs & LOC_ESCAPES) return true;
    if (holder == &batch->mutator || holder == &batch->callee) return false;
    if (is_class(holder, NAME_RESULT)) {
        // A literal whose callers are all known may return what lives in the functions around it.
        bool known = contains_closure(other->func, holder->func) && !holder->func->results_lost;
        return !known;
    }
    if (holder->func == other->func && holder->loop_depth < other->loop_depth) return true;
    return contains_closure(holder->func, other->func);
}

void tag_leak(Storage *param, Storage *sink, int derefs) {
    bool to_result = !(sink->attrs & LOC_ESCAPES) && is_class(sink, NAME_RESULT) &&
                     sink->func == param->func && sink->result_index <= ESCAPE_RESULTS_MAX;
    if (to_result) tag_add(&param->tag.results[sink->result_index - 1], derefs);
    else tag_add(&param->tag.heap, derefs);
}

static void enqueue(Batch *batch, Storage *storage) {
    if (storage->queued) return;
    storage->queued = true;
    vec_push(&batch->arena, &batch->todo, storage);
}

// The results of a literal that strangers may call go who knows where.
static void lose_results(Batch *batch, Storage *root) {
    if (!(root->attrs & LOC_CALLS) || !root->node || root->node->op != OCLOSURE) return;
    Func *func = root->node->func;
    if (!func->in_batch || func->results_lost) return;
    func->results_lost = true;
    for (uint32_t i = 0; i < func->results.count; i++)
        enqueue(batch, storage_of(func->results.items[i]));
}

// What reaching [root] with [derefs] means for [storage].
static uint8_t visit(Batch *batch, Storage *root, Storage *storage, int *derefs) {
    uint8_t attrs = 0;
    if (*derefs < 0) {
        *derefs = 0;
        if (outlives(batch, root, storage)) {
            if (!(storage->attrs & LOC_ESCAPES)) explain_path(batch, root, storage);
            attrs = LOC_ESCAPES | LOC_PERSISTS | LOC_MUTATES | LOC_CALLS;
        } else if (root->attrs & LOC_PERSISTS) {
            attrs = LOC_PERSISTS;
        }
    }
    if (*derefs == 0) attrs |= root->attrs & (LOC_MUTATES | LOC_CALLS);
    if (is_class(storage, NAME_PARAM)) {
        if (outlives(batch, root, storage)) {
            if (!(storage->attrs & LOC_ESCAPES)) explain_path(batch, root, storage);
            tag_leak(storage, root, *derefs);
        }
        if (root->attrs & LOC_MUTATES) tag_add(&storage->tag.mutator, *derefs);
        if (root->attrs & LOC_CALLS) tag_add(&storage->tag.callee, *derefs);
    }
    return attrs;
}

static void walk_edges(Batch *batch, StorageList *stack, Storage *storage, int derefs,
                       uint32_t walk) {
    for (uint32_t i = 0; i < storage->edges.count; i++) {
        Edge *edge = &storage->edges.items[i];
        Storage *source = edge->src;
        if (source->attrs & LOC_ESCAPES) continue;
        int sum = derefs + edge->derefs;
        if (source->walk == walk && source->derefs <= sum) continue;
        source->walk = walk;
        source->derefs = sum;
        source->dst = storage;
        source->dst_edge = i;
        vec_push(&batch->arena, stack, source);
    }
}

static void walk_from(Batch *batch, StorageList *stack, Storage *root, uint32_t walk) {
    root->walk = walk;
    root->derefs = 0;
    root->dst = NULL;
    lose_results(batch, root);
    vec_push(&batch->arena, stack, root);
    while (stack->count) {
        Storage *storage = vec_pop(stack);
        int derefs = storage->derefs;
        uint8_t attrs = visit(batch, root, storage, &derefs);
        if (attrs & ~storage->attrs) {
            storage->attrs |= attrs;
            enqueue(batch, storage);
            if (storage->attrs & LOC_ESCAPES) continue;
        }
        walk_edges(batch, stack, storage, derefs, walk);
    }
}

void batch_solve(Batch *batch) {
    StorageList stack = {0};
    for (uint32_t i = 0; i < batch->locations.count; i++) enqueue(batch, batch->locations.items[i]);
    enqueue(batch, &batch->mutator);
    enqueue(batch, &batch->callee);
    enqueue(batch, &batch->heap);
    uint32_t walk = 0;
    while (batch->todo.count) {
        Storage *root = vec_pop(&batch->todo);
        root->queued = false;
        walk_from(batch, &stack, root, ++walk);
    }
}
