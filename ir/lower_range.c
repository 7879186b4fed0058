// ir/lower_range.c - range loops over everything but functions.
#include "ir/ir_int.h"

#include "base/check.h"

// What the loop delivers as key and value.
static Type *range_type(Type *of, bool value) {
    Type *type = type_underlying(of);
    if (type->kind == TYPE_POINTER) type = type_underlying(type->elem);
    switch (type->kind) {
    case TYPE_MAP: return value ? type->elem : type->key;
    case TYPE_CHAN: return type->elem;
    case TYPE_STRING: return value ? type_rune : type_basic[TYPE_INT];
    case TYPE_ARRAY: case TYPE_SLICE: return value ? type->elem : type_basic[TYPE_INT];
    default: return of;        // integers count in their own type
    }
}

// Declares a variable for a key or value that is assigned from there.
static Node *range_temp(Lower *lower, Node *node, Pos pos, Type *type) {
    Name *temp = name_temp(lower, pos, type);
    Node *dcl = node_new(ODCL, pos, NULL);
    dcl->name = temp;
    list_push(&node->init, dcl);
    return node_name(pos, temp);
}

static bool is_plain_target(const Node *target, Type *type) {
    return !target || (target->op == ONAME && type_identical(target->type, type));
}

// Without := the targets are assigned anew in each iteration, together, their operands evaluated
// first. Plain variables of the right types get the values directly.
static void assign_targets(Lower *lower, Stmt *stmt, Node *node) {
    NodeList targets = {0};
    bool plain = true;
    for (uint32_t i = 0; i < stmt->lhs.count; i++) {
        list_push(&targets, lower_target(lower, stmt->lhs.items[i]));
        if (!is_plain_target(targets.items[i], range_type(node->x->type, i == 1))) plain = false;
    }
    Node *assign = node_new(OAS2, stmt->pos, NULL);
    for (uint32_t i = 0; i < targets.count; i++) {
        Node *target = targets.items[i];
        if (target) node_mark_assigned(target);
        if (target && !plain) {
            Node *temp = range_temp(lower, node, target->pos, range_type(node->x->type, i == 1));
            list_push(&assign->list, target);
            list_push(&assign->rlist, lower_implicit(lower, temp, target->type));
            target = node_name(target->pos, temp->name);
        }
        list_push(&node->list, target);
    }
    if (!plain) list_push(&node->body, assign);
}

static void range_targets(Lower *lower, Stmt *stmt, Node *node) {
    node->def = stmt->op == TOK_DEFINE;
    if (node->def)
        for (uint32_t i = 0; i < stmt->lhs.count; i++)
            list_push(&node->list, lower_lhs(lower, stmt->lhs.items[i], true, NULL, &node->init));
    else assign_targets(lower, stmt, node);
    for (uint32_t i = 0; i < node->init.count; i++) node->init.items[i]->name->defn = node;
}

static void mark_distinct(Lower *lower, Node *node) {
    if (!node->def || !lower->distinct_vars) return;
    for (uint32_t i = 0; i < node->init.count; i++) {
        Name *name = node->init.items[i]->name;
        name->per_iteration = name->captured || name->addr_taken;
        node->distinct_vars |= name->per_iteration;
    }
}

void lower_range(Lower *lower, Stmt *stmt) {
    Type *type = type_underlying(lower_expr_type(lower, stmt->x));
    if (type->kind == TYPE_FUNC) {
        lower_range_func(lower, stmt);
        return;
    }
    Node *node = node_new(ORANGE, stmt->pos, NULL);
    node->x = lower_expr(lower, stmt->x);
    range_targets(lower, stmt, node);
    Enclosing enclosing;
    lower_enter(lower, &enclosing, stmt, node);
    lower_block(lower, stmt->body, &node->body);
    lower_leave(lower);
    mark_distinct(lower, node);
    lower_emit(lower, node);
}
