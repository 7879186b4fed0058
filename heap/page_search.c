#include "heap/pages.h"

PageHeap page_heap;

// Calls for each word that [first, first + count) touches, with the mask of its bits in the range.
#define FOR_WORDS(first, count, word, mask)                                               \
    for (uint64_t at_ = (first), end_ = (first) + (count), n_, word, mask;                \
         at_ < end_ && (word = at_ / 64, n_ = 64 - at_ % 64,                              \
                       n_ = n_ < end_ - at_ ? n_ : end_ - at_,                            \
                       mask = (n_ == 64 ? ~0ull : (1ull << n_) - 1) << (at_ % 64), 1);    \
         at_ += n_)

void bits_set(uint64_t *bits, uint64_t first, uint64_t count) {
    FOR_WORDS(first, count, word, mask) bits[word] |= mask;
}

void bits_clear(uint64_t *bits, uint64_t first, uint64_t count) {
    FOR_WORDS(first, count, word, mask) bits[word] &= ~mask;
}

uint64_t bits_count(const uint64_t *bits, uint64_t first, uint64_t count) {
    uint64_t sum = 0;
    FOR_WORDS(first, count, word, mask) sum += (uint64_t)__builtin_popcountll(bits[word] & mask);
    return sum;
}

// Length of the run of free pages that starts at [page] of a chunk; 0 if that page is used.
static uint32_t free_run(const uint64_t *used, uint32_t page) {
    uint32_t start = page;
    while (page < CHUNK_PAGES) {
        uint64_t rest = used[page / 64] >> (page % 64);
        uint32_t in_word = 64 - page % 64;
        if (rest != 0) return page + (uint32_t)__builtin_ctzll(rest) - start;
        page += in_word;
    }
    return CHUNK_PAGES - start;
}

// First free page at or after [page]; CHUNK_PAGES if there is none.
static uint32_t next_free(const uint64_t *used, uint32_t page) {
    while (page < CHUNK_PAGES) {
        uint64_t rest = ~used[page / 64] >> (page % 64);
        if (rest != 0) return page + (uint32_t)__builtin_ctzll(rest);
        page += 64 - page % 64;
    }
    return CHUNK_PAGES;
}

void chunk_summarize(ArenaPages *arena, uint32_t chunk) {
    const uint64_t *used = &arena->used[chunk * CHUNK_WORDS];
    ChunkSummary summary = {0, 0, 0};
    uint32_t page = next_free(used, 0);
    while (page < CHUNK_PAGES) {
        uint32_t run = free_run(used, page);
        if (page == 0) summary.first = (uint16_t)run;
        if (run > summary.longest) summary.longest = (uint16_t)run;
        if (page + run == CHUNK_PAGES) summary.last = (uint16_t)run;
        page = next_free(used, page + run);
    }
    arena->summaries[chunk] = summary;
}

static uint32_t find_in_chunk(const uint64_t *used, uint64_t page_count) {
    uint32_t page = next_free(used, 0);
    for (;;) {
        FATAL_IF(page >= CHUNK_PAGES, "page heap: a summary promises a run that is not there");
        uint32_t run = free_run(used, page);
        if (run >= page_count) return page;
        page = next_free(used, page + run);
    }
}

bool pages_find(uint64_t page_count, PageRun *run) {
    uint64_t length = 0;   // of the free run that ends at the chunk looked at
    uint32_t chunks = page_heap.arena_count * ARENA_CHUNKS;
    bool seen_free = false;
    for (uint32_t chunk = page_heap.search_chunk; chunk < chunks; chunk++) {
        ArenaPages *arena = page_heap.arenas[chunk / ARENA_CHUNKS];
        uint32_t in_arena = chunk % ARENA_CHUNKS;
        ChunkSummary summary = arena->summaries[in_arena];
        if (in_arena == 0 && chunk > 0 &&
            page_heap.arenas[chunk / ARENA_CHUNKS - 1]->arena.base + ARENA_BYTES !=
                arena->arena.base)
            length = 0;
        if (!seen_free && summary.longest > 0) {
            seen_free = true;
            page_heap.search_chunk = chunk;
        }
        if (length == 0 || length + summary.first < page_count) {
            if (summary.longest >= page_count) {
                run->chunk = chunk;
                run->page = find_in_chunk(&arena->used[in_arena * CHUNK_WORDS], page_count);
                return true;
            }
        } else {
            return true;
        }
        if (summary.first == CHUNK_PAGES && length > 0) {
            length += CHUNK_PAGES;
        } else {
            length = summary.last;
            run->chunk = chunk;
            run->page = CHUNK_PAGES - summary.last;
        }
    }
    if (!seen_free) page_heap.search_chunk = chunks;
    return false;
}
