// vm/slots.h - values between memory and frame slots, by type. Scalars are extended to 8 bytes;
// everything else is memory layout already, but for values of more than held_bytes_max: those are
// held by one slot, a pointer to a copy in the heap that nobody changes any more.
#ifndef MOUND_VM_SLOTS_H
#define MOUND_VM_SLOTS_H

#include <string.h>

#include "vm/rtype.h"

static inline bool slots_hold_pointer(const RType *type) {
    return type->layout.bytes > held_bytes_max;
}

static inline uint32_t slots_of(const RType *type) {
    if (slots_hold_pointer(type)) return 1;
    return (uint32_t)((type->layout.bytes + 7) / 8);
}

// Where the value in [slots] lies in memory.
static inline const void *slots_memory(const RType *type, const uint64_t *slots) {
    return slots_hold_pointer(type) ? (const void *)(uintptr_t)*slots : slots;
}

static inline bool slots_is_signed(const RType *type) {
    return type->kind >= KIND_INT && type->kind <= KIND_INT64;
}

// Loads the value at [from] into slots; what is behind a pointer to it must not change any more.
static inline void slots_load(const RType *type, uint64_t *slots, const void *from) {
    size_t bytes = type->layout.bytes;
    if (bytes == 0) return;
    if (slots_hold_pointer(type)) {
        slots[0] = (uint64_t)(uintptr_t)from;
        return;
    }
    slots[slots_of(type) - 1] = 0;
    memcpy(slots, from, bytes);
    if (!slots_is_signed(type) || bytes == 8) return;
    int shift = 64 - (int)bytes * 8;
    slots[0] = (uint64_t)((int64_t)(slots[0] << shift) >> shift);
}

#endif
