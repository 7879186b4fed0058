// Statements; assignments, switches and range loops have files of their own.
#include "types/check_expr_int.h"

// ---- simple statements --------------------------------------------------------------------------

static void check_expr_stmt(Stmt *s) {
    Operand x;
    ExprUse use = check_expr_use(&x, NULL, s->x, NULL, false);
    const char *problem = "is not used";
    if (x.mode == MODE_BUILTIN) problem = "must be called";
    else if (x.mode == MODE_TYPE) problem = "is not an expression";
    else if (use == USE_STATEMENT) return;
    check_error(expr_start(s->x), "%s %s", operand_text(&x), problem);
}

static void check_send(Stmt *s) {
    Operand channel, value;
    check_expr(&channel, NULL, s->x);
    Type *core = channel.mode == MODE_INVALID ? NULL : type_core(channel.type);
    Target target;
    bool is_chan = core != NULL && core->kind == TYPE_CHAN;
    check_expr(&value, is_chan ? late_target(&target, core->elem, "send") : NULL, s->y);
    if (channel.mode == MODE_INVALID || value.mode == MODE_INVALID) return;
    if (core != NULL && core->kind == TYPE_CHAN && core->chan_dir != CHAN_RECV) {
        check_assignment(&value, core->elem, "send");
        return;
    }
    Pos pos = expr_start(s->x);
    const char *what = operand_text(&channel);
    if (core == NULL) check_error(pos, MSG_SEND_NO_CORE, what);
    else if (core->kind != TYPE_CHAN) check_error(pos, MSG_SEND_NON_CHAN, what);
    else check_error(pos, MSG_SEND_RECEIVE_ONLY, what);
}

static void check_inc_dec(Stmt *s) {
    Operand x;
    check_expr(&x, NULL, s->x);
    if (x.mode == MODE_INVALID) return;
    if (!type_all_numeric(x.type)) {
        check_error(expr_start(s->x), MSG_INC_DEC_NON_NUMERIC, expr_text(s->x),
                    s->op == TOK_INC ? "++" : "--", type_text(x.type));
        return;
    }
    check_assign_var(s->x, NULL, &x, "assignment");
}

static void check_go_or_defer(Stmt *s) {
    const char *keyword = s->kind == STMT_GO ? "go" : "defer";
    Pos pos = expr_start(s->x);
    if (expr_unparen(s->x)->kind != EXPR_CALL) {
        check_error(pos, MSG_NOT_A_CALL, keyword);
        check_use(&s->x, 1);
        return;
    }
    Operand x;
    ExprUse use = check_expr_use(&x, NULL, s->x, NULL, false);
    if (use == USE_STATEMENT) return;
    const char *problem = use == USE_CONVERSION ? "requires function call, not conversion"
                                                : "discards result of";
    check_error(pos, "%s %s %s", keyword, problem, operand_text(&x));
}

// ---- return -------------------------------------------------------------------------------------

static void check_bare_return(Stmt *s, Type *results) {
    for (uint32_t i = 0; i < results->field_count; i++) {
        Object *result = results->fields[i];
        Object *visible = env_lookup(result->name);
        if (visible == NULL || visible == result) continue;
        check_error(s->pos, MSG_RESULT_SHADOWED, result->name->text, pos_text(visible->pos),
                    object_text(result));
    }
}

static void check_return(Stmt *s) {
    Type *results = checker.env.func_type->results;
    bool is_named = results->field_count > 0 && results->fields[0]->name != NULL;
    if (s->rhs.count == 0 && is_named) {
        check_bare_return(s, results);
    } else if (results->field_count > 0) {
        check_return_values(results, s);
    } else if (s->rhs.count > 0) {
        Expr *first = s->rhs.items[0];
        OperandList values = {0};
        if (s->rhs.count == 1) check_expr_values(first, false, &values);
        else if (check_use_ok(s->rhs.items, s->rhs.count)) check_expr_list(&s->rhs, &values);
        if (values.count == 0 || values.items[0]->mode == MODE_INVALID) return;
        check_error(expr_start(values.items[0]->expr), MSG_RETURN_COUNT, "too many",
                    operands_summary(&values), "()");
    }
}

// ---- statements with bodies ---------------------------------------------------------------------

void check_condition(Expr *e, const char *what) {
    Operand x;
    check_expr(&x, NULL, e);
    if (x.mode == MODE_INVALID || type_all_boolean(x.type)) return;
    check_error(expr_start(e), MSG_NON_BOOLEAN, what);
}

static void check_block(Stmt *s) {
    s->scope = scope_open();
    check_stmt_list(&s->list);
    scope_close();
}

// A chain of else ifs is followed in a loop: generated code has long ones.
static void check_if(Stmt *s) {
    uint32_t opened = 0;
    for (;;) {
        s->scope = scope_open();
        opened++;
        if (s->init != NULL) check_stmt(s->init);
        if (s->x != NULL) check_condition(s->x, "if");
        check_stmt(s->body);
        if (s->els == NULL || s->els->kind != STMT_IF) break;
        s = s->els;
    }
    if (s->els != NULL) check_stmt(s->els);
    while (opened-- > 0) scope_close();
}

static void check_for(Stmt *s) {
    s->scope = scope_open();
    if (s->init != NULL) check_stmt(s->init);
    if (s->x != NULL) check_condition(s->x, "for");
    if (s->post != NULL) {
        check_stmt(s->post);
        // The parser has complained about `:=` there; its variables are not reported as unused.
        if (s->post->kind == STMT_ASSIGN && s->post->op == TOK_DEFINE) {
            check_use(s->post->lhs.items, s->post->lhs.count);
        }
    }
    check_stmt(s->body);
    scope_close();
}

static bool is_receive(const Expr *e) {
    const Expr *inner = expr_unparen((Expr *)e);
    return inner->kind == EXPR_UNARY && inner->op == TOK_ARROW;
}

static bool is_communication(const Stmt *s) {
    if (s == NULL || s->kind == STMT_SEND) return true;
    if (s->kind == STMT_EXPR) return is_receive(s->x);
    return s->kind == STMT_ASSIGN && s->rhs.count == 1 && is_receive(s->rhs.items[0]);
}

static Pos stmt_start(const Stmt *s) {
    if (s->kind == STMT_ASSIGN && s->lhs.count > 0) return expr_start(s->lhs.items[0]);
    if (s->kind == STMT_EXPR) return expr_error_pos(s->x);
    return s->kind == STMT_SEND ? expr_start(s->x) : s->pos;
}

void check_select(Stmt *s) {
    check_defaults(&s->list);
    for (uint32_t i = 0; i < s->list.count; i++) {
        Stmt *clause = s->list.items[i];
        if (!is_communication(clause->comm)) {
            check_error(stmt_start(clause->comm), MSG_SELECT_CASE);
            continue;
        }
        clause->scope = scope_open();
        if (clause->comm != NULL) check_stmt(clause->comm);
        check_stmt_list(&clause->list);
        scope_close();
    }
}

void check_defaults(StmtList *clauses) {
    Stmt *first = NULL;
    for (uint32_t i = 0; i < clauses->count; i++) {
        Stmt *clause = clauses->items[i];
        if (!clause->is_default) continue;
        if (first == NULL) first = clause;
        else check_error(clause->pos, MSG_MULTIPLE_DEFAULTS, pos_text(first->pos));
    }
}

// ---- the dispatch -------------------------------------------------------------------------------

static void check_stmt_kind(Stmt *s) {
    switch (s->kind) {
    case STMT_BLOCK: check_block(s); return;
    case STMT_EXPR: check_expr_stmt(s); return;
    case STMT_SEND: check_send(s); return;
    case STMT_INC_DEC: check_inc_dec(s); return;
    case STMT_ASSIGN: check_assign_stmt(s); return;
    case STMT_GO:
    case STMT_DEFER: check_go_or_defer(s); return;
    case STMT_RETURN: check_return(s); return;
    case STMT_IF: check_if(s); return;
    case STMT_SWITCH: check_switch(s); return;
    case STMT_TYPE_SWITCH: check_type_switch(s); return;
    case STMT_SELECT: check_select(s); return;
    case STMT_FOR: check_for(s); return;
    case STMT_RANGE: check_range(s); return;
    case STMT_DECL: check_decl_stmt(s); return;
    // The targets of branches are found by the parser.
    case STMT_BREAK:
    case STMT_CONTINUE:
    case STMT_GOTO:
    case STMT_FALLTHROUGH:
    case STMT_BAD:
    case STMT_EMPTY:
    case STMT_LABELED:
    case STMT_CLAUSE:
    case STMT_KIND_COUNT: return;
    }
}

void check_stmt(Stmt *s) {
    while (s->kind == STMT_LABELED) s = s->body;   // a label labels the next label and so on
    uint32_t put_off = checker.later.count;
    if (depth_enter(s->pos)) check_stmt_kind(s);
    depth_leave();
    process_later(put_off);
}

void check_stmt_list(StmtList *list) {
    for (uint32_t i = 0; i < list->count; i++) check_stmt(list->items[i]);
}

static Pos frame_pos(const DeclInfo *decl, const Stmt *body) {
    return decl == NULL || decl->decl == NULL ? body->pos : func_decl_pos(decl->decl);
}

// ---- bodies -------------------------------------------------------------------------------------

void check_func_body(DeclInfo *decl, const char *name, Type *type, Stmt *body, Pos end_pos,
                     Const *iota) {
    bool is_literal = name[0] == '<';
    FuncState state = {0};
    Env saved = checker.env;
    checker.env = (Env){
        .package = saved.package,
        .file = saved.file,
        .decl = decl,
        .scope = type->scope,
        .iota = iota,
        .func_type = type,
        .func_scope = type->scope,
        .func_state = &state,
        .depth = saved.depth,
    };
    uint32_t locals = checker.locals.count;
    check_stmt_list(&body->list);
    if (type->results->field_count > 0 && !stmt_list_terminates(&body->list)) {
        check_error(end_pos, MSG_MISSING_RETURN);
    }
    report_unused_locals(locals);
    frame_check(is_literal ? body->pos : frame_pos(decl, body), type, &state);
    checker.env = saved;
}
