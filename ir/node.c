// ir/node.c - making nodes.
#include "ir/ir_int.h"

#include "base/check.h"

Arena *ir_nodes, *ir_lasting;

Arena *ir_arena(void) {
    return ir_lasting;
}

const char *op_name(Op op) {
    static const char *const names[] = {
#define O(name, class, fields) #name,
#include "ir/ops.def"
#undef O
    };
    return op < OP_KIND_COUNT ? names[op] : "?";
}

Node *node_new(Op op, Pos pos, Type *type) {
    Node *node = ARENA_NEW(ir_nodes, Node);
    node->op = (uint16_t)op;
    node->pos = pos;
    node->type = type;
    node->field_index = -1;
    node->method_index = -1;
    return node;
}

Node *node_unary(Op op, Pos pos, Type *type, Node *x) {
    Node *node = node_new(op, pos, type);
    node->x = x;
    return node;
}

Node *node_binary(Op op, Pos pos, Type *type, Node *x, Node *y) {
    Node *node = node_unary(op, pos, type, x);
    node->y = y;
    return node;
}

// The value is kept in the kind of its type, so that readers need not convert.
Node *node_literal(Pos pos, Type *type, Const *value) {
    Node *node = node_new(OLITERAL, pos, type);
    Const *rounded = value;
    if (const_representable(value, type_underlying(type), &rounded) && rounded) value = rounded;
    if (type_is_integer(type)) value = const_to_int(value);
    if (type_is_float(type)) value = const_to_float(value);
    if (type_is_complex(type)) value = const_to_complex(value);
    node->constant = value;
    return node;
}

Node *node_int(Pos pos, Type *type, int64_t n) {
    return node_literal(pos, type, const_int(n));
}

Node *node_bool(Pos pos, bool value) {
    return node_literal(pos, type_basic[TYPE_BOOL], const_bool(value));
}

Node *node_nil(Pos pos, Type *type) {
    return node_new(ONIL, pos, type);
}

Node *node_name(Pos pos, Name *name) {
    Node *node = node_new(ONAME, pos, name->type);
    node->name = name;
    name->used = true;
    return node;
}

Node *node_func(Pos pos, Func *func) {
    Node *node = node_new(OFUNC, pos, func->type);
    node->func = func;
    return node;
}

Node *node_block(Pos pos) {
    return node_new(OBLOCK, pos, NULL);
}

Node *node_assign(Pos pos, Node *x, Node *y) {
    if (x) node_mark_assigned(x);
    return node_binary(OAS, pos, NULL, x, y);
}

void list_push(NodeList *list, Node *node) {
    vec_push(ir_nodes, list, node);
}

void lower_emit(Lower *lower, Node *node) {
    list_push(lower->out, node);
}

Name *node_base_name(Node *node) {
    for (;;) {
        switch (node->op) {
        case ONAME: return node->name;
        case ODOT: node = node->x; break;
        case OINDEX:
            if (type_kind(node->x->type) != TYPE_ARRAY) return NULL;
            node = node->x;
            break;
        default: return NULL;
        }
    }
}

void node_mark_assigned(Node *target) {
    Name *name = node_base_name(target);
    if (!name) return;
    for (Name *each = name; each; each = each->outer) each->assigned = true;
}

Node *node_addr(Lower *lower, Pos pos, Node *x, bool implicit) {
    (void)lower;
    Node *node = node_unary(OADDR, pos, type_new_pointer(x->type), x);
    node->implicit = implicit;
    for (Name *name = node_base_name(x); name; name = name->outer) name->addr_taken = true;
    return node;
}

Node *node_deref(Pos pos, Node *x, bool implicit) {
    Type *pointer = type_underlying(x->type);
    FATAL_IF(pointer->kind != TYPE_POINTER, "ir: dereference of %s", type_print(x->type, NULL));
    Node *node = node_unary(ODEREF, pos, pointer->elem, x);
    node->implicit = implicit;
    return node;
}

// x.field for x a struct or a pointer to one.
Node *node_field(Pos pos, Node *x, uint32_t field_index) {
    Type *type = type_underlying(x->type);
    bool pointer = type->kind == TYPE_POINTER;
    Type *of = pointer ? type_underlying(type->elem) : type;
    FATAL_IF(of->kind != TYPE_STRUCT || field_index >= of->field_count, "ir: no field %u in %s",
             field_index, type_print(x->type, NULL));
    Object *field = of->fields[field_index];
    Node *node = node_unary(pointer ? ODOTPTR : ODOT, pos, field->type, x);
    node->field_index = (int32_t)field_index;
    node->selector = field->name;
    return node;
}

bool node_is_blank(const Node *node) {
    return !node;
}

bool node_is_constant(const Node *node) {
    return (node->op == OLITERAL || node->op == ONIL || node->op == OZERO) && !node->init.count;
}

bool node_is_simple(const Node *node) {
    return node_is_constant(node) || node->op == ONAME || node->op == OFUNC;
}

static bool literal_is_static(const Node *node) {
    for (uint32_t i = 0; i < node->list.count; i++) {
        const Node *item = node->list.items[i];
        if (item->op == OSTRUCTKEY) item = item->x;
        else if (item->op == OKEY) item = item->y;
        if (!node_is_static_data(item)) return false;
    }
    return true;
}

bool node_is_static_data(const Node *node) {
    switch (node->op) {
    case OLITERAL: case ONIL: case OZERO: case OFUNC: return true;
    case OSTRUCTLIT: case OARRAYLIT: case OSLICELIT: return literal_is_static(node);
    case OPTRLIT: case OCONVNOP: return node_is_static_data(node->x);
    case OCLOSURE: return node->func->closure_vars.count == 0;
    case OADDR: return node->x->op == ONAME && node->x->name->class == NAME_GLOBAL;
    default: return false;
    }
}

void node_list_visit(NodeList *list, NodeVisitor *visit, void *arg) {
    for (uint32_t i = 0; i < list->count; i++) node_visit(list->items[i], visit, arg);
}

void node_visit(Node *node, NodeVisitor *visit, void *arg) {
    if (!node) return;
    visit(node, arg);
    node_list_visit(&node->init, visit, arg);
    node_visit(node->x, visit, arg);
    node_visit(node->y, visit, arg);
    node_list_visit(&node->list, visit, arg);
    node_list_visit(&node->rlist, visit, arg);
    node_list_visit(&node->body, visit, arg);
    node_list_visit(&node->els, visit, arg);
}
