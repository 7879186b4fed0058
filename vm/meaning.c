// vm/meaning.c - see meaning.h.
#include "vm/meaning.h"

#include <stdlib.h>

#include "vm/map_int.h"

// All Layouts that stand for something, by address; guarded by [lock].
static struct {
    Lock lock;
    struct Entry {
        const Layout *layout;
        Meaning meaning;
    } *entries;
    uint32_t count, capacity;    // capacity a power of two
} table;

static struct Entry *table_slot(const Layout *layout) {
    uint64_t hash = (uintptr_t)layout * 0x9E3779B97F4A7C15ull;
    uint32_t at = (uint32_t)(hash >> 32) & (table.capacity - 1);
    while (table.entries[at].layout != NULL && table.entries[at].layout != layout)
        at = (at + 1) & (table.capacity - 1);
    return &table.entries[at];
}

static void table_grow(void) {
    struct Entry *old = table.entries;
    uint32_t old_capacity = table.capacity;
    table.capacity = old_capacity ? old_capacity * 2 : 1024;
    table.entries = calloc(table.capacity, sizeof *table.entries);
    FATAL_IF(table.entries == NULL, "out of memory");
    for (uint32_t i = 0; i < old_capacity; i++)
        if (old[i].layout != NULL) *table_slot(old[i].layout) = old[i];
    free(old);
}

void layout_register(const Layout *layout, const Meaning *meaning) {
    lock_acquire(&table.lock);
    if (table.count * 2 >= table.capacity) table_grow();
    struct Entry *entry = table_slot(layout);
    if (entry->layout == NULL) table.count++;
    *entry = (struct Entry){layout, *meaning};
    lock_release(&table.lock);
}

Meaning layout_meaning(const Layout *layout) {
    Meaning meaning = {0};
    if (layout == NULL) return meaning;
    lock_acquire(&table.lock);
    if (table.capacity > 0) meaning = table_slot(layout)->meaning;
    lock_release(&table.lock);
    if (meaning.kind != MEANING_UNKNOWN) return meaning;
    // The layout of closures is part of their function's FuncCode.
    const FuncCode *func = (const FuncCode *)((uintptr_t)layout -
                                              offsetof(FuncCode, closure_layout));
    if (code_is_func(func)) return (Meaning){.kind = MEANING_CLOSURE, .func = func};
    return meaning;
}

bool is_rtype(const void *pointer) {
    Meaning meaning = layout_meaning(pointer);
    return meaning.kind == MEANING_VALUES && (const void *)meaning.type == pointer;
}

bool closure_meaning(const void *base, uint64_t bytes, Meaning *meaning) {
    const FuncCode *func = *(const FuncCode *const *)base;
    if (!code_is_func(func)) return false;
    uint64_t slot = heap_round_size(func->closure_layout.bytes, false);
    if (func->closure_layout.bytes == 0 || slot != bytes) return false;
    *meaning = (Meaning){.kind = MEANING_CLOSURE, .func = func};
    return true;
}

bool meaning_is_vague(const Meaning *meaning) {
    switch (meaning->kind) {
    case MEANING_UNKNOWN: case MEANING_BYTES: case MEANING_STATE: return true;
    case MEANING_CLOSURE: return false;
    default: return meaning->type == NULL;
    }
}

// ---- from pointer to pointee --------------------------------------------------------------------
static Meaning values_of(const RType *type) {
    if (type == NULL) return (Meaning){0};
    return (Meaning){.kind = MEANING_VALUES, .type = type};
}

// What a pointer-shaped value of [type] points to.
static Meaning pointee(const RType *type) {
    switch ((Kind)type->kind) {
    case KIND_POINTER:
        rtype_complete(type);
        return values_of(type->elem);
    case KIND_MAP: return (Meaning){.kind = MEANING_MAP, .type = type};
    case KIND_CHAN: return (Meaning){.kind = MEANING_CHAN, .type = type};
    // A struct or array of one pointer.
    case KIND_STRUCT:
        for (int64_t i = 0; i < type->field_count; i++)
            if (type->fields[i].type->layout.ptr_bytes) return pointee(type->fields[i].type);
        return (Meaning){0};
    case KIND_ARRAY: return type->count ? pointee(type->elem) : (Meaning){0};
    default: return (Meaning){0};   // closures tell themselves, unsafe.Pointer tells nothing
    }
}

static Meaning boxed(const uint64_t *iface) {
    const void *word = (const void *)(uintptr_t)iface[0];
    if (word == NULL) return (Meaning){0};
    const RType *type = is_rtype(word) ? word : ((const Itab *)word)->type;
    return type->flags & RTYPE_DIRECT ? pointee(type) : values_of(type);
}

static Meaning value_word(const RType *type, const char *value, uint64_t offset) {
    switch ((Kind)type->kind) {
    case KIND_STRUCT:
        for (int64_t i = type->field_count; i-- > 0;) {
            const RField *field = &type->fields[i];
            if (offset < field->offset || field->type->layout.bytes == 0) continue;
            return value_word(field->type, value + field->offset, offset - field->offset);
        }
        return (Meaning){0};
    case KIND_ARRAY: {
        uint64_t bytes = type->elem->layout.bytes;
        if (bytes == 0) return (Meaning){0};
        return value_word(type->elem, value + offset / bytes * bytes, offset % bytes);
    }
    case KIND_STRING: return (Meaning){.kind = MEANING_BYTES};
    case KIND_SLICE: return values_of(type->elem);
    case KIND_INTERFACE: return boxed((const uint64_t *)(const void *)value);
    default: return pointee(type);
    }
}

// A slot of a group: key and element, which are pointers to them when they are large.
static Meaning group_word(const RType *type, const char *base, uint64_t offset) {
    const MapInfo *info = map_info(type);
    uint64_t in_group = offset % info->group.bytes;
    if (in_group < 8) return (Meaning){0};
    uint64_t in_slot = (in_group - 8) % info->slot_bytes;
    const char *slot = base + offset - in_slot;
    if (in_slot >= info->elem_offset) {
        if (info->elem_indirect) return values_of(type->elem);
        return value_word(type->elem, slot + info->elem_offset, in_slot - info->elem_offset);
    }
    return info->key_indirect ? values_of(type->key) : value_word(type->key, slot, in_slot);
}

Meaning word_meaning(const Meaning *meaning, const char *base, uint64_t offset) {
    const RType *type = meaning->type;
    if (type == NULL) return (Meaning){0};
    switch (meaning->kind) {
    case MEANING_VALUES: case MEANING_CHAN_BUFFER: {
        if (meaning->kind == MEANING_CHAN_BUFFER) type = type->elem;
        uint64_t bytes = type->layout.bytes;
        if (bytes == 0) return (Meaning){0};
        return value_word(type, base + offset / bytes * bytes, offset % bytes);
    }
    case MEANING_MAP: {
        const Map *map = (const Map *)(const void *)base;
        MeaningKind kind = map->directory_count ? MEANING_MAP_DIRECTORY : MEANING_MAP_GROUPS;
        return (Meaning){.kind = kind, .type = type};
    }
    case MEANING_MAP_DIRECTORY: return (Meaning){.kind = MEANING_MAP_TABLE, .type = type};
    case MEANING_MAP_TABLE: return (Meaning){.kind = MEANING_MAP_GROUPS, .type = type};
    case MEANING_MAP_GROUPS: return group_word(type, base, offset);
    case MEANING_CHAN:
        if (offset != offsetof(Chan, buffer)) return (Meaning){0};
        return (Meaning){.kind = MEANING_CHAN_BUFFER, .type = type};
    default: return (Meaning){0};
    }
}

// ---- text ---------------------------------------------------------------------------------------
static const char *values_text(const RType *type, MeaningCount count, uint64_t bytes, char *text,
                               size_t text_bytes) {
    const GoString *name = &type->string;
    // Slots are rounded up, so only what cannot be one value is taken for an array.
    uint64_t one = heap_round_size(type->layout.bytes, type->layout.ptr_bytes == 0);
    bool many = count == COUNT_UNTOLD ? bytes > one : count == COUNT_MANY;
    if (type->layout.bytes == 0 || !many)
        snprintf(text, text_bytes, "%.*s", (int)name->bytes, name->text);
    else
        snprintf(text, text_bytes, "[]%.*s", (int)name->bytes, name->text);
    return text;
}

const char *meaning_text(const Meaning *meaning, uint64_t bytes, char *text, size_t text_bytes) {
    static const char *const suffixes[] = {
        [MEANING_MAP_DIRECTORY] = " directory", [MEANING_MAP_TABLE] = " table",
        [MEANING_MAP_GROUPS] = " groups", [MEANING_CHAN_BUFFER] = " buffer",
    };
    const RType *type = meaning->type;
    switch (meaning->kind) {
    case MEANING_UNKNOWN: snprintf(text, text_bytes, "(unknown)"); break;
    case MEANING_VALUES: return values_text(type, meaning->count, bytes, text, text_bytes);
    case MEANING_BYTES: snprintf(text, text_bytes, "string text"); break;
    case MEANING_CLOSURE: snprintf(text, text_bytes, "closure %s", meaning->func->name); break;
    case MEANING_STATE: snprintf(text, text_bytes, "%s", meaning->what); break;
    case MEANING_MAP: case MEANING_CHAN:
    case MEANING_MAP_DIRECTORY: case MEANING_MAP_TABLE: case MEANING_MAP_GROUPS:
    case MEANING_CHAN_BUFFER: {
        bool is_chan = meaning->kind == MEANING_CHAN || meaning->kind == MEANING_CHAN_BUFFER;
        GoString name = type ? type->string : (GoString){is_chan ? "chan" : "map", is_chan ? 4 : 3};
        const char *suffix = suffixes[meaning->kind < MEANING_CLOSURE ? meaning->kind : 0];
        snprintf(text, text_bytes, "%.*s%s", (int)name.bytes, name.text, suffix ? suffix : "");
        break;
    }
    }
    return text;
}
