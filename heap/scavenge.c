#include "heap/os_memory.h"
#include "heap/pages.h"

// Releases the free pages of one word of an arena's bitmap, up to [pages_max]. Returns how many.
static uint64_t release_word(ArenaPages *arena, uint32_t word, uint64_t pages_max) {
    uint64_t candidates = ~arena->used[word] & ~arena->released[word];
    uint64_t done = 0;
    while (candidates != 0 && done < pages_max) {
        uint32_t first = (uint32_t)__builtin_ctzll(candidates);
        uint64_t rest = ~(candidates >> first);
        uint32_t count = rest == 0 ? 64 : (uint32_t)__builtin_ctzll(rest);
        if (count > pages_max - done) count = (uint32_t)(pages_max - done);
        uint64_t page = (uint64_t)word * 64 + first;
        os_memory_release((void *)(arena->arena.base + page * PAGE_BYTES), count * PAGE_BYTES);
        bits_set(arena->released, page, count);
        if (page >= arena->arena.zeroed_pages)
            prepare_note_release(arena->arena.base + page * PAGE_BYTES);
        candidates &= ~((count == 64 ? ~0ull : (1ull << count) - 1) << first);
        done += count;
    }
    return done;
}

uint64_t heap_retained_bytes(void) {
    lock_acquire(&heap.lock);
    uint64_t pages = heap.pages_mapped - heap.pages_released - prepare_pages_ahead();
    lock_release(&heap.lock);
    return pages * PAGE_BYTES;
}

uint64_t heap_scavenge(uint64_t bytes) {
    uint64_t wanted = bytes / PAGE_BYTES;
    uint64_t done = 0;
    if (bytes == UINT64_MAX) prepare_settle();
    lock_acquire(&heap.lock);
    // From the top: low addresses are handed out first, so they will be wanted again soonest.
    for (uint32_t a = page_heap.arena_count; a-- > 0 && done < wanted;) {
        ArenaPages *arena = page_heap.arenas[a];
        for (uint32_t word = ARENA_PAGES / 64; word-- > 0 && done < wanted;)
            done += release_word(arena, word, wanted - done);
    }
    heap.pages_released += done;
    lock_release(&heap.lock);
    return done * PAGE_BYTES;
}
