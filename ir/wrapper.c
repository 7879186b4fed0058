// ir/wrapper.c - methods whose receiver is not the one they were declared with: (*T).M of a value
// method, methods promoted through embedded fields, methods of interfaces as functions.
//
// One Func for each receiver type and method, found again through a hash table.
#include "ir/ir_int.h"

#include "base/check.h"

enum { WRAPPER_BUCKETS = 256 };

typedef struct Wrapper {
    struct Wrapper *next;
    Func *func;
} Wrapper;

static Wrapper *wrappers[WRAPPER_BUCKETS];

static const char *wrapper_name(Type *receiver, const MethodEntry *entry) {
    bool pointer = false;
    Type *of = type_deref(type_unalias(receiver), &pointer);
    const Object *method = entry->method;
    return arena_printf(ir_lasting, pointer ? "%s.(*%s).%s" : "%s.%s.%s",
                        package_prefix(method->package), type_print(of, method->package),
                        method->name->text);
}

static bool same_method(const Object *a, const Object *b) {
    return a == b || (a->name == b->name && object_same_id(a, b->package, b->name, false));
}

static Func *wrapper_new(Type *receiver, const MethodEntry *entry) {
    Object *method = entry->method;
    object_resolve(method);
    Type *type = method->type;
    Func *func = func_new(method->package, wrapper_name(receiver, entry));
    func->symbol = method->name;
    func->pos = method->pos;
    func->is_wrapper = true;
    func->is_method = true;
    func->wrapper_receiver = receiver;
    func->wrapper_entry = *entry;
    Type *plain = type_new_func(type->params, type->results, type->is_variadic);
    func->type = signature_with_receiver(receiver, plain);
    return func;
}

static Func *wrapper_for(Type *receiver, const MethodEntry *entry) {
    uint32_t hash = type_hash(receiver) ^ entry->method->name->hash;
    Wrapper **bucket = &wrappers[hash % WRAPPER_BUCKETS];
    for (Wrapper *each = *bucket; each; each = each->next)
        if (type_identical(each->func->wrapper_receiver, receiver) &&
            same_method(each->func->wrapper_entry.method, entry->method))
            return each->func;
    Wrapper *wrapper = ARENA_NEW(ir_lasting, Wrapper);
    wrapper->func = wrapper_new(receiver, entry);
    wrapper->next = *bucket;
    *bucket = wrapper;
    return wrapper->func;
}

Func *method_func_for_value(Type *receiver, const MethodEntry *entry) {
    Object *method = entry->method;
    object_resolve(method);
    if (entry->path_count == 1 && !type_is_interface(receiver) && method->type->receiver &&
        type_identical(method->type->receiver->type, receiver))
        return func_for(method, NULL, 0);
    return wrapper_for(receiver, entry);
}

Func *method_func_for_iface(Type *receiver, const MethodEntry *entry) {
    if (type_is_pointer_shaped(receiver)) return method_func_for_value(receiver, entry);
    return method_func_for_value(type_new_pointer(receiver), entry);
}

// ---- Bodies ------------------------------------------------------------------------------------
static void wrapper_params(Func *func) {
    Type *params = func->type->params, *results = func->type->results;
    for (uint32_t i = 0; i < params->field_count; i++) {
        const char *text = i ? arena_printf(ir_nodes, ".anon%u", i - 1) : ".this";
        Type *type = params->fields[i]->type;
        Name *name = name_new(func, NAME_PARAM, symbol_of(text), type, func->pos);
        name->index = i;
        name->is_dots = func->type->is_variadic && i + 1 == params->field_count;
        vec_push(ir_nodes, &func->params, name);
    }
    for (uint32_t i = 0; i < results->field_count; i++) {
        Name *name = name_new(func, NAME_RESULT, NULL, results->fields[i]->type, func->pos);
        name->text = arena_printf(ir_nodes, "~r%u", i);
        name->index = i;
        vec_push(ir_nodes, &func->results, name);
    }
}

// `if this == nil { panic("value method ... called using nil ... pointer") }`
static void emit_nil_check(Lower *lower, Func *callee) {
    Func *func = lower->func;
    Pos pos = func->pos;
    Type *receiver = func->wrapper_receiver;
    Type *elem = type_underlying(receiver)->elem;
    const char *type = type_print(elem, func->package);
    char *text = arena_printf(ir_lasting, "value method %s.%s.%s called using nil *%s pointer",
                              func->package->path, type, callee->symbol->text, type);
    Node *panic = node_new(OPANICWRAP, pos, NULL);
    size_t bytes = 0;
    while (text[bytes]) bytes++;
    panic->constant = const_string(text, bytes);
    Node *check = node_new(OIF, pos, NULL);
    check->x = node_binary(OEQ, pos, type_basic[TYPE_BOOL], node_name(pos, func->params.items[0]),
                           node_nil(pos, receiver));
    list_push(&check->body, panic);
    lower_emit(lower, check);
}

static void emit_call(Lower *lower, Node *call) {
    Func *func = lower->func;
    uint32_t count = func->results.count;
    if (count == 0) {
        lower_emit(lower, node_unary(OCALLSTMT, func->pos, NULL, call));
        return;
    }
    Node *ret = node_new(ORETURN, func->pos, NULL);
    NodeList values = {0};
    if (count == 1) list_push(&values, call);
    else lower_spread(lower, func->pos, call, &ret->init, &values);
    for (uint32_t i = 0; i < count; i++)
        list_push(&ret->list, lower_implicit(lower, values.items[i], func->results.items[i]->type));
    lower_emit(lower, ret);
}

void wrapper_lower(Func *func) {
    Lower lower = {.func = func, .package = func->package, .out = &func->body,
                   .signature = func->type};
    wrapper_params(func);
    MethodEntry *entry = &func->wrapper_entry;
    Lookup found = {.object = entry->method, .path = entry->path, .path_count = entry->path_count};
    Node *receiver = node_name(func->pos, func->params.items[0]);
    MethodUse use = lower_bound_method(&lower, func->pos, receiver, found, entry->method->name);
    bool dereferences = use.receiver->op == ODEREF && use.receiver->x == receiver;
    if (dereferences && use.func) emit_nil_check(&lower, use.func);
    Node *call = node_method_call(func->pos, &use);
    for (uint32_t i = 1; i < func->params.count; i++)
        list_push(&call->list, node_name(func->pos, func->params.items[i]));
    call->is_dots = func->type->is_variadic;
    emit_call(&lower, call);
}
