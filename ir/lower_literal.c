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

static Node *add_field(Node *literal, Type *type, uint32_t field, Pos pos, Node *value) {
    Node *key = node_new(OSTRUCTKEY, pos, type->fields[field]->type);
    key->field_index = (int32_t)field;
    key->selector = type->fields[field]->name;
    key->x = value;
    list_push(&literal->list, key);
    return value;
}

// The literal for the embedded struct [field] of [literal], which keys of promoted fields share.
static Node *inner_literal(Node *literal, Type *type, uint32_t field, Pos pos) {
    for (uint32_t i = 0; i < literal->list.count; i++)
        if (literal->list.items[i]->field_index == (int32_t)field) return literal->list.items[i]->x;
    return add_field(literal, type, field, pos,
                     node_new(OSTRUCTLIT, pos, type->fields[field]->type));
}

// The value of a field. With [keep_order] it is taken in front of the literal.
static Node *lower_field(Lower *lower, Node *node, bool keep_order, Expr *value, Type *type) {
    Node *x = lower_expr_to(lower, value, type);
    if (!keep_order || node_is_simple(x)) return x;
    NodeList *out = lower->out;
    lower->out = &node->init;
    x = lower_temp(lower, x->pos, x);
    lower->out = out;
    return x;
}

// `{x: value}` where x is promoted means `{E: E{x: value}}`. Values are taken in the order in which
// they are written, so those that do something go to temporaries.
static void lower_promoted(Lower *lower, Node *node, Type *type, Expr *item) {
    const Selection *at = item->x->selection;
    Pos pos = item->x->pos;
    Node *literal = node;
    for (uint32_t i = 0; i + 1 < at->path_count; i++) {
        literal = inner_literal(literal, type, at->path[i], pos);
        type = type_underlying(type->fields[at->path[i]]->type);
    }
    uint32_t field = at->path[at->path_count - 1];
    add_field(literal, type, field, pos, lower_field(lower, node, true, item->y,
                                                     type->fields[field]->type));
}

static bool has_promoted(const Expr *expr) {
    for (uint32_t i = 0; i < expr->list.count; i++) {
        const Expr *item = expr->list.items[i];
        if (item->kind == EXPR_KEY_VALUE && item->x->selection) return true;
    }
    return false;
}

static void lower_struct(Lower *lower, Expr *expr, Node *node, Type *type) {
    bool keep_order = has_promoted(expr);
    for (uint32_t i = 0; i < expr->list.count; i++) {
        Expr *item = expr->list.items[i];
        uint32_t field = i;
        Pos pos = expr_pos(item);
        if (item->kind == EXPR_KEY_VALUE && item->x->selection) {
            lower_promoted(lower, node, type, item);
            continue;
        }
        if (item->kind == EXPR_KEY_VALUE) {
            pos = item->x->pos;
            field = field_of_key(type, item->x);
            item = item->y;
        }
        if (is_blank_field(type->fields[field])) {
            lower_blank_field(lower, node, item);
            continue;
        }
        add_field(node, type, field, pos,
                  lower_field(lower, node, keep_order, item, type->fields[field]->type));
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
