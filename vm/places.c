// vm/places.c - see places.h.
#include "vm/places.h"

#include "vm/vm_int.h"

// Sorted by offset, as they are made in that order; guarded by the caller of place_add_global.
static struct {
    GlobalPlace *items;
    uint32_t count, capacity;
} globals;

void place_add_global(const RType *type, const char *name, uint32_t offset) {
    if (globals.count == globals.capacity) {
        globals.capacity = globals.capacity ? globals.capacity * 2 : 256;
        globals.items = realloc(globals.items, globals.capacity * sizeof *globals.items);
        FATAL_IF(globals.items == NULL, "out of memory");
    }
    globals.items[globals.count++] = (GlobalPlace){offset, type, name};
    if (strcmp(name, "runtime.MemProfileRate") == 0)
        alloc_profile_bind_rate((const int64_t *)(const void *)(globals_base + offset));
}

const GlobalPlace *place_globals(uint32_t *count) {
    *count = globals.count;
    return globals.items;
}

const GlobalPlace *place_find_global(uintptr_t address, uintptr_t *start) {
    uintptr_t base = (uintptr_t)globals_base;
    if (address < base || address - base >= GLOBALS_BYTES_MAX) return NULL;
    uint32_t low = 0, high = globals.count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (base + globals.items[middle].offset <= address) low = middle + 1;
        else high = middle;
    }
    if (low == 0) return NULL;
    *start = base + globals.items[low - 1].offset;
    return &globals.items[low - 1];
}

typedef struct FrameVisit {
    void (*visit)(const FramePlace *frame, void *arg);
    void *arg;
} FrameVisit;

static void visit_goroutine(Goroutine *g, void *arg) {
    const FrameVisit *to = arg;
    FrameWalk walk;
    for (bool more = frame_walk_begin(&walk, g); more; more = frame_walk_next(&walk)) {
        FramePlace place = {.start = (uintptr_t)walk.fp, .goroutine = g->id,
                            .is_system = g->is_system, .func = walk.func};
        place.end = place.start + (uintptr_t)walk.func->frame_slots * 8;
        if (walk.callee_fp > walk.fp && (uintptr_t)walk.callee_fp < place.end)
            place.end = (uintptr_t)walk.callee_fp;
        place.pos = code_pos(walk.func, frame_walk_insn(&walk));
        to->visit(&place, to->arg);
    }
}

void place_each_frame(void (*visit)(const FramePlace *frame, void *arg), void *arg) {
    sched_visit_goroutines(visit_goroutine, &(FrameVisit){visit, arg});
}
