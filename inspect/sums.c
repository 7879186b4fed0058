// inspect/sums.c - a snapshot added up: by size class, by type, and the difference of two.
#include <stdio.h>
#include <string.h>

#include "inspect/inspect_int.h"

void snapshot_classes(const Snapshot *snapshot, ClassUse uses[SIZE_CLASS_COUNT]) {
    memset(uses, 0, SIZE_CLASS_COUNT * sizeof *uses);
    for (uint32_t i = 0; i < snapshot->span_count; i++) {
        const InspectSpan *span = &snapshot->spans[i];
        ClassUse *use = &uses[span->size_class];
        use->spans++;
        use->pages += span->page_count;
        use->slots += span->slot_count;
        use->objects += span->count;
        use->bytes += span->count * span->slot_bytes;
        for (uint32_t at = span->first; at < span->first + span->count; at++) {
            if (!object_is_live(&snapshot->objects[at])) continue;
            use->live_objects++;
            use->live_bytes += span->slot_bytes;
        }
    }
}

// ---- by type ------------------------------------------------------------------------------------
typedef struct TypeTable {
    TypeUse *uses;
    uint32_t count, capacity;    // capacity of [uses]
    uint32_t *slots;             // numbers in [uses] + 1, by hash of the name
    uint32_t slot_count;         // a power of two
} TypeTable;

static uint32_t name_hash(const char *name) {
    uint32_t hash = 2166136261u;
    for (; *name; name++) hash = (hash ^ (uint8_t)*name) * 16777619u;
    return hash;
}

static uint32_t *type_slot(const TypeTable *table, const char *name) {
    uint32_t at = name_hash(name) & (table->slot_count - 1);
    while (table->slots[at] && strcmp(table->uses[table->slots[at] - 1].name, name) != 0)
        at = (at + 1) & (table->slot_count - 1);
    return &table->slots[at];
}

static void type_table_grow(TypeTable *table) {
    table->capacity = table->capacity ? table->capacity * 2 : 64;
    table->slot_count = table->capacity * 2;
    table->uses = realloc(table->uses, table->capacity * sizeof *table->uses);
    free(table->slots);
    table->slots = calloc(table->slot_count, sizeof *table->slots);
    FATAL_IF(table->uses == NULL || table->slots == NULL, "no memory to inspect the heap");
    for (uint32_t i = 0; i < table->count; i++)
        *type_slot(table, table->uses[i].name) = i + 1;
}

static TypeUse *type_use(TypeTable *table, const char *name) {
    if (table->count == table->capacity) type_table_grow(table);
    uint32_t *slot = type_slot(table, name);
    if (*slot == 0) {
        char *copy = strdup(name);
        FATAL_IF(copy == NULL, "no memory to inspect the heap");
        table->uses[table->count] = (TypeUse){.name = copy};
        *slot = ++table->count;
    }
    return &table->uses[*slot - 1];
}

// Which row of the table objects of a meaning and size count in: making the name of each object's
// type would take far longer than adding up.
typedef struct KnownRow {
    Meaning meaning;
    uint64_t bytes;
    uint32_t row;                // number in [uses] + 1; 0: none yet
} KnownRow;
enum { KNOWN_ROWS = 4096 };      // a power of two

static uint32_t row_of(TypeTable *table, KnownRow *known, const InspectObject *object) {
    const Meaning *meaning = &object->meaning;
    uint64_t key = ((uintptr_t)meaning->type ^ (uintptr_t)meaning->func) + object->bytes * 31 +
                   meaning->kind * 7 + meaning->count;
    KnownRow *row = &known[(key * 0x9E3779B97F4A7C15ull) >> 52 & (KNOWN_ROWS - 1)];
    if (row->row && row->bytes == object->bytes &&
        memcmp(&row->meaning, meaning, sizeof *meaning) == 0)
        return row->row - 1;
    char text[256];
    TypeUse *use = type_use(table, object_type_text(object, text, sizeof text));
    *row = (KnownRow){*meaning, object->bytes, (uint32_t)(use - table->uses) + 1};
    return row->row - 1;
}

static TypeTable add_up_types(const Snapshot *snapshot) {
    TypeTable table = {0};
    KnownRow *known = calloc(KNOWN_ROWS, sizeof *known);
    FATAL_IF(known == NULL, "no memory to inspect the heap");
    for (uint32_t i = 0; i < snapshot->object_count; i++) {
        const InspectObject *object = &snapshot->objects[i];
        uint32_t row = row_of(&table, known, object);   // may move the rows
        TypeUse *use = &table.uses[row];
        use->objects++;
        use->bytes += object->bytes;
        if (!object_is_live(object)) continue;
        use->live_objects++;
        use->live_bytes += object->bytes;
    }
    free(known);
    return table;
}

static int type_order(const void *a, const void *b) {
    const TypeUse *x = a, *y = b;
    if (x->live_bytes != y->live_bytes) return x->live_bytes > y->live_bytes ? -1 : 1;
    if (x->bytes != y->bytes) return x->bytes > y->bytes ? -1 : 1;
    return strcmp(x->name, y->name);
}

TypeUse *snapshot_types(const Snapshot *snapshot, uint32_t *count) {
    TypeTable table = add_up_types(snapshot);
    if (table.count > 1) qsort(table.uses, table.count, sizeof *table.uses, type_order);
    free(table.slots);
    *count = table.count;
    return table.uses;
}

void types_free(TypeUse *uses, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) free(uses[i].name);
    free(uses);
}

// ---- differences --------------------------------------------------------------------------------
static int change_order(const void *a, const void *b) {
    const TypeChange *x = a, *y = b;
    int64_t i = x->bytes < 0 ? -x->bytes : x->bytes, j = y->bytes < 0 ? -y->bytes : y->bytes;
    if (i != j) return i > j ? -1 : 1;
    return strcmp(x->name, y->name);
}

TypeChange *snapshot_diff(const Snapshot *before, const Snapshot *after, uint32_t *count) {
    TypeTable table = add_up_types(after);
    TypeTable old = add_up_types(before);
    for (uint32_t i = 0; i < old.count; i++) {
        TypeUse *use = type_use(&table, old.uses[i].name);
        use->live_objects -= old.uses[i].live_objects;
        use->live_bytes -= old.uses[i].live_bytes;
    }
    TypeChange *changes = calloc((size_t)table.count + 1, sizeof *changes);
    FATAL_IF(changes == NULL, "no memory to inspect the heap");
    *count = 0;
    for (uint32_t i = 0; i < table.count; i++) {
        const TypeUse *use = &table.uses[i];
        if (use->live_objects == 0 && use->live_bytes == 0) free(use->name);
        else changes[(*count)++] = (TypeChange){use->name, (int64_t)use->live_objects,
                                                (int64_t)use->live_bytes};
    }
    types_free(old.uses, old.count);
    free(old.slots);
    free(table.uses);
    free(table.slots);
    if (*count > 1) qsort(changes, *count, sizeof *changes, change_order);
    return changes;
}

void changes_free(TypeChange *changes, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) free(changes[i].name);
    free(changes);
}
