// Whether control can reach the end of a body. Labels and branches are resolved by the parser.
#include "types/check_expr_int.h"

// ---- terminating statements ---------------------------------------------------------------------

static bool has_break_list(StmtList *list, Symbol *label, bool is_implicit);

// Whether [s] has a break that leaves the statement labelled [label] (or, while [is_implicit], the
// innermost one, which is the statement in question).
static bool has_break(Stmt *s, Symbol *label, bool is_implicit) {
    switch (s->kind) {
    case STMT_LABELED: return has_break(s->body, label, is_implicit);
    case STMT_BREAK: return s->label == NULL ? is_implicit : s->label == label;
    case STMT_BLOCK: return has_break_list(&s->list, label, is_implicit);
    case STMT_IF:
        for (;;) {
            if (has_break(s->body, label, is_implicit)) return true;
            if (s->els == NULL || s->els->kind != STMT_IF) break;
            s = s->els;
        }
        return s->els != NULL && has_break(s->els, label, is_implicit);
    case STMT_SWITCH:
    case STMT_TYPE_SWITCH:
    case STMT_SELECT:
        if (label == NULL) return false;
        for (uint32_t i = 0; i < s->list.count; i++) {
            if (has_break_list(&s->list.items[i]->list, label, false)) return true;
        }
        return false;
    case STMT_FOR:
    case STMT_RANGE: return label != NULL && has_break(s->body, label, false);
    default: return false;
    }
}

static bool has_break_list(StmtList *list, Symbol *label, bool is_implicit) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (has_break(list->items[i], label, is_implicit)) return true;
    }
    return false;
}

static bool is_panic_call(Expr *e) {
    Expr *call = expr_unparen(e);
    if (call->kind != EXPR_CALL) return false;
    Expr *callee = expr_unparen(call->x);
    return callee->mode == MODE_BUILTIN && callee->object != NULL &&
           callee->object->builtin == BUILTIN_PANIC;
}

static bool clauses_terminate(Stmt *s, Symbol *label) {
    bool has_default = s->kind == STMT_SELECT;
    for (uint32_t i = 0; i < s->list.count; i++) {
        Stmt *clause = s->list.items[i];
        has_default |= clause->is_default;
        if (!stmt_list_terminates(&clause->list)) return false;
        if (has_break_list(&clause->list, label, true)) return false;
    }
    return has_default;
}

static bool stmt_terminates(Stmt *s, Symbol *label) {
    switch (s->kind) {
    case STMT_LABELED: return stmt_terminates(s->body, s->label);
    case STMT_EXPR: return is_panic_call(s->x);
    case STMT_RETURN:
    case STMT_GOTO:
    case STMT_FALLTHROUGH: return true;
    case STMT_BLOCK: return stmt_list_terminates(&s->list);
    case STMT_IF:
        for (; s->kind == STMT_IF; s = s->els) {
            if (s->els == NULL || !stmt_terminates(s->body, NULL)) return false;
        }
        return stmt_terminates(s, NULL);
    case STMT_SWITCH:
    case STMT_TYPE_SWITCH:
    case STMT_SELECT: return clauses_terminate(s, label);
    case STMT_FOR: return s->x == NULL && !has_break(s->body, label, true);
    default: return false;
    }
}

bool stmt_list_terminates(StmtList *list) {
    for (uint32_t i = list->count; i-- > 0;) {
        if (list->items[i]->kind != STMT_EMPTY) return stmt_terminates(list->items[i], NULL);
    }
    return false;
}
