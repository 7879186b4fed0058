// repl/pool.c - memory for results; see plan.h.
#include "compile/compile.h"
#include "gc/barrier.h"
#include "repl/plan.h"
#include "types/check.h"

static void swap_to(ResultPool *pool, uint32_t at, uint32_t to) {
    Object *object = pool->objects.items[at];
    pool->objects.items[at] = pool->objects.items[to];
    pool->objects.items[to] = object;
}

void pool_begin(ResultPool *pool) {
    pool->taken = 0;
    pool->next_kept = NULL;
    for (uint32_t i = 0; i < pool->objects.count && pool->kept; i++)
        if (pool->objects.items[i] == pool->kept) swap_to(pool, i, pool->taken++);
}

Object *pool_take(ResultPool *pool, Object *object) {
    for (uint32_t i = pool->taken; i < pool->objects.count; i++) {
        Object *owner = pool->objects.items[i];
        if (!type_identical(owner->type, object->type)) continue;
        compile_share_global(object, owner);
        swap_to(pool, i, pool->taken++);
        return owner;
    }
    global_name(object)->text = "_";
    vec_push(types_arena(), &pool->objects, object);
    swap_to(pool, pool->objects.count - 1, pool->taken++);
    return object;
}

void pool_end(ResultPool *pool, bool good) {
    if (good && pool->next_kept) pool->kept = pool->next_kept;
    runner_stop();
    for (uint32_t i = 0; i < pool->objects.count; i++) {
        Object *object = pool->objects.items[i];
        if (object == pool->kept) continue;
        const RType *type;
        void *address = compile_global_address(object, &type);
        gc_clear_range(address, type->layout.bytes, &type->layout);
    }
    runner_start();
}
