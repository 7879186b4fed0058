// cli/options.h - what the commands that take a program have in common.
#ifndef MOUND_CLI_OPTIONS_H
#define MOUND_CLI_OPTIONS_H

#include <stdbool.h>

typedef struct Options {
    const char *command;    // for messages
    int lang_minor;         // N of -lang=go1.N; 0: not given
    bool repl;              // -repl, and `mound repl`: a prompt behind the program
    bool all_errors;        // -e
    bool complete;          // -complete: functions must have bodies; always when they are run
    bool profile;           // -profile: say where the time went
    const char *profile_file;   // -profile=FILE: and write it there for go tool pprof
    bool counts;            // -counts: run the program and count its instructions
    bool heap;              // -heap: say what was allocated and what holds what is left
    const char *heap_file;  // -heap=FILE; NULL: standard error
    bool escape;            // -escape: say what the decisions of escape analysis cost in this run
    const char *escape_file; // -escape=FILE; NULL: standard error
    bool trace;             // -trace=WHAT: print when objects of a type or line come and go
    const char *trace_what;
    bool json;              // -json: the report of -heap as JSON
    bool leaks;               // -leaks: report goroutines that nobody can wake any more
    char **files;           // the .go files, or one folder
    int file_count;
    char **args;            // arguments of the program
    int arg_count;
} Options;

// Splits [argv] into flags, program and arguments. Returns EXIT_FINE, or what to exit with after
// the message it printed.
int options_parse(Options *options, const char *command, int argc, char **argv);

#endif
