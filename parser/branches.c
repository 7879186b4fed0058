// parser/branches.c - resolves labels, break, continue, goto and fallthrough of a function body.
//
// As in gc this belongs to parsing: a file with a misplaced branch is not type-checked. Bodies of
// function literals are functions of their own; each body is resolved when it is complete.
#include "parser/parser_int.h"

#include <string.h>

#include "base/diag.h"

enum { BLOCK_DEPTH_MAX = 2000 };   // what is nested deeper is refused by the checker

// The texts, which gc does not call syntax errors.
static const char BREAK_OUTSIDE[] = "break is not in a loop, switch, or select";
static const char CONTINUE_OUTSIDE[] = "continue is not in a loop";
static const char FALLTHROUGH_MISPLACED[] = "fallthrough statement out of place";
static const char FALLTHROUGH_FINAL[] = "cannot fallthrough final case in switch";
static const char FALLTHROUGH_TYPE_SWITCH[] = "cannot fallthrough in type switch";
static const char BREAK_LABEL[] = "invalid break label %s";
static const char CONTINUE_LABEL[] = "invalid continue label %s";
static const char BREAK_LABEL_UNDEFINED[] = "break label not defined: %s";
static const char CONTINUE_LABEL_UNDEFINED[] = "continue label not defined: %s";
static const char LABEL_DEFINED[] = "label %s already defined at %s";
static const char LABEL_UNDEFINED[] = "label %s not defined";
static const char LABEL_UNUSED[] = "label %s defined and not used";
static const char GOTO_OVER_VARIABLE[] = "goto %s jumps over declaration of %s at %s";
static const char GOTO_INTO_BLOCK[] = "goto %s jumps into block starting at %s";

static void report(Parser *parser, Pos pos, const char *format, ...) {
    va_list args;
    va_start(args, format);
    diag_vreport(parser->diags, pos, format, args);
    va_end(args);
}

static const char *pos_text(Parser *parser, Pos pos) {
    Location at = source_location(pos);
    return arena_printf(parser->arena, "%s:%u:%u", at.path, at.line, at.column);
}

typedef struct Block {
    struct Block *parent;
    uint32_t depth;
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
    Parser *parser;
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
    if (strcmp(s->label->text, "_") == 0) return;
    Label *label = find_label(state->all, s->label);
    if (label != NULL) {
        report(state->all->parser, s->label_pos, LABEL_DEFINED, s->label->text,
                    pos_text(state->all->parser, label->stmt->label_pos));
    } else {
        Label fresh = {state->block, s, false};
        vec_push(state->all->parser->arena, &state->all->labels, fresh);
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
            report(state->all->parser, forward.jump->label_pos, GOTO_OVER_VARIABLE, s->label->text,
                        state->variable, pos_text(state->all->parser, state->variable_pos));
        }
    }
    state->forward.count = kept;
    state->labeled = s;
}

// break, continue and fallthrough without a label.
static void resolve_plain_branch(Parser *parser, Stmt *s, Targets targets, bool is_last) {
    if (s->kind == STMT_BREAK) {
        s->target = targets.breaks;
        if (s->target == NULL) report(parser, s->pos, BREAK_OUTSIDE);
    } else if (s->kind == STMT_CONTINUE) {
        s->target = targets.continues;
        if (s->target == NULL) report(parser, s->pos, CONTINUE_OUTSIDE);
    } else {
        Stmt *outer = targets.breaks;
        bool is_in_clause = targets.case_index >= 0 && is_last;
        if (outer != NULL && outer->kind == STMT_TYPE_SWITCH) {
            report(parser, s->pos, FALLTHROUGH_TYPE_SWITCH);
        } else if (outer == NULL || outer->kind != STMT_SWITCH || !is_in_clause) {
            report(parser, s->pos, FALLTHROUGH_MISPLACED);
        } else if (targets.case_index + 1 == (int64_t)outer->list.count) {
            report(parser, s->pos, FALLTHROUGH_FINAL);
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
        report(state->all->parser, s->label_pos,
               is_break ? BREAK_LABEL_UNDEFINED : CONTINUE_LABEL_UNDEFINED,
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
    bool is_loop = target->kind == STMT_FOR || target->kind == STMT_RANGE;
    if (!is_break) is_good = is_enclosing && is_loop;
    if (is_good) s->target = target;
    else report(state->all->parser, s->label_pos, is_break ? BREAK_LABEL : CONTINUE_LABEL, name);
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
    vec_push(state->all->parser->arena, &state->forward, forward);
}

static void enter_block(BlockState *state, Targets targets, Pos start, StmtList *list) {
    ForwardList inner = check_block_branches(state->all, state->block, targets, state->labeled,
                                             start, list);
    for (uint32_t i = 0; i < inner.count; i++) {
        Forward forward = {inner.items[i].jump, false};
        vec_push(state->all->parser->arena, &state->forward, forward);
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

// The left sides of a `:=`, which are names unless the program has other errors.
static const char *names_text(Parser *parser, const ExprList *list) {
    const char *text = "";
    for (uint32_t i = 0; i < list->count; i++) {
        const Expr *e = list->items[i];
        const char *name = e->kind == EXPR_IDENT ? e->name->text : "_";
        text = i == 0 ? name : arena_printf(parser->arena, "%s, %s", text, name);
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
        if (s->op == TOK_DEFINE) {
            declare_variable(state, s->op_pos, names_text(state->all->parser, &s->lhs));
        }
        return;
    case STMT_GOTO: resolve_goto(state, s); return;
    case STMT_FALLTHROUGH: resolve_plain_branch(state->all->parser, s, targets, is_last); return;
    case STMT_BREAK:
    case STMT_CONTINUE:
        if (s->label == NULL) resolve_plain_branch(state->all->parser, s, targets, is_last);
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
    Block *block = ARENA_NEW(all->parser->arena, Block);
    *block = (Block){parent, parent == NULL ? 0 : parent->depth + 1, start, labeled};
    BlockState state = {.all = all, .block = block};
    uint32_t count = list->count;
    while (count > 0 && list->items[count - 1]->kind == STMT_EMPTY) count--;
    if (block->depth > BLOCK_DEPTH_MAX) count = 0;
    for (uint32_t i = 0; i < count; i++) {
        check_stmt_branches(&state, list->items[i], targets, i + 1 == count);
    }
    return state.forward;
}

void branches_resolve(Parser *parser, Stmt *body) {
    Branches all = {.parser = parser};
    ForwardList forward = check_block_branches(&all, NULL, (Targets){NULL, NULL, -1}, NULL,
                                               body->pos, &body->list);
    for (uint32_t i = 0; i < forward.count; i++) {
        Stmt *jump = forward.items[i].jump;
        Label *label = find_label(&all, jump->label);
        if (label == NULL) {
            report(parser, jump->label_pos, LABEL_UNDEFINED, jump->label->text);
        } else {
            label->is_used = true;
            report(parser, jump->label_pos, GOTO_INTO_BLOCK, jump->label->text,
                        pos_text(parser, label->block->start));
        }
    }
    for (uint32_t i = 0; i < all.labels.count; i++) {
        Label *label = &all.labels.items[i];
        if (!label->is_used) {
            report(parser, label->stmt->label_pos, LABEL_UNUSED, label->stmt->label->text);
        }
    }
}
