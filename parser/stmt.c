// parser/stmt.c - statements.
#include "parser/parser_int.h"

static Stmt *stmt_new(Parser *parser, StmtKind kind, Pos pos) {
    Stmt *stmt = ARENA_NEW(parser->arena, Stmt);
    stmt->kind = kind;
    stmt->pos = pos;
    stmt->op_pos = pos;
    return stmt;
}

static void above_depth(Parser *parser, Stmt *stmt, uint32_t child_depth) {
    if (child_depth < stmt->depth) return;
    stmt->depth = (uint16_t)(child_depth + 1);
    if (stmt->depth >= NESTING_MAX) reject_depth(parser, stmt->pos);
}

static void above_expr(Parser *parser, Stmt *stmt, const Expr *x) {
    if (x) above_depth(parser, stmt, x->depth);
}

static void above_exprs(Parser *parser, Stmt *stmt, const ExprList *list) {
    for (uint32_t i = 0; i < list->count; i++) above_expr(parser, stmt, list->items[i]);
}

static void above_stmt(Parser *parser, Stmt *stmt, const Stmt *child) {
    if (child) above_depth(parser, stmt, child->depth);
}

static void above_stmts(Parser *parser, Stmt *stmt, const StmtList *list) {
    for (uint32_t i = 0; i < list->count; i++) above_stmt(parser, stmt, list->items[i]);
}

// ---- blocks, declarations, labels -------------------------------------------------------------

Stmt *ast_block(Parser *parser, TokenValue open, StmtList list, TokenValue close) {
    Stmt *stmt = stmt_new(parser, STMT_BLOCK, open.pos);
    stmt->list = list;
    stmt->end_pos = close.pos;
    above_stmts(parser, stmt, &list);
    return stmt;
}

Stmt *ast_body(Parser *parser, TokenValue open, StmtList list, TokenValue close) {
    control_clause_ends(parser);
    return ast_block(parser, open, list, close);
}

Stmt *ast_decl_stmt(Parser *parser, DeclList decls) {
    Pos pos = decls.count ? decls.items[0]->pos : parser->token.pos;
    Stmt *stmt = stmt_new(parser, STMT_DECL, pos);
    stmt->decls = decls;
    for (uint32_t i = 0; i < decls.count; i++) {
        above_exprs(parser, stmt, &decls.items[i]->values);
        above_expr(parser, stmt, decls.items[i]->type);
    }
    return stmt;
}

Stmt *ast_labeled(Parser *parser, TokenValue label, TokenValue colon, Stmt *body) {
    Stmt *stmt = stmt_new(parser, STMT_LABELED, label.pos);
    stmt->op_pos = colon.pos;
    stmt->label = label.symbol;
    stmt->label_pos = label.pos;
    if (!body) {
        // An empty statement needs its ";", which may be left out before "}" only.
        if (parser->token.kind != TOK_SEMI && parser->token.kind != TOK_RBRACE)
            reject(parser, colon.pos);
        body = stmt_new(parser, STMT_EMPTY, parser->token.pos);
    }
    stmt->body = body;
    above_stmt(parser, stmt, body);
    return stmt;
}

// ---- simple statements ------------------------------------------------------------------------

Stmt *ast_expr_stmt(Parser *parser, Expr *x) {
    Stmt *stmt = stmt_new(parser, STMT_EXPR, x->pos);
    stmt->x = x;
    above_expr(parser, stmt, x);
    return stmt;
}

Stmt *ast_inc_dec(Parser *parser, Expr *x, TokenKind kind, TokenValue op) {
    Stmt *stmt = ast_expr_stmt(parser, x);
    stmt->kind = STMT_INC_DEC;
    stmt->op = kind;
    stmt->op_pos = op.pos;
    return stmt;
}

Stmt *ast_send(Parser *parser, Expr *x, TokenValue op, Expr *y) {
    Stmt *stmt = ast_expr_stmt(parser, x);
    stmt->kind = STMT_SEND;
    stmt->op_pos = op.pos;
    stmt->y = y;
    above_expr(parser, stmt, y);
    return stmt;
}

Stmt *ast_assign(Parser *parser, ExprList lhs, TokenKind kind, TokenValue op, ExprList rhs) {
    Stmt *stmt = stmt_new(parser, STMT_ASSIGN, lhs.items[0]->pos);
    stmt->op = kind;
    stmt->op_pos = op.pos;
    stmt->lhs = lhs;
    stmt->rhs = rhs;
    above_exprs(parser, stmt, &lhs);
    above_exprs(parser, stmt, &rhs);
    return stmt;
}

Stmt *ast_op_assign(Parser *parser, Expr *x, TokenKind kind, TokenValue op, Expr *y) {
    return ast_assign(parser, exprs_one(parser, x), kind, op, exprs_one(parser, y));
}

Stmt *ast_go(Parser *parser, StmtKind kind, TokenValue keyword, Expr *x) {
    Stmt *stmt = stmt_new(parser, kind, keyword.pos);
    if (x->kind == EXPR_PAREN)
        diag_report(parser->diags, x->pos, "expression in %s must not be parenthesized",
                    kind == STMT_GO ? "go" : "defer");
    stmt->x = expr_unparen(x);
    above_expr(parser, stmt, x);
    return stmt;
}

Stmt *ast_return(Parser *parser, TokenValue keyword, ExprList *results) {
    Stmt *stmt = stmt_new(parser, STMT_RETURN, keyword.pos);
    if (results) stmt->rhs = *results;
    above_exprs(parser, stmt, &stmt->rhs);
    return stmt;
}

Stmt *ast_branch(Parser *parser, StmtKind kind, TokenValue keyword, TokenValue *label) {
    Stmt *stmt = stmt_new(parser, kind, keyword.pos);
    if (label) {
        stmt->label = label->symbol;
        stmt->label_pos = label->pos;
    }
    return stmt;
}

// ---- control clauses --------------------------------------------------------------------------

Stmt *ast_header(Parser *parser, Stmt *init, Expr *x) {
    Stmt *stmt = stmt_new(parser, STMT_BAD, NO_POS);
    stmt->init = init;
    stmt->x = x;
    above_stmt(parser, stmt, init);
    above_expr(parser, stmt, x);
    return stmt;
}

static bool is_type_guard(const Expr *x) {
    return x->kind == EXPR_TYPE_ASSERT && !x->y;
}

// `x`, `x.(type)` or `name := x.(type)`; other simple statements are no tag.
Stmt *ast_switch_header(Parser *parser, Stmt *init, Stmt *tag) {
    bool binds = tag->kind == STMT_ASSIGN && tag->op == TOK_DEFINE && tag->lhs.count == 1 &&
                 tag->rhs.count == 1 && tag->lhs.items[0]->kind == EXPR_IDENT;
    Expr *x = binds ? tag->rhs.items[0] : tag->x;
    if (tag->kind == STMT_EXPR && !is_type_guard(x)) return ast_header(parser, init, x);
    if ((tag->kind != STMT_EXPR && !binds) || !is_type_guard(x)) {
        reject(parser, tag->op_pos);
        return ast_header(parser, init, NULL);
    }
    Stmt *stmt = ast_header(parser, init, x->x);
    stmt->kind = STMT_TYPE_SWITCH;
    stmt->op_pos = x->op_pos;
    if (binds) {
        stmt->name = tag->lhs.items[0]->name;
        stmt->name_pos = tag->lhs.items[0]->pos;
    }
    return stmt;
}

Stmt *ast_for_header(Parser *parser, Stmt *init, Expr *x, Stmt *post) {
    Stmt *stmt = ast_header(parser, init, x);
    stmt->post = post;
    above_stmt(parser, stmt, post);
    // cannot declare in post statement of for loop
    if (post && post->kind == STMT_ASSIGN && post->op == TOK_DEFINE) reject(parser, post->op_pos);
    return stmt;
}

Stmt *ast_range(Parser *parser, ExprList *lhs, TokenKind kind, TokenValue range, Expr *x) {
    Stmt *stmt = ast_header(parser, NULL, x);
    stmt->kind = STMT_RANGE;
    stmt->op = kind;
    stmt->op_pos = range.pos;
    if (lhs) stmt->lhs = *lhs;
    above_exprs(parser, stmt, &stmt->lhs);
    return stmt;
}

Stmt *ast_if(Parser *parser, TokenValue keyword, Stmt *header, Stmt *body, Stmt *els) {
    header->kind = STMT_IF;
    header->pos = keyword.pos;
    header->op_pos = keyword.pos;
    header->body = body;
    header->els = els;
    header->end_pos = els ? els->end_pos : body->end_pos;
    above_stmt(parser, header, body);
    above_stmt(parser, header, els);
    return header;
}

Stmt *ast_switch(Parser *parser, TokenValue keyword, Stmt *header, StmtList clauses,
                 TokenValue close) {
    control_clause_ends(parser);
    if (header->kind != STMT_TYPE_SWITCH) {
        header->kind = STMT_SWITCH;
        header->op_pos = keyword.pos;
    }
    header->pos = keyword.pos;
    header->list = clauses;
    header->end_pos = close.pos;
    above_stmts(parser, header, &clauses);
    return header;
}

Stmt *ast_select(Parser *parser, TokenValue keyword, StmtList clauses, TokenValue close) {
    control_clause_ends(parser);
    Stmt *stmt = stmt_new(parser, STMT_SELECT, keyword.pos);
    stmt->list = clauses;
    stmt->end_pos = close.pos;
    above_stmts(parser, stmt, &clauses);
    return stmt;
}

Stmt *ast_for(Parser *parser, TokenValue keyword, Stmt *header, Stmt *body) {
    if (header->kind != STMT_RANGE) {
        header->kind = STMT_FOR;
        header->op_pos = keyword.pos;
    }
    header->pos = keyword.pos;
    header->body = body;
    header->end_pos = body->end_pos;
    above_stmt(parser, header, body);
    return header;
}

static Stmt *clause(Parser *parser, TokenValue keyword, TokenValue colon, StmtList body) {
    Stmt *stmt = stmt_new(parser, STMT_CLAUSE, keyword.pos);
    stmt->op_pos = colon.pos;
    stmt->list = body;
    above_stmts(parser, stmt, &body);
    return stmt;
}

Stmt *ast_case(Parser *parser, TokenValue keyword, ExprList *list, TokenValue colon,
               StmtList body) {
    Stmt *stmt = clause(parser, keyword, colon, body);
    stmt->is_default = !list;
    if (list) stmt->rhs = *list;
    above_exprs(parser, stmt, &stmt->rhs);
    return stmt;
}

Stmt *ast_comm(Parser *parser, TokenValue keyword, Stmt *comm, TokenValue colon, StmtList body) {
    Stmt *stmt = clause(parser, keyword, colon, body);
    stmt->is_default = !comm;
    stmt->comm = comm;
    above_stmt(parser, stmt, comm);
    return stmt;
}
