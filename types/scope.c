// types/scope.c - scopes, objects, and sets of objects by name.
#include "types/check_int.h"

#include <strings.h>

enum { SCOPE_LINEAR = 8 };   // bigger scopes get a hash table

Scope *scope_new(Scope *parent) {
    Scope *scope = ARENA_NEW(&checker.arena, Scope);
    scope->parent = parent;
    return scope;
}

static Object *find_here(const Scope *scope, const Symbol *name) {
    if (!scope->table) {
        for (uint32_t i = 0; i < scope->count; i++)
            if (scope->items[i]->name == name) return scope->items[i];
        return NULL;
    }
    uint32_t mask = scope->table_size - 1;
    for (uint32_t at = name->hash & mask; scope->table[at]; at = (at + 1) & mask) {
        Object *object = scope->items[scope->table[at] - 1];
        if (object->name == name) return object;
    }
    return NULL;
}

Object *scope_lookup(Scope *scope, Symbol *name) {
    Object *object = find_here(scope, name);
    if (object || !scope->outlined) return object;
    return outline_collect(scope->outlined, name) ? find_here(scope, name) : NULL;
}

Object *scope_lookup_parent(Scope *scope, Symbol *name, Pos pos, Scope **where) {
    for (; scope; scope = scope->parent) {
        Object *object = scope_lookup(scope, name);
        if (!object || (pos && object->scope_pos > pos)) continue;
        if (where) *where = scope;
        return object;
    }
    return NULL;
}

static void table_put(Scope *scope, uint32_t index) {
    uint32_t mask = scope->table_size - 1;
    uint32_t at = scope->items[index]->name->hash & mask;
    while (scope->table[at]) at = (at + 1) & mask;
    scope->table[at] = index + 1;
}

static void table_grow(Scope *scope) {
    scope->table_size = scope->table_size ? scope->table_size * 2 : 32;
    scope->table = ARENA_ARRAY(&checker.arena, uint32_t, scope->table_size);
    for (uint32_t i = 0; i < scope->count; i++) table_put(scope, i);
}

Object *scope_insert_named(Scope *scope, Object *object, Symbol *name) {
    Object *other = find_here(scope, name);
    if (other) return other;
    if (scope->count == scope->capacity)
        vec_grow(&checker.arena, (void **)&scope->items, &scope->capacity, scope->count,
                 sizeof *scope->items);
    scope->items[scope->count++] = object;
    if (scope->table && scope->count * 2 <= scope->table_size) table_put(scope, scope->count - 1);
    else if (scope->count > SCOPE_LINEAR) table_grow(scope);
    return NULL;
}

Object *scope_insert(Scope *scope, Object *object) {
    if (object->name == checker.sym_blank) return NULL;
    Object *other = scope_insert_named(scope, object, object->name);
    if (!other && !object->parent) object->parent = scope;
    return other;
}

// ---- Objects ------------------------------------------------------------------------------------

Object *object_new(ObjectKind kind, Pos pos, Package *package, Symbol *name, Type *type) {
    Object *object = ARENA_NEW(&checker.arena, Object);
    object->kind = kind;
    object->pos = pos;
    object->package = package;
    object->name = name;
    object->type = type;
    object->is_exported = name && name->exported;
    object->color = type ? OBJECT_BLACK : OBJECT_WHITE;
    return object;
}

Object *object_new_param(Pos pos, Package *package, Symbol *name, Type *type) {
    Object *object = object_new(OBJ_VAR, pos, package, name, type);
    object->is_param = true;
    object->is_used = true;   // parameters need not be used
    return object;
}

Object *object_new_field(Pos pos, Package *package, Symbol *name, Type *type, bool embedded) {
    Object *object = object_new(OBJ_VAR, pos, package, name, type);
    object->is_field = true;
    object->is_embedded = embedded;
    return object;
}

bool object_same_id(const Object *object, const Package *package, const Symbol *name,
                    bool fold_case) {
    if (fold_case && object->name != name) {
        return object->name && object->name->length == name->length &&
               strcasecmp(object->name->text, name->text) == 0;
    }
    if (object->name != name) return false;
    if (fold_case || object->is_exported || object->package == package) return true;
    if (!object->package || !package) return false;
    return strcmp(object->package->path, package->path) == 0;
}

// ---- Sets ---------------------------------------------------------------------------------------

static uint32_t set_place(const ObjectSet *set, const Object *object) {
    uint32_t mask = set->size - 1;
    uint32_t at = object->name->hash & mask;
    while (set->slots[at] &&
           !object_same_id(set->slots[at], object->package, object->name, false))
        at = (at + 1) & mask;
    return at;
}

static void set_grow(ObjectSet *set) {
    ObjectSet old = *set;
    set->size = old.size ? old.size * 2 : 16;
    set->slots = ARENA_ARRAY(&checker.arena, Object *, set->size);
    for (uint32_t i = 0; i < old.size; i++)
        if (old.slots[i]) set->slots[set_place(set, old.slots[i])] = old.slots[i];
}

Object *object_set_insert(ObjectSet *set, Object *object) {
    if (set->count * 2 >= set->size) set_grow(set);
    uint32_t at = set_place(set, object);
    if (set->slots[at]) return set->slots[at];
    set->slots[at] = object;
    set->count++;
    return NULL;
}

// ---- The current scope --------------------------------------------------------------------------

Scope *scope_open(void) {
    Scope *scope = scope_new(checker.env.scope);
    checker.env.scope = scope;
    return scope;
}

void scope_close(void) { checker.env.scope = checker.env.scope->parent; }

Object *env_lookup(Symbol *name) {
    return scope_lookup_parent(checker.env.scope, name, checker.env.lookup_pos, NULL);
}

void report_redeclared(Object *object, Object *other) {
    if (other->pos)
        check_error(object->pos, MSG_REDECLARED_AT, object->name->text, pos_text(other->pos),
                    other->name->text);
    else
        check_error(object->pos, MSG_REDECLARED, object->name->text);
}

Object *scope_declare(Scope *scope, Expr *ident, Object *object, Pos scope_pos) {
    if (object->name != checker.sym_blank) {
        Object *other = scope_insert(scope, object);
        if (other) {
            report_redeclared(object, other);
            return other;
        }
        object->scope_pos = scope_pos;
    }
    if (object->kind == OBJ_VAR && !object->is_global && !object->is_field) {
        object->func = checker.env.func_scope;
        if (!object->is_param && object->name != checker.sym_blank)
            vec_push(&checker.arena, &checker.locals, object);
    }
    if (ident) ident->object = object;
    return NULL;
}
