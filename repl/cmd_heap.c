// repl/cmd_heap.c - :heap, :classes, :snap, :diff: the objects added up.
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "repl/look.h"
#include "repl/screen.h"
#include "repl/table.h"

enum { ROWS_DEFAULT = 15 };

static void say_sum(const Snapshot *snapshot, const MemStats *stats) {
    uint64_t garbage = snapshot->all_bytes - snapshot->live_bytes;
    screen_paint(PAINT_DIM, "%s objects, %s live", count_text(snapshot->live_objects),
                 bytes_text(snapshot->live_bytes));
    screen_paint(PAINT_DIM, "; %s garbage not collected yet; HeapAlloc %s\n", bytes_text(garbage),
                 bytes_text(stats->heap_alloc));
}

static Table *use_table(const char *head, const char *key) {
    Table *table = table_new();
    table_column(table, "objects", "objects", CELL_COUNT);
    table_column(table, "bytes", "bytes", CELL_BYTES);
    table_column(table, "", "", CELL_BAR);
    table_column(table, head, key, CELL_TEXT);
    return table;
}

static void use_row(Table *table, uint64_t objects, uint64_t bytes, const char *text) {
    table_row(table);
    table_number(table, (int64_t)objects);
    table_number(table, (int64_t)bytes);
    table_number(table, (int64_t)bytes);
    table_text(table, text);
}

static Table *heap_by_type(const Snapshot *snapshot) {
    Table *table = use_table("type", "type");
    uint32_t count;
    TypeUse *uses = snapshot_types(snapshot, &count);
    for (uint32_t i = 0; i < count; i++)
        if (uses[i].live_objects)
            use_row(table, uses[i].live_objects, uses[i].live_bytes, home_text(uses[i].name));
    types_free(uses, count);
    return table;
}

typedef struct LineUse {
    uint32_t site;
    uint64_t objects, bytes;
    char text[120];
} LineUse;

static int by_text(const void *a, const void *b) {
    return strcmp(((const LineUse *)a)->text, ((const LineUse *)b)->text);
}

static int by_bytes(const void *a, const void *b) {
    const LineUse *x = a, *y = b;
    if (x->bytes != y->bytes) return x->bytes > y->bytes ? -1 : 1;
    return strcmp(x->text, y->text);
}

static Table *heap_by_line(const Snapshot *snapshot) {
    Table *table = use_table("line", "line");
    uint32_t sites = 0;
    for (uint32_t i = 0; i < snapshot->object_count; i++)
        if (snapshot->objects[i].site >= sites) sites = snapshot->objects[i].site + 1;
    LineUse *uses = calloc((size_t)sites + 1, sizeof *uses);
    FATAL_IF(uses == NULL, "out of memory");
    for (uint32_t i = 0; i < snapshot->object_count; i++) {
        const InspectObject *object = &snapshot->objects[i];
        if (!object_is_live(object)) continue;
        uses[object->site].objects++;
        uses[object->site].bytes += object->bytes;
    }
    for (uint32_t i = 0; i < sites; i++) {
        const char *function;
        const char *line = site_text(i, &function);
        snprintf(uses[i].text, sizeof uses[i].text, "%s %s", line,
                 function ? home_text(function) : "");
    }
    qsort(uses, sites, sizeof *uses, by_text);
    uint32_t count = 0;
    for (uint32_t i = 0; i < sites; i++) {
        if (!uses[i].objects) continue;
        if (count && strcmp(uses[count - 1].text, uses[i].text) == 0) {
            uses[count - 1].objects += uses[i].objects;
            uses[count - 1].bytes += uses[i].bytes;
        } else {
            uses[count++] = uses[i];
        }
    }
    qsort(uses, count, sizeof *uses, by_bytes);
    for (uint32_t i = 0; i < count; i++)
        use_row(table, uses[i].objects, uses[i].bytes, uses[i].text);
    free(uses);
    return table;
}

static Table *heap_by_class(const Snapshot *snapshot) {
    Table *table = use_table("size class", "class");
    static ClassUse uses[SIZE_CLASS_COUNT];
    memset(uses, 0, sizeof uses);
    snapshot_classes(snapshot, uses);
    for (uint32_t i = 0; i < SIZE_CLASS_COUNT; i++) {
        if (!uses[i].live_objects) continue;
        char text[40] = "large";
        if (i) snprintf(text, sizeof text, "%u B", size_class_bytes[i]);
        use_row(table, uses[i].live_objects, uses[i].live_bytes, text);
    }
    return table;
}

typedef struct SpanUse {
    const InspectSpan *span;
    uint64_t objects, bytes;
} SpanUse;

static int by_span_bytes(const void *a, const void *b) {
    const SpanUse *x = a, *y = b;
    if (x->bytes != y->bytes) return x->bytes > y->bytes ? -1 : 1;
    return x->span->base < y->span->base ? -1 : 1;
}

static Table *heap_by_span(const Snapshot *snapshot) {
    Table *table = use_table("span", "span");
    SpanUse *uses = calloc((size_t)snapshot->span_count + 1, sizeof *uses);
    FATAL_IF(uses == NULL, "out of memory");
    for (uint32_t i = 0; i < snapshot->span_count; i++) {
        const InspectSpan *span = &snapshot->spans[i];
        uses[i].span = span;
        for (uint32_t j = span->first; j < span->first + span->count; j++) {
            if (!object_is_live(&snapshot->objects[j])) continue;
            uses[i].objects++;
            uses[i].bytes += snapshot->objects[j].bytes;
        }
    }
    qsort(uses, snapshot->span_count, sizeof *uses, by_span_bytes);
    for (uint32_t i = 0; i < snapshot->span_count; i++) {
        const InspectSpan *span = uses[i].span;
        char text[120];
        if (!uses[i].objects) continue;
        snprintf(text, sizeof text, "%s, %llu page%s, %u slots of %s%s",
                 address_text(span->base), (unsigned long long)span->page_count,
                 span->page_count == 1 ? "" : "s", span->slot_count, bytes_text(span->slot_bytes),
                 span->noscan ? ", no pointers" : "");
        use_row(table, uses[i].objects, uses[i].bytes, text);
    }
    free(uses);
    return table;
}

bool command_heap(const CommandCall *call) {
    char *rest = NULL, *by = command_word(call, &rest);
    uint32_t rows = ROWS_DEFAULT;
    if (strspn(by, "0123456789") == strlen(by) && *by) {
        rows = (uint32_t)atoi(by);
        by = (char *)"type";
    } else if (strcmp(by, "all") == 0) {
        rows = 0;
        by = (char *)"type";
    } else {
        char *word = command_word(call, &rest);
        if (strcmp(word, "all") == 0) rows = 0;
        else if (atoi(word) > 0) rows = (uint32_t)atoi(word);
        else if (*word) return command_fail(call, "\"%s\" is no number of rows", word);
    }
    Table *(*make)(const Snapshot *) = NULL;
    size_t bytes = strlen(by);
    if (strncmp(by, "type", bytes) == 0) make = heap_by_type;   // also without a word
    else if (strncmp(by, "line", bytes) == 0) make = heap_by_line;
    else if (strncmp(by, "class", bytes) == 0) make = heap_by_class;
    else if (strncmp(by, "span", bytes) == 0) make = heap_by_span;
    if (!make) return command_fail(call, "by type, line, class or span, not by \"%s\"", by);
    static MemStats stats;
    Snapshot *snapshot = look_at_heap(SNAPSHOT_PLAIN, &stats);
    table_print(make(snapshot), call->json, rows);
    if (!call->json) say_sum(snapshot, &stats);
    snapshot_free(snapshot);
    return true;
}

bool command_classes(const CommandCall *call) {
    static ClassUse uses[SIZE_CLASS_COUNT];
    memset(uses, 0, sizeof uses);
    Snapshot *snapshot = look_at_heap(SNAPSHOT_PLAIN, NULL);
    snapshot_classes(snapshot, uses);
    snapshot_free(snapshot);
    Table *table = table_new();
    table_column(table, "size", "size", CELL_BYTES);
    table_column(table, "spans", "spans", CELL_COUNT);
    table_column(table, "slots", "slots", CELL_COUNT);
    table_column(table, "objects", "objects", CELL_COUNT);
    table_column(table, "live", "live", CELL_COUNT);
    table_column(table, "use", "use_percent", CELL_PERCENT);
    table_column(table, "free", "free_bytes", CELL_BYTES);
    for (uint32_t i = 0; i < SIZE_CLASS_COUNT; i++) {
        const ClassUse *use = &uses[i];
        if (!use->spans) continue;
        uint64_t page_bytes = use->pages * PAGE_BYTES;
        table_row(table);
        table_number(table, i ? size_class_bytes[i] : (int64_t)(use->bytes / (use->slots + 0)));
        table_number(table, (int64_t)use->spans);
        table_number(table, (int64_t)use->slots);
        table_number(table, (int64_t)use->objects);
        table_number(table, (int64_t)use->live_objects);
        table_number(table, (int64_t)(use->live_objects * 10000 / (use->slots ? use->slots : 1)));
        table_number(table, (int64_t)(page_bytes - use->live_bytes));
    }
    table_print(table, call->json, 0);
    if (!call->json)
        screen_paint(PAINT_DIM, "use: live slots of all; free: pages less live objects\n");
    return true;
}

// ---- snapshots by name --------------------------------------------------------------------------

typedef struct Named {
    struct Named *next;
    char *name;
    Snapshot *snapshot;
} Named;
static Named *named;

static Named *find_named(const char *name) {
    Named *at = named;
    while (at && strcmp(at->name, name) != 0) at = at->next;
    return at;
}

bool command_snap(const CommandCall *call) {
    if (!*call->args) {
        Table *table = table_new();
        table_column(table, "name", "name", CELL_TEXT);
        table_column(table, "objects", "objects", CELL_COUNT);
        table_column(table, "bytes", "bytes", CELL_BYTES);
        for (Named *at = named; at; at = at->next) {
            table_row(table);
            table_text(table, at->name);
            table_number(table, (int64_t)at->snapshot->live_objects);
            table_number(table, (int64_t)at->snapshot->live_bytes);
        }
        bool none = table_row_count(table) == 0;
        table_print(table, call->json, 0);
        if (none && !call->json)
            screen_paint(PAINT_DIM, "no snapshots yet; :snap NAME takes one\n");
        return true;
    }
    Named *at = find_named(call->args);
    if (at) {
        snapshot_free(at->snapshot);
    } else {
        at = malloc(sizeof *at);
        FATAL_IF(at == NULL, "out of memory");
        *at = (Named){named, strdup(call->args), NULL};
        named = at;
    }
    at->snapshot = look_at_heap(SNAPSHOT_PLAIN, NULL);
    if (call->json)
        fprintf(screen.out, "{\"name\": \"%s\", \"objects\": %llu, \"bytes\": %llu}\n", at->name,
                (unsigned long long)at->snapshot->live_objects,
                (unsigned long long)at->snapshot->live_bytes);
    else
        fprintf(screen.out, "%s: %s objects, %s live\n", at->name,
                count_text(at->snapshot->live_objects), bytes_text(at->snapshot->live_bytes));
    return true;
}

bool command_diff(const CommandCall *call) {
    char *rest = NULL, *a = command_word(call, &rest), *b = command_word(call, &rest);
    const Named *before = find_named(a), *after = *b ? find_named(b) : NULL;
    if (!*a) return command_fail(call, "between which snapshots? :snap NAME takes one");
    if (!before) return command_fail(call, "no snapshot \"%s\"; :snap lists them", a);
    if (*b && !after) return command_fail(call, "no snapshot \"%s\"; :snap lists them", b);
    Snapshot *now = after ? NULL : look_at_heap(SNAPSHOT_PLAIN, NULL);
    const Snapshot *second = after ? after->snapshot : now;
    uint32_t count;
    TypeChange *changes = snapshot_diff(before->snapshot, second, &count);
    Table *table = table_new();
    table_column(table, "objects", "objects", CELL_SIGNED);
    table_column(table, "bytes", "bytes", CELL_SIGNED_BYTES);
    table_column(table, "type", "type", CELL_TEXT);
    for (uint32_t i = 0; i < count; i++) {
        if (!changes[i].objects && !changes[i].bytes) continue;
        table_row(table);
        table_number(table, changes[i].objects);
        table_number(table, changes[i].bytes);
        table_text(table, home_text(changes[i].name));
    }
    bool same = table_row_count(table) == 0;
    table_print(table, call->json, 0);
    int64_t bytes = (int64_t)second->live_bytes - (int64_t)before->snapshot->live_bytes;
    int64_t objects = (int64_t)second->live_objects - (int64_t)before->snapshot->live_objects;
    if (!call->json && same) screen_paint(PAINT_DIM, "nothing changed\n");
    else if (!call->json)
        screen_paint(PAINT_DIM, "together %+lld objects, %+lld bytes\n", (long long)objects,
                     (long long)bytes);
    changes_free(changes, count);
    if (now) snapshot_free(now);
    return true;
}
