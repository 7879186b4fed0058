// ir/init.c - the functions that initialise package variables.
#include "ir/inline_int.h"

#include <stdio.h>
#include <string.h>

// The value of a variable of a Go tree may need what mound lacks. A function then says so when it
// is called; of what needs other values its package cannot be used.
static bool init_missing_func(Lower *lower, Object *object, Pos pos) {
    Type *type = object && object->type ? type_underlying(object->type) : NULL;
    if (!type || type->kind != TYPE_FUNC) return false;
    Func *func = func_new(lower->package, arena_printf(ir_lasting, "%s.%s", lower->package->path,
                                                       object->name->text));
    func->type = type;
    func->is_native = true;
    func->state = FUNC_LOWERED;
    Node *value = node_func(pos, func);
    value->type = object->type;
    lower_emit(lower, node_assign(pos, node_name(pos, global_name(object)), value));
    return true;
}

static void init_broken(Lower *lower, const Initializer *initializer) {
    Object *object = initializer->lhs_count ? initializer->lhs[0] : NULL;
    if (init_missing_func(lower, object, initializer->value->pos)) return;
    Node *panic = node_new(OPANICWRAP, initializer->value->pos, NULL);
    const char *text = arena_printf(ir_lasting, "mound cannot compile the value of %s.%s",
                                    lower->package->path, object ? object->name->text : "_");
    panic->constant = const_string(text, strlen(text));
    lower_emit(lower, panic);
}

static void init_variable(Lower *lower, const Initializer *initializer) {
    Type *type = initializer->value->type;
    if (lower->package->is_library && (!type || !type_is_valid(type))) {
        init_broken(lower, initializer);
        return;
    }
    lower->distinct_vars = decl_has_distinct_vars(lower->package, initializer->decl);
    lower_global_assign(lower, initializer);
}

static Func *init_func_new(Package *package, Lower *lower) {
    Func *func = func_new(package, arena_printf(ir_lasting, "%s.init", package_prefix(package)));
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
        mark_static(node->x);
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

// ---- Inlined calls that leave a constant --------------------------------------------------------
//     var ErrShort = errors.New("short")         is &errorString{"short"}, laid out like a literal
//
// The call must have become one assignment to its result, its arguments must be constants.
typedef struct Fold {
    Node *take;                    // the assignment of the arguments, or NULL
    bool fails;
} Fold;

static Node *fold_argument(const Fold *fold, const Name *param) {
    Node *take = fold->take;
    if (!take) return NULL;
    if (take->op == OAS) return take->x && take->x->name == param ? take->y : NULL;
    for (uint32_t i = 0; i < take->list.count; i++) {
        Node *target = take->list.items[i];
        if (target && target->name == param) return take->rlist.items[i];
    }
    return NULL;
}

static void fold_name(Node *node, void *arg) {
    Fold *fold = arg;
    if (node->op != ONAME || node->name->class == NAME_GLOBAL) return;
    Node *value = fold_argument(fold, node->name);
    if (!value || node->name->assigned || node->name->addr_taken) fold->fails = true;
    else *node = *value;
}

static bool fold_arguments_are_constant(const Node *take) {
    if (take->op == OAS) return node_is_constant(take->y);
    for (uint32_t i = 0; i < take->rlist.count; i++)
        if (!node_is_constant(take->rlist.items[i])) return false;
    return true;
}

// The assignment that the body of an inlined call is, NULL when it is something else.
static Node *fold_candidate(Node *call, Fold *fold) {
    if (call->list.count != 1 || call->list.items[0]->op != ONAME) return NULL;
    if (call->list.items[0]->name->symbol) return NULL;   // gc: one statement, the return
    for (uint32_t i = 0; i < call->init.count; i++) {
        Node *node = call->init.items[i];
        if (node->op == ODCL) continue;
        if ((node->op != OAS && node->op != OAS2) || fold->take) return NULL;
        fold->take = node;
    }
    if (fold->take && !fold_arguments_are_constant(fold->take)) return NULL;
    if (call->body.count != 1) return NULL;
    Node *assign = call->body.items[0];
    if (assign->op != OAS || assign->init.count) return NULL;
    if (!assign->x || assign->x->op != ONAME) return NULL;
    return assign->x->name == call->list.items[0]->name ? assign : NULL;
}

static bool node_is_laid_out(const Node *node) {
    return node_is_static_data(node) || (node->op == OCONVIFACE && node_is_static_data(node->x));
}

static void fold_call(Node *call, void *arg) {
    (void)arg;
    if (call->op != OINLCALL) return;
    Fold fold = {0};
    Node *assign = fold_candidate(call, &fold);
    if (!assign) return;
    node_visit(assign->y, fold_name, &fold);
    if (!fold.fails && node_is_laid_out(assign->y)) *call = *assign->y;
}

void init_fold_calls(Func *func) {
    for (uint32_t i = 0; i < func->body.count; i++) {
        Node *assign = func->body.items[i];
        if (assign->op != OAS || !assign->y || !assign->x || assign->x->op != ONAME) continue;
        node_visit(assign->y, fold_call, NULL);
    }
    mark_static_values(&func->body);
}

// Whether [package] imports something only for what its initialisation does.
static bool imports_for_effect(const Package *package) {
    for (uint32_t i = 0; i < package->import_names.count; i++)
        if (strcmp(package->import_names.items[i]->name->text, "_") == 0) return true;
    return false;
}

// Initialises the variables of [package]; NULL when it has none with an initialiser.
static Func *variables_func(Package *package) {
    package_init_order(package);
    if (!package->init_order.count && !imports_for_effect(package)) return NULL;
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
    body_open(func);
    Arena *outer = ir_nodes_of(func);
    init_variable(&lower, initializer);
    mark_static_values(&func->body);
    func_finish(func);
    ir_nodes = outer;
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
