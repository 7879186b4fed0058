// repl/redeclare.c - declares again what mentions something that was declared again; see plan.h.
#include <stdio.h>
#include <string.h>

#include "compile/compile.h"
#include "repl/plan.h"
#include "repl/screen.h"
#include "types/check.h"

File *plan_parse_records(const RecordList *records) {
    WordList words = {0};
    for (uint32_t i = 0; i < records->count; i++) {
        const Record *record = records->items[i];
        split_words(types_arena(), record->input->text + record->start, record->end - record->start,
                    &words);
    }
    SourceText text;
    source_begin(&text);
    plan_imports(text.out, &words);
    for (uint32_t i = 0; i < records->count; i++) {
        const Record *record = records->items[i];
        source_add_part(&text, record->input, record->start, record->end);
        fputs("\n", text.out);
    }
    File *file = source_parse(&text, &session.diags);
    return session.diags.list.count ? NULL : file;
}

// Which of [records] line [line] of input [number] belongs to.
static uint32_t record_at(const RecordList *records, unsigned number, unsigned line) {
    for (uint32_t i = 0; i < records->count; i++) {
        const Record *record = records->items[i];
        unsigned at = 1;
        if (record->input->number != number) continue;
        for (size_t j = 0; j < record->start; j++) at += record->input->text[j] == '\n';
        unsigned last = at;
        for (size_t j = record->start; j < record->end; j++) last += record->input->text[j] == '\n';
        if (line >= at && line <= last) return i;
    }
    return records->count;
}

// Takes the record with the first error out of [records] and says so.
static void drop_failing(Plan *plan, RecordList *records) {
    const Diag *diag = &session.diags.list.items[0];
    Location at = source_location(diag->pos);
    unsigned number = 0;
    if (at.path) sscanf(at.path, "<input %u>", &number);
    uint32_t failing = record_at(records, number, at.line);
    for (uint32_t i = 0, count = records->count; i < count; i++) {
        if (failing < count && i != failing) continue;
        vec_push(types_arena(), &plan->notes,
                 arena_printf(types_arena(), "%s keeps what it meant before: %s",
                              record_text(records->items[i]), diag->text));
    }
    if (failing >= records->count) records->count = 0;
    for (uint32_t i = failing; i + 1 < records->count; i++)
        records->items[i] = records->items[i + 1];
    if (records->count) records->count--;
}

static bool has_name(Symbol **names, uint32_t count, const Symbol *name) {
    for (uint32_t i = 0; i < count; i++)
        if (names[i] == name) return true;
    return false;
}

// Whether values of [type] contain or point to values of a type that is named like one of [names]
// but is not what that name means now.
static bool is_old_type(Type *type, Symbol **names, uint32_t count, int depth) {
    type = type_unalias(type);
    if (depth > 8) return false;
    if (type->kind == TYPE_NAMED) {
        const Object *object = type->object;
        return object->package == session.package && has_name(names, count, object->name) &&
               session_lookup(session.package, object->name) != object;
    }
    switch (type->kind) {
    case TYPE_MAP:
        return is_old_type(type->key, names, count, depth + 1) ||
               is_old_type(type->elem, names, count, depth + 1);
    case TYPE_POINTER: case TYPE_SLICE: case TYPE_ARRAY: case TYPE_CHAN:
        return is_old_type(type->elem, names, count, depth + 1);
    default: return false;
    }
}

typedef struct OldTypes {
    Plan *plan;
    Symbol **names;
    uint32_t count;
} OldTypes;

static void note_old_type(Object *object, void *arg) {
    OldTypes *old = arg;
    if (object->kind != OBJ_VAR || strstr(object->name->text, "·")) return;
    if (!is_old_type(object->type, old->names, old->count, 0)) return;
    vec_push(types_arena(), &old->plan->notes,
             arena_printf(types_arena(), "%s still has the old type %s", object->name->text,
                          type_print(object->type, session.package)));
}

void plan_redeclare(Plan *plan, Symbol **changed, uint32_t changed_count) {
    RecordList found = {0};
    records_mentioning(&session.records, changed, changed_count, &found);
    Diags kept = session.diags;
    while (found.count) {
        diags_init(&session.diags, types_arena(), 1);
        types_set_diags(&session.diags);
        File *file = plan_parse_records(&found);
        if (file && session_declare(session.package, file, false)) break;
        drop_failing(plan, &found);
    }
    session.diags = kept;
    types_set_diags(&session.diags);
    // Old types are those that were declared again just now, or on account of it.
    VEC(Symbol *) names = {0};
    for (uint32_t i = 0; i < changed_count; i++) vec_push(types_arena(), &names, changed[i]);
    for (uint32_t i = 0; i < found.count; i++)
        for (uint32_t j = 0; j < found.items[i]->names.count; j++)
            vec_push(types_arena(), &names, found.items[i]->names.items[j]);
    OldTypes old = {plan, names.items, names.count};
    session_each(session.package, note_old_type, &old);
}
