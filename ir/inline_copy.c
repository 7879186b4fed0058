// ir/inline_copy.c - putting a copy of a function's body in the place of a call.
//
//     f(a, b)     becomes     ODCL p; ODCL q; p, q = a, b          (init)
//                             body, `return v` as r = v; goto end  (body)
//                             end:
//                             r                                    (list)
//
// Parameters, results and locals become variables of the caller, literals inside get Funcs of their
// own, and positions become aliases that remember the call (base/source.h). What analysis and code
// generation have written into the original is not copied.
#include "ir/inline_int.h"

#include <string.h>

#include "base/check.h"

// A statement that others refer to, and its copy.
typedef struct Pair {
    Node *from, *to;
} Pair;

typedef struct Copy {
    Func *caller;              // where the copies belong
    Func *callee;
    Pos first, last, base;     // [first, last] of the text has positions from base on; 0: its own
    Pos site;                  // of the call
    VEC(Pair) pairs;
    NameList copied;           // originals whose [copy] is set
    Node *end;                 // the label behind the body; NULL: returns stay returns
    bool end_is_used;
    bool returns_once;
    NodeList results;          // ONAMEs of the result variables
    bool keeps;                // for inline_keep_body: names of literals stay the same
} Copy;

static Node *copy_node(Copy *copy, Node *node);
static void copy_list(Copy *copy, const NodeList *from, NodeList *to);

// ---- Positions ---------------------------------------------------------------------------------
typedef struct Span {
    Pos first, last;
} Span;

static void span_add(Span *span, Pos pos) {
    if (pos == NO_POS) return;
    if (!span->first || pos < span->first) span->first = pos;
    if (pos > span->last) span->last = pos;
}

static void span_node(Node *node, void *arg) {
    span_add(arg, node->pos);
    span_add(arg, node->whole_pos);
}

static void span_names(Span *span, const NameList *names) {
    for (uint32_t i = 0; i < names->count; i++) span_add(span, names->items[i]->pos);
}

static Span func_span(Func *func) {
    Span span = {0};
    span_add(&span, func->pos);
    span_names(&span, &func->params);
    span_names(&span, &func->results);
    span_names(&span, &func->locals);
    node_list_visit(&func->body, span_node, &span);
    return span;
}

static Pos copy_pos(const Copy *copy, Pos pos) {
    if (!copy->base || pos < copy->first || pos > copy->last) return pos;
    return copy->base + (pos - copy->first);
}

// ---- Names -------------------------------------------------------------------------------------
static void bind(Copy *copy, Name *name, Name *to) {
    name->copy = to;
    vec_push(ir_nodes, &copy->copied, name);
}

static void unbind_all(Copy *copy) {
    for (uint32_t i = 0; i < copy->copied.count; i++) copy->copied.items[i]->copy = NULL;
}

static Name *name_fresh(Copy *copy, Name *name, Func *func) {
    Name *fresh = ARENA_NEW(ir_nodes, Name);
    *fresh = *name;
    fresh->func = func;
    fresh->pos = copy_pos(copy, name->pos);
    fresh->origin = fresh;
    fresh->copy = NULL;
    fresh->esc = ESC_UNKNOWN;
    fresh->heap_reason = 0;
    fresh->loop_depth = 0;
    fresh->has_slot = false;
    fresh->slot = 0;
    fresh->escape_location = NULL;
    bind(copy, name, fresh);
    return fresh;
}

// gc names variables that come from other packages with their package.
static const char *inlined_text(const Copy *copy, const Name *name) {
    const Package *from = copy->callee->package;
    if (copy->keeps || from == copy->caller->package || !from) return name->text;
    if (!name->symbol || name->text[0] == '~' || name->text[0] == '.') return name->text;
    return arena_printf(ir_nodes, "%s.%s", from->name->text, name->text);
}

static void add_local(Copy *copy, Name *name) {
    name->class = NAME_AUTO;
    name->text = inlined_text(copy, name);
    name->index = copy->caller->locals.count;
    vec_push(ir_nodes, &copy->caller->locals, name);
}

static void copy_locals(Copy *copy, const NameList *names) {
    for (uint32_t i = 0; i < names->count; i++)
        add_local(copy, name_fresh(copy, names->items[i], copy->caller));
}

static Name *copy_name(Name *name) {
    return name && name->copy ? name->copy : name;
}

// ---- Literals ----------------------------------------------------------------------------------
static void copy_names_into(Copy *copy, Func *func, const NameList *from, NameList *to) {
    for (uint32_t i = 0; i < from->count; i++) {
        Name *name = name_fresh(copy, from->items[i], func);
        vec_push(ir_nodes, to, name);
    }
}

static void copy_closure_vars(Copy *copy, Func *func, const NameList *from) {
    for (uint32_t i = 0; i < from->count; i++) {
        Name *name = name_fresh(copy, from->items[i], func);
        name->outer = copy_name(from->items[i]->outer);
        name->origin = name->outer->origin;
        vec_push(ir_nodes, &func->closure_vars, name);
    }
}

// A literal of an inlined function is named after both: main.f.g.func1.
static const char *literal_name(const Copy *copy, const Func *literal) {
    if (copy->keeps) return literal->full_name;
    Func *caller = copy->caller;
    const char *chain = inline_chain_text(copy->base);
    const char *suffix = literal->is_range_body ? "-range" : caller->is_closure ? "." : ".func";
    uint32_t *count = literal->is_range_body ? &caller->range_count : &caller->closure_count;
    return arena_printf(ir_lasting, "%s%s%s%u", caller->full_name, chain, suffix, ++*count);
}

static Func *func_fresh(const Func *from, Func *outer) {
    Func *func = ARENA_NEW(ir_lasting, Func);
    *func = *from;
    func->state = FUNC_LOWERED;
    func->outer = outer;
    func->root = outer ? outer->root : func;
    func->params = func->results = func->locals = func->closure_vars = (NameList){0};
    func->body = (NodeList){0};
    func->closures = (FuncList){0};
    memset(&func->notes, 0, sizeof func->notes);
    memset(&func->late_notes, 0, sizeof func->late_notes);
    memset(func->component_index, 0, sizeof func->component_index);
    func->param_tags = NULL;
    func->has_summary = false;
    func->summary_asked = true;
    func->cost_known = func->calls_inlined = func->in_batch = func->results_lost = false;
    func->inline_body = NULL;
    func->nodes = NULL;
    func->code = NULL;
    return func;
}

// Positions inside a literal stay as they are: it is a function with frames of its own.
static Func *copy_literal(Copy *copy, Func *literal) {
    Func *func = func_fresh(literal, copy->caller);
    func->full_name = literal_name(copy, literal);
    func->package = copy->keeps ? literal->package : copy->caller->package;
    vec_push(ir_nodes, &copy->caller->closures, func);
    Copy inner = {.caller = func, .callee = copy->callee, .keeps = copy->keeps};
    copy_names_into(&inner, func, &literal->params, &func->params);
    copy_names_into(&inner, func, &literal->results, &func->results);
    copy_names_into(&inner, func, &literal->locals, &func->locals);
    copy_closure_vars(&inner, func, &literal->closure_vars);
    if (!copy->keeps) func->closure_count = func->range_count = 0;
    copy_list(&inner, &literal->body, &func->body);
    unbind_all(&inner);
    return func;
}

// ---- Statements that are referred to -----------------------------------------------------------
static Node *pair_find(const Copy *copy, const Node *from) {
    for (uint32_t i = copy->pairs.count; i-- > 0;)
        if (copy->pairs.items[i].from == from) return copy->pairs.items[i].to;
    return NULL;
}

static void pair_add(Copy *copy, Node *from, Node *to) {
    Pair pair = {from, to};
    vec_push(ir_nodes, &copy->pairs, pair);
}

static bool op_is_target(Op op) {
    switch (op) {
    case OFOR: case ORANGE: case OSWITCH: case OTYPESW: case OSELECT: case OBLOCK: return true;
    default: return false;
    }
}

static Node *copy_shallow(Copy *copy, Node *from) {
    Node *node = ARENA_NEW(ir_nodes, Node);
    *node = *from;
    node->pos = copy_pos(copy, from->pos);
    node->whole_pos = copy_pos(copy, from->whole_pos);
    node->init = node->list = node->rlist = node->body = node->els = (NodeList){0};
    node->esc = ESC_UNKNOWN;
    node->heap_reason = 0;
    node->transient = node->no_alloc = false;
    node->escape_location = NULL;
    node->label_id = 0;
    return node;
}

// A label may be jumped to before it is met.
static Node *copy_label(Copy *copy, Node *label) {
    Node *found = pair_find(copy, label);
    if (found) return found;
    Node *node = copy_shallow(copy, label);
    pair_add(copy, label, node);
    return node;
}

static void copy_union(Copy *copy, Node *from, Node *to) {
    switch (from->op) {
    case ONAME: case ODCL: case OCASE: to->name = copy_name(from->name); break;
    case OCLOSURE:
        to->func = copy_literal(copy, from->func);
        to->func->closure = to;
        break;
    case OBREAK: case OCONTINUE:
        to->target = pair_find(copy, from->target);
        FATAL_IF(!to->target, "ir: a %s leaves an inlined body", op_name((Op)from->op));
        break;
    case OGOTO: to->target = copy_label(copy, from->target); break;
    default: break;
    }
}

static void settle_definition(const Node *target, Node *from, Node *to) {
    if (!target || (target->op != ONAME && target->op != ODCL)) return;
    if (target->name->copy && target->name->defn == from) target->name->copy->defn = to;
}

// Variables that [from] defines are defined by [to].
static void settle_definitions(Node *from, Node *to) {
    bool defines = from->def || from->op == ORANGE;
    if (!defines || from->op == ODCL || from->op == OTYPESW) return;
    settle_definition(from->x, from, to);
    for (uint32_t i = 0; i < from->list.count; i++)
        settle_definition(from->list.items[i], from, to);
    for (uint32_t i = 0; from->op == ORANGE && i < from->init.count; i++)
        settle_definition(from->init.items[i], from, to);
}

// ---- Returns -----------------------------------------------------------------------------------
static Node *result_assignment(Copy *copy, Node *ret, NodeList *values) {
    Pos pos = copy->site;
    Node *assign = node_new(values->count == 1 ? OAS : OAS2, pos, NULL);
    assign->def = copy->returns_once;
    for (uint32_t i = 0; i < values->count; i++)
        if (copy->returns_once) copy->results.items[i]->name->defn = assign;
    if (values->count == 1) {
        assign->x = node_name(pos, copy->results.items[0]->name);
        assign->y = values->items[0];
        return assign;
    }
    for (uint32_t i = 0; i < values->count; i++)
        list_push(&assign->list, node_name(pos, copy->results.items[i]->name));
    assign->rlist = *values;
    (void)ret;
    return assign;
}

static Node *copy_return(Copy *copy, Node *ret) {
    Pos pos = copy->site;
    Node *block = node_block(copy_pos(copy, ret->pos));
    copy_list(copy, &ret->init, &block->body);
    NodeList values = {0};
    copy_list(copy, &ret->list, &values);
    if (values.count) list_push(&block->body, result_assignment(copy, ret, &values));
    Node *leave = node_new(OGOTO, pos, NULL);
    leave->target = copy->end;
    list_push(&block->body, leave);
    copy->end_is_used = true;
    return block;
}

// A return at the end needs no jump.
static void copy_last_return(Copy *copy, Node *ret, NodeList *to) {
    bool used = copy->end_is_used;
    Node *block = copy_return(copy, ret);
    copy->end_is_used = used;
    for (uint32_t i = 0; i + 1 < block->body.count; i++) list_push(to, block->body.items[i]);
}

// ---- Trees -------------------------------------------------------------------------------------
static void copy_list(Copy *copy, const NodeList *from, NodeList *to) {
    for (uint32_t i = 0; i < from->count; i++) list_push(to, copy_node(copy, from->items[i]));
}

static Node *copy_node(Copy *copy, Node *from) {
    if (!from) return NULL;
    if (from->op == ORETURN && copy->end) return copy_return(copy, from);
    if (from->op == OLABEL) return copy_label(copy, from);
    Node *node = copy_shallow(copy, from);
    if (op_is_target((Op)from->op)) pair_add(copy, from, node);
    copy_list(copy, &from->init, &node->init);
    node->x = copy_node(copy, from->x);
    node->y = copy_node(copy, from->y);
    copy_list(copy, &from->list, &node->list);
    copy_list(copy, &from->rlist, &node->rlist);
    copy_list(copy, &from->body, &node->body);
    copy_list(copy, &from->els, &node->els);
    copy_union(copy, from, node);
    settle_definitions(from, node);
    return node;
}

static void copy_body(Copy *copy, NodeList *to) {
    NodeList *body = &copy->callee->body;
    for (uint32_t i = 0; i < body->count; i++) {
        Node *node = body->items[i];
        if (node->op == ORETURN && i + 1 == body->count) copy_last_return(copy, node, to);
        else list_push(to, copy_node(copy, node));
    }
    if (copy->end_is_used) list_push(to, copy->end);
}

// ---- Keeping a body ----------------------------------------------------------------------------
void inline_keep_body(Func *func) {
    if (func->inline_body) return;
    Arena *outer = ir_nodes_of(func->is_closure ? func : NULL);
    Func *kept = func_fresh(func, func->outer);
    Copy copy = {.caller = kept, .callee = func, .keeps = true};
    copy_names_into(&copy, kept, &func->params, &kept->params);
    copy_names_into(&copy, kept, &func->results, &kept->results);
    copy_names_into(&copy, kept, &func->locals, &kept->locals);
    copy_closure_vars(&copy, kept, &func->closure_vars);
    copy_list(&copy, &func->body, &kept->body);
    unbind_all(&copy);
    func->inline_body = kept;
    ir_nodes = outer;
}

// ---- Inlining a call ---------------------------------------------------------------------------
typedef struct ReturnCount {
    uint32_t returns, bare;
} ReturnCount;

static void count_return(Node *node, void *arg) {
    ReturnCount *count = arg;
    if (node->op != ORETURN) return;
    count->returns++;
    count->bare += !node->list.count;
}

static bool results_are_named(const Func *func) {
    for (uint32_t i = 0; i < func->results.count; i++)
        if (func->results.items[i]->symbol) return true;
    return false;
}

static bool returns_once(Func *func) {
    ReturnCount count = {0};
    node_list_visit(&func->body, count_return, &count);
    return count.returns == 1 && !count.bare && !results_are_named(func);
}

static void declare(NodeList *to, Pos pos, Name *name, bool is_set_first) {
    Node *dcl = node_new(ODCL, pos, NULL);
    dcl->name = name;
    dcl->def = is_set_first;
    list_push(to, dcl);
}

// What evaluating the callee does before the arguments are evaluated.
static void callee_effects(Node *callee, NodeList *init) {
    for (;;) {
        for (uint32_t i = 0; i < callee->init.count; i++) list_push(init, callee->init.items[i]);
        if (callee->op == OCONVNOP) {
            callee = callee->x;
        } else if (callee->op == OINLCALL) {
            for (uint32_t i = 0; i < callee->body.count; i++)
                list_push(init, callee->body.items[i]);
            callee = callee->list.items[0];
        } else {
            return;
        }
    }
}

static void take_arguments(Copy *copy, Node *call, NodeList *init) {
    NameList *params = &copy->callee->params;
    if (!params->count) return;
    Node *assign = node_new(params->count == 1 ? OAS : OAS2, call->pos, NULL);
    assign->def = assign->implicit = true;
    for (uint32_t i = 0; i < params->count; i++) {
        Name *name = copy_name(params->items[i]);
        Node *target = NULL;
        if (name->symbol) {
            declare(init, call->pos, name, true);
            name->defn = assign;
            target = node_name(call->pos, name);
        }
        if (params->count == 1) assign->x = target;
        else list_push(&assign->list, target);
    }
    if (params->count == 1) assign->y = call->list.items[0];
    else assign->rlist = call->list;
    list_push(init, assign);
}

static void declare_results(Copy *copy, Node *call, NodeList *init) {
    NameList *results = &copy->callee->results;
    bool named = results_are_named(copy->callee);
    for (uint32_t i = 0; i < results->count; i++) {
        Name *name = copy_name(results->items[i]);
        name->assigned = !copy->returns_once;
        declare(init, call->pos, name, !named);
        list_push(&copy->results, node_name(call->pos, name));
    }
}

static void bind_closure_vars(Copy *copy, const Func *callee) {
    for (uint32_t i = 0; i < callee->closure_vars.count; i++)
        bind(copy, callee->closure_vars.items[i], callee->closure_vars.items[i]->outer);
}

void inline_expand(Func *caller, Node *call, Func *callee) {
    func_lower(callee);
    Func *body = callee->inline_body ? callee->inline_body : callee;
    Span span = func_span(body);
    Copy copy = {.caller = caller, .callee = body, .first = span.first, .last = span.last};
    copy.site = call->pos;
    SourceSite site = {call->pos, callee->full_name, callee};
    copy.base = source_alias(span.first, span.last, site);
    copy.returns_once = returns_once(body);
    copy.end = node_new(OLABEL, call->pos, NULL);
    copy.end->implicit = true;
    copy_locals(&copy, &body->params);
    copy_locals(&copy, &body->results);
    copy_locals(&copy, &body->locals);
    bind_closure_vars(&copy, body);
    Node inlined = *call;
    inlined.op = OINLCALL;
    inlined.x = NULL;
    inlined.func = callee;
    inlined.is_dots = false;
    inlined.list = (NodeList){0};
    callee_effects(call->x, &inlined.init);
    take_arguments(&copy, call, &inlined.init);
    declare_results(&copy, call, &inlined.init);
    copy_body(&copy, &inlined.body);
    inlined.list = copy.results;
    unbind_all(&copy);
    *call = inlined;
}
