// vm/map_int.h - groups and tables, for map.c and map_iter.c. See map.h.
#ifndef MOUND_VM_MAP_INT_H
#define MOUND_VM_MAP_INT_H

#include "vm/map.h"
#include "vm/vm_int.h"

enum {
    GROUP_SLOTS = 8,
    TABLE_SLOTS_MAX = 1024,
    TABLE_SLOTS_MIN = 16,
    INDIRECT_BYTES = 128,     // larger keys and elements are objects of their own
    CONTROL_EMPTY = 0x80,
    CONTROL_DELETED = 0xFE,
};

#define CONTROL_ALL(byte) (0x0101010101010101ull * (byte))
#define CONTROL_HIGH CONTROL_ALL(0x80)

struct MapTable {
    uint16_t used;
    uint16_t capacity;        // slots, a power of two
    uint16_t growth_left;     // empty slots that may still be filled
    uint8_t local_depth;      // bits of the hash that all keys here share
    int64_t index;            // first place in the directory; -1: replaced by other tables
    char *groups;
    uint64_t group_mask;      // number of groups less 1
};

// What is derived from a map type; in RType.map_info, made when first needed, never freed.
typedef struct MapInfo {
    Layout group;             // of one group
    uint32_t slot_bytes;
    uint32_t elem_offset;     // in a slot
    uint32_t key_bytes, elem_bytes;
    bool key_indirect, elem_indirect;
    bool update_key;          // an equal key may look different (floats, strings, interfaces)
} MapInfo;

const MapInfo *map_info_make(const RType *type);
static inline const MapInfo *map_info(const RType *type) {
    const MapInfo *info = __atomic_load_n((MapInfo **)&type->map_info, __ATOMIC_ACQUIRE);
    return __builtin_expect(info != NULL, 1) ? info : map_info_make(type);
}

static inline bool map_is_written(const Map *map) {
    return __atomic_load_n(&map->writing, __ATOMIC_RELAXED) != 0;
}
// "concurrent map writes" and the like: a fatal error.
_Noreturn void map_fail_concurrent(const char *what);

typedef enum KeyMode { KEY_ANY, KEY_64, KEY_STRING } KeyMode;

// ---- control words ------------------------------------------------------------------------------
static inline uint64_t group_control(const char *group) { return *(const uint64_t *)group; }
// Bit 7 of each byte that equals [tag]; may also have bits of bytes above a real match.
static inline uint64_t control_match(uint64_t control, uint64_t tag) {
    uint64_t v = control ^ CONTROL_ALL(tag);
    return (v - CONTROL_ALL(1)) & ~v & CONTROL_HIGH;
}
static inline uint64_t control_empty(uint64_t control) {
    return control & ~(control << 6) & CONTROL_HIGH;
}
static inline uint64_t control_free(uint64_t control) { return control & CONTROL_HIGH; }
static inline uint32_t control_first(uint64_t match) {
    return (uint32_t)__builtin_ctzll(match) / 8;
}

static inline char *group_slot(const MapInfo *info, char *group, uint32_t slot) {
    return group + 8 + (size_t)slot * info->slot_bytes;
}
static inline void *slot_key(const MapInfo *info, char *slot) {
    return info->key_indirect ? *(void **)slot : slot;
}
static inline void *slot_elem(const MapInfo *info, char *slot) {
    char *elem = slot + info->elem_offset;
    return info->elem_indirect ? *(void **)elem : elem;
}
static inline MapTable **map_tables(const Map *map) { return map->directory; }
static inline uint64_t directory_index(const Map *map, uint64_t hash) {
    return map->global_depth ? hash >> map->global_shift : 0;
}

// The slot of *[key], NULL: none. Any kind of map.
char *map_find_slot(const RType *type, const MapInfo *info, const Map *map, const void *key,
                    uint64_t hash);

// Hash of a key that has been hashed before, so it can be.
uint64_t map_hash(const RType *type, const Map *map, const void *key);

#endif
