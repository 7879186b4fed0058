// inspect/cpu_table.c - a CPU profile as tables of functions and of lines.
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "inspect/cpu_profile.h"
#include "vm/watch.h"

// What a row is about: a function, or (with a line) a place in it.
typedef struct Row {
    const char *name;            // of the function; one text each. NULL: outside Go code
    const FuncCode *func;        // whose code it is in; another one when the call was inlined
    const char *path;
    uint32_t line;               // 0: the whole function
    uint64_t flat, cum;          // samples
    uint64_t stack;              // number of the stack that was last added to [cum]
} Row;

typedef struct Table {
    Row *rows;
    uint32_t count, capacity;
    uint32_t *slots;             // hash table of row numbers + 1
    uint32_t slot_count;
    uint64_t samples, stacks;
    bool by_line;
} Table;

static uint32_t slot_of(const Table *table, const char *name, uint32_t line) {
    uint64_t hash = ((uintptr_t)name + line * 0x9e3779b9ull) * 0x9e3779b97f4a7c15ull;
    uint32_t slot = (uint32_t)(hash >> 32) & (table->slot_count - 1);
    for (; table->slots[slot]; slot = (slot + 1) & (table->slot_count - 1)) {
        const Row *row = &table->rows[table->slots[slot] - 1];
        if (row->name == name && row->line == line) break;
    }
    return slot;
}

static void table_grow(Table *table) {
    table->capacity = table->capacity ? table->capacity * 2 : 256;
    table->slot_count = table->capacity * 2;
    table->rows = realloc(table->rows, table->capacity * sizeof *table->rows);
    free(table->slots);
    table->slots = calloc(table->slot_count, sizeof *table->slots);
    FATAL_IF(table->rows == NULL || table->slots == NULL, "out of memory");
    for (uint32_t i = 0; i < table->count; i++)
        table->slots[slot_of(table, table->rows[i].name, table->rows[i].line)] = i + 1;
}

static Row *table_row(Table *table, const char *name, uint32_t line) {
    if (table->count == table->capacity) table_grow(table);
    uint32_t slot = slot_of(table, name, line);
    if (table->slots[slot]) return &table->rows[table->slots[slot] - 1];
    table->slots[slot] = ++table->count;
    Row *row = &table->rows[table->count - 1];
    *row = (Row){.name = name, .line = line};
    return row;
}

// One frame of the program: [pos] lies in the code of [func], perhaps in text that was inlined.
static void add_frame(Table *table, const FuncCode *func, Pos pos, uint64_t weight,
                      bool innermost) {
    Location at = source_location(pos);
    Row *row = table_row(table, frame_name(func, pos), table->by_line ? at.line : 0);
    row->func = func;
    row->path = at.path;
    if (innermost) row->flat += weight;
    if (row->stack != table->stacks) row->cum += weight;   // recursion counts once
    row->stack = table->stacks;
}

static void add_stack(const CpuStack *stack, void *arg) {
    Table *table = arg;
    table->samples += stack->weight;
    table->stacks++;
    if (stack->frame_count == 0) {
        Row *row = table_row(table, NULL, 0);
        row->flat += stack->weight;
        row->cum += stack->weight;
    }
    for (uint32_t i = 0; i < stack->frame_count; i++) {
        const WatchFrame *frame = &stack->frames[i];
        Pos pos = frame->insn ? code_pos(frame->func, frame->insn) : frame->func->pos;
        bool innermost = i == 0;
        do {
            add_frame(table, frame->func, pos, stack->weight, innermost);
            innermost = false;
        } while (frame_outward(&pos));
    }
}

static int by_weight(const void *a, const void *b) {
    const Row *x = a, *y = b;
    if (x->flat != y->flat) return x->flat < y->flat ? 1 : -1;
    if (x->cum != y->cum) return x->cum < y->cum ? 1 : -1;
    if (x->name == NULL || y->name == NULL) return 0;
    int order = strcmp(x->name, y->name);
    return order ? order : (int)x->line - (int)y->line;
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

// How often the instructions of a line were executed: that of the one executed most. Of a line
// that was inlined, in one of the functions that have it.
static uint64_t line_executions(const Row *row) {
    const FuncCode *func = row->func;
    uint64_t most = 0;
    for (uint32_t i = 0; i < func->code_words;) {
        const Insn *insn = &func->code[i];
        uint64_t count = watch_executions(insn);
        if (count > most) {
            Location at = source_location(code_pos(func, insn));
            if (at.line == row->line && same_text(at.path, row->path)) most = count;
        }
        i += op_info[insn->op].words + (insn->op == OP_SWITCH ? insn->bx : 0);
    }
    return most;
}

static void print_row(FILE *out, const Row *row, const Table *table, double seconds) {
    double total = table->samples ? (double)table->samples : 1;
    fprintf(out, "%9.3fs %5.1f%% %9.3fs %5.1f%%  ", (double)row->flat * seconds,
            100 * (double)row->flat / total, (double)row->cum * seconds,
            100 * (double)row->cum / total);
    if (row->name == NULL) {
        fputs("(collector and scheduler)\n", out);
        return;
    }
    if (!table->by_line) {
        fprintf(out, "%s%s\n", row->name, row->func->flags & CODE_NATIVE ? " (native)" : "");
        return;
    }
    fprintf(out, "%12llu  %s:%u  %s\n", (unsigned long long)line_executions(row),
            row->path ? row->path : "?", row->line, row->name);
}

static void print_table(FILE *out, bool by_line, uint32_t rows, double seconds) {
    Table table = {.by_line = by_line};
    cpu_profile_each(add_stack, &table);
    if (table.count) qsort(table.rows, table.count, sizeof *table.rows, by_weight);
    fprintf(out, "%10s %6s %10s %6s  %s\n", "flat", "flat%", "cum", "cum%",
            by_line ? "  executions  line" : "function");
    for (uint32_t i = 0; i < table.count && i < rows; i++)
        print_row(out, &table.rows[i], &table, seconds);
    if (table.count > rows) fprintf(out, "%10s %u more\n", "...", table.count - rows);
    free(table.rows);
    free(table.slots);
}

void cpu_profile_print(FILE *out, uint32_t rows) {
    int64_t start, duration, period = cpu_profile_period(&start, &duration);
    if (period == 0) {
        fprintf(out, "no samples: the program ended within %d ms of CPU time\n",
                1000 / (int)cpu_profile_rate());
        return;
    }
    double seconds = (double)period / 1e9;
    print_table(out, false, rows, seconds);
    fputc('\n', out);
    print_table(out, true, rows, seconds);
}
