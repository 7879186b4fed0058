// ir/lower_builtin.c - calls of builtin functions.
#include "ir/ir_int.h"

#include "base/check.h"

typedef struct BuiltinCall {
    Lower *lower;
    Expr *expr;
    Pos pos;
    Type *type;            // of the result
    NodeList init;         // spreads f(g())
    NodeList args;         // lowered arguments that are values
} BuiltinCall;

static void lower_args(BuiltinCall *call) {
    ExprList *list = &call->expr->list;
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i]->mode == MODE_TYPE) continue;
        Node *value = lower_expr(call->lower, list->items[i]);
        if (list->count == 1 && type_is_tuple(value->type))
            lower_spread(call->lower, call->pos, value, &call->init, &call->args);
        else list_push(&call->args, value);
    }
}

static Node *arg(BuiltinCall *call, uint32_t i) {
    return i < call->args.count ? call->args.items[i] : NULL;
}

static Node *unary(BuiltinCall *call, Op op) {
    return node_unary(op, call->pos, call->type, arg(call, 0));
}

static Node *binary(BuiltinCall *call, Op op) {
    return node_binary(op, call->pos, call->type, arg(call, 0), arg(call, 1));
}

static Node *lower_append(BuiltinCall *call) {
    Node *node = node_new(OAPPEND, call->pos, call->type);
    node->is_dots = call->expr->has_dots;
    Type *elem = type_underlying(call->type)->elem;
    list_push(&node->list, lower_implicit(call->lower, arg(call, 0), call->type));
    for (uint32_t i = 1; i < call->args.count; i++) {
        Node *value = arg(call, i);
        if (!node->is_dots) value = lower_implicit(call->lower, value, elem);
        else if (value->op == ONIL) value = node_nil(value->pos, call->type);
        list_push(&node->list, value);
    }
    return node;
}

static Node *lower_make(BuiltinCall *call) {
    Op op = OMAKESLICE;
    TypeKind kind = type_kind(call->type);
    if (kind == TYPE_MAP) op = OMAKEMAP;
    if (kind == TYPE_CHAN) op = OMAKECHAN;
    return binary(call, op);
}

static Node *lower_new(BuiltinCall *call) {
    Expr *operand = call->expr->list.items[0];
    Node *node = node_new(ONEW, call->pos, call->type);
    if (operand->mode != MODE_TYPE)
        node->x = lower_implicit(call->lower, arg(call, 0), type_underlying(call->type)->elem);
    return node;
}

// The length of an array is known; its operand has calls or receives, so it is evaluated, but a
// pointer to an array is not followed.
static Node *lower_len(BuiltinCall *call, Op op) {
    Node *x = arg(call, 0);
    Type *type = type_underlying(x->type);
    if (type->kind == TYPE_POINTER) type = type_underlying(type->elem);
    if (type->kind != TYPE_ARRAY) return node_unary(op, call->pos, call->type, x);
    Node *length = node_int(call->pos, call->type, type->length);
    list_push(&call->init, node_binary(OAS, call->pos, NULL, NULL, x));
    return length;
}

static Node *lower_list(BuiltinCall *call, Op op, Type *type) {
    Node *node = node_new(op, call->pos, call->type);
    for (uint32_t i = 0; i < call->args.count; i++)
        list_push(&node->list, lower_implicit(call->lower, arg(call, i), type));
    return node;
}

static Node *lower_delete(BuiltinCall *call) {
    Type *map = type_underlying(arg(call, 0)->type);
    call->args.items[1] = lower_implicit(call->lower, arg(call, 1), map->key);
    return binary(call, ODELETE);
}

static Node *lower_panic(BuiltinCall *call) {
    return node_unary(OPANIC, call->pos, NULL,
                      lower_implicit(call->lower, arg(call, 0), type_empty_interface));
}

static Node *lower_recover(BuiltinCall *call) {
    call->lower->func->has_recover = true;
    return node_new(ORECOVER, call->pos, call->type);
}

// Sizes that depended on type parameters are known now.
static Node *lower_size(BuiltinCall *call, BuiltinId id) {
    Expr *operand = expr_unparen(call->expr->list.items[0]);
    int64_t n = 0;
    if (id == BUILTIN_UNSAFE_OFFSETOF) {
        Selection *selection = operand->selection;
        Type *type = lower_type(call->lower, operand->x->type);
        for (uint32_t i = 0; i < selection->path_count; i++) {
            bool pointer;
            type = type_underlying(type_deref(type, &pointer));
            n += type_field_offset(type, selection->path[i]);
            type = type->fields[selection->path[i]]->type;
        }
    } else {
        Type *type = lower_expr_type(call->lower, operand);
        n = id == BUILTIN_UNSAFE_SIZEOF ? type_size(type) : type_align(type);
    }
    return node_int(call->pos, call->type, n);
}

static Node *lower_min_max(BuiltinCall *call, Op op) {
    Node *node = lower_list(call, op, call->type);
    return node;
}

static Node *lower_kind(BuiltinCall *call, BuiltinId id) {
    switch (id) {
    case BUILTIN_APPEND: return lower_append(call);
    case BUILTIN_CAP: return lower_len(call, OCAP);
    case BUILTIN_LEN: return lower_len(call, OLEN);
    case BUILTIN_CLEAR: return unary(call, OCLEAR);
    case BUILTIN_CLOSE: return unary(call, OCLOSE);
    case BUILTIN_COMPLEX: return binary(call, OCOMPLEX);
    case BUILTIN_COPY: return binary(call, OCOPY);
    case BUILTIN_DELETE: return lower_delete(call);
    case BUILTIN_IMAG: return unary(call, OIMAG);
    case BUILTIN_REAL: return unary(call, OREAL);
    case BUILTIN_MAKE: return lower_make(call);
    case BUILTIN_MAX: return lower_min_max(call, OMAX);
    case BUILTIN_MIN: return lower_min_max(call, OMIN);
    case BUILTIN_NEW: return lower_new(call);
    case BUILTIN_PANIC: return lower_panic(call);
    case BUILTIN_PRINT: return lower_list(call, OPRINT, NULL);
    case BUILTIN_PRINTLN: return lower_list(call, OPRINTLN, NULL);
    case BUILTIN_RECOVER: return lower_recover(call);
    case BUILTIN_UNSAFE_ADD: return binary(call, OUNSAFEADD);
    case BUILTIN_UNSAFE_SLICE: return binary(call, OUNSAFESLICE);
    case BUILTIN_UNSAFE_SLICE_DATA: return unary(call, OUNSAFESLICEDATA);
    case BUILTIN_UNSAFE_STRING: return binary(call, OUNSAFESTRING);
    case BUILTIN_UNSAFE_STRING_DATA: return unary(call, OUNSAFESTRINGDATA);
    default: FATAL("ir: builtin %s", builtin_name(id));
    }
}

Node *lower_builtin(Lower *lower, Expr *expr, BuiltinId id) {
    BuiltinCall call = {.lower = lower, .expr = expr, .pos = expr_pos(expr)};
    call.type = lower_expr_type(lower, expr);
    if (id == BUILTIN_UNSAFE_SIZEOF || id == BUILTIN_UNSAFE_ALIGNOF ||
        id == BUILTIN_UNSAFE_OFFSETOF)
        return lower_size(&call, id);
    lower_args(&call);
    Node *node = lower_kind(&call, id);
    node->init = call.init;
    return node;
}
