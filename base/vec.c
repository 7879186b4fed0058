#include "base/vec.h"

#include <stdbool.h>
#include <string.h>

#include "base/check.h"

static size_t rounded(size_t bytes) { return (bytes + 7) & ~(size_t)7; }

// Most lists stay short, and many grow before anything else is allocated: then in place.
void vec_grow(Arena *arena, void **items, uint32_t *capacity, uint32_t count, size_t item_bytes) {
    FATAL_IF(*capacity > UINT32_MAX / 2, "a list outgrew 2^32 items");
    uint32_t room = *capacity ? *capacity * 2 : 2;
    size_t old_bytes = rounded(*capacity * item_bytes), bytes = rounded(room * item_bytes);
    bool is_newest = *capacity && (char *)*items + old_bytes == arena->next;
    if (is_newest && bytes - old_bytes <= (size_t)(arena->end - arena->next)) {
        arena_alloc(arena, bytes - old_bytes);
    } else {
        void *grown = arena_alloc(arena, bytes);
        if (count) memcpy(grown, *items, count * item_bytes);
        *items = grown;
    }
    *capacity = room;
}
