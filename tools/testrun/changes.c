// tools/testrun/changes.c - what a real Go 1.23 says about errorcheck tests, as lines for a list.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/testrun/testrun.h"

// gc walks maps, so where it reports a cycle can be another place each time.
enum { ATTEMPTS = 6 };

static List split(const char *lines) {
    List list = {0};
    char *copy = strdup(lines), *rest;
    for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        char *tab = strchr(line, '\t');
        if (!tab) continue;
        *tab = '\0';
        list_add(&list, line, tab + 1);
    }
    free(copy);
    return list;
}

// The lines of [a] about places that [b] is about, too; the longer text of both.
static char *common(const char *a, const char *b) {
    List first = split(a), second = split(b);
    char *result = NULL;
    for (int i = 0; i < first.count; i++) {
        const char *key = first.items[i].key, *text = first.items[i].text;
        const char *other = list_find(&second, key);
        if (!other) continue;
        bool alone = list_find(&first, key) == text;
        if (alone && strlen(other) > strlen(text)) text = other;
        result = text_format("%s%s\t%s\n", result ? result : "", key, text);
    }
    return result;
}

void changes_find(Test *test, const Command *command, const char *folder, char **paths, int count) {
    char *changes = NULL;
    for (int i = 0; i < ATTEMPTS; i++) {
        Output output;
        process_run(command->argv, folder, true, &output);
        if (output.timed_out || output.exit_code > 2) {
            exited_with(test, &output, 1);
            return;
        }
        char *next = errorcheck_changes(output.out, paths, count);
        changes = i == 0 ? next : next ? common(changes, next) : NULL;
        if (!changes) return;
    }
    const char *before = test->verdict == VERDICT_CHANGED ? test->message : "";
    test->verdict = VERDICT_CHANGED;
    test->message = text_format("%s%s", before, changes);
}

void changes_collect(List *changed, const Test *tests, int count) {
    for (int i = 0; i < count; i++) {
        if (tests[i].verdict != VERDICT_CHANGED) continue;
        List found = split(tests[i].message);
        for (int k = 0; k < found.count; k++) {
            list_add(changed, found.items[k].key, found.items[k].text);
        }
    }
}
