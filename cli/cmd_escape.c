// cli/cmd_escape.c - `mound escape`: the decisions of escape analysis, in the words and the order
// of `go build -gcflags=-m`.
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/execute.h"
#include "escape/escape.h"

// Flags of this command, taken out of [argv].
static int take_flags(int argc, char **argv, bool *with_steps) {
    int kept = 0;
    for (int i = 0; i < argc; i++) {
        bool own = strcmp(argv[i], "-m") == 0;
        if (strcmp(argv[i], "-l") == 0) {
            ir_set_inlining(false);
            own = true;
        }
        if (strcmp(argv[i], "-m=2") == 0) {
            *with_steps = true;
            own = true;
        }
        if (!own) argv[kept++] = argv[i];
    }
    return kept;
}

static void print_message(const EscapeMessage *message) {
    Location at = source_location(message->pos);
    fprintf(stderr, "%s:%u:%u: %s\n", at.path, at.line, at.column, message->text);
    for (uint32_t i = 0; i < message->step_count; i++)
        fprintf(stderr, "%s:%u:%u:   %s\n", at.path, at.line, at.column, message->steps[i]);
}

int cmd_escape(int argc, char **argv) {
    Options options;
    bool with_steps = false;
    argc = take_flags(argc, argv, &with_steps);
    int code = options_parse(&options, "escape", argc, argv);
    if (code != EXIT_FINE) return code;
    Program program;
    code = program_load(&options, &program);
    if (code != EXIT_FINE) return code;
    back_end_start(&options);
    EscapeMessages messages = {0};
    escape_record(&messages, with_steps);
    escape_package(program.package);
    for (uint32_t i = 0; i < messages.count; i++) print_message(&messages.items[i]);
    return EXIT_FINE;
}
