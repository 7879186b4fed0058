// cli/cmd_test.c - `mound test`: which packages are meant.
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cli.h"
#include "cli/module.h"
#include "cli/test_flags.h"
#include "cli/test_run.h"

static bool ends_in(const char *text, const char *end) {
    size_t length = strlen(text), end_length = strlen(end);
    return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

static bool is_file(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

static bool is_folder(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static int add_folder(Arena *arena, TestTargetList *targets, const char *folder) {
    TestTarget target;
    const char *error = NULL;
    if (!test_target_find(arena, folder, &target, &error)) {
        fprintf(stderr, "%s\n", error);
        return EXIT_ERRORS;
    }
    vec_push(arena, targets, target);
    return EXIT_FINE;
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// Folders that "..." leaves out, as the go command does.
static bool is_skipped(const char *name) {
    return name[0] == '.' || name[0] == '_' || strcmp(name, "testdata") == 0 ||
           strcmp(name, "vendor") == 0;
}

// Adds [folder] when it has Go files, and the folders below it, in order of their names.
static int add_tree(Arena *arena, TestTargetList *targets, const char *folder, bool is_root) {
    if (!is_root && is_file(arena_printf(arena, "%s/go.mod", folder))) return EXIT_FINE;
    DIR *dir = opendir(folder);
    if (!dir) return EXIT_FINE;
    VEC(const char *) names = {0};
    bool has_go = false;
    for (struct dirent *entry; (entry = readdir(dir));) {
        const char *name = entry->d_name;
        if (ends_in(name, ".go") && name[0] != '.' && name[0] != '_') has_go = true;
        if (is_skipped(name)) continue;
        vec_push(arena, &names, arena_strndup(arena, name, strlen(name)));
    }
    closedir(dir);
    if (names.count) qsort(names.items, names.count, sizeof *names.items, compare_names);
    int code = has_go ? add_folder(arena, targets, folder) : EXIT_FINE;
    for (uint32_t i = 0; i < names.count && code == EXIT_FINE; i++) {
        const char *path = arena_printf(arena, "%s/%s", folder, names.items[i]);
        struct stat info;
        if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
            code = add_tree(arena, targets, path, false);
        }
    }
    return code;
}

// A folder, FOLDER/..., or an import path of the module that the working folder is in.
static int add_named(Arena *arena, TestTargetList *targets, const char *name) {
    if (strcmp(name, "...") == 0) return add_tree(arena, targets, ".", true);
    if (ends_in(name, "/...")) {
        const char *root = arena_strndup(arena, name, strlen(name) - 4);
        if (is_folder(root)) return add_tree(arena, targets, root, true);
        fprintf(stderr, "mound test: pattern %s: directory %s not found\n", name, root);
        return EXIT_ERRORS;
    }
    if (name[0] != '.' && name[0] != '/') {
        const char *error;
        char *here = realpath(".", NULL);
        const Module *module = here ? module_find(arena, here, &error) : NULL;
        free(here);
        ModulePackage place = {0};
        if (module && module_resolve(arena, module, name, &place) && is_folder(place.folder)) {
            return add_folder(arena, targets, place.folder);
        }
    }
    return add_folder(arena, targets, name);
}

static int find_targets(Arena *arena, const TestFlags *flags, Options *options,
                        TestTargetList *targets) {
    int code = EXIT_FINE;
    if (flags->packages.count == 0) return add_folder(arena, targets, ".");
    if (ends_in(flags->packages.items[0], ".go")) {
        options->files = flags->packages.items;
        options->file_count = (int)flags->packages.count;
        const char *slash = strrchr(options->files[0], '/');
        const char *folder = slash ? arena_strndup(arena, options->files[0],
                                                   (size_t)(slash - options->files[0] + 1))
                                   : ".";
        code = add_folder(arena, targets, folder);
        if (code != EXIT_FINE) return code;
        targets->items[0].given = NULL;
        targets->items[0].path = "command-line-arguments";
        return EXIT_FINE;
    }
    for (uint32_t i = 0; i < flags->packages.count && code == EXIT_FINE; i++) {
        code = add_named(arena, targets, flags->packages.items[i]);
    }
    return code;
}

int cmd_test(int argc, char **argv) {
    Arena *arena = program_arena();
    TestFlags flags;
    int code = test_flags_parse(arena, argc, argv, &flags);
    if (code != EXIT_FINE) return code;
    Options options = {.command = "test", .complete = true, .lang_minor = flags.lang_minor};
    TestTargetList targets = {0};
    code = find_targets(arena, &flags, &options, &targets);
    if (code != EXIT_FINE) return code;
    if (targets.count == 0) {
        fprintf(stderr, "mound test: no packages to test\n");
        return EXIT_ERRORS;
    }
    return test_run_all(arena, &options, &flags, &targets, flags.packages.count > 0);
}
