// vm/slice.h - how the W word of SLICE, SLICE_ARR and SLICE_STR is made up.
#ifndef MOUND_VM_SLICE_H
#define MOUND_VM_SLICE_H

enum {
    SLICE_HAS_LOW = 1,
    SLICE_HAS_HIGH = 2,
    SLICE_HAS_MAX = 4,
    SLICE_UNSIGNED = 8,     // times 1, 2, 4: low, high, max are of an unsigned 64-bit type
    SLICE_ELEM_SHIFT = 8,   // bytes of an element above
};

#endif
