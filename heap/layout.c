#include "heap/layout.h"

static const uint64_t one_pointer_bits = 1;
const Layout layout_pointer = {8, 8, (const uint8_t *)&one_pointer_bits};

uint64_t layout_unroll(const Layout *layout, size_t bytes) {
    uint64_t bits = *(const uint64_t *)layout->ptr_bits;
    uint64_t words = bytes / LAYOUT_WORD_BYTES;
    uint64_t filled = layout->bytes / LAYOUT_WORD_BYTES;
    while (filled < words && filled < 64) {
        bits |= bits << filled;
        filled *= 2;
    }
    return words >= 64 ? bits : bits & ((1ull << words) - 1);
}
