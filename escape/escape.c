// escape/escape.c - which functions are analysed together, and in which order.
//
// Callees first: Tarjan's strongly connected components over the functions that bodies mention by
// name, with a stack of our own, since call chains may be long. A literal belongs to the function
// around it.
#include "escape/flow.h"

#include "base/check.h"

enum {
    STACK_BYTES_MAX = 10 << 20,      // of a variable
    IMPLICIT_BYTES_MAX = 64 << 10,   // of new, &T{}, make, a closure
};

static EscapeLibraryTags *library_tags;

void escape_set_library(EscapeLibraryTags *lookup) {
    library_tags = lookup;
}

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
    }
    for (uint32_t i = 0; i < batch->funcs.count; i++) {
        batch->funcs.items[i]->in_batch = false;
        batch->funcs.items[i]->state = FUNC_ESCAPED;
    }
}

// ---- Components --------------------------------------------------------------------------------
// A function whose callees are being visited.
typedef struct Visit {
    Func *func;
    FuncList callees;
    uint32_t next;
    uint32_t low;
} Visit;

typedef struct Visitor {
    Arena arena;
    VEC(Visit) visits;
    FuncList stack;            // visited, component not complete
    uint32_t index;
} Visitor;

typedef struct CalleeSearch {
    Visitor *visitor;
    FuncList *callees;
} CalleeSearch;

static void find_callees(Node *node, void *arg) {
    CalleeSearch *search = arg;
    if (node->op == OFUNC || (node->op == OMETHVALUE && node->func))
        vec_push(&search->visitor->arena, search->callees, node->func);
    if (node->op == OCLOSURE) node_list_visit(&node->func->body, find_callees, arg);
}

static bool tags_from_library(Func *func) {
    if (!library_tags || !func->package || !func->package->is_library) return false;
    if (func->is_generic) return false;
    if (func->param_tags) return true;
    uint32_t count = func->type->params->field_count;
    ParamTag *tags = ARENA_ARRAY(ir_arena(), ParamTag, count + 1);
    if (!library_tags(func, tags, count)) return false;
    func->param_tags = tags;
    return true;
}

const ParamTag *func_tags(Func *callee) {
    if (callee->param_tags) return callee->param_tags;
    uint32_t count = callee->type->params->field_count;
    callee->param_tags = ARENA_ARRAY(ir_arena(), ParamTag, count + 1);
    for (uint32_t i = 0; i < count; i++) callee->param_tags[i] = escape_tag_unknown();
    return callee->param_tags;
}

static void visit_enter(Visitor *visitor, Func *func) {
    func_lower(func);
    func->scc_index = ++visitor->index;
    Visit visit = {.func = func, .low = func->scc_index};
    CalleeSearch search = {visitor, &visit.callees};
    node_list_visit(&func->body, find_callees, &search);
    vec_push(&visitor->arena, &visitor->visits, visit);
    vec_push(&visitor->arena, &visitor->stack, func);
}

static void component_analyse(Visitor *visitor, Func *root) {
    Batch batch = {0};
    arena_init(&batch.arena);
    uint32_t first = visitor->stack.count;
    do first--; while (visitor->stack.items[first] != root);
    for (uint32_t i = first; i < visitor->stack.count; i++) {
        visitor->stack.items[i]->scc_index = UINT32_MAX;
        add_with_closures(&batch, visitor->stack.items[i]);
    }
    visitor->stack.count = first;
    batch_analyse(&batch);
    arena_free(&batch.arena);
}

static void visit_leave(Visitor *visitor) {
    Visit visit = vec_pop(&visitor->visits);
    if (visit.low == visit.func->scc_index) component_analyse(visitor, visit.func);
    else if (visitor->visits.count) {
        Visit *caller = &vec_last(&visitor->visits);
        if (visit.low < caller->low) caller->low = visit.low;
    }
}

void escape_func(Func *func) {
    func = func->root;
    if (func->state >= FUNC_ESCAPED) return;
    Visitor visitor = {0};
    arena_init(&visitor.arena);
    visit_enter(&visitor, func);
    while (visitor.visits.count) {
        Visit *visit = &vec_last(&visitor.visits);
        if (visit->next == visit->callees.count) {
            visit_leave(&visitor);
            continue;
        }
        Func *callee = visit->callees.items[visit->next++]->root;
        if (callee->state >= FUNC_ESCAPED || tags_from_library(callee)) continue;
        if (!callee->scc_index) visit_enter(&visitor, callee);
        else if (callee->scc_index < visit->low) visit->low = callee->scc_index;
    }
    arena_free(&visitor.arena);
}

static void say_notes(const IrNote *notes, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) explain(notes[i].pos, "%s", notes[i].text);
}

// As gc does, first says what happened before the analysis in all functions, last what came after.
void escape_package(Package *package) {
    FuncList funcs = {0};
    for (uint32_t i = 0; i < package->objects.count; i++) {
        Object *object = package->objects.items[i];
        if (object->kind != OBJ_FUNC) continue;
        object_resolve(object);
        if (object->type->type_param_count || object->type->receiver_param_count) continue;
        Func *func = func_for(object, NULL, 0);
        func_lower(func);
        if (escape_is_explained(func)) say_notes(func->notes.items, func->notes.count);
        vec_push(ir_arena(), &funcs, func);
    }
    for (uint32_t i = 0; i < funcs.count; i++) escape_func(funcs.items[i]);
    for (uint32_t i = 0; i < funcs.count; i++) {
        Func *func = funcs.items[i];
        if (escape_is_explained(func)) say_notes(func->late_notes.items, func->late_notes.count);
    }
}
