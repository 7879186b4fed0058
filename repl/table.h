// repl/table.h - what commands show: rows of cells, as aligned text or as JSON.
#ifndef MOUND_REPL_TABLE_H
#define MOUND_REPL_TABLE_H

#include <stdbool.h>
#include <stdint.h>

typedef enum CellKind {
    CELL_TEXT,       // left; the last such column takes what room there is
    CELL_COUNT,
    CELL_SIGNED,     // with a sign
    CELL_BYTES,
    CELL_SIGNED_BYTES,
    CELL_NS,
    CELL_PERCENT,    // of 10000: hundredths of a percent
    CELL_BAR,        // number; the largest of the column is a full bar. Not in JSON
} CellKind;

typedef struct Table Table;

// An empty table.
Table *table_new(void);
// Adds a column: [head] above it, "" for none; [key] in JSON.
void table_column(Table *table, const char *head, const char *key, CellKind kind);
// Adds a row; its cells follow, in the order of the columns. Texts are copied.
void table_row(Table *table);
void table_text(Table *table, const char *text);
void table_number(Table *table, int64_t number);
uint32_t table_row_count(const Table *table);
// Prints it, at most [rows] rows (0: all) with a line that says how many more there are, and frees
// it. [json]: an array of objects, all rows.
void table_print(Table *table, bool json, uint32_t rows);

#endif
