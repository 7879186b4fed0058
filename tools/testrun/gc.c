// tools/testrun/gc.c - asks a real Go what it makes of a test.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/testrun/testrun.h"

static char *import_config;   // the file that says where compiled packages are

bool gc_prepare(void) {
    unsetenv("GOROOT");   // make passes on the tree of the tests; the compiler knows its own
    char *argv[] = {(char *)settings.compiler, "list", "-export", "-f",
                    "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}", "std", NULL};
    Output output;
    int seconds = settings.timeout_seconds;
    settings.timeout_seconds = 600;   // compiles the library when it has not been before
    process_run(argv, "/", false, &output);
    settings.timeout_seconds = seconds;
    if (output.exit_code != 0) {
        fprintf(stderr, "testrun: %s list: %s\n", settings.compiler, output.err);
        return false;
    }
    import_config = text_format("%s/importcfg", settings.scratch);
    return file_write(import_config, output.out, output.out_bytes);
}

static Command compile_command(const Test *test) {
    Command command = command_new(settings.compiler, "tool");
    command_add_words(&command, "compile -e -C -d=panic");
    char *copy = strdup(test->args);
    for (char *word = strtok(copy, " \t"); word; word = strtok(NULL, " \t")) {
        if (flag_takes_word(word)) {
            strtok(NULL, " \t");
            continue;
        }
        if (strcmp(word, "-0") != 0 && strcmp(word, "-s") != 0 && *word == '-') {
            command_add(&command, word);
        }
    }
    return command;
}

Command gc_compile_command(const Test *test) {
    Command command = compile_command(test);
    command_add_words(&command, "-p=p -importcfg");
    command_add(&command, import_config);
    command_add(&command, "-o");
    command_add(&command, text_format("%s/%d.o", settings.scratch, (int)getpid()));
    return command;
}

// The packages of a folder import each other as "./NAME" or "test/NAME", in the order of their
// files. Each command adds its product for those that follow.
Command gc_compile_folder_command(const Test *test, const char *package, const char *first) {
    char *config = text_format("%s/importcfg-%d", settings.scratch, (int)getpid());
    char *known = file_read(config, NULL);
    if (!known) known = file_read(import_config, NULL);
    char *path = text_format("test/%.*s", (int)strlen(first) - 3, first);
    char *product = text_format("%s/%d-%s.o", settings.scratch, (int)getpid(), first);
    char *text = text_format("%spackagefile %s=%s\n", known, path, product);
    file_write(config, text, strlen(text));
    Command command = compile_command(test);
    command_add_words(&command, "-D test -importcfg");
    command_add(&command, config);
    command_add(&command, "-p");
    command_add(&command, strcmp(package, "main") == 0 ? "main" : path);
    command_add(&command, "-o");
    command_add(&command, product);
    return command;
}

char *ending_of(const Output *output) {
    const char *out = output->out;
    // A panic's traceback is another one each time; what a program prints by itself is not.
    if (output->exit_code) return text_format("exit %d: %.*s", output->exit_code,
                                              (int)strcspn(out, "\n"), out);
    char *line = strdup("");
    for (size_t length; *out; out += length + (out[length] == '\n')) {
        length = strcspn(out, "\n");
        line = text_format("%s%.*s\\n", line, (int)length, out);
    }
    return text_format("exit 0: %s", line);
}

char *gc_run_ending(const Test *test) {
    char *program = text_format("%s/%d.exe", settings.scratch, (int)getpid());
    char *build[] = {(char *)settings.compiler, "build", "-o", program, test->path, NULL};
    Output output;
    process_run(build, test_folder(test), true, &output);
    if (output.exit_code != 0) return NULL;
    Command command = command_new(program, NULL);
    process_run(command.argv, settings.root, true, &output);
    unlink(program);
    return ending_of(&output);
}
