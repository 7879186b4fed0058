// cli/explain/why.c - one decision, told step by step.
#include <stdlib.h>
#include <string.h>

#include "cli/explain/report.h"

// The source line that [pos] lies in, with a mark below its column.
static void print_place(Pos pos) {
    const SourceFile *file = source_file(pos);
    if (!file) return;
    const char *at = file->text + (pos - file->base), *begin = at;
    while (begin > file->text && begin[-1] != '\n') begin--;
    const char *text = begin + strspn(begin, " \t");
    if (at < text) text = at;
    int length = (int)strcspn(text, "\n");
    printf("          %.*s\n          %*s^\n", length, text, (int)(at - text), "");
}

static void print_steps(const Explanation *e, const EscapeSteps *steps) {
    uint32_t number = 0;
    const EscapeStep *flow = NULL;
    for (uint32_t i = 0; i < steps->count; i++) {
        const EscapeStep *step = &steps->items[i];
        if (step->is_flow) {
            // Said after the operations that made it.
            if (flow) printf("     %s\n", explain_step(e, flow));
            flow = step;
            continue;
        }
        Location at = source_location(source_outermost(step->pos));
        printf("  %2u. %s:%u:%u: %s\n", ++number, at.path, at.line, at.column,
               explain_step(e, step));
        print_place(source_outermost(step->pos));
    }
    if (flow) printf("     %s\n", explain_step(e, flow));
}

static void print_story(const Explanation *e, const ExplainRow *row, bool color) {
    const char *on = color ? "\033[1m" : "", *off = color ? "\033[0m" : "";
    Location at = source_location(row->story.pos);
    printf("%s%s:%u:%u: %s%s\n", on, at.path, at.line, at.column, explain_sentence(e, row), off);
    print_place(row->story.pos);
    if (row->story.steps.count) {
        puts("\n  how:");
        print_steps(e, &row->story.steps);
    }
    const Cause *cause = &causes[row->cause];
    if (row->story.kind != STORY_PARAM || row->story.escapes)
        printf("\n  why: %s\n", cause->meaning);
    if (cause->repair[0]) printf("  to keep it in the frame: %s\n", cause->repair);
    const LineCost *cost = explanation_cost(e, row->file, row->line);
    if (cost)
        printf("  measured in this line: %llu objects, %s\n", (unsigned long long)cost->objects,
               explain_bytes(e, cost->bytes));
    putchar('\n');
}

static bool is_meant(const ExplainRow *row, const char *what) {
    char *end;
    unsigned long line = strtoul(what, &end, 10);
    if (*what && *end == '\0') return row->line == line;
    if (strcmp(row->story.text, what) == 0) return true;
    // main.f, f or T.M: everything in that function.
    const char *name = strrchr(row->func, '/');
    name = name ? name + 1 : row->func;
    if (strcmp(name, what) == 0) return true;
    const char *dot = strchr(name, '.');
    return dot && strcmp(dot + 1, what) == 0;
}

bool explain_print_why(const Explanation *explanation, const char *what, bool color) {
    bool found = false;
    for (uint32_t i = 0; i < explanation->rows.count; i++) {
        const ExplainRow *row = &explanation->rows.items[i];
        if (!is_meant(row, what)) continue;
        print_story(explanation, row, color);
        found = true;
    }
    return found;
}
