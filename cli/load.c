// cli/load.c - see load.h.
#include "cli/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/embed.h"
#include "cli/folder.h"
#include "parser/parser.h"

// An import path that a package names, at the first place that does.
typedef struct Import {
    const char *path;
    Pos pos;
} Import;

typedef VEC(Import) ImportList;

// A package that is being looked at, and through whom it was reached.
typedef struct Stack {
    const char *path;
    const struct Stack *importer;
} Stack;

typedef struct Loader {
    Importer *importer;
    Arena *arena;
    VEC(const char *) done;    // import paths that need no second look
    bool is_wrong;
} Loader;

static ImportList load_package(Loader *loader, const Stack *stack, SourceFile **sources,
                               uint32_t count);

// ---- messages -----------------------------------------------------------------------------------

// The chain of imports, outermost first.
static void print_stack(const Stack *stack) {
    if (stack->importer) {
        print_stack(stack->importer);
        fprintf(stderr, "\n\timports %s", stack->path);
    } else {
        fprintf(stderr, "package %s", stack->path);
    }
}

static void print_pos(Pos pos) {
    Location at = source_location_raw(pos);
    const char *path = source_short_path(source_full_path(at.path));
    fprintf(stderr, "%s:%u:%u: ", path, at.line, at.column);
}

static void complain_at(Loader *loader, Pos pos, const char *text) {
    print_pos(pos);
    fprintf(stderr, "%s\n", text);
    loader->is_wrong = true;
}

// For complaints that are not about one line: through whom the package was reached.
static void complain_about(Loader *loader, const Stack *stack, const char *text) {
    print_stack(stack);
    fprintf(stderr, ": %s\n", text);
    loader->is_wrong = true;
}

// ---- which imports are allowed ------------------------------------------------------------------

// Bytes of [path] in front of its last element "internal", without the slash; -1: it has none.
static long internal_parent(const char *path) {
    static const char word[] = "internal";
    const size_t length = sizeof word - 1;
    for (const char *at = path + strlen(path); at-- > path;) {
        if (strncmp(at, word, length) != 0) continue;
        if ((at > path && at[-1] != '/') || (at[length] && at[length] != '/')) continue;
        return at > path ? at - path - 1 : 0;
    }
    return -1;
}

static bool is_internal_to_others(const char *path, const char *importer, bool is_library) {
    long parent = internal_parent(path);
    if (parent < 0) return false;
    if (is_library) return true;
    if (strncmp(path, importer, (size_t)parent) != 0) return true;
    return importer[parent] != '\0' && importer[parent] != '/';
}

// ---- walking ------------------------------------------------------------------------------------

static int compare_imports(const void *a, const void *b) {
    const Import *x = a, *y = b;
    int order = strcmp(x->path, y->path);
    return order ? order : (x->pos > y->pos) - (x->pos < y->pos);
}

// The imports of a package, sorted by path as the go command goes through them.
static ImportList list_imports(Loader *loader, SourceFile **sources, uint32_t count) {
    ImportList list = {0};
    for (uint32_t i = 0; i < count; i++) {
        Diags ignored;   // syntax errors are reported when the file is parsed whole
        diags_init(&ignored, loader->arena, 1);
        File *file = parser_parse_file(loader->arena, sources[i], &ignored, PARSE_IMPORTS_ONLY);
        for (uint32_t j = 0; j < file->decls.count; j++) {
            const Decl *decl = file->decls.items[j];
            const Expr *literal = decl->kind == DECL_IMPORT ? decl->import_path : NULL;
            const char *path = literal ? import_literal_path(literal) : NULL;
            if (!path) continue;   // checking reports it
            Import import = {path, decl->pos};
            vec_push(loader->arena, &list, import);
        }
    }
    if (list.count) qsort(list.items, list.count, sizeof *list.items, compare_imports);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < list.count; i++) {
        if (kept && strcmp(list.items[kept - 1].path, list.items[i].path) == 0) continue;
        list.items[kept++] = list.items[i];
    }
    list.count = kept;
    return list;
}

static bool is_done(const Loader *loader, const char *path) {
    for (uint32_t i = 0; i < loader->done.count; i++)
        if (strcmp(loader->done.items[i], path) == 0) return true;
    return false;
}

static bool is_on_stack(const Stack *stack, const char *path) {
    for (; stack; stack = stack->importer)
        if (strcmp(stack->path, path) == 0) return true;
    return false;
}

static Symbol *clause_of(Loader *loader, SourceFile *source) {
    Diags ignored;
    diags_init(&ignored, loader->arena, 1);
    return parser_parse_file(loader->arena, source, &ignored, PARSE_IMPORTS_ONLY)->package;
}

static const char *file_name(const SourceFile *source) {
    const char *slash = strrchr(source->path, '/');
    return slash ? slash + 1 : source->path;
}

// Why the files of [folder] make no package, or NULL.
static const char *clauses_problem(Loader *loader, const PackageSource *source,
                                   const char *folder) {
    Symbol *first = NULL;
    for (uint32_t i = 0; i < source->source_count; i++) {
        Symbol *name = clause_of(loader, source->sources[i]);
        if (!first) first = name;
        if (!name || name == first) continue;
        return arena_printf(loader->arena, "found packages %s (%s) and %s (%s) in %s", first->text,
                            file_name(source->sources[0]), name->text,
                            file_name(source->sources[i]), folder);
    }
    return NULL;
}

static void complain_empty(Loader *loader, const Stack *stack, const char *folder,
                           bool are_excluded) {
    if (are_excluded) {
        complain_about(loader, stack,
                       arena_printf(loader->arena, "build constraints exclude all Go files in %s",
                                    folder));
        return;
    }
    // The go command finds this out later and has forgotten who imported it.
    fprintf(stderr, "%s: no non-test Go files in %s\n", stack->path, folder);
    loader->is_wrong = true;
}

// Goes into a package of the user that has not been looked at.
static void load_user_package(Loader *loader, const Stack *stack, const Import *import,
                              const ModulePackage *place) {
    FolderFiles files;
    const char *error = NULL;
    const char *shown = source_short_path(place->folder);
    if (!folder_read(loader->arena, place->folder, shown, &files, &error)) {
        complain_at(loader, import->pos, error);
        return;
    }
    if (files.count == 0) {
        complain_empty(loader, stack, place->folder, files.excluded > 0);
        return;
    }
    LoadedPackage package = {.source = {.path = import->path, .sources = files.sources,
                                        .source_count = files.count, .is_user = true,
                                        .lang_minor = place->lang_minor}};
    error = clauses_problem(loader, &package.source, place->folder);
    if (error) {
        complain_at(loader, import->pos, error);
        return;
    }
    ImportList imports = load_package(loader, stack, files.sources, files.count);
    package.imports = ARENA_ARRAY(loader->arena, const char *, imports.count + 1);
    for (uint32_t i = 0; i < imports.count; i++)
        package.imports[package.import_count++] = imports.items[i].path;
    vec_push(loader->arena, &loader->importer->loaded, package);
}

static void load_import(Loader *loader, const Stack *importer, const Import *import) {
    const char *path = import->path;
    bool is_relative = strncmp(path, "./", 2) == 0 || strncmp(path, "../", 3) == 0;
    // What is wrong with an absolute path, checking says.
    if (is_relative || path[0] == '/') return;
    if (strcmp(path, "unsafe") == 0 || strcmp(path, "C") == 0) return;
    if (importer_overrides(loader->importer, path)) return;
    ModulePackage place = {0};
    bool is_library;
    const char *error = importer_place(loader->importer, path, &place, &is_library);
    if (error) {
        if (!is_done(loader, path)) complain_at(loader, import->pos, error);
        vec_push(loader->arena, &loader->done, path);
        return;
    }
    Stack stack = {path, importer};
    // Outside a module programs of Go's own tree are run, which may use its internals.
    if (loader->importer->module && is_internal_to_others(path, importer->path, is_library)) {
        print_stack(importer);
        fprintf(stderr, "\n\t");
        complain_at(loader, import->pos,
                    arena_printf(loader->arena, "use of internal package %s not allowed", path));
        return;
    }
    if (is_library) return;
    if (is_on_stack(importer, path)) {
        complain_about(loader, &stack, "import cycle not allowed");
        return;
    }
    if (is_done(loader, path)) return;
    vec_push(loader->arena, &loader->done, path);
    load_user_package(loader, &stack, import, &place);
}

// The go command looks for embedded files before anything is compiled.
static void check_embeds(Loader *loader, SourceFile *source) {
    Diags ignored;
    diags_init(&ignored, loader->arena, 1);
    File *file = parser_parse_file(loader->arena, source, &ignored, PARSE_LAZY_BODIES);
    for (uint32_t i = 0; i < file->decls.count; i++) {
        const Decl *decl = file->decls.items[i];
        EmbedFiles files = {0};
        Pos pos;
        const char *error;
        if (decl->embed_count == 0 || !decl->type) continue;
        if (!embed_find(loader->importer, decl, &files, &pos, &error))
            complain_at(loader, pos, error);
        for (uint32_t j = 0; j < files.count; j++) free((char *)files.items[j].data);
    }
}

static ImportList load_package(Loader *loader, const Stack *stack, SourceFile **sources,
                               uint32_t count) {
    ImportList imports = list_imports(loader, sources, count);
    for (uint32_t i = 0; i < imports.count; i++) {
        if (strcmp(imports.items[i].path, "embed") != 0) continue;
        for (uint32_t j = 0; j < count; j++) check_embeds(loader, sources[j]);
    }
    for (uint32_t i = 0; i < imports.count; i++) load_import(loader, stack, &imports.items[i]);
    return imports;
}

bool load_imports(Importer *importer, const char *path, SourceFile **sources, uint32_t count) {
    Loader loader = {.importer = importer, .arena = importer->arena};
    Stack stack = {path, NULL};
    load_package(&loader, &stack, sources, count);
    return !loader.is_wrong;
}

// ---- checking -----------------------------------------------------------------------------------

static bool imports_broken(const Importer *importer, uint32_t index) {
    const LoadedPackage *package = &importer->loaded.items[index];
    for (uint32_t i = 0; i < index; i++) {
        const LoadedPackage *other = &importer->loaded.items[i];
        if (!other->is_broken) continue;
        for (uint32_t j = 0; j < package->import_count; j++)
            if (strcmp(package->imports[j], other->source.path) == 0) return true;
    }
    return false;
}

bool load_check(Importer *importer, Diags *diags, uint32_t limit) {
    bool is_fine = true;
    for (uint32_t i = 0; i < importer->loaded.count; i++) {
        LoadedPackage *package = &importer->loaded.items[i];
        if (imports_broken(importer, i)) {
            package->is_broken = true;
            continue;
        }
        Diags found;
        diags_init(&found, importer->arena, limit);
        types_set_diags(&found);
        const char *error = NULL;
        if (!package_load(package->source.path, NULL, &error) && error) {
            fprintf(stderr, "%s\n", error);
            package->is_broken = true;
        }
        if (diags_print(&found, stderr) > 0) package->is_broken = true;
        is_fine = is_fine && !package->is_broken;
    }
    types_set_diags(diags);
    return is_fine;
}
