// tools/typecheck.c - checks Go packages and prints what is wrong with them, and how fast it went.
//
//     typecheck [-e] [-t] [-lang=go1.N] FILE.go...     one package
//     typecheck [-e] [-t] -p PATH...                   packages of $GOROOT/src, each whole
//     typecheck [-e] [-t] -l PATH...                   the same as libraries, object by object
//     typecheck -b TREE...                             speed over all packages below
//                                                      $GOROOT/src/TREE, processor time of a thread
//
// -e lifts the limit of ten errors, -t prints lines and time. For work on types/; programs are
// checked by `mound vet`.
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "parser/parser.h"
#include "types/check.h"

static const char *goroot = "/usr/share/go-1.23";

static bool tag_holds(const char *tag, void *arg) {
    (void)arg;
    if (strncmp(tag, "go1.", 4) == 0) return atoi(tag + 4) <= 23;
    return strcmp(tag, "gc") == 0;
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool has_suffix(const char *text, const char *suffix) {
    size_t n = strlen(text), m = strlen(suffix);
    return n >= m && strcmp(text + n - m, suffix) == 0;
}

// The sources of the package in [dir], build constraints applied.
static uint32_t read_dir(const char *dir, SourceFile ***result) {
    DIR *d = opendir(dir);
    if (!d) return 0;
    char *names[4096];
    uint32_t count = 0, kept = 0;
    for (struct dirent *entry; (entry = readdir(d)) && count < 4096;) {
        const char *name = entry->d_name;
        if (has_suffix(name, ".go") && !has_suffix(name, "_test.go") && name[0] != '_' &&
            name[0] != '.')
            names[count++] = strdup(name);
    }
    closedir(d);
    qsort(names, count, sizeof *names, compare_names);
    SourceFile **sources = calloc(count + 1, sizeof *sources);
    for (uint32_t i = 0; i < count; i++) {
        char *path = NULL;
        const char *error;
        if (asprintf(&path, "%s/%s", dir, names[i]) < 0) abort();
        SourceFile *source = source_read(path, path, &error);
        if (source && parser_build_matches(source, tag_holds, NULL)) sources[kept++] = source;
        free(names[i]);
    }
    *result = sources;
    return kept;
}

// Packages that were asked for; each is read once.
static struct {
    char *path;
    SourceFile **sources;
    uint32_t count;
} found[4096];
static int found_count;

static bool find_again(const char *path, PackageSource *source) {
    for (int i = 0; i < found_count; i++) {
        if (strcmp(found[i].path, path) != 0) continue;
        source->path = found[i].path;
        source->sources = found[i].sources;
        source->source_count = found[i].count;
        source->is_goroot = true;
        return true;
    }
    return false;
}

static bool import(void *arg, const char *path, const Package *from, PackageSource *source,
                   const char **error) {
    (void)arg;
    (void)from;
    static const char *const roots[] = {"src", "src/vendor"};
    if (find_again(path, source)) return true;
    for (int i = 0; i < 2; i++) {
        char *dir = NULL;
        if (asprintf(&dir, "%s/%s/%s", goroot, roots[i], path) < 0) abort();
        source->source_count = read_dir(dir, &source->sources);
        free(dir);
        if (source->source_count == 0) continue;
        if (found_count == sizeof found / sizeof *found) abort();
        found[found_count].path = strdup(path);
        found[found_count].sources = source->sources;
        found[found_count++].count = source->source_count;
        return find_again(path, source);
    }
    char *text = NULL;
    if (asprintf(&text, "package %s is not in std", path) < 0) abort();
    *error = text;
    return false;
}

static size_t lines_of(SourceFile **sources, uint32_t count) {
    size_t lines = 0;
    for (uint32_t i = 0; i < count; i++)
        for (size_t at = 0; at < sources[i]->bytes; at++) lines += sources[i]->text[at] == '\n';
    return lines;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool show_time;

static void check(const char *path, SourceFile **sources, uint32_t count, Diags *diags) {
    static Arena arena;
    File **files = calloc(count + 1, sizeof *files);
    double start = now();
    uint32_t syntax_errors = 0;
    for (uint32_t i = 0; i < count; i++) {
        files[i] = parser_parse_file(&arena, sources[i], diags, PARSE_ALL);
        syntax_errors += files[i]->syntax_errors;
    }
    double parsed = now();
    if (syntax_errors == 0) check_package_user(path, files, count, &arena);
    double checked = now();
    if (show_time)
        fprintf(stderr, "%s: %zu lines, parse %.1f ms, check %.1f ms, %.1f MB\n", path,
                lines_of(sources, count), (parsed - start) * 1e3, (checked - parsed) * 1e3,
                (double)types_arena()->bytes_total / 1e6);
}

// Loads a library and asks for each of its objects and bodies, the last first.
static void check_lazily(const char *path) {
    const char *error;
    double start = now();
    Package *package = package_load(path, NULL, &error);
    if (!package) {
        fprintf(stderr, "%s: %s\n", path, error);
        return;
    }
    double loaded = now();
    uint32_t bodies = 0;
    for (uint32_t i = package->objects.count; i-- > 0;) {
        Object *object = package->objects.items[i];
        object_resolve(object);
        if (object->kind == OBJ_FUNC) bodies += func_body_check(object);
        if (object->kind == OBJ_TYPE && object->type->kind == TYPE_NAMED &&
            !type_is_generic(object->type))
            type_method_set(object->type);
    }
    package_init_order(package);
    if (show_time)
        fprintf(stderr, "%s: load %.1f ms, check %.1f ms, %u bodies, %u initializers, %.1f MB\n",
                path, (loaded - start) * 1e3, (now() - loaded) * 1e3, bodies,
                package->init_order.count, (double)types_arena()->bytes_total / 1e6);
}

// ---- speed --------------------------------------------------------------------------------------

enum { ROUNDS = 7, TREE_PACKAGES_MAX = 256 };

typedef struct TreePackage {
    char *path;
    SourceFile **sources;
    uint32_t count;
} TreePackage;

static TreePackage tree[TREE_PACKAGES_MAX];
static int tree_count;

// Adds the package at [path] and those below it; testdata is not for building.
static void add_tree(const char *path) {
    char *dir = NULL;
    if (asprintf(&dir, "%s/src/%s", goroot, path) < 0) abort();
    TreePackage package = {.path = strdup(path)};
    package.count = read_dir(dir, &package.sources);
    if (package.count > 0 && tree_count < TREE_PACKAGES_MAX) tree[tree_count++] = package;
    DIR *d = opendir(dir);
    for (struct dirent *entry; d && (entry = readdir(d));) {
        if (entry->d_type != DT_DIR || entry->d_name[0] == '.') continue;
        if (strcmp(entry->d_name, "testdata") == 0) continue;
        char *inner = NULL;
        if (asprintf(&inner, "%s/%s", path, entry->d_name) < 0) abort();
        add_tree(inner);
        free(inner);
    }
    if (d) closedir(d);
    free(dir);
}

static double processor_time(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

// Parses and checks everything once, in a world of its own; what it imports from elsewhere is read
// and checked as far as it is needed, and not counted as lines.
static double check_tree(void) {
    Diags diags;
    Arena arena;
    arena_init(&arena);
    diags_init(&diags, &arena, 0);
    double start = processor_time();
    types_init(&(TypesConfig){.diags = &diags, .importer = import});
    for (int i = 0; i < tree_count; i++) {
        File **files = calloc(tree[i].count, sizeof *files);
        for (uint32_t j = 0; j < tree[i].count; j++)
            files[j] = parser_parse_file(&arena, tree[i].sources[j], &diags, PARSE_ALL);
        check_package_user(tree[i].path, files, tree[i].count, &arena);
        free(files);
    }
    double spent = processor_time() - start;
    if (diags_print(&diags, stderr) > 0) exit(1);
    types_end();
    arena_free(&arena);
    return spent;
}

static int compare_times(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int measure(char **trees, int count) {
    for (int i = 0; i < count; i++) add_tree(trees[i]);
    size_t lines = 0;
    for (int i = 0; i < tree_count; i++) lines += lines_of(tree[i].sources, tree[i].count);
    if (lines == 0) {
        printf("skipped: no Go source tree in %s (GOROOT= names one)\n", goroot);
        return 0;
    }
    double times[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) times[i] = check_tree();
    qsort(times, ROUNDS, sizeof *times, compare_times);
    printf("%d packages, %zu lines: %.0f lines/s at best, %.0f in the median of %d rounds\n",
           tree_count, lines, (double)lines / times[0], (double)lines / times[ROUNDS / 2], ROUNDS);
    return 0;
}

int main(int argc, char **argv) {
    Arena arena = {0};
    Diags diags;
    bool packages = false, lazily = false;
    TypesConfig config = {.diags = &diags, .importer = import};
    uint32_t limit = 10;
    int first = 1;
    for (; first < argc && argv[first][0] == '-'; first++) {
        if (strcmp(argv[first], "-e") == 0) limit = 0;
        else if (strcmp(argv[first], "-t") == 0) show_time = true;
        else if (strcmp(argv[first], "-p") == 0) packages = true;
        else if (strcmp(argv[first], "-l") == 0) lazily = true;
        else if (strncmp(argv[first], "-lang=go1.", 10) == 0)
            config.lang_minor = atoi(argv[first] + 10);
    }
    if (getenv("GOROOT")) goroot = getenv("GOROOT");
    if (argc > 2 && strcmp(argv[1], "-b") == 0) return measure(argv + 2, argc - 2);
    arena_init(&arena);
    diags_init(&diags, &arena, limit);
    types_init(&config);
    SourceFile **sources = calloc((size_t)argc, sizeof *sources);
    uint32_t count = 0;
    for (int i = first; i < argc; i++) {
        if (lazily) {
            check_lazily(argv[i]);
            continue;
        }
        if (packages) {
            char *dir = NULL;
            if (asprintf(&dir, "%s/src/%s", goroot, argv[i]) < 0) abort();
            SourceFile **files = NULL;
            uint32_t found = read_dir(dir, &files);
            if (found == 0) fprintf(stderr, "no package %s\n", argv[i]);
            check(argv[i], files, found, &diags);
            continue;
        }
        const char *error;
        SourceFile *source = source_read(argv[i], argv[i], &error);
        if (!source) {
            fprintf(stderr, "%s: %s\n", argv[i], error);
            return 1;
        }
        sources[count++] = source;
    }
    if (!packages && !lazily) check("main", sources, count, &diags);
    return diags_print(&diags, stderr) > 0;
}
