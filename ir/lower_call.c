// ir/lower_call.c - calls: who is called, spread and packed arguments.
#include "ir/ir_int.h"

#include "base/check.h"

Type *signature_result(Type *signature) {
    Type *results = signature->results;
    return results->field_count == 1 ? results->fields[0]->type : results;
}

// `t1, t2 := call` in front of what uses them.
void lower_spread(Lower *lower, Pos pos, Node *call, NodeList *init, NodeList *values) {
    Node *assign = node_new(OAS2FUNC, pos, NULL);
    assign->def = true;
    assign->y = call;
    for (uint32_t i = 0; i < call->type->field_count; i++) {
        Name *name = name_temp(lower, pos, call->type->fields[i]->type);
        name->defn = assign;
        Node *dcl = node_new(ODCL, pos, NULL);
        dcl->name = name;
        list_push(init, dcl);
        list_push(&assign->list, node_name(pos, name));
        list_push(values, node_name(pos, name));
    }
    list_push(init, assign);
}

void lower_pack(Lower *lower, Pos pos, NodeList *values, Type *signature, bool has_dots,
                NodeList *list) {
    Type *params = signature->params;
    uint32_t fixed = params->field_count;
    bool packs = signature->is_variadic && !has_dots;
    if (packs) fixed--;
    FATAL_IF(values->count < fixed, "ir: call with too few arguments");
    for (uint32_t i = 0; i < fixed; i++)
        list_push(list, lower_implicit(lower, values->items[i], params->fields[i]->type));
    if (!packs) return;
    Type *slice = params->fields[fixed]->type;
    if (values->count == fixed) {
        list_push(list, node_nil(pos, slice));
        return;
    }
    Node *literal = node_new(OSLICELIT, pos, slice);
    literal->is_dots = true;
    literal->implicit = true;
    literal->n = values->count - fixed;
    Type *elem = type_underlying(slice)->elem;
    for (uint32_t i = fixed; i < values->count; i++)
        list_push(&literal->list, lower_implicit(lower, values->items[i], elem));
    list_push(list, literal);
}

// The values of an argument list, f(g()) spread.
static void lower_values(Lower *lower, Pos pos, ExprList *exprs, NodeList *init, NodeList *values) {
    for (uint32_t i = 0; i < exprs->count; i++) {
        Node *value = lower_expr(lower, exprs->items[i]);
        if (exprs->count == 1 && type_is_tuple(value->type))
            lower_spread(lower, pos, value, init, values);
        else list_push(values, value);
    }
}

// uintptr(pointer) as an argument of a //go:uintptrescapes function: the object must live until the
// call has returned. A temporary that the call keeps holds it.
static void keep_hidden_pointer(Lower *lower, Node *call, Node *arg) {
    if (arg->op == OSLICELIT && arg->implicit)
        for (uint32_t i = 0; i < arg->list.count; i++)
            keep_hidden_pointer(lower, call, arg->list.items[i]);
    if (arg->op != OCONVNOP || type_kind(arg->type) != TYPE_UINTPTR ||
        type_kind(arg->x->type) != TYPE_UNSAFE_POINTER)
        return;
    NodeList *out = lower->out;
    lower->out = &call->init;
    arg->x = lower_temp(lower, arg->pos, arg->x);
    list_push(&call->rlist, node_name(arg->pos, arg->x->name));
    lower->out = out;
}

// f()(g()) with several results of g: they are taken in front of the call, so the callee and the
// receiver must be too.
static void hoist_callee(Lower *lower, Expr *expr, Node *call) {
    bool spreads = expr->list.count == 1 && expr->list.items[0]->type &&
                   type_is_tuple(expr->list.items[0]->type);
    if (!spreads) return;
    NodeList *out = lower->out;
    lower->out = &call->init;
    if (call->x->op != OFUNC && call->x->op != ONAME && call->x->op != OCLOSURE)
        call->x = lower_temp(lower, call->x->pos, call->x);
    if (call->list.count && call->list.items[0]->op != ONAME)
        call->list.items[0] = lower_temp(lower, call->list.items[0]->pos, call->list.items[0]);
    lower->out = out;
}

static void lower_arguments(Lower *lower, Expr *expr, Node *call, Type *signature) {
    NodeList values = {0};
    hoist_callee(lower, expr, call);
    lower_values(lower, call->pos, &expr->list, &call->init, &values);
    lower_pack(lower, call->pos, &values, signature, expr->has_dots, &call->list);
    call->is_dots = expr->has_dots;
    if (call->func && (call->func->pragmas & PRAGMA_UINTPTR_ESCAPES))
        for (uint32_t i = 0; i < call->list.count; i++)
            keep_hidden_pointer(lower, call, call->list.items[i]);
}

// The signature that the source gives the callee, without receiver.
static Type *callee_signature(Lower *lower, Expr *fun) {
    Type *type = type_underlying(lower_type(lower, fun->type));
    FATAL_IF(type->kind != TYPE_FUNC, "ir: call of %s", type_print(type, NULL));
    return type;
}

static Expr *instantiated_method(Expr *fun, Expr *copy) {
    if (fun->kind != EXPR_INDEX || !fun->type_arg_count) return fun;
    Expr *inner = expr_unparen(fun->x);
    if (!expr_is_method_value(inner)) return fun;
    *copy = *inner;
    copy->type = fun->type;
    copy->type_args = fun->type_args;
    copy->type_arg_count = fun->type_arg_count;
    return copy;
}

Type *signature_without_receiver(Type *signature) {
    Type *params = signature->params;
    Type *rest = type_new_tuple(params->fields + 1, params->field_count - 1);
    return type_new_func(rest, signature->results, signature->is_variadic);
}

Node *node_method_call(Pos pos, MethodUse *use) {
    Type *signature = use->func ? use->func->type : use->signature;
    Node *call = node_new(use->func ? OCALLFUNC : OCALLINTER, pos, signature_result(signature));
    if (use->func) {
        call->x = node_func(pos, use->func);
        call->func = use->func;
        list_push(&call->list, use->receiver);
    } else {
        call->x = use->receiver;
        call->method_index = (int32_t)use->interface_index;
        call->selector = use->name;
    }
    return call;
}

static Node *lower_method_call(Lower *lower, Expr *expr, Expr *fun) {
    MethodUse use = lower_method(lower, fun);
    Node *call = node_method_call(expr_pos(expr), &use);
    Type *signature = use.func ? signature_without_receiver(use.func->type) : use.signature;
    lower_arguments(lower, expr, call, signature);
    return call;
}

static Node *lower_conversion_call(Lower *lower, Expr *expr) {
    Expr *operand = expr->list.items[0];
    Type *type = lower_type(lower, expr->type);
    Node *x = lower_expr(lower, operand);
    if (x->op == OLITERAL && !x->init.count && type_is_const_type(type) && !type_is_string(type))
        return node_literal(expr_pos(expr), type, x->constant);
    Pos pos = operand->kind == EXPR_PAREN ? operand->pos : expr_pos(operand);
    Node *node = lower_convert(lower, pos, x, type, false);
    node->whole_pos = expr_pos(expr);
    return node;
}

Node *lower_call(Lower *lower, Expr *expr) {
    Expr copy;
    Expr *fun = expr_unparen(expr->x);
    BuiltinId id;
    if (fun->mode == MODE_TYPE) return lower_conversion_call(lower, expr);
    if (expr_is_builtin(fun, &id)) return lower_builtin(lower, expr, id);
    fun = instantiated_method(fun, &copy);
    if (expr_is_method_value(fun)) return lower_method_call(lower, expr, fun);
    Func *func = func_of_expr(lower, fun);
    Node *callee = func ? node_func(expr_pos(fun), func) : lower_expr(lower, fun);
    Type *signature = func ? func->type : callee_signature(lower, fun);
    Node *call = node_unary(OCALLFUNC, expr_pos(expr), signature_result(signature), callee);
    if (func || callee->op == OFUNC) call->func = callee->func;
    lower_arguments(lower, expr, call, signature);
    return call;
}

// ---- Calls for later ---------------------------------------------------------------------------
// Replaces an operand by a temporary that the closure captures.
static void capture_operand(Lower *lower, Lower *inner, Pos pos, Node **operand) {
    if (!*operand || node_is_constant(*operand) || (*operand)->op == OFUNC) return;
    Node *temp = lower_temp(lower, pos, *operand);
    *operand = node_name(pos, lower_variable(inner, temp->name));
}

static void capture_operands(Lower *lower, Lower *inner, Pos pos, NodeList *operands) {
    for (uint32_t i = 0; i < operands->count; i++)
        capture_operand(lower, inner, pos, &operands->items[i]);
}

Node *lower_call_for_later(Lower *lower, Pos pos, Node *call, const char *suffix) {
    Type *signature = type_new_func(type_empty_tuple, type_empty_tuple, false);
    for (uint32_t i = 0; i < call->init.count; i++) lower_emit(lower, call->init.items[i]);
    call->init = (NodeList){0};
    Func *func = func_new_closure(lower, signature, pos, suffix);
    func->is_wrapper = true;
    Lower inner = {.func = func, .package = lower->package, .outer = lower, .out = &func->body,
                   .signature = signature};
    capture_operand(lower, &inner, pos, &call->x);
    capture_operand(lower, &inner, pos, &call->y);
    capture_operands(lower, &inner, pos, &call->list);
    capture_operands(lower, &inner, pos, &call->rlist);
    bool statement = op_is_statement((Op)call->op);
    lower_emit(&inner, statement ? call : node_unary(OCALLSTMT, pos, NULL, call));
    Node *closure = node_new(OCLOSURE, pos, signature);
    closure->func = func;
    func->closure = closure;
    return closure;
}
