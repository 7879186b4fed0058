// heap/size_class.h - the 68 sizes that small objects are rounded up to.
//
// A request of at most 32768 bytes gets a slot of the smallest class that holds it; larger ones get
// whole pages. Class 0 stands for those. The sizes, and the pages a span of each class has, are
// those of Go, because programs see them (capacity after append, MemStats.BySize).
// A SpanClass is a size class and whether its objects are free of pointers (noscan).
#ifndef MOUND_HEAP_SIZE_CLASS_H
#define MOUND_HEAP_SIZE_CLASS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SIZE_CLASS_COUNT = 68,
    SPAN_CLASS_COUNT = 2 * SIZE_CLASS_COUNT,
    SMALL_BYTES_MAX = 32768,      // larger objects are made of pages
    TINY_BYTES = 16,              // pointer-free objects below this share a block of this size
    HEADERLESS_BYTES_MAX = 512,   // larger objects with pointers carry a header
    OBJECT_HEADER_BYTES = 8,
    PAGE_SHIFT = 13,
    PAGE_BYTES = 1 << PAGE_SHIFT,
};

typedef uint8_t SpanClass;   // size class * 2 + noscan

extern const uint16_t size_class_bytes[SIZE_CLASS_COUNT];
extern const uint8_t size_class_pages[SIZE_CLASS_COUNT];
// Classes of sizes up to 1024 in steps of 8, and from there to 32768 in steps of 128. Filled in by
// size_class_init().
extern uint8_t size_class_by_8[1024 / 8 + 1];
extern uint8_t size_class_by_128[(SMALL_BYTES_MAX - 1024) / 128 + 1];

// Derives the lookup tables; called by heap_init.
void size_class_init(void);

// The class of an object of [bytes] <= SMALL_BYTES_MAX.
static inline uint32_t size_class_of(size_t bytes) {
    if (bytes <= 1024 - 8) return size_class_by_8[(bytes + 7) >> 3];
    return size_class_by_128[(bytes - 1024 + 127) >> 7];
}

static inline SpanClass span_class_make(uint32_t size_class, bool noscan) {
    return (SpanClass)(size_class << 1 | (uint32_t)noscan);
}

static inline bool span_class_noscan(SpanClass class) {
    return class & 1;
}

static inline uint32_t span_class_size_class(SpanClass class) {
    return class >> 1;
}

// How many bytes a program gets when it asks for [bytes]: the slot without its header, or whole
// pages. This is what append rounds a capacity up to.
size_t heap_round_size(size_t bytes, bool noscan);

#endif
