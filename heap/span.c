#include "heap/heap_int.h"

Span span_none = {.state = SPAN_DEAD, .place = SPAN_PLACE_NONE};

void span_load_word(Span *span, uint32_t word) {
    uint64_t bits = ~span->alloc_bits[word];
    uint32_t left = span->slot_count - word * 64;
    if (left < 64) bits &= (1ull << left) - 1;
    span->free_base = word * 64;
    span->free_bits = bits;
}

bool span_advance(Span *span) {
    while (span->free_bits == 0) {
        uint32_t word = span->free_base / 64 + 1;
        if (word * 64 >= span->slot_count) return false;
        span_load_word(span, word);
    }
    return true;
}

void span_cut(Span *span) {
    uint32_t size_class = span_class_size_class(span->class);
    uint64_t bytes = span->page_count * PAGE_BYTES;
    if (size_class == 0) {
        span->slot_bytes = bytes;
        span->slot_count = 1;
        span->slot_magic = 0;
    } else {
        span->slot_bytes = size_class_bytes[size_class];
        uint64_t usable = span_has_bitmap(span) ? bytes - bytes / 64 : bytes;
        span->slot_count = (uint32_t)(usable / span->slot_bytes);
        span->slot_magic = UINT32_MAX / (uint32_t)span->slot_bytes + 1;
    }
    span->limit = span->base + span->slot_count * span->slot_bytes;
    span->bitmap_words = (span->slot_count + 63) / 64;
    uint64_t *bitmaps = bitmaps_alloc(span->bitmap_words);
    span->alloc_bits = bitmaps;
    span->mark_bits = (_Atomic(uint64_t) *)(bitmaps + span->bitmap_words);
    span->sweep_epoch = heap.sweep_epoch;
    span_load_word(span, 0);
    span_rest(span);
}
