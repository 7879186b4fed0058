// vm/slots.h - values between memory and frame slots, by type. Scalars are extended to 8 bytes;
// everything else is memory layout already.
#ifndef MOUND_VM_SLOTS_H
#define MOUND_VM_SLOTS_H

#include <string.h>

#include "vm/rtype.h"

static inline uint32_t slots_of(const RType *type) {
    return (uint32_t)((type->layout.bytes + 7) / 8);
}

static inline bool slots_is_signed(const RType *type) {
    return type->kind >= KIND_INT && type->kind <= KIND_INT64;
}

// Loads the value at [from] into slots.
static inline void slots_load(const RType *type, uint64_t *slots, const void *from) {
    size_t bytes = type->layout.bytes;
    if (bytes == 0) return;
    slots[slots_of(type) - 1] = 0;
    memcpy(slots, from, bytes);
    if (!slots_is_signed(type) || bytes == 8) return;
    int shift = 64 - (int)bytes * 8;
    slots[0] = (uint64_t)((int64_t)(slots[0] << shift) >> shift);
}

#endif
