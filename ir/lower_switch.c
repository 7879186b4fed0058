// ir/lower_switch.c - switch, type switch, select.
#include "ir/ir_int.h"

#include "base/check.h"

// ---- switch ------------------------------------------------------------------------------------
// The type in which tag and cases are compared: the tag's, or `any` when a case does not fit it.
static Type *comparison_type(Lower *lower, Stmt *stmt, Type *tag) {
    bool tag_iface = type_is_interface(tag);
    for (uint32_t i = 0; i < stmt->list.count; i++) {
        ExprList *values = &stmt->list.items[i]->rhs;
        for (uint32_t j = 0; j < values->count; j++) {
            if (values->items[j]->mode == MODE_NIL) continue;
            Type *type = lower_expr_type(lower, values->items[j]);
            if (tag_iface ? !type_implements(type, tag, NULL) : type_is_interface(type))
                return type_empty_interface;
        }
    }
    return tag;
}

static Node *lower_case(Lower *lower, Stmt *clause, Type *tag) {
    Node *node = node_new(OCASE, clause->pos, NULL);
    node->is_default = clause->is_default;
    for (uint32_t i = 0; i < clause->rhs.count; i++)
        list_push(&node->list, lower_expr_to(lower, clause->rhs.items[i], tag));
    lower_list_into(lower, &clause->list, &node->body);
    return node;
}

static bool clause_falls_through(const Stmt *clause) {
    const StmtList *list = &clause->list;
    return list->count && list->items[list->count - 1]->kind == STMT_FALLTHROUGH;
}

static bool all_constant(const Stmt *stmt) {
    for (uint32_t i = 0; i < stmt->list.count; i++) {
        const Stmt *clause = stmt->list.items[i];
        if (clause_falls_through(clause)) return false;
        for (uint32_t j = 0; j < clause->rhs.count; j++)
            if (!clause->rhs.items[j]->constant) return false;
    }
    return true;
}

// The only clause that can run when tag and cases are constants, the index of none if there is no
// such clause; false when that is not known.
static bool constant_clause(Lower *lower, Stmt *stmt, uint32_t *chosen) {
    if (!stmt->x || !stmt->x->constant || !all_constant(stmt)) return false;
    if (type_is_interface(lower_expr_type(lower, stmt->x))) return false;
    *chosen = stmt->list.count;
    for (uint32_t i = 0; i < stmt->list.count; i++) {
        Stmt *clause = stmt->list.items[i];
        if (clause->is_default) *chosen = i;
        for (uint32_t j = 0; j < clause->rhs.count; j++) {
            if (!const_equal(clause->rhs.items[j]->constant, stmt->x->constant)) continue;
            *chosen = i;
            return true;
        }
    }
    return true;
}

// switch of a constant: only the body that runs is there at all.
static void lower_constant_switch(Lower *lower, Stmt *stmt, uint32_t chosen) {
    Node *node = node_new(OSWITCH, stmt->pos, NULL);
    lower_stmt_into(lower, stmt->init, &node->init);
    Enclosing enclosing;
    lower_enter(lower, &enclosing, stmt, node);
    if (chosen < stmt->list.count) {
        Stmt *clause = stmt->list.items[chosen];
        Node *only = node_new(OCASE, clause->pos, NULL);
        only->is_default = true;
        lower_list_into(lower, &clause->list, &only->body);
        list_push(&node->list, only);
    }
    lower_leave(lower);
    lower_emit(lower, node);
}

void lower_switch(Lower *lower, Stmt *stmt) {
    uint32_t chosen;
    if (constant_clause(lower, stmt, &chosen)) {
        lower_constant_switch(lower, stmt, chosen);
        return;
    }
    Node *node = node_new(OSWITCH, stmt->pos, NULL);
    lower_stmt_into(lower, stmt->init, &node->init);
    Type *tag = NULL;
    if (stmt->x) {
        node->x = lower_expr(lower, stmt->x);
        tag = comparison_type(lower, stmt, node->x->type);
        if (type_kind(node->x->type) == TYPE_CHAN) tag = NULL;   // directions may differ
        node->x = lower_implicit(lower, node->x, tag);
    }
    Enclosing enclosing;
    lower_enter(lower, &enclosing, stmt, node);
    for (uint32_t i = 0; i < stmt->list.count; i++)
        list_push(&node->list, lower_case(lower, stmt->list.items[i], tag));
    lower_leave(lower);
    lower_emit(lower, node);
}

// ---- type switch -------------------------------------------------------------------------------
// Where gc says that the variable of a clause is declared: at the last name of its last type.
static Pos clause_variable_pos(const Stmt *clause) {
    if (!clause->rhs.count) return clause->pos;
    const Expr *type = clause->rhs.items[clause->rhs.count - 1];
    for (;;) {
        switch (type->kind) {
        case EXPR_SELECTOR: return type->name_pos;
        case EXPR_PAREN: case EXPR_STAR: case EXPR_CHAN_TYPE: type = type->x; break;
        case EXPR_ARRAY_TYPE: case EXPR_MAP_TYPE: type = type->y; break;
        default: return type->pos;
        }
    }
}

static Node *lower_type_case(Lower *lower, Stmt *clause, bool has_name) {
    Node *node = node_new(OCASE, clause->pos, NULL);
    node->is_default = clause->is_default;
    for (uint32_t i = 0; i < clause->rhs.count; i++) {
        Expr *type = expr_unparen(clause->rhs.items[i]);
        bool is_nil = type->mode == MODE_NIL;
        list_push(&node->list, is_nil ? node_nil(type->pos, type_empty_interface)
                                      : node_new(OTYPE, type->pos, lower_type(lower, type->type)));
    }
    if (has_name && clause->object)
        node->name = name_declare(lower, clause->object, clause_variable_pos(clause));
    lower_list_into(lower, &clause->list, &node->body);
    return node;
}

void lower_type_switch(Lower *lower, Stmt *stmt) {
    Node *node = node_new(OTYPESW, stmt->pos, NULL);
    node->def = stmt->name != NULL;
    lower_stmt_into(lower, stmt->init, &node->init);
    Expr *operand = expr_unparen(stmt->x);
    if (operand->kind == EXPR_TYPE_ASSERT && !operand->y) operand = operand->x;
    node->x = lower_expr(lower, operand);
    Enclosing enclosing;
    lower_enter(lower, &enclosing, stmt, node);
    for (uint32_t i = 0; i < stmt->list.count; i++)
        list_push(&node->list, lower_type_case(lower, stmt->list.items[i], stmt->name != NULL));
    lower_leave(lower);
    lower_emit(lower, node);
}

// ---- select ------------------------------------------------------------------------------------
// A target other than a plain variable is evaluated only if its case is taken: the value arrives in
// a temporary and the body begins with the assignment.
static Node *receive_target(Lower *lower, Node *comm, Expr *expr, bool define, Type *type) {
    Node *target = lower_lhs(lower, expr, define, NULL, &comm->init);
    if (!target) return NULL;
    if (target->op == ONAME && type_identical(target->type, type)) {
        if (!define || !comm->init.count || vec_last(&comm->init)->name != target->name)
            node_mark_assigned(target);
        return target;
    }
    Name *temp = name_temp(lower, target->pos, type);
    Node *dcl = node_new(ODCL, target->pos, NULL);
    dcl->name = temp;
    list_push(&comm->init, dcl);
    Node *value = lower_implicit(lower, node_name(target->pos, temp), target->type);
    list_push(&comm->body, node_assign(target->pos, target, value));
    return node_name(target->pos, temp);
}

static Node *lower_receive(Lower *lower, Stmt *comm_stmt, Node *comm) {
    Expr *value = comm_stmt->kind == STMT_EXPR ? comm_stmt->x : comm_stmt->rhs.items[0];
    Pos pos = comm_stmt->op_pos ? comm_stmt->op_pos : comm_stmt->pos;
    Node *stmt = lower_comma_ok(lower, pos, expr_unparen(value));
    for (uint32_t i = 0; i < 2; i++) {
        Node *target = NULL;
        Type *type = i == 0 ? stmt->y->type : type_basic[TYPE_BOOL];
        if (comm_stmt->kind != STMT_EXPR && i < comm_stmt->lhs.count)
            target = receive_target(lower, comm, comm_stmt->lhs.items[i],
                                    comm_stmt->op == TOK_DEFINE, type);
        list_push(&stmt->list, target);
    }
    for (uint32_t i = 0; i < comm->init.count; i++) comm->init.items[i]->name->defn = stmt;
    stmt->def = comm->init.count > 0;
    return stmt;
}

static Node *lower_comm(Lower *lower, Stmt *clause) {
    Node *node = node_new(OCOMM, clause->pos, NULL);
    Stmt *comm = clause->comm;
    if (!comm) {
        node->is_default = true;
    } else if (comm->kind == STMT_SEND) {
        NodeList list = {0};
        lower_stmt_into(lower, comm, &list);
        node->x = vec_last(&list);
    } else {
        node->x = lower_receive(lower, comm, node);
    }
    lower_list_into(lower, &clause->list, &node->body);
    return node;
}

void lower_select(Lower *lower, Stmt *stmt) {
    Node *node = node_new(OSELECT, stmt->pos, NULL);
    Enclosing enclosing;
    lower_enter(lower, &enclosing, stmt, node);
    for (uint32_t i = 0; i < stmt->list.count; i++)
        list_push(&node->list, lower_comm(lower, stmt->list.items[i]));
    lower_leave(lower);
    lower_emit(lower, node);
}
