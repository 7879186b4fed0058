// ir/devirtualize.c - calls through interfaces whose dynamic type is known.
//
//     var x I = T{}         x never assigned again         x.M() becomes x.(T).M()
//
// The callee is then known to escape analysis, and the receiver often needs no heap. Calls of go
// and defer statements stay as they are: they must fail at the same place when x is nil.
#include "ir/inline_int.h"

Node *node_static_value(Node *node) {
    for (int steps = 0; steps < 100; steps++) {
        if (node->op == OCONVNOP) {
            node = node->x;
            continue;
        }
        if (node->op == OINLCALL && node->list.count == 1) {
            node = node->list.items[0];
            continue;
        }
        if (node->op != ONAME) return node;
        Name *name = node->name->origin;
        Node *defn = name->defn;
        if (name->class != NAME_AUTO || !defn || name->assigned || name->addr_taken) return node;
        Node *value = NULL;
        if (defn->op == OAS) value = defn->y;
        for (uint32_t i = 0; defn->op == OAS2 && i < defn->list.count; i++) {
            Node *target = defn->list.items[i];
            if (target && target->op == ONAME && target->name == name) value = defn->rlist.items[i];
        }
        if (!value) return node;
        node = value;
    }
    return node;
}

static MethodEntry *find_method(Type *type, const Symbol *name, const Package *package) {
    MethodSet *set = type_method_set(type);
    for (uint32_t i = 0; i < set->count; i++)
        if (object_same_id(set->items[i].method, package, name, false)) return &set->items[i];
    return NULL;
}

void devirtualize_call(Func *caller, Node *call) {
    Node *value = node_static_value(call->x);
    if (value->op != OCONVIFACE || type_is_interface(value->x->type)) return;
    Type *type = value->x->type;
    const Object *method = type_set(call->x->type)->methods[call->method_index];
    MethodEntry *entry = find_method(type, method->name, method->package);
    if (!entry) return;
    Lower lower = {.func = caller, .package = caller->package};
    Node selector = *call;
    selector.op = OMETHVALUE;
    node_print_from(caller->package);
    const char *shown = node_print(ir_lasting, &selector);
    Node *receiver = node_unary(ODOTTYPE, call->pos, type, call->x);
    receiver->implicit = true;
    Lookup found = {.object = entry->method, .path = entry->path, .path_count = entry->path_count};
    MethodUse use = lower_bound_method(&lower, call->pos, receiver, found, method->name);
    const char *target = node_print(ir_lasting, node_new(OTYPE, call->pos, type));
    ir_note(caller, call->pos, arena_printf(ir_lasting, "%sdevirtualizing %s to %s",
                                            use.func ? "" : "partially ", shown, target));
    Node *direct = node_method_call(call->pos, &use);
    for (uint32_t i = 0; i < call->list.count; i++) list_push(&direct->list, call->list.items[i]);
    direct->init = call->init;
    direct->is_dots = call->is_dots;
    direct->whole_pos = call->whole_pos;
    *call = *direct;
}
