// tools/testrun/kinds.c - what each directive does.
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tools/testrun/testrun.h"

enum { ARGS_MAX = 64, FILES_MAX = 256, SHOWN_BYTES = 600 };

static void fail(Test *test, char *message) {
    test->verdict = VERDICT_FAIL;
    test->message = message;
}

static void skip(Test *test, const char *reason) {
    test->verdict = VERDICT_SKIP;
    test->message = strdup(reason);
}

// The path of the test with its ".go" replaced.
static char *sibling(const Test *test, const char *suffix) {
    return text_format("%.*s%s", (int)strlen(test->path) - 3, test->path, suffix);
}

static char *folder_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? strndup(path, (size_t)(slash - path)) : strdup(".");
}

// ---- command lines

typedef struct Command {
    char *argv[ARGS_MAX + FILES_MAX + 4];
    int count;
} Command;

static void command_add(Command *command, const char *word) {
    if (command->count < ARGS_MAX + FILES_MAX) command->argv[command->count++] = strdup(word);
    command->argv[command->count] = NULL;
}

static void command_add_words(Command *command, const char *text) {
    char *copy = strdup(text);
    for (char *word = strtok(copy, " \t"); word; word = strtok(NULL, " \t")) {
        command_add(command, word);
    }
}

static Command command_new(const char *verb) {
    Command command = {0};
    command_add(&command, settings.mound);
    command_add(&command, verb);
    return command;
}

// ---- comparing

static char *shorten(const char *text) {
    size_t length = strlen(text);
    if (length <= SHOWN_BYTES) return strdup(text);
    return text_format("%.*s...", SHOWN_BYTES, text);
}

// Makes output independent of where the test lies: the folder's absolute path is cut, addresses
// and code offsets become 0x0.
static char *normalize(const char *text, const char *folder) {
    char *real = realpath(folder, NULL);
    size_t real_length = real ? strlen(real) : 0;
    char *result = malloc(strlen(text) + 1), *out = result;
    for (const char *at = text; *at;) {
        if (real_length > 1 && strncmp(at, real, real_length) == 0 && at[real_length] == '/') {
            at += real_length + 1;
        } else if (at[0] == '0' && at[1] == 'x') {
            memcpy(out, "0x0", 3);
            out += 3;
            at += 2;
            at += strspn(at, "0123456789abcdef");
        } else {
            *out++ = *at++;
        }
    }
    *out = '\0';
    free(real);
    return result;
}

static bool compare(Test *test, const char *what, const char *got, const char *want) {
    if (strcmp(got, want) == 0) return true;
    int line = 1;
    const char *g = got, *w = want;
    while (*g && *g == *w) {
        line += *g == '\n';
        g++, w++;
    }
    while (g > got && g[-1] != '\n') g--, w--;
    int got_bytes = (int)strcspn(g, "\n"), want_bytes = (int)strcspn(w, "\n");
    if (got_bytes > SHOWN_BYTES) got_bytes = SHOWN_BYTES;
    fail(test, text_format("%s differs at line %d\n  got:  %.*s\n  want: %.*s", what, line,
                           got_bytes, g, want_bytes, w));
    return false;
}

static char *printed_in_short(const Output *output) {
    const char *text = output->err && *output->err ? output->err : output->out;
    return shorten(text);
}

static bool exited_with(Test *test, const Output *output, int code) {
    if (output->timed_out) {
        fail(test, text_format("ran longer than %d s", settings.timeout_seconds));
        return false;
    }
    if (output->exit_code == code) return true;
    fail(test, text_format("exit code %d, not %d: %s", output->exit_code, code,
                           printed_in_short(output)));
    return false;
}

// ---- run

static Command run_command(const Test *test, const char *path) {
    Command command = command_new("run");
    // Flags of the directive come before the program, its arguments behind it.
    char *copy = strdup(test->args);
    char *rest = "";
    for (char *word = copy; *word;) {
        word += strspn(word, " \t");
        if (*word != '-') {
            rest = word;
            break;
        }
        size_t length = strcspn(word, " \t");
        char *flag = strndup(word, length);
        if (strncmp(flag, "-lang=", 6) == 0) command_add(&command, flag);
        word += length;
    }
    command_add(&command, path);
    command_add_words(&command, rest);
    return command;
}

static void run_go(Test *test) {
    Output output;
    char *folder = folder_of(test->path);
    process_run(run_command(test, strrchr(test->path, '/') + 1).argv, folder, true, &output);
    if (!exited_with(test, &output, 0)) return;
    char *want = file_read(sibling(test, ".out"), NULL);
    compare(test, "output", output.out, want ? want : "");
}

static void bless(const Test *test, const char *suffix, const char *text) {
    char *path = sibling(test, suffix);
    if (*text) {
        file_write(path, text, strlen(text));
    } else {
        unlink(path);
    }
}

static void run_own(Test *test) {
    Output output;
    char *folder = folder_of(test->path);
    process_run(run_command(test, strrchr(test->path, '/') + 1).argv, folder, false, &output);
    char *err = normalize(output.err, folder);
    if (settings.bless) {
        bless(test, ".err", err);
        if (!directive_wanted(test)) bless(test, ".out", output.out);
        return;
    }
    if (!exited_with(test, &output, directive_exit_code(test))) return;
    char *want = directive_wanted(test);
    char *want_out = file_read(sibling(test, ".out"), NULL);
    char *want_err = file_read(sibling(test, ".err"), NULL);
    if (want) {   // lines on either stream
        compare(test, "output", *output.out ? output.out : err, want);
        return;
    }
    if (compare(test, "standard output", output.out, want_out ? want_out : "")) {
        compare(test, "standard error", err, want_err ? want_err : "");
    }
}

// ---- planted failures

static char *random_word(void) {
    static unsigned counter;
    return text_format("planted-%x-%x", (unsigned)getpid(), (unsigned)random() + counter++);
}

// Behind the "{" of `func main() {`, however it is laid out; NULL when there is none.
static const char *main_body(const char *text) {
    for (const char *at = text; (at = strstr(at, "\nfunc"));) {
        at += strlen("\nfunc");
        const char *name = at + strspn(at, " \t\n");
        if (name == at || strncmp(name, "main()", 6) != 0) continue;
        const char *brace = name + 6 + strspn(name + 6, " \t");
        if (*brace == '{') return brace + 1;
    }
    return NULL;
}

// The source with `defer panic(word)` at the start of main, so that main ends in it. NULL when there
// is no main.
static char *plant_panic(const char *text, const char *word) {
    const char *at = main_body(text);
    if (!at) return NULL;
    return text_format("%.*s defer panic(\"%s\");%s", (int)(at - text), text, word, at);
}

// For programs that end by os.Exit, which runs no deferred call: each os.Exit(...) becomes the panic.
static char *plant_exit(const char *text, const char *word) {
    static const char call[] = "os.Exit(";
    char *result = strdup("");
    const char *at = text;
    for (const char *next; (next = strstr(at, call));) {
        result = text_format("%s%.*spanic(\"%s\")", result, (int)(next - at), at, word);
        at = next + strcspn(next, ")") + 1;
    }
    return at == text ? NULL : text_format("%s%s\nvar _ = os.Exit\n", result, at);
}

// Writes [text] to the scratch folder under the test's name; the run happens in the test's folder.
static char *write_scratch(const Test *test, const char *text) {
    char *folder = text_format("%s/%d", settings.scratch, (int)getpid());
    mkdir(folder, 0777);
    char *path = text_format("%s/%s", folder, strrchr(test->path, '/') + 1);
    return file_write(path, text, strlen(text)) ? path : NULL;
}

// A program of several files: the one that has main, named by the directive; else the test itself.
static char *main_file(const Test *test) {
    if (main_body(test->text)) return test->path;
    char *copy = strdup(test->args);
    for (char *word = strtok(copy, " \t"); word; word = strtok(NULL, " \t")) {
        char *path = text_format("%s/%s", folder_of(test->path), word);
        char *text = file_read(path, NULL);
        if (text && main_body(text)) return path;
    }
    return test->path;
}

// Runs [planted] in place of [main_path]; whether it ended in the panic that says [word].
static bool shows_panic(const Test *test, const char *main_path, const char *planted,
                        const char *word, Output *output) {
    char *path = write_scratch(test, planted);
    Command command = command_new("run");
    if (main_path != test->path) {
        command_add(&command, path);
        command_add(&command, strrchr(test->path, '/') + 1);
    } else {
        command = run_command(test, path);
    }
    process_run(command.argv, folder_of(test->path), true, output);
    unlink(path);
    return output->exit_code == 2 && strstr(output->out, word);
}

static void prove_run(Test *test) {
    char *word = random_word();
    char *main_path = main_file(test);
    char *text = file_read(main_path, NULL);
    char *planted = plant_panic(text, word);
    if (!planted) {
        fail(test, strdup("no place for a planted panic: no `func main() {`"));
        return;
    }
    Output output;
    if (shows_panic(test, main_path, planted, word, &output)) return;
    char *exits = plant_exit(text, word);
    if (exits && shows_panic(test, main_path, exits, word, &output)) return;
    fail(test, text_format("a planted panic was not shown: exit code %d: %s", output.exit_code,
                           shorten(output.out)));
}

static void kind_run_program(Test *test) {
    if (!settings.go_suite) {
        run_own(test);
        return;
    }
    run_go(test);
    if (test->verdict == VERDICT_PASS) prove_run(test);
}

static void kind_runoutput(Test *test) {
    Output output;
    char *folder = folder_of(test->path);
    process_run(run_command(test, strrchr(test->path, '/') + 1).argv, folder, false, &output);
    if (!exited_with(test, &output, 0)) return;
    char *path = write_scratch(test, output.out);
    Command command = command_new("run");
    command_add(&command, path);
    Output second;
    process_run(command.argv, folder, true, &second);
    unlink(path);
    if (!exited_with(test, &second, 0)) return;
    char *want = file_read(sibling(test, ".out"), NULL);
    if (compare(test, "output", second.out, want ? want : "")) prove_run(test);
}

// ---- folders

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

// Adds the files of [package].
static void add_package_files(Command *command, char **paths, int count, const char *package) {
    for (int i = 0; i < count; i++) {
        if (strcmp(package_of(paths[i]), package) == 0) {
            command_add(command, strrchr(paths[i], '/') + 1);
        }
    }
}

static void kind_rundir(Test *test) {
    char *folder = sibling(test, ".dir");
    char *paths[FILES_MAX];
    int count = list_folder(folder, paths);
    if (count == 0) {
        fail(test, text_format("no files in %s", folder));
        return;
    }
    Command command = command_new("run");
    if (single_files(test)) {
        command_add(&command, strrchr(paths[count - 1], '/') + 1);
    } else {
        add_package_files(&command, paths, count, "main");
    }
    Output output;
    process_run(command.argv, folder, true, &output);
    if (!exited_with(test, &output, 0)) return;
    char *want = file_read(sibling(test, ".out"), NULL);
    compare(test, "output", output.out, want ? want : "");
}

// The folder becomes a module called like itself, in a place of its own.
static char *copy_as_module(const Test *test) {
    char *from = sibling(test, ".dir");
    char *to = text_format("%s/%d-module", settings.scratch, (int)getpid());
    char *copy[] = {"cp", "-r", from, to, NULL};
    Output output;
    process_run(copy, NULL, true, &output);
    char *path = text_format("%s/go.mod", to);
    char *mod = text_format("module %s\ngo 1.14\n", strrchr(from, '/') + 1);
    if (!file_read(path, NULL)) file_write(path, mod, strlen(mod));
    return to;
}

static void kind_runindir(Test *test) {
    Output output;
    Command command = command_new("run");
    command_add(&command, ".");
    process_run(command.argv, copy_as_module(test), true, &output);
    if (!exited_with(test, &output, 0)) return;
    char *want = file_read(sibling(test, ".out"), NULL);
    compare(test, "output", output.out, want ? want : "");
}

// Each package of the folder, in the order of its first file.
static void each_package(Test *test, void (*visit)(Test *, const char *, char **, int,
                                                   const char *)) {
    char *folder = sibling(test, ".dir");
    char *paths[FILES_MAX];
    int count = list_folder(folder, paths);
    if (count == 0) fail(test, text_format("no files in %s", folder));
    for (int i = 0; i < count && test->verdict == VERDICT_PASS; i++) {
        char *package = package_of(paths[i]);
        bool seen = false;
        if (single_files(test)) {
            visit(test, folder, paths + i, 1, package);
            continue;
        }
        for (int j = 0; j < i; j++) seen |= strcmp(package_of(paths[j]), package) == 0;
        if (!seen) visit(test, folder, paths, count, package);
    }
}

// ---- compile

static void compile_package(Test *test, const char *folder, char **paths, int count,
                            const char *package) {
    Command command = command_new("dis");
    add_package_files(&command, paths, count, package);
    Output output;
    process_run(command.argv, folder, true, &output);
    exited_with(test, &output, 0);
}

static void kind_compile(Test *test) {
    Output output;
    char *folder = folder_of(test->path);
    Command command = command_new("dis");
    char *lang = strstr(test->args, "-lang=");
    if (lang) command_add(&command, strndup(lang, strcspn(lang, " \t")));
    Command planted_command = command;
    command_add(&command, strrchr(test->path, '/') + 1);
    process_run(command.argv, folder, true, &output);
    if (!exited_with(test, &output, 0) || !settings.go_suite) return;
    char *word = random_word();
    for (char *c = word; *c; c++) {
        if (*c == '-') *c = '_';
    }
    char *planted = text_format("%s\nvar _ int = %s\n", test->text, word);
    char *path = write_scratch(test, planted);
    command_add(&planted_command, path);
    process_run(planted_command.argv, folder, true, &output);
    unlink(path);
    if (output.exit_code == 1 && strstr(output.out, word)) return;
    fail(test, text_format("a planted error was not refused: exit code %d", output.exit_code));
}

static void kind_compiledir(Test *test) { each_package(test, compile_package); }

// ---- errorcheck

static const char *unsupported_flag(const char *args) {
    static const char *const flags[] = {"-d=", "-+", "-race", "-m", "-live", "-smallframes", "-S",
                                        "-asan", "-N", "-W", "-wb", "-buildid", NULL};
    for (int i = 0; flags[i]; i++) {
        const char *at = strstr(args, flags[i]);
        if (at && (at == args || at[-1] == ' ')) return flags[i];
    }
    return NULL;
}

static void kind_errorcheck(Test *test) {
    const char *flag = unsupported_flag(test->args);
    if (flag && strcmp(flag, "-m") != 0) {
        skip(test, text_format("asks for %s of gc's back end", flag));
        return;
    }
    Command command = command_new(flag ? "escape" : "vet");
    bool explained = strstr(test->args, "-m=2") || strstr(test->args, "-m -m");
    if (flag) command_add(&command, explained ? "-m=2" : "-m");
    if (flag && strstr(test->args, "-l")) command_add(&command, "-l");
    if (!flag) command_add(&command, "-e");
    if (!flag && strstr(test->args, "-complete")) command_add(&command, "-complete");
    char *lang = strstr(test->args, "-lang=");
    if (lang) command_add(&command, strndup(lang, strcspn(lang, " \t")));
    command_add(&command, strrchr(test->path, '/') + 1);
    Output output;
    process_run(command.argv, folder_of(test->path), true, &output);
    if (output.timed_out || output.exit_code > 2) {
        exited_with(test, &output, 1);
        return;
    }
    char *report = errorcheck_compare(output.out, &test->path, 1);
    if (report) fail(test, report);
    bool wants_errors = strstr(test->text, "// ERROR ") || strstr(test->text, "// GC_ERROR ");
    if (!report && wants_errors && !flag) exited_with(test, &output, 1);
}

static void errorcheck_package(Test *test, const char *folder, char **paths, int count,
                               const char *package) {
    Command command = command_new("vet");
    command_add(&command, "-e");
    char *mine[FILES_MAX];
    int mine_count = 0;
    for (int i = 0; i < count; i++) {
        if (strcmp(package_of(paths[i]), package) == 0) mine[mine_count++] = paths[i];
    }
    add_package_files(&command, paths, count, package);
    Output output;
    process_run(command.argv, folder, true, &output);
    if (output.timed_out || output.exit_code > 2) {
        exited_with(test, &output, 1);
        return;
    }
    char *report = errorcheck_compare(output.out, mine, mine_count);
    if (report) fail(test, report);
}

static void kind_errorcheckdir(Test *test) { each_package(test, errorcheck_package); }

// ---- table

typedef struct Kind {
    const char *name;
    void (*run)(Test *test);   // NULL: of gc's own toolchain
} Kind;

static const Kind kinds[] = {
    {"run", kind_run_program},
    {"runoutput", kind_runoutput},
    {"rundir", kind_rundir},
    {"runindir", kind_runindir},
    {"compile", kind_compile},
    {"build", kind_compile},
    {"compiledir", kind_compiledir},
    {"errorcheck", kind_errorcheck},
    {"errorcheckdir", kind_errorcheckdir},
    {"buildrun", NULL},
    {"buildrundir", NULL},
    {"builddir", NULL},
    {"errorcheckandrundiag", NULL},
    {"errorcheckwithauto", NULL},
    {"errorcheckoutput", NULL},
    {"asmcheck", NULL},
    {"cmpout", kind_run_program},
};

void kind_run(Test *test) {
    test->verdict = VERDICT_PASS;
    test->message = "";
    if (settings.go_suite && !directive_build_holds(test)) {
        skip(test, "its build constraint excludes linux/amd64");
        return;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].name, test->kind) != 0) continue;
        if (kinds[i].run) {
            kinds[i].run(test);
        } else {
            skip(test, "is about gc's own toolchain");
        }
        return;
    }
    skip(test, "has no directive to run it by");
}
