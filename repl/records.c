// repl/records.c - see records.h.
#include "repl/records.h"

#include <string.h>

#include "types/check.h"

// ---- What a piece declares ----------------------------------------------------------------------

static bool starts_with(const char *text, size_t bytes, const char *word) {
    size_t length = strlen(word);
    return bytes > length && memcmp(text, word, length) == 0;
}

// func (r *T[K]) M(...): "T.M"; func f(...): "f". The words of the text tell enough: the receiver's
// type is the last one in the first parentheses, type parameters aside.
static void name_function(Record *record, const char *text) {
    const char *paren = strchr(text, '(');
    size_t paren_at = paren ? (size_t)(paren - text) : 0;
    const Word *first = record->words.count ? &record->words.items[0] : NULL;
    if (!first) return;
    if (first->start < paren_at) {
        vec_push(types_arena(), &record->names, first->symbol);
        return;
    }
    record->is_method = true;
    size_t close = (size_t)(strchr(paren, ')') ? strchr(paren, ')') - text : 0);
    const char *bracket = memchr(paren, '[', close - paren_at);
    size_t base_end = bracket ? (size_t)(bracket - text) : close;
    const Word *base = NULL, *method = NULL;
    for (uint32_t i = 0; i < record->words.count && !method; i++) {
        const Word *word = &record->words.items[i];
        if (word->start < base_end) base = word;
        else if (word->start > close) method = word;
    }
    if (!base || !method) return;
    const char *name = arena_printf(types_arena(), "%s.%s", base->symbol->text,
                                    method->symbol->text);
    vec_push(types_arena(), &record->names, symbol_of(name));
}

// type, const: at top level of the declaration, the names at the start of each spec.
static void name_specs(Record *record, const char *text, size_t bytes) {
    PieceList specs = {0};
    size_t keyword = starts_with(text, bytes, "type") ? 4 : 5;
    const char *paren = text + keyword;
    while (paren < text + bytes && (*paren == ' ' || *paren == '\t' || *paren == '\n')) paren++;
    size_t from = (size_t)(paren - text);
    if (paren < text + bytes && *paren == '(' && bytes > from + 1) {
        split_input(types_arena(), paren + 1, bytes - from - 2, &specs);
        from++;
    } else {
        Piece all = {PIECE_STATEMENT, 0, bytes - from};
        vec_push(types_arena(), &specs, all);
    }
    for (uint32_t i = 0; i < specs.count; i++) {
        size_t start = from + specs.items[i].start, end = from + specs.items[i].end;
        for (uint32_t j = 0; j < record->words.count; j++) {
            const Word *word = &record->words.items[j];
            if (word->start < start || word->start >= end) continue;
            vec_push(types_arena(), &record->names, word->symbol);
            size_t after = word->start + word->symbol->length;
            while (after < end && text[after] == ' ') after++;
            if (after >= end || text[after] != ',' || keyword == 4) break;
        }
    }
}

static Record *record_new(const Input *input, const Piece *piece) {
    Record *record = ARENA_NEW(types_arena(), Record);
    record->input = input;
    record->start = piece->start;
    record->end = piece->end;
    record->kind = piece->kind;
    const char *text = arena_strndup(types_arena(), input->text + piece->start,
                                     piece->end - piece->start);
    size_t bytes = piece->end - piece->start;
    split_words(types_arena(), text, bytes, &record->words);
    if (starts_with(text, bytes, "func")) name_function(record, text);
    else name_specs(record, text, bytes);
    return record;
}

static bool declares(const Record *record, const Symbol *name) {
    for (uint32_t i = 0; i < record->names.count; i++)
        if (record->names.items[i] == name) return true;
    return false;
}

static bool declares_any_of(const Record *record, const Record *other) {
    for (uint32_t i = 0; i < other->names.count; i++)
        if (declares(record, other->names.items[i])) return true;
    return false;
}

void records_add(RecordList *list, const Input *input, const Piece *pieces, uint32_t count) {
    RecordList kept = {0}, added = {0};
    for (uint32_t i = 0; i < count; i++)
        if (pieces[i].kind == PIECE_DECLARATION)
            vec_push(types_arena(), &added, record_new(input, &pieces[i]));
    for (uint32_t i = 0; i < list->count; i++) {
        bool replaced = false;
        for (uint32_t j = 0; j < added.count && !replaced; j++)
            replaced = declares_any_of(list->items[i], added.items[j]);
        if (!replaced) vec_push(types_arena(), &kept, list->items[i]);
    }
    for (uint32_t i = 0; i < added.count; i++) vec_push(types_arena(), &kept, added.items[i]);
    *list = kept;
}

// ---- Who mentions what --------------------------------------------------------------------------

static bool mentions(const Record *record, const Symbol *name) {
    const char *dot = strchr(name->text, '.');
    const Symbol *selected = dot ? symbol_of(dot + 1) : NULL;   // methods are selected
    for (uint32_t i = 0; i < record->words.count; i++) {
        const Word *word = &record->words.items[i];
        if (selected ? word->is_selected && word->symbol == selected : word->symbol == name)
            return true;
    }
    return false;
}

void records_mentioning(const RecordList *list, Symbol **changed, uint32_t changed_count,
                        RecordList *found) {
    VEC(const Symbol *) names = {0};
    for (uint32_t i = 0; i < changed_count; i++) vec_push(types_arena(), &names, changed[i]);
    bool *taken = ARENA_ARRAY(types_arena(), bool, list->count + 1);
    for (uint32_t n = 0; n < names.count; n++) {
        for (uint32_t i = 0; i < list->count; i++) {
            Record *record = list->items[i];
            bool is_own = n < changed_count && declares(record, names.items[n]);
            for (uint32_t c = 0; c < changed_count; c++) is_own |= declares(record, changed[c]);
            if (taken[i] || is_own || !mentions(record, names.items[n])) continue;
            taken[i] = true;
            for (uint32_t j = 0; j < record->names.count; j++)
                vec_push(types_arena(), &names, record->names.items[j]);
        }
    }
    for (uint32_t i = 0; i < list->count; i++)
        if (taken[i]) vec_push(types_arena(), found, list->items[i]);
}

const char *record_text(const Record *record) {
    const char *text = "";
    for (uint32_t i = 0; i < record->names.count; i++)
        text = arena_printf(types_arena(), "%s%s%s", text, i ? ", " : "",
                            record->names.items[i]->text);
    return text;
}

// ---- Imports ------------------------------------------------------------------------------------

static const char *const known_packages[] = {
#define PACKAGE(path) path,
#include "repl/packages.def"
#undef PACKAGE
};
enum { KNOWN_COUNT = sizeof known_packages / sizeof known_packages[0] };

static const char *last_element(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *import_guess(const Symbol *name) {
    for (uint32_t i = 0; i < KNOWN_COUNT; i++)
        if (strcmp(last_element(known_packages[i]), name->text) == 0) return known_packages[i];
    return NULL;
}

void import_each_known(void (*visit)(const char *path, void *arg), void *arg) {
    for (uint32_t i = 0; i < KNOWN_COUNT; i++) visit(known_packages[i], arg);
}

const Import *import_find(const ImportList *list, const Symbol *name) {
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i].name == name) return &list->items[i];
    return NULL;
}

void import_add(ImportList *list, Import import) {
    ImportList kept = {0};
    bool is_dot = strcmp(import.name->text, ".") == 0;
    for (uint32_t i = 0; i < list->count; i++) {
        const Import *old = &list->items[i];
        if (old->name != import.name || (is_dot && strcmp(old->path, import.path) != 0))
            vec_push(types_arena(), &kept, *old);
    }
    vec_push(types_arena(), &kept, import);
    *list = kept;
}
