// tools/outline_scan.c - see outline_scan.h.
#include "tools/outline_scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lexer/lexer.h"
#include "parser/parser.h"

// Where the top-level declarations of a file end: behind their semicolons.
typedef struct Pieces {
    VEC(uint32_t) ends;
} Pieces;

static void find_pieces(Arena *arena, SourceFile *source, Pieces *pieces) {
    Lexer lexer;
    lexer_init(&lexer, source, 0, NULL, NULL);
    Token token;
    int depth = 0;
    for (lexer_next(&lexer, &token); token.kind != TOK_EOF; lexer_next(&lexer, &token)) {
        switch (token.kind) {
        case TOK_LPAREN: case TOK_LBRACK: case TOK_LBRACE: depth++; break;
        case TOK_RPAREN: case TOK_RBRACK: case TOK_RBRACE: depth--; break;
        case TOK_SEMI:
            if (depth == 0) vec_push(arena, &pieces->ends, (uint32_t)(lexer.cursor - lexer.start));
            break;
        default: break;
        }
    }
}

static void add(Arena *arena, EntryList *list, const Pieces *pieces, OutlineEntry entry) {
    for (uint32_t i = 0; i < pieces->ends.count; i++) {
        if (pieces->ends.items[i] <= entry.name_offset) {
            entry.begin = pieces->ends.items[i];
        } else {
            entry.end = pieces->ends.items[i];
            break;
        }
    }
    vec_push(arena, list, entry);
}

static void refuse(const SourceFile *source, const char *why, const char *name) {
    fprintf(stderr, "embed: %s: %s %s\n", source->path, why, name);
    exit(1);
}

static void add_method(Arena *arena, OutlineScan *scan, const Pieces *pieces, SourceFile *source,
                       const Decl *decl, OutlineEntry entry) {
    const Expr *e = decl->receiver->type;
    for (; e->kind == EXPR_PAREN || e->kind == EXPR_STAR; e = e->x)
        entry.is_pointer |= e->kind == EXPR_STAR;
    if (e->kind == EXPR_INDEX) e = e->x;
    if (e->kind != EXPR_IDENT) refuse(source, "no receiver type of method", entry.name);
    entry.base = e->name->text;
    add(arena, &scan->methods, pieces, entry);
}

static void add_decl(Arena *arena, OutlineScan *scan, const Pieces *pieces, SourceFile *source,
                     const Decl *decl, uint16_t file) {
    OutlineEntry entry = {.file = file};
    if (decl->kind == DECL_CONST || decl->kind == DECL_VAR) {
        for (uint32_t i = 0; i < decl->names.count; i++) {
            const Expr *name = decl->names.items[i];
            entry.name = name->name->text;
            entry.name_offset = name->pos - source->base;
            if (strcmp(entry.name, "_") != 0) add(arena, &scan->names, pieces, entry);
        }
        return;
    }
    if (decl->kind == DECL_IMPORT) return;
    entry.name = decl->name->text;
    entry.name_offset = decl->pos - source->base;
    if (decl->kind == DECL_FUNC && decl->receiver)
        add_method(arena, scan, pieces, source, decl, entry);
    else if (strcmp(entry.name, "init") == 0)
        add(arena, &scan->inits, pieces, entry);
    else add(arena, &scan->names, pieces, entry);
}

static bool no_tag(const char *tag, void *arg) {
    (void)tag, (void)arg;
    return false;
}

void outline_scan_file(Arena *arena, OutlineScan *scan, const char *path, uint16_t number) {
    const char *error;
    SourceFile *source = source_read(path, path, &error);
    if (!source) {
        fprintf(stderr, "embed: %s: %s\n", path, error);
        exit(1);
    }
    // Files are known by number, so all must belong to the package, on every machine.
    if (!parser_build_matches(source, no_tag, NULL))
        refuse(source, "packages that mound carries have no", "build constraints");
    Diags diags;
    diags_init(&diags, arena, 0);
    File *file = parser_parse_file(arena, source, &diags, PARSE_ALL);
    if (diags_print(&diags, stderr) > 0) exit(1);
    Pieces pieces = {0};
    find_pieces(arena, source, &pieces);
    scan->package = file->package->text;
    for (uint32_t i = 0; i < file->decls.count; i++)
        add_decl(arena, scan, &pieces, source, file->decls.items[i], number);
}

static int by_name(const void *a, const void *b) {
    const OutlineEntry *x = a, *y = b;
    return strcmp(x->name, y->name);
}

static int by_base(const void *a, const void *b) {
    const OutlineEntry *x = a, *y = b;
    int order = strcmp(x->base, y->base);
    if (order) return order;
    if (x->file != y->file) return x->file < y->file ? -1 : 1;
    return x->begin < y->begin ? -1 : x->begin > y->begin;
}

void outline_scan_end(OutlineScan *scan, const char *package) {
    if (scan->names.count)
        qsort(scan->names.items, scan->names.count, sizeof *scan->names.items, by_name);
    if (scan->methods.count)
        qsort(scan->methods.items, scan->methods.count, sizeof *scan->methods.items, by_base);
    Outline names = {.names = scan->names.items, .name_count = scan->names.count};
    for (uint32_t i = 0; i < scan->methods.count; i++) {
        const char *base = scan->methods.items[i].base;
        if (outline_find_name(&names, base)) continue;
        fprintf(stderr, "embed: %s: methods of %s, which it does not declare\n", package, base);
        exit(1);
    }
}
