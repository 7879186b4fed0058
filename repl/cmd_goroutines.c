// repl/cmd_goroutines.c - :goroutines and :leaks.
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/check.h"
#include "repl/look.h"
#include "repl/runner.h"
#include "repl/screen.h"
#include "repl/table.h"
#include "vm/places.h"
#include "vm/traceback.h"

// ---- :goroutines --------------------------------------------------------------------------------

typedef struct Listing {
    Table *table;
    uint64_t wanted;
    Goroutine *found;
} Listing;

typedef struct Place {
    uint64_t goroutine;
    const FuncCode *func;
    Pos pos;
} Place;

static void note_newest(const FramePlace *frame, void *arg) {
    Place *place = arg;
    if (frame->goroutine != place->goroutine || place->func || frame->func->flags & CODE_WRAPPER)
        return;
    place->func = frame->func;
    place->pos = frame->pos;
}

static void list_one(Goroutine *g, void *arg) {
    Listing *listing = arg;
    if (g->is_system) return;
    Place place = {.goroutine = g->id};
    place_each_frame(note_newest, &place);
    Location at = source_location(place.pos);
    char text[300];
    snprintf(text, sizeof text, "%s%s%s:%u", place.func ? home_text(place.func->name) : "?",
             place.func ? " " : "", at.path ? at.path : "", at.line);
    table_row(listing->table);
    table_number(listing->table, (int64_t)g->id);
    table_text(listing->table, goroutine_status_text(g));
    table_number(listing->table, (int64_t)g->vm.stack_bytes);
    table_text(listing->table, text);
}

static void find_one(Goroutine *g, void *arg) {
    Listing *listing = arg;
    if (g->id == listing->wanted) listing->found = g;
}

static bool show_one(const CommandCall *call, uint64_t id) {
    Listing listing = {.wanted = id};
    static char text[1 << 16];
    TraceText trace = {.text = text, .capacity = sizeof text - 1};
    runner_stop();
    sched_each_goroutine(find_one, &listing);
    if (listing.found) {
        trace_goroutine(&trace, listing.found, goroutine_status_text(listing.found));
        text[trace.used] = '\0';
    }
    runner_start();
    if (!listing.found)
        return command_fail(call, "no goroutine %llu", (unsigned long long)id);
    if (call->json) {
        json_string(screen.out, text);
        putc('\n', screen.out);
    } else {
        fputs(text, screen.out);
    }
    return true;
}

bool command_goroutines(const CommandCall *call) {
    if (*call->args) {
        char *end;
        uint64_t id = strtoull(call->args, &end, 10);
        if (*end) return command_fail(call, "\"%s\" is no number of a goroutine", call->args);
        return show_one(call, id);
    }
    Listing listing = {.table = table_new()};
    table_column(listing.table, "id", "id", CELL_COUNT);
    table_column(listing.table, "state", "state", CELL_TEXT);
    table_column(listing.table, "stack", "stack_bytes", CELL_BYTES);
    table_column(listing.table, "where", "where", CELL_TEXT);
    runner_stop();
    sched_each_goroutine(list_one, &listing);
    runner_start();
    bool none = table_row_count(listing.table) == 0;
    table_print(listing.table, call->json, 100);
    if (none && !call->json) screen_paint(PAINT_DIM, "no goroutines behind the prompt\n");
    return true;
}

// ---- :leaks -------------------------------------------------------------------------------------
// What can still be reached without the frames of goroutines that wait for something that cannot
// be reached: first from package variables and goroutines that can run; a waiting goroutine whose
// channel (or lock) is among that can be woken, so its frames count too; and so on. Whoever is left
// waits for ever.

typedef struct Waiter {
    Goroutine *g;
    uint64_t id;
    uint32_t waits_for[16];      // objects
    uint32_t wait_count;
    bool is_lost;
} Waiter;

typedef struct RootPointer {
    uint64_t goroutine;          // 0: not of a frame
    uint32_t object;
} RootPointer;

typedef struct FrameRange {
    uintptr_t start, end;
    uint64_t goroutine;
} FrameRange;

typedef struct Leaks {
    const Snapshot *snapshot;
    Forward forward;
    Waiter *waiters;
    uint32_t waiter_count, waiter_room;
    RootPointer *roots;
    uint64_t root_count, root_room;
    FrameRange *frames;
    uint64_t frame_count, frame_room;
    bool *reached;
    uint32_t *queue;
} Leaks;

#define PUSH(array, count, room, value)                                      \
    do {                                                                     \
        if ((count) == (room)) {                                             \
            (room) = (room) ? (room) * 2 : 64;                               \
            (array) = realloc((array), (size_t)(room) * sizeof *(array));    \
            FATAL_IF((array) == NULL, "out of memory");                      \
        }                                                                    \
        (array)[(count)++] = (value);                                        \
    } while (0)

static void note_frame(const FramePlace *frame, void *arg) {
    Leaks *leaks = arg;
    // The closure of a call stands before its frame.
    FrameRange range = {frame->start - 3 * 8, frame->end, frame->goroutine};
    PUSH(leaks->frames, leaks->frame_count, leaks->frame_room, range);
}

static void note_waiter(Goroutine *g, void *arg) {
    Leaks *leaks = arg;
    if (g->is_system || atomic_load(&g->state) != GORO_WAITING) return;
    Waiter waiter = {.g = g, .id = g->id, .is_lost = true};
    WaitReason reason = (WaitReason)g->wait_reason;
    bool forever = reason == WAIT_CHAN_RECEIVE_NIL || reason == WAIT_CHAN_SEND_NIL ||
                   reason == WAIT_SELECT_NO_CASES || reason == WAIT_FOREVER;
    if (reason == WAIT_SLEEP || reason == WAIT_IO || reason == WAIT_GC ||
        reason == WAIT_FINALIZER)
        return;
    uint32_t count = reason == WAIT_SELECT ? g->select_count : 1;
    for (uint32_t i = 0; i < count && !forever && waiter.wait_count < 16; i++) {
        const Sudog *sudog = reason == WAIT_SELECT ? &g->select_sudogs[i] : &g->sudog;
        const void *target = sudog->chan ? (const void *)sudog->chan : sudog->elem;
        uint32_t object = snapshot_find(leaks->snapshot, (uintptr_t)target);
        if (object == INSPECT_NONE) waiter.is_lost = false;   // a package variable
        else waiter.waits_for[waiter.wait_count++] = object;
    }
    PUSH(leaks->waiters, leaks->waiter_count, leaks->waiter_room, waiter);
}

static bool is_waited_for(const Leaks *leaks, uint32_t object) {
    for (uint32_t i = 0; i < leaks->waiter_count; i++)
        for (uint32_t j = 0; j < leaks->waiters[i].wait_count; j++)
            if (leaks->waiters[i].waits_for[j] == object) return true;
    return false;
}

static void note_root(const char *root, uintptr_t holder, uintptr_t pointer, void *arg) {
    Leaks *leaks = arg;
    uint32_t object = snapshot_find(leaks->snapshot, pointer);
    uintptr_t start;
    (void)root;
    if (object == INSPECT_NONE) return;
    RootPointer found = {0, object};
    for (uint64_t i = 0; i < leaks->frame_count && !found.goroutine; i++)
        if (holder >= leaks->frames[i].start && holder < leaks->frames[i].end)
            found.goroutine = leaks->frames[i].goroutine;
    // What a goroutine waits for is also held by the scheduler, on account of its waiting.
    if (!found.goroutine && !place_find_global(holder, &start) && is_waited_for(leaks, object))
        return;
    PUSH(leaks->roots, leaks->root_count, leaks->root_room, found);
}

static void reach_from(Leaks *leaks, uint32_t object) {
    uint64_t count = 0;
    if (leaks->reached[object]) return;
    leaks->reached[object] = true;
    leaks->queue[count++] = object;
    while (count > 0) {
        uint32_t at = leaks->queue[--count];
        for (uint32_t i = leaks->forward.first[at]; i < leaks->forward.first[at + 1]; i++) {
            uint32_t to = leaks->snapshot->edges[leaks->forward.edges[i]].to;
            if (leaks->reached[to]) continue;
            leaks->reached[to] = true;
            leaks->queue[count++] = to;
        }
    }
}

static Waiter *waiter_of(Leaks *leaks, uint64_t id) {
    for (uint32_t i = 0; i < leaks->waiter_count; i++)
        if (leaks->waiters[i].id == id) return &leaks->waiters[i];
    return NULL;
}

static void reach_roots_of(Leaks *leaks, const Waiter *waiter) {
    for (uint64_t i = 0; i < leaks->root_count; i++)
        if (leaks->roots[i].goroutine == waiter->id) reach_from(leaks, leaks->roots[i].object);
}

static void find_lost(Leaks *leaks) {
    for (uint64_t i = 0; i < leaks->root_count; i++) {
        Waiter *waiter = waiter_of(leaks, leaks->roots[i].goroutine);
        if (!waiter || !waiter->is_lost) reach_from(leaks, leaks->roots[i].object);
    }
    for (bool more = true; more;) {
        more = false;
        for (uint32_t i = 0; i < leaks->waiter_count; i++) {
            Waiter *waiter = &leaks->waiters[i];
            for (uint32_t j = 0; j < waiter->wait_count && waiter->is_lost; j++)
                if (leaks->reached[waiter->waits_for[j]]) waiter->is_lost = false, more = true;
            if (!waiter->is_lost) reach_roots_of(leaks, waiter);
        }
    }
}

// Bytes that only the frames of lost goroutines reach, counted for the first that does.
static uint64_t kept_by(Leaks *leaks, const Waiter *waiter) {
    uint64_t bytes = 0;
    bool *before = malloc((size_t)leaks->snapshot->object_count + 1);
    FATAL_IF(before == NULL, "out of memory");
    memcpy(before, leaks->reached, leaks->snapshot->object_count);
    reach_roots_of(leaks, waiter);
    for (uint32_t i = 0; i < leaks->snapshot->object_count; i++)
        if (leaks->reached[i] && !before[i]) bytes += leaks->snapshot->objects[i].bytes;
    free(before);
    return bytes;
}

static uint32_t print_lost(Leaks *leaks, const CommandCall *call, uint64_t *bytes) {
    Table *table = table_new();
    table_column(table, "id", "id", CELL_COUNT);
    table_column(table, "waits in", "state", CELL_TEXT);
    table_column(table, "keeps", "bytes", CELL_BYTES);
    table_column(table, "where", "where", CELL_TEXT);
    for (uint32_t i = 0; i < leaks->waiter_count; i++) {
        Waiter *waiter = &leaks->waiters[i];
        if (!waiter->is_lost) continue;
        Place place = {.goroutine = waiter->id};
        runner_stop();
        place_each_frame(note_newest, &place);
        char state[60];
        snprintf(state, sizeof state, "%s", goroutine_status_text(waiter->g));
        runner_start();
        Location at = source_location(place.pos);
        char text[300];
        snprintf(text, sizeof text, "%s %s:%u", place.func ? home_text(place.func->name) : "?",
                 at.path ? at.path : "", at.line);
        uint64_t kept = kept_by(leaks, waiter);
        *bytes += kept;
        table_row(table);
        table_number(table, (int64_t)waiter->id);
        table_text(table, state);
        table_number(table, (int64_t)kept);
        table_text(table, text);
    }
    uint32_t count = table_row_count(table);
    table_print(table, call->json, 100);
    return count;
}

// A goroutine that was started a moment ago may not have come to where it blocks.
enum { REST_TRIES = 50, REST_US = 1000 };

static void note_busy(Goroutine *g, void *arg) {
    GoroState state = goroutine_state(g);
    if (!g->is_system && (state == GORO_RUNNABLE || state == GORO_RUNNING)) *(bool *)arg = true;
}

static void await_rest(void) {
    for (int i = 0; i < REST_TRIES; i++) {
        bool busy = false;
        runner_stop();
        sched_each_goroutine(note_busy, &busy);
        runner_start();
        if (!busy) return;
        usleep(REST_US);
    }
}

bool command_leaks(const CommandCall *call) {
    Leaks leaks = {0};
    await_rest();
    runner_stop();
    Snapshot *snapshot = snapshot_take(SNAPSHOT_EDGES);
    leaks.snapshot = snapshot;
    place_each_frame(note_frame, &leaks);
    sched_each_goroutine(note_waiter, &leaks);
    gc_each_root(note_root, &leaks);
    runner_start();
    leaks.forward = forward_make(snapshot);
    leaks.reached = calloc((size_t)snapshot->object_count + 1, sizeof(bool));
    leaks.queue = malloc(((size_t)snapshot->object_count + 1) * sizeof(uint32_t));
    FATAL_IF(leaks.reached == NULL || leaks.queue == NULL, "out of memory");
    find_lost(&leaks);
    uint64_t bytes = 0;
    uint32_t count = print_lost(&leaks, call, &bytes);
    if (!call->json && count == 0) screen_paint(PAINT_DIM, "no goroutine is blocked for ever\n");
    else if (!call->json)
        screen_paint(PAINT_DIM, "%u goroutine%s that nothing can wake, keeping %s alive\n", count,
                     count == 1 ? "" : "s", bytes_text(bytes));
    forward_free(&leaks.forward);
    free(leaks.reached);
    free(leaks.queue);
    free(leaks.waiters);
    free(leaks.roots);
    free(leaks.frames);
    snapshot_free(snapshot);
    return true;
}
