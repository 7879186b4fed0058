// libFuzzer target: any bytes through the parser, eagerly and lazily. The tree, if there is one, is
// printed, which visits all of it; what the grammar rejects must be explained.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "parser/ast_dump.h"
#include "parser/parser.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *parse(SourceFile *source, ParseMode mode) {
    Arena arena;
    arena_init(&arena);
    Diags diags;
    diags_init(&diags, &arena, 0);
    char *text;
    size_t bytes;
    FILE *out = open_memstream(&text, &bytes);
    File *file = parser_parse_file(&arena, source, &diags, mode);
    for (uint32_t i = 0; i < file->decls.count; i++)
        parser_parse_body(&arena, file->decls.items[i], &diags);
    FATAL_IF(file->syntax_errors && !diags.list.count, "rejected without a reason");
    if (!diags.list.count) ast_dump_file(file, true, out);
    fclose(out);
    arena_free(&arena);
    return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    // Not registered: each file would use up positions for ever.
    SourceFile source = {.path = "fuzz.go", .base = 1, .bytes = size};
    char *text = calloc(1, size + SOURCE_PADDING);
    memcpy(text, data, size);
    source.text = text;
    char *whole = parse(&source, PARSE_ALL);
    char *lazy = parse(&source, PARSE_LAZY_BODIES);
    FATAL_IF(*whole && strcmp(whole, lazy) != 0, "lazy bodies give another tree");
    free(parse(&source, PARSE_IMPORTS_ONLY));
    free(whole);
    free(lazy);
    free(source.directives);
    free(source.line_starts);
    free(text);
    return 0;
}
