#include "base/arena.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/check.h"

// Small chunks come from calloc, big ones from mmap. Touching fresh memory costs a page fault for
// each 4 KB, several times what filling it costs; so the pages of a mapped chunk are asked for in
// windows, one system call for each, shortly before they are used. (Parsing 6 MB of Go into one
// arena: 0.20 s with windows, 0.50 s without.)
struct ArenaChunk {
    ArenaChunk *older;
    size_t bytes;    // after this header
    bool mapped;
};

enum {
    // Many arenas stay small: those of packages of which little is used.
    CHUNK_BYTES_MIN = 4 << 10,
    // The size of the chunks that are kept for the next arena: most arenas live for one function.
    SPARE_BYTES = 16 << 10,
    SPARES_MAX = 2,
    CHUNK_BYTES_MAX = 1 << 20,
    MAPPED_BYTES_MIN = 32 << 10,
    WINDOW_BYTES_MIN = 16 << 10,
    WINDOW_BYTES_MAX = 512 << 10,
    // An arena that has grown beyond this takes chunks of huge pages: one fault for 2 MB.
    HUGE_FROM_BYTES = 4 << 20,
    HUGE_PAGE_BYTES = 2 << 20,
    HUGE_CHUNK_BYTES = 4 << 20,
};

void arena_init(Arena *arena) {
    *arena = (Arena){0};
}

// Chunks of SPARE_BYTES that nobody uses, all zero. Given to malloc and taken again they would end
// up in arenas that never fill them, and be resident nevertheless.
static _Atomic(ArenaChunk *) spares[SPARES_MAX];

// Takes [chunk], of which the first [used] bytes may be other than zero; false when there are
// enough.
static bool spare_keep(ArenaChunk *chunk, size_t used) {
    for (int i = 0; i < SPARES_MAX; i++) {
        if (atomic_load_explicit(&spares[i], memory_order_relaxed)) continue;
        memset(chunk + 1, 0, used);
        ArenaChunk *none = NULL;
        if (atomic_compare_exchange_strong(&spares[i], &none, chunk)) return true;
    }
    return false;
}

static ArenaChunk *spare_take(void) {
    for (int i = 0; i < SPARES_MAX; i++) {
        if (!atomic_load_explicit(&spares[i], memory_order_relaxed)) continue;
        ArenaChunk *chunk = atomic_exchange(&spares[i], NULL);
        if (chunk) return chunk;
    }
    return NULL;
}

void arena_fill(Arena *arena, int byte) {
    for (ArenaChunk *chunk = arena->chunks; chunk; chunk = chunk->older)
        memset(chunk + 1, byte, chunk->bytes);
}

void arena_free(Arena *arena) {
    ArenaChunk *chunk = arena->chunks;
    while (chunk) {
        ArenaChunk *older = chunk->older;
        bool newest = chunk == arena->chunks;
        size_t used = newest ? (size_t)(arena->next - (char *)(chunk + 1)) : chunk->bytes;
        if (chunk->mapped) munmap(chunk, sizeof *chunk + chunk->bytes);
        else if (chunk->bytes != SPARE_BYTES || !spare_keep(chunk, used)) free(chunk);
        chunk = older;
    }
    *arena = (Arena){0};
}

static char *chunk_limit(ArenaChunk *chunk) {
    return (char *)(chunk + 1) + chunk->bytes;
}

// A mapping of whole huge pages; NULL when there is no memory. What the kernel makes of the advice
// is its own affair.
static ArenaChunk *map_huge(void) {
    size_t room = HUGE_CHUNK_BYTES + HUGE_PAGE_BYTES;
    char *start = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED) return NULL;
    size_t skipped = -(uintptr_t)start & (HUGE_PAGE_BYTES - 1);
    if (skipped) munmap(start, skipped);
    start += skipped;
    if (skipped < HUGE_PAGE_BYTES) munmap(start + HUGE_CHUNK_BYTES, HUGE_PAGE_BYTES - skipped);
    (void)madvise(start, HUGE_CHUNK_BYTES, MADV_HUGEPAGE);
    return (ArenaChunk *)start;
}

static ArenaChunk *huge_chunk_new(void) {
    ArenaChunk *chunk = map_huge();
    FATAL_IF(!chunk, "out of memory: cannot allocate %d bytes", HUGE_CHUNK_BYTES);
    chunk->bytes = HUGE_CHUNK_BYTES - sizeof *chunk;
    chunk->mapped = true;
    return chunk;
}

static ArenaChunk *chunk_new(size_t bytes) {
    bool mapped = bytes >= MAPPED_BYTES_MIN;
    ArenaChunk *chunk;
    if (mapped) {
        chunk = mmap(NULL, sizeof *chunk + bytes, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (chunk == MAP_FAILED) chunk = NULL;
    } else {
        chunk = calloc(1, sizeof *chunk + bytes);
    }
    FATAL_IF(!chunk, "out of memory: cannot allocate %zu bytes", bytes);
    chunk->bytes = bytes;
    chunk->mapped = mapped;
    return chunk;
}

// A window grows with the arena: at most an eighth of what is asked for may stay unused.
static size_t window_bytes(const Arena *arena) {
    size_t bytes = arena->bytes_total / 8;
    if (bytes < WINDOW_BYTES_MIN) return WINDOW_BYTES_MIN;
    return bytes > WINDOW_BYTES_MAX ? WINDOW_BYTES_MAX : bytes;
}

// Makes the next [bytes] of the newest chunk usable, and a window beyond them.
static void extend_window(Arena *arena, size_t bytes) {
    char *limit = chunk_limit(arena->chunks);
    char *old_end = arena->end;
    size_t left = (size_t)(limit - arena->next);
    size_t wanted = bytes + window_bytes(arena);
    arena->end = arena->chunks->mapped && wanted < left ? arena->next + wanted : limit;
#ifdef MADV_POPULATE_WRITE
    if (arena->chunks->mapped) {
        uintptr_t first = (uintptr_t)old_end & ~(uintptr_t)4095;
        // Only a hint: where the kernel does not know it, pages come one by one.
        (void)madvise((void *)first, (uintptr_t)arena->end - first, MADV_POPULATE_WRITE);
    }
#else
    (void)old_end;
#endif
}

// A chunk for one big object alone, behind the current one, whose rest stays usable.
static void *alloc_alone(Arena *arena, size_t bytes) {
    ArenaChunk *chunk = chunk_new(bytes);
    chunk->older = arena->chunks->older;
    arena->chunks->older = chunk;
    return chunk + 1;
}

// A chunk with room for [bytes] to follow the newest one.
static ArenaChunk *next_chunk(const Arena *arena, size_t bytes) {
    const ArenaChunk *newest = arena->chunks;
    size_t size = newest ? newest->bytes * 2 : CHUNK_BYTES_MIN;
    if (size > CHUNK_BYTES_MAX) size = CHUNK_BYTES_MAX;
    if (size == SPARE_BYTES && bytes <= size) {
        ArenaChunk *spare = spare_take();
        if (spare) return spare;
    }
    if (size < bytes) size = bytes;
    bool huge = arena->bytes_total > HUGE_FROM_BYTES && size <= CHUNK_BYTES_MAX;
    return huge ? huge_chunk_new() : chunk_new(size);
}

void *arena_alloc_slow(Arena *arena, size_t bytes) {
    FATAL_IF(bytes > SIZE_MAX / 2, "arena: a request for %zu bytes", bytes);
    arena->bytes_total += bytes;
    ArenaChunk *newest = arena->chunks;
    if (!newest || bytes > (size_t)(chunk_limit(newest) - arena->next)) {
        if (newest && bytes > CHUNK_BYTES_MAX / 4) return alloc_alone(arena, bytes);
        ArenaChunk *chunk = next_chunk(arena, bytes);
        chunk->older = newest;
        arena->chunks = chunk;
        arena->next = (char *)(chunk + 1);
        arena->end = arena->next;
    }
    extend_window(arena, bytes);
    void *result = arena->next;
    arena->next += bytes;
    return result;
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
