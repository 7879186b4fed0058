// x.f: members of packages, fields, methods, method expressions.
#include "types/check_expr_int.h"

// ---- package.Name -------------------------------------------------------------------------------

// What the member of a package denotes.
static void select_member(Operand *x, Object *member) {
    x->type = member->type;
    switch (member->kind) {
    case OBJ_CONST:
        x->mode = MODE_CONSTANT;
        x->constant = member->constant;
        if (x->constant == NULL) x->mode = MODE_INVALID;   // an error was reported for it
        return;
    case OBJ_TYPE: x->mode = MODE_TYPE; return;
    case OBJ_VAR: x->mode = MODE_VARIABLE; return;
    case OBJ_FUNC: x->mode = MODE_VALUE; return;
    case OBJ_BUILTIN:
        x->mode = MODE_BUILTIN;
        x->builtin = member->builtin;
        return;
    default: x->mode = MODE_INVALID; return;
    }
}

static void check_package_selector(Operand *x, Expr *e, Object *import) {
    e->x->object = import;
    import->is_used = true;
    x->mode = MODE_INVALID;
    Package *package = import_package(import);
    if (package == NULL || package->is_fake) return;
    Object *member = scope_lookup(package->scope, e->name);
    if (member == NULL) {
        check_error(e->name_pos, MSG_UNDEFINED, expr_text(e));
        return;
    }
    // gc knows what an importing package can reach: other packages' types, but not their functions.
    if (!member->is_exported && member->kind != OBJ_TYPE) {
        check_error(e->name_pos, MSG_UNDEFINED, expr_text(e));
        return;
    }
    if (!member->is_exported) {
        check_error(e->name_pos, MSG_NOT_EXPORTED, e->name->text, package->name->text);
        return;
    }
    object_check(member, NULL);
    add_dependency(member);
    e->object = member;
    select_member(x, member);
    if (x->type == NULL || (x->mode != MODE_BUILTIN && !type_is_valid(x->type))) {
        x->mode = MODE_INVALID;
    }
}

// ---- fields and methods -------------------------------------------------------------------------

static bool is_interface_pointer(Type *type) {
    Type *pointer = type_underlying(type);
    return pointer->kind == TYPE_POINTER && type_is_interface(pointer->elem);
}

static const char *why_undefined(Operand *x, Symbol *name) {
    if (is_interface_pointer(x->type)) {
        return interface_pointer_error(x->type);
    }
    Lookup folded = type_lookup(x->type, x->mode == MODE_VARIABLE, checker.env.package, name, true);
    return lookup_error(x->type, name, folded.object, false);
}

static void report_undefined(Operand *x, Expr *e, const Lookup *found) {
    const char *name = e->name->text;
    if (!type_is_valid(type_underlying(x->type))) return;
    if (found->path != NULL) {
        check_error(e->name_pos, MSG_AMBIGUOUS_SELECTOR, expr_text(x->expr), name);
    } else if (found->is_indirect && x->mode == MODE_TYPE) {
        const char *type = type_text(x->type);
        check_error(e->name_pos, MSG_METHOD_EXPR_POINTER, type, name, type, name);
    } else if (found->is_indirect) {
        check_error(e->name_pos, MSG_POINTER_METHOD, name, type_text(x->type));
    } else {
        check_error(e->name_pos, MSG_UNDEFINED_SELECTOR, expr_text(x->expr), name,
                    why_undefined(x, e->name));
    }
}

static void record_selection(Expr *e, SelectionKind kind, Type *receiver, const Lookup *found) {
    Selection *selection = ARENA_NEW(types_arena(), Selection);
    selection->kind = kind;
    selection->is_indirect = found->is_indirect;
    selection->receiver = receiver;
    selection->object = found->object;
    selection->path = found->path;
    selection->path_count = found->path_count;
    e->selection = selection;
}

// T.m is a function whose first parameter is the receiver.
static Type *method_expression_type(Type *receiver, Type *method) {
    uint32_t count = method->params->field_count;
    Object **params = ARENA_ARRAY(types_arena(), Object *, count + 1);
    Symbol *name = NULL;
    if (count > 0 && method->params->fields[0]->name != NULL) {
        bool is_named = method->receiver != NULL && method->receiver->name != NULL;
        name = is_named ? method->receiver->name : checker.sym_blank;
    }
    params[0] = object_new_param(NO_POS, checker.env.package, name, receiver);
    for (uint32_t i = 0; i < count; i++) params[i + 1] = method->params->fields[i];
    return type_new_func(type_new_tuple(params, count + 1), method->results, method->is_variadic);
}

static void select_method_expression(Operand *x, Expr *e, const Lookup *found) {
    Object *method = found->object;
    if (method->kind != OBJ_FUNC) {
        check_error(e->name_pos, MSG_NO_SUCH_METHOD, expr_text(x->expr), e->name->text,
                    type_text(x->type), e->name->text);
        x->mode = MODE_INVALID;
        return;
    }
    record_selection(e, SELECT_METHOD_EXPR, x->type, found);
    x->mode = MODE_VALUE;
    x->type = method_expression_type(x->type, method->type);
    add_dependency(method);
}

static void select_value(Operand *x, Expr *e, const Lookup *found) {
    Object *object = found->object;
    if (object->kind == OBJ_FUNC) {
        record_selection(e, SELECT_METHOD_VALUE, x->type, found);
        x->mode = MODE_VALUE;
        add_dependency(object);
    } else {
        record_selection(e, SELECT_FIELD, x->type, found);
        bool is_addressable = x->mode == MODE_VARIABLE || found->is_indirect;
        x->mode = is_addressable ? MODE_VARIABLE : MODE_VALUE;
    }
    x->type = object->type;
    x->constant = NULL;
}

void check_selector(Operand *x, Expr *e, Type *def, bool want_type) {
    if (e->x->kind == EXPR_IDENT) {
        Object *object = env_lookup(e->x->name);
        if (object != NULL && object->kind == OBJ_PACKAGE) {
            check_package_selector(x, e, object);
            x->expr = e;
            return;
        }
    }
    check_expr_or_type(x, e->x, false);
    bool is_good = x->mode != MODE_INVALID;
    if (is_good && x->mode == MODE_BUILTIN) {
        check_error(expr_error_pos(e), MSG_CANNOT_SELECT, operand_text(x));
        is_good = false;
    } else if (is_good && x->mode == MODE_TYPE && def != NULL && x->type == def) {
        check_error(def->object->pos, MSG_RECURSIVE_SELF, def->object->name->text);
        is_good = false;
    } else if (is_good && want_type) {
        check_error(e->name_pos, MSG_SELECTOR_NOT_A_TYPE, expr_text(e));
        is_good = false;
    }
    if (!is_good) {
        x->mode = MODE_INVALID;
        x->expr = e;
        return;
    }
    Lookup found = type_lookup(x->type, x->mode == MODE_VARIABLE, checker.env.package, e->name,
                               false);
    if (found.object == NULL) {
        report_undefined(x, e, &found);
        x->mode = MODE_INVALID;
        x->expr = e;
        return;
    }
    if (found.object->kind == OBJ_FUNC) object_check(found.object, NULL);
    if (found.object->type == NULL) x->mode = MODE_INVALID;
    else if (x->mode == MODE_TYPE) select_method_expression(x, e, &found);
    else select_value(x, e, &found);
    x->expr = e;
}
