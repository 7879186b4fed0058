// cli/test_program.c - see test_program.h.
#include "cli/test_program.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/folder.h"
#include "cli/importer.h"
#include "cli/load.h"
#include "cli/module.h"
#include "cli/test_scan.h"
#include "parser/parser.h"

// The files of the three packages while they are sorted out.
typedef struct Parts {
    PackageSource package;     // with its internal tests
    PackageSource external;    // PKG_test
    TestFuncList functions;
    bool internal_used, external_used;   // some function of it is called
} Parts;

static const char *last_element(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bool test_target_find(Arena *arena, const char *given, TestTarget *target, const char **error) {
    struct stat info;
    char *real = realpath(given, NULL);
    if (!real || stat(real, &info) != 0 || !S_ISDIR(info.st_mode)) {
        free(real);
        char *here = given[0] == '/' ? NULL : realpath(".", NULL);
        const char *clean = strncmp(given, "./", 2) == 0 ? given + 2 : given;
        *error = arena_printf(arena, "stat %s%s%s: directory not found", here ? here : "",
                              here ? "/" : "", clean);
        free(here);
        return false;
    }
    *target = (TestTarget){.given = given, .folder = arena_strndup(arena, real, strlen(real))};
    free(real);
    const Module *module = module_find(arena, target->folder, error);
    if (*error) return false;
    if (!module) {
        target->path = last_element(target->folder);
        return true;
    }
    const char *rest = target->folder + strlen(module->folder);
    if (strcmp(module->path, "std") == 0 && *rest == '/') {
        target->path = rest + 1;   // a package of a Go source tree
    } else {
        target->path = arena_printf(arena, "%s%s", module->path, rest);
    }
    return true;
}

static void add_source(Arena *arena, PackageSource *package, SourceFile *source) {
    SourceFile **grown = ARENA_ARRAY(arena, SourceFile *, package->source_count + 1);
    if (package->source_count) {
        memcpy(grown, package->sources, package->source_count * sizeof *grown);
    }
    grown[package->source_count++] = source;
    package->sources = grown;
}

static bool is_test_name(const char *path) {
    size_t length = strlen(path);
    return length > 8 && strcmp(path + length - 8, "_test.go") == 0;
}

// Puts a file into the package it belongs to, and collects its test functions.
static void sort_file(Arena *arena, Parts *parts, SourceFile *source, Diags *diags) {
    if (!is_test_name(source->path)) {
        add_source(arena, &parts->package, source);
        return;
    }
    Diags ignored;
    diags_init(&ignored, arena, 1);
    const File *file = parser_parse_file(arena, source, &ignored, PARSE_ALL);
    const char *name = file->package ? file->package->text : "";
    size_t length = strlen(name);
    bool external = length > 5 && strcmp(name + length - 5, "_test") == 0;
    uint32_t before = parts->functions.count;
    test_scan(arena, file, external ? "_xtest" : "_test", diags, &parts->functions);
    bool used = parts->functions.count > before;
    add_source(arena, external ? &parts->external : &parts->package, source);
    if (external) parts->external_used |= used;
    else parts->internal_used |= used;
}

static bool read_target(Arena *arena, const Options *options, const TestTarget *target,
                        FolderFiles *sources, FolderFiles *tests, const char **error) {
    if (target->given) {
        size_t length = strlen(target->given);
        while (length > 1 && target->given[length - 1] == '/') length--;
        const char *clean = arena_strndup(arena, target->given, length);
        const char *shown = strcmp(clean, ".") == 0 ? "." : program_shown_path(clean);
        if (strncmp(shown, "./", 2) == 0) shown += 2;   // "sub/x_test.go:3:4:", but "./x_test.go"
        return folder_read(arena, clean, shown, sources, error) &&
               folder_read_tests(arena, clean, shown, tests, error);
    }
    tests->sources = ARENA_ARRAY(arena, SourceFile *, options->file_count);
    for (int i = 0; i < options->file_count; i++) {
        const char *path = options->files[i];
        SourceFile *source = source_read(path, program_shown_path(path), error);
        if (!source) {
            *error = arena_printf(arena, "open %s: %s", path, *error);
            return false;
        }
        tests->sources[tests->count++] = source;
    }
    return true;
}

// ---- the generated main package -----------------------------------------------------------------

typedef struct Text {
    char *bytes;
    size_t count, capacity;
} Text;

static void text_add(Text *text, const char *bytes, size_t count) {
    if (text->count + count + 1 > text->capacity) {
        text->capacity = 2 * text->capacity + count + 4096;
        text->bytes = realloc(text->bytes, text->capacity);
        if (!text->bytes) abort();
    }
    memcpy(text->bytes + text->count, bytes, count);
    text->count += count;
    text->bytes[text->count] = '\0';
}

static void text_put(Text *text, const char *string) { text_add(text, string, strlen(string)); }

// A Go string literal.
static void text_quote(Text *text, const char *string) {
    text_put(text, "\"");
    for (; *string; string++) {
        char escape[5];
        unsigned char byte = (unsigned char)*string;
        if (byte == '"' || byte == '\\' || byte < ' ') {
            snprintf(escape, sizeof escape, "\\x%02x", byte);
            text_put(text, escape);
        } else {
            text_add(text, string, 1);
        }
    }
    text_put(text, "\"");
}

static void put_functions(Text *text, const Parts *parts, TestFuncKind kind, const char *variable,
                          const char *type) {
    text_put(text, "\nvar ");
    text_put(text, variable);
    text_put(text, " = []testing.");
    text_put(text, type);
    text_put(text, "{\n");
    for (uint32_t i = 0; i < parts->functions.count; i++) {
        const TestFunc *func = &parts->functions.items[i];
        if (func->kind != kind) continue;
        text_put(text, "\t{\"");
        text_put(text, func->name);
        text_put(text, "\", ");
        text_put(text, func->package);
        text_put(text, ".");
        text_put(text, func->name);
        if (kind == TEST_FUNC_EXAMPLE) {
            text_put(text, ", ");
            text_quote(text, func->output);
            text_put(text, func->unordered ? ", true" : ", false");
        }
        text_put(text, "},\n");
    }
    text_put(text, "}\n");
}

static void put_import(Text *text, bool used, const char *name, const char *path) {
    text_put(text, used ? "\t" : "\t_ ");
    if (used) {
        text_put(text, name);
        text_put(text, " ");
    }
    text_quote(text, path);
    text_put(text, "\n");
}

static const TestFunc *find_test_main(const Parts *parts) {
    for (uint32_t i = 0; i < parts->functions.count; i++) {
        if (parts->functions.items[i].kind == TEST_FUNC_MAIN) return &parts->functions.items[i];
    }
    return NULL;
}

static SourceFile *generate_main(const Parts *parts, const TestTarget *target) {
    const TestFunc *test_main = find_test_main(parts);
    Text text = {0};
    text_put(&text, "package main\n\nimport (\n\t\"os\"\n\t\"testing\"\n");
    if (test_main) text_put(&text, "\t\"reflect\"\n");
    if (parts->package.source_count) {
        put_import(&text, parts->internal_used, "_test", parts->package.path);
    }
    if (parts->external.source_count) {
        put_import(&text, parts->external_used, "_xtest", parts->external.path);
    }
    text_put(&text, ")\n\ntype deps struct{}\n\nfunc (deps) ImportPath() string { return ");
    text_quote(&text, target->path);
    text_put(&text, " }\n");
    put_functions(&text, parts, TEST_FUNC_TEST, "tests", "InternalTest");
    put_functions(&text, parts, TEST_FUNC_BENCHMARK, "benchmarks", "InternalBenchmark");
    put_functions(&text, parts, TEST_FUNC_FUZZ, "fuzzTargets", "InternalFuzzTarget");
    put_functions(&text, parts, TEST_FUNC_EXAMPLE, "examples", "InternalExample");
    text_put(&text, "\nfunc main() {\n\tm := testing.MainStart(deps{}, tests, benchmarks, "
                    "fuzzTargets, examples)\n");
    if (test_main) {
        text_put(&text, "\t");
        text_put(&text, test_main->package);
        text_put(&text, ".TestMain(m)\n"
                        "\tos.Exit(int(reflect.ValueOf(m).Elem()."
                        "FieldByName(\"exitCode\").Int()))\n");
    } else {
        text_put(&text, "\tos.Exit(m.Run())\n");
    }
    text_put(&text, "}\n");
    SourceFile *source = source_add("_testmain.go", text.bytes, text.count);
    free(text.bytes);
    return source;
}

// ---- loading ------------------------------------------------------------------------------------

static void add_override(Importer *importer, const PackageSource *source) {
    if (source->source_count == 0) return;
    Override override = {source->path, source};
    vec_push(importer->arena, &importer->overrides, override);
}

// Prints the errors found, under the line that go puts before them.
static bool print_errors(const TestTarget *target, Diags *diags) {
    if (diags->list.count == 0) return false;
    fprintf(stderr, "# %s [%s.test]\n", target->path, target->path);
    diags_print(diags, stderr);
    return true;
}

// Finds and checks what the packages import; a Go source tree may import what it likes.
static bool load_parts(Importer *importer, const Parts *parts) {
    const PackageSource *package = &parts->package, *external = &parts->external;
    return load_imports(importer, package->path, package->sources, package->source_count) &&
           load_imports(importer, external->path, external->sources, external->source_count) &&
           load_check(importer, program_diags(), 10);
}

TestState test_program_load(const Options *options, const TestTarget *target, Program *program) {
    Arena *arena = program_arena();
    const char *error;
    Importer *importer = program_front_end(options, target->folder, &error);
    FolderFiles sources = {0}, tests = {0};
    if (!importer || !read_target(arena, options, target, &sources, &tests, &error)) {
        fprintf(stderr, "# %s\n%s\n", target->path, error);
        return TEST_BROKEN;
    }
    if (tests.count == 0) return TEST_NO_FILES;
    Diags *diags = program_diags();
    static Parts parts;
    bool in_goroot = importer->module && strcmp(importer->module->path, "std") == 0;
    parts.package = (PackageSource){.path = target->path, .is_user = true, .is_goroot = in_goroot,
                                    .is_tested = true};
    parts.package.lang_minor = importer->module ? importer->module->lang_minor : 0;
    parts.external = parts.package;
    parts.external.path = arena_printf(arena, "%s_test", target->path);
    for (uint32_t i = 0; i < sources.count; i++) {
        sort_file(arena, &parts, sources.sources[i], diags);
    }
    for (uint32_t i = 0; i < tests.count; i++) sort_file(arena, &parts, tests.sources[i], diags);
    if (print_errors(target, diags)) return TEST_BROKEN;
    add_override(importer, &parts.package);
    add_override(importer, &parts.external);
    if (!in_goroot && !load_parts(importer, &parts)) return TEST_BROKEN;
    program->files = ARENA_ARRAY(arena, File *, 1);
    program->file_count = 1;
    SourceFile *main_file = generate_main(&parts, target);
    program->files[0] = parser_parse_file(arena, main_file, diags, PARSE_ALL);
    program->package = check_package_user("main", program->files, 1, arena);
    return print_errors(target, diags) ? TEST_BROKEN : TEST_READY;
}
