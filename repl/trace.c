// repl/trace.c - see trace.h.
#include "repl/trace.h"

#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "repl/look.h"
#include "repl/screen.h"
#include "repl/table.h"

static void read_one(const AllocSite *site, void *arg) {
    SiteCounts *counts = arg;
    if (site->number > counts->count) {
        counts->items = realloc(counts->items, (size_t)site->number * 2 * sizeof *counts->items);
        FATAL_IF(counts->items == NULL, "out of memory");
        memset(counts->items + counts->count, 0,
               ((size_t)site->number * 2 - counts->count) * sizeof *counts->items);
        counts->count = site->number * 2;
    }
    counts->items[site->number - 1] = alloc_counts_now(site);
}

void site_counts_read(SiteCounts *counts) {
    *counts = (SiteCounts){0};
    alloc_each_site(read_one, counts);
}

void site_counts_free(SiteCounts *counts) { free(counts->items); }

typedef struct Change {
    uint32_t site;
    uint64_t allocs, bytes, frees, free_bytes;
} Change;

static int change_order(const void *a, const void *b) {
    const Change *x = a, *y = b;
    if (x->bytes != y->bytes) return x->bytes > y->bytes ? -1 : 1;
    if (x->free_bytes != y->free_bytes) return x->free_bytes > y->free_bytes ? -1 : 1;
    return x->site < y->site ? -1 : 1;
}

// What differs between two moments; the caller frees it.
static Change *changes_between(const SiteCounts *before, const SiteCounts *after,
                               uint32_t *count) {
    Change *changes = calloc((size_t)after->count + 1, sizeof *changes);
    FATAL_IF(changes == NULL, "out of memory");
    *count = 0;
    for (uint32_t i = 0; i < after->count; i++) {
        AllocCounts old = i < before->count ? before->items[i] : (AllocCounts){0};
        const AllocCounts *now = &after->items[i];
        Change change = {i + 1, now->allocs - old.allocs, now->alloc_bytes - old.alloc_bytes,
                         now->frees - old.frees, now->free_bytes - old.free_bytes};
        if (change.allocs || change.frees) changes[(*count)++] = change;
    }
    qsort(changes, *count, sizeof *changes, change_order);
    return changes;
}

static const char *type_text(uint32_t number) {
    static char text[200];
    const AllocSite *site = alloc_site(number);
    Meaning meaning = alloc_site_meaning(site);
    meaning_text(&meaning, site->bytes ? site->bytes : 1, text, sizeof text);
    return home_text(text);
}

typedef struct SiteRow {
    uint64_t allocs, bytes;
    char type[160], place[240];
} SiteRow;

static int row_order(const void *a, const void *b) {
    const SiteRow *x = a, *y = b;
    int order = strcmp(x->place, y->place);
    return order ? order : strcmp(x->type, y->type);
}

static int row_by_bytes(const void *a, const void *b) {
    const SiteRow *x = a, *y = b;
    if (x->bytes != y->bytes) return x->bytes > y->bytes ? -1 : 1;
    return row_order(a, b);
}

// One row for each line and type: sites also differ by size and by who called.
static uint32_t merge_rows(SiteRow *rows, uint32_t count) {
    uint32_t kept = 0;
    qsort(rows, count, sizeof *rows, row_order);
    for (uint32_t i = 0; i < count; i++) {
        if (kept && row_order(&rows[kept - 1], &rows[i]) == 0) {
            rows[kept - 1].allocs += rows[i].allocs;
            rows[kept - 1].bytes += rows[i].bytes;
        } else {
            rows[kept++] = rows[i];
        }
    }
    qsort(rows, kept, sizeof *rows, row_by_bytes);
    return kept;
}

// The name of the type without the number of elements: "[]int" of any length.
static void set_type(SiteRow *row, uint32_t site) {
    snprintf(row->type, sizeof row->type, "%s", type_text(site));
    char *paren = strstr(row->type, " (");
    if (paren && strspn(paren + 2, "0123456789)") == strlen(paren + 2)) *paren = '\0';
}

void site_counts_print(const SiteCounts *before, bool json, const char *head) {
    SiteCounts after;
    site_counts_read(&after);
    uint32_t count, rows_count = 0;
    Change *changes = changes_between(before, &after, &count);
    SiteRow *rows = calloc((size_t)count + 1, sizeof *rows);
    FATAL_IF(rows == NULL, "out of memory");
    for (uint32_t i = 0; i < count; i++) {
        const char *function;
        if (!changes[i].allocs) continue;
        SiteRow *row = &rows[rows_count++];
        const char *line = site_text(changes[i].site, &function);
        row->allocs = changes[i].allocs;
        row->bytes = changes[i].bytes;
        snprintf(row->place, sizeof row->place, "%s %s", line,
                 function ? home_text(function) : "");
        set_type(row, changes[i].site);
    }
    rows_count = merge_rows(rows, rows_count);
    Table *table = table_new();
    table_column(table, "objects", "objects", CELL_COUNT);
    table_column(table, "bytes", "bytes", CELL_BYTES);
    table_column(table, "type", "type", CELL_TEXT);
    table_column(table, head, "line", CELL_TEXT);
    for (uint32_t i = 0; i < rows_count; i++) {
        table_row(table);
        table_number(table, (int64_t)rows[i].allocs);
        table_number(table, (int64_t)rows[i].bytes);
        table_text(table, rows[i].type);
        table_text(table, rows[i].place);
    }
    table_print(table, json, 30);
    free(rows);
    free(changes);
    site_counts_free(&after);
}

// ---- :trace -------------------------------------------------------------------------------------

static struct {
    bool on;
    SiteCounts seen;
    uint32_t cycles;
} trace;

bool trace_is_on(void) { return trace.on; }

void trace_switch(bool on) {
    if (trace.on) site_counts_free(&trace.seen);
    trace.on = on;
    if (on) site_counts_read(&trace.seen);
    trace.cycles = gc_cycle_count();
}

enum { TRACE_ROWS = 12 };

void trace_report(void) {
    if (!trace.on) return;
    SiteCounts now;
    site_counts_read(&now);
    uint32_t count, cycles = gc_cycle_count();
    Change *changes = changes_between(&trace.seen, &now, &count);
    for (uint32_t i = 0; i < count; i++) {
        const Change *change = &changes[i];
        const char *function, *line = site_text(change->site, &function);
        if (i == TRACE_ROWS) {
            screen_paint(PAINT_DIM, "  ... %u more lines\n", count - i);
            break;
        }
        if (change->allocs)
            screen_paint(PAINT_DIM, "  alloc %s × %s, %s at %s\n", count_text(change->allocs),
                         type_text(change->site), bytes_text(change->bytes), line);
        if (change->frees)
            screen_paint(PAINT_DIM, "  free  %s × %s, %s of %s\n", count_text(change->frees),
                         type_text(change->site), bytes_text(change->free_bytes), line);
    }
    if (cycles != trace.cycles)
        screen_paint(PAINT_DIM, "  gc    %u collection%s\n", cycles - trace.cycles,
                     cycles - trace.cycles == 1 ? "" : "s");
    free(changes);
    site_counts_free(&trace.seen);
    trace.seen = now;
    trace.cycles = cycles;
}
