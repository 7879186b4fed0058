// vm/map.c - looking up, inserting, deleting. See map.h.
#include "vm/map_int.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/check.h"
#include "vm/meaning.h"

#define INLINE static inline __attribute__((always_inline))

// ---- map types ----------------------------------------------------------------------------------
static void bits_copy(uint8_t *bits, uint64_t at_byte, const Layout *layout) {
    for (uint64_t w = 0; w < layout->ptr_bytes / 8; w++) {
        uint64_t word = at_byte / 8 + w;
        if (layout_has_pointer(layout, w)) bits[word / 8] |= (uint8_t)(1 << word % 8);
    }
}

static bool may_look_different(const RType *type) {
    switch ((Kind)type->kind) {
    case KIND_FLOAT32: case KIND_FLOAT64: case KIND_COMPLEX64: case KIND_COMPLEX128:
    case KIND_INTERFACE: case KIND_STRING:
        return true;
    case KIND_ARRAY: return may_look_different(type->elem);
    case KIND_STRUCT:
        for (int64_t i = 0; i < type->field_count; i++)
            if (may_look_different(type->fields[i].type)) return true;
        return false;
    default: return false;
    }
}

const MapInfo *map_info_make(const RType *type) {
    static Lock lock;
    lock_acquire(&lock);
    RType *mutable_type = (RType *)(uintptr_t)type;
    MapInfo *info = type->map_info;
    if (info == NULL) {
        info = code_alloc(sizeof *info);
        info->key_bytes = (uint32_t)type->key->layout.bytes;
        info->elem_bytes = (uint32_t)type->elem->layout.bytes;
        info->key_indirect = type->key->layout.bytes > INDIRECT_BYTES;
        info->elem_indirect = type->elem->layout.bytes > INDIRECT_BYTES;
        const Layout *key = info->key_indirect ? &layout_pointer : &type->key->layout;
        const Layout *elem = info->elem_indirect ? &layout_pointer : &type->elem->layout;
        uint32_t key_align = info->key_indirect ? 8 : type->key->align;
        uint32_t elem_align = info->elem_indirect ? 8 : type->elem->align;
        uint32_t align = key_align > elem_align ? key_align : elem_align;
        if (align == 0) align = 1;
        info->elem_offset = ((uint32_t)key->bytes + elem_align - 1) / elem_align * elem_align;
        // A slot never ends with nothing, or the address of the last element would be another
        // object's.
        uint32_t bytes = info->elem_offset + (elem->bytes ? (uint32_t)elem->bytes : 1);
        info->slot_bytes = (bytes + align - 1) / align * align;
        info->update_key = may_look_different(type->key);
        uint64_t group_bytes = (8 + (uint64_t)GROUP_SLOTS * info->slot_bytes + 7) & ~7ull;
        uint8_t *bits = code_alloc((group_bytes / 64 + 1 + 7) & ~7ull);
        for (uint32_t i = 0; i < GROUP_SLOTS; i++) {
            bits_copy(bits, 8 + (uint64_t)i * info->slot_bytes, key);
            bits_copy(bits, 8 + (uint64_t)i * info->slot_bytes + info->elem_offset, elem);
        }
        bool pointers = key->ptr_bytes || elem->ptr_bytes;
        info->group = (Layout){group_bytes, pointers ? group_bytes : 0, bits};
        layout_register(&info->group, &(Meaning){.kind = MEANING_MAP_GROUPS, .type = type});
        __atomic_store_n(&mutable_type->map_info, info, __ATOMIC_RELEASE);
    }
    lock_release(&lock);
    return info;
}

static const uint8_t table_bits[8] = {1 << 2};
static const Layout table_layout = {sizeof(MapTable), 24, table_bits};
static const uint8_t map_bits[8] = {1 << 2};
static const Layout map_layout = {sizeof(Map), 24, map_bits};
_Static_assert(offsetof(Map, directory) == 8 * MAP_POINTER_SLOT, "map_bits marks word 2");
_Static_assert(sizeof(Map) == 8 * MAP_SLOTS, "MAKEMAP_F lays a Map into a frame");
_Static_assert(offsetof(MapTable, groups) == 16, "table_bits marks word 2");

void map_register_layouts(void) {
    layout_register(&map_layout, &(Meaning){.kind = MEANING_MAP});
    layout_register(&table_layout, &(Meaning){.kind = MEANING_MAP_TABLE});
}

// ---- hashing ------------------------------------------------------------------------------------
INLINE uint64_t hash_64(uint64_t key, uint64_t seed) {
    __uint128_t product = (__uint128_t)(key ^ seed) * 0x9E3779B97F4A7C15ull;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}
INLINE uint64_t hash_string(const GoString *key, uint64_t seed) {
    return XXH3_64bits_withSeed(key->text, (size_t)key->bytes, seed);
}
INLINE bool key_equal(KeyMode mode, const RType *type, const void *a, const void *b) {
    if (mode == KEY_64) return *(const uint64_t *)a == *(const uint64_t *)b;
    if (mode == KEY_STRING) return string_equal(a, b);
    const RType *uncomparable = NULL;
    return rtype_equal(type->key, a, b, &uncomparable);
}

// The generic hash agrees with those of the fast paths.
static bool hash_any(Processor *p, const RType *type, uint64_t seed, const void *key,
                     uint64_t *hash) {
    const RType *bad = NULL;
    Kind kind = (Kind)type->key->kind;
    if (kind == KIND_STRING) *hash = hash_string(key, seed);
    else if (type->key->layout.bytes == 8 && (type->key->flags & RTYPE_PLAIN))
        *hash = hash_64(*(const uint64_t *)key, seed);
    else *hash = rtype_hash(type->key, key, seed, &bad);
    return bad == NULL || vm_fail_unhashable(p, bad);
}

// ---- making -------------------------------------------------------------------------------------
static char *groups_new(Processor *p, const MapInfo *info, uint64_t count) {
    char *groups = heap_alloc(p->cache, count * info->group.bytes, &info->group, HEAP_ZEROED);
    for (uint64_t i = 0; i < count; i++)
        *(uint64_t *)(groups + i * info->group.bytes) = CONTROL_ALL((uint64_t)CONTROL_EMPTY);
    return groups;
}

static MapTable *table_new(Processor *p, const MapInfo *info, uint64_t capacity, int64_t index,
                           uint8_t local_depth) {
    MapTable *table = heap_alloc(p->cache, sizeof *table, &table_layout, HEAP_ZEROED);
    table->capacity = (uint16_t)capacity;
    table->growth_left = (uint16_t)(capacity * 7 / 8);
    table->local_depth = local_depth;
    table->index = index;
    table->group_mask = capacity / GROUP_SLOTS - 1;
    table->groups = groups_new(p, info, capacity / GROUP_SLOTS);
    return table;
}

static MapTable **directory_new(Processor *p, uint64_t count) {
    return heap_alloc(p->cache, count * 8, &layout_pointer, HEAP_ZEROED);
}

static uint64_t power_of_two(uint64_t n) {
    return n <= 1 ? 1 : 1ull << (64 - __builtin_clzll(n - 1));
}

static void set_depth(Map *map, uint64_t count) {
    map->directory_count = (int64_t)count;
    map->global_depth = (uint8_t)__builtin_ctzll(count);
    map->global_shift = (uint8_t)(64 - map->global_depth);
}

Map *map_make(Processor *p, const RType *type, int64_t hint) {
    const MapInfo *info = map_info(type);
    Map *map = heap_alloc(p->cache, sizeof *map, &map_layout, HEAP_ZEROED);
    map->seed = sched_random(p);
    uint64_t limit = (1ull << 47) / info->group.bytes;
    if (hint <= GROUP_SLOTS || (uint64_t)hint > limit) return map;
    uint64_t wanted = power_of_two((uint64_t)hint * 8 / 7 + ((uint64_t)hint * 8 % 7 != 0));
    uint64_t count = wanted > TABLE_SLOTS_MAX ? wanted / TABLE_SLOTS_MAX : 1;
    uint64_t capacity = wanted / count < TABLE_SLOTS_MIN ? TABLE_SLOTS_MIN : wanted / count;
    MapTable **tables = directory_new(p, count);
    gc_write(&map->directory, tables);
    set_depth(map, count);
    for (uint64_t i = 0; i < count; i++)
        gc_write(&tables[i], table_new(p, info, capacity, (int64_t)i, map->global_depth));
    return map;
}

Map *map_make_in(Processor *p, const RType *type, void *memory) {
    const MapInfo *info = map_info(type);
    Map *map = memory;
    char *group = (char *)memory + sizeof *map;
    memset(memory, 0, sizeof *map + info->group.bytes);
    *(uint64_t *)group = CONTROL_ALL((uint64_t)CONTROL_EMPTY);
    map->seed = sched_random(p);
    map->directory = group;
    return map;
}

const Layout *map_group_layout(const RType *type) { return &map_info(type)->group; }

// ---- finding ------------------------------------------------------------------------------------
INLINE char *group_find(KeyMode mode, const RType *type, const MapInfo *info, char *group,
                        uint64_t tag, const void *key) {
    uint64_t match = control_match(group_control(group), tag);
    while (match) {
        char *slot = group_slot(info, group, control_first(match));
        if (key_equal(mode, type, mode == KEY_ANY ? slot_key(info, slot) : slot, key)) return slot;
        match &= match - 1;
    }
    return NULL;
}

INLINE char *find_slot(KeyMode mode, const RType *type, const MapInfo *info, const Map *map,
                       const void *key, uint64_t hash) {
    if (map->directory_count == 0)
        return group_find(mode, type, info, map->directory, hash & 0x7f, key);
    const MapTable *table = map_tables(map)[directory_index(map, hash)];
    uint64_t at = hash >> 7 & table->group_mask;
    for (uint64_t step = 1;; step++) {
        char *group = table->groups + at * info->group.bytes;
        char *slot = group_find(mode, type, info, group, hash & 0x7f, key);
        if (slot) return slot;
        if (control_empty(group_control(group))) return NULL;
        at = (at + step) & table->group_mask;
    }
}

char *map_find_slot(const RType *type, const MapInfo *info, const Map *map, const void *key,
                    uint64_t hash) {
    return find_slot(KEY_ANY, type, info, map, key, hash);
}

// A goroutine on another thread is changing the map just now: found by chance, but often enough.
void map_fail_concurrent(const char *what) {
    fatal_error(sched_current()->current, true, "%s", what);
}

static void check_not_writing(const Map *map, const char *what) {
    if (__builtin_expect(map_is_written(map), 0)) map_fail_concurrent(what);
}

static void begin_writing(Map *map) {
    check_not_writing(map, "concurrent map writes");
    __atomic_store_n(&map->writing, 1, __ATOMIC_RELAXED);
}

static void end_writing(Map *map) {
    if (__builtin_expect(!map_is_written(map), 0)) map_fail_concurrent("concurrent map writes");
    __atomic_store_n(&map->writing, 0, __ATOMIC_RELAXED);
}

bool map_find(Processor *p, const RType *type, Map *map, const void *key, void **elem) {
    *elem = NULL;
    uint64_t hash = 0;
    // Go panics for keys that cannot be hashed even when the map is empty.
    if (map == NULL || map->used == 0) {
        if (type->key->flags & RTYPE_PLAIN) return true;
        return hash_any(p, type, 0, key, &hash);
    }
    check_not_writing(map, "concurrent map read and map write");
    const MapInfo *info = map_info(type);
    if (!hash_any(p, type, map->seed, key, &hash)) return false;
    char *slot = find_slot(KEY_ANY, type, info, map, key, hash);
    if (slot) *elem = slot_elem(info, slot);
    return true;
}

void *map_find_64(const RType *type, Map *map, uint64_t key) {
    if (map == NULL || map->used == 0) return NULL;
    check_not_writing(map, "concurrent map read and map write");
    const MapInfo *info = map_info(type);
    char *slot = find_slot(KEY_64, type, info, map, &key, hash_64(key, map->seed));
    return slot ? slot_elem(info, slot) : NULL;
}

void *map_find_string(const RType *type, Map *map, const GoString *key) {
    if (map == NULL || map->used == 0) return NULL;
    check_not_writing(map, "concurrent map read and map write");
    const MapInfo *info = map_info(type);
    char *slot = find_slot(KEY_STRING, type, info, map, key, hash_string(key, map->seed));
    return slot ? slot_elem(info, slot) : NULL;
}

// ---- inserting ----------------------------------------------------------------------------------
static void control_set(char *group, uint32_t slot, uint64_t value) {
    ((uint8_t *)group)[slot] = (uint8_t)value;
}

static void write_pointer_to_new(Processor *p, const RType *type, void *slot) {
    gc_write(slot, heap_alloc(p->cache, type->layout.bytes, &type->layout, HEAP_ZEROED));
}

// Fills slot [index] of [group], whose element is zero, with *[key].
static char *slot_fill(Processor *p, const RType *type, const MapInfo *info, char *group,
                       uint32_t index, const void *key, uint64_t hash) {
    char *slot = group_slot(info, group, index);
    if (info->key_indirect) write_pointer_to_new(p, type->key, slot);
    if (info->elem_indirect) write_pointer_to_new(p, type->elem, slot + info->elem_offset);
    gc_write_range(slot_key(info, slot), key, info->key_bytes, &type->key->layout);
    control_set(group, index, hash & 0x7f);
    return slot;
}

// The first slot free for [hash], in a table without the key and without deleted slots.
static char *table_free_group(const MapInfo *info, const MapTable *table, uint64_t hash,
                              uint32_t *index) {
    uint64_t at = hash >> 7 & table->group_mask;
    for (uint64_t step = 1;; step++) {
        char *group = table->groups + at * info->group.bytes;
        uint64_t match = control_free(group_control(group));
        if (match) {
            *index = control_first(match);
            return group;
        }
        at = (at + step) & table->group_mask;
    }
}

// Moves one slot as it is.
static void table_take(const MapInfo *info, MapTable *table, const char *slot, uint64_t hash) {
    uint32_t index;
    char *group = table_free_group(info, table, hash, &index);
    char *to = group_slot(info, group, index);
    memcpy(to, slot, info->slot_bytes);   // into a table that is not in use yet: no barrier
    control_set(group, index, hash & 0x7f);
    table->used++;
    table->growth_left--;
}

uint64_t map_hash(const RType *type, const Map *map, const void *key) {
    uint64_t hash = 0;
    hash_any(NULL, type, map->seed, key, &hash);
    return hash;
}

// Moves every entry of [groups] to [left], or, when bit [shift] of its hash is set, to [right].
static void groups_move(const RType *type, const MapInfo *info, const Map *map, char *groups,
                        uint64_t count, MapTable *left, MapTable *right, uint32_t shift) {
    for (uint64_t g = 0; g < count; g++) {
        char *group = groups + g * info->group.bytes;
        uint64_t full = ~group_control(group) & CONTROL_HIGH;
        for (; full; full &= full - 1) {
            char *slot = group_slot(info, group, control_first(full));
            uint64_t hash = map_hash(type, map, slot_key(info, slot));
            bool to_right = right && hash >> shift & 1;
            table_take(info, to_right ? right : left, slot, hash);
        }
    }
}

static void table_install(Map *map, MapTable *table) {
    uint64_t count = 1ull << (map->global_depth - table->local_depth);
    for (uint64_t i = 0; i < count; i++)
        gc_write(&map_tables(map)[(uint64_t)table->index + i], table);
}

static void directory_double(Processor *p, Map *map) {
    uint64_t count = (uint64_t)map->directory_count;
    MapTable **tables = directory_new(p, count * 2), **old = map_tables(map);
    for (uint64_t i = 0; i < count; i++) {
        gc_write(&tables[2 * i], old[i]);
        gc_write(&tables[2 * i + 1], old[i]);
        if (i == 0 || old[i] != old[i - 1]) old[i]->index = (int64_t)(2 * i);
    }
    gc_write(&map->directory, tables);
    set_depth(map, count * 2);
}

static void table_split(Processor *p, const RType *type, const MapInfo *info, Map *map,
                        MapTable *table) {
    if (table->local_depth == map->global_depth) directory_double(p, map);
    uint8_t depth = (uint8_t)(table->local_depth + 1);
    int64_t half = 1ll << (map->global_depth - depth);
    MapTable *left = table_new(p, info, TABLE_SLOTS_MAX, table->index, depth);
    MapTable *right = table_new(p, info, TABLE_SLOTS_MAX, table->index + half, depth);
    groups_move(type, info, map, table->groups, table->group_mask + 1, left, right, 64u - depth);
    table_install(map, left);
    table_install(map, right);
    table->index = -1;
}

// [table] has no room: makes some. The table stays as it is, for iterators.
static void table_grow(Processor *p, const RType *type, const MapInfo *info, Map *map,
                       MapTable *table) {
    uint64_t capacity = table->capacity;
    bool mostly_deleted = table->used <= capacity * 7 / 16;
    if (!mostly_deleted) capacity *= 2;
    if (capacity > TABLE_SLOTS_MAX) {
        table_split(p, type, info, map, table);
        return;
    }
    MapTable *bigger = table_new(p, info, capacity, table->index, table->local_depth);
    groups_move(type, info, map, table->groups, table->group_mask + 1, bigger, NULL, 0);
    table_install(map, bigger);
    table->index = -1;
}

static void small_to_table(Processor *p, const RType *type, const MapInfo *info, Map *map) {
    MapTable *table = table_new(p, info, TABLE_SLOTS_MIN, 0, 0);
    MapTable **tables = directory_new(p, 1);
    groups_move(type, info, map, map->directory, 1, table, NULL, 0);
    gc_write(&tables[0], table);
    gc_write(&map->directory, tables);
    set_depth(map, 1);
}

// A free slot for a key that the table does not hold; NULL when it must grow first.
static char *table_insert(Processor *p, const RType *type, const MapInfo *info, MapTable *table,
                          const void *key, uint64_t hash) {
    uint32_t index;
    char *group = table_free_group(info, table, hash, &index);
    bool was_deleted = (uint8_t)group[index] == CONTROL_DELETED;
    if (!was_deleted && table->growth_left == 0) return NULL;
    if (!was_deleted) table->growth_left--;
    table->used++;
    return slot_fill(p, type, info, group, index, key, hash);
}

static char *insert(Processor *p, const RType *type, const MapInfo *info, Map *map,
                    const void *key, uint64_t hash) {
    if (map->directory_count == 0) {
        if (map->used < GROUP_SLOTS) {
            char *group = map->directory;
            uint32_t index = control_first(control_free(group_control(group)));
            return slot_fill(p, type, info, group, index, key, hash);
        }
        small_to_table(p, type, info, map);
    }
    for (;;) {
        MapTable *table = map_tables(map)[directory_index(map, hash)];
        char *slot = table_insert(p, type, info, table, key, hash);
        if (slot) return slot;
        table_grow(p, type, info, map, table);
    }
}

INLINE void *assign(KeyMode mode, Processor *p, const RType *type, Map *map, const void *key,
                    uint64_t hash) {
    begin_writing(map);
    const MapInfo *info = map_info(type);
    if (map->directory == NULL) gc_write(&map->directory, groups_new(p, info, 1));
    char *slot = find_slot(mode, type, info, map, key, hash);
    if (slot == NULL) {
        slot = insert(p, type, info, map, key, hash);
        map->used++;
    } else if (mode != KEY_64 && info->update_key) {
        gc_write_range(slot_key(info, slot), key, info->key_bytes, &type->key->layout);
    }
    end_writing(map);
    return slot_elem(info, slot);
}

static bool fail_nil_map(Processor *p) {
    return vm_fail_plain(p, "assignment to entry in nil map");
}

bool map_assign(Processor *p, const RType *type, Map *map, const void *key, void **elem) {
    uint64_t hash;
    *elem = NULL;
    if (map == NULL) return fail_nil_map(p);
    if (!hash_any(p, type, map->seed, key, &hash)) return false;
    *elem = assign(KEY_ANY, p, type, map, key, hash);
    return true;
}

bool map_assign_64(Processor *p, const RType *type, Map *map, uint64_t key, void **elem) {
    *elem = NULL;
    if (map == NULL) return fail_nil_map(p);
    *elem = assign(KEY_64, p, type, map, &key, hash_64(key, map->seed));
    return true;
}

bool map_assign_string(Processor *p, const RType *type, Map *map, const GoString *key,
                       void **elem) {
    *elem = NULL;
    if (map == NULL) return fail_nil_map(p);
    *elem = assign(KEY_STRING, p, type, map, key, hash_string(key, map->seed));
    return true;
}

// ---- deleting -----------------------------------------------------------------------------------
static void slot_clear(const RType *type, const MapInfo *info, char *slot) {
    const Layout *key = info->key_indirect ? &layout_pointer : &type->key->layout;
    const Layout *elem = info->elem_indirect ? &layout_pointer : &type->elem->layout;
    gc_clear_range(slot, key->bytes, key);
    gc_clear_range(slot + info->elem_offset, elem->bytes, elem);
}

static void delete_slot(const RType *type, const MapInfo *info, Map *map, char *slot,
                        uint64_t hash) {
    MapTable *table = NULL;
    char *groups = map->directory;
    if (map->directory_count) {
        table = map_tables(map)[directory_index(map, hash)];
        groups = table->groups;
    }
    uint64_t at = (uint64_t)(slot - groups);
    char *group = groups + at / info->group.bytes * info->group.bytes;
    uint32_t index = (uint32_t)((uint64_t)(slot - group - 8) / info->slot_bytes);
    slot_clear(type, info, slot);
    map->used--;
    // Searches stop at a group with an empty slot, so in one that has some nobody relies on this
    // slot having been full.
    bool empty = table == NULL || control_empty(group_control(group)) != 0;
    control_set(group, index, empty ? CONTROL_EMPTY : CONTROL_DELETED);
    if (table == NULL) return;
    table->used--;
    if (empty) table->growth_left++;
}

bool map_delete(Processor *p, const RType *type, Map *map, const void *key) {
    uint64_t hash = 0;
    if (map == NULL || map->used == 0) {
        if (type->key->flags & RTYPE_PLAIN) return true;
        return hash_any(p, type, 0, key, &hash);
    }
    if (!hash_any(p, type, map->seed, key, &hash)) return false;
    begin_writing(map);
    const MapInfo *info = map_info(type);
    char *slot = find_slot(KEY_ANY, type, info, map, key, hash);
    if (slot) delete_slot(type, info, map, slot, hash);
    end_writing(map);
    return true;
}

static void groups_clear(const MapInfo *info, char *groups, uint64_t count) {
    gc_clear_range(groups, count * info->group.bytes, &info->group);
    for (uint64_t i = 0; i < count; i++)
        *(uint64_t *)(groups + i * info->group.bytes) = CONTROL_ALL((uint64_t)CONTROL_EMPTY);
}

void map_clear(Processor *p, const RType *type, Map *map) {
    if (map == NULL || map->directory == NULL) return;
    begin_writing(map);
    const MapInfo *info = map_info(type);
    if (map->directory_count == 0) groups_clear(info, map->directory, 1);
    MapTable *last = NULL;
    for (int64_t i = 0; i < map->directory_count; i++) {
        MapTable *table = map_tables(map)[i];
        if (table == last) continue;
        last = table;
        groups_clear(info, table->groups, table->group_mask + 1);
        table->used = 0;
        table->growth_left = (uint16_t)((uint32_t)table->capacity * 7 / 8);
    }
    map->used = 0;
    map->clear_count++;
    map->seed = sched_random(p);
    end_writing(map);
}

void *map_zero(const RType *type) {
    enum { SHARED_BYTES = 1024 };
    static uint64_t shared[SHARED_BYTES / 8];
    static struct { Lock lock; void *zeroes; size_t bytes; } large;
    size_t bytes = type->elem->layout.bytes;
    if (bytes <= SHARED_BYTES) return shared;
    lock_acquire(&large.lock);
    if (large.bytes < bytes) {
        // Earlier, smaller zeroes stay: somebody may still read them.
        large.zeroes = calloc(1, bytes);
        FATAL_IF(large.zeroes == NULL, "out of memory");
        large.bytes = bytes;
    }
    void *zeroes = large.zeroes;
    lock_release(&large.lock);
    return zeroes;
}
