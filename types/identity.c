// types/identity.c - when two types are the same type.
#include "types/check_int.h"

// Interfaces that are being compared further out: an interface may refer to itself.
typedef struct Pair {
    Type *x, *y;
    const struct Pair *outer;
} Pair;

static bool same(Type *x, Type *y, bool tags, const Pair *pairs);

static bool same_tag(const Type *x, const Type *y, uint32_t i) {
    uint32_t xn = x->tags && x->tags[i] ? x->tag_bytes[i] : 0;
    uint32_t yn = y->tags && y->tags[i] ? y->tag_bytes[i] : 0;
    return xn == yn && (xn == 0 || memcmp(x->tags[i], y->tags[i], xn) == 0);
}

static bool same_struct(Type *x, Type *y, bool tags, const Pair *pairs) {
    if (x->field_count != y->field_count) return false;
    for (uint32_t i = 0; i < x->field_count; i++) {
        Object *f = x->fields[i], *g = y->fields[i];
        if (f->is_embedded != g->is_embedded) return false;
        if (!object_same_id(f, g->package, g->name, false)) return false;
        if (tags && !same_tag(x, y, i)) return false;
        if (!same(f->type, g->type, tags, pairs)) return false;
    }
    return true;
}

static bool same_tuple(Type *x, Type *y, bool tags, const Pair *pairs) {
    if (x->field_count != y->field_count) return false;
    for (uint32_t i = 0; i < x->field_count; i++)
        if (!same(x->fields[i]->type, y->fields[i]->type, tags, pairs)) return false;
    return true;
}

static bool same_func(Type *x, Type *y, bool tags, const Pair *pairs) {
    uint32_t count = x->type_param_count;
    if (count != y->type_param_count || x->is_variadic != y->is_variadic) return false;
    Type *params = y->params, *results = y->results;
    if (count > 0) {
        for (uint32_t i = 0; i < count; i++) {
            Type *bound = type_substitute(y->type_params[i]->bound, y->type_params,
                                          x->type_params, count);
            if (!same(x->type_params[i]->bound, bound, tags, pairs)) return false;
        }
        params = type_substitute(params, y->type_params, x->type_params, count);
        results = type_substitute(results, y->type_params, x->type_params, count);
    }
    return same_tuple(x->params, params, tags, pairs) &&
           same_tuple(x->results, results, tags, pairs);
}

static bool same_interface(Type *x, Type *y, bool tags, const Pair *pairs) {
    TypeSet *xs = type_set(x), *ys = type_set(y);
    if (xs->is_comparable != ys->is_comparable || !type_set_terms_equal(xs, ys)) return false;
    if (xs->method_count != ys->method_count) return false;
    for (const Pair *p = pairs; p; p = p->outer)
        if ((p->x == x && p->y == y) || (p->x == y && p->y == x)) return true;
    Pair pair = {x, y, pairs};
    for (uint32_t i = 0; i < xs->method_count; i++) {
        Object *f = xs->methods[i], *g = ys->methods[i];
        if (!object_same_id(f, g->package, g->name, false)) return false;
        object_check(f, NULL);
        object_check(g, NULL);
        if (!same(f->type, g->type, tags, &pair)) return false;
    }
    return true;
}

static bool same_named(Type *x, Type *y) {
    if (x->origin != y->origin || x->type_arg_count != y->type_arg_count) return false;
    if (x->type_arg_count == 0) return false;   // one node for each declaration
    for (uint32_t i = 0; i < x->type_arg_count; i++)
        if (!type_identical(x->type_args[i], y->type_args[i])) return false;
    return true;
}

static bool same_union(Type *x, Type *y) {
    Type *xi = type_new(TYPE_INTERFACE), *yi = type_new(TYPE_INTERFACE);
    xi->embeds = &x;
    yi->embeds = &y;
    xi->embed_count = yi->embed_count = 1;
    xi->is_complete = yi->is_complete = true;
    return type_set_terms_equal(type_set(xi), type_set(yi));
}

static bool same(Type *x, Type *y, bool tags, const Pair *pairs) {
    x = type_unalias(x);
    y = type_unalias(y);
    if (x == y) return true;
    if (x->kind != y->kind) return false;
    switch (x->kind) {
    case TYPE_ARRAY:
        return (x->length < 0 || y->length < 0 || x->length == y->length) &&
               same(x->elem, y->elem, tags, pairs);
    case TYPE_SLICE: case TYPE_POINTER:
        return same(x->elem, y->elem, tags, pairs);
    case TYPE_MAP:
        return same(x->key, y->key, tags, pairs) && same(x->elem, y->elem, tags, pairs);
    case TYPE_CHAN:
        return x->chan_dir == y->chan_dir && same(x->elem, y->elem, tags, pairs);
    case TYPE_STRUCT: return same_struct(x, y, tags, pairs);
    case TYPE_TUPLE: return same_tuple(x, y, tags, pairs);
    case TYPE_FUNC: return same_func(x, y, tags, pairs);
    case TYPE_INTERFACE: return same_interface(x, y, tags, pairs);
    case TYPE_NAMED: return same_named(x, y);
    case TYPE_UNION: return same_union(x, y);
    case TYPE_TYPE_PARAM: return false;
    default: return true;   // basic types of one kind
    }
}

bool type_identical(Type *a, Type *b) {
    return a == b || same(a, b, true, NULL);
}

bool type_identical_ignore_tags(Type *a, Type *b) {
    return a == b || same(a, b, false, NULL);
}

// ---- Hash ---------------------------------------------------------------------------------------

static uint32_t mix(uint32_t h, uint32_t value) {
    h ^= value + 0x9E3779B9u + (h << 6) + (h >> 2);
    return h * 0x85EBCA6Bu;
}

static uint32_t hash_fields(uint32_t h, Type *type, bool names) {
    for (uint32_t i = 0; i < type->field_count; i++) {
        if (names) h = mix(h, type->fields[i]->name->hash);
        h = mix(h, type_hash(type->fields[i]->type));
    }
    return mix(h, type->field_count);
}

// What is bound by a signature's own type parameters does not count, nor do methods' signatures:
// both would need more than one look.
static uint32_t hash_type(Type *type) {
    uint32_t h = mix(17, type->kind);
    switch (type->kind) {
    case TYPE_ARRAY: case TYPE_SLICE: case TYPE_POINTER: case TYPE_CHAN:
        h = mix(h, type->kind == TYPE_CHAN ? type->chan_dir : (uint32_t)type->length);
        return mix(h, type_hash(type->elem));
    case TYPE_MAP: return mix(mix(h, type_hash(type->key)), type_hash(type->elem));
    case TYPE_STRUCT: return hash_fields(h, type, true);
    case TYPE_TUPLE: return hash_fields(h, type, false);
    case TYPE_FUNC:
        h = mix(h, type->type_param_count * 2 + type->is_variadic);
        if (type->type_param_count) return h;
        return hash_fields(hash_fields(h, type->params, false), type->results, false);
    case TYPE_INTERFACE: {
        TypeSet *set = type_set(type);
        for (uint32_t i = 0; i < set->method_count; i++) h = mix(h, set->methods[i]->name->hash);
        return mix(h, set->is_comparable);
    }
    case TYPE_NAMED:
        h = mix(h, type->origin->id);
        for (uint32_t i = 0; i < type->type_arg_count; i++)
            h = mix(h, type_hash(type->type_args[i]));
        return h;
    case TYPE_TYPE_PARAM: return mix(h, type->id);
    default: return h;
    }
}

uint32_t type_hash(Type *type) {
    type = type_unalias(type);
    if (!type->hash) {
        uint32_t h = hash_type(type);
        type->hash = h ? h : 1;
    }
    return type->hash;
}
