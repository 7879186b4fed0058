// cli/explain/json.c - the report as data.
#include "base/json.h"
#include "cli/explain/report.h"

static void member(FILE *out, const char *name, const char *text) {
    fprintf(out, ", \"%s\": ", name);
    json_string(out, text);
}

static void print_step(const Explanation *e, const EscapeStep *step, FILE *out) {
    static const char *const ends[] = {"named", "escaped", "heap", "result"};
    if (step->is_flow) {
        fputs("{\"kind\": \"flow\", \"to\": ", out);
        json_string(out, step->to);
        member(out, "from", step->from);
        fprintf(out, ", \"derefs\": %d", step->derefs);
        member(out, "end", ends[step->end]);
    } else {
        Location at = source_location(source_outermost(step->pos));
        fputs("{\"kind\": \"operation\", \"text\": ", out);
        json_string(out, step->text);
        member(out, "why", step->why);
        member(out, "file", at.path);
        fprintf(out, ", \"line\": %u, \"column\": %u", at.line, at.column);
    }
    member(out, "words", explain_step(e, step));
    fputc('}', out);
}

static void print_row(const Explanation *e, const ExplainRow *row, FILE *out) {
    static const char *const kinds[] = {"variable", "param", "site"};
    const Cause *cause = &causes[row->cause];
    fputs("    {\"file\": ", out);
    json_string(out, row->file->path);
    fprintf(out, ", \"line\": %u, \"column\": %u", row->line, row->column);
    member(out, "kind", kinds[row->story.kind]);
    member(out, "name", row->story.text);
    member(out, "function", row->func);
    fprintf(out, ", \"heap\": %s, \"allocates\": %s", row->cause != CAUSE_none ? "true" : "false",
            row->allocates ? "true" : "false");
    if (row->bytes >= 0) fprintf(out, ", \"bytes\": %lld", (long long)row->bytes);
    member(out, "cause", cause->id);
    member(out, "sentence", explain_sentence(e, row));
    member(out, "meaning", cause->meaning);
    member(out, "repair", cause->repair);
    if (row->kinds & TOLD_LEAK) member(out, "leak", explain_leak(e, row));
    if (row->unlike) member(out, "note", row->unlike);
    fputs(", \"steps\": [", out);
    for (uint32_t i = 0; i < row->story.steps.count; i++) {
        if (i) fputs(", ", out);
        print_step(e, &row->story.steps.items[i], out);
    }
    fputs("]}", out);
}

void explain_print_json(const Explanation *e, FILE *out) {
    fputs("{\n  \"decisions\": [", out);
    for (uint32_t i = 0; i < e->rows.count; i++) {
        fputs(i ? ",\n" : "\n", out);
        print_row(e, &e->rows.items[i], out);
    }
    fputs("\n  ],\n  \"costs\": [", out);
    for (uint32_t i = 0; i < e->costs.count; i++) {
        const LineCost *cost = &e->costs.items[i];
        fprintf(out, "%s\n    {\"file\": ", i ? "," : "");
        json_string(out, cost->file->path);
        fprintf(out, ", \"line\": %u, \"objects\": %llu, \"bytes\": %llu}", cost->line,
                (unsigned long long)cost->objects, (unsigned long long)cost->bytes);
    }
    fprintf(out, "\n  ],\n  \"bytes\": %llu\n}\n", (unsigned long long)e->cost_bytes);
}
