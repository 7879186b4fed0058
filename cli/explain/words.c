// cli/explain/words.c - decisions and steps as sentences.
#include <string.h>

#include "cli/explain/report.h"

const char *explain_bytes(const Explanation *e, uint64_t bytes) {
    if (bytes == 1) return "1 byte";
    if (bytes < 10000) return arena_printf(e->arena, "%llu bytes", (unsigned long long)bytes);
    static const char *const units[] = {"kB", "MB", "GB", "TB"};
    double value = (double)bytes / 1000;
    int unit = 0;
    for (; value >= 1000 && unit < 3; unit++) value /= 1000;
    return arena_printf(e->arena, value < 100 ? "%.1f %s" : "%.0f %s", value, units[unit]);
}

static const char *size_text(const Explanation *e, const ExplainRow *row) {
    if (row->bytes <= 0) return "";
    return arena_printf(e->arena, ", %s", explain_bytes(e, (uint64_t)row->bytes));
}

// Where one result goes, or NULL.
static const char *result_leak(const Explanation *e, const ExplainRow *row, int index) {
    const EscapeStory *story = &row->story;
    uint8_t leak = story->tag.results[index];
    if (!leak || (uint32_t)index >= story->func->results.count) return NULL;
    const char *what = leak == 1 ? "the pointer itself" : "something it leads to";
    return arena_printf(e->arena, "%s comes back in result %s", what,
                        story->func->results.items[index]->text);
}

const char *explain_leak(const Explanation *e, const ExplainRow *row) {
    const EscapeStory *story = &row->story;
    if (story->kind != STORY_PARAM || story->escapes) return NULL;
    if (story->tag.heap == 1)
        return "the pointer is kept: what callers pass must be in the heap";
    if (story->tag.heap)
        return "something it leads to is kept: that must be in the heap, the variable it points to "
               "need not";
    const char *text = NULL;
    for (int i = 0; i < ESCAPE_RESULTS_MAX; i++) {
        const char *one = result_leak(e, row, i);
        if (one) text = text ? arena_printf(e->arena, "%s; %s", text, one) : one;
    }
    return text;
}

static const char *param_sentence(const Explanation *e, const ExplainRow *row) {
    const char *leak = explain_leak(e, row);
    if (!leak)
        return arena_printf(e->arena, "%s is only used: callers may pass the address of a local "
                            "variable", row->story.text);
    return arena_printf(e->arena, "%s leaks (a promise to callers, not a loss of memory): %s",
                        row->story.text, leak);
}

const char *explain_sentence(const Explanation *e, const ExplainRow *row) {
    const EscapeStory *story = &row->story;
    const char *size = size_text(e, row);
    if (story->kind == STORY_PARAM && !story->escapes) return param_sentence(e, row);
    if (row->cause == CAUSE_none)
        return arena_printf(e->arena, "%s stays in the frame%s%s%s", story->text, size,
                            row->unlike ? "; " : "", row->unlike ? row->unlike : "");
    if (!row->allocates && row->unlike)
        return arena_printf(e->arena, "%s escapes (%s), but takes no memory: %s", story->text,
                            causes[row->cause].title, row->unlike);
    return arena_printf(e->arena, "%s goes to the heap%s: %s", story->text, size,
                        causes[row->cause].title);
}

// ---- steps --------------------------------------------------------------------------------------
static const char *operation_words(const char *why) {
    static const struct {
        const char *why, *words;
    } table[] = {
        {"address-of", "takes the address"},
        {"assign", "assigns it"},
        {"assign-pair", "assigns it, one of several"},
        {"return", "returns it"},
        {"call parameter", "passes it"},
        {"callee operand", "calls through it"},
        {"captured by a closure", "is captured by a function literal"},
        {"reference", "is shared with a function literal"},
        {"interface-converted", "is put into an interface"},
        {"send", "sends it on a channel"},
        {"dot", "takes a field of it"},
        {"dot of pointer", "reads a field behind the pointer"},
        {"indirection", "reads what the pointer points to"},
        {"slice", "slices it"},
        {"slice-literal-element", "makes it an element of a slice"},
        {"struct literal element", "makes it a field"},
        {"array literal element", "makes it an element of an array"},
        {"map literal key", "makes it a key of a map"},
        {"map literal value", "makes it a value of a map"},
        {"key of map put", "makes it a key of a map"},
        {"appendee slice", "appends to it"},
        {"appended slice...", "appends its elements"},
        {"copied slice", "copies its elements"},
        {"range", "goes over it"},
        {"range-deref", "goes over what it points to"},
        {"too large for stack", "is too large for a frame"},
        {"non-constant size", "has a size that is known only when the program runs"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(why, table[i].why) == 0) return table[i].words;
    return NULL;
}

// A location of the analysis in words.
static const char *noun(const Explanation *e, const char *text) {
    static const char storage[] = "{storage for ";
    size_t length = strlen(text);
    if (strcmp(text, "{temp}") == 0) return "a temporary";
    if (strncmp(text, storage, sizeof storage - 1) != 0) return text;
    const char *what = arena_strndup(e->arena, text + sizeof storage - 1,
                                     length - sizeof storage);
    if (strcmp(what, "... argument") == 0) return "the slice of arguments";
    return arena_printf(e->arena, "the memory of `%s`", what);
}

static const char *operation_sentence(const Explanation *e, const EscapeStep *step) {
    bool is_slice = strcmp(step->text, "... argument") == 0;
    if (strcmp(step->why, "spill") == 0)
        return is_slice
                   ? "the slice of arguments is made, and its address held"
                   : arena_printf(e->arena, "`%s` gets memory of its own, whose address is held",
                                  step->text);
    if (is_slice) return "it becomes an element of the slice of arguments";
    const char *words = operation_words(step->why);
    return words ? arena_printf(e->arena, "`%s` %s", step->text, words)
                 : arena_printf(e->arena, "`%s` (%s)", step->text, step->why);
}

const char *explain_step(const Explanation *e, const EscapeStep *step) {
    if (!step->is_flow) return operation_sentence(e, step);
    const char *verb = step->derefs < 0 ? "points to" : step->derefs == 0 ? "holds"
                                                                          : "holds what is behind";
    const char *from = noun(e, step->from);
    if (step->end == END_HEAP)
        return arena_printf(e->arena, "so something that outlives the call, or is not known, %s %s",
                            verb, from);
    if (step->end == END_RESULT)
        return arena_printf(e->arena, "so result %s %s %s", step->to, verb, from);
    return arena_printf(e->arena, "so %s %s %s", noun(e, step->to), verb, from);
}
