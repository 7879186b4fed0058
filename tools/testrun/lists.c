// tools/testrun/lists.c - the lists that are kept beside the tests: known failures, exclusions,
// expectations that a newer Go changed.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/testrun/testrun.h"

static const char unsorted_mark[] = "UNSORTED: ";

void list_add(List *list, const char *key, const char *text) {
    if (list->count == list->room) {
        list->room = list->room ? list->room * 2 : 256;
        list->items = realloc(list->items, sizeof *list->items * (size_t)list->room);
    }
    list->items[list->count++] = (ListEntry){strdup(key), strdup(text)};
}

bool list_read(List *list, const char *path) {
    char *text = file_read(path, NULL);
    if (!text) return false;
    char *rest;
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        char *tab = strchr(line, '\t');
        if (line[0] == '#' || !tab) continue;
        *tab = '\0';
        list_add(list, line, tab + 1);
    }
    free(text);
    return true;
}

const char *list_next(const List *list, const char *key, int *from) {
    while (*from < list->count) {
        const ListEntry *entry = &list->items[(*from)++];
        if (strcmp(entry->key, key) == 0) return entry->text;
    }
    return NULL;
}

const char *list_find(const List *list, const char *key) {
    int from = 0;
    return list_next(list, key, &from);
}

// By key; lines of a file in their order, so that `a.go:9` comes before `a.go:10`.
static int compare_entries(const void *a, const void *b) {
    const ListEntry *x = a, *y = b;
    size_t x_bytes = strcspn(x->key, ":"), y_bytes = strcspn(y->key, ":");
    size_t shorter = x_bytes < y_bytes ? x_bytes : y_bytes;
    int order = strncmp(x->key, y->key, shorter);
    if (order == 0) order = (x_bytes > y_bytes) - (x_bytes < y_bytes);
    if (order != 0 || !x->key[x_bytes] || !y->key[y_bytes]) return order;
    int x_line = atoi(x->key + x_bytes + 1), y_line = atoi(y->key + y_bytes + 1);
    order = (x_line > y_line) - (x_line < y_line);
    return order ? order : strcmp(x->text, y->text);
}

bool list_write(List *list, const char *path, const char *head) {
    FILE *file = fopen(path, "w");
    if (!file) {
        fprintf(stderr, "testrun: %s: %s\n", path, strerror(errno));
        return false;
    }
    qsort(list->items, (size_t)list->count, sizeof *list->items, compare_entries);
    fputs(head, file);
    for (int i = 0; i < list->count; i++) {
        fprintf(file, "%s\t%s\n", list->items[i].key, list->items[i].text);
    }
    return fclose(file) == 0;
}

// ---- known failures

bool reason_is_unsorted(const char *reason) {
    return strncmp(reason, unsorted_mark, sizeof unsorted_mark - 1) == 0;
}

// The first line of [message] without the scratch folder's name, which is another one each time.
static char *first_line(const char *message) {
    char *line = strndup(message, strcspn(message, "\n"));
    char *at = strstr(line, settings.scratch);
    if (!at) return line;
    return text_format("%.*s%s", (int)(at - line), line, at + strlen(settings.scratch));
}

// An entry whose file this run did not look at stays, unless the file is gone.
static bool keeps_entry(const ListEntry *entry, const Test *tests, int count) {
    for (int i = 0; i < count; i++) {
        if (strcmp(tests[i].shown, entry->key) != 0) continue;
        return tests[i].verdict == VERDICT_FAIL;
    }
    return access(text_format("%s/%s", settings.root, entry->key), F_OK) == 0;
}

bool known_update(const Test *tests, int count) {
    List known = {0};
    int dropped = 0, added = 0;
    for (int i = 0; i < settings.known.count; i++) {
        const ListEntry *entry = &settings.known.items[i];
        if (keeps_entry(entry, tests, count)) {
            list_add(&known, entry->key, entry->text);
        } else {
            printf("dropped: %s: %s\n", entry->key, entry->text);
            dropped++;
        }
    }
    for (int i = 0; i < count; i++) {
        if (tests[i].verdict != VERDICT_FAIL || tests[i].known_reason) continue;
        char *reason = text_format("%s%s", unsorted_mark, first_line(tests[i].message));
        list_add(&known, tests[i].shown, reason);
        printf("added: %s: %s\n", tests[i].shown, reason);
        added++;
    }
    printf("%d known failures, %d dropped, %d added\n", known.count, dropped, added);
    return list_write(&known, settings.known_path,
                      "# Tests of Go's own suite that do not pass: path, TAB, the cause.\n");
}
