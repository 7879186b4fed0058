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

// Folders of the suite that Go's runner does not enter, and those of other tests.
static bool is_passed_over(const char *name) {
    if (name[0] == '.' || has_suffix(name, ".dir") || strcmp(name, "testdata") == 0) return true;
    return settings.go_suite && (strcmp(name, "bench") == 0 || strcmp(name, "stress") == 0);
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
        if (is_passed_over(name)) continue;
        char *inner = text_format("%s/%s", path, name);
        if (stat(inner, &info) == 0 && (S_ISDIR(info.st_mode) || has_suffix(name, ".go"))) {
            add_path(inner);
        }
    }
}

static void find_reasons(void) {
    for (int i = 0; i < tests.count; i++) {
        tests.items[i].known_reason = list_find(&settings.known, tests.items[i].shown);
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
    if (test->verdict == VERDICT_SKIP && !settings.go_suite) {
        printf("SKIP %s: %s\n", test->shown, test->message);
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
    int verdicts[VERDICT_CHANGED + 1];
    int known;        // of the failures
    int fine_now;     // of the known failures
} Count;

static void count_test(Count *count, const Test *test) {
    bool failed = test->verdict == VERDICT_FAIL;
    count->verdicts[test->verdict] += !(failed && test->known_reason);
    count->known += failed && test->known_reason;
    count->fine_now += test->verdict == VERDICT_PASS && test->known_reason;
}

static void print_count(const Count *count) {
    printf("%-22s %7d %7d %7d %8d %7d\n", count->kind, count->verdicts[VERDICT_PASS], count->known,
           count->verdicts[VERDICT_FAIL], count->verdicts[VERDICT_EXCLUDED],
           count->verdicts[VERDICT_SKIP]);
}

static void print_kinds(void) {
    Count counts[32] = {0};
    int kinds = 0;
    for (int i = 0; i < tests.count; i++) {
        const Test *test = &tests.items[i];
        int k = 0;
        while (k < kinds && strcmp(counts[k].kind, test->kind) != 0) k++;
        if (k == kinds) counts[kinds++].kind = test->kind;
        count_test(&counts[k], test);
    }
    printf("%-22s %7s %7s %7s %8s %7s\n", "kind", "passed", "known", "failed", "excluded",
           "skipped");
    for (int k = 0; k < kinds; k++) print_count(&counts[k]);
}

// Failures of the list without a cause, and entries that no test of this run belongs to.
static int report_list(void) {
    int unsorted = 0;
    for (int i = 0; i < settings.known.count; i++) {
        const ListEntry *entry = &settings.known.items[i];
        if (!reason_is_unsorted(entry->text)) continue;
        printf("%s: %s has no cause: %s\n", settings.known_path, entry->key, entry->text);
        unsorted++;
    }
    return unsorted;
}

static int summarize(void) {
    Count all = {.kind = "all"};
    for (int i = 0; i < tests.count; i++) count_test(&all, &tests.items[i]);
    if (settings.go_suite) {
        print_kinds();
        print_count(&all);
        if (all.known) {
            printf("%d known failures are listed in %s\n", all.known, settings.known_path);
        }
        if (all.fine_now) {
            printf("%d listed tests pass now: `make conformance-bless` drops them\n",
                   all.fine_now);
        }
        printf("%d excluded: they test gc's own toolchain\n", all.verdicts[VERDICT_EXCLUDED]);
    }
    int failed = all.verdicts[VERDICT_FAIL] + report_list();
    printf("%d passed, %d failed, %d skipped\n", all.verdicts[VERDICT_PASS], failed,
           all.verdicts[VERDICT_SKIP] + all.verdicts[VERDICT_EXCLUDED] + all.known);
    return failed > 0;
}

// What the tests have added to settings.lines_path.
static void print_lines(void) {
    FILE *in = fopen(settings.lines_path, "r");
    int files = 0, wanted = 0, matched = 0, unexpected = 0, a, b, c;
    while (in && fscanf(in, "%d %d %d", &a, &b, &c) == 3) {
        files++;
        wanted += a;
        matched += b;
        unexpected += c;
    }
    if (in) fclose(in);
    double all = wanted ? wanted : 1;
    printf("%d files with %d expected lines: "
           "%d matched (%.1f%%), %d messages unexpected (%.1f%%)\n",
           files, wanted, matched, 100 * matched / all, unexpected, 100 * unexpected / all);
}

// ---- command line

static const char usage[] =
    "usage: testrun [-mound PROGRAM] [-bless] [-v] [-jobs N] [-timeout SECONDS] FILE.go|FOLDER...\n"
    "       testrun -go [-known LIST] [-excluded LIST] [-changed LIST] [-bless-known] [-lines]\n"
    "               [-proven] ... FOLDER\n"
    "       testrun -go -compiler GO -write-changed LIST ... FOLDER\n";

// The folder of Go's suite that [path] is, or lies in; that of the file when it lies in none.
static char *suite_root(const char *path) {
    struct stat info;
    char *start = realpath(path, NULL);
    if (!start || stat(start, &info) != 0 || S_ISDIR(info.st_mode)) return start;
    *strrchr(start, '/') = '\0';
    for (char *folder = strdup(start); *folder; *strrchr(folder, '/') = '\0') {
        if (stat(text_format("%s/fixedbugs", folder), &info) == 0) return folder;
    }
    return start;
}

// Lists that may be missing are made by this very run.
static void read_list(List *list, const char *path, bool may_be_missing) {
    if (!path || list_read(list, path) || may_be_missing) return;
    fprintf(stderr, "testrun: %s: %s\n", path, strerror(errno));
    exit(2);
}

typedef struct Options {
    const char *excluded, *changed, *write_changed;
    bool bless_known;
    int next;   // first argument that is no option
} Options;

static Options read_options(int argc, char **argv) {
    Options options = {.next = 1};
    for (; options.next < argc && argv[options.next][0] == '-'; options.next++) {
        const char *flag = argv[options.next];
        const char *value = options.next + 1 < argc ? argv[options.next + 1] : "";
        options.next++;   // taken back by the flags without a value
        if (strcmp(flag, "-mound") == 0) settings.mound = value;
        else if (strcmp(flag, "-known") == 0) settings.known_path = value;
        else if (strcmp(flag, "-excluded") == 0) options.excluded = value;
        else if (strcmp(flag, "-changed") == 0) options.changed = value;
        else if (strcmp(flag, "-write-changed") == 0) options.write_changed = value;
        else if (strcmp(flag, "-compiler") == 0) settings.compiler = value;
        else if (strcmp(flag, "-jobs") == 0) settings.jobs = atoi(value);
        else if (strcmp(flag, "-timeout") == 0) settings.timeout_seconds = atoi(value);
        else if (options.next--, strcmp(flag, "-go") == 0) settings.go_suite = true;
        else if (strcmp(flag, "-proven") == 0) settings.proven = true;
        else if (strcmp(flag, "-bless") == 0) settings.bless = true;
        else if (strcmp(flag, "-bless-known") == 0) options.bless_known = true;
        else if (strcmp(flag, "-lines") == 0) settings.lines_path = "";
        else if (strcmp(flag, "-v") == 0) settings.verbose = true;
        else options.next = argc;
    }
    bool lists_fit = (!options.bless_known || settings.known_path) &&
                     (!options.write_changed == !settings.compiler);
    if (options.next >= argc || settings.jobs < 1 || settings.timeout_seconds < 1 || !lists_fit) {
        fputs(usage, stderr);
        exit(2);
    }
    return options;
}

static int report(const Options *options) {
    if (options->write_changed) {
        List changed = {0};
        changes_collect(&changed, tests.items, tests.count);
        printf("%d lines of tests that Go 1.23 sees otherwise\n", changed.count);
        return !list_write(&changed, options->write_changed,
                           "# What Go 1.23 says where an older Go's test expects something else.\n"
                           "# Made by `make conformance-changed`: PATH:LINE, TAB, text.\n");
    }
    if (options->bless_known) return !known_update(tests.items, tests.count);
    return summarize();
}

int main(int argc, char **argv) {
    Options options = read_options(argc, argv);
    settings.mound = realpath(settings.mound, NULL);
    if (!settings.mound) {
        fprintf(stderr, "testrun: no program to test: build it first, or name it with -mound\n");
        return 2;
    }
    char folder[] = "/tmp/testrun-XXXXXX";
    settings.scratch = mkdtemp(folder);
    if (settings.lines_path) settings.lines_path = text_format("%s/lines", settings.scratch);
    settings.root = settings.go_suite ? suite_root(argv[options.next]) : realpath(".", NULL);
    read_list(&settings.known, settings.known_path, options.bless_known || settings.compiler);
    read_list(&settings.excluded, options.excluded, false);
    read_list(&settings.changed, options.changed, options.write_changed != NULL);
    if (settings.go_suite) {   // as the go command does for programs that it starts
        setenv("GOOS", "linux", 1);
        setenv("GOARCH", "amd64", 1);
    }
    for (int i = options.next; i < argc; i++) add_path(argv[i]);
    find_reasons();
    bool ready = !settings.compiler || gc_prepare();
    if (ready) run_all();
    int code = ready ? report(&options) : 2;
    if (ready && settings.lines_path) print_lines();
    char *clean[] = {"rm", "-rf", folder, NULL};
    Output output;
    process_run(clean, NULL, true, &output);
    return code;
}
