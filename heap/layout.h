// heap/layout.h - where the pointers are in an object.
//
// heap/ and gc/ know nothing of the language. All they see of a type is its Layout: how large one
// element is, and which of its 8-byte words may hold a pointer. An object consists of one or more
// elements (an array of n is n elements one after the other), so the pattern repeats every [bytes].
// What lies behind the last element, up to the size of the slot, is zero.
//
// Rules for whoever makes Layouts:
//   - a Layout that was handed to heap_alloc stays valid and unchanged until the process ends;
//   - [bytes] is a multiple of 8 when [ptr_bytes] is not 0 (a word that holds a pointer is
//   aligned); - [ptr_bits] can be read in whole 8-byte words: its storage is padded to a multiple
//   of 8 bytes; - bits of words at and behind [ptr_bytes] are 0.
// The run-time type descriptor (vm/rtype.h) begins with a Layout, so the Layout that the heap finds
// for an object (heap_object_layout) names the object's type too.
#ifndef MOUND_HEAP_LAYOUT_H
#define MOUND_HEAP_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

typedef struct Layout {
    uint64_t bytes;            // size of one element
    uint64_t ptr_bytes;        // prefix of an element that may hold pointers; 0: none
    const uint8_t *ptr_bits;   // bit i set: word i of the prefix is a pointer
} Layout;

enum {
    LAYOUT_WORD_BYTES = 8,
};

// All objects without bytes have this address.
extern uint64_t heap_zerobase;

// The layout of one pointer, for objects that are arrays of pointers.
extern const Layout layout_pointer;

// Whether word [word] of an element may hold a pointer.
static inline int layout_has_pointer(const Layout *layout, uint64_t word) {
    if (word >= layout->ptr_bytes / LAYOUT_WORD_BYTES) return 0;
    return layout->ptr_bits[word / 8] >> (word % 8) & 1;
}

// The first 64 words of an object made of [bytes] of [layout]: the pattern of one element repeated,
// bits from [bytes] / 8 on being 0.
uint64_t layout_unroll(const Layout *layout, size_t bytes);

#endif
