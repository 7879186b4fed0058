#include "base/vec.h"

#include <string.h>

#include "base/check.h"

void vec_grow(Arena *arena, void **items, uint32_t *capacity, uint32_t count, size_t item_bytes) {
    FATAL_IF(*capacity > UINT32_MAX / 2, "a list outgrew 2^32 items");
    uint32_t room = *capacity ? *capacity * 2 : 4;
    void *grown = arena_alloc(arena, room * item_bytes);
    if (count) memcpy(grown, *items, count * item_bytes);
    *items = grown;
    *capacity = room;
}
