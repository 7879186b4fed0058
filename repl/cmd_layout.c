// repl/cmd_layout.c - :layout and :pool: types and values, byte by byte.
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "compile/compile.h"
#include "inspect/value.h"
#include "repl/look.h"
#include "repl/plan.h"
#include "repl/screen.h"
#include "repl/table.h"
#include "types/check.h"

static Table *layout_table(void) {
    Table *table = table_new();
    table_column(table, "offset", "offset", CELL_COUNT);
    table_column(table, "bytes", "bytes", CELL_COUNT);
    table_column(table, "words", "pointers", CELL_TEXT);
    table_column(table, "field", "field", CELL_TEXT);
    table_column(table, "type", "type", CELL_TEXT);
    return table;
}

// "P·" for each word of [type] from [offset] on: P holds a pointer.
static const char *words_text(const RType *type, uint64_t offset, uint64_t bytes) {
    static char text[80];
    uint64_t first = offset / 8, last = (offset + bytes + 7) / 8, used = 0;
    for (uint64_t word = first; word < last && used < 60; word++) {
        bool is_pointer = word * 8 < type->layout.ptr_bytes &&
                          (type->layout.ptr_bits[word / 8] >> word % 8 & 1);
        text[used++] = is_pointer ? 'P' : '.';
    }
    text[used] = '\0';
    if (bytes % 8 || offset % 8) return strchr(text, 'P') ? text : "";
    return text;
}

static void padding_row(Table *table, uint64_t offset, uint64_t bytes) {
    table_row(table);
    table_number(table, (int64_t)offset);
    table_number(table, (int64_t)bytes);
    table_text(table, "");
    table_text(table, "");
    table_text(table, "(padding)");
}

static uint64_t add_fields(Table *table, const RType *type) {
    uint64_t end = 0, padding = 0;
    for (int64_t i = 0; i < type->field_count; i++) {
        const RField *field = &type->fields[i];
        if (field->offset > end) {
            padding_row(table, end, field->offset - end);
            padding += field->offset - end;
        }
        char *name = type_name_text(field->type, "main");
        table_row(table);
        table_number(table, (int64_t)field->offset);
        table_number(table, (int64_t)field->type->layout.bytes);
        table_text(table, words_text(type, field->offset, field->type->layout.bytes));
        table_text(table, field->name.text);
        table_text(table, name);
        free(name);
        end = field->offset + field->type->layout.bytes;
    }
    if (end < type->layout.bytes) {
        padding_row(table, end, type->layout.bytes - end);
        padding += type->layout.bytes - end;
    }
    return padding;
}

// The type that [text] names or that the expression [text] has; NULL after a message.
static Type *find_type(const CommandCall *call, const char *text) {
    if (!*text) {
        command_fail(call, "of which type or expression?");
        return NULL;
    }
    diags_init(&session.diags, types_arena(), 10);
    types_set_diags(&session.diags);
    const Input *input = input_new(text, strlen(text));
    Type *type = plan_type_of(input);
    if (!type) diags_show(&session.diags);
    return type;
}

bool command_layout(const CommandCall *call) {
    Type *type = find_type(call, call->args);
    if (!type) return false;
    const RType *rtype = compile_rtype(type);
    char *name = type_name_text(rtype, "main");
    uint64_t slot = heap_round_size(rtype->layout.bytes ? rtype->layout.bytes : 1,
                                    rtype->layout.ptr_bytes == 0);
    Table *table = layout_table();
    uint64_t padding = 0;
    if (rtype->kind == KIND_STRUCT) {
        padding = add_fields(table, rtype);
    } else {
        table_row(table);
        table_number(table, 0);
        table_number(table, (int64_t)rtype->layout.bytes);
        table_text(table, words_text(rtype, 0, rtype->layout.bytes));
        table_text(table, "");
        table_text(table, name);
    }
    table_print(table, call->json, 0);
    if (!call->json)
        screen_paint(PAINT_DIM, "%s: %llu bytes, aligned to %u, %llu padding; in the heap a slot "
                     "of %llu bytes%s\n", name, (unsigned long long)rtype->layout.bytes,
                     rtype->align, (unsigned long long)padding, (unsigned long long)slot,
                     rtype->layout.ptr_bytes ? "; P: a pointer the collector follows"
                                             : ", never scanned");
    free(name);
    return true;
}

// ---- :pool --------------------------------------------------------------------------------------

// The values of a *poolStack: its only field is a slice of interfaces.
static void pool_rows(Table *table, const char *where, const void *stack) {
    const GoSlice *values = stack;
    if (stack == NULL) return;
    for (int64_t i = 0; i < values->count; i++) {
        const GoIface *value = (const GoIface *)values->items + i;
        char *name = value->type ? type_name_text(value->type, "main") : strdup("nil");
        table_row(table);
        table_text(table, where);
        table_text(table, address_text((uintptr_t)value->data));
        table_text(table, name);
        free(name);
    }
}

// The field of [type] called [name]; NULL: none.
static const RField *find_field(const RType *type, const char *name) {
    for (int64_t i = 0; type->kind == KIND_STRUCT && i < type->field_count; i++)
        if (strcmp(type->fields[i].name.text, name) == 0) return &type->fields[i];
    return NULL;
}

bool command_pool(const CommandCall *call) {
    if (!*call->args) return command_fail(call, "which sync.Pool? Give a variable");
    char *expr = arena_printf(types_arena(), "(*sync.Pool)(&%s)", call->args);
    void *memory;
    const RType *type;
    Type *given = find_type(call, call->args);
    if (!given) return false;
    if (type_underlying(given)->kind == TYPE_POINTER)
        expr = arena_printf(types_arena(), "(*sync.Pool)(%s)", call->args);
    if (!session_value(expr, &memory, &type)) return false;
    Table *table = table_new();
    table_column(table, "where", "where", CELL_TEXT);
    table_column(table, "address", "address", CELL_TEXT);
    table_column(table, "type", "type", CELL_TEXT);
    runner_stop();
    const char *pool = *(const char *const *)memory;
    rtype_complete(type);
    const RField *state = pool ? find_field(type->elem, "state") : NULL;
    const RField *local = state ? find_field(state->type, "local") : NULL;
    const RField *victim = state ? find_field(state->type, "victim") : NULL;
    if (local && victim) {
        const char *at = pool + state->offset;
        pool_rows(table, "ready", *(const void *const *)(at + local->offset));
        pool_rows(table, "victim: gone after the next collection",
                  *(const void *const *)(at + victim->offset));
    }
    runner_start();
    session_value_done();
    uint32_t count = table_row_count(table);
    table_print(table, call->json, 40);
    if (!call->json) screen_paint(PAINT_DIM, "%u value%s to reuse\n", count, count == 1 ? "" : "s");
    return true;
}
