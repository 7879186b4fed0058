// tools/testrun/testrun.h - runs test programs that carry their own expectation.
//
// A test is a .go file whose first lines hold a directive in the manner of Go's own test/ tree:
//
//     // run [args]                  runs; output is NAME.out, or the `// want: text` lines
//     // runoutput                   runs; what it prints is a program, which is run too
//     // rundir                      runs the main package of the folder NAME.dir
//     // compile, compiledir         compiles (does not run) without an error
//     // errorcheck [-flags]         checks; every `// ERROR "regexp"` line has a matching message
//     // errorcheckdir               the same for NAME.dir
//     // skip                        is counted as skipped
//     // exit N                      (own tests) the exit code that is expected, 0 without
//
// Own tests compare standard output with NAME.out and standard error with NAME.err, or with
// nothing. Go's tests (-go) compare both together with NAME.out. As most of those print nothing
// when all is well, a second run with a planted failure proves that the program was run at all: a
// deferred panic with a random text in main must be shown, a type error at the end of a file that
// only compiles must be refused.
//
// Each test runs in a child process of its own, at most -jobs at a time, and is killed with
// everything it started after -timeout seconds.
#ifndef MOUND_TOOLS_TESTRUN_H
#define MOUND_TOOLS_TESTRUN_H

#include <stdbool.h>
#include <stddef.h>

typedef enum { VERDICT_PASS, VERDICT_FAIL, VERDICT_SKIP } Verdict;

typedef struct Settings {
    const char *mound;         // path of the program under test
    bool go_suite;             // -go
    bool bless;                // -bless: write .out and .err anew
    int jobs;
    int timeout_seconds;
    const char *known_path;    // -known: list of tests that may fail
    const char *scratch;       // folder for what tests write
    const char *root;          // what paths are shown relative to
    bool verbose;
} Settings;

typedef struct Test {
    char *path;                // of the .go file
    char *shown;               // relative to the root
    char *text;                // its content
    char kind[32];             // directive
    char *args;                // rest of the directive's line
    Verdict verdict;
    char *message;             // why not passed: one line or more
    const char *known_reason;  // from the list, or NULL
    int pid;                   // while it runs
    char *result_path;
} Test;

extern Settings settings;

// ---- directive.c
// Fills kind and args from the head of the file; kind "" when there is no directive.
void directive_read(Test *test);
// The number after "// exit " near the top, 0 without.
int directive_exit_code(const Test *test);
// The `// want:` texts, one a line, malloc'ed; NULL when there is none.
char *directive_wanted(const Test *test);
// Whether the file's build constraint holds for linux, gc and go1.19.
bool directive_build_holds(const Test *test);

// ---- process.c
typedef struct Output {
    char *out;                 // standard output; with [merged] both
    char *err;
    size_t out_bytes, err_bytes;
    int exit_code;             // 128 + n when killed by signal n
    bool timed_out;
} Output;
// Runs [argv] in [folder] (NULL: here) and collects what it prints.
void process_run(char *const argv[], const char *folder, bool merged, Output *output);
// The whole file, malloc'ed and NUL-terminated; NULL when it cannot be read.
char *file_read(const char *path, size_t *bytes);
bool file_write(const char *path, const char *text, size_t bytes);
char *text_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

// ---- errorcheck.c
// Holds the messages in [printed] against the ERROR comments of [paths]. Returns NULL when all is
// as expected, else a text that says what is not.
char *errorcheck_compare(const char *printed, char **paths, int path_count);

// ---- kinds.c
// Runs [test]; sets verdict and message.
void kind_run(Test *test);

#endif
