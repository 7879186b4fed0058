// cli/explain/html.c - the report as one page that needs nothing else (page.html).
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "base/json.h"
#include "cli/explain/report.h"

// The page's text, taken in by the assembler; paths count from where mound is built.
__asm__(".pushsection .rodata\n"
        "explain_page: .incbin \"cli/explain/page.html\"\n"
        ".byte 0\n"
        ".popsection\n");
extern const char explain_page[] __attribute__((visibility("hidden")));

static void print_sources(const Explanation *e, FILE *out) {
    fputs(", \"sources\": [", out);
    for (uint32_t i = 0; i < e->program->file_count; i++) {
        const SourceFile *file = e->program->files[i]->source;
        fprintf(out, "%s{\"path\": ", i ? ", " : "");
        json_string(out, file->path);
        fputs(", \"text\": ", out);
        json_string(out, file->text);
        fputc('}', out);
    }
    fputs("]}", out);
}

// The JSON of the report with the sources added.
static void print_data(const Explanation *e, FILE *out) {
    char *text = NULL;
    size_t bytes = 0;
    FILE *memory = open_memstream(&text, &bytes);
    FATAL_IF(memory == NULL, "out of memory");
    explain_print_json(e, memory);
    fclose(memory);
    while (bytes > 0 && text[bytes - 1] != '}') bytes--;
    if (bytes > 0) fwrite(text, 1, bytes - 1, out);
    free(text);
    print_sources(e, out);
}

void explain_print_html(const Explanation *e, FILE *out) {
    static const char mark[] = "@DATA@";
    const char *at = strstr(explain_page, mark);
    FATAL_IF(at == NULL, "page.html has no %s", mark);
    fwrite(explain_page, 1, (size_t)(at - explain_page), out);
    print_data(e, out);
    fputs(at + sizeof mark - 1, out);
}
