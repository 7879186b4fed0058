// ir/init.c - the functions that initialise package variables.
#include "ir/ir_int.h"

static void init_variable(Lower *lower, const Initializer *initializer) {
    lower->distinct_vars = decl_has_distinct_vars(lower->package, initializer->decl);
    lower_global_assign(lower, initializer);
}

static Func *init_func_new(Package *package, Lower *lower) {
    Func *func = func_new(package, arena_printf(ir_nodes, "%s.init", package_prefix(package)));
    func->type = type_new_func(type_empty_tuple, type_empty_tuple, false);
    func->is_init = true;
    func->state = FUNC_LOWERED;
    *lower = (Lower){.func = func, .package = package, .out = &func->body, .signature = func->type};
    return func;
}

static void call_function(Lower *lower, Func *func) {
    Node *call = node_unary(OCALLFUNC, func->pos, type_empty_tuple, node_func(func->pos, func));
    call->func = func;
    lower_emit(lower, node_unary(OCALLSTMT, func->pos, NULL, call));
}

// The literals of which a package variable is made up can be laid out in the data segment; what in
// them is no constant is stored there when the initialiser runs.
static void mark_static(Node *node) {
    switch (node->op) {
    case OPTRLIT:
        mark_static(node->x);
        break;
    case OSTRUCTLIT: case OARRAYLIT: case OSLICELIT:
        for (uint32_t i = 0; i < node->list.count; i++) {
            Node *item = node->list.items[i];
            mark_static(item->op == OSTRUCTKEY ? item->x : item->op == OKEY ? item->y : item);
        }
        break;
    case OCONVIFACE:
        if (!node_is_static_data(node->x)) return;
        break;
    case OCLOSURE:
        if (node->func->closure_vars.count) return;
        break;
    default: return;
    }
    node->is_static = true;
}

static void mark_static_values(NodeList *body) {
    for (uint32_t i = 0; i < body->count; i++)
        if (body->items[i]->op == OAS && body->items[i]->y) mark_static(body->items[i]->y);
}

// Initialises the variables of [package]; NULL when it has none with an initialiser.
static Func *variables_func(Package *package) {
    package_init_order(package);
    if (!package->init_order.count) return NULL;
    Lower lower;
    Func *func = init_func_new(package, &lower);
    for (uint32_t i = 0; i < package->init_order.count; i++)
        init_variable(&lower, &package->init_order.items[i]);
    mark_static_values(&func->body);
    func_finish(func);
    return func;
}

// The init functions are called by one that tracebacks do not show.
Func *package_init_func(Package *package) {
    Func *variables = variables_func(package);
    if (!package->init_functions.count) return variables;
    Lower lower;
    Func *func = init_func_new(package, &lower);
    func->is_wrapper = true;
    if (variables) call_function(&lower, variables);
    for (uint32_t i = 0; i < package->init_functions.count; i++)
        call_function(&lower, func_for(package->init_functions.items[i], NULL, 0));
    func_finish(func);
    return func;
}

Func *initializer_func(Package *package, const Initializer *initializer) {
    if (!initializer->value) return NULL;
    Name *name = initializer->lhs_count ? global_name(initializer->lhs[0]) : NULL;
    if (name && name->initializer) return name->initializer;
    Lower lower;
    Func *func = init_func_new(package, &lower);
    init_variable(&lower, initializer);
    mark_static_values(&func->body);
    func_finish(func);
    if (name) name->initializer = func;
    return func;
}

// Unlike a program's, the values of a session are made when the input runs, in the heap: that is
// what people want to look at.
Func *session_assign_func(Package *package, const Initializer *initializer, const char *name) {
    Lower lower;
    Func *func = init_func_new(package, &lower);
    func->full_name = name;
    func->is_init = false;
    init_variable(&lower, initializer);
    func_finish(func);
    return func;
}
