// repl/cmd_stats.c - :stats, :gc, :why-gc, :ledger, :spans: numbers of the heap as a whole.
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/check.h"
#include "heap/pages.h"
#include "repl/look.h"
#include "repl/runner.h"
#include "repl/screen.h"
#include "repl/session.h"
#include "repl/table.h"

static MemStats stats;

typedef struct StatRow {
    const char *name, *meaning;
    size_t offset, bytes;
    CellKind kind;
} StatRow;

static const StatRow stat_rows[] = {
#define STAT(member, name, kind, meaning) \
    {name, meaning, offsetof(MemStats, member), sizeof stats.member, CELL_##kind},
#include "repl/stats.def"
#undef STAT
};
enum { STAT_COUNT = sizeof stat_rows / sizeof stat_rows[0] };

static uint64_t stat_value(const StatRow *row) {
    uint64_t value = 0;
    memcpy(&value, (const char *)&stats + row->offset, row->bytes);
    return value;
}

static const char *stat_text(const StatRow *row) {
    uint64_t value = stat_value(row);
    return row->kind == CELL_BYTES ? bytes_text(value)
           : row->kind == CELL_NS  ? duration_text(value)
                                   : count_text(value);
}

static bool is_wanted(const char *args, const char *name) {
    if (!*args) return true;
    size_t bytes = strlen(name);
    for (const char *at = args; *at; at += strcspn(at, " ")) {
        at += strspn(at, " ");
        if (strncasecmp(at, name, bytes) == 0 && (at[bytes] == ' ' || !at[bytes])) return true;
    }
    return false;
}

static bool fields_exist(const CommandCall *call) {
    char *copy = strdup(call->args), *rest = copy;
    FATAL_IF(copy == NULL, "out of memory");
    bool good = true;
    for (char *word; good && (word = strsep(&rest, " "));) {
        bool found = !*word;
        for (uint32_t i = 0; i < STAT_COUNT && !found; i++)
            found = strcasecmp(stat_rows[i].name, word) == 0;
        if (!found) good = command_fail(call, "MemStats has no field %s", word);
    }
    free(copy);
    return good;
}

bool command_stats(const CommandCall *call) {
    if (!fields_exist(call)) return false;
    look_at_stats(&stats);
    Table *table = table_new();
    bool narrow = screen.columns < 60;
    table_column(table, "", "field", CELL_TEXT);
    table_column(table, "", "value", CELL_COUNT);
    if (!call->json) {
        if (!narrow) table_column(table, "", "text", CELL_TEXT);
        table_column(table, "", "meaning", CELL_TEXT);
    }
    for (uint32_t i = 0; i < STAT_COUNT; i++) {
        if (!is_wanted(call->args, stat_rows[i].name)) continue;
        table_row(table);
        table_text(table, stat_rows[i].name);
        table_number(table, (int64_t)stat_value(&stat_rows[i]));
        if (call->json) continue;
        if (!narrow)
            table_text(table, stat_rows[i].kind == CELL_COUNT ? "" : stat_text(&stat_rows[i]));
        table_text(table, stat_rows[i].meaning);
    }
    table_print(table, call->json, 0);
    return true;
}

// ---- collections --------------------------------------------------------------------------------

static GcTimes read_times(void) {
    GcTimes times;
    runner_stop();
    gc_read_times(&times);
    runner_start();
    return times;
}

static void pair_row(Table *table, const char *name, const char *value, const char *meaning) {
    table_row(table);
    table_text(table, name);
    table_text(table, value);
    table_text(table, meaning);
}

bool command_gc(const CommandCall *call) {
    GcTimes before = read_times();
    look_at_stats(&stats);
    MemStats old = stats;
    if (!session_do("runtime.GC()")) return false;
    GcTimes after = read_times();
    look_at_stats(&stats);
    if (call->json) {
        fprintf(screen.out, "{\"cycles\": %llu, \"heap_before\": %llu, \"heap_after\": %llu, "
                "\"freed_objects\": %llu, \"mark_ns\": %llu, \"pause_ns\": %llu}\n",
                (unsigned long long)(after.cycles - before.cycles),
                (unsigned long long)old.heap_alloc, (unsigned long long)stats.heap_alloc,
                (unsigned long long)(stats.frees - old.frees),
                (unsigned long long)(after.mark_ns - before.mark_ns),
                (unsigned long long)(after.pause_ns - before.pause_ns));
        return true;
    }
    Table *table = table_new();
    for (int i = 0; i < 3; i++) table_column(table, "", "", CELL_TEXT);
    char text[200];
    snprintf(text, sizeof text, "%s → %s", bytes_text(old.heap_alloc),
             bytes_text(stats.heap_alloc));
    pair_row(table, "heap", text, "HeapAlloc before and after");
    snprintf(text, sizeof text, "%s", count_text(stats.frees - old.frees));
    pair_row(table, "freed", text, "objects");
    pair_row(table, "mark", duration_text(after.mark_ns - before.mark_ns),
             "finding what can be reached, beside the goroutines");
    pair_row(table, "pause", duration_text(after.pause_ns - before.pause_ns),
             "the world stood still");
    pair_row(table, "assist", duration_text(after.assist_ns - before.assist_ns),
             "goroutines marked because they allocated");
    pair_row(table, "background", duration_text(after.background_ns - before.background_ns),
             "marking threads");
    pair_row(table, "goal", bytes_text(stats.next_gc), "the next cycle aims to end at this size");
    table_print(table, false, 0);
    return true;
}

// ---- The ledger ---------------------------------------------------------------------------------

// Bytes of the process that are in memory, as the system counts.
static uint64_t resident_bytes(void) {
    unsigned long long total = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file) return 0;
    if (fscanf(file, "%llu %llu", &total, &resident) != 2) resident = 0;
    fclose(file);
    return resident * (uint64_t)sysconf(_SC_PAGESIZE);
}

typedef struct LedgerLine {
    const char *name, *stat, *meaning;
    int64_t bytes;
} LedgerLine;

bool command_ledger(const CommandCall *call) {
    runner_stop();
    heap_read_stats(&stats);
    gc_read_stats(&stats);
    uint64_t resident = resident_bytes();
    runner_start();
    int64_t inside = (int64_t)(stats.sys - stats.heap_released);
    LedgerLine lines[] = {
        {"objects", "HeapAlloc", "live, or garbage not swept yet", (int64_t)stats.heap_alloc},
        {"fragmentation", "HeapInuse - HeapAlloc", "free slots and ends of spans in use",
         (int64_t)(stats.heap_inuse - stats.heap_alloc)},
        {"idle", "HeapIdle - HeapReleased", "spans without objects, still backed by memory",
         (int64_t)(stats.heap_idle - stats.heap_released)},
        {"stacks", "StackSys", "of goroutines and threads", (int64_t)stats.stack_sys},
        {"collector", "GCSys", "mark bits and queues", (int64_t)stats.gc_sys},
        {"spans, caches", "MSpanSys + MCacheSys", "descriptions of spans, allocation caches",
         (int64_t)(stats.mspan_sys + stats.mcache_sys)},
        {"profile", "BuckHashSys", "which line allocated what", (int64_t)stats.buck_hash_sys},
        {"run time", "OtherSys", "goroutines, processors, tables", (int64_t)stats.other_sys},
        {"mound itself", "RSS - (Sys - HeapReleased)",
         "program, library, checker, bytecode; less what was never touched above",
         (int64_t)resident - inside},
        {"together", "RSS", "what the system counts for the process", (int64_t)resident},
    };
    Table *table = table_new();
    table_column(table, "part", "part", CELL_TEXT);
    table_column(table, "bytes", "bytes", CELL_SIGNED_BYTES);
    table_column(table, "MemStats", "memstats", CELL_TEXT);
    table_column(table, "meaning", "meaning", CELL_TEXT);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        table_row(table);
        table_text(table, lines[i].name);
        table_number(table, lines[i].bytes);
        table_text(table, lines[i].stat);
        table_text(table, lines[i].meaning);
    }
    table_print(table, call->json, 0);
    if (!call->json)
        screen_paint(PAINT_DIM, "given back: %s (HeapReleased), not part of the sum\n",
                     bytes_text(stats.heap_released));
    return true;
}

// ---- The map of pages ---------------------------------------------------------------------------

static const char *cell_color(uint32_t size_class) {
    static const int colors[] = {31, 32, 33, 34, 35, 36, 91, 92, 93, 94, 95, 96};
    static char text[16];
    if (!screen.color) return "";
    snprintf(text, sizeof text, "\033[%dm", colors[size_class % 12]);
    return text;
}

// What a page of the arena from [base] on is: index of a span, or -1 idle, -2 given back.
typedef struct PageCell {
    int32_t span;
    uint32_t used_tenths;
} PageCell;

static void fill_cells(const Snapshot *snapshot, uintptr_t base, uint64_t pages, PageCell *cells) {
    for (uint64_t i = 0; i < pages; i++) cells[i] = (PageCell){-1, 0};
    for (uint32_t i = 0; i < snapshot->span_count; i++) {
        const InspectSpan *span = &snapshot->spans[i];
        if (span->base < base || span->base >= base + pages * PAGE_BYTES) continue;
        uint64_t live = 0, first = (span->base - base) / PAGE_BYTES;
        for (uint32_t j = span->first; j < span->first + span->count; j++)
            live += object_is_live(&snapshot->objects[j]);
        uint32_t tenths = (uint32_t)(live * 10 / (span->slot_count ? span->slot_count : 1));
        for (uint64_t page = 0; page < span->page_count && first + page < pages; page++)
            cells[first + page] = (PageCell){(int32_t)i, tenths};
    }
}

static void print_cells(const Snapshot *snapshot, const PageCell *cells, uint64_t pages,
                        uint64_t per_cell) {
    uint32_t column = 0;
    for (uint64_t i = 0; i < pages; i += per_cell) {
        const PageCell *cell = &cells[i];
        for (uint64_t j = i; j < i + per_cell && j < pages; j++)
            if (cells[j].span >= 0) cell = &cells[j];
        if (cell->span < 0) {
            fputs("·", screen.out);
        } else {
            static const char *const fills[] = {"░", "▒", "▓", "█"};
            uint32_t fill = cell->used_tenths >= 9 ? 3 : cell->used_tenths >= 6 ? 2
                            : cell->used_tenths >= 2 ? 1 : 0;
            fprintf(screen.out, "%s%s%s", cell_color(snapshot->spans[cell->span].size_class),
                    fills[fill], paint(PAINT_PLAIN));
        }
        if (++column == screen.columns - 2) column = 0, putc('\n', screen.out);
    }
    if (column) putc('\n', screen.out);
}

enum { MAP_ROWS = 16 };

bool command_spans(const CommandCall *call) {
    runner_stop();
    Snapshot *snapshot = snapshot_take(SNAPSHOT_PLAIN);
    uint32_t arenas = page_heap.arena_count;
    uintptr_t bases[64];
    uint64_t mapped[64];
    if (arenas > 64) arenas = 64;
    for (uint32_t i = 0; i < arenas; i++) {
        bases[i] = page_heap.arenas[i]->arena.base;
        mapped[i] = page_heap.arenas[i]->mapped_pages;
    }
    runner_start();
    Table *table = table_new();
    table_column(table, "", "base", CELL_TEXT);
    table_column(table, "", "pages", CELL_COUNT);
    table_column(table, "", "slot_bytes", CELL_BYTES);
    table_column(table, "", "objects", CELL_COUNT);
    if (call->json) {
        for (uint32_t i = 0; i < snapshot->span_count; i++) {
            const InspectSpan *span = &snapshot->spans[i];
            table_row(table);
            table_text(table, address_text(span->base));
            table_number(table, (int64_t)span->page_count);
            table_number(table, (int64_t)span->slot_bytes);
            table_number(table, span->count);
        }
    }
    if (call->json || arenas == 0) {
        table_print(table, call->json, 0);
        if (!call->json) screen_paint(PAINT_DIM, "no pages yet: nothing has been allocated\n");
        snapshot_free(snapshot);
        return true;
    }
    table_print(table, false, 0);
    for (uint32_t i = 0; i < arenas; i++) {
        PageCell *cells = calloc(mapped[i] + 1, sizeof *cells);
        FATAL_IF(cells == NULL, "out of memory");
        fill_cells(snapshot, bases[i], mapped[i], cells);
        uint64_t room = (uint64_t)(screen.columns - 2) * MAP_ROWS;
        uint64_t per_cell = mapped[i] / room + 1;
        screen_paint(PAINT_HEAD, "arena %s: %s pages of 8 KB, %s mapped%s", address_text(bases[i]),
                     count_text(mapped[i]), bytes_text(mapped[i] * PAGE_BYTES),
                     per_cell > 1 ? "" : "\n");
        if (per_cell > 1) screen_paint(PAINT_HEAD, "; a cell is %llu pages\n",
                                       (unsigned long long)per_cell);
        print_cells(snapshot, cells, mapped[i], per_cell);
        free(cells);
    }
    screen_paint(PAINT_DIM, "color: size class; █ 9/10 of the slots live, ▓ 6/10, ▒ 2/10, "
                 "░ less; · idle\n");
    snapshot_free(snapshot);
    return true;
}
