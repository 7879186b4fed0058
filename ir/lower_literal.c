// ir/lower_literal.c - composite literals.
#include "ir/ir_int.h"

#include "base/check.h"

static uint32_t field_of_key(Type *structure, const Expr *key) {
    for (uint32_t i = 0; i < structure->field_count; i++)
        if (structure->fields[i]->name == key->name) return i;
    FATAL("ir: no field %s in %s", key->name->text, type_print(structure, NULL));
}

static bool is_blank_field(const Object *field) {
    return field->name && field->name->length == 1 && field->name->text[0] == '_';
}

// The value of a field _ is evaluated but not kept.
static void lower_blank_field(Lower *lower, Node *node, Expr *value) {
    Node *x = lower_expr(lower, value);
    if (!node_is_simple(x)) list_push(&node->init, node_binary(OAS, x->pos, NULL, NULL, x));
}

static void lower_struct(Lower *lower, Expr *expr, Node *node, Type *type) {
    for (uint32_t i = 0; i < expr->list.count; i++) {
        Expr *item = expr->list.items[i];
        uint32_t field = i;
        Pos pos = expr_pos(item);
        if (item->kind == EXPR_KEY_VALUE) {
            pos = item->x->pos;
            field = field_of_key(type, item->x);
            item = item->y;
        }
        if (is_blank_field(type->fields[field])) {
            lower_blank_field(lower, node, item);
            continue;
        }
        Node *key = node_new(OSTRUCTKEY, pos, type->fields[field]->type);
        key->field_index = (int32_t)field;
        key->selector = type->fields[field]->name;
        key->x = lower_expr_to(lower, item, type->fields[field]->type);
        list_push(&node->list, key);
    }
}

// Elements of arrays and slices; returns the length.
static int64_t lower_elements(Lower *lower, Expr *expr, Node *node, Type *elem) {
    int64_t index = 0, length = 0;
    for (uint32_t i = 0; i < expr->list.count; i++) {
        Expr *item = expr->list.items[i];
        Node *value;
        if (item->kind == EXPR_KEY_VALUE) {
            Node *key = lower_expr(lower, item->x);
            FATAL_IF(!const_get_int64(key->constant, &index), "ir: bad index in a literal");
            Node *pair = node_binary(OKEY, item->x->pos, NULL, key, NULL);
            pair->y = lower_expr_to(lower, item->y, elem);
            value = pair;
        } else {
            value = lower_expr_to(lower, item, elem);
        }
        list_push(&node->list, value);
        if (++index > length) length = index;
    }
    return length;
}

static void lower_map(Lower *lower, Expr *expr, Node *node, Type *type) {
    for (uint32_t i = 0; i < expr->list.count; i++) {
        Expr *item = expr->list.items[i];
        Node *key = lower_expr_to(lower, item->x, type->key);
        Node *value = lower_expr_to(lower, item->y, type->elem);
        list_push(&node->list, node_binary(OKEY, expr_pos(item->x), NULL, key, value));
    }
}

Node *lower_composite(Lower *lower, Expr *expr) {
    Type *type = lower_expr_type(lower, expr);
    Pos pos = expr_pos(expr);
    Type *of = type_underlying(type);
    bool is_pointer = of->kind == TYPE_POINTER;    // &T elided inside another literal
    Type *literal_type = is_pointer ? of->elem : type;
    of = type_underlying(literal_type);
    Node *node = node_new(OSTRUCTLIT, pos, literal_type);
    switch (of->kind) {
    case TYPE_STRUCT: lower_struct(lower, expr, node, of); break;
    case TYPE_ARRAY:
        node->op = OARRAYLIT;
        node->n = of->length;
        lower_elements(lower, expr, node, of->elem);
        break;
    case TYPE_SLICE:
        node->op = OSLICELIT;
        node->n = lower_elements(lower, expr, node, of->elem);
        break;
    case TYPE_MAP:
        node->op = OMAPLIT;
        lower_map(lower, expr, node, of);
        break;
    default: FATAL("ir: composite literal of %s", type_print(type, NULL));
    }
    return is_pointer ? node_unary(OPTRLIT, pos, type, node) : node;
}
