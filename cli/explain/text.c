// cli/explain/text.c - the source with what was decided about each line.
#include <string.h>

#include "cli/explain/report.h"

typedef struct Printer {
    const Explanation *explanation;
    uint32_t kinds;
    bool color;
    FILE *out;
} Printer;

static bool is_chosen(const Printer *printer, const ExplainRow *row) {
    // The two sides, and what things are, each choose if anything of theirs is asked for.
    uint32_t sides = printer->kinds & (TOLD_HEAP | TOLD_STACK | TOLD_LEAK);
    uint32_t things = printer->kinds & ~(uint32_t)(TOLD_HEAP | TOLD_STACK | TOLD_LEAK);
    if (sides && !(row->kinds & sides)) return false;
    return !things || (row->kinds & things);
}

static const char *paint(const Printer *printer, char letter) {
    if (!printer->color) return "";
    return letter == 'H' ? "\033[31m" : letter == 'S' ? "\033[32m" : "\033[2m";
}

static char row_letter(const ExplainRow *row) {
    if (row->cause != CAUSE_none) return row->allocates ? 'H' : 'h';
    return 'S';
}

// H wins over h, h over S.
static char line_letter(const Printer *printer, const SourceFile *file, uint32_t line) {
    char letter = ' ';
    const Explanation *e = printer->explanation;
    for (uint32_t i = 0; i < e->rows.count; i++) {
        const ExplainRow *row = &e->rows.items[i];
        if (row->file != file || row->line != line || !is_chosen(printer, row)) continue;
        if (row->story.kind == STORY_PARAM && !row->story.escapes) continue;
        char own = row_letter(row);
        if (letter == ' ' || own == 'H' || (own == 'h' && letter == 'S')) letter = own;
    }
    return letter;
}

static void print_cost(const Printer *printer, const LineCost *cost) {
    const Explanation *e = printer->explanation;
    double share = e->cost_bytes ? 100 * (double)cost->bytes / (double)e->cost_bytes : 0;
    fprintf(printer->out, "%12s %s: %llu objects, %s, %.1f%% of all bytes%s\n",
           printer->color ? "\033[33m" : "", "measured", (unsigned long long)cost->objects,
           explain_bytes(e, cost->bytes), share, printer->color ? "\033[0m" : "");
}

static void print_notes(const Printer *printer, const SourceFile *file, uint32_t line) {
    const Explanation *e = printer->explanation;
    for (uint32_t i = 0; i < e->rows.count; i++) {
        const ExplainRow *row = &e->rows.items[i];
        if (row->file != file || row->line != line || !is_chosen(printer, row)) continue;
        const char *off = printer->color ? "\033[0m" : "";
        fprintf(printer->out, "%11s %s%s%s\n", "", paint(printer, row_letter(row)),
                explain_sentence(e, row), off);
    }
    const LineCost *cost = explanation_cost(e, file, line);
    if (cost) print_cost(printer, cost);
}

static void print_file(const Printer *printer, const SourceFile *file) {
    fprintf(printer->out, "---- %s\n", file->path);
    uint32_t number = 1;
    for (const char *line = file->text; *line; number++) {
        int length = (int)strcspn(line, "\n");
        char letter = line_letter(printer, file, number);
        const char *off = printer->color && letter != ' ' ? "\033[0m" : "";
        fprintf(printer->out, "%s%c%s %5u  %.*s\n", letter == ' ' ? "" : paint(printer, letter),
                letter, off, number, length, line);
        print_notes(printer, file, number);
        line += length + (line[length] == '\n');
    }
}

static void print_summary(const Printer *printer) {
    const Explanation *e = printer->explanation;
    uint32_t counts[CAUSE_COUNT] = {0}, heap = 0;
    for (uint32_t i = 0; i < e->rows.count; i++) {
        const ExplainRow *row = &e->rows.items[i];
        if (!is_chosen(printer, row)) continue;
        counts[row->cause]++;
        heap += row->cause != CAUSE_none;
    }
    fprintf(printer->out, "\n%u %s to the heap, %u %s in frames.\n", heap,
            heap == 1 ? "goes" : "go", counts[CAUSE_none],
            counts[CAUSE_none] == 1 ? "stays" : "stay");
    for (int i = 0; i < CAUSE_COUNT; i++)
        if (i != CAUSE_none && counts[i])
            fprintf(printer->out, "%6u  %s\n", counts[i], causes[i].title);
    if (heap == 0) return;
    fputs("`mound escape -why LINE` (or -why NAME) tells how, and what would help.\n",
          printer->out);
}

void explain_print(const Explanation *explanation, uint32_t kinds, bool color, FILE *out) {
    Printer printer = {explanation, kinds, color, out};
    fputs("S stays in the frame   H goes to the heap   h escapes, but takes no memory\n", out);
    for (uint32_t i = 0; i < explanation->program->file_count; i++)
        print_file(&printer, explanation->program->files[i]->source);
    print_summary(&printer);
}
