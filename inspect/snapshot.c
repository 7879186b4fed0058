// inspect/snapshot.c - taking a snapshot: all objects, all roots, and who is reached from where.
#include "gc/gc.h"
#include "heap/sites.h"
#include "inspect/inspect_int.h"
#include "vm/alloc_profile.h"
#include "vm/places.h"

typedef struct RootPointer {
    uint32_t root, target;
    uint64_t offset;
} RootPointer;

typedef struct Taking {
    Snapshot *snapshot;
    GROWING(InspectSpan) spans;
    GROWING(InspectObject) objects;
    GROWING(FramePlace) frames;
    GROWING(InspectRoot) roots;
    GROWING(RootPointer) pointers;
    GROWING(InspectEdge) edges;
    GROWING(uint32_t) queue;      // reached objects, in order; each is looked into once
    bool wants_edges;
    uint32_t from;                // object that is being looked into
} Taking;

void growing_reserve(void **items, uint64_t *capacity, uint64_t count, size_t item_bytes) {
    *capacity = count < 64 ? 64 : count * 2;
    *items = realloc(*items, *capacity * item_bytes);
    FATAL_IF(*items == NULL, "no memory to inspect the heap");
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
static Meaning born_as(uint32_t number) {
    const AllocSite *site = alloc_site(number);
    if (site == NULL) return (Meaning){0};
    return alloc_site_meaning(site);
}

static void add_objects(Taking *taking, uint32_t number) {
    InspectSpan *span = &taking->spans.items[number];
    span->first = (uint32_t)taking->objects.count;
    Span *in_heap = heap_span_of(span->base);
    for (uint32_t slot = 0; slot < span->slot_count; slot++) {
        if (span_slot_is_free(in_heap, slot)) continue;
        HeapObject found = {in_heap, span_slot_base(in_heap, slot), span->slot_bytes, slot};
        InspectObject object = {.address = heap_object_start(&found), .bytes = found.bytes,
                                .parent = INSPECT_NONE, .root = INSPECT_NONE, .span = number};
        object.site = heap_site_of(&found);
        object.meaning = born_as(object.site);
        if (object.meaning.kind == MEANING_UNKNOWN)
            object.meaning = layout_meaning(heap_object_layout(&found));
        growing_push(&taking->objects, object);
    }
    span->count = (uint32_t)taking->objects.count - span->first;
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
    uint32_t target = snapshot_find(snapshot, pointer);
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
    growing_push(&taking->queue, target);
}

static void follow(uint64_t offset, uintptr_t pointer, void *arg) {
    Taking *taking = arg;
    uint32_t target = snapshot_find(taking->snapshot, pointer);
    if (target == INSPECT_NONE) return;
    if (taking->wants_edges)
        growing_push(&taking->edges, ((InspectEdge){taking->from, target, offset}));
    reach(taking, target, taking->from, offset, taking->snapshot->objects[taking->from].root);
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
    for (uint64_t i = 0; i < taking->queue.count; i++) {
        taking->from = taking->queue.items[i];
        object_each_pointer(taking->snapshot->objects[taking->from].address, follow, taking);
    }
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
    heap_each_span(add_span, &taking);
    if (taking.spans.count > 1)
        qsort(taking.spans.items, taking.spans.count, sizeof(InspectSpan), span_order);
    for (uint32_t i = 0; i < taking.spans.count; i++) add_objects(&taking, i);
    snapshot->spans = taking.spans.items;
    snapshot->span_count = (uint32_t)taking.spans.count;
    FATAL_IF(taking.objects.count >= INSPECT_ROOT, "too many objects to inspect");
    snapshot->objects = taking.objects.items;
    snapshot->object_count = (uint32_t)taking.objects.count;
    place_each_frame(add_frame, &taking);
    if (taking.frames.count > 1)
        qsort(taking.frames.items, taking.frames.count, sizeof(FramePlace), frame_order);
    gc_each_root(add_pointer, &taking);
    reach_all(&taking);
    snapshot->roots = taking.roots.items;
    snapshot->root_count = (uint32_t)taking.roots.count;
    keep_root_targets(&taking);
    if (taking.wants_edges) keep_edges(snapshot, taking.edges.items, taking.edges.count);
    meanings_infer(snapshot);
    add_up(snapshot);
    free(taking.frames.items);
    free(taking.pointers.items);
    free(taking.edges.items);
    free(taking.queue.items);
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
