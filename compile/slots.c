// compile/slots.c - which frame slots are in use for what. See compile_int.h for the regions.
//
// Allocation takes the first free run whose slots have the wanted kinds or none yet. It is a linear
// search: frames are small, and the few big ones (local arrays) are allocated once.
//
// An object whose address is taken is alive as a whole, so what shares its slots at another time
// must have the same bounds, if pointers are among them: otherwise slots would be alive that nobody
// has written. In a frame that gets too large so, bounds do not count; then slots may keep alive
// what they held before.
#include "compile/compile_int.h"

#include <stdlib.h>

static void region_grow(FuncBuilder *fb, Region *region, uint32_t slots) {
    if (slots <= region->capacity) return;
    uint32_t capacity = region->capacity ? region->capacity : 32;
    while (capacity < slots) capacity *= 2;
    uint8_t *state = arena_alloc(&fb->arena, capacity);
    SlotRange *taken = ARENA_ARRAY(&fb->arena, SlotRange, capacity);
    if (region->high) {
        memcpy(state, region->state, region->high);
        memcpy(taken, region->taken, region->high * sizeof *taken);
    }
    region->state = state;
    region->taken = taken;
    region->capacity = capacity;
}

static bool is_joined(const Region *region, uint32_t slot) {
    return slot < region->high && region->state[slot] & SLOT_JOINED;
}

// Whether no slot of the objects that the run shares slots with holds pointers.
static bool shares_no_pointers(const Region *region, uint32_t first, uint32_t count) {
    while (first > 0 && is_joined(region, first)) first--, count++;
    for (uint32_t i = first; i < region->high && (i < first + count || is_joined(region, i)); i++)
        if (region->state[i] & SLOT_POINTER) return false;
    return true;
}

// Whether the run is all of one object whose address is taken, or shares no slot with any.
static bool keeps_bounds(const Region *region, uint32_t first, const uint8_t *kinds,
                         uint32_t count) {
    uint32_t pinned = 0, joined = 0;
    for (uint32_t i = first; i < first + count && i < region->high; i++) {
        pinned += (region->state[i] & SLOT_PINNED) != 0;
        joined += is_joined(region, i);
    }
    if (pinned == 0) return true;
    if (pinned == count && joined == count - 1 && !is_joined(region, first) &&
        !is_joined(region, first + count))
        return true;
    return memchr(kinds, SLOT_POINTER, count) == NULL && shares_no_pointers(region, first, count);
}

static bool region_fits(const Region *region, uint32_t first, const uint8_t *kinds, uint32_t count,
                        uint32_t *conflict) {
    for (uint32_t i = 0; i < count; i++) {
        if (first + i >= region->high) return true;
        uint8_t state = region->state[first + i];
        if ((state & SLOT_USED) || ((state & SLOT_KIND) && (state & SLOT_KIND) != kinds[i])) {
            *conflict = first + i;
            return false;
        }
    }
    return true;
}

static void region_take(FuncBuilder *fb, Region *region, uint32_t first, const uint8_t *kinds,
                        uint32_t count) {
    uint32_t end = first + count;
    LIMIT_IF(end > REGION_SLOTS_MAX, FRAME_TOO_LARGE, fb->target->name);
    region_grow(fb, region, end);
    for (uint32_t i = 0; i < count; i++)
        region->state[first + i] = (uint8_t)(region->state[first + i] | kinds[i] | SLOT_USED);
    for (uint32_t i = 0; i < count; i++) region->taken[first + i] = (SlotRange){first, count};
    if (end > region->high) region->high = end;
    if (end > region->used_high) region->used_high = end;
}

enum { BOUNDED_SLOTS = REGION_SLOTS_MAX / 2 };

static uint32_t region_alloc(FuncBuilder *fb, Region *region, uint32_t first, const uint8_t *kinds,
                             uint32_t count) {
    bool bounded = region->high + count <= BOUNDED_SLOTS;
    uint32_t conflict = first;
    while (!region_fits(region, first, kinds, count, &conflict) ||
           (bounded && !keeps_bounds(region, first, kinds, count))) {
        first = (conflict > first ? conflict : first) + 1;
    }
    region_take(fb, region, first, kinds, count);
    return first;
}

static Slot hold(FuncBuilder *fb, Slot first, uint32_t count) {
    SlotRange range = {first, count};
    vec_push(&fb->arena, &fb->held, range);
    return first;
}

uint32_t slots_mark(FuncBuilder *fb) { return fb->held.count; }

void slots_release(FuncBuilder *fb, uint32_t mark) {
    while (fb->held.count > mark) {
        SlotRange range = vec_pop(&fb->held);
        Region *region = range.first >= LOW_BASE ? &fb->low : &fb->ordinary;
        uint32_t first = range.first >= LOW_BASE ? range.first - LOW_BASE : range.first;
        for (uint32_t i = 0; i < range.count; i++) region->state[first + i] &= (uint8_t)~SLOT_USED;
        while (region->used_high && !(region->state[region->used_high - 1] & SLOT_USED))
            region->used_high--;
    }
}

Slot slots_alloc_kinds(FuncBuilder *fb, const uint8_t *kinds, uint32_t count) {
    if (!count) return fb->ordinary.used_high;
    return hold(fb, region_alloc(fb, &fb->ordinary, fb->frame_params, kinds, count), count);
}

Slot low_alloc_kinds(FuncBuilder *fb, const uint8_t *kinds, uint32_t count) {
    if (!count) return LOW_BASE;
    uint32_t first = region_alloc(fb, &fb->low, 0, kinds, count);
    return hold(fb, first + LOW_BASE, count);
}

Slot low_alloc_forever(FuncBuilder *fb, const uint8_t *kinds, uint32_t count) {
    uint32_t first = fb->low.high;
    region_take(fb, &fb->low, first, kinds, count);
    return first + LOW_BASE;
}

static void memory_kinds(Type *type, uint8_t *kinds, uint32_t slots) {
    memset(kinds, 0, slots);
    uint8_t *bits = calloc(1, slots / 8 + 1);
    FATAL_IF(!bits, "out of memory");
    type_pointer_words(type, bits, 0);
    for (uint32_t i = 0; i < slots; i++)
        kinds[i] = bits[i / 8] >> (i % 8) & 1 ? SLOT_POINTER : SLOT_SCALAR;
    free(bits);
}

uint32_t type_slot_kinds(Type *type, uint8_t *kinds) {
    uint32_t slots = type_slots(type);
    switch (mem_kind(type)) {
    case MEM_BIG: case MEM_PTR: kinds[0] = SLOT_POINTER; break;
    case MEM_STRING: kinds[0] = SLOT_POINTER; kinds[1] = SLOT_SCALAR; break;
    case MEM_IFACE: kinds[0] = SLOT_SCALAR; kinds[1] = SLOT_POINTER; break;
    case MEM_SLICE:
        kinds[0] = SLOT_POINTER;
        kinds[1] = kinds[2] = SLOT_SCALAR;
        break;
    case MEM_AGGREGATE: {
        if (type_kind(type) == TYPE_TUPLE) {
            uint32_t at = 0;
            for (uint32_t i = 0; i < type->field_count; i++)
                at += type_slot_kinds(type->fields[i]->type, kinds + at);
            break;
        }
        memory_kinds(type, kinds, slots);
        break;
    }
    default:
        for (uint32_t i = 0; i < slots; i++) kinds[i] = SLOT_SCALAR;
    }
    return slots;
}

static uint8_t *kinds_of(FuncBuilder *fb, Type *type, uint8_t small[4], uint32_t *count) {
    *count = type_slots(type);
    uint8_t *kinds = *count <= 4 ? small : arena_alloc(&fb->arena, *count);
    type_slot_kinds(type, kinds);
    return kinds;
}

static uint8_t *low_kinds_of(FuncBuilder *fb, Type *type, uint8_t small[4], uint32_t *count) {
    if (!type_is_big(type)) return kinds_of(fb, type, small, count);
    LIMIT_IF(type_size(type) > REGION_SLOTS_MAX * 8, FRAME_TOO_LARGE, fb->target->name);
    *count = type_memory_slots(type);
    uint8_t *kinds = arena_alloc(&fb->arena, *count);
    memory_kinds(type, kinds, *count);
    return kinds;
}

Slot slots_alloc(FuncBuilder *fb, Type *type) {
    uint8_t small[4];
    uint32_t count;
    if (mem_kind(type) == MEM_AGGREGATE) return low_alloc(fb, type);
    uint8_t *kinds = kinds_of(fb, type, small, &count);
    return slots_alloc_kinds(fb, kinds, count);
}

static Slot take_forever(FuncBuilder *fb, const uint8_t *kinds, uint32_t count) {
    uint32_t first = fb->ordinary.high;
    if (first < fb->frame_params) first = fb->frame_params;
    region_take(fb, &fb->ordinary, first, kinds, count);
    return first;
}

Slot slots_alloc_forever(FuncBuilder *fb, Type *type) {
    uint8_t small[4];
    uint32_t count;
    if (mem_kind(type) == MEM_AGGREGATE) return low_alloc_type_forever(fb, type);
    uint8_t *kinds = kinds_of(fb, type, small, &count);
    return take_forever(fb, kinds, count);
}

Slot slots_alloc_pointer_forever(FuncBuilder *fb) {
    uint8_t kind = SLOT_POINTER;
    return take_forever(fb, &kind, 1);
}

Slot slots_alloc_scalar(FuncBuilder *fb) {
    uint8_t kind = SLOT_SCALAR;
    return slots_alloc_kinds(fb, &kind, 1);
}

Slot slots_alloc_pointer(FuncBuilder *fb) {
    uint8_t kind = SLOT_POINTER;
    return slots_alloc_kinds(fb, &kind, 1);
}

Slot low_alloc(FuncBuilder *fb, Type *type) {
    uint8_t small[4];
    uint32_t count;
    uint8_t *kinds = low_kinds_of(fb, type, small, &count);
    return low_alloc_kinds(fb, kinds, count);
}

Slot low_alloc_type_forever(FuncBuilder *fb, Type *type) {
    uint8_t small[4];
    uint32_t count;
    uint8_t *kinds = low_kinds_of(fb, type, small, &count);
    return low_alloc_forever(fb, kinds, count);
}

bool low_has_slots(const FuncBuilder *fb, uint32_t count) {
    return fb->low.high + count < REGION_SLOTS_MAX / 2;
}

bool low_has_room(FuncBuilder *fb, Type *type) {
    int64_t bytes = type_size(type);
    if (bytes > FRAME_VALUE_BYTES_MAX) return false;
    return low_has_slots(fb, (uint32_t)(bytes / 8) + 1);
}

Slot slots_alloc_call(FuncBuilder *fb, const uint8_t *kinds, uint32_t count) {
    static const uint8_t free_kinds[FRAME_LINK_SLOTS];
    Region *region = &fb->ordinary;
    uint32_t first = region->used_high;
    if (first < fb->frame_params) first = fb->frame_params;
    uint32_t conflict;
    while (!region_fits(region, first + FRAME_LINK_SLOTS, kinds, count, &conflict)) first++;
    region_take(fb, region, first, free_kinds, FRAME_LINK_SLOTS);
    region_take(fb, region, first + FRAME_LINK_SLOTS, kinds, count);
    hold(fb, first, FRAME_LINK_SLOTS + count);
    return first + FRAME_LINK_SLOTS;
}

void slots_hold(FuncBuilder *fb, Slot first, const uint8_t *kinds, uint32_t count) {
    if (!count) return;
    region_take(fb, &fb->ordinary, first, kinds, count);
    hold(fb, first, count);
}

// A pointer to any slot of an object keeps the whole alive.
static void pin_low(Region *low, uint32_t slot) {
    if (low->state[slot] & SLOT_PINNED) return;
    SlotRange object = low->taken[slot];
    low->state[object.first] |= SLOT_PINNED;
    for (uint32_t i = 1; i < object.count; i++)
        low->state[object.first + i] |= SLOT_PINNED | SLOT_JOINED;
}

void slots_pin(FuncBuilder *fb, uint64_t offset, uint64_t bytes) {
    if (!bytes) return;
    Slot first = (Slot)(offset / 8);
    Slot last = (Slot)((offset + bytes - 1) / 8);
    for (Slot slot = first; slot <= last; slot++) {
        CHECK(slot_is_addressable(fb, slot));
        if (slot < LOW_BASE) fb->ordinary.state[slot] |= SLOT_PINNED;
        else pin_low(&fb->low, slot - LOW_BASE);
    }
}
