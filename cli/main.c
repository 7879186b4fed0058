// cli/main.c - finds the subcommand and hands over to it.
#include "cli/cli.h"

#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/debug.h"

typedef struct Command {
    const char *name;
    CommandFunction *function;
} Command;

static const Command commands[] = {
#define COMMAND(name, arguments, summary) {#name, cmd_##name},
#include "cli/commands.def"
#undef COMMAND
};

int usage_error(const char *command, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fprintf(stderr, command ? "mound %s: " : "mound: ", command);
    vfprintf(stderr, format, args);
    va_end(args);
    if (command) {
        fprintf(stderr, "; `mound help %s` explains it\n", command);
    } else {
        fputs("; `mound help` lists the commands\n", stderr);
    }
    return EXIT_USAGE;
}

int finish_output(int code) {
    if (fflush(stdout) == 0 && !ferror(stdout)) return code;
    fprintf(stderr, "mound: write standard output: %s\n", strerror(errno));
    return code == EXIT_FINE ? EXIT_ERRORS : code;
}

static bool names_program(const char *argument) {
    size_t length = strlen(argument);
    if (length > 3 && strcmp(argument + length - 3, ".go") == 0) return true;
    // A script started through #! may have any name.
    return strchr(argument, '/') != NULL && access(argument, F_OK) == 0;
}

// MOUND_DEBUG=help lists the switches; a word that is none is refused, because a misspelled check
// checks nothing. Returns whether to go on.
static bool read_debug_switches(int *code) {
    const char *unknown = debug_init();
    if (!unknown) return true;
    if (strcmp(unknown, "help") == 0) {
        debug_help(stdout);
        *code = finish_output(EXIT_FINE);
    } else {
        *code = EXIT_USAGE;
        fprintf(stderr, "mound: MOUND_DEBUG: no switch \"%s\"; MOUND_DEBUG=help lists them\n",
                unknown);
    }
    return false;
}

static bool is_option(const char *word, const char *name) {
    if (*word++ != '-') return false;
    return strcmp(word + (*word == '-'), name) == 0;
}

static int unknown_command(const char *word) {
    if (access(word, F_OK) != 0 || *word == '-')
        return usage_error(NULL, "unknown command \"%s\"", word);
    return usage_error(NULL, "unknown command \"%s\"; there is a file of that name: mound run ./%s",
                       word, word);
}

static int dispatch(int argc, char **argv) {
    int code;
    if (!read_debug_switches(&code)) return code;
    if (argc < 2 && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) return cmd_repl(0, argv + 1);
    if (argc < 2) return usage_error(NULL, "no command given");
    const char *word = argv[1];
    if (is_option(word, "h") || is_option(word, "help")) word = "help";
    if (is_option(word, "version")) word = "version";
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (strcmp(word, commands[i].name) != 0) continue;
        if (argc == 3 && (is_option(argv[2], "help") || is_option(argv[2], "h"))) {
            return cmd_help(1, argv + 1);
        }
        return commands[i].function(argc - 2, argv + 2);
    }
    if (names_program(word)) return cmd_run(argc - 1, argv + 1);
    return unknown_command(word);
}

// The front end walks trees by recursion, and the parser lets them nest MAX_NESTING deep; a thread
// of our own gives that room whatever `ulimit -s` says. The memory is only reserved.
enum { STACK_BYTES = 512 << 20 };

typedef struct Invocation {
    int argc;
    char **argv;
    int code;
} Invocation;

static void *run_invocation(void *arg) {
    Invocation *invocation = arg;
    invocation->code = dispatch(invocation->argc, invocation->argv);
    return NULL;
}

int main(int argc, char **argv) {
    // Threads get no C heaps of their own: of those malloc_trim does not give back all that is free
    // (debug.FreeOSMemory).
    mallopt(M_ARENA_MAX, 1);
    Invocation invocation = {.argc = argc, .argv = argv};
    pthread_attr_t attributes;
    pthread_t thread;
    pthread_attr_init(&attributes);
    if (pthread_attr_setstacksize(&attributes, STACK_BYTES) != 0 ||
        pthread_create(&thread, &attributes, run_invocation, &invocation) != 0) {
        run_invocation(&invocation);   // memory is limited: go on with the stack there is
        return invocation.code;
    }
    pthread_join(thread, NULL);
    return invocation.code;
}
