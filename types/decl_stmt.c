// types/decl_stmt.c - declarations inside functions.
#include "types/check_int.h"

void check_arity(Pos pos, ExprList *names, ExprList *values, bool is_const, bool inherited) {
    uint32_t l = names->count, r = values->count;
    if (l < r) {
        Expr *extra = values->items[l];
        if (inherited) check_error(pos, MSG_EXTRA_INIT_AT, pos_text(expr_error_pos(extra)));
        else check_error(expr_start(extra), MSG_EXTRA_INIT, expr_text(extra));
    } else if (l > r && (is_const || r != 1)) {
        Expr *name = names->items[r];
        check_error(name->pos, MSG_MISSING_INIT, name->name->text);
    }
}

// Where the names of [decl] become visible: after the whole specification.
static Pos spec_end(Decl *decl) {
    if (decl->values.count && !decl->implicit_repeat)
        return expr_end(decl->values.items[decl->values.count - 1]);
    if (decl->type && !decl->implicit_repeat) return expr_end(decl->type);
    return expr_end(decl->names.items[decl->names.count - 1]);
}

static void declare_all(Decl *decl, Object **objects) {
    Pos scope_pos = spec_end(decl);
    for (uint32_t i = 0; i < decl->names.count; i++) {
        Expr *name = decl->names.items[i];
        name->object = objects[i];
        scope_declare(checker.env.scope, name, objects[i], scope_pos);
    }
}

static void const_stmt(Decl *decl) {
    uint32_t mark = checker.later.count;
    Object **lhs = ARENA_ARRAY(&checker.arena, Object *, decl->names.count);
    for (uint32_t i = 0; i < decl->names.count; i++) {
        Expr *name = decl->names.items[i];
        Object *object = object_new(OBJ_CONST, name->pos, checker.env.package, name->name, NULL);
        object->constant = const_int(decl->iota);
        object->decl = decl;
        lhs[i] = object;
        Expr *init = i < decl->values.count ? decl->values.items[i] : NULL;
        check_const_decl(object, decl->type, init, decl->implicit_repeat);
        object->color = OBJECT_BLACK;
    }
    check_arity(decl->pos, &decl->names, &decl->values, true, decl->implicit_repeat);
    process_later(mark);
    declare_all(decl, lhs);
}

static void var_stmt(Decl *decl) {
    uint32_t mark = checker.later.count;
    uint32_t count = decl->names.count;
    Object **vars = ARENA_ARRAY(&checker.arena, Object *, count);
    for (uint32_t i = 0; i < count; i++) {
        Expr *name = decl->names.items[i];
        vars[i] = object_new(OBJ_VAR, name->pos, checker.env.package, name->name, NULL);
        vars[i]->decl = decl;
        vars[i]->func = checker.env.func_scope;
    }
    for (uint32_t i = 0; i < count; i++) {
        Object **lhs = NULL;
        Expr *init = NULL;
        if (decl->values.count == count) init = decl->values.items[i];
        else if (decl->values.count == 1) {
            lhs = vars;
            init = decl->values.items[0];
        } else if (i < decl->values.count) init = decl->values.items[i];
        check_var_decl(vars[i], lhs, count, decl->type, init);
        // One value for all of them: they have been set together.
        if (decl->values.count == 1) break;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!vars[i]->type) vars[i]->type = type_basic[TYPE_INVALID];
        vars[i]->color = OBJECT_BLACK;
    }
    if (!decl->type || decl->values.count > 0)
        check_arity(decl->pos, &decl->names, &decl->values, false, false);
    process_later(mark);
    declare_all(decl, vars);
}

// A type declared in a generic function is a different one in each instance of that function.
static void note_implicit_params(Object *object) {
    Type *type = object->type;
    if (!type || type->kind != TYPE_NAMED || type->object != object) return;
    TypeList params = {0};
    for (Scope *scope = checker.env.scope; scope; scope = scope->parent) {
        if (!scope->is_func) continue;
        for (uint32_t i = 0; i < scope->count; i++) {
            Type *declared = scope->items[i]->kind == OBJ_TYPE ? scope->items[i]->type : NULL;
            if (declared && declared->kind == TYPE_TYPE_PARAM)
                vec_push(&checker.arena, &params, declared);
        }
    }
    type->implicit_params = params.items;
    type->implicit_param_count = params.count;
}

static void type_stmt(Decl *decl) {
    Object *object = object_new(OBJ_TYPE, decl->pos, checker.env.package, decl->name, NULL);
    object->decl = decl;
    decl->object = object;
    // The number that tells types of the same name apart, as gc counts them.
    if (!decl->is_alias) object->order = ++checker.env.package->local_type_count;
    scope_declare(checker.env.scope, NULL, object, decl->pos);
    object->color = OBJECT_GREY;
    object->path_index = checker.path.count;
    vec_push(&checker.arena, &checker.path, object);
    check_type_decl(object, decl, NULL);
    note_implicit_params(object);
    (void)vec_pop(&checker.path);
    object->color = OBJECT_BLACK;
}

void check_decl_stmt(Stmt *stmt) {
    for (uint32_t i = 0; i < stmt->decls.count; i++) {
        Decl *decl = stmt->decls.items[i];
        if (decl->kind == DECL_CONST) const_stmt(decl);
        else if (decl->kind == DECL_VAR) var_stmt(decl);
        else if (decl->kind == DECL_TYPE) type_stmt(decl);
    }
}
