// inspect/inspect.h - looking at the heap of a running program.
//
// A SNAPSHOT is a list of every object of the heap at one moment: where it is, how large, what it
// is to the program where that can be told (vm/meaning.h), where it was allocated when that was
// recorded, and through which pointer it was first reached from a ROOT. Roots are package
// variables, slots of frames, and what the run time itself holds (timers, finalizers, ...). Objects
// that no path leads to are garbage the collector has not taken yet.
//
// The world must be stopped while a snapshot is taken, and that is all: afterwards it is plain data
// that refers to nothing in the heap, so the program may go on, and two can be compared. It marks
// for itself and does not care what the collector is doing.
//
//     sched_stop_world(p);
//     Snapshot *snapshot = snapshot_take(SNAPSHOT_EDGES);
//     sched_start_world(p);
//     uint32_t object = snapshot_find(snapshot, address);
//     InspectStep steps[64];
//     uint32_t count = snapshot_path(snapshot, object, steps, 64);
//     snapshot_free(snapshot);
//
// Objects are named by their number in the snapshot, in the order of their addresses.
#ifndef MOUND_INSPECT_INSPECT_H
#define MOUND_INSPECT_INSPECT_H

#include "base/source.h"
#include "heap/heap.h"
#include "vm/meaning.h"

enum {
    INSPECT_NONE = UINT32_MAX,       // no object
    INSPECT_ROOT = UINT32_MAX - 1,   // InspectObject.parent: a root points to it
};

typedef struct InspectObject {
    uintptr_t address;    // by which the program knows it
    uint64_t bytes;       // of its slot: what the heap counts for it
    uint64_t offset;      // in the parent, of the pointer that leads here; with INSPECT_ROOT in
                          // the root
    uint32_t parent;      // object it was first reached from; INSPECT_ROOT; INSPECT_NONE: garbage
    uint32_t root;        // first root of the path
    uint32_t site;        // number of the place that allocated it; 0: not recorded
    uint32_t span;        // in Snapshot.spans
    Meaning meaning;
} InspectObject;

// A place outside the heap that holds pointers to objects. A package variable or a frame is one
// root, however many of its words do.
typedef enum InspectRootKind { ROOT_IS_GLOBAL, ROOT_IS_FRAME, ROOT_IS_OTHER } InspectRootKind;
typedef struct InspectRoot {
    InspectRootKind kind;
    uintptr_t start;             // of the variable or frame; 0: OTHER
    const char *name;            // of the variable, of the frame's function, of what others are
    const RType *type;           // GLOBAL
    uint64_t goroutine;          // FRAME
    Pos pos;                     // FRAME: where the function is
    uint64_t pointers;           // how many words point into the heap
} InspectRoot;

typedef struct InspectSpan {
    uintptr_t base;
    uint64_t page_count;
    uint64_t slot_bytes;
    uint32_t slot_count;
    uint32_t size_class;         // 0: one large object
    bool noscan;
    uint32_t first, count;       // its objects
} InspectSpan;

// A pointer from an object to an object.
typedef struct InspectEdge {
    uint32_t from, to;
    uint64_t offset;             // of the pointer in [from]
} InspectEdge;

typedef struct Snapshot {
    InspectObject *objects;      // by address
    uint32_t object_count;
    InspectSpan *spans;          // by address
    uint32_t span_count;
    InspectRoot *roots;
    uint32_t root_count;
    uint32_t *root_targets;      // objects that roots point to, one for each such pointer
    uint64_t root_target_count;
    InspectEdge *edges;          // by [to], if SNAPSHOT_EDGES; NULL otherwise
    uint64_t edge_count;
    uint64_t live_bytes;         // of what can be reached
    uint64_t live_objects;
    uint64_t all_bytes;
} Snapshot;

// ---- Taking -------------------------------------------------------------------------------------

typedef enum SnapshotFlags {
    SNAPSHOT_PLAIN = 0,
    SNAPSHOT_EDGES = 1,          // keep all edges: 16 bytes a pointer; for snapshot_referrers
} SnapshotFlags;

// Takes a snapshot. The world must be stopped. Running out of memory is fatal: it needs about 100
// bytes an object.
Snapshot *snapshot_take(SnapshotFlags flags);
void snapshot_free(Snapshot *snapshot);

// ---- Asking -------------------------------------------------------------------------------------

// The object that [address] lies in, INSPECT_NONE: none.
uint32_t snapshot_find(const Snapshot *snapshot, uintptr_t address);
// What the object is, as text: "main.node", "[]int", "map[string]int groups", "(unknown)".
const char *object_type_text(const InspectObject *object, char *text, size_t text_bytes);
// Whether a path from a root leads to it.
static inline bool object_is_live(const InspectObject *object) {
    return object->parent != INSPECT_NONE;
}

// One step of the path to an object: the pointer at [offset] of [object], or of the root in the
// first step, leads to the next one.
typedef struct InspectStep {
    uint32_t object;             // INSPECT_ROOT in the first step
    uint64_t offset;
} InspectStep;
// Fills [steps] with a shortest path from a root to [object], which itself is the last step (offset
// 0). Returns how many steps there are; when that is more than [steps_max], those nearest to the
// object are missing. 0: nothing leads to it. The root is objects[object].root.
uint32_t snapshot_path(const Snapshot *snapshot, uint32_t object, InspectStep *steps,
                       uint32_t steps_max);
// "main.cache", "main.worker in goroutine 7, main.go:31", "timers".
const char *root_text(const InspectRoot *root, char *text, size_t text_bytes);
// The field or element at [offset] of values of a meaning: ".next", "[3].name"; "+16" if it cannot
// be told.
const char *offset_text(const Meaning *meaning, uint64_t offset, char *text, size_t text_bytes);

// The path as text: "main.cache -> map[string]*main.entry groups -> main.entry.data -> []uint8";
// a long one is shortened in the middle.
const char *snapshot_path_text(const Snapshot *snapshot, uint32_t object, char *text,
                               size_t text_bytes);

// The edges that lead to [object]: *[edges] gets the first, the number is returned. Needs
// SNAPSHOT_EDGES.
uint64_t snapshot_referrers(const Snapshot *snapshot, uint32_t object, const InspectEdge **edges);
// Bytes that only this object keeps alive, itself included: what would become garbage with it.
// Takes a walk over all objects. Needs SNAPSHOT_EDGES.
uint64_t snapshot_retained_bytes(const Snapshot *snapshot, uint32_t object);

// ---- Adding up ----------------------------------------------------------------------------------

typedef struct ClassUse {
    uint64_t spans, pages;
    uint64_t slots;              // of all spans
    uint64_t objects, live_objects;
    uint64_t bytes, live_bytes;  // of their slots
} ClassUse;
// Fills [uses] by size class (0: large objects), scan and noscan together.
void snapshot_classes(const Snapshot *snapshot, ClassUse uses[SIZE_CLASS_COUNT]);

typedef struct TypeUse {
    char *name;
    uint64_t objects, bytes;             // all
    uint64_t live_objects, live_bytes;   // that can be reached
} TypeUse;
// Adds up by type, the largest live bytes first. The caller frees it by types_free.
TypeUse *snapshot_types(const Snapshot *snapshot, uint32_t *count);
void types_free(TypeUse *uses, uint32_t count);

typedef struct TypeChange {
    char *name;
    int64_t objects, bytes;      // live ones: after less before
} TypeChange;
// What [after] has more or less of than [before], by type, the largest change first. The caller
// frees it by changes_free.
TypeChange *snapshot_diff(const Snapshot *before, const Snapshot *after, uint32_t *count);
void changes_free(TypeChange *changes, uint32_t count);

#endif
