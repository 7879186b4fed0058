// inspect/heap_report.c - adding up what heap_report.h promises.
#include "inspect/heap_report.h"

#include <string.h>

#include "inspect/inspect_int.h"
#include "vm/alloc_profile.h"

// ---- tables of rows -----------------------------------------------------------------------------
typedef struct RowTable {
    GROWING(ReportRow) rows;
    uint32_t *slots;             // numbers of rows + 1, by hash of the name
    uint32_t slot_count;         // a power of two
} RowTable;

static uint32_t *row_slot(const RowTable *table, const char *name) {
    uint32_t hash = 2166136261u;
    for (const char *c = name; *c; c++) hash = (hash ^ (uint8_t)*c) * 16777619u;
    uint32_t at = hash & (table->slot_count - 1);
    while (table->slots[at] && strcmp(table->rows.items[table->slots[at] - 1].name, name) != 0)
        at = (at + 1) & (table->slot_count - 1);
    return &table->slots[at];
}

static void rows_rehash(RowTable *table) {
    table->slot_count = table->slot_count ? table->slot_count * 2 : 128;
    free(table->slots);
    table->slots = calloc(table->slot_count, sizeof *table->slots);
    FATAL_IF(table->slots == NULL, "no memory for the heap report");
    for (uint64_t i = 0; i < table->rows.count; i++)
        *row_slot(table, table->rows.items[i].name) = (uint32_t)i + 1;
}

static uint32_t find_row(RowTable *table, const char *name, const char *detail) {
    if (table->rows.count * 2 >= table->slot_count) rows_rehash(table);
    uint32_t *slot = row_slot(table, name);
    if (*slot == 0) {
        char *copy = strdup(name);
        FATAL_IF(copy == NULL, "no memory for the heap report");
        growing_push(&table->rows, ((ReportRow){.name = copy, .detail = detail}));
        *slot = (uint32_t)table->rows.count;
    }
    return *slot - 1;
}

static int row_order(const void *a, const void *b) {
    const ReportRow *x = a, *y = b;
    if (x->bytes != y->bytes) return x->bytes > y->bytes ? -1 : 1;
    if (x->allocs != y->allocs) return x->allocs > y->allocs ? -1 : 1;
    return strcmp(x->name, y->name);
}

static ReportRow *take_rows(RowTable *table, uint32_t *count) {
    if (table->rows.count > 1)
        qsort(table->rows.items, table->rows.count, sizeof(ReportRow), row_order);
    free(table->slots);
    *count = (uint32_t)table->rows.count;
    return table->rows.items;
}

// ---- sites --------------------------------------------------------------------------------------
typedef struct SiteRows {
    uint32_t line, type;         // rows
} SiteRows;

typedef struct Making {
    const Snapshot *snapshot;
    RowTable lines, types;
    GROWING(SiteRows) sites;     // by number less 1
} Making;

static void add_site(const AllocSite *site, void *arg) {
    Making *making = arg;
    AllocCounts counts = alloc_counts_now(site);
    char text[512];
    const char *function;
    site_place(site, text, sizeof text, &function);
    SiteRows rows = {.line = find_row(&making->lines, text, function)};
    Meaning meaning = alloc_site_meaning(site);
    uint64_t bytes = site->bytes ? site->bytes : 1;
    rows.type = find_row(&making->types, meaning_text(&meaning, bytes, text, sizeof text), NULL);
    ReportRow *changed[2] = {&making->lines.rows.items[rows.line],
                             &making->types.rows.items[rows.type]};
    for (int i = 0; i < 2; i++) {
        changed[i]->allocs += counts.allocs;
        changed[i]->bytes += counts.alloc_bytes;
    }
    growing_push(&making->sites, rows);
}

static void add_live(Making *making) {
    for (uint32_t i = 0; i < making->snapshot->object_count; i++) {
        const InspectObject *object = &making->snapshot->objects[i];
        if (!object_is_live(object) || object->site == 0) continue;
        SiteRows rows = making->sites.items[object->site - 1];
        ReportRow *changed[2] = {&making->lines.rows.items[rows.line],
                                 &making->types.rows.items[rows.type]};
        for (int j = 0; j < 2; j++) {
            changed[j]->live++;
            changed[j]->live_bytes += object->bytes;
        }
    }
}

// ---- roots --------------------------------------------------------------------------------------
// Kinds of objects under one root: by type, with the first object met as their example.
typedef struct KindUse {
    uint32_t root, example;
    uint64_t bytes;
    char name[96];
} KindUse;

static int kind_order(const void *a, const void *b) {
    const KindUse *x = a, *y = b;
    if (x->root != y->root) return x->root < y->root ? -1 : 1;
    int order = strcmp(x->name, y->name);
    return order ? order : x->example < y->example ? -1 : x->example > y->example;
}

// For each root the kind of object that has most of the bytes under it.
static KindUse *largest_kinds(const Snapshot *snapshot) {
    KindUse *largest = calloc((size_t)snapshot->root_count + 1, sizeof *largest);
    GROWING(KindUse) kinds = {0};
    for (uint32_t i = 0; i < snapshot->object_count; i++) {
        const InspectObject *object = &snapshot->objects[i];
        if (!object_is_live(object)) continue;
        KindUse kind = {.root = object->root, .example = i, .bytes = object->bytes};
        object_type_text(object, kind.name, sizeof kind.name);
        growing_push(&kinds, kind);
        // Fold from time to time, so that the list stays short.
        if (kinds.count < 1 << 16 && i + 1 < snapshot->object_count) continue;
        qsort(kinds.items, kinds.count, sizeof(KindUse), kind_order);
        uint64_t to = 0;
        for (uint64_t from = 1; from < kinds.count; from++) {
            bool same = kinds.items[from].root == kinds.items[to].root &&
                        strcmp(kinds.items[from].name, kinds.items[to].name) == 0;
            if (same) kinds.items[to].bytes += kinds.items[from].bytes;
            else kinds.items[++to] = kinds.items[from];
        }
        kinds.count = to + 1;
    }
    FATAL_IF(largest == NULL, "no memory for the heap report");
    for (uint64_t i = 0; i < kinds.count; i++) {
        KindUse *best = &largest[kinds.items[i].root];
        if (kinds.items[i].bytes > best->bytes) *best = kinds.items[i];
    }
    free(kinds.items);
    return largest;
}

static int root_order(const void *a, const void *b) {
    const ReportRoot *x = a, *y = b;
    if (x->bytes != y->bytes) return x->bytes > y->bytes ? -1 : 1;
    return strcmp(x->name, y->name);
}

static void make_roots(HeapReport *report, const Snapshot *snapshot) {
    report->roots = calloc((size_t)snapshot->root_count + 1, sizeof *report->roots);
    FATAL_IF(report->roots == NULL, "no memory for the heap report");
    KindUse *kinds = largest_kinds(snapshot);
    for (uint32_t i = 0; i < snapshot->object_count; i++) {
        if (!object_is_live(&snapshot->objects[i])) continue;
        report->roots[snapshot->objects[i].root].objects++;
        report->roots[snapshot->objects[i].root].bytes += snapshot->objects[i].bytes;
    }
    char text[1024];
    for (uint32_t i = 0; i < snapshot->root_count; i++) {
        ReportRoot *root = &report->roots[i];
        const RType *type = snapshot->roots[i].type;
        root->name = strdup(root_text(&snapshot->roots[i], text, sizeof text));
        if (type) root->type = strndup(type->string.text, (size_t)type->string.bytes);
        if (root->objects == 0) continue;
        root->path = strdup(snapshot_path_text(snapshot, kinds[i].example, text, sizeof text));
        root->path_bytes = kinds[i].bytes;
    }
    free(kinds);
    report->root_count = snapshot->root_count;
    if (report->root_count > 1)
        qsort(report->roots, report->root_count, sizeof *report->roots, root_order);
    // Roots whose objects others reach as well, and first, say nothing.
    while (report->root_count > 0 && report->roots[report->root_count - 1].objects == 0) {
        ReportRoot *last = &report->roots[--report->root_count];
        free(last->name);
        free(last->type);
    }
}

// ---- all together -------------------------------------------------------------------------------
HeapReport *heap_report_make(void) {
    HeapReport *report = calloc(1, sizeof *report);
    FATAL_IF(report == NULL, "no memory for the heap report");
    gc_read_stats(&report->stats);
    gc_read_times(&report->times);
    Snapshot *snapshot = snapshot_take(SNAPSHOT_PLAIN);
    Making making = {.snapshot = snapshot};
    alloc_each_site(add_site, &making);
    add_live(&making);
    report->lines = take_rows(&making.lines, &report->line_count);
    report->types = take_rows(&making.types, &report->type_count);
    free(making.sites.items);
    make_roots(report, snapshot);
    snapshot_classes(snapshot, report->classes);
    report->live_objects = snapshot->live_objects;
    report->live_bytes = snapshot->live_bytes;
    snapshot_free(snapshot);
    return report;
}

static void rows_free(ReportRow *rows, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) free(rows[i].name);
    free(rows);
}

void heap_report_free(HeapReport *report) {
    rows_free(report->lines, report->line_count);
    rows_free(report->types, report->type_count);
    for (uint32_t i = 0; i < report->root_count; i++) {
        free(report->roots[i].name);
        free(report->roots[i].type);
        free(report->roots[i].path);
    }
    free(report->roots);
    free(report);
}
