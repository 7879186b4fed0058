// repl/table.c - see table.h.
#include "base/json.h"
#include "repl/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/check.h"
#include "base/vec.h"
#include "repl/screen.h"

typedef struct Column {
    const char *head, *key;
    CellKind kind;
    uint32_t columns;
    uint64_t largest;
    bool is_left_out;       // there is no room for it
} Column;

typedef struct Cell {
    const char *text;
    int64_t number;
} Cell;

enum { COLUMNS_MAX = 12, BAR_COLUMNS = 20, TEXT_COLUMNS_MIN = 12 };

struct Table {
    Arena arena;
    Column columns[COLUMNS_MAX];
    uint32_t column_count;
    VEC(Cell) cells;
    uint32_t row_count;
};

Table *table_new(void) {
    Table *table = calloc(1, sizeof *table);
    FATAL_IF(table == NULL, "out of memory");
    arena_init(&table->arena);
    return table;
}

void table_column(Table *table, const char *head, const char *key, CellKind kind) {
    FATAL_IF(table->column_count == COLUMNS_MAX, "a table with too many columns");
    table->columns[table->column_count++] = (Column){head, key, kind, text_columns(head), 0, false};
}

void table_row(Table *table) { table->row_count++; }
uint32_t table_row_count(const Table *table) { return table->row_count; }

void table_text(Table *table, const char *text) {
    Cell cell = {arena_strndup(&table->arena, text, strlen(text)), 0};
    vec_push(&table->arena, &table->cells, cell);
}

void table_number(Table *table, int64_t number) {
    Cell cell = {NULL, number};
    vec_push(&table->arena, &table->cells, cell);
}

static void print_json(const Table *table) {
    fputs("[", screen.out);
    for (uint32_t row = 0; row < table->row_count; row++) {
        fputs(row ? ",\n {" : "{", screen.out);
        bool first = true;
        for (uint32_t i = 0; i < table->column_count; i++) {
            const Column *column = &table->columns[i];
            const Cell *cell = &table->cells.items[row * table->column_count + i];
            if (column->kind == CELL_BAR) continue;
            if (!first) fputs(", ", screen.out);
            first = false;
            json_string(screen.out, column->key);
            fputs(": ", screen.out);
            if (column->kind == CELL_TEXT) json_string(screen.out, cell->text);
            else if (column->kind == CELL_PERCENT)
                fprintf(screen.out, "%.2f", (double)cell->number / 100);
            else if (column->kind == CELL_SIGNED || column->kind == CELL_SIGNED_BYTES)
                fprintf(screen.out, "%lld", (long long)cell->number);
            else fprintf(screen.out, "%llu", (unsigned long long)cell->number);
        }
        putc('}', screen.out);
    }
    fputs("]\n", screen.out);
}

static const char *cell_text(const Column *column, const Cell *cell) {
    bool is_signed = column->kind == CELL_SIGNED || column->kind == CELL_SIGNED_BYTES;
    uint64_t size = (uint64_t)(is_signed && cell->number < 0 ? -cell->number : cell->number);
    const char *sign = cell->number < 0 ? "-" : cell->number > 0 ? "+" : "";
    static char texts[4][64];
    static int at;
    char *text = texts[at++ % 4];
    switch (column->kind) {
    case CELL_TEXT: return cell->text;
    case CELL_COUNT: return count_text(size);
    case CELL_SIGNED: snprintf(text, 64, "%s%s", sign, count_text(size)); return text;
    case CELL_BYTES: return bytes_text(size);
    case CELL_SIGNED_BYTES: snprintf(text, 64, "%s%s", sign, bytes_text(size)); return text;
    case CELL_NS: return duration_text(size);
    case CELL_PERCENT: snprintf(text, 64, "%.1f%%", (double)cell->number / 100); return text;
    case CELL_BAR: return "";
    }
    return "";
}

static bool is_only_text(const Table *table, uint32_t number) {
    for (uint32_t i = 0; i < number; i++)
        if (table->columns[i].kind == CELL_TEXT && !table->columns[i].is_left_out) return false;
    return true;
}

static void measure(Table *table, uint32_t rows) {
    uint32_t used = 0;
    for (uint32_t i = 0; i < table->column_count; i++) {
        Column *column = &table->columns[i];
        for (uint32_t row = 0; row < rows; row++) {
            const Cell *cell = &table->cells.items[row * table->column_count + i];
            uint32_t columns = text_columns(cell_text(column, cell));
            if (columns > column->columns) column->columns = columns;
            if (column->kind == CELL_BAR && (uint64_t)cell->number > column->largest)
                column->largest = (uint64_t)cell->number;
        }
        if (column->kind == CELL_BAR) column->columns = BAR_COLUMNS;
        used += column->columns + (i ? 2 : 0);
    }
    // Too wide: bars go first, then the last text becomes narrow, or is left out altogether and the
    // one before has its turn. The first column always stays.
    for (uint32_t i = 0; i < table->column_count && used > screen.columns; i++) {
        if (table->columns[i].kind != CELL_BAR) continue;
        uint32_t spare = used - screen.columns;
        uint32_t cut = spare < BAR_COLUMNS - 5 ? spare : BAR_COLUMNS + 2;
        table->columns[i].columns = cut > BAR_COLUMNS ? 0 : BAR_COLUMNS - cut;
        used -= cut;
    }
    for (uint32_t i = table->column_count; i-- > 0 && used > screen.columns;) {
        Column *column = &table->columns[i];
        uint32_t spare = used - screen.columns;
        if (column->kind != CELL_TEXT) continue;
        if (column->columns >= spare + TEXT_COLUMNS_MIN || i == 0 || is_only_text(table, i)) {
            column->columns = column->columns > spare + TEXT_COLUMNS_MIN ? column->columns - spare
                                                                         : TEXT_COLUMNS_MIN;
            break;
        }
        column->is_left_out = true;
        used -= column->columns + 2;
    }
}

// How many bytes of [text] fit [columns], cut between words where that loses little.
static size_t row_bytes(const char *text, uint32_t columns) {
    if (text_columns(text) <= columns) return strlen(text);
    size_t bytes = strlen(text_cut(text, columns)) - strlen("…"), blank = bytes;
    while (blank > 0 && text[blank] != ' ') blank--;
    return blank > bytes / 2 ? blank : bytes;
}

// The last column goes on below itself, a little further right than it begins if that is indented.
static void print_wrapped(const char *text, uint32_t columns, uint32_t indent) {
    uint32_t lead = (uint32_t)strspn(text, " "), hang = 0;
    if (lead > 0 && columns >= lead + 2 + TEXT_COLUMNS_MIN) {
        fprintf(screen.out, "%*s", (int)lead, "");
        text += lead;
        columns -= lead + 2;
        indent += lead + 2;
        hang = 2;
    }
    for (bool first = true; *text; first = false) {
        size_t bytes = row_bytes(text, first ? columns + hang : columns);
        if (bytes == 0) bytes = strlen(text);
        if (!first) fprintf(screen.out, "\n%*s", (int)indent, "");
        fprintf(screen.out, "%.*s", (int)bytes, text);
        text += bytes;
        text += strspn(text, " ");
    }
}

static void print_cell(const Column *column, const char *text, bool is_last) {
    bool left = column->kind == CELL_TEXT;
    text = text_cut(text, column->columns);
    uint32_t pad = column->columns - text_columns(text);
    if (!left) fprintf(screen.out, "%*s", (int)pad, "");
    fputs(text, screen.out);
    if (left && !is_last) fprintf(screen.out, "%*s", (int)pad, "");
}

static void print_head(const Table *table) {
    bool any = false;
    for (uint32_t i = 0; i < table->column_count; i++) any |= *table->columns[i].head != '\0';
    if (!any) return;
    fputs(paint(PAINT_HEAD), screen.out);
    for (uint32_t i = 0; i < table->column_count; i++) {
        const Column *column = &table->columns[i];
        if (column->is_left_out || (column->kind == CELL_BAR && column->columns == 0)) continue;
        if (i) fputs("  ", screen.out);
        print_cell(column, column->head, i + 1 == table->column_count);
    }
    fprintf(screen.out, "%s\n", paint(PAINT_PLAIN));
}

static void print_row(const Table *table, uint32_t row) {
    uint32_t indent = 0, last = table->column_count - 1;
    while (last > 0 && table->columns[last].is_left_out) last--;
    for (uint32_t i = 0; i <= last; i++) {
        const Column *column = &table->columns[i];
        const Cell *cell = &table->cells.items[row * table->column_count + i];
        if (column->is_left_out || (column->columns == 0 && column->kind == CELL_BAR)) continue;
        if (i) fputs("  ", screen.out), indent += 2;
        if (column->kind == CELL_BAR)
            screen_bar((uint64_t)cell->number, column->largest, column->columns);
        else if (i == last && column->kind == CELL_TEXT)
            print_wrapped(cell->text, column->columns, indent);
        else
            print_cell(column, cell_text(column, cell), i == last);
        indent += column->columns;
    }
    putc('\n', screen.out);
}

void table_print(Table *table, bool json, uint32_t rows) {
    if (json) {
        print_json(table);
    } else {
        uint32_t shown = rows == 0 || rows > table->row_count ? table->row_count : rows;
        measure(table, shown);
        print_head(table);
        for (uint32_t row = 0; row < shown; row++) print_row(table, row);
        if (shown < table->row_count)
            screen_paint(PAINT_DIM, "... %u more\n", table->row_count - shown);
    }
    arena_free(&table->arena);
    free(table);
}
