// escape/flow_build_call.c - calls: arguments to parameters by tags, or into the heap.
//
// `go f(x)` and `defer f(x)` are analysed as gc rewrites them: the operands are evaluated now into
// temporaries that a closure captures, and the closure makes the call. Parts of a call that gc
// builds inside that closure (the slice of variadic arguments, composite literals) are analysed
// as belonging to it; mound evaluates them now, so for a go statement or a defer in a
// loop their storage is forced into the heap although gc says that they do not escape.
#include "escape/flow.h"

#include "base/check.h"

// ---- Who is called -----------------------------------------------------------------------------
static Func *static_callee(const Node *call) {
    if (call->op != OCALLFUNC) return NULL;
    Node *value = node_static_value(call->x);
    if (value->op == OFUNC || value->op == OCLOSURE) return value->func;
    return NULL;
}

// ---- Parameters --------------------------------------------------------------------------------
// Where an argument goes, by the tag of a function that has been analysed.
static Hole tag_hole(Flow *flow, const HoleList *results, Func *callee, uint32_t param) {
    if (!callee) return heap_hole(flow);
    if (callee->in_batch) {
        Name *name = callee->params.items[param];
        if (!name->symbol) return discard_hole(flow);
        return hole_of(storage_of(name));
    }
    ParamTag tag = func_tags(callee)[param];
    Hole holes[3 + ESCAPE_RESULTS_MAX];
    uint32_t count = 0;
    if (tag.heap) holes[count++] = hole_shift(heap_hole(flow), tag_get(tag.heap));
    if (tag.mutator) holes[count++] = hole_shift(mutator_hole(flow), tag_get(tag.mutator));
    if (tag.callee) holes[count++] = hole_shift(callee_hole(flow), tag_get(tag.callee));
    for (uint32_t i = 0; results && i < ESCAPE_RESULTS_MAX && i < results->count; i++)
        if (tag.results[i]) holes[count++] = hole_shift(results->items[i], tag_get(tag.results[i]));
    return hole_tee(flow, holes, count);
}

static void flow_argument(Flow *flow, Hole hole, Node *arg, Node *call) {
    flow_expr(flow, hole_note(flow, hole, call, "call parameter"), arg);
}

// A pointer hidden in a uintptr for a function that says so.
static bool is_hidden_pointer(const Node *arg) {
    return arg->op == OCONVNOP && type_kind(arg->type) == TYPE_UINTPTR &&
           type_kind(arg->x->type) == TYPE_UNSAFE_POINTER;
}

static void flow_hidden_pointers(Flow *flow, Node *arg, Node *call) {
    if (arg->op != OSLICELIT) {
        if (is_hidden_pointer(arg)) flow_argument(flow, heap_hole(flow), arg->x, call);
        return;
    }
    for (uint32_t i = 0; i < arg->list.count; i++)
        flow_hidden_pointers(flow, arg->list.items[i], call);
}

static bool results_used(const Flow *flow, const HoleList *holes) {
    for (uint32_t i = 0; holes && i < holes->count; i++)
        if (holes->items[i].dst != &flow->batch->blank) return true;
    return false;
}

static void flow_call_func(Flow *flow, HoleList *holes, Node *call) {
    Func *callee = static_callee(call);
    if (holes && callee && callee->in_batch)
        for (uint32_t i = 0; i < callee->results.count && i < holes->count; i++) {
            Name *result = callee->results.items[i];
            Hole hole = holes->items[i];
            if (hole.derefs >= 0 && !has_pointers(result->type)) continue;
            flow_edge(flow->batch, hole, storage_of(result));
        }
    if (call->op == OCALLFUNC) {
        Hole hole = discard_hole(flow);
        if (!callee && results_used(flow, holes))
            hole = hole_note(flow, callee_hole(flow), call, "callee operand");
        flow_expr(flow, hole, call->x);
    } else {
        flow_argument(flow, heap_hole(flow), call->x, call);
    }
    for (uint32_t i = 0; i < call->list.count; i++) {
        Node *arg = call->list.items[i];
        if (callee && (callee->pragmas & PRAGMA_UINTPTR_ESCAPES))
            flow_hidden_pointers(flow, arg, call);
        flow_argument(flow, tag_hole(flow, holes, callee, i), arg, call);
    }
}

// ---- Builtins ----------------------------------------------------------------------------------
static bool is_pointer_slice(Type *type) {
    Type *of = type_underlying(type);
    return of->kind == TYPE_SLICE && has_pointers(of->elem);
}

static Hole first_hole(Flow *flow, const HoleList *holes) {
    return holes ? holes->items[0] : discard_hole(flow);
}

static void flow_append(Flow *flow, HoleList *holes, Node *call) {
    Node **args = call->list.items;
    Hole appendee = hole_tee2(flow, first_hole(flow, holes), mutator_hole(flow));
    if (has_pointers(type_underlying(args[0]->type)->elem))
        appendee = hole_tee2(flow, appendee,
                             hole_deref(flow, heap_hole(flow), call, "appendee slice"));
    flow_argument(flow, appendee, args[0], call);
    for (uint32_t i = 1; i < call->list.count; i++) {
        Hole hole = heap_hole(flow);
        if (call->is_dots) {
            hole = discard_hole(flow);
            if (is_pointer_slice(args[1]->type))
                hole = hole_deref(flow, heap_hole(flow), call, "appended slice...");
        }
        flow_argument(flow, hole, args[i], call);
    }
}

static void flow_copy(Flow *flow, Node *call) {
    flow_argument(flow, mutator_hole(flow), call->x, call);
    Hole copied = discard_hole(flow);
    if (is_pointer_slice(call->y->type))
        copied = hole_deref(flow, heap_hole(flow), call, "copied slice");
    flow_argument(flow, copied, call->y, call);
}

static void flow_inlined(Flow *flow, HoleList *holes, Node *call) {
    flow_stmts(flow, &call->body);
    for (uint32_t i = 0; i < call->list.count; i++)
        flow_expr(flow, holes ? holes->items[i] : discard_hole(flow), call->list.items[i]);
}

void flow_call(Flow *flow, HoleList *holes, Node *call) {
    switch (call->op) {
    case OCALLFUNC: case OCALLINTER: flow_call_func(flow, holes, call); return;
    case OINLCALL: flow_inlined(flow, holes, call); return;
    case OAPPEND: flow_append(flow, holes, call); return;
    case OCOPY: flow_copy(flow, call); return;
    case OPANIC: flow_argument(flow, heap_hole(flow), call->x, call); return;
    case OMIN: case OMAX:
        for (uint32_t i = 0; i < call->list.count; i++)
            flow_argument(flow, first_hole(flow, holes), call->list.items[i], call);
        return;
    case OCLEAR: flow_argument(flow, mutator_hole(flow), call->x, call); return;
    case OUNSAFESTRINGDATA: case OUNSAFESLICEDATA: case OUNSAFEADD: case OUNSAFESLICE:
    case OUNSAFESTRING:
        flow_argument(flow, first_hole(flow, holes), call->x, call);
        flow_discard(flow, call->y);
        return;
    default:      // OCOMPLEX OREAL OIMAG OLEN OCAP OCLOSE ODELETE OPRINT OPRINTLN ORECOVER
        flow_discard(flow, call->x);
        flow_discard(flow, call->y);
        flow_discards(flow, &call->list);
    }
}

Hole flow_method_receiver(Flow *flow, Node *method_value) {
    Func *method = method_value->func;
    if (!method) return heap_hole(flow);
    // Nobody knows where a later caller puts the results.
    Hole heap[ESCAPE_RESULTS_MAX];
    HoleList holes = {heap, 0, ESCAPE_RESULTS_MAX};
    while (holes.count < ESCAPE_RESULTS_MAX) heap[holes.count++] = heap_hole(flow);
    return tag_hole(flow, &holes, method, 0);
}

// ---- go and defer ------------------------------------------------------------------------------
// Evaluates an operand now; from here on it stands for a captured temporary.
static void capture_operand(Flow *flow, Storage *closure, Node *operand) {
    if (!operand) return;
    switch (operand->op) {
    case OLITERAL: case ONIL: case OFUNC: case ONEW: return;
    case OARRAYLIT: case OSLICELIT: case OSTRUCTLIT:
        for (uint32_t i = 0; i < operand->list.count; i++) {
            Node *element = operand->list.items[i];
            if (element->op == OKEY) element = element->y;
            else if (element->op == OSTRUCTKEY) element = element->x;
            capture_operand(flow, closure, element);
        }
        return;
    default: break;
    }
    Storage *temp = storage_new(flow, NULL, NULL, true);
    flow_expr(flow, hole_note(flow, hole_of(temp), operand, "assign-pair"), operand);
    Hole captured = hole_note(flow, hole_of(closure), operand, "captured by a closure");
    flow_edge(flow->batch, captured, temp);
    operand->escape_location = temp;
}

static void release_operand(Node *operand) {
    if (!operand) return;
    operand->escape_location = NULL;
    for (uint32_t i = 0; i < operand->list.count; i++) {
        Node *element = operand->list.items[i];
        if (element->op == OKEY) element = element->y;
        else if (element->op == OSTRUCTKEY) element = element->x;
        release_operand(element);
    }
}

static void flow_later_call(Flow *flow, Hole hole, Node *call, bool heap) {
    flow_stmts(flow, &call->init);
    Storage *closure = storage_new(flow, NULL, NULL, false);
    flow_edge(flow->batch, hole_addr(flow, hole, call, "spill"), closure);
    capture_operand(flow, closure, call->x);
    capture_operand(flow, closure, call->y);
    for (uint32_t i = 0; i < call->list.count; i++)
        capture_operand(flow, closure, call->list.items[i]);
    Func *wrapper = ARENA_NEW(&flow->batch->arena, Func);
    wrapper->is_closure = true;
    wrapper->is_wrapper = true;
    wrapper->outer = flow->func;
    wrapper->root = flow->func->root;
    wrapper->package = flow->func->package;
    wrapper->full_name = flow->func->full_name;
    Flow inner = {.batch = flow->batch, .func = wrapper, .loop_depth = 1, .in_later_call = true,
                  .later_call_heap = heap};
    NodeList init = call->init;
    call->init = (NodeList){0};
    flow_call(&inner, NULL, call);
    call->init = init;
    release_operand(call->x);
    release_operand(call->y);
    for (uint32_t i = 0; i < call->list.count; i++) release_operand(call->list.items[i]);
}

static bool is_plain_call(const Node *call) {
    return call->op == OCALLFUNC && call->list.count == 0 &&
           (!call->type || (call->type->kind == TYPE_TUPLE && call->type->field_count == 0));
}

void flow_go_defer(Flow *flow, Node *stmt) {
    Hole hole = heap_hole(flow);
    bool top_level = stmt->op == ODEFER && flow->loop_depth == 1;
    if (top_level) hole = later_hole(flow, discard_hole(flow));
    stmt->x->sub_op = stmt->op;
    if (stmt->x->x && stmt->x->x->op == OCLOSURE) stmt->x->x->sub_op = stmt->op;
    if (is_plain_call(stmt->x)) {
        flow_stmts(flow, &stmt->x->init);
        flow_expr(flow, hole, stmt->x->x);
    } else {
        flow_later_call(flow, hole, stmt->x, !top_level);
    }
}
