// ir/lower_assign.c - assignments and variable declarations.
#include "ir/ir_int.h"

#include "base/check.h"

// The two or more sides of an assignment while it is lowered.
typedef struct Assign {
    Lower *lower;
    Pos pos;
    ExprList *lhs;
    bool define;
    NodeList declarations;   // ODCLs of the new variables
    NodeList targets;        // NULL: blank
} Assign;

static bool is_new_variable(const Expr *expr, bool define) {
    return define && expr->kind == EXPR_IDENT && expr->object && expr->object->pos == expr->pos;
}

Node *lower_target(Lower *lower, Expr *expr) {
    expr = expr_unparen(expr);
    if (expr_is_blank(expr)) return NULL;
    Node *target = lower_expr(lower, expr);
    if (target->op == OINDEXMAP) target->assigned = true;
    return target;
}

Node *lower_lhs(Lower *lower, Expr *expr, bool define, Type *type, NodeList *declarations) {
    (void)type;
    expr = expr_unparen(expr);
    if (expr_is_blank(expr)) return NULL;
    if (!is_new_variable(expr, define)) return lower_target(lower, expr);
    Name *name = name_declare(lower, expr->object, expr->pos);
    Node *dcl = node_new(ODCL, expr->pos, NULL);
    dcl->name = name;
    list_push(declarations, dcl);
    return node_name(expr->pos, name);
}

static void lower_targets(Assign *assign) {
    for (uint32_t i = 0; i < assign->lhs->count; i++)
        list_push(&assign->targets, lower_lhs(assign->lower, assign->lhs->items[i], assign->define,
                                              NULL, &assign->declarations));
}

// The statement that gives the declared variables their values becomes their definition; the other
// targets are assigned to.
static void settle(Assign *assign, Node *stmt) {
    for (uint32_t i = 0; i < assign->declarations.count; i++) {
        Name *name = assign->declarations.items[i]->name;
        lower_emit(assign->lower, assign->declarations.items[i]);
        name->defn = stmt;
        stmt->def = true;
    }
    for (uint32_t i = 0; i < assign->targets.count; i++) {
        Node *target = assign->targets.items[i];
        if (!target) continue;
        if (target->op == ONAME && target->name->defn == stmt) continue;
        node_mark_assigned(target);
    }
    lower_emit(assign->lower, stmt);
}

// ---- One value for each target -----------------------------------------------------------------
static void assign_pairs(Assign *assign, ExprList *rhs) {
    NodeList values = {0};
    for (uint32_t i = 0; i < rhs->count; i++)
        list_push(&values, lower_expr(assign->lower, rhs->items[i]));
    lower_targets(assign);
    for (uint32_t i = 0; i < values.count; i++) {
        Node *target = assign->targets.items[i];
        if (target) values.items[i] = lower_implicit(assign->lower, values.items[i], target->type);
    }
    Node *stmt;
    if (values.count == 1) {
        stmt = node_binary(OAS, assign->pos, NULL, assign->targets.items[0], values.items[0]);
    } else {
        stmt = node_new(OAS2, assign->pos, NULL);
        stmt->list = assign->targets;
        stmt->rlist = values;
    }
    settle(assign, stmt);
}

// ---- One call or comma-ok form for all targets -------------------------------------------------
Node *lower_comma_ok(Lower *lower, Pos pos, Expr *value) {
    Node *y = lower_expr(lower, value);
    Op op;
    switch (y->op) {
    case OCALLFUNC: case OCALLINTER: op = OAS2FUNC; break;
    case OINDEXMAP: op = OAS2MAPR; break;
    case ODOTTYPE: y->op = ODOTTYPE2; op = OAS2DOTTYPE; break;
    case ORECV: op = OAS2RECV; break;
    default: FATAL("ir: %s has no several results", op_name((Op)y->op));
    }
    Node *stmt = node_new(op, pos, NULL);
    stmt->y = y;
    return stmt;
}

static Type *source_type(const Node *stmt, uint32_t i) {
    if (stmt->op == OAS2FUNC) return stmt->y->type->fields[i]->type;
    return i == 0 ? stmt->y->type : NULL;      // any boolean type takes the ok
}

static bool needs_conversion(const Node *stmt, const NodeList *targets) {
    for (uint32_t i = 0; i < targets->count; i++) {
        Node *target = targets->items[i];
        Type *source = source_type(stmt, i);
        if (!target) continue;
        if (source ? !type_identical(source, target->type) : type_is_interface(target->type))
            return true;
    }
    return false;
}

// Takes the results into temporaries and converts from there.
static void assign_converted(Assign *assign, Node *stmt) {
    Lower *lower = assign->lower;
    Node *copy = node_new(OAS2, assign->pos, NULL);
    stmt->def = stmt->implicit = true;
    for (uint32_t i = 0; i < assign->targets.count; i++) {
        Node *target = assign->targets.items[i];
        if (!target) {
            list_push(&stmt->list, NULL);
            continue;
        }
        Type *type = source_type(stmt, i);
        Name *temp = name_temp(lower, assign->pos, type ? type : type_basic[TYPE_BOOL]);
        temp->defn = stmt;
        Node *dcl = node_new(ODCL, assign->pos, NULL);
        dcl->name = temp;
        lower_emit(lower, dcl);
        list_push(&stmt->list, node_name(assign->pos, temp));
        list_push(&copy->list, target);
        list_push(&copy->rlist, lower_implicit(lower, node_name(assign->pos, temp), target->type));
    }
    lower_emit(lower, stmt);
    if (copy->list.count == 1) {
        copy->op = OAS;
        copy->x = copy->list.items[0];
        copy->y = copy->rlist.items[0];
        copy->list.count = copy->rlist.count = 0;
    }
    settle(assign, copy);
}

static void assign_spread(Assign *assign, Expr *value) {
    Node *stmt = lower_comma_ok(assign->lower, assign->pos, expr_unparen(value));
    lower_targets(assign);
    if (needs_conversion(stmt, &assign->targets)) {
        assign_converted(assign, stmt);
        return;
    }
    stmt->list = assign->targets;
    settle(assign, stmt);
}

static void lower_assign(Assign *assign, ExprList *rhs) {
    if (rhs->count == 1 && assign->lhs->count > 1) assign_spread(assign, rhs->items[0]);
    else assign_pairs(assign, rhs);
}

// Package variables: their Names are known, and blank ones only have their value evaluated.
void lower_global_assign(Lower *lower, const Initializer *initializer) {
    Expr *value = initializer->value;
    Pos pos = initializer->decl ? initializer->decl->pos : value->pos;
    ExprList lhs = {.count = initializer->lhs_count};
    Assign assign = {.lower = lower, .pos = pos, .lhs = &lhs};
    for (uint32_t i = 0; i < initializer->lhs_count; i++) {
        Object *object = initializer->lhs[i];
        bool blank = !object->name || (object->name->length == 1 && object->name->text[0] == '_');
        list_push(&assign.targets, blank ? NULL : node_name(object->pos, global_name(object)));
    }
    if (initializer->lhs_count <= 1) {
        Node *target = initializer->lhs_count ? assign.targets.items[0] : NULL;
        Node *y = lower_expr_to(lower, value, target ? target->type : NULL);
        settle(&assign, node_binary(OAS, pos, NULL, target, y));
        return;
    }
    Node *stmt = lower_comma_ok(lower, pos, expr_unparen(value));
    if (needs_conversion(stmt, &assign.targets)) {
        assign_converted(&assign, stmt);
        return;
    }
    stmt->list = assign.targets;
    settle(&assign, stmt);
}

// ---- Statements --------------------------------------------------------------------------------
static Pos stmt_op_pos(const Stmt *stmt) {
    return stmt->op_pos ? stmt->op_pos : stmt->pos;
}

void lower_assign_stmt(Lower *lower, Stmt *stmt) {
    if (stmt->op != TOK_ASSIGN && stmt->op != TOK_DEFINE) {
        lower_op_assign(lower, stmt);
        return;
    }
    Assign assign = {.lower = lower, .pos = stmt_op_pos(stmt), .lhs = &stmt->lhs,
                     .define = stmt->op == TOK_DEFINE};
    lower_assign(&assign, &stmt->rhs);
}

void lower_op_assign(Lower *lower, Stmt *stmt) {
    bool step = stmt->kind == STMT_INC_DEC;
    Node *x = lower_target(lower, step ? stmt->x : stmt->lhs.items[0]);
    node_mark_assigned(x);
    Node *node = node_unary(OASOP, stmt_op_pos(stmt), NULL, x);
    node->sub_op = op_of_token(stmt->op);
    if (node->sub_op == OADD && type_is_string(x->type)) node->sub_op = OADDSTR;
    bool shift = node->sub_op == OLSH || node->sub_op == ORSH;
    if (step) {
        node->implicit = true;
        node->y = node_int(node->pos, x->type, 1);
    } else {
        node->y = shift ? lower_expr(lower, stmt->rhs.items[0])
                        : lower_expr_to(lower, stmt->rhs.items[0], x->type);
    }
    lower_emit(lower, node);
}

static void declare_zero(Lower *lower, Decl *decl) {
    for (uint32_t i = 0; i < decl->names.count; i++) {
        Expr *ident = decl->names.items[i];
        if (!ident->object || expr_is_blank(ident)) continue;
        Name *name = name_declare(lower, ident->object, ident->pos);
        Node *dcl = node_new(ODCL, ident->pos, NULL);
        dcl->name = name;
        lower_emit(lower, dcl);
        Node *assign = node_binary(OAS, decl->pos, NULL, node_name(ident->pos, name), NULL);
        assign->def = true;
        lower_emit(lower, assign);
    }
}

void lower_var_decl(Lower *lower, Decl *decl) {
    if (!decl->values.count) {
        declare_zero(lower, decl);
        return;
    }
    Assign assign = {.lower = lower, .pos = decl->pos, .lhs = &decl->names, .define = true};
    lower_assign(&assign, &decl->values);
}
