// ir/lower_stmt.c - statements.
#include "ir/ir_int.h"

#include "base/check.h"

// ---- Lists -------------------------------------------------------------------------------------
static bool is_panic_call(Expr *expr) {
    BuiltinId id;
    expr = expr_unparen(expr);
    return expr->kind == EXPR_CALL && expr_is_builtin(expr->x, &id) && id == BUILTIN_PANIC;
}

// Whether nothing that follows can run; as much as gc finds before escape analysis.
static bool stmt_terminates(Stmt *stmt) {
    if (!stmt) return false;
    switch (stmt->kind) {
    case STMT_GOTO: case STMT_RETURN: return true;
    case STMT_EXPR: return is_panic_call(stmt->x);
    case STMT_IF: {
        int cond = expr_static_bool(expr_unparen(stmt->x));
        return (cond < 0 || stmt_terminates(stmt->body)) &&
               (cond > 0 || stmt_terminates(stmt->els));
    }
    case STMT_BLOCK:
        for (uint32_t i = stmt->list.count; i-- > 0;)
            if (stmt->list.items[i]->kind != STMT_EMPTY)
                return stmt_terminates(stmt->list.items[i]);
        return false;
    default: return false;
    }
}

// A label after a terminating statement brings the code back to life, so nothing before the last
// label is dropped.
void lower_stmts(Lower *lower, StmtList *list) {
    uint32_t last_label = 0;
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i]->kind == STMT_LABELED) last_label = i;
    bool dead = false;
    for (uint32_t i = 0; i < list->count; i++) {
        Stmt *stmt = list->items[i];
        if (dead && i > last_label) continue;
        lower_stmt(lower, stmt);
        dead = stmt_terminates(stmt);
    }
}

void lower_list_into(Lower *lower, StmtList *list, NodeList *into) {
    NodeList *out = lower->out;
    lower->out = into;
    lower_stmts(lower, list);
    lower->out = out;
}

void lower_block(Lower *lower, Stmt *block, NodeList *into) {
    if (block) lower_list_into(lower, &block->list, into);
}

void lower_stmt_into(Lower *lower, Stmt *stmt, NodeList *into) {
    if (!stmt) return;
    NodeList *out = lower->out;
    lower->out = into;
    lower_stmt(lower, stmt);
    lower->out = out;
}

void lower_body(Lower *lower, Stmt *body, NodeList *into) {
    lower_block(lower, body, into);
    if (lower->has_goto && lower->func->has_defer) lower->func->has_defer_in_loop = true;
}

// ---- Leaving and labels ------------------------------------------------------------------------
void lower_enter(Lower *lower, Enclosing *enclosing, Stmt *stmt, Node *node) {
    *enclosing = (Enclosing){.up = lower->enclosing, .stmt = stmt, .node = node};
    lower->enclosing = enclosing;
}

void lower_leave(Lower *lower) {
    lower->enclosing = lower->enclosing->up;
}

Node *lower_label(Lower *lower, Symbol *symbol, Pos pos) {
    for (uint32_t i = 0; i < lower->labels.count; i++)
        if (lower->labels.items[i]->symbol == symbol) return lower->labels.items[i];
    Node *label = node_new(OLABEL, pos, NULL);
    label->symbol = symbol;
    list_push(&lower->labels, label);
    return label;
}

static void lower_labeled(Lower *lower, Stmt *stmt) {
    Node *label = lower_label(lower, stmt->label, stmt->pos);
    label->pos = stmt->pos;
    lower_emit(lower, label);
    lower_stmt(lower, stmt->body);
}

// ---- If and for --------------------------------------------------------------------------------
static void lower_if(Lower *lower, Stmt *stmt) {
    Expr *cond = expr_trim_condition(expr_unparen(stmt->x));
    int known = expr_static_bool(cond);
    Node *node = node_new(cond->constant ? OBLOCK : OIF, stmt->pos, NULL);
    if (cond->constant) {
        lower_stmt_into(lower, stmt->init, &node->body);
        if (known > 0) lower_block(lower, stmt->body, &node->body);
        else lower_stmt_into(lower, stmt->els, &node->body);
    } else {
        lower_stmt_into(lower, stmt->init, &node->init);
        node->x = lower_expr(lower, cond);
        if (known >= 0) lower_block(lower, stmt->body, &node->body);
        if (known <= 0 && stmt->els) {
            if (stmt->els->kind == STMT_BLOCK) lower_block(lower, stmt->els, &node->els);
            else lower_stmt_into(lower, stmt->els, &node->els);
        }
    }
    lower_emit(lower, node);
}

// Copies of loop variables can only be told apart when something holds on to them.
static bool any_per_iteration(const NodeList *init) {
    bool any = false;
    for (uint32_t i = 0; i < init->count; i++) {
        Node *node = init->items[i];
        if (node->op != ODCL || !node->name->symbol) continue;
        node->name->per_iteration = node->name->captured || node->name->addr_taken;
        any |= node->name->per_iteration;
    }
    return any;
}

static void lower_for(Lower *lower, Stmt *stmt) {
    Node *node = node_new(OFOR, stmt->pos, NULL);
    lower_stmt_into(lower, stmt->init, &node->init);
    Expr *cond = stmt->x ? expr_trim_condition(expr_unparen(stmt->x)) : NULL;
    int known = cond ? expr_static_bool(cond) : 1;
    if (cond && !(cond->constant && known > 0)) node->x = lower_expr(lower, cond);
    Enclosing enclosing;
    lower_enter(lower, &enclosing, stmt, node);
    if (known >= 0) {
        NodeList post = {0};
        lower_stmt_into(lower, stmt->post, &post);
        if (post.count == 1) node->y = post.items[0];
        if (post.count > 1) {
            node->y = node_block(stmt->post->pos);
            node->y->body = post;
        }
        lower_block(lower, stmt->body, &node->body);
    }
    lower_leave(lower);
    node->distinct_vars = lower->distinct_vars && any_per_iteration(&node->init);
    lower_emit(lower, node);
}

// ---- The others --------------------------------------------------------------------------------
bool op_is_statement(Op op) {
    switch (op) {
    case OPANIC: case OPRINT: case OPRINTLN: case OCLOSE: case OCLEAR: case ODELETE: return true;
    default: return false;
    }
}

static void lower_expr_stmt(Lower *lower, Stmt *stmt) {
    Node *x = lower_expr(lower, stmt->x);
    if (!op_is_statement((Op)x->op)) x = node_unary(OCALLSTMT, stmt->pos, NULL, x);
    lower_emit(lower, x);
}

static void lower_send(Lower *lower, Stmt *stmt) {
    Node *chan = lower_expr(lower, stmt->x);
    Node *value = lower_expr_to(lower, stmt->y, type_underlying(chan->type)->elem);
    Pos pos = stmt->op_pos ? stmt->op_pos : stmt->pos;
    lower_emit(lower, node_binary(OSEND, pos, NULL, chan, value));
}

static bool in_loop(const Lower *lower) {
    for (Enclosing *each = lower->enclosing; each; each = each->up)
        if (each->stmt->kind == STMT_FOR || each->stmt->kind == STMT_RANGE) return true;
    return false;
}

static bool node_keeps_operands(const Node *call) {
    return call->op == OCALLFUNC && call->rlist.count > 0;
}

void lower_go_defer(Lower *lower, Stmt *stmt) {
    Func *func = lower->func;
    Node *call = lower_expr(lower, stmt->x);
    bool is_go = stmt->kind == STMT_GO;
    if (!is_go && lower->range_func) {
        range_func_defer(lower, stmt->pos, call);
        return;
    }
    // What the call keeps alive must live until it returns, not until this statement is over.
    if (node_keeps_operands(call)) {
        const char *suffix = is_go ? ".gowrap" : ".deferwrap";
        Node *later = lower_call_for_later(lower, stmt->pos, call, suffix);
        call = node_unary(OCALLFUNC, stmt->pos, type_empty_tuple, later);
    }
    Node *node = node_unary(is_go ? OGO : ODEFER, stmt->pos, NULL, call);
    if (is_go) {
        func->has_go = true;
    } else {
        func->has_defer = true;
        if (in_loop(lower)) func->has_defer_in_loop = true;
    }
    lower_emit(lower, node);
}

void lower_return_values(Lower *lower, Stmt *stmt, Node *node) {
    Type *results = lower->signature->results;
    NodeList values = {0};
    for (uint32_t i = 0; i < stmt->rhs.count; i++) {
        Node *value = lower_expr(lower, stmt->rhs.items[i]);
        if (stmt->rhs.count == 1 && type_is_tuple(value->type))
            lower_spread(lower, stmt->pos, value, &node->init, &values);
        else list_push(&values, value);
    }
    for (uint32_t i = 0; i < values.count; i++)
        list_push(&node->list, lower_implicit(lower, values.items[i], results->fields[i]->type));
}

void lower_return(Lower *lower, Stmt *stmt) {
    if (lower->range_func) {
        range_func_leave(lower, stmt);
        return;
    }
    Node *node = node_new(ORETURN, stmt->pos, NULL);
    lower_return_values(lower, stmt, node);
    if (node->list.count)
        for (uint32_t i = 0; i < lower->func->results.count; i++)
            lower->func->results.items[i]->assigned = true;
    lower_emit(lower, node);
}

void lower_branch(Lower *lower, Stmt *stmt) {
    if (stmt->kind == STMT_GOTO && range_func_leaves(lower, stmt->target)) {
        range_func_leave(lower, stmt);
        return;
    }
    if (stmt->kind == STMT_GOTO) {
        Node *node = node_new(OGOTO, stmt->pos, NULL);
        node->target = lower_label(lower, stmt->label, stmt->pos);
        lower->has_goto = true;
        if (stmt->target && stmt->target->pos < stmt->pos) node->target->is_loop = true;
        lower_emit(lower, node);
        return;
    }
    Stmt *target = stmt->target;
    while (target && target->kind == STMT_LABELED) target = target->body;
    Node *node = node_new(stmt->kind == STMT_BREAK ? OBREAK : OCONTINUE, stmt->pos, NULL);
    for (Enclosing *each = lower->enclosing; each; each = each->up) {
        if (each->stmt != target) continue;
        if (each->range_func) {
            range_func_finish(lower, each->range_func, stmt->kind == STMT_CONTINUE);
            return;
        }
        node->target = each->node;
        if (node->op == OBREAK) each->node->has_break = true;
        lower_emit(lower, node);
        return;
    }
    if (lower->range_func) {
        range_func_leave(lower, stmt);
        return;
    }
    FATAL("ir: break or continue of a statement that is not around it");
}

static void lower_decls(Lower *lower, Stmt *stmt) {
    for (uint32_t i = 0; i < stmt->decls.count; i++)
        if (stmt->decls.items[i]->kind == DECL_VAR) lower_var_decl(lower, stmt->decls.items[i]);
}

static void lower_block_stmt(Lower *lower, Stmt *stmt) {
    Node *node = node_block(stmt->pos);
    lower_block(lower, stmt, &node->body);
    lower_emit(lower, node);
}

static void lower_clause_stmt(Lower *lower, Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_IF: lower_if(lower, stmt); return;
    case STMT_SWITCH: lower_switch(lower, stmt); return;
    case STMT_TYPE_SWITCH: lower_type_switch(lower, stmt); return;
    case STMT_SELECT: lower_select(lower, stmt); return;
    case STMT_FOR: lower_for(lower, stmt); return;
    case STMT_RANGE: lower_range(lower, stmt); return;
    default: FATAL("ir: statement of kind %d", (int)stmt->kind);
    }
}

void lower_stmt(Lower *lower, Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_EMPTY: return;
    case STMT_BLOCK: lower_block_stmt(lower, stmt); return;
    case STMT_EXPR: lower_expr_stmt(lower, stmt); return;
    case STMT_SEND: lower_send(lower, stmt); return;
    case STMT_INC_DEC: lower_op_assign(lower, stmt); return;
    case STMT_ASSIGN: lower_assign_stmt(lower, stmt); return;
    case STMT_GO: case STMT_DEFER: lower_go_defer(lower, stmt); return;
    case STMT_RETURN: lower_return(lower, stmt); return;
    case STMT_BREAK: case STMT_CONTINUE: case STMT_GOTO: lower_branch(lower, stmt); return;
    case STMT_FALLTHROUGH: lower_emit(lower, node_new(OFALL, stmt->pos, NULL)); return;
    case STMT_LABELED: lower_labeled(lower, stmt); return;
    case STMT_DECL: lower_decls(lower, stmt); return;
    default: lower_clause_stmt(lower, stmt); return;
    }
}
