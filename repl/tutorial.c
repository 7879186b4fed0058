// repl/tutorial.c - :tutorial: the steps of tutorial.def.
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "base/json.h"
#include "repl/command.h"
#include "repl/highlight.h"
#include "repl/screen.h"
#include "repl/session.h"
#include "repl/table.h"

typedef struct TutorialStep {
    const char *title, *before, *input, *after;
} TutorialStep;

static const TutorialStep steps[] = {
#define STEP(title, before, input, after) {title, before, input, after},
#include "repl/tutorial.def"
#undef STEP
};
enum { STEP_COUNT = sizeof steps / sizeof steps[0] };
_Static_assert(STEP_COUNT == 12, "the tutorial has twelve steps");

static void type_line(const char *line) {
    screen_paint(PAINT_PROMPT, "mound>");
    putc(' ', screen.out);
    if (*line == ':') fputs(line, screen.out);
    else highlight(line, strlen(line));
    putc('\n', screen.out);
    fflush(screen.out);
}

static bool run_step(uint32_t number) {
    const TutorialStep *step = &steps[number - 1];
    screen_paint(PAINT_HEAD, "%u of %d: %s\n", number, STEP_COUNT, step->title);
    fprintf(screen.out, "%s\n", step->before);
    char *copy = strdup(step->input), *rest = copy;
    FATAL_IF(copy == NULL, "out of memory");
    bool good = true;
    for (char *line; good && (line = strsep(&rest, "\n"));) {
        type_line(line);
        good = *line == ':' ? command_run(line) : session_eval(line, strlen(line));
    }
    free(copy);
    fprintf(screen.out, "%s\n", step->after);
    if (number < STEP_COUNT)
        screen_paint(PAINT_DIM, ":tutorial goes on with step %u\n", number + 1);
    return good;
}

static void step_json(uint32_t number) {
    const TutorialStep *step = &steps[number - 1];
    const char *const keys[] = {"title", "before", "input", "after"};
    const char *const values[] = {step->title, step->before, step->input, step->after};
    fprintf(screen.out, "{\"step\": %u", number);
    for (int i = 0; i < 4; i++) {
        fprintf(screen.out, ", \"%s\": ", keys[i]);
        json_string(screen.out, values[i]);
    }
    fputs("}\n", screen.out);
}

bool command_tutorial(const CommandCall *call) {
    static uint32_t next = 1;
    if (call->json && !*call->args) {
        Table *table = table_new();
        table_column(table, "", "step", CELL_COUNT);
        table_column(table, "", "title", CELL_TEXT);
        for (uint32_t i = 0; i < STEP_COUNT; i++) {
            table_row(table);
            table_number(table, i + 1);
            table_text(table, steps[i].title);
        }
        table_print(table, true, 0);
        return true;
    }
    uint32_t number = next;
    if (*call->args) {
        char *end;
        long wanted = strtol(call->args, &end, 10);
        if (*end || wanted < 1 || wanted > STEP_COUNT)
            return command_fail(call, "the steps are 1 to %d, not \"%s\"", STEP_COUNT, call->args);
        number = (uint32_t)wanted;
    }
    if (call->json) {
        step_json(number);
        return true;
    }
    next = number % STEP_COUNT + 1;
    return run_step(number);
}
