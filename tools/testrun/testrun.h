// tools/testrun/testrun.h - runs test programs that carry their own expectation.
//
// A test is a .go file whose first lines hold a directive in the manner of Go's own test/ tree:
//
//     // run [args]                  runs; output is NAME.out, or the `// want: text` lines
//     // runoutput                   runs; what it prints is a program, which is run too
//     // rundir                      runs the main package of the folder NAME.dir
//     // runindir                    the same in a copy that is a module called NAME.dir
//     // compile, compiledir         compiles (does not run) without an error
//     // errorcheck [-flags]         checks; every `// ERROR "regexp"` line has a matching message
//     // errorcheckdir               the same for NAME.dir
//     // errorcheckoutput            runs; what it prints is a file to check
//     // module [args]               (own tests) runs the folder NAME.dir, as run does a file
//     // skip                        is counted as skipped
//     // needs goroot                (own tests) is skipped where no Go source tree is installed
//     // exit N                      (own tests) the exit code that is expected, 0 without
//
// Own tests compare standard output with NAME.out and standard error with NAME.err, or with
// nothing. Go's tests (-go) compare both together with NAME.out. As most of those print nothing
// when all is well, a second run with a planted failure proves that the program was run at all: a
// deferred panic with a random text in main must be shown, a type error at the end of a file that
// only compiles must be refused. -proven leaves this out for programs that are run: an earlier run
// of them has shown it.
//
// Three lists say what is to be expected of Go's tests; each has lines of a key, a TAB, a text:
//
//     -known LIST     PATH and the cause why it does not pass yet
//     -excluded LIST  PATH and the reason why it is not for mound: it tests gc's own toolchain
//     -changed LIST   PATH:LINE and what Go 1.23 prints for that line of an older Go's test (`-`:
//                     nothing); PATH:run and how a program ends under Go 1.23 that no longer does
//                     what its test expects. Other lines are held against the test's own words.
//
// -lines sums up how many lines of errorcheck tests have the messages they expect, and how many
// messages nobody expects.
//
// -write-changed makes the last one by asking a real Go 1.23 (-compiler).
//
// Each test runs in a child process of its own, at most -jobs at a time, and is killed with
// everything it started after -timeout seconds.
#ifndef MOUND_TOOLS_TESTRUN_H
#define MOUND_TOOLS_TESTRUN_H

#include <stdbool.h>
#include <stddef.h>

enum { ARGS_MAX = 64, FILES_MAX = 256 };

typedef enum {
    VERDICT_PASS,
    VERDICT_FAIL,
    VERDICT_SKIP,       // not for this machine
    VERDICT_EXCLUDED,   // on the list of exclusions
    VERDICT_CHANGED     // with -compiler: the message has lines for the list of changes
} Verdict;

typedef struct ListEntry {
    char *key, *text;
} ListEntry;

typedef struct List {
    ListEntry *items;
    int count, room;
} List;

typedef struct Settings {
    const char *mound;         // path of the program under test
    bool go_suite;             // -go
    bool proven;               // -proven
    bool bless;                // -bless: write .out and .err anew
    int jobs;
    int timeout_seconds;
    const char *known_path;    // -known
    List known, excluded, changed;
    const char *compiler;      // -compiler: the go command that takes mound's place
    const char *scratch;       // folder for what tests write
    const char *root;          // what paths are shown relative to
    bool verbose;
    const char *lines_path;    // -lines: where each errorcheck test adds its counts, else NULL
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

// ---- lists.c
void list_add(List *list, const char *key, const char *text);
// Adds the lines of the file [path]; false when it cannot be read.
bool list_read(List *list, const char *path);
// The text of the first entry with that key, NULL without one.
const char *list_find(const List *list, const char *key);
// The same from entry [*from] on, which moves behind the entry found.
const char *list_next(const List *list, const char *key, int *from);
// Writes it sorted, after [head]; false, with a message, when that cannot be done.
bool list_write(List *list, const char *path, const char *head);
// Whether nobody has looked for the cause yet.
bool reason_is_unsorted(const char *reason);
// Writes the list of known failures anew: reasons stay, what passes now is dropped, what is new is
// marked as unsorted; prints what is dropped and added.
bool known_update(const Test *tests, int count);

// ---- directive.c
// Fills kind and args from the head of the file; kind "" when there is no directive.
void directive_read(Test *test);
// The number after "// exit " near the top, 0 without.
int directive_exit_code(const Test *test);
// The `// want:` texts, one a line, malloc'ed; NULL when there is none.
char *directive_wanted(const Test *test);
// The word after "// needs " near the top, malloc'ed; NULL without one.
char *directive_needs(const Test *test);
// Whether the file's build constraint holds for linux, gc and go1.19.
bool directive_build_holds(const Test *test);
// The value of `-lang=` with the flag itself, malloc'ed; NULL without one.
char *directive_lang(const Test *test);
// Whether the flag is one of Go's runner with a word of its own behind it.
bool flag_takes_word(const char *flag);

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

// ---- command.c
typedef struct Command {
    char *argv[ARGS_MAX + FILES_MAX + 4];
    int count;
} Command;
// `PROGRAM`, or `PROGRAM VERB` when [verb] is not NULL.
Command command_new(const char *program, const char *verb);
void command_add(Command *command, const char *word);
// Adds the words of [text], which blanks separate.
void command_add_words(Command *command, const char *text);

// ---- verdict.c
void test_fail(Test *test, char *message);
void test_skip(Test *test, const char *reason);
// The path of the test with its ".go" replaced.
char *test_sibling(const Test *test, const char *suffix);
char *test_folder(const Test *test);
const char *test_base_name(const Test *test);
char *text_shorten(const char *text);
// Writes [text] to a scratch folder under the file name of [path]; gives the new path.
char *scratch_write(const char *path, const char *text);
// A copy of the folder [from] in the scratch folder; gives its path.
char *scratch_copy(const char *from, const char *name);
// Whether they are equal; fails the test when not.
bool texts_compare(Test *test, const char *what, const char *got, const char *want);
// Whether the process ended by itself with that exit code; fails the test when not.
bool exited_with(Test *test, const Output *output, int code);
// [text] made independent of where the test lies: see the body.
char *text_normalize(const char *text, const char *folder);

// ---- errorcheck.c
// Holds the messages in [printed] against the ERROR comments of [paths] and the list of changes.
// Returns NULL when all is as expected, else a text that says what is not.
char *errorcheck_compare(const char *printed, char **paths, int path_count);
// Lines for the list of changes: where [printed], by Go 1.23, is not what the comments of [paths]
// ask for. NULL when there is none.
char *errorcheck_changes(const char *printed, char **paths, int path_count);

// ---- changes.c
// Runs the compiler by [command] on [paths]; sets VERDICT_CHANGED and the lines for the list.
void changes_find(Test *test, const Command *command, const char *folder, char **paths, int count);
// Adds what the tests with VERDICT_CHANGED found.
void changes_collect(List *changed, const Test *tests, int count);

// ---- plant.c
char *random_word(void);
// The body of main in [text]: behind its "{"; NULL when there is none.
const char *main_body(const char *text);
// The source with `defer panic(word)` at the start of main, so that main ends in it. NULL when
// there is no main.
char *plant_panic(const char *text, const char *word);
// For programs that end by os.Exit, which runs no deferred call: each os.Exit(...) becomes the
// panic. NULL when there is none.
char *plant_exit(const char *text, const char *word);
// For programs that give `panic` another meaning: main ends in a failed type assertion that shows
// [word]. NULL when there is no main.
char *plant_assertion(const char *text, const char *word);

// ---- run.c
void kind_run_program(Test *test);
void kind_module(Test *test);
void kind_runoutput(Test *test);
void kind_errorcheckoutput(Test *test);

// ---- folder.c
void kind_rundir(Test *test);
void kind_runindir(Test *test);
void kind_compiledir(Test *test);
void kind_errorcheckdir(Test *test);

// ---- gc.c
// Prepares for asking [settings.compiler]; false, with a message, when it cannot be used.
bool gc_prepare(void);
// `go tool compile` for an errorcheck test, and for files of a package in a folder.
Command gc_compile_command(const Test *test);
Command gc_compile_folder_command(const Test *test, const char *package, const char *first);
// How [test], a program, ends: a text for the list of changes, NULL when it does not build.
char *gc_run_ending(const Test *test);
// The same for a process that has run; malloc'ed.
char *ending_of(const Output *output);
// Whether [test] is a program that ends otherwise under Go 1.23 than it expects; it fails unless it
// has ended so here, too.
bool ends_as_changed(Test *test, const Output *output);

// ---- kinds.c
// Runs [test]; sets verdict and message.
void kind_run(Test *test);
void kind_errorcheck(Test *test);
// Whether the list of changes has messages for lines of this test.
bool is_refused(const Test *test);
// Adds the language version that messages are about: the test's own, for Go's tests else Go 1.23.
void add_reference_lang(Command *command, const Test *test);
// Sets the verdict after checking [paths] printed [output].
void errorcheck_judge(Test *test, const Output *output, char **paths, int count);

#endif
