#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"

// Chunks come from calloc: large ones are fresh pages, so zeroing them costs nothing until they
// are touched.
struct ArenaChunk {
    ArenaChunk *older;
    size_t bytes;
};

enum {
    CHUNK_BYTES_MIN = 16 << 10,
    CHUNK_BYTES_MAX = 1 << 20,
};

void arena_init(Arena *arena) {
    *arena = (Arena){0};
}

void arena_free(Arena *arena) {
    ArenaChunk *chunk = arena->chunks;
    while (chunk) {
        ArenaChunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
    *arena = (Arena){0};
}

static ArenaChunk *chunk_new(size_t bytes) {
    ArenaChunk *chunk = calloc(1, sizeof(ArenaChunk) + bytes);
    FATAL_IF(!chunk, "out of memory: cannot allocate %zu bytes", bytes);
    chunk->bytes = bytes;
    return chunk;
}

void *arena_alloc_slow(Arena *arena, size_t bytes) {
    FATAL_IF(bytes > SIZE_MAX / 2, "arena: a request for %zu bytes", bytes);
    arena->bytes_total += bytes;
    if (arena->chunks && bytes > CHUNK_BYTES_MAX / 4) {
        // A big object gets a chunk of its own, behind the current one, whose rest stays usable.
        ArenaChunk *chunk = chunk_new(bytes);
        chunk->older = arena->chunks->older;
        arena->chunks->older = chunk;
        return chunk + 1;
    }
    size_t size = arena->chunks ? arena->chunks->bytes * 2 : CHUNK_BYTES_MIN;
    if (size > CHUNK_BYTES_MAX) size = CHUNK_BYTES_MAX;
    if (size < bytes) size = bytes;
    ArenaChunk *chunk = chunk_new(size);
    chunk->older = arena->chunks;
    arena->chunks = chunk;
    arena->next = (char *)(chunk + 1) + bytes;
    arena->end = (char *)(chunk + 1) + size;
    return chunk + 1;
}

char *arena_strndup(Arena *arena, const char *text, size_t length) {
    char *copy = arena_alloc(arena, length + 1);
    memcpy(copy, text, length);
    return copy;
}

char *arena_printf(Arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

char *arena_vprintf(Arena *arena, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    FATAL_IF(length < 0, "arena_vprintf: bad format \"%s\"", format);
    char *text = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}
