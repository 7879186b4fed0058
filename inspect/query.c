// inspect/query.c - questions to a snapshot about single objects.
#include <stdio.h>
#include <string.h>

#include "inspect/inspect_int.h"

uint32_t snapshot_find(const Snapshot *snapshot, uintptr_t address) {
    uint32_t low = 0, high = snapshot->span_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (snapshot->spans[middle].base <= address) low = middle + 1;
        else high = middle;
    }
    if (low == 0) return INSPECT_NONE;
    const InspectSpan *span = &snapshot->spans[low - 1];
    uint64_t slot = (address - span->base) / span->slot_bytes;
    if (slot >= span->slot_count) return INSPECT_NONE;
    if (span->count == span->slot_count) return span->first + (uint32_t)slot;   // no slot is free
    uintptr_t end = span->base + (slot + 1) * span->slot_bytes;
    // The objects of the span that begin before the slot's end; the last of them is in the slot,
    // if it is taken.
    low = span->first;
    high = span->first + span->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (snapshot->objects[middle].address < end) low = middle + 1;
        else high = middle;
    }
    if (low == span->first) return INSPECT_NONE;
    return snapshot->objects[low - 1].address >= end - span->slot_bytes ? low - 1 : INSPECT_NONE;
}

uint32_t snapshot_path(const Snapshot *snapshot, uint32_t object, InspectStep *steps,
                       uint32_t steps_max) {
    if (!object_is_live(&snapshot->objects[object])) return 0;
    uint32_t count = 2;
    for (uint32_t at = object; snapshot->objects[at].parent != INSPECT_ROOT; count++)
        at = snapshot->objects[at].parent;
    // Filled from the end, where the object is.
    uint64_t offset = 0;
    uint32_t at = object;
    for (uint32_t i = count; i-- > 0;) {
        if (i < steps_max) steps[i] = (InspectStep){at, offset};
        if (at == INSPECT_ROOT) break;
        offset = snapshot->objects[at].offset;
        at = snapshot->objects[at].parent;
    }
    return count;
}

const char *root_text(const InspectRoot *root, char *text, size_t text_bytes) {
    if (root->kind != ROOT_IS_FRAME) {
        snprintf(text, text_bytes, "%s", root->name);
        return text;
    }
    Location at = source_location(root->pos);
    snprintf(text, text_bytes, "%s in goroutine %llu, %s:%u", root->name,
             (unsigned long long)root->goroutine, at.path ? at.path : "?", at.line);
    return text;
}

// Appends to [text]; what does not fit is cut off.
static void append(char *text, size_t text_bytes, const char *more) {
    size_t used = strlen(text);
    snprintf(text + used, text_bytes - used, "%s", more);
}

const char *snapshot_path_text(const Snapshot *snapshot, uint32_t object, char *text,
                               size_t text_bytes) {
    enum { STEPS_SHOWN = 8 };
    text[0] = 0;
    uint32_t count = snapshot_path(snapshot, object, NULL, 0);
    if (count == 0) return text;
    InspectStep *steps = malloc(count * sizeof *steps);
    FATAL_IF(steps == NULL, "no memory to inspect the heap");
    snapshot_path(snapshot, object, steps, count);
    char part[256];
    const InspectRoot *root = &snapshot->roots[snapshot->objects[object].root];
    append(text, text_bytes, root_text(root, part, sizeof part));
    if (root->type) {
        Meaning variable = {.kind = MEANING_VALUES, .type = root->type};
        append(text, text_bytes, offset_text(&variable, steps[0].offset, part, sizeof part));
    }
    for (uint32_t i = 1; i < count; i++) {
        bool is_last = i + 1 == count;
        if (count > STEPS_SHOWN && i == STEPS_SHOWN / 2) {
            snprintf(part, sizeof part, " -> ...%u more...", count - STEPS_SHOWN);
            append(text, text_bytes, part);
            i = count - STEPS_SHOWN / 2 - 1;
            continue;
        }
        const InspectObject *step = &snapshot->objects[steps[i].object];
        append(text, text_bytes, " -> ");
        append(text, text_bytes, object_type_text(step, part, sizeof part));
        if (!is_last)
            append(text, text_bytes, offset_text(&step->meaning, steps[i].offset, part,
                                                 sizeof part));
    }
    free(steps);
    return text;
}

// The first edge that leads to [object] or to a later one.
static uint64_t first_edge(const Snapshot *snapshot, uint32_t object) {
    uint64_t low = 0, high = snapshot->edge_count;
    while (low < high) {
        uint64_t middle = (low + high) / 2;
        if (snapshot->edges[middle].to < object) low = middle + 1;
        else high = middle;
    }
    return low;
}

uint64_t snapshot_referrers(const Snapshot *snapshot, uint32_t object, const InspectEdge **edges) {
    FATAL_IF(snapshot->edges == NULL, "the snapshot has no edges");
    uint64_t first = first_edge(snapshot, object);
    *edges = snapshot->edges + first;
    return first_edge(snapshot, object + 1) - first;
}

// ---- retained -----------------------------------------------------------------------------------
typedef struct Avoiding {
    const Snapshot *snapshot;
    uint64_t *first;             // of each object in [targets]
    uint32_t *targets;           // of all edges, by where they come from
    uint8_t *reached;
    GROWING(uint32_t) queue;
} Avoiding;

static void avoid_prepare(Avoiding *walk, const Snapshot *snapshot) {
    walk->snapshot = snapshot;
    walk->first = calloc((size_t)snapshot->object_count + 2, sizeof *walk->first);
    walk->targets = malloc((snapshot->edge_count + 1) * sizeof *walk->targets);
    walk->reached = calloc((size_t)snapshot->object_count + 1, 1);
    FATAL_IF(!walk->first || !walk->targets || !walk->reached, "no memory to inspect the heap");
    for (uint64_t i = 0; i < snapshot->edge_count; i++) walk->first[snapshot->edges[i].from + 2]++;
    for (uint32_t i = 1; i < snapshot->object_count; i++) walk->first[i + 1] += walk->first[i];
    for (uint64_t i = 0; i < snapshot->edge_count; i++)
        walk->targets[walk->first[snapshot->edges[i].from + 1]++] = snapshot->edges[i].to;
}

static void avoid_reach(Avoiding *walk, uint32_t object) {
    if (walk->reached[object]) return;
    walk->reached[object] = 1;
    growing_push(&walk->queue, object);
}

uint64_t snapshot_retained_bytes(const Snapshot *snapshot, uint32_t object) {
    FATAL_IF(snapshot->edges == NULL, "the snapshot has no edges");
    if (!object_is_live(&snapshot->objects[object])) return 0;
    Avoiding walk = {0};
    avoid_prepare(&walk, snapshot);
    walk.reached[object] = 1;
    for (uint64_t i = 0; i < snapshot->root_target_count; i++)
        avoid_reach(&walk, snapshot->root_targets[i]);
    for (uint64_t i = 0; i < walk.queue.count; i++) {
        uint32_t from = walk.queue.items[i];
        for (uint64_t e = walk.first[from]; e < walk.first[from + 1]; e++)
            avoid_reach(&walk, walk.targets[e]);
    }
    uint64_t bytes = snapshot->objects[object].bytes;
    for (uint32_t i = 0; i < snapshot->object_count; i++)
        if (object_is_live(&snapshot->objects[i]) && !walk.reached[i])
            bytes += snapshot->objects[i].bytes;
    free(walk.first);
    free(walk.targets);
    free(walk.reached);
    free(walk.queue.items);
    return bytes;
}
