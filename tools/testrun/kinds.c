// tools/testrun/kinds.c - what each directive does.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/testrun/testrun.h"

// ---- errorcheck

void errorcheck_judge(Test *test, const Output *output, char **paths, int count) {
    if (output->timed_out || output->exit_code > 2) {
        exited_with(test, output, 1);
        return;
    }
    char *report = errorcheck_compare(output->out, paths, count);
    if (report) test_fail(test, report);
}

void add_reference_lang(Command *command, const Test *test) {
    char *lang = directive_lang(test);
    if (!lang && settings.go_suite) lang = "-lang=go1.23";
    if (lang) command_add(command, lang);
}

static Command errorcheck_command(const Test *test, bool decisions) {
    Command command = command_new(settings.mound, decisions ? "escape" : "vet");
    bool explained = strstr(test->args, "-m=2") || strstr(test->args, "-m -m");
    bool first_ten = strstr(test->args, "-e=0") != NULL;
    if (decisions || !first_ten)
        command_add(&command, decisions ? explained ? "-m=2" : "-m" : "-e");
    if (decisions && strstr(test->args, "-l")) command_add(&command, "-l");
    if (!decisions && strstr(test->args, "-complete")) command_add(&command, "-complete");
    add_reference_lang(&command, test);
    command_add(&command, test_base_name(test));
    return command;
}

void kind_errorcheck(Test *test) {
    bool decisions = strstr(test->args, "-m") != NULL;
    if (settings.compiler) {
        Command compile = gc_compile_command(test);
        command_add(&compile, test->path);
        changes_find(test, &compile, test_folder(test), &test->path, 1);
        return;
    }
    Command command = errorcheck_command(test, decisions);
    Output output;
    process_run(command.argv, test_folder(test), true, &output);
    errorcheck_judge(test, &output, &test->path, 1);
    if (test->verdict != VERDICT_PASS || decisions) return;
    exited_with(test, &output, *output.out ? 1 : 0);
}

// ---- compile

bool is_refused(const Test *test) {
    char *prefix = text_format("%s:", test->shown);
    size_t length = strlen(prefix);
    for (int i = 0; i < settings.changed.count; i++) {
        const char *key = settings.changed.items[i].key;
        if (strncmp(key, prefix, length) == 0 && key[length] <= '9') return true;
    }
    return false;
}

static void kind_compile(Test *test) {
    // Without a word on errors it is an errorcheck test that expects none.
    if (settings.compiler || is_refused(test)) {
        kind_errorcheck(test);
        return;
    }
    Output output;
    char *folder = test_folder(test);
    Command command = command_new(settings.mound, "dis");
    char *lang = directive_lang(test);
    if (lang) command_add(&command, lang);
    Command planted_command = command;
    command_add(&command, test_base_name(test));
    process_run(command.argv, folder, true, &output);
    if (!exited_with(test, &output, 0) || !settings.go_suite) return;
    char *word = random_word();
    char *path = scratch_write(test->path, text_format("%s\nvar _ int = %s\n", test->text, word));
    command_add(&planted_command, path);
    process_run(planted_command.argv, folder, true, &output);
    unlink(path);
    if (output.exit_code == 1 && strstr(output.out, word)) return;
    test_fail(test, text_format("a planted error was not refused: exit code %d",
                                output.exit_code));
}

// ---- table

typedef struct Kind {
    const char *name;
    void (*run)(Test *test);   // NULL: tests gc's own toolchain, has to be on the list
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
    {"buildrun", kind_run_program},
    {"buildrundir", NULL},
    {"builddir", NULL},
    {"errorcheckoutput", kind_errorcheckoutput},
    {"errorcheckwithauto", kind_errorcheck},
    {"errorcheckandrundiag", NULL},
    {"asmcheck", NULL},
    {"cmpout", kind_run_program},
    {"module", kind_module},
};

// N of the tree of Go 1.N at [place]; 0: there is none.
static int tree_minor(const char *place) {
    FILE *file = fopen(text_format("%s/src/internal/goversion/goversion.go", place), "r");
    char line[256];
    int minor = 0;
    while (file && minor == 0 && fgets(line, sizeof line, file))
        sscanf(line, "const Version = %d", &minor);
    if (file) fclose(file);
    return minor;
}

// N of the Go tree from which mound takes packages that it does not carry.
static int goroot_minor(void) {
    static const char *const folders[] = {"/usr/lib", "/usr/share"};
    const char *named = getenv("GOROOT");
    if (named && *named) return tree_minor(named);
    int found = tree_minor("/usr/local/go");
    if (!found) found = tree_minor("/usr/lib/go");
    for (int i = 0; i < 2; i++)
        for (int minor = 40; minor >= 18 && !found; minor--)
            found = tree_minor(text_format("%s/go-1.%d", folders[i], minor));
    return found;
}

// The golden outputs are those of this tree.
enum { GOROOT_MINOR = 23 };

void kind_run(Test *test) {
    test->verdict = VERDICT_PASS;
    test->message = "";
    char *needs = settings.go_suite ? NULL : directive_needs(test);
    if (needs && strcmp(needs, "goroot") == 0 && goroot_minor() < GOROOT_MINOR) {
        test_skip(test, "no source tree of Go 1.23 is installed (GOROOT= names one)");
        return;
    }
    if (list_find(&settings.excluded, test->shown)) {
        test->verdict = VERDICT_EXCLUDED;
        return;
    }
    if (settings.go_suite && !directive_build_holds(test)) {
        test_skip(test, "its build constraint excludes linux/amd64");
        return;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].name, test->kind) != 0) continue;
        if (kinds[i].run) {
            kinds[i].run(test);
        } else {
            test_fail(test, text_format("mound's runner cannot do `%s`", test->kind));
        }
        return;
    }
    test_skip(test, "has no directive to run it by");
}
