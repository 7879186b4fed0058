// vm/map.h - Go's maps: Swiss tables.
//
// Slots come in GROUPS of 8: a control word of 8 bytes, one a slot (empty, deleted, or the low 7
// bits of the key's hash), and behind it the 8 slots, each a key and an element. One comparison of
// the control word with the wanted byte, repeated eight times, finds the candidates in a group. A
// map of up to 8 entries is a single group. Larger ones have TABLES of 16 to 1024 slots, found
// through a DIRECTORY by the top bits of the hash; a table that outgrows 1024 slots is split into
// two, and the directory doubles when they need one more bit (extendible hashing). So growth never
// moves more than one table, and a table never holds more than 7/8 of its slots (deleted ones
// included).
//
// Keys and elements of more than 128 bytes are objects of their own; the slot points to them.
//
// Iteration follows the tables in a random order of slots. A table that was split or grown since
// the iteration began is walked in its old form, whose keys are then looked up in the new one: each
// entry that existed and was not deleted comes once; entries made meanwhile may or may not come.
//
// Hashes are seeded for each map from the processor's generator. A write during another goroutine's
// operation is detected by [writing] and fatal, as in Go.
#ifndef MOUND_VM_MAP_H
#define MOUND_VM_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/rtype.h"

struct Processor;

typedef struct MapTable MapTable;
typedef struct Map {
    uint64_t used;           // entries; len() reads it here
    uint64_t seed;
    void *directory;         // MapTable *[]; or the single group when [directory_count] is 0
    int64_t directory_count;
    uint8_t global_depth;    // bits of the hash that index the directory
    uint8_t global_shift;    // 64 - global_depth
    uint8_t writing;         // an operation that writes is under way
    uint8_t has_tombstones;  // a small map had a deletion
    uint64_t clear_count;    // map_clear calls, for iterators
} Map;
_Static_assert(sizeof(Map) == 48, "a map header is an object of 48 bytes, as in Go 1.24");

// Lives in a frame, MAP_ITER_SLOTS; the words marked * are pointers (map_iter_ptr_slots).
typedef struct MapIter {
    const void *key;         // * of the current entry; NULL: at the end
    void *elem;              // *
    const RType *type;
    Map *map;                // *
    MapTable *table;         // * being walked
    void *group;             // * small maps: the group
    uint64_t slot_offset;    // random start within tables and groups
    uint64_t directory_offset;
    uint64_t clear_count;
    int64_t directory_index;
    uint64_t slot_index;     // next slot of the table, before the offset is added
    uint8_t global_depth;
    void *spare[4];
} MapIter;

// make(map, hint); [hint] is only a hint, negative ones count as 0.
Map *map_make(struct Processor *p, const RType *type, int64_t hint);
// The same for at most 8 entries in [memory] of a frame: a Map and one group; it moves to the heap
// when it grows.
Map *map_make_in(struct Processor *p, const RType *type, void *memory);
// *[elem] = address of the element for *[key], NULL when there is none. False: the key cannot be
// hashed, see vm_fail_*. [map] may be nil.
bool map_find(struct Processor *p, const RType *type, Map *map, const void *key, void **elem);
// Address of the element for *[key], which is inserted with a zero element if need be. False: nil
// map, or the key cannot be hashed.
bool map_assign(struct Processor *p, const RType *type, Map *map, const void *key, void **elem);
bool map_delete(struct Processor *p, const RType *type, Map *map, const void *key);
void map_clear(struct Processor *p, const RType *type, Map *map);
// The same for keys that are 8-byte integers or pointers, and strings.
void *map_find_64(const RType *type, Map *map, uint64_t key);
bool map_assign_64(struct Processor *p, const RType *type, Map *map, uint64_t key, void **elem);
void *map_find_string(const RType *type, Map *map, const GoString *key);
bool map_assign_string(struct Processor *p, const RType *type, Map *map, const GoString *key,
                       void **elem);
// Zeroes that a missing element is read from.
void *map_zero(const RType *type);
void map_iter_begin(struct Processor *p, const RType *type, Map *map, MapIter *iter);
// Moves to the next entry; false at the end.
bool map_iter_next(MapIter *iter);

#endif
