// inspect/meanings.c - what the objects of a snapshot are, and the names of their parts.
#include "inspect/inspect_int.h"

#include <stdio.h>
#include <string.h>

static void visit_bits(uintptr_t base, uint64_t bits, PointerVisit *visit, void *arg) {
    for (; bits != 0; bits &= bits - 1) {
        uint64_t offset = (uint64_t)__builtin_ctzll(bits) * LAYOUT_WORD_BYTES;
        uintptr_t pointer = *(const uintptr_t *)(base + offset);
        if (pointer != 0) visit(offset, pointer, arg);
    }
}

void object_each_pointer(uintptr_t address, PointerVisit *visit, void *arg) {
    HeapObject object = heap_find_object(address);
    if (object.span == NULL || span_class_noscan(object.span->class)) return;
    if (span_has_bitmap(object.span)) {
        visit_bits(object.base, heap_object_bits(&object), visit, arg);
        return;
    }
    const Layout *layout = heap_object_layout(&object);
    if (layout == NULL) return;
    uintptr_t start = heap_object_start(&object);
    uint64_t bytes = object.base + object.bytes - start;
    uint64_t ptr_words = layout->ptr_bytes / LAYOUT_WORD_BYTES;
    for (uint64_t elem = 0; elem < bytes; elem += layout->bytes) {
        for (uint64_t word = 0; word < ptr_words; word++) {
            uint64_t offset = elem + word * LAYOUT_WORD_BYTES;
            if (offset >= bytes || !layout_has_pointer(layout, word)) continue;
            uintptr_t pointer = *(const uintptr_t *)(start + offset);
            if (pointer != 0) visit(offset, pointer, arg);
        }
    }
}

// ---- inference ----------------------------------------------------------------------------------
bool object_learn(InspectObject *object, const Meaning *told) {
    if (!meaning_is_vague(&object->meaning) || told->kind == MEANING_UNKNOWN) return false;
    if (meaning_is_vague(told) && object->meaning.kind != MEANING_UNKNOWN) return false;
    object->meaning = *told;
    return true;
}

typedef struct Inference {
    Snapshot *snapshot;
    LearnedList *queue;          // objects with a meaning whose pointers are still to be followed
    uint32_t from;
} Inference;

static void infer_pointee(uint64_t offset, uintptr_t pointer, void *arg) {
    Inference *inference = arg;
    uint32_t target = snapshot_find(inference->snapshot, pointer);
    if (target == INSPECT_NONE) return;
    InspectObject *object = &inference->snapshot->objects[target];
    if (pointer != object->address) return;
    const InspectObject *from = &inference->snapshot->objects[inference->from];
    Meaning told = word_meaning(&from->meaning, (const char *)from->address, offset);
    if (object_learn(object, &told) && !inference->snapshot->spans[object->span].noscan)
        growing_push(inference->queue, target);
}

void meanings_infer(Snapshot *snapshot, LearnedList *queue) {
    Inference inference = {.snapshot = snapshot, .queue = queue};
    for (uint32_t i = 0; i < snapshot->object_count; i++) {
        const InspectObject *object = &snapshot->objects[i];
        if (!object_is_live(object) && object->meaning.kind != MEANING_UNKNOWN &&
            !snapshot->spans[object->span].noscan)
            growing_push(queue, i);
    }
    for (uint64_t i = 0; i < queue->count; i++) {
        inference.from = queue->items[i];
        object_each_pointer(snapshot->objects[inference.from].address, infer_pointee, &inference);
    }
    free(queue->items);
    *queue = (LearnedList){0};
}

const char *object_type_text(const InspectObject *object, char *text, size_t text_bytes) {
    return meaning_text(&object->meaning, object->bytes, text, text_bytes);
}

// ---- parts --------------------------------------------------------------------------------------
// Appends the name of the part of [type] at [offset], down to the word.
static void part_text(const RType *type, uint64_t offset, char *text, size_t text_bytes) {
    size_t used = strlen(text);
    if (type->kind == KIND_STRUCT) {
        for (int64_t i = type->field_count; i-- > 0;) {
            const RField *field = &type->fields[i];
            if (offset < field->offset || field->type->layout.bytes == 0) continue;
            snprintf(text + used, text_bytes - used, ".%.*s", (int)field->name.bytes,
                     field->name.text);
            part_text(field->type, offset - field->offset, text, text_bytes);
            return;
        }
    } else if (type->kind == KIND_ARRAY && type->elem->layout.bytes != 0) {
        uint64_t bytes = type->elem->layout.bytes;
        snprintf(text + used, text_bytes - used, "[%llu]", (unsigned long long)(offset / bytes));
        part_text(type->elem, offset % bytes, text, text_bytes);
    }
}

const char *offset_text(const Meaning *meaning, uint64_t offset, char *text, size_t text_bytes) {
    text[0] = 0;
    const RType *type = meaning->type;
    bool is_map = meaning->kind >= MEANING_MAP && meaning->kind <= MEANING_MAP_GROUPS;
    if (is_map || meaning->kind == MEANING_CHAN) return text;
    if (meaning->kind != MEANING_VALUES || type == NULL || type->layout.bytes == 0) {
        snprintf(text, text_bytes, "+%llu", (unsigned long long)offset);
        return text;
    }
    uint64_t bytes = type->layout.bytes;
    if (offset >= bytes)
        snprintf(text, text_bytes, "[%llu]", (unsigned long long)(offset / bytes));
    part_text(type, offset % bytes, text, text_bytes);
    return text;
}
