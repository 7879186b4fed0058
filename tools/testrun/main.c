// tools/testrun/main.c - finds the tests, runs them side by side, counts.
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tools/testrun/testrun.h"

Settings settings = {.mound = "bin/mound", .jobs = 2, .timeout_seconds = 20};

typedef struct Tests {
    Test *items;
    int count, room;
} Tests;

static Tests tests;

// ---- finding

static bool has_suffix(const char *text, const char *suffix) {
    size_t a = strlen(text), b = strlen(suffix);
    return a >= b && strcmp(text + a - b, suffix) == 0;
}

static void add_file(const char *path) {
    Test test = {.path = realpath(path, NULL)};
    if (!test.path) return;
    test.shown = test.path;
    size_t root = settings.root ? strlen(settings.root) : 0;
    if (root && strncmp(test.path, settings.root, root) == 0) test.shown = test.path + root + 1;
    test.text = file_read(path, NULL);
    if (!test.text) return;
    directive_read(&test);
    if (!test.kind[0] || strcmp(test.kind, "skip") == 0) return;
    if (tests.count == tests.room) {
        tests.room = tests.room ? tests.room * 2 : 256;
        tests.items = realloc(tests.items, sizeof(Test) * (size_t)tests.room);
    }
    tests.items[tests.count++] = test;
}

static int compare_entries(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void add_path(const char *path) {
    struct stat info;
    if (stat(path, &info) != 0) {
        fprintf(stderr, "testrun: %s: %s\n", path, strerror(errno));
        exit(2);
    }
    if (!S_ISDIR(info.st_mode)) {
        if (has_suffix(path, ".go")) add_file(path);
        return;
    }
    struct dirent **entries;
    int count = scandir(path, &entries, NULL, compare_entries);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        if (name[0] == '.' || has_suffix(name, ".dir") || strcmp(name, "testdata") == 0) continue;
        char *inner = text_format("%s/%s", path, name);
        if (stat(inner, &info) == 0 && (S_ISDIR(info.st_mode) || has_suffix(name, ".go"))) {
            add_path(inner);
        }
    }
}

// Lines of the list: path, TAB, reason. `#` starts a comment.
static void read_known(void) {
    char *text = settings.known_path ? file_read(settings.known_path, NULL) : NULL;
    for (char *line = text ? strtok(text, "\n") : NULL; line; line = strtok(NULL, "\n")) {
        char *tab = strchr(line, '\t');
        if (line[0] == '#' || !tab) continue;
        *tab = '\0';
        for (int i = 0; i < tests.count; i++) {
            if (strcmp(tests.items[i].shown, line) == 0) tests.items[i].known_reason = tab + 1;
        }
    }
}

// ---- running

static void start(Test *test, int number) {
    test->result_path = text_format("%s/result-%d", settings.scratch, number);
    fflush(NULL);
    test->pid = fork();
    if (test->pid != 0) return;
    srandom((unsigned)getpid());
    kind_run(test);
    file_write(test->result_path, test->message, strlen(test->message));
    _exit(test->verdict);
}

static void finish(Test *test, int status) {
    test->pid = 0;
    test->message = file_read(test->result_path, NULL);
    unlink(test->result_path);
    if (!test->message) test->message = strdup("the test runner died");
    test->verdict = WIFEXITED(status) ? (Verdict)WEXITSTATUS(status) : VERDICT_FAIL;
    if (test->verdict == VERDICT_FAIL && (!test->known_reason || settings.verbose)) {
        printf("FAIL %s: %s\n", test->shown, test->message);
    } else if (test->verdict == VERDICT_PASS && test->known_reason && settings.verbose) {
        printf("fine now: %s\n", test->shown);
    }
    fflush(stdout);
}

static void run_all(void) {
    int next = 0, running = 0, done = 0;
    bool terminal = isatty(2);
    while (next < tests.count || running > 0) {
        while (next < tests.count && running < settings.jobs) {
            start(&tests.items[next], next);
            next++;
            running++;
        }
        int status;
        pid_t pid = wait(&status);
        for (int i = 0; i < next; i++) {
            if (tests.items[i].pid != pid) continue;
            finish(&tests.items[i], status);
            running--;
            done++;
        }
        if (terminal) fprintf(stderr, "\r%d/%d ", done, tests.count);
    }
    if (terminal) fputs("\r             \r", stderr);
}

// ---- reporting

typedef struct Count {
    const char *kind;
    int passed, failed, known, skipped;
} Count;

static void print_kinds(void) {
    Count counts[32] = {0};
    int kinds = 0;
    for (int i = 0; i < tests.count; i++) {
        const Test *test = &tests.items[i];
        int k = 0;
        while (k < kinds && strcmp(counts[k].kind, test->kind) != 0) k++;
        if (k == kinds) counts[kinds++].kind = test->kind;
        counts[k].passed += test->verdict == VERDICT_PASS;
        counts[k].skipped += test->verdict == VERDICT_SKIP;
        counts[k].known += test->verdict == VERDICT_FAIL && test->known_reason;
        counts[k].failed += test->verdict == VERDICT_FAIL && !test->known_reason;
    }
    printf("%-22s %7s %7s %7s %7s\n", "kind", "passed", "known", "failed", "skipped");
    for (int k = 0; k < kinds; k++) {
        printf("%-22s %7d %7d %7d %7d\n", counts[k].kind, counts[k].passed, counts[k].known,
               counts[k].failed, counts[k].skipped);
    }
}

// The first line of [message] without the scratch folder's name, which is another one each time.
static char *reason_of(const char *message) {
    char *line = strndup(message, strcspn(message, "\n"));
    char *at = strstr(line, settings.scratch);
    if (!at) return line;
    return text_format("%.*s%s", (int)(at - line), line, at + strlen(settings.scratch));
}

// Writes the list anew: each failure with what it printed.
static void write_known(const char *path) {
    FILE *file = fopen(path, "w");
    if (!file) return;
    fputs("# Tests of Go's own suite that do not pass yet: path, TAB, reason.\n", file);
    for (int i = 0; i < tests.count; i++) {
        const Test *test = &tests.items[i];
        if (test->verdict != VERDICT_FAIL) continue;
        fprintf(file, "%s\t%s\n", test->shown, reason_of(test->message));
    }
    fclose(file);
}

static int summarize(void) {
    int passed = 0, failed = 0, skipped = 0, known = 0, fine_now = 0;
    for (int i = 0; i < tests.count; i++) {
        const Test *test = &tests.items[i];
        passed += test->verdict == VERDICT_PASS;
        fine_now += test->verdict == VERDICT_PASS && test->known_reason;
        skipped += test->verdict == VERDICT_SKIP;
        known += test->verdict == VERDICT_FAIL && test->known_reason;
        failed += test->verdict == VERDICT_FAIL && !test->known_reason;
    }
    if (settings.go_suite) {
        print_kinds();
        if (known) printf("%d known failures are listed in %s\n", known, settings.known_path);
        if (fine_now) {
            printf("%d listed tests pass now: `make conformance-bless` drops them\n", fine_now);
        }
    }
    printf("%d passed, %d failed, %d skipped\n", passed, failed, skipped + known);
    return failed > 0;
}

static const char usage[] =
    "usage: testrun [-mound PROGRAM] [-go] [-known LIST] [-write-known LIST] [-bless] [-v]\n"
    "               [-jobs N] [-timeout SECONDS] FILE.go | FOLDER ...\n";

int main(int argc, char **argv) {
    const char *write_path = NULL;
    int i = 1;
    for (; i < argc && argv[i][0] == '-'; i++) {
        const char *flag = argv[i], *value = i + 1 < argc ? argv[i + 1] : "";
        if (strcmp(flag, "-go") == 0) settings.go_suite = true;
        else if (strcmp(flag, "-bless") == 0) settings.bless = true;
        else if (strcmp(flag, "-v") == 0) settings.verbose = true;
        else if (strcmp(flag, "-mound") == 0) settings.mound = value, i++;
        else if (strcmp(flag, "-known") == 0) settings.known_path = value, i++;
        else if (strcmp(flag, "-write-known") == 0) write_path = value, i++;
        else if (strcmp(flag, "-jobs") == 0) settings.jobs = atoi(value), i++;
        else if (strcmp(flag, "-timeout") == 0) settings.timeout_seconds = atoi(value), i++;
        else i = argc;
    }
    if (i >= argc || settings.jobs < 1 || settings.timeout_seconds < 1) {
        fputs(usage, stderr);
        return 2;
    }
    settings.mound = realpath(settings.mound, NULL);
    if (!settings.mound) {
        fprintf(stderr, "testrun: no program to test: build it first, or name it with -mound\n");
        return 2;
    }
    char folder[] = "/tmp/testrun-XXXXXX";
    settings.scratch = mkdtemp(folder);
    settings.root = realpath(settings.go_suite ? argv[i] : ".", NULL);
    for (; i < argc; i++) add_path(argv[i]);
    read_known();
    run_all();
    if (write_path) write_known(write_path);
    char *clean[] = {"rm", "-rf", folder, NULL};
    Output output;
    process_run(clean, NULL, true, &output);
    return summarize();
}
