// types/weight.c - of how many parts a type consists when it is written out.
//
// Type arguments and aliases let a few lines write a type that doubles in each line: pair[T, T] of
// a pair[T, T] of ... Everything that walks types would take for ever, so such types are refused.
#include "types/check_int.h"

enum {
    PARTS_MAX = 100000,
    PARTS_CACHED_MIN = 64,   // smaller ones are counted again; they may not be complete yet
};

static VEC(uint32_t) weights;    // by Type.id; 0: not known

void types_forget_weights(void) { memset(&weights, 0, sizeof weights); }

static uint32_t *weight_slot(const Type *type) {
    while (weights.count <= type->id) vec_push(types_arena(), &weights, 0);
    return &weights.items[type->id];
}

static uint32_t weight_of(Type *type);

static uint32_t add(uint32_t sum, Type *part) {
    if (!part || sum > PARTS_MAX) return sum;
    return sum + weight_of(part);
}

static uint32_t add_vars(uint32_t sum, Object **vars, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) sum = add(sum, vars[i]->type);
    return sum;
}

static uint32_t add_types(uint32_t sum, Type **types, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) sum = add(sum, types[i]);
    return sum;
}

static uint32_t count_parts(Type *type) {
    switch (type->kind) {
    case TYPE_ALIAS: return add(1, type->elem);
    case TYPE_NAMED: return add_types(1, type->type_args, type->type_arg_count);
    case TYPE_ARRAY: case TYPE_SLICE: case TYPE_POINTER: case TYPE_CHAN:
        return add(1, type->elem);
    case TYPE_MAP: return add(add(1, type->key), type->elem);
    case TYPE_STRUCT: case TYPE_TUPLE: return add_vars(1, type->fields, type->field_count);
    case TYPE_FUNC: return add(add(1, type->params), type->results);
    case TYPE_UNION: {
        uint32_t sum = 1;
        for (uint32_t i = 0; i < type->term_count; i++) sum = add(sum, type->terms[i].type);
        return sum;
    }
    case TYPE_INTERFACE:
        return add_types(add_vars(1, type->methods, type->method_count), type->embeds,
                         type->embed_count);
    default: return 1;
    }
}

// At most PARTS_MAX + 1. An alias that contains itself, an error, counts as one part inside itself.
static uint32_t weight_of(Type *type) {
    if (type->kind < TYPE_BASIC_COUNT) return 1;
    uint32_t known = *weight_slot(type);
    if (known) return known;
    *weight_slot(type) = 1;
    uint32_t sum = count_parts(type);
    if (sum > PARTS_MAX) sum = PARTS_MAX + 1;
    *weight_slot(type) = sum >= PARTS_CACHED_MIN ? sum : 0;
    return sum;
}

bool type_is_too_complex(Type *type) { return weight_of(type) > PARTS_MAX; }

bool check_complexity(Pos pos, Type *type) {
    if (!type_is_too_complex(type)) return true;
    check_error(pos, MSG_TYPE_TOO_COMPLEX, PARTS_MAX);
    return false;
}
