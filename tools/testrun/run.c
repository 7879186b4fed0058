// tools/testrun/run.c - programs of one file that are run.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/testrun/testrun.h"

// Flags of the directive come before the program, its arguments behind it.
static Command run_command(const Test *test, const char *path) {
    Command command = command_new(settings.mound, "run");
    char *lang = directive_lang(test);
    if (lang) command_add(&command, lang);
    command_add(&command, path);
    char *copy = strdup(test->args);
    char *word = strtok(copy, " \t");
    while (word && *word == '-') {
        if (flag_takes_word(word)) strtok(NULL, " \t");
        word = strtok(NULL, " \t");
    }
    for (; word; word = strtok(NULL, " \t")) command_add(&command, word);
    return command;
}

// Go's runner starts programs in the folder of the suite, ours in that of the program.
static const char *work_folder(const Test *test) {
    return settings.go_suite && settings.root ? settings.root : test_folder(test);
}

// The name of the program as seen from there.
static const char *program_name(const Test *test) {
    return settings.go_suite && settings.root ? test->shown : test_base_name(test);
}

static char *wanted_output(const Test *test) {
    char *want = file_read(test_sibling(test, ".out"), NULL);
    return want ? want : strdup("");
}

// ---- Go's tests

bool ends_as_changed(Test *test, const Output *output) {
    const char *wanted = list_find(&settings.changed, text_format("%s:run", test->shown));
    if (!wanted) return false;
    char *got = ending_of(output);
    if (strcmp(got, wanted) == 0) return true;
    test_fail(test, text_format("ended with %s; under Go 1.23: %s", got, wanted));
    return true;
}

// Runs [planted] in place of [main_path]; whether it ended in the panic that says [word].
static bool shows_panic(const Test *test, const char *main_path, const char *planted,
                        const char *word, Output *output) {
    char *path = scratch_write(test->path, planted);
    Command command = command_new(settings.mound, "run");
    if (main_path != test->path) {
        command_add(&command, path);
        command_add(&command, test->path);
    } else {
        command = run_command(test, path);
    }
    process_run(command.argv, work_folder(test), true, output);
    unlink(path);
    return output->exit_code == 2 && strstr(output->out, word);
}

// A program of several files: the one that has main, named by the directive; else the test itself.
static char *main_file(const Test *test) {
    if (main_body(test->text)) return test->path;
    char *copy = strdup(test->args);
    for (char *word = strtok(copy, " \t"); word; word = strtok(NULL, " \t")) {
        char *path = text_format("%s/%s", test_folder(test), word);
        char *text = file_read(path, NULL);
        if (text && main_body(text)) return path;
    }
    return test->path;
}

static void prove_run(Test *test) {
    if (settings.proven) return;
    char *word = random_word();
    char *main_path = main_file(test);
    char *text = file_read(main_path, NULL);
    char *planted[] = {plant_panic(text, word), plant_exit(text, word),
                       plant_assertion(text, word)};
    if (!planted[0]) {
        test_fail(test, strdup("no place for a planted panic: no `func main() {`"));
        return;
    }
    Output output, first = {0};
    for (int i = 0; i < 3; i++) {
        if (!planted[i]) continue;
        if (shows_panic(test, main_path, planted[i], word, &output)) return;
        if (i == 0) first = output;
    }
    test_fail(test, text_format("a planted panic was not shown: exit code %d: %s",
                                first.exit_code, text_shorten(first.out)));
}

static void run_go(Test *test) {
    Output output;
    Command command = run_command(test, program_name(test));
    process_run(command.argv, work_folder(test), true, &output);
    if (ends_as_changed(test, &output)) return;
    if (!exited_with(test, &output, 0)) return;
    if (texts_compare(test, "output", output.out, wanted_output(test))) prove_run(test);
}

// ---- own tests

static void bless(const Test *test, const char *suffix, const char *text) {
    char *path = test_sibling(test, suffix);
    if (*text) {
        file_write(path, text, strlen(text));
    } else {
        unlink(path);
    }
}

// Runs [program] in [folder].
static void run_own(Test *test, const char *program, const char *folder) {
    Output output;
    process_run(run_command(test, program).argv, folder, false, &output);
    char *err = text_normalize(output.err, folder);
    if (settings.bless) {
        bless(test, ".err", err);
        if (!directive_wanted(test)) bless(test, ".out", output.out);
        return;
    }
    if (!exited_with(test, &output, directive_exit_code(test))) return;
    char *want = directive_wanted(test);
    if (want) {   // lines on either stream
        texts_compare(test, "output", *output.out ? output.out : err, want);
        return;
    }
    char *want_err = file_read(test_sibling(test, ".err"), NULL);
    if (texts_compare(test, "standard output", output.out, wanted_output(test))) {
        texts_compare(test, "standard error", err, want_err ? want_err : "");
    }
}

// Asks the real Go about a program that is known to end otherwise or not to build.
static void run_for_changes(Test *test) {
    char *key = text_format("%s:run", test->shown);
    if (!test->known_reason && !list_find(&settings.changed, key) && !is_refused(test)) return;
    char *ending = gc_run_ending(test);
    if (!ending) {
        kind_errorcheck(test);
        return;
    }
    Output expected = {.out = wanted_output(test), .err = ""};
    if (strcmp(ending, ending_of(&expected)) == 0) return;
    test->verdict = VERDICT_CHANGED;
    test->message = text_format("%s\t%s\n", key, ending);
}

void kind_run_program(Test *test) {
    if (settings.compiler) {
        run_for_changes(test);
    } else if (!settings.go_suite) {
        run_own(test, test_base_name(test), test_folder(test));
    } else if (is_refused(test)) {
        kind_errorcheck(test);
    } else {
        run_go(test);
    }
}

void kind_module(Test *test) { run_own(test, ".", test_sibling(test, ".dir")); }

// ---- programs that print programs

// What the test prints, written to a file; NULL when it fails.
static char *run_for_output(Test *test) {
    Output output;
    Command command = run_command(test, program_name(test));
    process_run(command.argv, work_folder(test), false, &output);
    if (!exited_with(test, &output, 0)) return NULL;
    char *path = scratch_write("/printed.go", "");
    file_write(path, output.out, output.out_bytes);   // may hold NUL bytes
    return path;
}

void kind_runoutput(Test *test) {
    char *path = settings.compiler ? NULL : run_for_output(test);
    if (!path) return;
    Command command = command_new(settings.mound, "run");
    command_add(&command, path);
    Output output;
    process_run(command.argv, test_folder(test), true, &output);
    unlink(path);
    if (!exited_with(test, &output, 0)) return;
    if (texts_compare(test, "output", output.out, wanted_output(test))) prove_run(test);
}

void kind_errorcheckoutput(Test *test) {
    char *path = settings.compiler ? NULL : run_for_output(test);
    if (!path) return;
    Command command = command_new(settings.mound, "vet");
    command_add(&command, "-e");
    add_reference_lang(&command, test);
    command_add(&command, "printed.go");
    char *folder = strndup(path, (size_t)(strrchr(path, '/') - path));
    Output output;
    process_run(command.argv, folder, true, &output);
    errorcheck_judge(test, &output, &path, 1);
}
