// ir/lower_selector.c - x.f, x.m and T.m: the path through embedded fields made explicit.
#include "ir/ir_int.h"

#include "base/check.h"

// What the selector denotes for the types of this instance: the checker's selection, looked up
// again when type parameters have been replaced.
static Lookup select(Lower *lower, Expr *expr, Type *receiver) {
    Selection *selection = expr->selection;
    if (!lower->type_param_count)
        return (Lookup){.object = selection->object, .path = selection->path,
                        .path_count = selection->path_count};
    Package *package = selection->object->package ? selection->object->package : lower->package;
    Lookup found = type_lookup(receiver, true, package, expr->name, false);
    FATAL_IF(!found.object, "ir: %s has no %s", type_print(receiver, NULL), expr->name->text);
    return found;
}

static Node *walk_path(Pos pos, Node *x, const uint32_t *path, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        x = node_field(pos, x, path[i]);
        x->implicit = true;
    }
    return x;
}

bool expr_is_method_value(const Expr *selector) {
    return selector->kind == EXPR_SELECTOR && selector->selection &&
           selector->selection->kind == SELECT_METHOD_VALUE;
}

uint32_t interface_method_index(Type *interface, const Object *method) {
    TypeSet *set = type_set(interface);
    for (uint32_t i = 0; i < set->method_count; i++) {
        Object *each = set->methods[i];
        if (each == method || object_same_id(each, method->package, method->name, false)) return i;
    }
    FATAL("ir: %s has no method %s", type_print(interface, NULL), method->name->text);
}

// The method with number [index] of the type of [x], and [x] made fit to be its receiver.
static void bind_method(Lower *lower, Pos pos, MethodUse *use, Node *x, Lookup *found,
                        Type **type_args, uint32_t type_arg_count) {
    if (type_is_interface(x->type)) {
        use->receiver = x;
        use->interface_index = interface_method_index(x->type, found->object);
        use->signature = type_set(x->type)->methods[use->interface_index]->type;
        return;
    }
    bool pointer = false;
    Type *named = type_unalias(type_deref(type_unalias(x->type), &pointer));
    Object *method = found->object;
    if (named->kind == TYPE_NAMED) {
        Object *own = named_method(named, found->path[found->path_count - 1]);
        if (own && own->name == method->name) method = own;
    }
    use->func = func_for(method, type_args, type_arg_count);
    Type *receiver = use->func->type->params->fields[0]->type;
    if (type_is_pointer(receiver) && !pointer) x = node_addr(lower, pos, x, true);
    else if (pointer && !type_identical(receiver, x->type)) x = node_deref(pos, x, true);
    use->receiver = x;
}

MethodUse lower_bound_method(Lower *lower, Pos pos, Node *x, Lookup found, Symbol *name) {
    MethodUse use = {.name = name};
    x = walk_path(pos, x, found.path, found.path_count - 1);
    bind_method(lower, pos, &use, x, &found, NULL, 0);
    return use;
}

MethodUse lower_method(Lower *lower, Expr *expr) {
    MethodUse use = {.name = expr->name};
    Node *x = lower_expr(lower, expr->x);
    Pos pos = expr_pos(expr);
    Lookup found = select(lower, expr, x->type);
    uint32_t arg_count = expr->type_arg_count;
    Type **args = arg_count ? ARENA_ARRAY(ir_lasting, Type *, arg_count) : NULL;
    for (uint32_t i = 0; i < arg_count; i++)
        args[i] = lower_type(lower, expr->type_args[i]);
    x = walk_path(pos, x, found.path, found.path_count - 1);
    bind_method(lower, pos, &use, x, &found, args, expr->type_arg_count);
    return use;
}

// T.m: the entry of T's method set as a function.
static Node *lower_method_expr(Lower *lower, Expr *expr) {
    Type *receiver = lower_type(lower, expr->x->type);
    Lookup found = select(lower, expr, receiver);
    MethodEntry entry = {.method = found.object, .path = found.path,
                         .path_count = found.path_count, .is_indirect = found.is_indirect};
    Func *func = method_func_for_value(receiver, &entry);
    return node_func(expr_pos(expr), func);
}

static Node *lower_method_value(Lower *lower, Expr *expr) {
    MethodUse use = lower_method(lower, expr);
    Node *node = node_unary(OMETHVALUE, expr_pos(expr), lower_expr_type(lower, expr), use.receiver);
    node->func = use.func;
    node->selector = use.name;
    if (!use.func) node->method_index = (int32_t)use.interface_index;
    return node;
}

Node *lower_selector(Lower *lower, Expr *expr) {
    switch (expr->selection->kind) {
    case SELECT_METHOD_EXPR: return lower_method_expr(lower, expr);
    case SELECT_METHOD_VALUE: return lower_method_value(lower, expr);
    case SELECT_FIELD: break;
    }
    Node *x = lower_expr(lower, expr->x);
    Pos pos = expr_pos(expr);
    Lookup found = select(lower, expr, x->type);
    x = walk_path(pos, x, found.path, found.path_count - 1);
    return node_field(pos, x, found.path[found.path_count - 1]);
}

// A generic function, or generic method, with its type arguments: f[int], x.m[int].
Node *lower_func_value(Lower *lower, Expr *expr) {
    Func *func = func_of_expr(lower, expr);
    if (func) return node_func(expr_pos(expr), func);
    Expr selector = *expr_unparen(expr->x);
    FATAL_IF(selector.kind != EXPR_SELECTOR, "ir: instance of what is no function");
    selector.type_args = expr->type_args;
    selector.type_arg_count = expr->type_arg_count;
    selector.type = expr->type;
    return lower_selector(lower, &selector);
}
