#include "heap/pages.h"

#include <stdlib.h>

#include "heap/os_memory.h"

_Atomic(HeapArena *) heap_arenas[1ull << (ADDRESS_BITS - ARENA_SHIFT)];

// Where Go's heap begins, so that addresses look familiar. If the place is taken the OS chooses.
static const uintptr_t FIRST_HINT = 0xc000000000;

enum { POPULATE_PAGES = (128 << 10) / PAGE_BYTES };

static _Noreturn void out_of_memory(uint64_t bytes, bool limited) {
    uint64_t in_use = (heap.pages_in_use + heap.pages_manual) * PAGE_BYTES;
    lock_release(&heap.lock);
    heap.hooks.out_of_memory(bytes, in_use, limited);
    FATAL("out of memory, and the handler returned");
}

static void insert_arena(ArenaPages *arena) {
    if (page_heap.arena_count == page_heap.arena_capacity) {
        page_heap.arena_capacity = page_heap.arena_capacity ? page_heap.arena_capacity * 2 : 16;
        ArenaPages **grown = realloc(page_heap.arenas,
                                     page_heap.arena_capacity * sizeof *page_heap.arenas);
        if (grown == NULL) out_of_memory(sizeof *arena, false);
        page_heap.arenas = grown;
    }
    uint32_t at = page_heap.arena_count++;
    while (at > 0 && page_heap.arenas[at - 1]->arena.base > arena->arena.base) {
        page_heap.arenas[at] = page_heap.arenas[at - 1];
        page_heap.arenas[at]->order = at;
        at--;
    }
    page_heap.arenas[at] = arena;
    arena->order = at;
    page_heap.search_chunk = 0;
    atomic_store_explicit(&heap_arenas[arena->arena.base >> ARENA_SHIFT], &arena->arena,
                          memory_order_release);
}

// Reserves [count] arenas in a row; NULL: the OS refuses. Returns the first.
static ArenaPages *reserve_arenas(uint64_t count) {
    if (page_heap.hint == 0) page_heap.hint = FIRST_HINT;
    char *memory = os_memory_reserve((void *)page_heap.hint, count * ARENA_BYTES, ARENA_BYTES);
    if (memory == NULL) return NULL;
    if ((uintptr_t)memory >> ADDRESS_BITS) FATAL("the OS gave address %p", (void *)memory);
    page_heap.hint = (uintptr_t)memory + count * ARENA_BYTES;
    ArenaPages *first = NULL;
    for (uint64_t i = 0; i < count; i++) {
        ArenaPages *arena = metadata_alloc(sizeof *arena, MEM_GC);
        arena->arena.base = (uintptr_t)memory + i * ARENA_BYTES;
        memset(arena->used, 0xff, sizeof arena->used);
        insert_arena(arena);
        if (first == NULL) first = arena;
    }
    return first;
}

// Pages from [page] on may be free now: a search has to look at them.
static void search_from(const ArenaPages *arena, uint64_t page) {
    uint32_t chunk = arena->order * ARENA_CHUNKS + (uint32_t)(page / CHUNK_PAGES);
    if (chunk < page_heap.search_chunk) page_heap.search_chunk = chunk;
}

// Maps [count] more pages of an arena: they become free, released and known to be zero.
static bool map_more(ArenaPages *arena, uint64_t count) {
    void *start = (void *)(arena->arena.base + (uintptr_t)arena->mapped_pages * PAGE_BYTES);
    if (!os_memory_commit(start, count * PAGE_BYTES)) return false;
    // Faults of small pages cost more than the collector once a heap grows; a small heap is not to
    // pay for pages it never touches.
    if (heap.pages_mapped >= HUGE_FROM_PAGES) os_memory_will_need(start, count * PAGE_BYTES);
    bits_clear(arena->used, arena->mapped_pages, count);
    bits_set(arena->released, arena->mapped_pages, count);
    uint64_t first_chunk = arena->mapped_pages / CHUNK_PAGES;
    arena->mapped_pages += (uint32_t)count;
    for (uint64_t c = first_chunk; c * CHUNK_PAGES < arena->mapped_pages; c++)
        chunk_summarize(arena, (uint32_t)c);
    heap.pages_mapped += count;
    heap.pages_released += count;
    search_from(arena, arena->mapped_pages - count);
    return true;
}

bool pages_grow(uint64_t page_count) {
    uint64_t wanted = (page_count + CHUNK_PAGES - 1) / CHUNK_PAGES * CHUNK_PAGES;
    ArenaPages *arena = page_heap.growing;
    uint64_t left = arena == NULL ? 0 : ARENA_PAGES - arena->mapped_pages;
    if (left >= wanted) return map_more(arena, wanted);
    ArenaPages *next = reserve_arenas((wanted + ARENA_PAGES - 1) / ARENA_PAGES);
    if (next == NULL) return false;
    if (left > 0) {
        if (!map_more(arena, left)) return false;
        if (next->arena.base == arena->arena.base + ARENA_BYTES) wanted -= left;
    }
    while (wanted > 0) {
        uint64_t count = wanted < ARENA_PAGES ? wanted : ARENA_PAGES;
        page_heap.growing = next;
        if (!map_more(next, count)) return false;
        wanted -= count;
        if (wanted > 0) next = arena_of_page(next->arena.base + ARENA_BYTES);
    }
    return true;
}

// [page] and the [count] pages behind it are about to be used for the first time. Page faults cost
// more than what small spans do with the memory, so a few more pages are made present with them; in
// a heap that asks for large pages there is no need.
static void populate(ArenaPages *arena, uint64_t page, uint64_t count) {
    if (count > POPULATE_PAGES / 2 || page < arena->populated_pages) return;
    if (heap.pages_mapped > HUGE_FROM_PAGES) return;
    uint64_t more = arena->mapped_pages - page;
    if (more > POPULATE_PAGES) more = POPULATE_PAGES;
    os_memory_populate((void *)(arena->arena.base + page * PAGE_BYTES), more * PAGE_BYTES);
    heap.pages_released -= bits_count(arena->released, page, more);
    bits_clear(arena->released, page, more);
    arena->populated_pages = page + more;
}

// Takes the pages of [run] out of the bitmaps. Returns whether they may hold old data.
static bool take_run(PageRun run, uint64_t page_count) {
    bool dirty = false;
    uint32_t arena_index = run.chunk / ARENA_CHUNKS;
    uint64_t page = run.chunk % ARENA_CHUNKS * CHUNK_PAGES + run.page;
    while (page_count > 0) {
        ArenaPages *arena = page_heap.arenas[arena_index++];
        uint64_t count = page_count < ARENA_PAGES - page ? page_count : ARENA_PAGES - page;
        if (page >= arena->arena.zeroed_pages) populate(arena, page, count);
        heap.pages_released -= bits_count(arena->released, page, count);
        bits_clear(arena->released, page, count);
        bits_set(arena->used, page, count);
        for (uint64_t c = page / CHUNK_PAGES; c * CHUNK_PAGES < page + count; c++)
            chunk_summarize(arena, (uint32_t)c);
        if (page < arena->arena.zeroed_pages) dirty = true;
        if (page + count > arena->arena.zeroed_pages) arena->arena.zeroed_pages = page + count;
        page_count -= count;
        page = 0;
    }
    return dirty;
}

static void register_span(Span *span) {
    for (uint64_t i = 0; i < span->page_count; i++) {
        uintptr_t address = span->base + i * PAGE_BYTES;
        Span **spans = arena_of_page(address)->arena.spans;
        __atomic_store_n(&spans[(address & (ARENA_BYTES - 1)) >> PAGE_SHIFT], span,
                         __ATOMIC_RELAXED);
    }
    if (heap.span_count == heap.span_capacity) {
        heap.span_capacity = heap.span_capacity ? heap.span_capacity * 2 : 256;
        Span **grown = realloc(heap.spans, heap.span_capacity * sizeof *heap.spans);
        if (grown == NULL) out_of_memory(heap.span_capacity * sizeof *heap.spans, false);
        heap_count_sys(MEM_OTHER, (int64_t)((heap.span_capacity - heap.span_count) *
                                            sizeof *heap.spans));
        heap.spans = grown;
    }
    span->index = heap.span_count;
    heap.spans[heap.span_count++] = span;
    heap.span_records++;
}

// Called with heap.lock held. Past the limit, collecting may still help: ask for it, and let
// allocation go on for a bit. One request that is too large by itself cannot be helped.
static void check_limit(uint64_t page_count) {
    if (heap.limit_pages == 0) return;
    uint64_t wanted = heap.pages_in_use + heap.pages_manual + page_count;
    if (wanted <= heap.limit_pages) return;
    uint64_t slack = heap.limit_pages / 4 + (16 << 20) / PAGE_BYTES;
    if (page_count > heap.limit_pages || wanted > heap.limit_pages + slack)
        out_of_memory(page_count * PAGE_BYTES, true);
    heap.limit_passed = true;
    heap.limit_wanted = page_count * PAGE_BYTES;
    heap.hooks.request_gc(true);
}

Span *pages_alloc(uint64_t page_count, SpanState state, SpanClass class) {
    if (!heap_sweep_is_done()) heap_reclaim(page_count);
    lock_acquire(&heap.lock);
    if (page_count >= (1ull << ADDRESS_BITS) / PAGE_BYTES)
        out_of_memory(page_count * PAGE_BYTES, false);
    check_limit(page_count);
    PageRun run;
    if (!pages_find(page_count, &run)) {
        if (!pages_grow(page_count)) out_of_memory(page_count * PAGE_BYTES, false);
        FATAL_IF(!pages_find(page_count, &run), "page heap: no room after growing");
    }
    Span *span = span_record_alloc();
    span->base = page_heap.arenas[run.chunk / ARENA_CHUNKS]->arena.base +
                 (uintptr_t)(run.chunk % ARENA_CHUNKS * CHUNK_PAGES + run.page) * PAGE_BYTES;
    span->page_count = page_count;
    span->needs_zero = take_run(run, page_count);
    bool short_of_pages = prepare_note_use(span->base + page_count * PAGE_BYTES);
    span->class = class;
    register_span(span);
    if (state == SPAN_MANUAL) {
        heap.pages_manual += page_count;
        heap.manual_spans++;
    } else {
        heap.pages_in_use += page_count;
        span_cut(span);
    }
    // Only now may heap_find_object see it.
    __atomic_store_n(&span->state, state, __ATOMIC_RELEASE);
    lock_release(&heap.lock);
    if (short_of_pages && heap.hooks.short_of_pages != NULL) heap.hooks.short_of_pages();
    return span;
}

void pages_free(Span *span) {
    lock_acquire(&heap.lock);
    if (span->state == SPAN_MANUAL) {
        heap.pages_manual -= span->page_count;
        heap.manual_spans--;
    } else {
        heap.pages_in_use -= span->page_count;
    }
    __atomic_store_n(&span->state, SPAN_DEAD, __ATOMIC_RELEASE);
    uintptr_t address = span->base;
    uint64_t left = span->page_count;
    while (left > 0) {
        ArenaPages *arena = arena_of_page(address);
        uint64_t page = (address - arena->arena.base) >> PAGE_SHIFT;
        uint64_t count = left < ARENA_PAGES - page ? left : ARENA_PAGES - page;
        bits_clear(arena->used, page, count);
        for (uint64_t c = page / CHUNK_PAGES; c * CHUNK_PAGES < page + count; c++)
            chunk_summarize(arena, (uint32_t)c);
        search_from(arena, page);
        address += count * PAGE_BYTES;
        left -= count;
    }
    if (span->sites != NULL) sites_free(span);
    if (span->alloc_bits != NULL) {
        // The two bitmaps are one piece of memory, in either order.
        uint64_t *marks = (uint64_t *)span->mark_bits;
        bitmaps_free(marks < span->alloc_bits ? marks : span->alloc_bits, span->bitmap_words);
    }
    heap.spans[span->index] = heap.spans[--heap.span_count];
    heap.spans[span->index]->index = span->index;
    span_record_free(span);
    heap.span_records--;
    lock_release(&heap.lock);
}

// What the arena says about chunks without spans: nobody asks, and zero says the same.
static uint64_t release_span_table(ArenaPages *arena) {
    uint64_t bytes = 0;
    for (uint32_t c = 0; (c + 1) * CHUNK_PAGES <= arena->mapped_pages; c++) {
        if (arena->summaries[c].longest < CHUNK_PAGES) continue;
        os_memory_release(&arena->arena.spans[c * CHUNK_PAGES], CHUNK_PAGES * sizeof(Span *));
        bytes += CHUNK_PAGES * sizeof(Span *);
    }
    return bytes;
}

uint64_t pages_release_tables(void) {
    uint64_t bytes = 0;
    for (uint32_t i = 0; i < page_heap.arena_count; i++)
        bytes += release_span_table(page_heap.arenas[i]);
    uint32_t needed = heap.span_count < 128 ? 256 : heap.span_count * 2;
    if (needed >= heap.span_capacity) return bytes;
    Span **smaller = realloc(heap.spans, needed * sizeof *smaller);
    if (smaller == NULL) return bytes;
    uint64_t saved = (heap.span_capacity - needed) * sizeof *smaller;
    heap_count_sys(MEM_OTHER, -(int64_t)saved);
    heap.spans = smaller;
    heap.span_capacity = needed;
    return bytes + saved;
}

void heap_set_limit(uint64_t bytes) {
    heap.limit_pages = bytes / PAGE_BYTES + (bytes % PAGE_BYTES != 0);
}

bool heap_limit_was_passed(void) {
    return heap.limit_passed;
}

void heap_check_limit(void) {
    lock_acquire(&heap.lock);
    heap.limit_passed = false;
    if (heap.limit_pages != 0 && heap.pages_in_use + heap.pages_manual > heap.limit_pages)
        out_of_memory(heap.limit_wanted, true);
    lock_release(&heap.lock);
}

Span *heap_alloc_manual(uint64_t page_count) {
    return pages_alloc(page_count, SPAN_MANUAL, 0);
}

void heap_free_manual(Span *span) {
    pages_free(span);
}
