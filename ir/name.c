// ir/name.c - variables: parameters, locals, temporaries, captured ones, and package variables.
#include "ir/ir_int.h"

#include "base/check.h"

Name *name_new(Func *func, NameClass class, Symbol *symbol, Type *type, Pos pos) {
    Name *name = ARENA_NEW(class == NAME_GLOBAL ? ir_lasting : ir_nodes, Name);
    if (symbol && symbol->length == 1 && symbol->text[0] == '_') symbol = NULL;
    name->class = class;
    name->symbol = symbol;
    name->text = symbol ? symbol->text : "_";
    name->type = type;
    name->pos = pos;
    name->func = func;
    name->origin = name;
    return name;
}

static void local_add(Func *func, Name *name) {
    name->index = func->locals.count;
    vec_push(ir_nodes, &func->locals, name);
}

// One for each number: most functions have a few.
static const char *temp_text(uint32_t number) {
    static const char *texts[64];
    if (number >= sizeof texts / sizeof *texts)
        return arena_printf(ir_lasting, ".autotmp_%u", number);
    if (!texts[number]) texts[number] = arena_printf(ir_lasting, ".autotmp_%u", number);
    return texts[number];
}

Name *name_temp(Lower *lower, Pos pos, Type *type) {
    Name *name = name_new(lower->func, NAME_AUTO, NULL, type, pos);
    local_add(lower->func, name);
    name->text = temp_text(name->index);
    return name;
}

Name *name_declare(Lower *lower, Object *object, Pos pos) {
    Type *type = lower_type(lower, object->type);
    Name *name = name_new(lower->func, NAME_AUTO, object->name, type, pos);
    name->object = object;
    object->backend = name;
    local_add(lower->func, name);
    return name;
}

Name *global_name(Object *object) {
    if (object->backend) return object->backend;
    object_resolve(object);
    Object *linked = linked_object(object);
    Name *name = linked ? linked->backend : NULL;
    if (!name) {
        if (!linked) linked = object;
        name = name_new(NULL, NAME_GLOBAL, linked->name, linked->type, linked->pos);
        name->object = linked;
        linked->backend = name;
    }
    object->backend = name;
    return name;
}

// Captures [name], a variable of an enclosing function, step by step from the outside in.
static Name *capture(Lower *lower, Name *name) {
    NameList *list = &lower->func->closure_vars;
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i]->origin == name->origin) return list->items[i];
    FATAL_IF(!lower->outer, "ir: %s is not visible in %s", name->text, lower->func->full_name);
    Name *outer = lower_variable(lower->outer, name);
    Name *inner = name_new(lower->func, NAME_CLOSURE, name->symbol, name->type, name->pos);
    inner->text = name->text;
    inner->object = name->object;
    inner->outer = outer;
    inner->origin = name->origin;
    inner->index = list->count;
    name->origin->captured = true;
    vec_push(ir_nodes, list, inner);
    return inner;
}

Name *lower_variable(Lower *lower, Name *name) {
    if (name->class == NAME_GLOBAL || name->func == lower->func) return name;
    return capture(lower, name->origin);
}

Node *lower_temp(Lower *lower, Pos pos, Node *value) {
    Name *name = name_temp(lower, pos, value->type);
    Node *dcl = node_new(ODCL, pos, NULL);
    dcl->name = name;
    lower_emit(lower, dcl);
    Node *assign = node_binary(OAS, pos, NULL, node_name(pos, name), value);
    assign->def = true;
    name->defn = assign;
    lower_emit(lower, assign);
    return node_name(pos, name);
}
