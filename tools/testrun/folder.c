// tools/testrun/folder.c - tests that are about the packages of a folder.
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/testrun/testrun.h"

static int compare_paths(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int list_folder(const char *folder, char **paths) {
    DIR *dir = opendir(folder);
    if (!dir) return 0;
    int count = 0;
    for (struct dirent *entry; (entry = readdir(dir)) && count < FILES_MAX;) {
        size_t length = strlen(entry->d_name);
        if (length > 3 && strcmp(entry->d_name + length - 3, ".go") == 0) {
            paths[count++] = text_format("%s/%s", folder, entry->d_name);
        }
    }
    closedir(dir);
    qsort(paths, (size_t)count, sizeof *paths, compare_paths);
    return count;
}

static char *package_of(const char *path) {
    char *text = file_read(path, NULL);
    char name[128] = "";
    for (char *line = text; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
        if (sscanf(line, "package %127[A-Za-z0-9_]", name) == 1) break;
    }
    free(text);
    return strdup(name);
}

// Whether the directive says -s: every file of the folder is a package of its own.
static bool single_files(const Test *test) {
    const char *flag = strstr(test->args, "-s");
    return flag && (flag[2] == '\0' || flag[2] == ' ');
}

// Whether the quote at [at] opens an import path: nothing but names and dots stands before it, a
// plain name follows the slash, and nothing that.
static bool opens_import(const char *text, const char *at) {
    const char *line = at, *rest = strchr(at, '/') + 1;
    while (isalnum((unsigned char)*rest) || *rest == '_') rest++;
    if (rest[0] != '"' || !strchr("\r\n; ", rest[1])) return false;
    while (line > text && line[-1] != '\n') line--;
    for (; line < at; line++) {
        if (!isalnum((unsigned char)*line) && !strchr(" \t._", *line)) return false;
    }
    return true;
}

// [text] with "./NAME" for each import of "test/NAME"; NULL when it has none.
static char *rename_imports(const char *text) {
    static const char prefix[] = "\"test/";
    char *result = NULL;
    const char *from = text;
    for (const char *at = text; (at = strstr(at, prefix)); at += sizeof prefix - 1) {
        if (!opens_import(text, at)) continue;
        result = text_format("%s%.*s\"./", result ? result : "", (int)(at - from), from);
        from = at + sizeof prefix - 1;
    }
    return result ? text_format("%s%s", result, from) : NULL;
}

// The packages of a folder may import each other as "test/NAME", which is what Go's runner calls
// them: such a folder is copied, with "./NAME" in their place.
static char *test_dir(const Test *test) {
    char *folder = test_sibling(test, ".dir");
    char *paths[FILES_MAX];
    int count = list_folder(folder, paths);
    char *copy = NULL;
    for (int i = 0; i < count; i++) {
        char *result = rename_imports(file_read(paths[i], NULL));
        if (!result) continue;
        if (!copy) copy = scratch_copy(folder, "renamed");
        char *path = text_format("%s/%s", copy, strrchr(paths[i], '/') + 1);
        unlink(path);
        file_write(path, result, strlen(result));
    }
    return copy ? copy : folder;
}

// ---- a package of the folder

typedef struct Part {
    const char *folder;
    const char *package;       // its name
    char *paths[FILES_MAX];    // its files
    int count;
    bool last;                 // of the folder
} Part;

static void add_files(Command *command, const Part *part, bool whole_paths) {
    for (int i = 0; i < part->count; i++) {
        const char *name = strrchr(part->paths[i], '/') + 1;
        command_add(command, whole_paths ? part->paths[i] : name);
    }
}

typedef void Visit(Test *test, const Part *part);

// The files from [first] on that belong to the package of that one; nothing when an earlier file
// does, too.
static Part part_from(const Test *test, char **paths, int count, int first) {
    Part part = {.package = package_of(paths[first])};
    if (single_files(test)) {
        part.paths[part.count++] = paths[first];
        part.last = first == count - 1;
        return part;
    }
    for (int i = 0; i < count; i++) {
        if (strcmp(package_of(paths[i]), part.package) != 0) continue;
        if (i < first) return (Part){0};
        part.paths[part.count++] = paths[i];
    }
    part.last = true;
    for (int i = first + 1; i < count; i++) {
        bool seen = false;
        for (int j = 0; j <= first; j++) {
            seen |= strcmp(package_of(paths[i]), package_of(paths[j])) == 0;
        }
        part.last &= seen;
    }
    return part;
}

// Each package of the folder, in the order of its first file, until one fails.
static void each_package(Test *test, Visit *visit) {
    char *folder = settings.compiler ? test_sibling(test, ".dir") : test_dir(test);
    char *paths[FILES_MAX];
    int count = list_folder(folder, paths);
    if (count == 0) test_fail(test, text_format("no files in %s", folder));
    for (int i = 0; i < count && test->verdict != VERDICT_FAIL; i++) {
        Part part = part_from(test, paths, count, i);
        part.folder = folder;
        if (part.count) visit(test, &part);
    }
}

// ---- run

// Runs the main package of [folder]; false when there is none.
static bool run_folder(const Test *test, const char *folder, Output *output) {
    char *paths[FILES_MAX];
    int count = list_folder(folder, paths);
    Command command = command_new(settings.mound, "run");
    int files = 0;
    for (int i = 0; i < count; i++) {
        bool mine = single_files(test) ? i == count - 1 : strcmp(package_of(paths[i]), "main") == 0;
        if (!mine) continue;
        command_add(&command, strrchr(paths[i], '/') + 1);
        files++;
    }
    process_run(command.argv, folder, true, output);
    return files > 0;
}

static bool run_module(const Test *test, const char *folder, Output *output) {
    (void)test;
    Command command = command_new(settings.mound, "run");
    command_add(&command, ".");
    process_run(command.argv, folder, true, output);
    return true;
}

typedef bool RunFolder(const Test *test, const char *folder, Output *output);

// Plants a panic into the main function of [folder], a copy, and looks whether it is shown.
static void prove_folder(Test *test, const char *folder, RunFolder *run) {
    if (settings.proven) return;
    char *paths[FILES_MAX];
    int count = list_folder(folder, paths);
    char *word = random_word();
    bool planted = false;
    for (int i = 0; i < count; i++) {
        if (strcmp(package_of(paths[i]), "main") != 0) continue;
        char *text = plant_panic(file_read(paths[i], NULL), word);
        if (!text) continue;
        unlink(paths[i]);
        planted |= file_write(paths[i], text, strlen(text));
    }
    if (!planted) {
        test_fail(test, strdup("no place for a planted panic: no `func main() {`"));
        return;
    }
    Output output;
    run(test, folder, &output);
    if (output.exit_code == 2 && strstr(output.out, word)) return;
    test_fail(test, text_format("a planted panic was not shown: exit code %d: %s",
                                output.exit_code, text_shorten(output.out)));
}

static void run_and_prove(Test *test, const char *folder, RunFolder *run) {
    Output output;
    if (!run(test, folder, &output)) {
        test_fail(test, text_format("no main package in %s", folder));
        return;
    }
    if (ends_as_changed(test, &output)) return;
    if (!exited_with(test, &output, 0)) return;
    char *want = file_read(test_sibling(test, ".out"), NULL);
    if (!texts_compare(test, "output", output.out, want ? want : "")) return;
    prove_folder(test, folder, run);
}

// A folder is no package for a go command, so nobody is asked: what was found by hand stays.
static void keep_change(Test *test) {
    char *key = text_format("%s:run", test->shown);
    const char *ending = list_find(&settings.changed, key);
    if (!ending) return;
    test->verdict = VERDICT_CHANGED;
    test->message = text_format("%s\t%s\n", key, ending);
}

void kind_rundir(Test *test) {
    if (settings.compiler) {
        keep_change(test);
        return;
    }
    run_and_prove(test, scratch_copy(test_dir(test), "folder"), run_folder);
}

// The folder becomes a module called like itself, in a place of its own.
void kind_runindir(Test *test) {
    if (settings.compiler) return;
    char *from = test_sibling(test, ".dir");
    char *folder = scratch_copy(from, "module");
    char *path = text_format("%s/go.mod", folder);
    char *mod = text_format("module %s\ngo 1.14\n", strrchr(from, '/') + 1);
    if (!file_read(path, NULL)) file_write(path, mod, strlen(mod));
    run_and_prove(test, folder, run_module);
}

// ---- compile

static void compile_package(Test *test, const Part *part) {
    Command command = command_new(settings.mound, "dis");
    add_files(&command, part, false);
    Output output;
    process_run(command.argv, part->folder, true, &output);
    if (!exited_with(test, &output, 0) || !part->last) return;
    // A file more, which is wrong, has to be refused.
    char *word = random_word();
    char *folder = scratch_copy(part->folder, "planted");
    char *text = text_format("package %s\n\nvar _ int = %s\n", part->package, word);
    file_write(text_format("%s/planted.go", folder), text, strlen(text));
    command_add(&command, "planted.go");
    process_run(command.argv, folder, true, &output);
    if (output.exit_code == 1 && strstr(output.out, word)) return;
    test_fail(test, text_format("a planted error was not refused: exit code %d",
                                output.exit_code));
}

void kind_compiledir(Test *test) {
    if (!settings.compiler) each_package(test, compile_package);
}

// ---- errorcheck

static void compile_for_changes(Test *test, const Part *part) {
    const char *first = strrchr(part->paths[0], '/') + 1;
    Command command = gc_compile_folder_command(test, part->package, first);
    add_files(&command, part, true);
    changes_find(test, &command, part->folder, (char **)part->paths, part->count);
}

static void errorcheck_package(Test *test, const Part *part) {
    bool decisions = strstr(test->args, "-m") != NULL;
    Command command = command_new(settings.mound, decisions ? "escape" : "vet");
    command_add(&command, decisions ? "-m" : "-e");
    add_reference_lang(&command, test);
    add_files(&command, part, false);
    Output output;
    process_run(command.argv, part->folder, true, &output);
    errorcheck_judge(test, &output, (char **)part->paths, part->count);
    if (test->verdict == VERDICT_PASS && !decisions) {
        exited_with(test, &output, *output.out ? 1 : 0);
    }
}

void kind_errorcheckdir(Test *test) {
    each_package(test, settings.compiler ? compile_for_changes : errorcheck_package);
}
