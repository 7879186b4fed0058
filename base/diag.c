#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

void diags_init(Diags *diags, Arena *arena, uint32_t limit) {
    *diags = (Diags){.arena = arena, .limit = limit};
}

void diag_vreport(Diags *diags, Pos pos, const char *format, va_list args) {
    Diag diag = {pos, diags->list.count, arena_vprintf(diags->arena, format, args)};
    vec_push(diags->arena, &diags->list, diag);
}

void diag_report(Diags *diags, Pos pos, const char *format, ...) {
    va_list args;
    va_start(args, format);
    diag_vreport(diags, pos, format, args);
    va_end(args);
}

static bool is_syntax_error(const Diag *diag) {
    static const char prefix[] = "syntax error";
    return strncmp(diag->text, prefix, sizeof prefix - 1) == 0;
}

static bool same_line(Pos a, Pos b) {
    if (a == NO_POS || b == NO_POS || source_file(a) != source_file(b)) return false;
    return source_location_raw(a).line == source_location_raw(b).line;
}

// Chooses what is shown, in the order of reporting: the second syntax error of a line and a message
// that repeats its predecessor on the same line are dropped. Stops at the limit.
static uint32_t choose_shown(const Diags *diags, Diag *shown) {
    uint32_t count = 0;
    const Diag *last_syntax = NULL, *last_other = NULL;
    for (uint32_t i = 0; i < diags->list.count; i++) {
        const Diag *diag = &diags->list.items[i];
        if (is_syntax_error(diag)) {
            if (last_syntax && same_line(last_syntax->pos, diag->pos)) continue;
            last_syntax = diag;
        } else {
            if (last_other && strcmp(last_other->text, diag->text) == 0 &&
                same_line(last_other->pos, diag->pos))
                continue;
            last_other = diag;
        }
        shown[count++] = *diag;
        if (diags->limit && count == diags->limit) break;
    }
    return count;
}

static int compare_diags(const void *a, const void *b) {
    const Diag *left = a, *right = b;
    if (left->pos != right->pos) return left->pos < right->pos ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

// gc keeps columns in 8 bits and prints none that does not fit.
enum { COLUMN_MAX = 254 };

static void print_position(Pos pos, FILE *out) {
    if (pos == NO_POS) return;
    Location location = source_location(pos);
    fprintf(out, "%s:%u", location.path, location.line);
    if (location.column && location.column <= COLUMN_MAX) fprintf(out, ":%u", location.column);
    fputs(": ", out);
}

// Prints [text]; its later lines begin with a TAB. Line by line, because stderr has no buffer.
static void print_text(const char *text, FILE *out) {
    for (;;) {
        const char *end = strchr(text, '\n');
        if (end == NULL) break;
        fwrite(text, 1, (size_t)(end - text) + 1, out);
        text = end + 1;
        if (*text != '\t') fputc('\t', out);
    }
    fputs(text, out);
    fputc('\n', out);
}

uint32_t diags_print(Diags *diags, FILE *out) {
    if (diags->list.count == 0) return 0;
    Diag *shown = ARENA_ARRAY(diags->arena, Diag, diags->list.count);
    uint32_t count = choose_shown(diags, shown);
    Pos last_reported = shown[count - 1].pos;
    if (count > 1) qsort(shown, count, sizeof *shown, compare_diags);
    for (uint32_t i = 0; i < count; i++) {
        if (i && shown[i].pos == shown[i - 1].pos && !strcmp(shown[i].text, shown[i - 1].text))
            continue;
        print_position(shown[i].pos, out);
        print_text(shown[i].text, out);
    }
    if (diags->limit && count == diags->limit) {
        print_position(last_reported, out);
        fputs("too many errors\n", out);
    }
    return diags->list.count;
}
