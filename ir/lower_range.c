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

// A target that is no plain variable of the right type gets its value at the start of the body.
static Node *deferred_target(Lower *lower, Node *node, Node *target, Type *type) {
    if (target->op == ONAME && type_identical(target->type, type)) return target;
    Name *temp = name_temp(lower, target->pos, type);
    Node *dcl = node_new(ODCL, target->pos, NULL);
    dcl->name = temp;
    temp->defn = node;
    list_push(&node->init, dcl);
    Node *value = lower_implicit(lower, node_name(target->pos, temp), target->type);
    list_push(&node->body, node_assign(target->pos, target, value));
    return node_name(target->pos, temp);
}

static void range_targets(Lower *lower, Stmt *stmt, Node *node) {
    bool define = stmt->op == TOK_DEFINE;
    for (uint32_t i = 0; i < stmt->lhs.count; i++) {
        Node *target = lower_lhs(lower, stmt->lhs.items[i], define, NULL, &node->init);
        if (target && !define) {
            target = deferred_target(lower, node, target, range_type(node->x->type, i == 1));
            if (!target->name->defn) node_mark_assigned(target);
        }
        list_push(&node->list, target);
    }
    for (uint32_t i = 0; i < node->init.count; i++) node->init.items[i]->name->defn = node;
    node->def = define;
}

static void mark_distinct(Lower *lower, Node *node) {
    Package *package = lower->package;
    if (!node->def || (package->lang_minor && package->lang_minor < 22)) return;
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
