// escape/escape.c - which functions are analysed together, and in which order: callees first.
#include "escape/flow.h"

#include "base/check.h"
#include "base/debug.h"

enum {
    STACK_BYTES_MAX = 10 << 20,      // of a variable
    IMPLICIT_BYTES_MAX = 64 << 10,   // of new, &T{}, make, a closure
};

// ---- Size limits -------------------------------------------------------------------------------
static int64_t closure_bytes(const Func *func) {
    int64_t bytes = 8;
    for (uint32_t i = 0; i < func->closure_vars.count; i++) {
        Name *name = func->closure_vars.items[i];
        bytes += name->by_value ? type_size(name->type) : 8;
    }
    return bytes;
}

static const char *slice_reason(Storage *storage) {
    Node *size = storage->node->y ? storage->node->y : storage->node->x;
    int64_t count;
    while (size->op == OCONVNOP || size->op == OCONV) size = size->x;
    if (size->op != OLITERAL || !const_get_int64(size->constant, &count))
        return "non-constant size";
    int64_t bytes = type_size(type_underlying(storage->node->type)->elem);
    return bytes && count > IMPLICIT_BYTES_MAX / bytes ? "too large for stack" : NULL;
}

const char *heap_alloc_reason(Storage *storage) {
    Type *type = storage->name ? storage->name->type : storage->node ? storage->node->type : NULL;
    if (!type || type->kind == TYPE_TUPLE) return NULL;
    if (storage->name) {
        NameClass class = storage->name->class;
        if (class == NAME_PARAM || class == NAME_RESULT) return NULL;
    }
    if (type_size(type) > STACK_BYTES_MAX) return "too large for stack";
    if (!storage->node) return NULL;
    int64_t bytes = 0;
    switch (storage->node->op) {
    case ONEW: case OPTRLIT: bytes = type_size(type_underlying(type)->elem); break;
    case OCLOSURE: bytes = closure_bytes(storage->node->func); break;
    case OMETHVALUE: bytes = 8 + type_size(storage->node->x->type); break;
    case OMAKESLICE: return slice_reason(storage);
    default: break;
    }
    return bytes > IMPLICIT_BYTES_MAX ? "too large for stack" : NULL;
}

// ---- One batch ---------------------------------------------------------------------------------
static void name_locations(Flow *flow, NameList *names) {
    for (uint32_t i = 0; i < names->count; i++) storage_new(flow, NULL, names->items[i], true);
}

void flow_func_locations(Batch *batch, Func *func) {
    Flow flow = {.batch = batch, .func = func, .loop_depth = 1};
    func->in_batch = true;
    name_locations(&flow, &func->params);
    name_locations(&flow, &func->results);
    name_locations(&flow, &func->locals);
    for (uint32_t i = 0; i < func->results.count; i++)
        storage_of(func->results.items[i])->result_index = i + 1;
}

void flow_func(Batch *batch, Func *func) {
    Flow flow = {.batch = batch, .func = func, .loop_depth = 1};
    flow_block(&flow, &func->body);
}

static void add_with_closures(Batch *batch, Func *func) {
    vec_push(&batch->arena, &batch->funcs, func);
    for (uint32_t i = 0; i < func->closures.count; i++)
        add_with_closures(batch, func->closures.items[i]);
}

static void batch_force_heap(Batch *batch) {
    Flow flow = {.batch = batch};
    for (uint32_t i = 0; i < batch->locations.count; i++) {
        Storage *storage = batch->locations.items[i];
        storage->too_big = heap_alloc_reason(storage);
        if (!storage->too_big) continue;
        Node *where = storage->node ? storage->node : storage->name->defn;
        Hole hole = hole_shift(heap_hole(&flow), -1);
        if (where) hole = hole_note(&flow, hole, where, storage->too_big);
        flow_edge(batch, hole, storage);
    }
}

static void batch_analyse(Batch *batch) {
    batch->heap.attrs = LOC_ESCAPES | LOC_PERSISTS | LOC_MUTATES | LOC_CALLS;
    batch->mutator.attrs = LOC_MUTATES;
    batch->callee.attrs = LOC_CALLS;
    node_print_from(batch->funcs.items[0]->package);
    batch->wants_notes = explain_steps_wanted() && escape_is_explained(batch->funcs.items[0]);
    for (uint32_t i = 0; i < batch->funcs.count; i++)
        flow_func_locations(batch, batch->funcs.items[i]);
    for (uint32_t i = 0; i < batch->funcs.count; i++)
        if (!batch->funcs.items[i]->is_closure) flow_func(batch, batch->funcs.items[i]);
    for (uint32_t i = 0; i < batch->closures.count; i++)
        closure_connect(batch, &batch->closures.items[i]);
    batch_force_heap(batch);
    batch_solve(batch);
    batch_finish(batch);
}

// ---- Writing the answers -----------------------------------------------------------------------
static uint8_t heap_reason(const Storage *storage) {
    if (!storage->too_big) return HEAP_OUTLIVES;
    return storage->node && storage->node->op == OMAKESLICE && storage->too_big[0] == 'n'
               ? HEAP_SIZE_UNKNOWN : HEAP_TOO_LARGE;
}

static void finish_name(Storage *storage, bool escapes, bool say) {
    Name *name = storage->name;
    name->escape_location = NULL;
    name->esc = escapes ? ESC_HEAP : ESC_NONE;
    if (!escapes) return;
    name->heap_reason = heap_reason(storage);
    if (say) explain(name->pos, "moved to heap: %s", name->text);
}

static void finish_node(Storage *storage, bool escapes, bool say) {
    Node *node = storage->node;
    node->esc = escapes ? ESC_HEAP : ESC_NONE;
    if (say && !node->is_static)
        explain(node->pos, escapes ? "%s escapes to heap" : "%s does not escape",
                node_print(ir_arena(), node));
    if (escapes) node->heap_reason = heap_reason(storage);
    else if (!(storage->attrs & LOC_PERSISTS)) node->transient = true;
    if (say && node->op == OSTR2BYTES && !(storage->attrs & LOC_MUTATES))
        explain(node->pos, "zero-copy string->[]byte conversion");
    if (node->op == OSTR2BYTES && !(storage->attrs & LOC_MUTATES)) node->no_alloc = true;
    if (!escapes && storage->later_call) {
        node->esc = ESC_HEAP;
        node->heap_reason = HEAP_LATER_CALL;
    }
}

void batch_finish(Batch *batch) {
    for (uint32_t i = 0; i < batch->funcs.count; i++) func_make_tags(batch, batch->funcs.items[i]);
    bool say = escape_is_explained(batch->funcs.items[0]);
    for (uint32_t i = 0; i < batch->locations.count; i++) {
        Storage *storage = batch->locations.items[i];
        bool escapes = storage->attrs & LOC_ESCAPES;
        if (storage->name) finish_name(storage, escapes, say);
        else if (storage->node) finish_node(storage, escapes, say);
        story_record(batch, storage);
    }
    for (uint32_t i = 0; i < batch->funcs.count; i++) {
        batch->funcs.items[i]->in_batch = false;
        batch->funcs.items[i]->state = FUNC_ESCAPED;
    }
}

// ---- Who is analysed when ---------------------------------------------------------------------
// Functions that call each other are analysed together, so that the decisions in one of them do not
// depend on which was called first: this group is.
static uint32_t group_wanted;

static bool tags_are_known(Func *func) {
    const FuncSummary *summary = func_summary(func);
    if (!summary || !summary->tags || debug_flags.summaries > 1) return false;
    if (summary->group && summary->group == group_wanted) return false;
    func->param_tags = summary->tags;
    return true;
}

const ParamTag *func_tags(Func *callee) {
    if (callee->param_tags) return callee->param_tags;
    uint32_t count = callee->type->params->field_count;
    ParamTag *tags = ARENA_ARRAY(ir_arena(), ParamTag, count + 1);
    for (uint32_t i = 0; i < count; i++) tags[i] = escape_tag_unknown();
    return callee->param_tags = tags;
}

static bool is_analysed(Func *func) {
    return func->state >= FUNC_ESCAPED || tags_are_known(func);
}

static void prepare(Func *func) {
    func_lower(func);
    func_inline(func);
}

// Notes who calls each other, for those who make summaries.
static void number_group(FuncList *funcs) {
    static uint32_t groups;
    if (funcs->count == 1) return;
    bool is_whole = true;
    for (uint32_t i = 0; i < funcs->count; i++)
        is_whole = is_whole && func_is_summarizable(funcs->items[i]);
    groups++;
    for (uint32_t i = 0; i < funcs->count; i++)
        funcs->items[i]->escape_group = is_whole ? groups : ESCAPE_GROUP_MIXED;
}

static void component_analyse(FuncList *funcs, bool is_recursive) {
    (void)is_recursive;
    number_group(funcs);
    Batch batch = {0};
    arena_init(&batch.arena);
    for (uint32_t i = 0; i < funcs->count; i++) add_with_closures(&batch, funcs->items[i]);
    batch_analyse(&batch);
    arena_free(&batch.arena);
}

void escape_func(Func *func) {
    static const ComponentWalk walk = {.pass = PASS_ESCAPE, .is_done = is_analysed,
                                       .enter = prepare, .component = component_analyse};
    if (func->root->state >= FUNC_ESCAPED) return;
    const FuncSummary *summary = func_summary(func->root);
    group_wanted = summary ? summary->group : 0;
    func_walk_components(func, &walk);
}

static void say_notes(const IrNote *notes, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) explain(notes[i].pos, "%s", notes[i].text);
}

// Notes are said once, as far as they are there.
static void say_all(FuncList *funcs, bool late) {
    for (uint32_t i = 0; i < funcs->count; i++) {
        Func *func = funcs->items[i];
        if (!escape_is_explained(func)) continue;
        if (late) say_notes(func->late_notes.items, func->late_notes.count);
        else say_notes(func->notes.items, func->notes.count);
    }
}

// As gc does, first says what happened before the analysis in all functions, last what came after.
void escape_package(Package *package) {
    FuncList funcs = {0};
    for (uint32_t i = 0; i < package->objects.count; i++) {
        Object *object = package->objects.items[i];
        if (object->kind != OBJ_FUNC) continue;
        object_resolve(object);
        if (object->type->type_param_count || object->type->receiver_param_count) continue;
        vec_push(ir_arena(), &funcs, func_for(object, NULL, 0));
    }
    Func *init = package_init_func(package);
    if (init) vec_push(ir_arena(), &funcs, init);
    for (uint32_t i = 0; i < funcs.count; i++) {
        func_lower(funcs.items[i]);
        func_find_costs(funcs.items[i]);
    }
    for (uint32_t i = 0; i < funcs.count; i++) func_inline(funcs.items[i]);
    say_all(&funcs, false);
    for (uint32_t i = 0; i < funcs.count; i++) escape_func(funcs.items[i]);
    say_all(&funcs, true);
}
