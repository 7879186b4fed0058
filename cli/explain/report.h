// cli/explain/report.h - the decisions of escape analysis about a program, ready to be told: as an
// annotated source, in words, as JSON, as a web page.
#ifndef MOUND_CLI_EXPLAIN_REPORT_H
#define MOUND_CLI_EXPLAIN_REPORT_H

#include "cli/program.h"
#include "escape/story.h"

// Kinds of rows, for choosing.
enum {
    TOLD_HEAP = 1 << 0,            // goes to the heap
    TOLD_STACK = 1 << 1,           // stays
    TOLD_LEAK = 1 << 2,            // a parameter whose pointer goes on
    TOLD_VARIABLE = 1 << 3,
    TOLD_PARAM = 1 << 4,
    TOLD_MAKE = 1 << 5,            // new, make, &T{}, literals
    TOLD_CLOSURE = 1 << 6,
    TOLD_INTERFACE = 1 << 7,       // conversions to interfaces
    TOLD_STRING = 1 << 8,          // concatenations and conversions
    TOLD_CHANNEL = 1 << 9,
};
// The bits of a comma-separated list of kind names; 0 when one is not known, whose name goes to
// [unknown] (capacity 32).
uint32_t kinds_parse(const char *list, char *unknown);
// "heap, stack, ..." for messages.
extern const char kind_names[];

typedef struct ExplainRow {
    EscapeStory story;
    CauseId cause;
    bool allocates;
    const char *unlike;            // why escaping and allocating differ, or NULL
    int64_t bytes;                 // of one, -1: not known
    uint32_t kinds;
    const SourceFile *file;
    uint32_t line, column;
    const char *func;              // "main.(*T).M"
} ExplainRow;

// What a run has allocated at a line.
typedef struct LineCost {
    const SourceFile *file;
    uint32_t line;
    uint64_t objects, bytes;
} LineCost;

typedef struct Explanation {
    Arena *arena;
    const Program *program;
    VEC(ExplainRow) rows;          // by file, line, column
    VEC(LineCost) costs;           // empty: no run was recorded
    uint64_t cost_bytes;           // sum of all, the library's lines too
} Explanation;

// Analyses the whole package; the back end must have been started (cli/execute.h).
void explanation_make(Explanation *explanation, const Program *program);
// Adds what alloc_profile.h has recorded by now.
void explanation_add_costs(Explanation *explanation);
const LineCost *explanation_cost(const Explanation *explanation, const SourceFile *file,
                                 uint32_t line);

// One sentence about a row, without a full stop: "n goes to the heap, 16 bytes: its address is
// returned".
const char *explain_sentence(const Explanation *explanation, const ExplainRow *row);
// A sentence about one step of its path.
const char *explain_step(const Explanation *explanation, const EscapeStep *step);
// "24 bytes", "1.5 MB".
const char *explain_bytes(const Explanation *explanation, uint64_t bytes);
// What a leaking parameter promises, or NULL when it does not leak.
const char *explain_leak(const Explanation *explanation, const ExplainRow *row);

// The annotated source (text.c); [kinds] as above, [color] for terminals.
void explain_print(const Explanation *explanation, uint32_t kinds, bool color, FILE *out);
// The stories of what is called NAME or stands in line LINE (why.c). False: there is none.
bool explain_print_why(const Explanation *explanation, const char *what, bool color);
void explain_print_json(const Explanation *explanation, FILE *out);
void explain_print_html(const Explanation *explanation, FILE *out);

#endif
