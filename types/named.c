// types/named.c - defined types: their underlying type and methods, found on demand.
#include "types/check_int.h"

Type *type_new_named(Object *object) {
    Type *type = type_new(TYPE_NAMED);
    type->object = object;
    type->origin = type;
    if (!object->type) object->type = type;
    return type;
}

Type *type_new_type_param(Object *object, Type *bound) {
    Type *type = type_new(TYPE_TYPE_PARAM);
    type->object = object;
    type->bound = bound;
    if (!object->type) object->type = type;
    return type;
}

void named_resolve(Type *named) {
    if (named->state == NAMED_LAZY) {
        check_enter();
        complete_type_decl(named);
        check_leave();
    } else if (named->state == NAMED_INSTANCE) {
        check_enter();
        expand_instance(named);
        check_leave();
    }
}

Object *named_object(Type *named) {
    if (named->type_arg_count == 0 || !named->instance_pos) return named->object;
    Object *object = ARENA_NEW(&checker.arena, Object);
    *object = *named->object;
    object->pos = named->instance_pos;
    return object;
}

// [named]'s underlying type is still another defined type: goes along the chain to its end.
static Type *follow_chain(Type *named) {
    ObjectList path = {0};
    VEC(Type *) seen = {0};
    Type *at = named, *result = NULL;
    while (!result) {
        vec_push(&checker.arena, &seen, at);
        vec_push(&checker.arena, &path, named_object(at));
        named_resolve(at);
        Type *next = at->underlying ? type_unalias(at->underlying) : type_basic[TYPE_INVALID];
        if (next->kind != TYPE_NAMED) {
            result = next->kind == TYPE_TYPE_PARAM ? type_underlying(next) : next;
            break;
        }
        for (uint32_t i = 0; i < seen.count && !result; i++) {
            if (seen.items[i] != next) continue;
            report_cycle(path.items + i, path.count - i, first_in_source(path.items + i,
                                                                         path.count - i));
            result = type_basic[TYPE_INVALID];
        }
        at = next;
    }
    if (!at->underlying) return result;   // declaration under way: do not settle it yet
    for (uint32_t i = 0; i < seen.count; i++) seen.items[i]->underlying = result;
    return result;
}

Type *named_underlying(Type *named) {
    if (named->state != NAMED_DONE) named_resolve(named);
    Type *under = named->underlying;
    if (!under) return type_basic[TYPE_INVALID];
    if (under->kind == TYPE_NAMED || under->kind == TYPE_ALIAS) return follow_chain(named);
    return under;
}

uint32_t named_method_count(Type *named) {
    return named->origin->method_count;
}

Object *named_method(Type *named, uint32_t index) {
    Object *generic = named->origin->methods[index];
    if (named->origin == named) return generic;
    if (named->method_room < named->origin->method_count) {
        Object **methods = ARENA_ARRAY(&checker.arena, Object *, named->origin->method_count);
        for (uint32_t i = 0; i < named->method_room; i++) methods[i] = named->methods[i];
        named->methods = methods;
        named->method_room = named->origin->method_count;
    }
    if (!named->methods[index] || named->methods[index]->origin != generic)
        named->methods[index] = expand_method(named, generic);
    return named->methods[index];
}

Object *named_method_lookup(Type *named, const Package *package, const Symbol *name,
                            bool fold_case, uint32_t *index) {
    Type *origin = named->origin;
    for (uint32_t i = 0; i < origin->method_count; i++) {
        Object *method = origin->methods[i];
        if (!fold_case && method->name != name) continue;
        if (!object_same_id(method, package, name, fold_case)) continue;
        *index = i;
        return named_method(named, i);
    }
    return NULL;
}
