// inspect/snapshot.c - taking a snapshot: all objects, all roots, and who is reached from where.
#include <sys/mman.h>

#include "gc/gc.h"
#include "heap/sites.h"
#include "inspect/inspect_int.h"
#include "vm/alloc_profile.h"
#include "vm/places.h"

typedef struct RootPointer {
    uint32_t root, target;
    uint64_t offset;
} RootPointer;

// Where the objects of a span are found, by Span.index.
typedef struct SlotIndex {
    uint32_t number;              // in Snapshot.spans
    uint64_t slots;               // its slots begin there in Taking.slot_objects
} SlotIndex;

// A pointer that has been found; its target is looked at a little later, when it has arrived from
// memory.
typedef struct Pending {
    uint32_t from, target;
    uint64_t offset;
    bool at_start;                // it points to the object's first byte
} Pending;

enum {
    SITES_KEPT = 1024,            // a power of two
    PENDING_MAX = 32,             // a power of two
    LOOKAHEAD = 8,                // so many objects of the queue are fetched before their turn
};

typedef struct Taking {
    Snapshot *snapshot;
    GROWING(InspectSpan) spans;
    GROWING(FramePlace) frames;
    GROWING(InspectRoot) roots;
    GROWING(RootPointer) pointers;
    GROWING(InspectEdge) edges;
    SlotIndex *index;
    uint32_t *slot_objects;       // the object in each slot of each span, INSPECT_NONE: free
    uint32_t *queue;              // reached objects, in order; each is looked into once
    uint64_t queue_count;
    Pending pending[PENDING_MAX]; // a ring
    uint64_t pending_put, pending_taken;
    LearnedList learned;          // objects that may tell others what they are
    bool wants_edges;
    uint32_t from;                // object that is being looked into
    struct { uint32_t site; Meaning meaning; } sites[SITES_KEPT];   // by the low bits of the number
} Taking;

void growing_reserve(void **items, uint64_t *capacity, uint64_t count, size_t item_bytes) {
    *capacity = count < 64 ? 64 : count * 2;
    *items = realloc(*items, *capacity * item_bytes);
    FATAL_IF(*items == NULL, "no memory to inspect the heap");
}

// Memory for an array, not cleared. Touching it for the first time is most of what a snapshot
// costs, and much cheaper in huge pages.
static void *array_new(uint64_t count, size_t item_bytes) {
    enum { HUGE_BYTES = 1 << 21 };
    uint64_t bytes = (count + 1) * item_bytes;
    if (bytes < 2 * HUGE_BYTES) {
        void *small = malloc(bytes);
        FATAL_IF(small == NULL, "no memory to inspect the heap");
        return small;
    }
    bytes = (bytes + HUGE_BYTES - 1) / HUGE_BYTES * HUGE_BYTES;
    void *array = aligned_alloc(HUGE_BYTES, bytes);
    FATAL_IF(array == NULL, "no memory to inspect the heap");
    madvise(array, bytes, MADV_HUGEPAGE);
    return array;
}

// ---- objects ------------------------------------------------------------------------------------
static void add_span(Span *span, void *arg) {
    Taking *taking = arg;
    growing_push(&taking->spans, ((InspectSpan){
        .base = span->base, .page_count = span->page_count, .slot_bytes = span->slot_bytes,
        .slot_count = span->slot_count, .size_class = span_class_size_class(span->class),
        .noscan = span_class_noscan(span->class)}));
}

static int span_order(const void *a, const void *b) {
    const InspectSpan *x = a, *y = b;
    return x->base < y->base ? -1 : x->base > y->base;
}

// What an object is whose allocation was recorded.
static const Meaning *born_as(Taking *taking, uint32_t number) {
    static const Meaning unknown;
    if (number == 0) return &unknown;
    uint32_t at = number % SITES_KEPT;
    if (taking->sites[at].site != number) {
        const AllocSite *site = alloc_site(number);
        if (site == NULL) return &unknown;
        taking->sites[at].site = number;
        taking->sites[at].meaning = alloc_site_meaning(site);
    }
    return &taking->sites[at].meaning;
}

static void add_object(Taking *taking, Span *in_heap, uint32_t slot, uint32_t number) {
    Snapshot *snapshot = taking->snapshot;
    HeapObject found = {in_heap, span_slot_base(in_heap, slot), in_heap->slot_bytes, slot};
    InspectObject *object = &snapshot->objects[snapshot->object_count++];
    *object = (InspectObject){.address = heap_object_start(&found), .bytes = found.bytes,
                              .parent = INSPECT_NONE, .root = INSPECT_NONE, .span = number};
    object->site = heap_site_of(&found);
    object->meaning = *born_as(taking, object->site);
    if (object->meaning.kind != MEANING_UNKNOWN) return;
    object->meaning = layout_meaning(heap_object_layout(&found));
    if (object->meaning.kind == MEANING_UNKNOWN && !snapshot->spans[number].noscan)
        closure_meaning((const void *)object->address, object->bytes, &object->meaning);
}

static void add_objects(Taking *taking, uint32_t number) {
    Snapshot *snapshot = taking->snapshot;
    InspectSpan *span = &snapshot->spans[number];
    Span *in_heap = heap_span_of(span->base);
    uint32_t *slots = taking->slot_objects + taking->index[in_heap->index].slots;
    span->first = snapshot->object_count;
    for (uint32_t slot = 0; slot < span->slot_count; slot++) {
        slots[slot] = INSPECT_NONE;
        if (span_slot_is_free(in_heap, slot)) continue;
        slots[slot] = snapshot->object_count;
        add_object(taking, in_heap, slot, number);
    }
    span->count = snapshot->object_count - span->first;
}

// Lists all spans and the objects in them, by address.
static void list_objects(Taking *taking) {
    Snapshot *snapshot = taking->snapshot;
    heap_each_span(add_span, taking);
    snapshot->spans = taking->spans.items;
    snapshot->span_count = (uint32_t)taking->spans.count;
    if (snapshot->span_count > 1)
        qsort(snapshot->spans, snapshot->span_count, sizeof(InspectSpan), span_order);
    uint32_t index_count = 0;
    uint64_t slot_count = 0;
    for (uint32_t i = 0; i < snapshot->span_count; i++) {
        uint32_t index = heap_span_of(snapshot->spans[i].base)->index;
        if (index >= index_count) index_count = index + 1;
    }
    taking->index = array_new(index_count, sizeof *taking->index);
    for (uint32_t i = 0; i < snapshot->span_count; i++) {
        const InspectSpan *span = &snapshot->spans[i];
        taking->index[heap_span_of(span->base)->index] = (SlotIndex){i, slot_count};
        slot_count += span->slot_count;
    }
    FATAL_IF(slot_count >= INSPECT_ROOT, "too many objects to inspect");
    taking->slot_objects = array_new(slot_count, sizeof *taking->slot_objects);
    taking->queue = array_new(slot_count, sizeof *taking->queue);
    snapshot->objects = array_new(slot_count, sizeof *snapshot->objects);
    for (uint32_t i = 0; i < snapshot->span_count; i++) add_objects(taking, i);
}

// The same as snapshot_find, faster, as long as the world is stopped.
static inline uint32_t find_object(const Taking *taking, uintptr_t address) {
    HeapObject found = heap_find_object(address);
    if (found.span == NULL) return INSPECT_NONE;
    return taking->slot_objects[taking->index[found.span->index].slots + found.index];
}

// ---- roots --------------------------------------------------------------------------------------
static void add_frame(const FramePlace *frame, void *arg) {
    Taking *taking = arg;
    growing_push(&taking->frames, *frame);
}

static int frame_order(const void *a, const void *b) {
    const FramePlace *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

static const FramePlace *find_frame(const Taking *taking, uintptr_t address) {
    uint64_t low = 0, high = taking->frames.count;
    while (low < high) {
        uint64_t middle = (low + high) / 2;
        if (taking->frames.items[middle].start <= address) low = middle + 1;
        else high = middle;
    }
    if (low == 0 || address >= taking->frames.items[low - 1].end) return NULL;
    return &taking->frames.items[low - 1];
}

static InspectRoot describe_root(const Taking *taking, const char *name, uintptr_t holder) {
    InspectRoot root = {.kind = ROOT_IS_OTHER, .name = name};
    const GlobalPlace *global = place_find_global(holder, &root.start);
    const FramePlace *frame = global ? NULL : find_frame(taking, holder);
    if (global) {
        root.kind = ROOT_IS_GLOBAL;
        root.name = global->name;
        root.type = global->type;
    } else if (frame) {
        root.kind = ROOT_IS_FRAME;
        root.start = frame->start;
        root.name = frame->func->name;
        root.goroutine = frame->goroutine;
        root.pos = frame->pos;
    }
    return root;
}

// The number of a root. Pointers of one root come one after another.
static uint32_t add_root(Taking *taking, const InspectRoot *root) {
    uint64_t count = taking->roots.count, first = root->start && count ? count - 1 : 0;
    for (uint64_t i = first; i < count; i++) {
        const InspectRoot *known = &taking->roots.items[i];
        if (known->kind == root->kind && known->start == root->start && known->name == root->name)
            return (uint32_t)i;
    }
    growing_push(&taking->roots, *root);
    return (uint32_t)count;
}

static void add_pointer(const char *name, uintptr_t holder, uintptr_t pointer, void *arg) {
    Taking *taking = arg;
    Snapshot *snapshot = taking->snapshot;
    uint32_t target = find_object(taking, pointer);
    if (target == INSPECT_NONE) return;
    InspectRoot root = describe_root(taking, name, holder);
    uint32_t number = add_root(taking, &root);
    taking->roots.items[number].pointers++;
    uint64_t offset = root.start ? holder - root.start : 0;
    growing_push(&taking->pointers, ((RootPointer){number, target, offset}));
    InspectObject *object = &snapshot->objects[target];
    if (root.type == NULL || pointer != object->address) return;
    Meaning variable = {.kind = MEANING_VALUES, .type = root.type};
    Meaning told = word_meaning(&variable, (const char *)root.start, offset);
    object_learn(object, &told);
}

// ---- reaching -----------------------------------------------------------------------------------
static void reach(Taking *taking, uint32_t target, uint32_t parent, uint64_t offset,
                  uint32_t root) {
    InspectObject *object = &taking->snapshot->objects[target];
    if (object->parent != INSPECT_NONE) return;
    object->parent = parent;
    object->offset = offset;
    object->root = root;
    bool has_pointers = !taking->snapshot->spans[object->span].noscan;
    if (has_pointers) taking->queue[taking->queue_count++] = target;
}

// An object reached so far is told by the one that points to it what it is.
static void tell(Taking *taking, const InspectObject *from, uint64_t offset, uint32_t target) {
    InspectObject *object = &taking->snapshot->objects[target];
    Meaning told = word_meaning(&from->meaning, (const char *)from->address, offset);
    if (object_learn(object, &told) && object->parent != INSPECT_NONE)
        growing_push(&taking->learned, target);   // it may have been looked into before it knew
}

static void take_pending(Taking *taking) {
    const Pending *pointer = &taking->pending[taking->pending_taken++ % PENDING_MAX];
    const InspectObject *from = &taking->snapshot->objects[pointer->from];
    const InspectObject *to = &taking->snapshot->objects[pointer->target];
    if (pointer->at_start && meaning_is_vague(&to->meaning))
        tell(taking, from, pointer->offset, pointer->target);
    reach(taking, pointer->target, pointer->from, pointer->offset, from->root);
}

static void follow(uint64_t offset, uintptr_t address, void *arg) {
    Taking *taking = arg;
    HeapObject found = heap_find_object(address);
    if (found.span == NULL) return;
    uint32_t target = taking->slot_objects[taking->index[found.span->index].slots + found.index];
    if (target == INSPECT_NONE) return;
    if (taking->wants_edges)
        growing_push(&taking->edges, ((InspectEdge){taking->from, target, offset}));
    if (taking->pending_put - taking->pending_taken == PENDING_MAX) take_pending(taking);
    __builtin_prefetch(&taking->snapshot->objects[target], 1);
    __builtin_prefetch((const char *)(&taking->snapshot->objects[target] + 1) - 1, 1);
    taking->pending[taking->pending_put++ % PENDING_MAX] =
        (Pending){taking->from, target, offset, address == heap_object_start(&found)};
}

static void follow_all(Taking *taking) {
    const InspectObject *objects = taking->snapshot->objects;
    for (uint64_t i = 0;; i++) {
        while (i == taking->queue_count) {
            if (taking->pending_put == taking->pending_taken) return;
            take_pending(taking);
        }
        if (i + LOOKAHEAD < taking->queue_count)
            __builtin_prefetch((const void *)objects[taking->queue[i + LOOKAHEAD]].address);
        taking->from = taking->queue[i];
        object_each_pointer(objects[taking->from].address, follow, taking);
    }
}

// From the variables first, then the frames: so paths begin with what has the better name.
static void reach_all(Taking *taking) {
    for (int kind = ROOT_IS_GLOBAL; kind <= ROOT_IS_OTHER; kind++) {
        for (uint64_t i = 0; i < taking->pointers.count; i++) {
            const RootPointer *pointer = &taking->pointers.items[i];
            if ((int)taking->roots.items[pointer->root].kind != kind) continue;
            reach(taking, pointer->target, INSPECT_ROOT, pointer->offset, pointer->root);
        }
    }
    follow_all(taking);
}

// ---- all together -------------------------------------------------------------------------------
// Sorts the edges by where they lead.
static void keep_edges(Snapshot *snapshot, const InspectEdge *edges, uint64_t count) {
    uint64_t *at = calloc((size_t)snapshot->object_count + 1, sizeof *at);
    snapshot->edges = malloc((count + 1) * sizeof *edges);
    FATAL_IF(at == NULL || snapshot->edges == NULL, "no memory to inspect the heap");
    for (uint64_t i = 0; i < count; i++) at[edges[i].to + 1]++;
    for (uint32_t i = 0; i < snapshot->object_count; i++) at[i + 1] += at[i];
    for (uint64_t i = 0; i < count; i++) snapshot->edges[at[edges[i].to]++] = edges[i];
    snapshot->edge_count = count;
    free(at);
}

static void keep_root_targets(Taking *taking) {
    Snapshot *snapshot = taking->snapshot;
    uint64_t count = snapshot->root_target_count = taking->pointers.count;
    snapshot->root_targets = malloc((count + 1) * sizeof *snapshot->root_targets);
    FATAL_IF(snapshot->root_targets == NULL, "no memory to inspect the heap");
    for (uint64_t i = 0; i < count; i++)
        snapshot->root_targets[i] = taking->pointers.items[i].target;
}

static void add_up(Snapshot *snapshot) {
    for (uint32_t i = 0; i < snapshot->object_count; i++) {
        const InspectObject *object = &snapshot->objects[i];
        snapshot->all_bytes += object->bytes;
        if (!object_is_live(object)) continue;
        snapshot->live_bytes += object->bytes;
        snapshot->live_objects++;
    }
}

Snapshot *snapshot_take(SnapshotFlags flags) {
    Snapshot *snapshot = calloc(1, sizeof *snapshot);
    FATAL_IF(snapshot == NULL, "no memory to inspect the heap");
    Taking taking = {.snapshot = snapshot, .wants_edges = flags & SNAPSHOT_EDGES};
    list_objects(&taking);
    place_each_frame(add_frame, &taking);
    if (taking.frames.count > 1)
        qsort(taking.frames.items, taking.frames.count, sizeof(FramePlace), frame_order);
    gc_each_root(add_pointer, &taking);
    reach_all(&taking);
    snapshot->roots = taking.roots.items;
    snapshot->root_count = (uint32_t)taking.roots.count;
    keep_root_targets(&taking);
    if (taking.wants_edges) keep_edges(snapshot, taking.edges.items, taking.edges.count);
    meanings_infer(snapshot, &taking.learned);
    add_up(snapshot);
    free(taking.frames.items);
    free(taking.pointers.items);
    free(taking.edges.items);
    free(taking.index);
    free(taking.slot_objects);
    free(taking.queue);
    return snapshot;
}

void snapshot_free(Snapshot *snapshot) {
    free(snapshot->objects);
    free(snapshot->spans);
    free(snapshot->roots);
    free(snapshot->root_targets);
    free(snapshot->edges);
    free(snapshot);
}
