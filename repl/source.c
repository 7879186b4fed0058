// repl/source.c - see source.h.
#include "repl/source.h"

#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "parser/parser.h"
#include "repl/screen.h"
#include "types/check.h"

static VEC(Input *) inputs;

const Input *input_new(const char *text, size_t bytes) {
    return input_new_named(NULL, text, bytes);
}

const Input *input_new_named(const char *name, const char *text, size_t bytes) {
    Input *input = ARENA_NEW(types_arena(), Input);
    uint32_t number = inputs.count + 1;
    if (!name) name = arena_printf(types_arena(), "<input %u>", number);
    *input = (Input){number, arena_strndup(types_arena(), text, bytes), bytes, name};
    vec_push(types_arena(), &inputs, input);
    return input;
}

const Input *input_get(uint32_t number) {
    return number >= 1 && number <= inputs.count ? inputs.items[number - 1] : NULL;
}

void source_begin(SourceText *text) {
    *text = (SourceText){0};
    text->out = open_memstream(&text->text, &text->bytes);
    FATAL_IF(text->out == NULL, "out of memory");
    fputs("package main; ", text->out);
}

void source_add_part(SourceText *text, const Input *input, size_t start, size_t end) {
    fflush(text->out);
    SourcePart part = {input, start, end, text->bytes};
    vec_push(types_arena(), &text->parts, part);
    fwrite(input->text + start, 1, end - start, text->out);
}

static void count_place(const Input *input, size_t offset, uint32_t *line, uint32_t *column) {
    *line = *column = 1;
    for (size_t i = 0; i < offset; i++) {
        if (input->text[i] == '\n') ++*line, *column = 1;
        else ++*column;
    }
}

File *source_parse(SourceText *text, Diags *diags) {
    fclose(text->out);
    SourceFile *file = source_add("<session>", text->text, text->bytes);
    free(text->text);
    for (uint32_t i = 0; i < text->parts.count; i++) {
        const SourcePart *part = &text->parts.items[i];
        uint32_t line, column;
        count_place(part->input, part->start, &line, &column);
        source_line_directive(file, file->base + (Pos)part->offset, part->input->name, line,
                              column);
    }
    return parser_parse_file(types_arena(), file, diags, PARSE_ALL);
}

const char *go_quote(const char *text) {
    char *quoted = ARENA_ARRAY(types_arena(), char, strlen(text) * 4 + 3), *out = quoted;
    *out++ = '"';
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') *out++ = '\\', *out++ = *text;
        else if ((unsigned char)*text < 0x20) out += sprintf(out, "\\x%02x", *text);
        else *out++ = *text;
    }
    strcpy(out, "\"");
    return quoted;
}

// ---- Messages -----------------------------------------------------------------------------------

// Shows line [line] of input [number] with a mark under byte [column].
static void show_line(uint32_t number, uint32_t line, uint32_t column) {
    const Input *input = input_get(number);
    if (!input || column == 0) return;
    const char *at = input->text, *end = input->text + input->bytes;
    for (uint32_t i = 1; i < line && at < end; i++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        at = newline ? newline + 1 : end;
    }
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    size_t bytes = (size_t)((newline ? newline : end) - at);
    if (bytes == 0 || bytes > 500 || column > bytes + 1) return;
    fprintf(screen.err, "    %.*s\n    ", (int)bytes, at);
    for (uint32_t i = 0; i + 1 < column; i++) {
        if (at[i] == '\t') putc('\t', screen.err);
        else if (((unsigned char)at[i] & 0xC0) != 0x80) putc(' ', screen.err);
    }
    fprintf(screen.err, "%s^%s\n", paint(PAINT_ERROR), paint(PAINT_PLAIN));
}

void diags_show(Diags *diags) {
    char *text = NULL;
    size_t bytes = 0;
    FILE *out = open_memstream(&text, &bytes);
    FATAL_IF(out == NULL, "out of memory");
    diags_print(diags, out);
    fclose(out);
    char *rest = text;
    for (char *line; (line = strsep(&rest, "\n")) && *line;) {
        screen_error("%s", line);
        unsigned number, row, column;
        if (sscanf(line, "<input %u>:%u:%u:", &number, &row, &column) == 3)
            show_line(number, row, column);
    }
    free(text);
}
