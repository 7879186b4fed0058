// ir/inline.c - which calls are inlined, and in which order.
//
// Two passes, as in gc. The first visits functions callees first and finds out what inlining each
// would cost (inline_cost.c). The second, function by function, looks at every call: an interface
// call of a known type becomes a direct one, a call of a function that is cheap enough is replaced
// by its body, and the calls in there are looked at too, until nothing changes.
#include "ir/inline_int.h"

#include <string.h>

#include "base/check.h"
#include "base/debug.h"

typedef VEC(Node *) CallList;

static bool inlining_on = true, notes_on, notes_have_costs;

void ir_set_inlining(bool on) { inlining_on = on; }

bool inlining_wanted(void) { return inlining_on && debug_flags.inline_calls; }

// ---- What is said about it ---------------------------------------------------------------------
void ir_record_notes(bool on, bool costs) {
    notes_on = on;
    notes_have_costs = costs;
}

static bool is_noted(const Func *func) {
    return notes_on && func->package && !func->package->is_library && !func->is_wrapper;
}

void ir_note(Func *func, Pos pos, const char *text) {
    if (!is_noted(func)) return;
    IrNote note = {pos, text};
    vec_push(ir_lasting, &func->root->notes, note);
}

const char *inline_chain_text(Pos pos) {
    SourceSite site;
    if (!source_site(pos, &site)) return "";
    return arena_printf(ir_lasting, "%s.%s", inline_chain_text(site.pos),
                        func_local_name(site.owner));
}

// Where gc says that [func] is: methods begin with their receiver.
static Pos func_note_pos(const Func *func) {
    const Decl *decl = func->object && !func->is_closure ? func->object->decl : NULL;
    if (!decl || !decl->receiver) return func->pos;
    Pos pos = decl->receiver->pos;
    const SourceFile *file = source_file(pos);
    while (pos > file->base && file->text[pos - file->base] != '(') pos--;
    return pos;
}

static void note_cost(Func *func) {
    // The function that initialises the package is nowhere in the source.
    if (!is_noted(func) || func->pos == NO_POS) return;
    node_print_from(func->package);
    const char *name = func_message_name(func, func->package);
    Pos pos = func_note_pos(func);
    if (func->inline_cost < 0) {
        if (notes_have_costs)
            ir_note(func, pos, arena_printf(ir_lasting, "cannot inline %s: %s", name,
                                            func->inline_reason));
        return;
    }
    if (!notes_have_costs) {
        ir_note(func, pos, arena_printf(ir_lasting, "can inline %s", name));
        return;
    }
    ir_note(func, pos, arena_printf(ir_lasting, "can inline %s with cost %d as: %s", name,
                                    func->inline_cost, func_print(ir_lasting, func)));
}

// ---- Costs -------------------------------------------------------------------------------------
static void find_cost(Func *func) {
    if (func->cost_known) return;
    func_find_cost(func, notes_have_costs && is_noted(func));
    note_cost(func);
}

static void find_costs_inside(Func *func);

static void find_literal_costs(Func *func) {
    for (uint32_t i = 0; i < func->closures.count; i++) find_costs_inside(func->closures.items[i]);
}

static void find_costs_inside(Func *func) {
    find_cost(func);
    find_literal_costs(func);
}

static bool cost_is_known(Func *func) {
    if (func->cost_known) return true;
    const FuncSummary *summary = func_summary(func);
    if (!summary || debug_flags.summaries > 1) return false;
    func->cost_known = true;
    func->inline_cost = summary->inline_cost;
    return true;
}

static void check_cost(Func *func) {
    const FuncSummary *summary = func_summary(func);
    FATAL_IF(summary && summary->inline_cost != func->inline_cost,
             "ir: inlining %s costs %d, but its summary says %d", func->full_name,
             func->inline_cost, summary ? summary->inline_cost : 0);
}

// Of library functions that call each other none knows what the others cost: which of them is
// met first depends on the program.
static void set_pending(FuncList *funcs, bool pending) {
    for (uint32_t i = 0; i < funcs->count; i++)
        if (!funcs->items[i]->package || !funcs->items[i]->package->is_library) return;
    for (uint32_t i = 0; i < funcs->count; i++) funcs->items[i]->cost_pending = pending;
}

static void component_costs(FuncList *funcs, bool is_recursive) {
    set_pending(funcs, funcs->count > 1);
    for (uint32_t i = 0; i < funcs->count; i++) {
        Func *func = funcs->items[i];
        if (func->cost_known) {
            find_literal_costs(func);
        } else if (is_recursive && funcs->count == 1) {
            func->cost_known = true;
            func->inline_cost = -1;
            func->inline_reason = "recursive";
            note_cost(func);
        } else {
            find_costs_inside(func);
        }
        check_cost(func);
    }
    set_pending(funcs, false);
}

static const ComponentWalk cost_walk = {.pass = PASS_INLINE, .is_done = cost_is_known,
                                        .enter = func_lower, .component = component_costs};

void func_find_costs(Func *func) {
    if (inlining_wanted() && !cost_is_known(func->root)) func_walk_components(func, &cost_walk);
}

// Of a function with a summary the cost is known without those of its literals.
static void find_costs_for_inlining(Func *func) {
    if (!inlining_wanted()) return;
    func_find_costs(func);
    if (func->has_summary && func->closures.count && !func->component_index[PASS_INLINE])
        func_walk_components(func, &cost_walk);
}

// ---- Calls -------------------------------------------------------------------------------------
Func *inline_callee(Func *caller, Node *callee) {
    Node *value = node_static_value(callee);
    if (value->op == OFUNC) return value->func;
    if (value->op != OCLOSURE) return NULL;
    Func *literal = value->func;
    NameList *vars = &literal->closure_vars;
    if (vars->count && vars->items[0]->outer->func != caller) return NULL;
    find_cost(literal);
    return literal;
}

bool inline_is_ok(const Func *caller, const Func *callee, Pos pos, bool caller_is_big) {
    if (!callee->cost_known || callee->inline_cost < 0 || callee == caller) return false;
    if (callee->cost_pending) return false;
    if (callee->is_init) return false;
    if (callee->inline_cost > (caller_is_big ? INLINE_BIG_COST_MAX : INLINE_COST_MAX)) return false;
    // Around a cycle of calls only once.
    for (SourceSite site; source_site(pos, &site); pos = site.pos)
        if (site.owner == callee) return false;
    return true;
}

static bool call_inline(Func *caller, Node *call, bool caller_is_big) {
    if (call->op != OCALLFUNC || call->is_later || !inlining_wanted()) return false;
    Func *callee = inline_callee(caller, call->x);
    if (!callee || func_is_intrinsic(callee)) return false;
    // Nobody knew of the callee before an interface call became this one.
    if (!callee->cost_known && !callee->is_closure) func_find_costs(callee);
    if (!inline_is_ok(caller, callee, call->pos, caller_is_big)) return false;
    ir_note(caller, call->pos, is_noted(caller)
            ? arena_printf(ir_lasting, "inlining call to %s",
                           func_message_name(callee, caller->package)) : NULL);
    inline_expand(caller, call, callee);
    return true;
}

static void collect_calls(Node *node, CallList *calls);

static void collect_list(NodeList *list, CallList *calls) {
    for (uint32_t i = 0; i < list->count; i++) collect_calls(list->items[i], calls);
}

// Operands first.
static void collect_calls(Node *node, CallList *calls) {
    if (!node) return;
    // What go and defer call must fail where it is called, not before.
    if (node->op == OGO || node->op == ODEFER) node->x->is_later = true;
    collect_list(&node->init, calls);
    collect_calls(node->x, calls);
    collect_calls(node->y, calls);
    collect_list(&node->list, calls);
    collect_list(&node->rlist, calls);
    collect_list(&node->body, calls);
    collect_list(&node->els, calls);
    if (node->op == OCALLFUNC || node->op == OCALLINTER) vec_push(ir_nodes, calls, node);
}

// ---- What go and defer call --------------------------------------------------------------------
// mound makes these calls when their time comes; gc makes literals of them, and says what it
// inlines there.
typedef struct Wrappers {
    Func *func;
    uint32_t count;
} Wrappers;

static void note_wrapper(Node *node, void *arg) {
    Wrappers *wrappers = arg;
    if (node->op != OGO && node->op != ODEFER) return;
    Node *call = node->x;
    Func *func = wrappers->func;
    bool has_results = call->type && (!type_is_tuple(call->type) || call->type->field_count);
    if (call->op == OCALLFUNC && !call->list.count && !has_results) return;
    wrappers->count++;
    const char *reason = func->root->inline_reason;
    bool is_recursive = reason && strcmp(reason, "recursive") == 0;
    if (!is_recursive && wrapper_cost(func, call) >= 0)
        ir_note(func, node->pos, arena_printf(ir_lasting, "can inline %s.%s%u",
                                              func_message_name(func, func->package),
                                              node->op == OGO ? "gowrap" : "deferwrap",
                                              wrappers->count));
    if (call->op != OCALLFUNC) return;
    Node *value = node_static_value(call->x);
    bool is_known = value->op == OFUNC ||
                    (value->op == OCLOSURE && !value->func->closure_vars.count);
    if (!is_known) return;
    if (value->op == OCLOSURE) find_cost(value->func);
    if (func_is_intrinsic(value->func)) return;
    if (!inline_is_ok(func, value->func, call->pos, false)) return;
    ir_note(func, call->pos, arena_printf(ir_lasting, "inlining call to %s",
                                          func_message_name(value->func, func->package)));
}

static void inline_calls(Func *func) {
    Wrappers wrappers = {func, 0};
    if (is_noted(func) && inlining_wanted()) node_list_visit(&func->body, note_wrapper, &wrappers);
    CallList calls = {0};
    collect_list(&func->body, &calls);
    bool is_big = (calls.count || notes_have_costs) && inlining_wanted() && func_is_big(func);
    if (is_big && notes_have_costs && is_noted(func))
        ir_note(func, func_note_pos(func),
                arena_printf(ir_lasting, "function %s considered 'big'; reducing max cost of "
                             "inlinees", func_message_name(func, func->package)));
    for (bool again = true; again;) {
        again = false;
        for (uint32_t i = 0; i < calls.count; i++) {
            Node *call = calls.items[i];
            if (call->op == OCALLINTER && !call->is_later) devirtualize_call(func, call);
            if (!call_inline(func, call, is_big)) continue;
            again = true;
            collect_list(&call->init, &calls);
            collect_list(&call->body, &calls);
        }
    }
}

// ---- Functions ---------------------------------------------------------------------------------
static void keep_bodies(Func *func) {
    if (func->cost_known && func->inline_cost >= 0) inline_keep_body(func);
    for (uint32_t i = 0; i < func->closures.count; i++) keep_bodies(func->closures.items[i]);
}

static void find_literal(Node *node, void *arg) {
    Func *func = arg;
    if (node->op == OCLOSURE) vec_push(ir_nodes, &func->closures, node->func);
}

// Literals that were inlined wherever they are called exist no more.
static void forget_unused(Func *func) {
    func->closures.count = 0;
    node_list_visit(&func->body, find_literal, func);
}

static void inline_inside(Func *func) {
    if (func->calls_inlined) return;
    func->calls_inlined = true;
    FuncList literals = func->closures;
    inline_calls(func);
    for (uint32_t i = 0; i < literals.count; i++) inline_inside(literals.items[i]);
    func->closures = (FuncList){0};
    forget_unused(func);
}

void func_inline(Func *func) {
    func = func->root;
    if (func->calls_inlined || func->is_native) return;
    find_costs_for_inlining(func);
    keep_bodies(func);
    Arena *outer = ir_nodes_of(func);
    inline_inside(func);
    if (func->is_init) init_fold_calls(func);
    ir_nodes = outer;
}
