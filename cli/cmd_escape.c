// cli/cmd_escape.c - `mound escape`: what goes to the heap, and why. With -m in the words and the
// order of `go build -gcflags=-m`, otherwise for people.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/check.h"
#include "cli/cli.h"
#include "cli/execute.h"
#include "cli/explain/report.h"
#include "escape/escape.h"

typedef struct EscapeFlags {
    bool as_gc;                // -m, -m=2
    bool with_steps;           // -m=2
    const char *why;           // -why WHAT
    const char *html;          // -html FILE
    uint32_t kinds;            // -only KINDS
} EscapeFlags;

// The value of "-name=value" or "-name value"; NULL when [argv] has another flag at [*i].
static const char *flag_value(int argc, char **argv, int *i, const char *name) {
    const char *text = argv[*i] + (argv[*i][0] == '-' && argv[*i][1] == '-');
    size_t length = strlen(name);
    if (strncmp(text, name, length) != 0) return NULL;
    if (text[length] == '=') return text + length + 1;
    if (text[length] != '\0') return NULL;
    if (*i + 1 >= argc) return "";
    return argv[++*i];
}

static int take_only(EscapeFlags *flags, const char *list) {
    char unknown[32];
    flags->kinds = kinds_parse(list, unknown);
    if (flags->kinds) return EXIT_FINE;
    return usage_error("escape", "-only takes a list of %s; not \"%s\"", kind_names, unknown);
}

// Takes the flags of this command out of [argv]; EXIT_FINE, or what to exit with.
static int take_flags(int *argc, char **argv, EscapeFlags *flags) {
    int kept = 0, code = EXIT_FINE;
    bool flags_end = false;
    for (int i = 0; i < *argc && code == EXIT_FINE; i++) {
        const char *value;
        flags_end |= argv[i][0] != '-';
        if (flags_end) {
            argv[kept++] = argv[i];
        } else if (strcmp(argv[i], "-m") == 0 || strcmp(argv[i], "-m=2") == 0) {
            flags->as_gc = true;
            flags->with_steps |= argv[i][2] != '\0';
        } else if (strcmp(argv[i], "-l") == 0) {
            ir_set_inlining(false);
        } else if ((value = flag_value(*argc, argv, &i, "-why"))) {
            flags->why = value;
        } else if ((value = flag_value(*argc, argv, &i, "-html"))) {
            flags->html = value;
        } else if ((value = flag_value(*argc, argv, &i, "-only"))) {
            code = take_only(flags, value);
        } else {
            argv[kept++] = argv[i];
        }
    }
    if (code == EXIT_FINE && flags->why && !*flags->why)
        code = usage_error("escape", "-why takes a line number, a name or a function");
    if (code == EXIT_FINE && flags->html && !*flags->html)
        code = usage_error("escape", "-html takes the file to write");
    *argc = kept;
    return code;
}

static void print_message(const EscapeMessage *message) {
    Location at = source_location(message->pos);
    fprintf(stderr, "%s:%u:%u: %s\n", at.path, at.line, at.column, message->text);
    for (uint32_t i = 0; i < message->step_count; i++)
        fprintf(stderr, "%s:%u:%u:   %s\n", at.path, at.line, at.column, message->steps[i]);
}

static int print_as_gc(const Program *program, bool with_steps) {
    EscapeMessages messages = {0};
    escape_record(&messages, with_steps);
    escape_package(program->package);
    for (uint32_t i = 0; i < messages.count; i++) print_message(&messages.items[i]);
    return EXIT_FINE;
}

// The page appears whole or not at all: it is written beside its place first. What is no plain file
// (/dev/stdout) is written to directly.
static int write_html(const Explanation *explanation, const char *path) {
    struct stat info;
    bool is_plain = stat(path, &info) != 0 || S_ISREG(info.st_mode);
    char *beside = NULL;
    FATAL_IF(asprintf(&beside, "%s%s", path, is_plain ? ".new" : "") < 0, "out of memory");
    FILE *out = fopen(beside, "w");
    if (out) explain_print_html(explanation, out);
    bool written = out && !ferror(out);
    if (out && fclose(out) != 0) written = false;
    if (written && is_plain) written = rename(beside, path) == 0;
    if (!written) {
        fprintf(stderr, "mound: cannot write %s: %s\n", path, strerror(errno));
        if (out && is_plain) remove(beside);
    }
    free(beside);
    return written ? EXIT_FINE : EXIT_ERRORS;
}

static int print_explained(const Program *program, const EscapeFlags *flags, bool as_json) {
    bool color = isatty(1) && !getenv("NO_COLOR");
    Explanation explanation;
    explanation_make(&explanation, program);
    if (flags->html) return write_html(&explanation, flags->html);
    if (as_json) {
        explain_print_json(&explanation, stdout);
    } else if (!flags->why) {
        explain_print(&explanation, flags->kinds ? flags->kinds : ~0u, color, stdout);
    } else if (!explain_print_why(&explanation, flags->why, color)) {
        fprintf(stderr,
                "mound: nothing is decided about \"%s\": -why takes a line number, the name of a "
                "variable, an expression as -m prints it, or a function\n", flags->why);
        return EXIT_ERRORS;
    }
    return finish_output(EXIT_FINE);
}

int cmd_escape(int argc, char **argv) {
    Options options;
    EscapeFlags flags = {0};
    int code = take_flags(&argc, argv, &flags);
    if (code == EXIT_FINE) code = options_parse(&options, "escape", argc, argv);
    if (code != EXIT_FINE) return code;
    Program program;
    code = program_load(&options, &program);
    if (code != EXIT_FINE) return code;
    back_end_start(&options);
    if (flags.as_gc) return print_as_gc(&program, flags.with_steps);
    return print_explained(&program, &flags, options.json);
}
