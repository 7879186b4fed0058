// Where control goes: labels and branches, and whether a body can reach its end.
#include <string.h>

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

// ---- labels and branches ------------------------------------------------------------------------

typedef struct Block {
    struct Block *parent;
    Pos start;
    Stmt *labeled;      // the labelled statement this block belongs to, or NULL
} Block;

typedef struct Label {
    Block *block;       // that declares it
    Stmt *stmt;         // LABELED
    bool is_used;
} Label;

// A goto whose label has not been seen yet.
typedef struct Forward {
    Stmt *jump;
    bool is_over_variable;   // a variable was declared since, in the block under way
} Forward;
typedef VEC(Forward) ForwardList;

typedef struct Branches {
    VEC(Label) labels;
} Branches;

// What break, continue and fallthrough mean at some place.
typedef struct Targets {
    Stmt *breaks;            // FOR, RANGE, SWITCH, TYPE_SWITCH, SELECT or NULL
    Stmt *continues;         // FOR, RANGE or NULL
    int64_t case_index;      // which clause of the switch this list is, -1: none
} Targets;

// The block under way and what is known of it.
typedef struct BlockState {
    Branches *all;
    Block *block;
    ForwardList forward;
    Pos variable_pos;        // last declaration of a variable in the block
    const char *variable;
    Stmt *labeled;           // label of the statement under way
} BlockState;

static ForwardList check_block_branches(Branches *all, Block *parent, Targets targets,
                                        Stmt *labeled, Pos start, StmtList *list);

static Label *find_label(Branches *all, Symbol *name) {
    for (uint32_t i = 0; i < all->labels.count; i++) {
        if (all->labels.items[i].stmt->label == name) return &all->labels.items[i];
    }
    return NULL;
}

static bool is_inside(const Block *block, const Block *outer) {
    for (; block != NULL; block = block->parent) {
        if (block == outer) return true;
    }
    return false;
}

static void declare_variable(BlockState *state, Pos pos, const char *name) {
    state->variable_pos = pos;
    state->variable = name;
    for (uint32_t i = 0; i < state->forward.count; i++) {
        state->forward.items[i].is_over_variable = true;
    }
}

static void declare_label(BlockState *state, Stmt *s) {
    if (s->label == checker.sym_blank) return;
    Label *label = find_label(state->all, s->label);
    if (label != NULL) {
        check_error(s->label_pos, MSG_LABEL_DEFINED, s->label->text,
                    pos_text(label->stmt->label_pos));
    } else {
        Label fresh = {state->block, s, false};
        vec_push(types_arena(), &state->all->labels, fresh);
        label = &vec_last(&state->all->labels);
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < state->forward.count; i++) {
        Forward forward = state->forward.items[i];
        if (forward.jump->label != s->label) {
            state->forward.items[kept++] = forward;
            continue;
        }
        forward.jump->target = s;
        label->is_used = true;
        if (forward.is_over_variable) {
            check_error(forward.jump->label_pos, MSG_GOTO_OVER_VARIABLE, s->label->text,
                        state->variable, pos_text(state->variable_pos));
        }
    }
    state->forward.count = kept;
    state->labeled = s;
}

// break, continue and fallthrough without a label.
static void resolve_plain_branch(Stmt *s, Targets targets, bool is_last) {
    if (s->kind == STMT_BREAK) {
        s->target = targets.breaks;
        if (s->target == NULL) check_error(s->pos, MSG_BREAK_OUTSIDE);
    } else if (s->kind == STMT_CONTINUE) {
        s->target = targets.continues;
        if (s->target == NULL) check_error(s->pos, MSG_CONTINUE_OUTSIDE);
    } else {
        Stmt *outer = targets.breaks;
        bool is_in_clause = targets.case_index >= 0 && is_last;
        if (outer != NULL && outer->kind == STMT_TYPE_SWITCH) {
            check_error(s->pos, MSG_FALLTHROUGH_TYPE_SWITCH);
        } else if (outer == NULL || outer->kind != STMT_SWITCH || !is_in_clause) {
            check_error(s->pos, MSG_FALLTHROUGH_MISPLACED);
        } else if (targets.case_index + 1 == (int64_t)outer->list.count) {
            check_error(s->pos, MSG_FALLTHROUGH_FINAL);
        }
    }
}

static bool can_break(const Stmt *s) {
    return s->kind == STMT_SWITCH || s->kind == STMT_TYPE_SWITCH || s->kind == STMT_SELECT ||
           s->kind == STMT_FOR || s->kind == STMT_RANGE;
}

static void resolve_labeled_branch(BlockState *state, Stmt *s) {
    Label *label = find_label(state->all, s->label);
    bool is_break = s->kind == STMT_BREAK;
    const char *name = s->label->text;
    if (label == NULL) {
        check_error(s->label_pos, is_break ? MSG_BREAK_LABEL_UNDEFINED : MSG_CONTINUE_LABEL_UNDEFINED,
                    name);
        return;
    }
    label->is_used = true;   // even if it is no valid target
    bool is_enclosing = false;
    for (Block *b = state->block; b != NULL && !is_enclosing; b = b->parent) {
        is_enclosing = b->labeled == label->stmt;
    }
    Stmt *target = label->stmt->body;
    bool is_good = is_enclosing && can_break(target);
    if (!is_break) is_good = is_enclosing && (target->kind == STMT_FOR || target->kind == STMT_RANGE);
    if (is_good) s->target = target;
    else check_error(s->label_pos, is_break ? MSG_BREAK_LABEL : MSG_CONTINUE_LABEL, name);
}

static void resolve_goto(BlockState *state, Stmt *s) {
    Label *label = find_label(state->all, s->label);
    if (label != NULL) {
        label->is_used = true;
        if (is_inside(state->block, label->block)) {
            s->target = label->stmt;
            return;
        }
    }
    Forward forward = {s, false};
    vec_push(types_arena(), &state->forward, forward);
}

static void enter_block(BlockState *state, Targets targets, Pos start, StmtList *list) {
    ForwardList inner = check_block_branches(state->all, state->block, targets, state->labeled,
                                             start, list);
    for (uint32_t i = 0; i < inner.count; i++) {
        Forward forward = {inner.items[i].jump, false};
        vec_push(types_arena(), &state->forward, forward);
    }
}

static void enter_clauses(BlockState *state, Stmt *s, Targets targets) {
    targets.breaks = s;
    for (uint32_t i = 0; i < s->list.count; i++) {
        Stmt *clause = s->list.items[i];
        targets.case_index = s->kind == STMT_SELECT ? -1 : (int64_t)i;
        enter_block(state, targets, clause->pos, &clause->list);
    }
}

static void check_stmt_branches(BlockState *state, Stmt *s, Targets targets, bool is_last);

static void enter_if(BlockState *state, Stmt *s, Targets targets) {
    targets.case_index = -1;
    for (;; s = s->els) {
        enter_block(state, targets, s->body->pos, &s->body->list);
        if (s->els == NULL || s->els->kind != STMT_IF) break;
    }
    if (s->els != NULL) enter_block(state, targets, s->els->pos, &s->els->list);
}

static void check_decl_branches(BlockState *state, Stmt *s) {
    for (uint32_t i = 0; i < s->decls.count; i++) {
        Decl *decl = s->decls.items[i];
        if (decl->kind != DECL_VAR || decl->names.count == 0) continue;
        declare_variable(state, decl->pos, decl->names.items[0]->name->text);
        return;
    }
}

static const char *names_text(const ExprList *list) {
    const char *text = expr_text(list->items[0]);
    for (uint32_t i = 1; i < list->count; i++) {
        text = check_text("%s, %s", text, expr_text(list->items[i]));
    }
    return text;
}

static void check_stmt_branches(BlockState *state, Stmt *s, Targets targets, bool is_last) {
    state->labeled = NULL;
    while (s->kind == STMT_LABELED) {
        declare_label(state, s);
        s = s->body;
    }
    switch (s->kind) {
    case STMT_DECL: check_decl_branches(state, s); return;
    case STMT_ASSIGN:
        if (s->op == TOK_DEFINE) declare_variable(state, s->op_pos, names_text(&s->lhs));
        return;
    case STMT_GOTO: resolve_goto(state, s); return;
    case STMT_FALLTHROUGH: resolve_plain_branch(s, targets, is_last); return;
    case STMT_BREAK:
    case STMT_CONTINUE:
        if (s->label == NULL) resolve_plain_branch(s, targets, is_last);
        else resolve_labeled_branch(state, s);
        return;
    case STMT_BLOCK:
        targets.case_index = -1;
        enter_block(state, targets, s->pos, &s->list);
        return;
    case STMT_IF: enter_if(state, s, targets); return;
    case STMT_FOR:
    case STMT_RANGE:
        enter_block(state, (Targets){s, s, -1}, s->body->pos, &s->body->list);
        return;
    case STMT_SWITCH:
    case STMT_TYPE_SWITCH:
    case STMT_SELECT: enter_clauses(state, s, targets); return;
    default: return;
    }
}

// Returns the gotos that leave the block forwards.
static ForwardList check_block_branches(Branches *all, Block *parent, Targets targets,
                                        Stmt *labeled, Pos start, StmtList *list) {
    Block *block = ARENA_NEW(types_arena(), Block);
    *block = (Block){parent, start, labeled};
    BlockState state = {.all = all, .block = block};
    uint32_t count = list->count;
    while (count > 0 && list->items[count - 1]->kind == STMT_EMPTY) count--;
    if (!depth_enter(start)) count = 0;
    for (uint32_t i = 0; i < count; i++) {
        check_stmt_branches(&state, list->items[i], targets, i + 1 == count);
    }
    depth_leave();
    return state.forward;
}

void check_branches(Stmt *body) {
    Branches all = {0};
    ForwardList forward = check_block_branches(&all, NULL, (Targets){NULL, NULL, -1}, NULL,
                                               body->pos, &body->list);
    for (uint32_t i = 0; i < forward.count; i++) {
        Stmt *jump = forward.items[i].jump;
        Label *label = find_label(&all, jump->label);
        if (label == NULL) {
            check_error(jump->label_pos, MSG_LABEL_UNDEFINED, jump->label->text);
        } else {
            label->is_used = true;
            check_error(jump->label_pos, MSG_GOTO_INTO_BLOCK, jump->label->text,
                        pos_text(label->block->start));
        }
    }
    for (uint32_t i = 0; i < all.labels.count; i++) {
        Label *label = &all.labels.items[i];
        if (!label->is_used) {
            check_error(label->stmt->label_pos, MSG_LABEL_UNUSED, label->stmt->label->text);
        }
    }
}
