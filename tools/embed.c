// tools/embed.c - turns the Go files of stdlib/ into the C tables of stdlib/bundle.h: their texts,
// and an outline of each package.
//
//     embed stdlib/fmt/print.go stdlib/io/io.go ... > bundle.c
//
// The texts are taken in by the assembler (.incbin): for 9 MB of sources gcc needs 0.1 s, against
// 0.7 s when they are string literals, one a line, and 14 s when they are arrays of numbers. Paths
// are relative to the directory where the output is compiled.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "base/source.h"
#include "tools/outline_scan.h"

typedef struct Input {
    const char *path;         // stdlib/fmt/print.go
    const char *package;      // fmt/print.go
    size_t package_length;    // 3
    const char *name;         // print.go
} Input;

static Input input_of(const char *path) {
    static const char root[] = "stdlib/";
    const char *package = strstr(path, root);
    const char *slash = strrchr(path, '/');
    if (!package || !slash || slash < package + sizeof root) {
        fprintf(stderr, "embed: %s: not a path like stdlib/PACKAGE/FILE.go\n", path);
        exit(1);
    }
    package += sizeof root - 1;
    return (Input){path, package, (size_t)(slash - package), slash + 1};
}

// By package, then by name: both as byte strings.
static int compare_inputs(const void *a, const void *b) {
    const Input *left = a, *right = b;
    size_t common = left->package_length < right->package_length ? left->package_length
                                                                 : right->package_length;
    int order = memcmp(left->package, right->package, common);
    if (order == 0 && left->package_length != right->package_length)
        return left->package_length < right->package_length ? -1 : 1;
    return order ? order : strcmp(left->name, right->name);
}

// Each text is a section of its own, so that those which most programs need can lie together
// (tools/hot_order.sh).
static void print_text(size_t index, const Input *input) {
    printf("__asm__(\".pushsection .rodata.go.%.*s.%s,\\\"a\\\"\\n\"\n"
           "        \".balign 16\\n\"\n"
           "        \"bundle_text_%zu: .incbin \\\"%s\\\"\\n\"\n"
           "        \"bundle_end_%zu: .zero 16\\n\"\n"
           "        \".popsection\\n\");\n"
           "extern const char bundle_text_%zu[] __attribute__((visibility(\"hidden\")));\n"
           "extern const char bundle_end_%zu[] __attribute__((visibility(\"hidden\")));\n",
           (int)input->package_length, input->package, input->name, index, input->path, index,
           index, index);
}

static bool same_package(const Input *a, const Input *b) {
    return a->package_length == b->package_length &&
           memcmp(a->package, b->package, a->package_length) == 0;
}

// "names_encoding_json". Named by path, not numbered: tools/hot.ld keeps the names, also when there
// are more packages.
static void print_list_name(const char *list, const Input *input) {
    printf("%s_", list);
    for (size_t i = 0; i < input->package_length; i++)
        putchar(isalnum((unsigned char)input->package[i]) ? input->package[i] : '_');
}

static void print_entries(const char *list, const Input *input, const EntryList *entries) {
    if (entries->count == 0) return;
    printf("static const OutlineEntry ");
    print_list_name(list, input);
    puts("[] = {");
    for (uint32_t i = 0; i < entries->count; i++) {
        const OutlineEntry *e = &entries->items[i];
        printf("    {\"%s\", ", e->name);
        if (e->base) printf("\"%s\"", e->base);
        else printf("NULL");
        printf(", %u, %u, %u, %u, %d},\n", e->begin, e->end, e->name_offset, e->file,
               e->is_pointer);
    }
    puts("};");
}

// The outline of the package whose files begin at [inputs]; returns how many those are.
static size_t print_outline(Arena *arena, const Input *inputs, const Input *end,
                            OutlineScan *scan) {
    size_t files = 0;
    for (; inputs + files < end && same_package(inputs, inputs + files); files++)
        outline_scan_file(arena, scan, inputs[files].path, (uint16_t)files);
    outline_scan_end(scan, inputs->package);
    print_entries("names", inputs, &scan->names);
    print_entries("methods", inputs, &scan->methods);
    print_entries("inits", inputs, &scan->inits);
    return files;
}

static void print_entries_name(const char *list, const Input *input, uint32_t count) {
    if (!count) {
        printf("NULL, 0");
        return;
    }
    print_list_name(list, input);
    printf(", %u", count);
}

static void print_packages(const Input *inputs, size_t count) {
    Arena arena;
    arena_init(&arena);
    OutlineScan *scans = calloc(count + 1, sizeof *scans);
    if (!scans) exit(1);
    size_t packages = 0;
    for (size_t at = 0; at < count; packages++)
        at += print_outline(&arena, inputs + at, inputs + count, &scans[packages]);
    puts("\nconst EmbeddedPackage bundle_packages[] = {");
    for (size_t i = 0, at = 0; i < packages; i++) {
        const Input *first = &inputs[at];
        printf("    {\"%.*s\", {\"%s\", ", (int)first->package_length, first->package,
               scans[i].package);
        print_entries_name("names", first, scans[i].names.count);
        printf(", ");
        print_entries_name("methods", first, scans[i].methods.count);
        printf(", ");
        print_entries_name("inits", first, scans[i].inits.count);
        puts("}},");
        while (at < count && same_package(first, &inputs[at])) at++;
    }
    puts("    {NULL, {NULL, NULL, 0, NULL, 0, NULL, 0}},\n};");
    printf("const size_t bundle_package_count = %zu;\n", packages);
    free(scans);
    arena_free(&arena);
}

// Of all paths and texts.
static void print_hash(const Input *inputs, size_t count) {
    uint64_t hash = 0;
    for (size_t i = 0; i < count; i++) {
        const char *error;
        SourceFile *source = source_read(inputs[i].path, inputs[i].path, &error);
        if (!source) {
            fprintf(stderr, "embed: %s: %s\n", inputs[i].path, error);
            exit(1);
        }
        hash = XXH3_64bits_withSeed(inputs[i].path, strlen(inputs[i].path), hash);
        hash = XXH3_64bits_withSeed(source->text, source->bytes, hash);
    }
    printf("const uint64_t bundle_hash = 0x%016llx;\n", (unsigned long long)hash);
}

int main(int argc, char **argv) {
    size_t count = (size_t)argc - 1;
    Input *inputs = calloc(count + 1, sizeof *inputs);
    if (!inputs) return 1;
    for (size_t i = 0; i < count; i++) inputs[i] = input_of(argv[i + 1]);
    qsort(inputs, count, sizeof *inputs, compare_inputs);
    puts("// Generated by tools/embed.c from stdlib/**/*.go.\n#include \"stdlib/bundle.h\"\n");
    for (size_t i = 0; i < count; i++) print_text(i, &inputs[i]);
    puts("\nconst EmbeddedFile bundle_files[] = {");
    for (size_t i = 0; i < count; i++)
        printf("    {\"%.*s\", \"%s\", bundle_text_%zu, bundle_end_%zu},\n",
               (int)inputs[i].package_length, inputs[i].package, inputs[i].name, i, i);
    puts("    {NULL, NULL, NULL, NULL},\n};");
    printf("const size_t bundle_file_count = %zu;\n\n", count);
    print_packages(inputs, count);
    print_hash(inputs, count);
    free(inputs);
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
