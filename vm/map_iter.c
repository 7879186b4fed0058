// vm/map_iter.c - iterating over a map while it changes. See map.h.
#include "vm/map_int.h"

_Static_assert(sizeof(MapIter) <= MAP_ITER_SLOTS * 8, "a MapIter fits its place in a frame");

// Words 0, 1, 3, 4 and 5: key, elem, map, table, group.
const uint8_t map_iter_ptr_slots[(MAP_ITER_SLOTS + 7) / 8] = {0x3B, 0};

// A MapIter may lie in the heap (reflect), and be the only one to know a table that the map has
// replaced: so its pointers are written like any others.
static void set_entry(MapIter *iter, void *key, void *elem) {
    gc_write(&iter->key, key);
    gc_write(&iter->elem, elem);
}

static void iter_forget(MapIter *iter) {
    set_entry(iter, NULL, NULL);
    gc_write(&iter->map, NULL);
    gc_write(&iter->table, NULL);
    gc_write(&iter->group, NULL);
}

void map_iter_begin(Processor *p, const RType *type, Map *map, MapIter *iter) {
    iter_forget(iter);
    memset(iter, 0, sizeof *iter);
    if (map == NULL || map->used == 0) return;
    iter->type = type;
    gc_write(&iter->map, map);
    iter->clear_count = map->clear_count;
    iter->slot_offset = sched_random(p);
    iter->directory_offset = sched_random(p);
    iter->global_depth = map->global_depth;
    if (map->directory_count == 0) gc_write(&iter->group, map->directory);
}

// The entry in [slot] of a group or table that the map no longer uses: true when it still exists,
// as *[slot] of the tables that replaced it.
static bool entry_now(MapIter *iter, const MapInfo *info, char **slot) {
    const RType *type = iter->type;
    void *key = slot_key(info, *slot);
    const RType *bad = NULL;
    // A key that is not equal to itself cannot be looked up, nor deleted but by clear.
    if (!rtype_equal(type->key, key, key, &bad)) return iter->clear_count == iter->map->clear_count;
    if (iter->map->used == 0) return false;
    uint64_t hash = map_hash(type, iter->map, key);
    *slot = map_find_slot(type, info, iter->map, key, hash);
    return *slot != NULL;
}

static bool iter_yield(MapIter *iter, const MapInfo *info, char *slot) {
    set_entry(iter, slot_key(info, slot), slot_elem(info, slot));
    return true;
}

static bool iter_end(MapIter *iter) {
    iter_forget(iter);
    return false;
}

// Goes through [groups] from iter->slot_index on; false when no entry is left.
static bool next_in_groups(MapIter *iter, const MapInfo *info, char *groups, uint64_t slots,
                           bool replaced) {
    while (iter->slot_index < slots) {
        uint64_t at = (iter->slot_index++ + iter->slot_offset) & (slots - 1);
        char *group = groups + at / GROUP_SLOTS * info->group.bytes;
        if ((uint8_t)group[at % GROUP_SLOTS] & 0x80) continue;
        char *slot = group_slot(info, group, (uint32_t)(at % GROUP_SLOTS));
        if (replaced && !entry_now(iter, info, &slot)) continue;
        return iter_yield(iter, info, slot);
    }
    return false;
}

// The directory has doubled: the same places have larger numbers.
static void follow_directory(MapIter *iter) {
    uint8_t more = (uint8_t)(iter->map->global_depth - iter->global_depth);
    iter->directory_index <<= more;
    iter->directory_offset <<= more;
    iter->global_depth = iter->map->global_depth;
}

static void iter_take_table(MapIter *iter) {
    Map *map = iter->map;
    uint64_t mask = (uint64_t)map->directory_count - 1;
    uint64_t at = ((uint64_t)iter->directory_index + iter->directory_offset) & mask;
    gc_write(&iter->table, map_tables(map)[at]);
    // The random start may be in the middle of a table's places: begin at the first of them.
    iter->directory_offset -= at - (uint64_t)iter->table->index;
    iter->slot_index = 0;
}

bool map_iter_next(MapIter *iter) {
    Map *map = iter->map;
    if (map == NULL) return false;
    if (__builtin_expect(map_is_written(map), 0))
        map_fail_concurrent("concurrent map iteration and map write");
    const MapInfo *info = map_info(iter->type);
    if (iter->group) {
        bool replaced = map->directory_count != 0;
        if (next_in_groups(iter, info, iter->group, GROUP_SLOTS, replaced)) return true;
        return iter_end(iter);
    }
    if (iter->global_depth != map->global_depth) follow_directory(iter);
    while (iter->directory_index < map->directory_count) {
        if (iter->table == NULL) iter_take_table(iter);
        MapTable *table = iter->table;
        if (next_in_groups(iter, info, table->groups, table->capacity, table->index == -1))
            return true;
        iter->directory_index += 1ll << (map->global_depth - table->local_depth);
        gc_write(&iter->table, NULL);
    }
    return iter_end(iter);
}
