// libFuzzer target: any bytes through parser and checker, as a whole package. What is refused must
// have a reason; init order, sizes and printed types are asked for where there was no error.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parser/parser.h"
#include "types/check_int.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// What can be imported: a little of everything that packages are made of.
static const struct {
    const char *path, *text;
} packages[] = {
    {"fmt", "package fmt\ntype Stringer interface { String() string }\n"
            "func Println(a ...any) (n int, err error) { return }\n"
            "func Sprintf(format string, a ...any) string { return format }\n"},
    {"errors", "package errors\nfunc New(text string) error { return nil }\n"},
    {"sync", "package sync\ntype Mutex struct { state int32 }\nfunc (m *Mutex) Lock() {}\n"},
    {"slices", "package slices\nfunc Map[S ~[]E, E, R any](s S, f func(E) R) []R { return nil }\n"
               "type List[T any] struct { next *List[T]; V T }\n"
               "func (l *List[T]) All() func(yield func(int, T) bool) { return nil }\n"},
};

enum { PACKAGE_COUNT = sizeof packages / sizeof packages[0] };

static SourceFile *added[PACKAGE_COUNT + 1];
static int added_count;

static SourceFile *add(const char *path, const char *text, size_t bytes) {
    return added[added_count++] = source_add(path, text, bytes);
}

static bool find_package(void *arg, const char *path, const Package *from, PackageSource *source,
                         const char **error) {
    (void)arg;
    (void)from;
    for (int i = 0; i < PACKAGE_COUNT; i++) {
        if (strcmp(packages[i].path, path) != 0) continue;
        static SourceFile *file[1];
        // Only an import that is met for the first time asks for the text.
        if (!package_find(path)) file[0] = add(path, packages[i].text, strlen(packages[i].text));
        *source = (PackageSource){.path = packages[i].path, .sources = file, .source_count = 1,
                                  .is_goroot = true};
        return true;
    }
    *error = "no such package";
    return false;
}

static void print_objects(Package *package) {
    for (uint32_t i = 0; i < package->objects.count; i++) {
        Object *object = package->objects.items[i];
        if (!object->type) continue;
        type_print(object->type, package);
        if (object->kind == OBJ_VAR && type_is_valid(object->type)) type_size(object->type);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena;
    Diags diags;
    arena_init(&arena);
    diags_init(&diags, &arena, 0);
    added_count = 0;
    SourceFile *source = add("fuzz.go", (const char *)data, size);
    File *file = parser_parse_file(&arena, source, &diags, PARSE_ALL);
    if (!file->syntax_errors) {
        types_init(&(TypesConfig){.diags = &diags, .importer = find_package});
        Package *package = check_package_user("main", &file, 1, &arena);
        FATAL_IF(checker.had_error && !diags.list.count, "refused without a reason");
        if (!diags.list.count) print_objects(package);
        types_end();
    }
    char *text = NULL;
    size_t bytes;
    FILE *out = open_memstream(&text, &bytes);
    diags_print(&diags, out);
    fclose(out);
    free(text);
    arena_free(&arena);
    while (added_count > 0) source_forget(added[--added_count]);
    return 0;
}
