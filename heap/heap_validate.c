#include "heap/pages.h"

static void validate_span(Span *span) {
    FATAL_IF(heap.spans[span->index] != span, "validate: span %p is not at its index",
             (void *)span);
    FATAL_IF(heap_span_of(span->base) != span, "validate: first page of a span");
    FATAL_IF(heap_span_of(span->base + (span->page_count - 1) * PAGE_BYTES) != span,
             "validate: last page of a span");
    if (span->state == SPAN_MANUAL) return;
    FATAL_IF(span->state != SPAN_IN_USE, "validate: state %u", span->state);
    uint32_t used = 0;
    for (uint32_t i = 0; i < span->slot_count; i++) {
        if (span_slot_is_free(span, i)) continue;
        used++;
        HeapObject found = heap_find_object(span_slot_base(span, i) + span->slot_bytes - 1);
        FATAL_IF(found.span != span || found.index != i, "validate: slot %u of size %lu", i,
                 (unsigned long)span->slot_bytes);
    }
    FATAL_IF(used != span->alloc_count, "validate: %u slots in use, counted %u (size %lu)", used,
             span->alloc_count, (unsigned long)span->slot_bytes);
}

static void validate_list(Span *span, SpanClass class, SpanPlace place, bool swept) {
    for (; span != NULL; span = span->next) {
        FATAL_IF(span->state != SPAN_IN_USE, "validate: a listed span is in state %u",
                 span->state);
        FATAL_IF(span->class != class, "validate: span in the list of another class");
        FATAL_IF(span->place != place, "validate: span in another kind of list");
        FATAL_IF(swept != (span->sweep_epoch == heap.sweep_epoch), "validate: sweep epoch");
        if (place == SPAN_PLACE_FULL)
            FATAL_IF(span->alloc_count != span->slot_count, "validate: free slot in full span");
    }
}

static void validate_pages(void) {
    uint64_t used = 0, released = 0, mapped = 0;
    for (uint32_t a = 0; a < page_heap.arena_count; a++) {
        ArenaPages *arena = page_heap.arenas[a];
        FATAL_IF(arena->order != a, "validate: arena order");
        mapped += arena->mapped_pages;
        used += bits_count(arena->used, 0, arena->mapped_pages);
        released += bits_count(arena->released, 0, arena->mapped_pages);
        for (uint32_t i = 0; i < ARENA_PAGES / 64; i++)
            FATAL_IF(arena->used[i] & arena->released[i], "validate: released page in use");
        for (uint32_t c = 0; c < ARENA_CHUNKS; c++) {
            ChunkSummary before = arena->summaries[c];
            chunk_summarize(arena, c);
            FATAL_IF(memcmp(&before, &arena->summaries[c], sizeof before) != 0,
                     "validate: summary of chunk %u", c);
        }
    }
    FATAL_IF(mapped != heap.pages_mapped, "validate: mapped pages");
    FATAL_IF(used != heap.pages_in_use + heap.pages_manual, "validate: used pages");
    FATAL_IF(released != heap.pages_released, "validate: released pages");
}

void heap_validate(void) {
    lock_acquire(&heap.lock);
    validate_pages();
    uint64_t pages = 0;
    for (uint32_t i = 0; i < heap.span_count; i++) {
        validate_span(heap.spans[i]);
        pages += heap.spans[i]->page_count;
    }
    FATAL_IF(pages != heap.pages_in_use + heap.pages_manual, "validate: pages of spans");
    FATAL_IF(heap.span_count != heap.span_records, "validate: span records");
    for (int c = 0; c < SPAN_CLASS_COUNT; c++) {
        for (int swept = 0; swept < 2; swept++) {
            validate_list(heap.central[c].partial[swept], (SpanClass)c, SPAN_PLACE_PARTIAL, swept);
            validate_list(heap.central[c].full[swept], (SpanClass)c, SPAN_PLACE_FULL, swept);
        }
    }
    lock_release(&heap.lock);
}
