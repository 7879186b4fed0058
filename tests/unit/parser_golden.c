// Every tests/parse/NAME.go is parsed and compared: its tree with NAME.tree or, when there is one,
// its errors with NAME.err. With BLESS=1 the files are written instead.
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/os.h"
#include "parser/ast_dump.h"
#include "parser/parser.h"

#define FOLDER "tests/parse/"

static Arena arena;

// The tree, or the errors if there are any; *[failed] tells which.
static char *parse(const char *path, const char *shown, ParseMode mode, bool *failed) {
    char *text;
    size_t bytes;
    FILE *out = open_memstream(&text, &bytes);
    Diags diags;
    diags_init(&diags, &arena, 0);
    SourceFile *source = source_read(path, shown, NULL);
    assert_non_null(source);
    File *file = parser_parse_file(&arena, source, &diags, mode);
    for (uint32_t i = 0; i < file->decls.count; i++)
        parser_parse_body(&arena, file->decls.items[i], &diags);
    *failed = diags_print(&diags, out) > 0;
    if (file->syntax_errors) assert_true(*failed);
    if (!*failed) ast_dump_file(file, false, out);
    fclose(out);
    return text;
}

static void compare(const char *golden, const char *text) {
    if (getenv("BLESS")) {
        FILE *out = fopen(golden, "w");
        assert_non_null(out);
        fputs(text, out);
        fclose(out);
        return;
    }
    size_t bytes;
    char *expected = os_read_file(golden, 1, 1 << 20, &bytes, NULL);
    if (!expected) fail_msg("%s is missing", golden);
    if (strcmp(expected, text) != 0) fail_msg("%s differs from:\n%s", golden, text);
    free(expected);
}

static void check(const char *name) {
    size_t stem = strlen(name) - 3;
    const char *path = arena_printf(&arena, FOLDER "%s", name);
    bool failed;
    char *text = parse(path, name, PARSE_ALL, &failed);
    const char *golden =
        arena_printf(&arena, FOLDER "%.*s.%s", (int)stem, name, failed ? "err" : "tree");
    compare(golden, text);
    // Bodies parsed later give the same tree.
    if (!failed) {
        char *lazy = parse(path, name, PARSE_LAZY_BODIES, &failed);
        assert_string_equal(lazy, text);
        free(lazy);
    }
    free(text);
}

static void files_parse_as_recorded(void **state) {
    (void)state;
    DIR *folder = opendir(FOLDER);
    if (!folder) {
        print_message("run from the root of the repository\n");
        skip();
    }
    arena_init(&arena);
    int count = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        size_t length = strlen(entry->d_name);
        if (length < 4 || strcmp(entry->d_name + length - 3, ".go") != 0) continue;
        check(entry->d_name);
        count++;
    }
    closedir(folder);
    assert_true(count > 0);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(files_parse_as_recorded)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
