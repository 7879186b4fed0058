// cli/program.c - see program.h.
#include "cli/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/embed.h"
#include "cli/folder.h"
#include "cli/importer.h"
#include "cli/load.h"
#include "escape/library.h"
#include "parser/parser.h"
#include "stdlib/bundle.h"

enum { ERRORS_MAX = 10 };

static Arena arena;
static Importer importer;
static Diags diags;

static int complain(const char *text) {
    fprintf(stderr, "mound: %s\n", text);
    return EXIT_ERRORS;
}

// How go prints a path given by the user: relative ones begin with "./".
static const char *shown_path(const char *path) {
    if (path[0] == '/' || path[0] == '.') return path;
    return arena_printf(&arena, "./%s", path);
}

static const char *absolute_folder(const char *path, bool is_folder) {
    char *real = realpath(path, NULL);
    if (!real) return NULL;
    if (!is_folder) {
        char *slash = strrchr(real, '/');
        if (slash) slash[slash == real ? 1 : 0] = '\0';
    }
    const char *result = arena_strndup(&arena, real, strlen(real));
    free(real);
    return result;
}

static int read_folder(const char *folder, FolderFiles *files) {
    const char *error;
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/') length--;
    const char *clean = arena_strndup(&arena, folder, length);
    const char *shown = strcmp(clean, ".") == 0 ? "." : shown_path(clean);
    if (!folder_read(&arena, clean, shown, files, &error)) return complain(error);
    if (files->count > 0) return EXIT_FINE;
    return complain(arena_printf(&arena, files->excluded
                                             ? "build constraints exclude all Go files in %s"
                                             : "no Go files in %s", folder));
}

static int read_files(const Options *options, FolderFiles *files) {
    files->sources = ARENA_ARRAY(&arena, SourceFile *, options->file_count);
    for (int i = 0; i < options->file_count; i++) {
        const char *path = options->files[i];
        struct stat info;
        if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
            return complain(arena_printf(&arena, "%s is a folder, not a .go file", path));
        }
        const char *error;
        SourceFile *source = source_read(path, shown_path(path), &error);
        if (!source) return complain(arena_printf(&arena, "open %s: %s", path, error));
        files->sources[files->count++] = source;
    }
    return EXIT_FINE;
}

static const char *file_name(const File *file) {
    const char *slash = strrchr(file->source->path, '/');
    return slash ? slash + 1 : file->source->path;
}

static int check_clauses(const Program *program, const char *folder) {
    const File *first = program->files[0];
    for (uint32_t i = 1; i < program->file_count; i++) {
        const File *file = program->files[i];
        if (!file->package || !first->package || file->package == first->package) continue;
        return complain(arena_printf(&arena, "found packages %s (%s) and %s (%s) in %s",
                                     first->package->text, file_name(first),
                                     file->package->text, file_name(file), folder));
    }
    return EXIT_FINE;
}

static void start_front_end(const Options *options, const char *folder) {
    diags_init(&diags, &arena, options->all_errors ? 0 : ERRORS_MAX);
    importer.arena = &arena;
    importer.folder = folder;
    int lang_minor = options->lang_minor;
    if (lang_minor == 0 && importer.module) lang_minor = importer.module->lang_minor;
    library_use_summaries(bundle_hash);
    types_init(&(TypesConfig){.diags = &diags,
                              .importer = importer_find,
                              .embedder = embed_find,
                              .importer_arg = &importer,
                              .lang_minor = lang_minor,
                              .complete = options->complete});
}

// As in gc, a syntax error keeps the program from being type-checked; other complaints of the
// parser (a misplaced break, say) do not.
static bool has_syntax_error(void) {
    for (uint32_t i = 0; i < diags.list.count; i++) {
        if (strncmp(diags.list.items[i].text, "syntax error", 12) == 0) return true;
    }
    return false;
}

Arena *program_arena(void) { return &arena; }

const char *program_shown_path(const char *path) { return shown_path(path); }

Diags *program_diags(void) { return &diags; }

Importer *program_front_end(const Options *options, const char *folder, const char **error) {
    *error = NULL;
    importer.module = module_find(&arena, folder, error);
    if (*error) return NULL;
    start_front_end(options, folder);
    return &importer;
}

int program_load(const Options *options, Program *program) {
    struct stat info;
    const char *first = options->files[0];
    bool is_folder = options->file_count == 1 && stat(first, &info) == 0 && S_ISDIR(info.st_mode);
    FolderFiles files = {0};
    int code = is_folder ? read_folder(first, &files) : read_files(options, &files);
    if (code != EXIT_FINE) return code;
    const char *folder = absolute_folder(first, is_folder);
    const char *error = NULL;
    if (folder) importer.module = module_find(&arena, folder, &error);
    if (error) return complain(error);
    start_front_end(options, folder ? folder : ".");
    program->file_count = files.count;
    program->files = ARENA_ARRAY(&arena, File *, files.count);
    for (uint32_t i = 0; i < files.count; i++) {
        program->files[i] = parser_parse_file(&arena, files.sources[i], &diags, PARSE_ALL);
    }
    code = check_clauses(program, folder ? folder : ".");
    if (code != EXIT_FINE) return code;
    const char *path = "command-line-arguments";
    if (folder && importer.module) path = module_import_path(&arena, importer.module, folder);
    if (!load_imports(&importer, path, files.sources, files.count)) return EXIT_ERRORS;
    if (!load_check(&importer, &diags, options->all_errors ? 0 : ERRORS_MAX)) return EXIT_ERRORS;
    if (!has_syntax_error()) {
        program->package = check_package_user("main", program->files, program->file_count, &arena);
    }
    return diags_print(&diags, stderr) > 0 ? EXIT_ERRORS : EXIT_FINE;
}

void program_load_nothing(const Options *options) {
    const char *folder = absolute_folder(".", true), *error = NULL;
    if (folder) importer.module = module_find(&arena, folder, &error);
    start_front_end(options, folder ? folder : ".");
}
