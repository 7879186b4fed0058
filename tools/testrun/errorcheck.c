// tools/testrun/errorcheck.c - messages against `// ERROR "regexp"` comments.
//
// The rules are those of Go's test runner: a line's messages are those printed for it, each
// expression must match at least one of them, each message must be matched; `LINE`, `LINE+n` and
// `LINE-n` in an expression stand for line numbers.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/testrun/testrun.h"

typedef struct Message {
    const char *file;      // last part of the path
    int line;
    char *text;            // with the position
    bool matched;
} Message;

typedef struct Messages {
    Message *items;
    int count;
} Messages;

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void add_line(Messages *messages, const char *line, size_t length) {
    if (length == 0 || line[0] == '#') return;
    Message *last = messages->count ? &messages->items[messages->count - 1] : NULL;
    if (line[0] == '\t' && last) {
        last->text = text_format("%s\n%.*s", last->text, (int)length, line);
        return;
    }
    char *text = strndup(line, length);
    char *colon = strstr(text, ".go:");
    Message message = {.file = "", .text = text};
    if (colon) {
        char *path = strndup(text, (size_t)(colon - text) + 3);
        message.file = base_name(path);
        message.line = atoi(colon + 4);
    }
    size_t bytes = sizeof *messages->items * ((size_t)messages->count + 1);
    messages->items = realloc(messages->items, bytes);
    messages->items[messages->count++] = message;
}

static Messages split_messages(const char *printed) {
    Messages messages = {0};
    while (*printed) {
        size_t length = strcspn(printed, "\n");
        add_line(&messages, printed, length);
        printed += length + (printed[length] == '\n');
    }
    return messages;
}

// Go quotes with "..." (where \\ and \" are escapes) or `...`. Returns what follows.
static const char *read_quoted(const char *at, char **text) {
    char quote = *at++;
    char *out = *text = malloc(strlen(at) + 1);
    while (*at && *at != quote && *at != '\n') {
        if (quote == '"' && at[0] == '\\' && (at[1] == '\\' || at[1] == '"')) at++;
        *out++ = *at++;
    }
    *out = '\0';
    return *at == quote ? at + 1 : at;
}

static char *replace_line_words(char *pattern, const char *file, int line) {
    char *at = strstr(pattern, "LINE");
    if (!at) return pattern;
    char *end = at + 4;
    int offset = *end == '+' || *end == '-' ? (int)strtol(end, &end, 10) : 0;
    return replace_line_words(text_format("%.*s%s:%d%s", (int)(at - pattern), pattern, file,
                                          line + offset, end), file, line);
}

static pcre2_code *compile_pattern(const char *pattern) {
    int code;
    PCRE2_SIZE offset;
    return pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, PCRE2_MULTILINE, &code,
                         &offset, NULL);
}

static bool matches(pcre2_code *code, const char *text) {
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
    int found = pcre2_match(code, (PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED, 0, 0, data, NULL);
    pcre2_match_data_free(data);
    return found >= 0;
}

static void append(char **report, char *line) {
    char *longer = text_format("%s%s\n", *report ? *report : "", line);
    free(*report);
    *report = longer;
}

static void expect(Messages *messages, const char *file, int line, char *pattern, char **report) {
    pattern = replace_line_words(pattern, file, line);
    pcre2_code *code = compile_pattern(pattern);
    if (!code) {
        append(report, text_format("%s:%d: bad expression: %s", file, line, pattern));
        return;
    }
    bool found = false, any = false;
    for (int i = 0; i < messages->count; i++) {
        Message *message = &messages->items[i];
        if (message->line != line || strcmp(message->file, file) != 0) continue;
        any = true;
        if (!message->matched && matches(code, message->text)) message->matched = found = true;
    }
    if (!found) {
        append(report, text_format(any ? "%s:%d: no message matches `%s`"
                                       : "%s:%d: missing error `%s`", file, line, pattern));
    }
    pcre2_code_free(code);
}

static void check_line(Messages *messages, const char *file, int number, const char *line,
                       size_t length, char **report) {
    char *copy = strndup(line, length);
    if (strstr(copy, "////")) return;   // a double comment disables the expectation
    char *at = strstr(copy, "// ERROR ");
    char *gc_only = strstr(copy, "// GC_ERROR ");
    if (!at || (gc_only && gc_only < at)) at = gc_only;
    if (!at) return;
    at = strstr(at, "ERROR ") + 6;
    while (*(at += strspn(at, " \t")) == '"' || *at == '`') {
        char *pattern;
        at = (char *)read_quoted(at, &pattern);
        expect(messages, file, number, pattern, report);
    }
}

// Go's runner cuts the folder off every path in the output, also where a message mentions one.
static char *without_folders(const char *printed, char **paths, int path_count) {
    char *text = strdup(printed);
    for (int i = 0; i < path_count; i++) {
        const char *base = base_name(paths[i]);
        char *shown = text_format("./%s:", base);
        for (char *at = text; (at = strstr(at, shown)) != NULL; at += strlen(base)) {
            memmove(at, at + 2, strlen(at + 2) + 1);
        }
        free(shown);
    }
    return text;
}

char *errorcheck_compare(const char *printed, char **paths, int path_count) {
    Messages messages = split_messages(without_folders(printed, paths, path_count));
    char *report = NULL;
    for (int i = 0; i < path_count; i++) {
        char *text = file_read(paths[i], NULL);
        int number = 1;
        for (char *line = text; line && *line; number++) {
            size_t length = strcspn(line, "\n");
            check_line(&messages, base_name(paths[i]), number, line, length, &report);
            line += length + (line[length] == '\n');
        }
    }
    for (int i = 0; i < messages.count; i++) {
        if (messages.items[i].matched) continue;
        append(&report, text_format("unexpected: %s", messages.items[i].text));
    }
    return report;
}
