// ir/rangefunc.c - range over a function: the body becomes a function literal.
//
//     for k, v := range f { body }      is      state := READY; next := 0
//                                               f(func(k, v) bool {
//                                                   if state != READY { panic(state) }
//                                                   state = PANIC
//                                                   body
//                                                   state = READY
//                                                   return true
//                                               })
//                                               if state == PANIC { panic(MISSING_PANIC) }
//                                               state = EXHAUSTED
//                                               if next == 1 { ... }
//
// In the body `continue` returns true, `break` returns false after state = DONE. What leads further
// out (an outer loop, a label, the function) is recorded as an exit with a number: the body sets
// next to it and returns false, and the code behind the call does it from there, where it may be
// such an exit again. Results of a return are stored before. A defer belongs to the function in
// the source: the body appends it, as a closure, to a list that this function
// has deferred to be run, last first (runtime.rangedefers).
#include "ir/ir_int.h"

#include "base/check.h"

enum {
    STATE_DONE = 0,
    STATE_READY = 1,
    STATE_PANIC = 2,
    STATE_EXHAUSTED = 3,
    STATE_MISSING_PANIC = 4,
};

struct RangeFunc {
    Stmt *stmt;
    Lower *host;               // where the loop stands
    Name *state, *next;
    StmtList exits;            // statements that leave the body; number = index + 1
    Name *defers;              // outermost loop of a function: []func() of what bodies defer
};

static Node *use(Lower *lower, Pos pos, Name *name) {
    return node_name(pos, lower_variable(lower, name));
}

static void set(Lower *lower, Pos pos, Name *name, int64_t value) {
    Node *target = use(lower, pos, name);
    lower_emit(lower, node_assign(pos, target, node_int(pos, name->type, value)));
}

static Name *declare(Lower *lower, Pos pos, const char *text, int64_t value) {
    Node *temp = lower_temp(lower, pos, node_int(pos, type_basic[TYPE_INT], value));
    temp->name->text = arena_printf(ir_lasting, "%s%u", text, lower->func->range_count + 1);
    return temp->name;
}

static void emit_return(Lower *lower, Pos pos, bool value) {
    Node *node = node_new(ORETURN, pos, NULL);
    list_push(&node->list, node_bool(pos, value));
    lower_emit(lower, node);
}

Lower *lower_source_function(Lower *lower) {
    while (lower->range_func) lower = lower->outer;
    return lower;
}

// ---- Leaving the body --------------------------------------------------------------------------
void range_func_finish(Lower *lower, RangeFunc *loop, bool again) {
    set(lower, loop->stmt->pos, loop->state, again ? STATE_READY : STATE_DONE);
    emit_return(lower, loop->stmt->pos, again);
}

bool range_func_leaves(Lower *lower, const Stmt *target) {
    if (!lower->range_func) return false;
    Stmt *body = lower->range_func->stmt->body;
    return target->pos < body->pos || target->pos > body->end_pos;
}

static uint32_t exit_number(RangeFunc *loop, Stmt *stmt) {
    vec_push(ir_lasting, &loop->exits, stmt);
    return loop->exits.count;
}

static void store_results(Lower *lower, Stmt *stmt) {
    Node *values = node_new(OAS2, stmt->pos, NULL);
    lower_return_values(lower, stmt, values);
    values->rlist = values->list;
    values->list = (NodeList){0};
    Func *func = lower_source_function(lower)->func;
    for (uint32_t i = 0; i < values->rlist.count; i++) {
        Node *target = use(lower, stmt->pos, func->results.items[i]);
        node_mark_assigned(target);
        list_push(&values->list, target);
    }
    if (values->rlist.count) lower_emit(lower, values);
}

void range_func_leave(Lower *lower, Stmt *stmt) {
    RangeFunc *loop = lower->range_func;
    if (stmt->kind == STMT_RETURN) store_results(lower, stmt);
    set(lower, stmt->pos, loop->next, exit_number(loop, stmt));
    set(lower, stmt->pos, loop->state, STATE_DONE);
    emit_return(lower, stmt->pos, false);
}

// What an exit means in the function around the loop.
static void take_exit(Lower *host, RangeFunc *loop, uint32_t i) {
    Stmt *stmt = loop->exits.items[i];
    Pos pos = loop->stmt->pos;
    Node *test = node_new(OIF, pos, NULL);
    test->x = node_binary(OEQ, pos, type_basic[TYPE_BOOL], use(host, pos, loop->next),
                          node_int(pos, loop->next->type, (int64_t)i + 1));
    NodeList *out = host->out;
    host->out = &test->body;
    if (stmt->kind != STMT_RETURN) {
        lower_branch(host, stmt);
    } else if (host->range_func) {
        Stmt *bare = ARENA_NEW(ir_lasting, Stmt);
        bare->kind = STMT_RETURN;
        bare->pos = stmt->pos;
        range_func_leave(host, bare);
    } else {
        lower_emit(host, node_new(ORETURN, stmt->pos, NULL));
    }
    host->out = out;
    lower_emit(host, test);
}

// ---- Defer -------------------------------------------------------------------------------------
static Func *runtime_func(Lower *lower, const char *name) {
    const char *error;
    Package *package = package_load("runtime", lower->package, &error);
    Object *object = package ? package_lookup(package, name) : NULL;
    FATAL_IF(!object, "ir: no runtime.%s", name);
    Func *func = func_for(object, NULL, 0);
    return func;
}

static Node *runtime_call(Lower *lower, Pos pos, const char *name, Node *arg) {
    Func *func = runtime_func(lower, name);
    Node *call = node_unary(OCALLFUNC, pos, type_empty_tuple, node_func(pos, func));
    call->func = func;
    list_push(&call->list, arg);
    return call;
}

void range_func_defer(Lower *lower, Pos pos, Node *call) {
    RangeFunc *loop = lower->range_func;
    while (loop->host->range_func) loop = loop->host->range_func;
    Lower *source = loop->host;
    Type *signature = type_new_func(type_empty_tuple, type_empty_tuple, false);
    Type *list_type = type_new_slice(signature);
    if (!loop->defers) {
        loop->defers = name_temp(source, pos, list_type);
        loop->defers->text = "#defers";
    }
    Node *closure = lower_call_for_later(lower, pos, call, ".deferwrap");
    Node *append = node_new(OAPPEND, pos, list_type);
    list_push(&append->list, use(lower, pos, loop->defers));
    list_push(&append->list, closure);
    lower_emit(lower, node_assign(pos, use(lower, pos, loop->defers), append));
}

// `var defers []func(); defer runtime.rangedefers(&defers)` in front of the loop.
static void emit_defers(Lower *lower, RangeFunc *loop, Pos pos) {
    Node *dcl = node_new(ODCL, pos, NULL);
    dcl->name = loop->defers;
    lower_emit(lower, dcl);
    Node *zero = node_binary(OAS, pos, NULL, node_name(pos, loop->defers), NULL);
    zero->def = true;
    lower_emit(lower, zero);
    Node *address = node_addr(lower, pos, node_name(pos, loop->defers), false);
    Node *call = runtime_call(lower, pos, "rangedefers", address);
    call->func->is_wrapper = true;       // so that recover() works in what it calls
    lower_emit(lower, node_unary(ODEFER, pos, NULL, call));
    lower->func->has_defer = true;
    for (Enclosing *each = lower->enclosing; each; each = each->up)
        if (each->stmt->kind == STMT_FOR || each->stmt->kind == STMT_RANGE)
            lower->func->has_defer_in_loop = true;
}

// ---- The body ----------------------------------------------------------------------------------
static void body_params(Lower *lower, RangeFunc *loop, Type *yield) {
    Stmt *stmt = loop->stmt;
    Func *func = lower->func;
    for (uint32_t i = 0; i < yield->params->field_count; i++) {
        Type *type = yield->params->fields[i]->type;
        Expr *lhs = i < stmt->lhs.count ? expr_unparen(stmt->lhs.items[i]) : NULL;
        Object *object = lhs && stmt->op == TOK_DEFINE && !expr_is_blank(lhs) ? lhs->object : NULL;
        bool named = object || (lhs && !expr_is_blank(lhs));
        Symbol *symbol = !named ? NULL : object ? object->name
                                               : symbol_of(arena_printf(ir_lasting, "#p%u", i + 1));
        Name *name = name_new(func, NAME_PARAM, symbol, type, lhs ? lhs->pos : stmt->pos);
        name->object = object;
        name->index = i;
        if (object) object->backend = name;
        vec_push(ir_nodes, &func->params, name);
    }
    Name *result = name_new(func, NAME_RESULT, NULL, type_basic[TYPE_BOOL], stmt->pos);
    result->text = "~r0";
    vec_push(ir_nodes, &func->results, result);
}

static void body_targets(Lower *lower, RangeFunc *loop) {
    Stmt *stmt = loop->stmt;
    if (stmt->op == TOK_DEFINE) return;
    Node *assign = node_new(OAS2, stmt->pos, NULL);
    for (uint32_t i = 0; i < stmt->lhs.count; i++) {
        Node *target = lower_target(lower, stmt->lhs.items[i]);
        if (!target) continue;
        node_mark_assigned(target);
        Node *value = node_name(target->pos, lower->func->params.items[i]);
        list_push(&assign->list, target);
        list_push(&assign->rlist, lower_implicit(lower, value, target->type));
    }
    if (assign->list.count) lower_emit(lower, assign);
}

static void emit_state_check(Lower *lower, RangeFunc *loop, Op op, int64_t state,
                             Node *panics_with) {
    Pos pos = loop->stmt->pos;
    Node *check = node_new(OIF, pos, NULL);
    check->x = node_binary(op, pos, type_basic[TYPE_BOOL], use(lower, pos, loop->state),
                           node_int(pos, loop->state->type, state));
    Node *call = runtime_call(lower, pos, "panicrangestate", panics_with);
    list_push(&check->body, node_unary(OCALLSTMT, pos, NULL, call));
    lower_emit(lower, check);
}

static Node *range_body(Lower *host, RangeFunc *loop, Type *yield) {
    Stmt *stmt = loop->stmt;
    Func *func = func_new_closure(host, yield, stmt->pos, "-range");
    func->is_range_body = true;
    func->end_pos = stmt->body->end_pos;
    Lower lower = *host;
    lower.func = func;
    lower.outer = host;
    lower.out = &func->body;
    lower.enclosing = NULL;
    lower.labels = (NodeList){0};
    lower.range_func = loop;
    lower.has_goto = false;
    body_params(&lower, loop, yield);
    emit_state_check(&lower, loop, ONE, STATE_READY, use(&lower, stmt->pos, loop->state));
    set(&lower, stmt->pos, loop->state, STATE_PANIC);
    body_targets(&lower, loop);
    Enclosing enclosing;
    lower_enter(&lower, &enclosing, stmt, NULL);
    enclosing.range_func = loop;
    NodeList body = {0};
    lower_body(&lower, stmt->body, &body);
    for (uint32_t i = 0; i < body.count; i++) lower_emit(&lower, body.items[i]);
    set(&lower, stmt->pos, loop->state, STATE_READY);
    emit_return(&lower, stmt->body->end_pos, true);
    Node *node = node_new(OCLOSURE, stmt->pos, yield);
    node->func = func;
    func->closure = node;
    return node;
}

// The call of the function that is ranged over, still without its argument.
static Node *iterator_call(Lower *lower, Stmt *stmt) {
    Expr *fun = expr_unparen(stmt->x);
    if (expr_is_method_value(fun)) {
        MethodUse method = lower_method(lower, fun);
        return node_method_call(stmt->pos, &method);
    }
    Func *func = func_of_expr(lower, fun);
    Node *callee = func ? node_func(expr_pos(fun), func) : lower_expr(lower, fun);
    Node *call = node_unary(OCALLFUNC, stmt->pos, type_empty_tuple, callee);
    call->func = func;
    return call;
}

void lower_range_func(Lower *lower, Stmt *stmt) {
    Pos pos = stmt->pos;
    RangeFunc *loop = ARENA_NEW(ir_lasting, RangeFunc);
    *loop = (RangeFunc){.stmt = stmt, .host = lower};
    Type *signature = type_underlying(lower_expr_type(lower, stmt->x));
    Type *yield = type_underlying(signature->params->fields[0]->type);
    Node *block = node_block(pos);
    NodeList *out = lower->out;
    lower->out = &block->body;
    Type *type = type_basic[TYPE_INT];
    loop->state = declare(lower, pos, "#state", STATE_READY);
    loop->next = declare(lower, pos, "#next", 0);
    Node *call = iterator_call(lower, stmt);
    list_push(&call->list, range_body(lower, loop, yield));
    if (loop->defers) emit_defers(lower, loop, pos);
    lower_emit(lower, node_unary(OCALLSTMT, pos, NULL, call));
    emit_state_check(lower, loop, OEQ, STATE_PANIC, node_int(pos, type, STATE_MISSING_PANIC));
    set(lower, pos, loop->state, STATE_EXHAUSTED);
    for (uint32_t i = 0; i < loop->exits.count; i++) take_exit(lower, loop, i);
    lower->out = out;
    lower_emit(lower, block);
}
