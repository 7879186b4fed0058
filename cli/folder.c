// cli/folder.c - see folder.h.
#include "cli/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/os.h"
#include "base/vec.h"
#include "parser/parser.h"
#include "types/check.h"

bool folder_tag_holds(const char *tag, void *arg) {
    (void)arg;
    if (strncmp(tag, "go1.", 4) == 0) return atoi(tag + 4) <= LANG_MINOR_NEWEST;
    // Packages with assembly take their portable files: mound links no assembly.
    return strcmp(tag, "purego") == 0 || strcmp(tag, "math_big_pure_go") == 0 ||
           strcmp(tag, "gc") == 0 || strcmp(tag, "unix") == 0;
}

static bool is_source_name(const char *name, bool tests) {
    size_t length = strlen(name);
    if (length <= 3 || strcmp(name + length - 3, ".go") != 0) return false;
    if (name[0] == '.' || name[0] == '_') return false;
    return (length > 8 && strcmp(name + length - 8, "_test.go") == 0) == tests;
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool read_sources(Arena *arena, const char *folder, const char *shown, bool tests,
                         FolderFiles *files, const char **error) {
    DIR *dir = opendir(folder);
    if (!dir) {
        *error = os_error_text(errno);
        return false;
    }
    VEC(const char *) names = {0};
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (!is_source_name(entry->d_name, tests)) continue;
        vec_push(arena, &names, arena_strndup(arena, entry->d_name, strlen(entry->d_name)));
    }
    closedir(dir);
    if (names.count) qsort(names.items, names.count, sizeof *names.items, compare_names);
    *files = (FolderFiles){.sources = ARENA_ARRAY(arena, SourceFile *, names.count + 1)};
    for (uint32_t i = 0; i < names.count; i++) {
        const char *path = arena_printf(arena, "%s/%s", folder, names.items[i]);
        const char *shown_path = arena_printf(arena, "%s/%s", shown, names.items[i]);
        SourceFile *source = source_read(path, shown_path, error);
        if (!source) {
            *error = arena_printf(arena, "open %s: %s", shown_path, *error);
            return false;
        }
        if (parser_build_matches(source, folder_tag_holds, NULL)) {
            files->sources[files->count++] = source;
        } else {
            files->excluded++;
        }
    }
    return true;
}

bool folder_read(Arena *arena, const char *folder, const char *shown, FolderFiles *files,
                 const char **error) {
    return read_sources(arena, folder, shown, false, files, error);
}

bool folder_read_tests(Arena *arena, const char *folder, const char *shown, FolderFiles *files,
                       const char **error) {
    return read_sources(arena, folder, shown, true, files, error);
}

bool folder_has_assembly(const char *folder) {
    DIR *dir = opendir(folder);
    bool found = false;
    for (struct dirent *entry; dir && !found && (entry = readdir(dir));) {
        size_t length = strlen(entry->d_name);
        found = length > 2 && entry->d_name[0] != '.' && entry->d_name[0] != '_' &&
                strcmp(entry->d_name + length - 2, ".s") == 0;
    }
    if (dir) closedir(dir);
    return found;
}
