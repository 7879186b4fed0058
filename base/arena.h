// base/arena.h - bump allocator for compile-time memory, freed whole.
//
// Everything the front end builds (tokens, trees, types, ir) lives in an Arena. Nothing is freed
// singly and no destructor runs. Memory comes zeroed. An arena belongs to one thread at a time.
#ifndef MOUND_BASE_ARENA_H
#define MOUND_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ArenaChunk ArenaChunk;

typedef struct Arena {
    ArenaChunk *chunks;   // newest first
    char *next;           // first free byte of the newest chunk
    char *end;            // one past its last byte
    size_t bytes_total;   // bytes handed out so far
} Arena;

// Makes an empty arena; allocates nothing yet.
void arena_init(Arena *arena);
// Frees every chunk; all pointers into the arena become invalid.
void arena_free(Arena *arena);
// Fills every chunk with [byte], so that who still uses it notices; for tests.
void arena_fill(Arena *arena, int byte);
// The part of arena_alloc that takes a new chunk.
void *arena_alloc_slow(Arena *arena, size_t bytes);

// Returns [bytes] of zeroed memory aligned to 8. Never NULL: running out of memory is fatal.
static inline void *arena_alloc(Arena *arena, size_t bytes) {
    bytes = (bytes + 7) & ~(size_t)7;
    if (bytes > (size_t)(arena->end - arena->next)) return arena_alloc_slow(arena, bytes);
    void *result = arena->next;
    arena->next += bytes;
    arena->bytes_total += bytes;
    return result;
}

// Copies [length] bytes of [text] and adds a NUL.
char *arena_strndup(Arena *arena, const char *text, size_t length);
// printf into the arena.
char *arena_printf(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
// vprintf into the arena.
char *arena_vprintf(Arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

#define ARENA_NEW(arena, T) ((T *)arena_alloc((arena), sizeof(T)))
#define ARENA_ARRAY(arena, T, count) ((T *)arena_alloc((arena), sizeof(T) * (size_t)(count)))

#endif
