// repl/complete.c - see complete.h.
#include "repl/complete.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "lexer/token.h"
#include "parser/parser.h"
#include "repl/command.h"
#include "repl/plan.h"
#include "repl/screen.h"
#include "types/check.h"

enum { WORDS_MAX = 2000, WORDS_SHOWN_MAX = 200 };

typedef struct Search {
    const char *prefix;
    size_t prefix_bytes;
    char *words[WORDS_MAX];
    uint32_t count;
} Search;

static void offer_with(Search *search, const char *word, const char *suffix) {
    if (search->count == WORDS_MAX || strncmp(word, search->prefix, search->prefix_bytes) != 0)
        return;
    if (strstr(word, "·")) return;
    char *copy = malloc(strlen(word) + strlen(suffix) + 1);
    FATAL_IF(copy == NULL, "out of memory");
    strcat(strcpy(copy, word), suffix);
    search->words[search->count++] = copy;
}

static void offer(Search *search, const char *word) { offer_with(search, word, ""); }

static void offer_object(Object *object, void *arg) { offer(arg, object->name->text); }

static void offer_package(const char *path, void *arg) {
    const char *slash = strrchr(path, '/');
    offer_with(arg, slash ? slash + 1 : path, ".");
}

static void offer_names(Search *search) {
    session_each(session.package, offer_object, search);
    const Scope *universe = types_universe();
    for (uint32_t i = 0; i < universe->count; i++) offer(search, universe->items[i]->name->text);
    for (int kind = TOK_BREAK; kind <= TOK_VAR; kind++)
        offer(search, token_spelling((TokenKind)kind));
    for (uint32_t i = 0; i < session.imports.count; i++)
        offer_with(search, session.imports.items[i].name->text, ".");
    if (search->prefix_bytes > 0) import_each_known(offer_package, search);
}

static void offer_members(Search *search, Package *package) {
    package_collect_all(package);
    for (uint32_t i = 0; i < package->scope->count; i++)
        if (package->scope->items[i]->is_exported)
            offer(search, package->scope->items[i]->name->text);
}

// Fields and methods, those of embedded fields too.
static void offer_fields(Search *search, Type *type, int depth) {
    type = type_unalias(type_deref(type, NULL));
    if (depth > 4) return;
    MethodSet *set = type_method_set(depth == 0 && type_kind(type) != TYPE_INTERFACE
                                         ? type_new_pointer(type) : type);
    for (uint32_t i = 0; set && i < set->count; i++) {
        const Object *method = set->items[i].method;
        if (method->is_exported || method->package == session.package)
            offer_with(search, method->name->text, "(");
    }
    Type *under = type_underlying(type);
    if (under->kind == TYPE_INTERFACE) {
        const TypeSet *methods = type_set(under);
        for (uint32_t i = 0; i < methods->method_count; i++)
            offer_with(search, methods->methods[i]->name->text, "(");
    }
    for (uint32_t i = 0; under->kind == TYPE_STRUCT && i < under->field_count; i++) {
        const Object *field = under->fields[i];
        if (field->is_exported || field->package == session.package)
            offer(search, field->name->text);
        if (field->is_embedded) offer_fields(search, field->type, depth + 1);
    }
}

// The type of the expression [text], NULL: it has none.
static Type *type_of_text(const char *text, size_t bytes) {
    Diags kept = session.diags;
    diags_init(&session.diags, types_arena(), 1);
    types_set_diags(&session.diags);
    WordList words = {0};
    split_words(types_arena(), text, bytes, &words);
    SessionState state;
    session_save(&state);
    SourceText source;
    source_begin(&source);
    plan_imports(source.out, &words);
    fprintf(source.out, "func _() { %.*s\n}", (int)bytes, text);
    File *file = source_parse(&source, &session.diags);
    Type *type = NULL;
    Decl *decl = file->decls.count ? file->decls.items[file->decls.count - 1] : NULL;
    if (!session.diags.list.count && decl && decl->body && decl->body->list.count == 1) {
        Stmt *stmt = decl->body->list.items[0];
        if (stmt->kind == STMT_EXPR && session_probe(session.package, file, stmt->x) &&
            (stmt->x->mode >= MODE_CONSTANT || stmt->x->mode == MODE_TYPE))
            type = stmt->x->type;
    }
    session_restore(&state);
    session.diags = kept;
    types_set_diags(&session.diags);
    return type;
}

static bool is_word_byte(char c) {
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

// Where the operand ends that the dot at [dot] selects from begins: names, calls, indices.
static size_t operand_start(const char *text, size_t dot) {
    size_t at = dot;
    while (at > 0) {
        char c = text[at - 1];
        if (is_word_byte(c) || c == '.') {
            at--;
        } else if (c == ')' || c == ']') {
            int depth = 0;
            for (; at > 0; at--) {
                c = text[at - 1];
                depth += (c == ')' || c == ']') - (c == '(' || c == '[');
                if (depth == 0) break;
            }
            if (at == 0) return dot;
            at--;
        } else {
            break;
        }
    }
    return at;
}

static void offer_selected(Search *search, const char *text, size_t dot) {
    size_t start = operand_start(text, dot), bytes = dot - start;
    if (bytes == 0) return;
    const Symbol *name = symbol_intern(text + start, bytes);
    const Import *import = import_find(&session.imports, name);
    const char *path = import ? import->path
                       : session_lookup(session.package, name) ? NULL : import_guess(name);
    const char *error;
    Package *package = path ? package_load(path, NULL, &error) : NULL;
    if (package) {
        offer_members(search, package);
        return;
    }
    Type *type = type_of_text(text + start, bytes);
    if (type && type_is_valid(type)) offer_fields(search, type, 0);
}

static int word_order(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void finish(Search *search, Completion *completion) {
    qsort(search->words, search->count, sizeof *search->words, word_order);
    uint32_t count = 0;
    for (uint32_t i = 0; i < search->count; i++) {
        if (count && strcmp(search->words[count - 1], search->words[i]) == 0)
            free(search->words[i]);
        else search->words[count++] = search->words[i];
    }
    *completion = (Completion){.count = count};
    if (count == 0) return;
    completion->words = malloc(count * sizeof(char *));
    FATAL_IF(completion->words == NULL, "out of memory");
    memcpy(completion->words, search->words, count * sizeof(char *));
    size_t common = strlen(search->words[0]);
    for (uint32_t i = 1; i < count; i++) {
        size_t same = 0;
        while (same < common && search->words[i][same] == search->words[0][same]) same++;
        common = same;
    }
    completion->insert = strndup(search->words[0] + search->prefix_bytes,
                                 common - search->prefix_bytes);
}

void complete(const char *text, Completion *completion) {
    static Search search;
    size_t bytes = strlen(text), start = bytes;
    while (start > 0 && is_word_byte(text[start - 1])) start--;
    search = (Search){.prefix = text + start, .prefix_bytes = bytes - start};
    size_t command = strspn(text, " ");
    if (text[command] == ':' && start == command + 1) command_each(offer, &search);
    else if (start > 0 && text[start - 1] == '.') offer_selected(&search, text, start - 1);
    else offer_names(&search);
    finish(&search, completion);
}

void completion_free(Completion *completion) {
    for (uint32_t i = 0; i < completion->count; i++) free(completion->words[i]);
    free(completion->words);
    free(completion->insert);
}

void completion_print(const Completion *completion) {
    uint32_t widest = 1, shown = completion->count;
    if (shown > WORDS_SHOWN_MAX) shown = WORDS_SHOWN_MAX;
    for (uint32_t i = 0; i < shown; i++) {
        uint32_t columns = text_columns(completion->words[i]) + 2;
        if (columns > widest) widest = columns;
    }
    uint32_t columns = screen.columns / widest;
    if (columns == 0) columns = 1;
    uint32_t rows = (shown + columns - 1) / columns;
    for (uint32_t row = 0; row < rows; row++) {
        for (uint32_t column = 0; column < columns && column * rows + row < shown; column++) {
            const char *word = completion->words[column * rows + row];
            bool is_last = (column + 1) * rows + row >= shown || column + 1 == columns;
            fprintf(screen.out, "%-*s", is_last ? 0 : (int)widest, word);
        }
        putc('\n', screen.out);
    }
    if (shown < completion->count) fprintf(screen.out, "... %u more\n", completion->count - shown);
    fflush(screen.out);
}
