// types/unify.c - unification of types.
#include "types/unify.h"

enum { DEPTH_LIMIT_UNIFY = 100 };

typedef struct Pair {
    Type *x, *y;
    const struct Pair *outer;
} Pair;

static bool nify(Unifier *u, Type *x, Type *y, int mode, const Pair *pairs);

// ---- Handles ------------------------------------------------------------------------------------

void unifier_init(Unifier *u, Type **params, uint32_t count, Type **args, uint32_t arg_count) {
    *u = (Unifier){.params = params, .count = count, .interfaces = version_allow(21)};
    u->handles = ARENA_ARRAY(&checker.arena, Type **, count);
    for (uint32_t i = 0; i < count; i++) {
        u->handles[i] = ARENA_NEW(&checker.arena, Type *);
        *u->handles[i] = i < arg_count ? args[i] : NULL;
    }
}

// The place of [type] among the parameters that are looked for, or -1.
static int bound_index(Unifier *u, Type *type) {
    type = type_unalias(type);
    if (type->kind != TYPE_TYPE_PARAM) return -1;
    for (uint32_t i = 0; i < u->count; i++)
        if (u->params[i] == type) return (int)i;
    return -1;
}

Type *unifier_at(Unifier *u, Type *param) { return *u->handles[bound_index(u, param)]; }

void unifier_set(Unifier *u, Type *param, Type *type) { *u->handles[bound_index(u, param)] = type; }

uint32_t unifier_unknowns(Unifier *u) {
    uint32_t unknown = 0;
    for (uint32_t i = 0; i < u->count; i++) unknown += *u->handles[i] == NULL;
    return unknown;
}

Type **unifier_inferred(Unifier *u) {
    Type **types = ARENA_ARRAY(&checker.arena, Type *, u->count);
    for (uint32_t i = 0; i < u->count; i++) types[i] = *u->handles[i];
    return types;
}

static void set_handle(Unifier *u, int index, Type **handle) {
    Type **old = u->handles[index];
    for (uint32_t i = 0; i < u->count; i++)
        if (u->handles[i] == old) u->handles[i] = handle;
}

// Parameters i and j stand for the same type from now on; false when both are known.
static bool join(Unifier *u, int i, int j) {
    if (u->handles[i] == u->handles[j]) return true;
    if (*u->handles[i] && *u->handles[j]) return false;
    if (*u->handles[i]) set_handle(u, j, u->handles[i]);
    else set_handle(u, i, u->handles[j]);
    return true;
}

// ---- Pieces -------------------------------------------------------------------------------------

static bool is_named(Type *type) { return type_unalias(type)->kind == TYPE_NAMED; }

static bool is_literal(Type *type) {
    type = type_unalias(type);
    return type->kind != TYPE_NAMED && type->kind != TYPE_TYPE_PARAM;
}

static Type *as_interface(Type *type) {
    if (type_is_type_param(type)) return NULL;
    Type *under = type_underlying(type);
    return under->kind == TYPE_INTERFACE ? under : NULL;
}

static Type *method_type(Object *method) {
    object_check(method, NULL);
    return method->type;
}

static bool nify_vars(Unifier *u, Type *x, Type *y, int mode, const Pair *pairs) {
    if (x->field_count != y->field_count) return false;
    for (uint32_t i = 0; i < x->field_count; i++)
        if (!nify(u, x->fields[i]->type, y->fields[i]->type, mode, pairs)) return false;
    return true;
}

static bool nify_struct(Unifier *u, Type *x, Type *y, int mode, const Pair *pairs) {
    if (x->field_count != y->field_count) return false;
    for (uint32_t i = 0; i < x->field_count; i++) {
        Object *f = x->fields[i], *g = y->fields[i];
        if (f->is_embedded != g->is_embedded ||
            !object_same_id(f, g->package, g->name, false))
            return false;
        uint32_t fn = x->tags && x->tags[i] ? x->tag_bytes[i] : 0;
        uint32_t gn = y->tags && y->tags[i] ? y->tag_bytes[i] : 0;
        if (fn != gn || (fn && memcmp(x->tags[i], y->tags[i], fn) != 0)) return false;
    }
    return nify_vars(u, x, y, mode, pairs);
}

// All methods of the smaller interface are in the other, with types that unify.
static bool nify_interfaces(Unifier *u, Type *x, Type *y, bool same_count, const Pair *pairs) {
    TypeSet *a = type_set(x), *b = type_set(y);
    if (a->is_comparable != b->is_comparable || !type_set_terms_equal(a, b)) return false;
    if (same_count && a->method_count != b->method_count) return false;
    for (const Pair *p = pairs; p; p = p->outer)
        if ((p->x == x && p->y == y) || (p->x == y && p->y == x)) return true;
    Pair pair = {x, y, pairs};
    if (a->method_count > b->method_count) {
        TypeSet *swap = a;
        a = b;
        b = swap;
    }
    for (uint32_t i = 0; i < a->method_count; i++) {
        Object *m = a->methods[i];
        Object *n = type_set_method(b, m->package, m->name, false, NULL);
        if (!n || !nify(u, method_type(m), method_type(n), UNIFY_EXACT, &pair)) return false;
    }
    return true;
}

// [type] is no interface: it must have the methods of [interface].
static bool nify_methods(Unifier *u, Type *interface, Type *type, const Pair *pairs) {
    TypeSet *set = type_set(interface);
    for (uint32_t i = 0; i < set->method_count; i++) {
        Object *m = set->methods[i];
        Lookup found = type_lookup(type, false, m->package, m->name, false);
        if (!found.object || found.object->kind != OBJ_FUNC) return false;
        if (!nify(u, method_type(m), method_type(found.object), UNIFY_EXACT, pairs)) return false;
    }
    return true;
}

static bool nify_named(Unifier *u, Type *x, Type *y, int mode, const Pair *pairs) {
    if (y->kind != TYPE_NAMED || x->type_arg_count != y->type_arg_count) return false;
    if (x->origin != y->origin) return false;
    for (uint32_t i = 0; i < x->type_arg_count; i++)
        if (!nify(u, x->type_args[i], y->type_args[i], mode, pairs)) return false;
    return x->type_arg_count > 0 || x == y;
}

static bool nify_kinds(Unifier *u, Type *x, Type *y, int mode, int inner, const Pair *pairs) {
    if (x->kind == TYPE_TYPE_PARAM) {
        Type *core = type_core(x);
        return core && nify(u, core, y, UNIFY_ASSIGN, pairs);
    }
    if (x->kind == TYPE_NAMED) return nify_named(u, x, y, mode, pairs);
    if (x->kind != y->kind) return false;
    switch (x->kind) {
    case TYPE_ARRAY:
        return (x->length < 0 || y->length < 0 || x->length == y->length) &&
               nify(u, x->elem, y->elem, inner, pairs);
    case TYPE_SLICE: case TYPE_POINTER: return nify(u, x->elem, y->elem, inner, pairs);
    case TYPE_STRUCT: return nify_struct(u, x, y, inner, pairs);
    case TYPE_TUPLE: return nify_vars(u, x, y, mode, pairs);
    case TYPE_FUNC:
        return x->is_variadic == y->is_variadic && nify(u, x->params, y->params, inner, pairs) &&
               nify(u, x->results, y->results, inner, pairs);
    case TYPE_INTERFACE: return nify_interfaces(u, x, y, true, pairs);
    case TYPE_MAP:
        return nify(u, x->key, y->key, inner, pairs) && nify(u, x->elem, y->elem, inner, pairs);
    case TYPE_CHAN:
        return (!(mode & UNIFY_EXACT) || x->chan_dir == y->chan_dir) &&
               nify(u, x->elem, y->elem, inner, pairs);
    default: return x->kind < TYPE_BASIC_COUNT;
    }
}

// ---- The whole ----------------------------------------------------------------------------------

// Parameter [index] is known to be [x], which has been unified with y: which of them to keep?
static bool reconcile(Unifier *u, int index, Type *x, Type *y, int mode) {
    Type *xi = as_interface(x), *yi = as_interface(y);
    bool x_named = is_named(x), y_named = is_named(y);
    if (xi && yi) {
        if (x_named && y_named) return type_identical(x, y);
        if (type_set(xi)->method_count != type_set(yi)->method_count) return false;
    } else if (xi || yi) {
        return false;
    }
    if (mode & UNIFY_EXACT || x_named) return true;
    Type *under = type_underlying(y);
    // A name says more, and so does a direction.
    if (y_named || (under->kind == TYPE_CHAN && under->chan_dir != CHAN_BOTH))
        *u->handles[index] = y;
    return true;
}

static bool nify_param(Unifier *u, int px, int py, Type *y, int mode, const Pair *pairs) {
    if (py >= 0) {
        if (join(u, px, py)) return true;
        return nify(u, *u->handles[px], *u->handles[py], mode, pairs);
    }
    Type *known = *u->handles[px];
    if (!known) {
        *u->handles[px] = y;
        return true;
    }
    return nify(u, known, y, mode, pairs) && reconcile(u, px, known, y, mode);
}

static bool nify_unequal(Unifier *u, Type *x, Type *y, int mode, const Pair *pairs) {
    if (is_named(x) || bound_index(u, y) >= 0) {
        Type *swap = x;
        x = y;
        y = swap;
    }
    if (!(mode & UNIFY_EXACT) && is_named(y) && is_literal(x) &&
        !(u->interfaces && type_is_interface(x))) {
        y = type_underlying(y);
        if (type_unalias(x) == y) return true;
    }
    int px = bound_index(u, x), py = bound_index(u, y);
    if (px >= 0) return nify_param(u, px, py, y, mode, pairs);
    if (u->interfaces && !(mode & UNIFY_EXACT)) {
        Type *xi = as_interface(x), *yi = as_interface(y);
        if (xi && yi) return nify_interfaces(u, xi, yi, false, pairs);
        if (yi) return nify_methods(u, yi, x, pairs);
        if (xi) return nify_methods(u, xi, y, pairs);
    }
    if (type_is_type_param(y)) {
        Type *swap = x;
        x = y;
        y = swap;
    }
    int inner = mode & UNIFY_ASSIGN ? mode | UNIFY_EXACT : mode;
    return nify_kinds(u, type_unalias(x), type_unalias(y), mode, inner, pairs);
}

static bool nify(Unifier *u, Type *x, Type *y, int mode, const Pair *pairs) {
    if (x == y || type_unalias(x) == type_unalias(y)) return true;
    if (u->depth >= DEPTH_LIMIT_UNIFY) return false;
    u->depth++;
    bool ok = nify_unequal(u, x, y, mode, pairs);
    u->depth--;
    return ok;
}

bool unify(Unifier *u, Type *x, Type *y, int mode) { return nify(u, x, y, mode, NULL); }
